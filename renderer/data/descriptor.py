"""What stands beside a file of figures: a Data Package with title, licence, sources and measures.

https://specs.frictionlessdata.io/data-package/ ; ``measures``, ``strata`` and ``notes`` are our
additions to a resource, which that specification allows.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError
from renderer.core.listed import listed
from renderer.core.units import size_words

__all__ = ["AREA_WORD", "BOUNDS", "DESCRIPTOR", "PARENT_WORD", "Measure", "Resource", "parse_entry", "read_package",
           "read_resource", "text_at", "two_words"]  # fmt: skip

DESCRIPTOR = "datapackage.json"
# The smallest and largest value that a unit allows.
BOUNDS = {"percent": (0.0, 100.0), "ratio": (0.0, 1.0)}
AREA_WORD = ("area", "areas")  # one and many, where nobody said what they are called
PARENT_WORD = ("larger area", "larger areas")  # and what those are called that areas are part of
_GOOD = ("", "more", "less")
_MOST = 1 << 22
_FLAGS = 5  # kinds of flags that the line of the source names


@dataclass(frozen=True, slots=True)
class Measure:
    """
    What a column of figures measures.

    low, high : smallest and largest possible value, in ``unit``; NaN where open
    good : whether ``more`` or ``less`` of it is better; "" where nobody said
    people, clause : who is counted and what is said of them: ``adults``, ``saw a dentist in the past year``
    other : what is said of all the others: ``did not see a dentist in the past year``
    """

    label: str
    unit: str
    low: float
    high: float
    good: str = ""
    people: str = ""
    clause: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """
    One file of a Data Package.

    strata : label of each stratum by (kind, stratum), behind that of its kind; kinds : that alone, by kind
    area_word, parent_word : what an area is called, and a larger one that areas are part of, one and many
    flagged : what the source says of figures that are there, "provisional" -> of how many
    sha256, size : of the file as it was when described; "" and -1 where not stated
    """

    title: str = ""
    licence: str = ""
    sources: tuple[str, ...] = ()
    measures: dict[str, Measure] = field(default_factory=dict)
    strata: dict[tuple[str, str], str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    area_word: tuple[str, str] = AREA_WORD
    parent_word: tuple[str, str] = PARENT_WORD
    flagged: dict[str, int] = field(default_factory=dict)
    sha256: str = ""
    size: int = -1

    @property
    def line(self) -> str:
        """Title, source, licence, and what the source says of its figures, in one line."""
        flagged = [f"{words} ({count:,})" for words, count in self.flagged.items()]
        parts = (self.title, ", ".join(self.sources), f"licence: {self.licence}" if self.licence else "",
                 f"figures {listed(flagged, _FLAGS)}" if flagged else "")  # fmt: skip
        return "; ".join(dict.fromkeys(part for part in parts if part))


def read_resource(csv_path: Path) -> Resource | None:
    """
    Return what the descriptor in the file's folder says about it; None where it says nothing.

    Raises DataError where the descriptor cannot be read, or has another shape.
    """
    path = csv_path.parent / DESCRIPTOR
    if not path.is_file():
        return None
    entry = next((one for one in read_package(path)["resources"] if one.get("path") == csv_path.name), None)
    if entry is None:
        return None
    try:
        return parse_entry(entry)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(
            f"{path}: the resource '{csv_path.name}' has a field missing or of the wrong kind ({error}); "
            "compare it with the one in assets/data"
        ) from None


def read_package(path: Path) -> dict[str, Any]:
    """Return the Data Package at ``path`` as read from JSON; raise DataError where it is none."""
    try:
        if path.stat().st_size > _MOST:
            raise DataError(
                f"{path} is larger than {size_words(_MOST)}; a descriptor describes, figures go into the CSV"
            )
        package = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}; check its permissions") from error
    except UnicodeDecodeError:
        raise DataError(f"{path} is not UTF-8 text; save it again as UTF-8") from None
    except (ValueError, RecursionError) as error:
        place = (
            f", line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        )
        raise DataError(f"{path}{place} is no JSON: {error.args[0]}; mend it, or remove the file") from None
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        raise DataError(f"{path} has no list 'resources'; it is no Data Package: write what it says as "
                        '{"resources": [{"path": "FILE.csv", ...}]}, or remove the file')
    return dict(package)


def parse_entry(entry: dict[str, Any]) -> Resource:
    """Return what a resource entry of a Data Package says; other errors than DataError tell a wrong shape."""
    measures = {name: _measure(name, one) for name, one in entry.get("measures", {}).items()}
    groups = entry.get("strata", {})
    strata = {
        (kind, name): f"{group['label']}: {label}"
        for kind, group in groups.items()
        for name, label in group["values"].items()
    }
    return Resource(
        title=str(entry.get("title", "")),
        licence=", ".join(one.get("title") or one["name"] for one in entry.get("licenses", ())),
        sources=tuple(dict.fromkeys(one["title"] for one in entry.get("sources", ()))),
        measures=measures,
        strata=strata,
        kinds={kind: str(group["label"]) for kind, group in groups.items()},
        notes=tuple(entry.get("notes", ())),
        area_word=two_words(entry.get("area_word", AREA_WORD)),
        parent_word=two_words(entry.get("parent_word", PARENT_WORD)),
        flagged={str(words): int(count) for words, count in entry.get("flagged", {}).items()},
        sha256=str(entry.get("hash", "")).removeprefix("sha256:"),
        size=int(entry.get("bytes", -1)),
    )


def _measure(name: str, one: dict[str, Any]) -> Measure:
    low, high = BOUNDS.get(one["unit"], (float("nan"), float("nan")))
    good, *words = (text_at(one, key) for key in ("good", "people", "clause", "other"))
    if good not in _GOOD:
        raise ValueError(f"'good' is '{good}', not more or less")
    return Measure(
        text_at(one, "label") or name.replace("_", " "), str(one["unit"]), float(one.get("minimum", low)),
        float(one.get("maximum", high)),
        good, *words,
    )  # fmt: skip


def text_at(entry: dict[str, Any], key: str) -> str:
    """Return the text under ``key``; "" where it is null or not there. Raises TypeError for what is no text."""
    text = entry.get(key)
    if text is not None and not isinstance(text, str):
        raise TypeError(f"'{key}' is no text")
    return (text or "").strip()


def two_words(words: Any) -> tuple[str, str]:  # noqa: ANN401
    """Return the words for one and for many; raise ValueError for anything else."""
    if not isinstance(words, (list, tuple)) or len(words) != 2 or not all(isinstance(one, str) and one.strip()
                                                                          for one in words):  # fmt: skip
        raise ValueError(f"{words!r:.60} are not two words, for one and for many")
    return words[0].strip(), words[1].strip()
