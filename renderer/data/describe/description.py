"""What the columns of a file are: a Data Package resource with a Table Schema, and our own keys in it.

    {"path": "decay.csv", "sheet": "2023",
     "schema": {"fields": [{"name": "area_code", "type": "string", "role": "area"},
                           {"name": "value", "type": "number", "role": "value", "measure": "decay"}]},
     "measures": {"decay": {"label": "Children with tooth decay", "unit": "percent", "good": "less"}},
     "marks": {"": "missing", "*": "suppressed"}, "totals": ["England"], "only": {"area_type": ["District"]},
     "area_word": ["district", "districts"]}

https://specs.frictionlessdata.io/data-resource/ and /table-schema/ allow keys of one's own.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from renderer.core.errors import DataError
from renderer.core.suggest import nearest
from renderer.data.descriptor import AREA_WORD, PARENT_WORD, text_at, two_words
from renderer.data.state import State

__all__ = ["FORMS", "PAIRED", "ROLES", "SUFFIX", "DataField", "Description", "MeasureWords", "parse_description"]

SUFFIX = ".description.json"
ROLES = ("area", "area_name", "abbr", "parent", "place", "lon", "lat", "time", "measure", "stratum", "value", "count",
         "low", "high", "interval", "sample", "denominator", "flag", "unit", "level", "ignored")  # fmt: skip
PAIRED = r"^([^(\[]+)"  # the number before others in brackets: 79 (100), 34.2 [30.1-38.3]
FORMS = ("", "dmy", "mdy", "month", "years")  # how times that may be two are read
_NUMBERS = ("value", "count", "low", "high", "sample", "denominator", "lon", "lat")


@dataclass(frozen=True, slots=True)
class DataField:
    """
    What a column of the file is.

    name : as the header writes it
    role : of several columns with the role area, finest first, the first that is filled in a row names its area, and
        the next its parent
    measure : of a value or count: the measure that the column holds, "" where another column names it
    of : of what belongs to values (low, high, sample ...): the column that it belongs to, "" for every one
    time : of a value: the ISO time that the column is about, "" where another column tells it
    kind : of a stratum: what people are grouped by
    strata : of a value: the group that the column is about, (kind, stratum)
    pattern : a regular expression; the text is its first group
    fill : whether a blank means what stands above it; pad : digits of a code that may have lost leading zeros
    """

    name: str
    role: str = "ignored"
    measure: str = ""
    of: str = ""
    time: str = ""
    kind: str = ""
    strata: tuple[str, str] = ("", "")
    pattern: str = ""
    fill: bool = False
    pad: int = 0


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """
    What is said of a measure.

    written : how the measure column calls it; unit : percent, ratio, per 1,000 ..., or a counted noun
    good : "more", "less" or "" where nobody said; people : "adults"; clause : "saw a dentist this year"
    other : what is said of all the others, "did not see a dentist this year"
    low, high : smallest and largest possible value; None where open
    """

    label: str
    unit: str = ""
    good: str = ""
    clause: str = ""
    people: str = ""
    other: str = ""
    written: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """
    How a file is read as a table of figures.

    marks : what a cell without a number means: its text -> missing, suppressed or zero; "" is the blank
    flags : what a footnote or flag beside a cell without a number means: its text -> missing or suppressed
    totals : areas that are left out, by code or name, or rows by "line 12" or "lines 12-19"
    only : column -> the texts of the rows that are kept
    digits : how many characters the codes of the areas have, where others are of other geographies; 0: any
    time : the ISO time of all rows, "" where a column tells it; form : how times that may be two are read
    """

    path: str
    fields: tuple[DataField, ...]
    measures: Mapping[str, MeasureWords] = field(default_factory=dict)
    strata: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)
    digits: int = 0
    totals: tuple[str, ...] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    time: str = ""
    form: str = ""
    sheet: str = ""
    title: str = ""
    licence: str = ""
    source: str = ""
    area_word: tuple[str, str] = AREA_WORD
    parent_word: tuple[str, str] = PARENT_WORD

    def having(self, *roles: str) -> tuple[DataField, ...]:
        """Return the fields that have one of ``roles``, in the order of the file."""
        return tuple(one for one in self.fields if one.role in roles)

    def to_json(self) -> str:
        """Return the resource as text, for a person to finish."""
        return json.dumps(self.entry(), indent=2, ensure_ascii=False) + "\n"

    def entry(self) -> dict[str, Any]:
        """Return the resource: keys that say nothing are left out."""
        whole: dict[str, Any] = {
            "name": "".join(char if char.isalnum() else "-" for char in self.path.casefold()).strip("-"),
            "path": self.path, "profile": "tabular-data-resource", "title": self.title, "sheet": self.sheet,
            "sources": [{"title": self.source}] if self.source else [],
            "licenses": [{"name": self.licence, "title": self.licence}] if self.licence else [],
            "schema": {"fields": [_field_entry(one) for one in self.fields], "missingValues": [""]},
            "measures": {name: _filled(asdict(one)) for name, one in self.measures.items()},
            "strata": {kind: dict(labels) for kind, labels in self.strata.items()},
            "marks": dict(self.marks), "flags": dict(self.flags), "digits": self.digits, "totals": list(self.totals),
            "only": {column: list(texts) for column, texts in self.only.items()},
            "time": self.time, "form": self.form, "area_word": list(self.area_word),
            "parent_word": list(self.parent_word) if self.parent_word != PARENT_WORD else [],
        }  # fmt: skip
        return {key: one for key, one in whole.items() if one or key in ("path", "schema")}


def _field_entry(one: DataField) -> dict[str, Any]:
    entry = {"name": one.name, "type": "number" if one.role in _NUMBERS else "string"} | _filled(asdict(one))
    if any(one.strata):
        entry["strata"] = list(one.strata)
    else:
        entry.pop("strata", None)
    return entry


def _filled(entry: dict[str, Any]) -> dict[str, Any]:
    """Return what says something; a bound of 0 does."""
    return {key: one for key, one in entry.items() if one or (one == 0 and key in ("low", "high"))}


def parse_description(text: str, where: str) -> Description:
    """
    Return the description that ``text`` is; ``where`` names it in what is wrong with it.

    Raises DataError, with the nearest valid name, for another shape or an unknown role, state or key.
    """
    try:
        entry = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise DataError(f"{where}{place} is no JSON: {error.args[0]}; mend it, or remove the file") from None
    if not isinstance(entry, dict):
        raise DataError(f"{where} is no description: it must begin with {{; mend it, or remove the file")
    try:
        return _parsed(entry, where)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(f"{where}: a key is missing or of the wrong kind ({error}); compare it with what "
                        "`chorus data describe` prints") from None  # fmt: skip


def _parsed(entry: dict[str, Any], where: str) -> Description:
    fields = tuple(_field(one, where) for one in entry["schema"]["fields"])
    marks = {str(mark): str(state) for mark, state in entry.get("marks", {}).items()}
    words = (State.MISSING.word, State.SUPPRESSED.word, State.ZERO.word)
    for mark, state in marks.items():
        if state not in words:
            hint = nearest(state, words, f"it may mean {', '.join(words)}")
            raise DataError(f"{where}: the mark '{mark}' means '{state}'{hint}")
    measures = {str(name): _measure(name, one, where) for name, one in entry.get("measures", {}).items()}
    _check_names(fields, measures, str(entry.get("form", "")), where)
    first = (entry.get("sources") or [{}])[0]
    licence = (entry.get("licenses") or [{}])[0]
    return Description(
        str(entry.get("path", "")), fields, measures,
        {kind: {str(k): str(v) for k, v in labels.items()} for kind, labels in entry.get("strata", {}).items()},
        marks, {str(flag): str(State.of(state).word) for flag, state in entry.get("flags", {}).items()},
        int(entry.get("digits", 0)), tuple(map(str, entry.get("totals", ()))),
        {column: tuple(map(str, texts)) for column, texts in entry.get("only", {}).items()},
        str(entry.get("time", "")), str(entry.get("form", "")), str(entry.get("sheet", "")),
        str(entry.get("title", "")), str(licence.get("title", "")), str(first.get("title", "")),
        two_words(entry.get("area_word") or AREA_WORD), two_words(entry.get("parent_word") or PARENT_WORD),
    )  # fmt: skip


def _check_names(fields: tuple[DataField, ...], measures: Mapping[str, MeasureWords], form: str, where: str) -> None:
    """Raise DataError where a key names what is not there: passed over, it would take figures or intervals away."""
    columns = [one.name for one in fields]
    for one in fields:
        if one.of and one.of not in columns:
            hint = nearest(one.of, columns, "name the column that it belongs to, or leave 'of' out")
            raise DataError(f"{where}: column '{one.name}' is of '{one.of}', which is no column in it{hint}")
        if one.role in ("value", "count") and one.measure and one.measure not in measures:
            hint = nearest(one.measure, measures, "add it, or correct the name")
            raise DataError(f"{where}: column '{one.name}' holds the measure '{one.measure}', which is none of its "
                            f"measures{hint}")  # fmt: skip
    if form not in FORMS:
        known = f"there are {', '.join(FORMS[1:])}, or leave it out"
        raise DataError(f"{where}: times are read in the form '{form}'{nearest(form, FORMS[1:], known)}")


def _field(one: dict[str, Any], where: str) -> DataField:
    role = one.get("role", "ignored")
    if role not in ROLES:
        hint = nearest(role, ROLES, f"there are {', '.join(ROLES)}")
        raise DataError(f"{where}: column '{one.get('name')}' has the role '{role}'{hint}")
    texts = {key: str(one.get(key, "")) for key in ("measure", "of", "time", "kind", "pattern")}
    kind, stratum = one.get("strata", ("", ""))
    fill, pad = bool(one.get("fill", False)), int(one.get("pad", 0))
    return DataField(str(one["name"]), role, strata=(str(kind), str(stratum)), fill=fill, pad=pad, **texts)


def _measure(name: str, one: dict[str, Any], where: str) -> MeasureWords:
    good = text_at(one, "good")
    if good not in ("", "more", "less"):
        raise DataError(f"{where}: '{good}' of the measure {name} is neither more nor less; say which is good, or "
                        "leave it out")  # fmt: skip
    texts = {key: text_at(one, key) for key in ("unit", "clause", "people", "other", "written")}
    low, high = (None if one.get(key) is None else float(one[key]) for key in ("low", "high"))
    return MeasureWords(text_at(one, "label") or name, good=good, low=low, high=high, **texts)
