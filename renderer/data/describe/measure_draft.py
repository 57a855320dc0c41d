"""The measures of a file, drafted: their names, labels and units, by columns of words or by headers."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .answers import Answers
from .column_profile import ColumnProfile, before_brackets
from .description import MeasureWords
from .find_totals import numbers_of
from .header_words import unit_of
from .measure_words import label_of, measures_of, short_names
from .role_guess import Guess
from .table_facts import TableFacts

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["draft_measures", "title_of"]

_FEW = 3  # numbers of which something can be told
_NUMBERED = r"^(table|tab\.|tabelle|tableau|tabla|cuadro|figure|fig\.) ?\d+[a-z]?(\.\d+)*[.:]? +"
# A sheet that is called by a time or a number alone: "2024", "2023/24", "Sheet1".
_SAYS_NOTHING = r"(sheet|tabelle|feuil|hoja|foglio|blad|table)?[\s\d/.\-]*"


def draft_measures(
    source: "Source", profiles: Sequence[ColumnProfile], found: tuple[Guess, TableFacts], answers: Answers
) -> tuple[dict[str, MeasureWords], dict[int, str]]:
    """Return the measures, and of value columns that hold one each its name."""
    guess, facts = found
    title = answers.label.get("") or title_of(source)
    units: dict[str, str] = {}
    if guess.measure:
        apart = guess.unit in guess.measure  # a measure in two units is two measures
        texts = {" / ".join(filter(None, (*named, unit) if apart else named)): unit for named, unit in facts.measures}
        units = {text: unit_of(unit) or unit for text, unit in texts.items()}
        if not any(map(unit_of, units.values())) and len(guess.value) == 1:
            units |= dict.fromkeys(units, unit_of(source.header[guess.value[0]]))
        measures, names = (
            measures_of(filter(None, texts), {text: unit_of(text) or unit for text, unit in units.items()}, title),
            {},
        )
    elif guess.wide:
        labels = {index: guess.stems.get(index, title) for index in guess.value}
        units = {title: unit_of(" ".join((*source.above, title)))}
        measures = measures_of(dict.fromkeys(labels.values()), units, title)
        called = {words.written: name for name, words in measures.items()}
        names = {index: called[label] for index, label in labels.items()}
    else:
        headers = short_names([source.header[index] for index in guess.value])
        if len(headers) == 1 and label_of(headers[0]).casefold().strip() in ("value", "obs value", "wert", "val"):
            headers = [title]
        known = {unit for _, unit in facts.measures if unit_of(unit)} or _titled(source, headers)
        units = dict.fromkeys(headers, unit_of(next(iter(known)))) if len(known) == 1 else {}
        measures = measures_of(headers, units, title)
        names = dict(zip(guess.value, measures, strict=True))
    by = {index: profiles[index] for index in guess.value}
    made = [index for index in guess.value if source.header[index] in answers.count]  # rates of counts
    counted = {names.get(index) for index in made} if names else set(measures if made else ())
    label = answers.label.get("", "") if len(measures) == 1 else ""  # said of all, it would name several alike
    measures = {name: replace(words, label=label or words.label) for name, words in measures.items()}
    told = {name: _worded(name, words, answers, "percent" if name in counted else _content_unit(name, names, by))
            for name, words in measures.items()}  # fmt: skip
    return told, names


def _titled(source: "Source", headers: Sequence[str]) -> set[str]:
    """Return the unit that the lines above a table speak of, where it has one column of figures."""
    unit = unit_of(" ".join((*source.above, source.sheet)))
    return {unit} if unit and len(headers) == 1 else set()


def _content_unit(name: str, names: dict[int, str], by: dict[int, ColumnProfile]) -> str:
    """Return the unit that figures themselves speak of: a per cent sign, parts of 1, or whole numbers."""
    own = [one for index, one in by.items() if names.get(index, name) == name]
    if any("%" in text for one in own for text in one.said[:500]):
        return "percent"
    texts = [[before_brackets(text).strip() for text in one.said] if one.paired else one.said for one in own]
    numbers = [number for said in texts for number in numbers_of(said) if number is not None]
    if len(numbers) >= _FEW and min(numbers) >= 0.0 and max(numbers) <= 1.0 and not all(one.whole for one in own):
        return "ratio"
    return "count" if own and len(names) and all(one.whole for one in own) else ""


def _worded(name: str, words: MeasureWords, answers: Answers, content: str) -> MeasureWords:
    def said(key: str) -> str:
        every = getattr(answers, key)
        return str(every.get(name) or every.get(words.written) or every.get("") or "")

    unit = said("unit") or words.unit or content
    return replace(words, unit=unit_of(unit) or unit, good=said("good"),
                   clause=said("clause"), people=said("people"), other=said("other"),
                   label=answers.label.get(name) or answers.label.get(words.written) or words.label)  # fmt: skip


def title_of(source: "Source") -> str:
    """Return the table's title: the first line above it, else its sheet's name where that says something, or file's."""
    first = next((line for line in source.above if line.strip()), "")
    sheet = "" if re.fullmatch(_SAYS_NOTHING, source.sheet, re.IGNORECASE) else source.sheet
    return re.sub(_NUMBERED, "", first or sheet or source.path.stem, flags=re.IGNORECASE)[:120] or first
