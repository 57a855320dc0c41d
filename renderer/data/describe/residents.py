"""Who lives in an area is not who was asked: a column of residents beside shares makes none of them sure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from renderer.data.gather import POPULATION

from .description import DataField, MeasureWords
from .header_words import words_of
from .rows import find_column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from renderer.data.readers.source import Source

    from .answers import Answers
    from .role_guess import Guess

__all__ = ["about_residents", "residents_columns", "with_residents"]

_RESIDENTS = re.compile(r"((total )?(no|number|count) (of )?|total )?(people|persons|population|inhabitants|residents)"
                        r"( total| denom(inator)?)?( (who )?(live|living|resid(e|ing|ent))( (here|there|in .*))?)?|"
                        r"einwohner(zahl)?|bev(ö|oe)lkerung|habitants|poblaci[óo]n|habitantes")  # fmt: skip
# Of whom a sheet is, without a word more, are those of its shares; "No of children under 5" are who lives there.
_ASKED = re.compile(r"^(no|number) (of )?(children|babies|pupils|patients)$|examin|\bask|interview|\bseen\b|screen|"
                    r"survey|sampl|respon|tested|\bn\b|untersuch|befragt|encuestad|revisad|\bbase\b|nenner|"
                    r"effectif|unweighted|stichprobe|"
                    r"^(?!.*\b(population|people|persons|inhabitants|residents?|living)\b).*\bdenom")  # fmt: skip
_BESIDE = ("low", "high", "flag", "interval", "sample", "denominator")


def residents_columns(source: "Source", guess: "Guess", answers: "Answers") -> tuple[int, ...]:
    """
    Return the columns that stand as those of whom figures are of, and do not say that these were asked.

    Counts among residents are shares of them, and a column that somebody named with --n is of those who were asked.
    """
    own = find_column(source, answers.n) if answers.n else -1
    open_ = [index for index, role in guess.others.items() if role in ("denominator", "sample") and index != own]
    return () if answers.count else tuple(index for index in open_ if not _says_asked(source.header[index]))


def _says_asked(name: str) -> bool:
    return not _is_everybody(name) and bool(_ASKED.search(words_of(name)))


def _is_everybody(name: str) -> bool:
    return bool(_RESIDENTS.fullmatch(words_of(name)))


def with_residents(
    fields: Sequence[DataField], measures: "Mapping[str, MeasureWords]", columns: Sequence[int]
) -> tuple[tuple[DataField, ...], dict[str, MeasureWords]]:
    """
    Return columns and measures with the residents as a measure of their own, by which gathered areas are weighted.

    Only beside value columns, to one of which alone all else belongs; in other layouts they are left out, as are
    those of a part of the residents, and all but the first.
    """
    column = next((one for one in columns if _is_everybody(fields[one].name)), -1)
    values = [one.name for one in fields if one.role == "value"]
    loose = [one for one in fields if one.role in _BESIDE and not one.of]
    plain = not any(one.role == "measure" or one.time for one in fields) and POPULATION not in measures
    if column < 0 or not plain or (loose and len(values) > 1):
        return tuple(fields), dict(measures)
    out = [replace(one, of=values[0]) if one in loose else one for one in fields]
    out[column] = DataField(fields[column].name, "value", measure=POPULATION)
    words = MeasureWords("Population", "people", written=fields[column].name, low=0.0)
    return tuple(out), {**measures, POPULATION: words}


def about_residents(field: DataField) -> str:
    """Return what is told of a column of residents: what becomes of it, and how to say that it is of those asked."""
    kept = ("it is a measure of its own, by which areas that are gathered are weighted" if field.role == "value" else
            "it is left out")  # fmt: skip
    what = "counts who lives there, not who was asked" if _is_everybody(field.name) else "does not say who was asked"
    return f"{field.name} {what}, and makes no figure sure: {kept}; --n '{field.name}' says that they were asked"
