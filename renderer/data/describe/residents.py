"""Who lives in an area is not who was asked: a column of residents beside shares makes none of them sure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from renderer.data.gather import POPULATION

from .description import DataField, MeasureWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from renderer.data.readers.source import Source

    from .answers import Answers
    from .role_guess import Guess

__all__ = ["about_residents", "residents_column", "with_residents"]

_RESIDENTS = re.compile(r"(total[ _])?(population|inhabitants|residents)([ _]total)?|einwohner(zahl)?|"
                        r"bev(ö|oe)lkerung|habitants|poblaci[óo]n|habitantes", re.IGNORECASE)  # fmt: skip
_BESIDE = ("low", "high", "flag", "interval", "sample", "denominator")


def residents_column(source: "Source", guess: "Guess", answers: "Answers") -> int:
    """
    Return the column of residents that stands as the one of whom figures are of; -1 where there is none.

    Counts among residents are shares of them, and a column that somebody named with --n is of those who were asked.
    """
    found = [index for index, role in guess.others.items() if role in ("denominator", "sample")
             and source.header[index] != answers.n and _RESIDENTS.fullmatch(source.header[index].strip())]  # fmt: skip
    return found[0] if len(found) == 1 and not answers.count else -1


def with_residents(
    fields: Sequence[DataField], measures: "Mapping[str, MeasureWords]", column: int
) -> tuple[tuple[DataField, ...], dict[str, MeasureWords]]:
    """
    Return columns and measures with the residents as a measure of their own, by which gathered areas are weighted.

    Only beside value columns, to one of which alone all else belongs; in other layouts the column is left out.
    """
    values = [one.name for one in fields if one.role == "value"]
    loose = [one for one in fields if one.role in _BESIDE and not one.of]
    plain = not any(one.role == "measure" or one.time for one in fields) and POPULATION not in measures
    if not plain or (loose and len(values) > 1):
        return tuple(fields), dict(measures)
    out = [replace(one, of=values[0]) if one in loose else one for one in fields]
    out[column] = DataField(fields[column].name, "value", measure=POPULATION)
    words = MeasureWords("Population", "people", written=fields[column].name, low=0.0)
    return tuple(out), {**measures, POPULATION: words}


def about_residents(field: DataField) -> str:
    """Return what is told of a column of residents: what becomes of it, and how to say that it is of those asked."""
    kept = ("it is a measure of its own, by which areas that are gathered are weighted" if field.role == "value" else
            "it is left out")  # fmt: skip
    return (f"{field.name} counts who lives there, not who was asked, and makes no figure sure: {kept}; --n "
            f"'{field.name}' says that they were asked")  # fmt: skip
