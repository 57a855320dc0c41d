"""FHIR R4 MeasureReport, one or a Bundle of them: each count of a population becomes a row."""

import json
from collections.abc import Iterator
from typing import Any

from renderer.core.errors import DataError
from renderer.core.units import size_words
from renderer.data.readers.about_people import refuse_people
from renderer.data.readers.cell_text import cell_text
from renderer.data.readers.scratch import Given
from renderer.data.readers.source import Source
from renderer.data.readers.staged import stage

__all__ = ["read_measure_reports"]

_LARGEST = 64 << 20  # bytes; a report holds sums, and is small
_NAMES = ("measure", "reporter", "subject", "period start", "period end", "improvement", "group", "stratifier",
          "stratum", "population", "count")  # fmt: skip


def read_measure_reports(given: Given) -> Source:
    """
    Open the reports at a path as rows of ``measure``, ``group``, ``stratum``, ``population``, ``count`` and so on.

    A score is a row too, of the population "measure-score". Raises DataError for resources about people.
    """
    try:
        rows = [row for report in _reports(given) for row in _rows(report)]
    except (AttributeError, TypeError, KeyError, IndexError):
        raise DataError(f"{given.told} is no MeasureReport as FHIR R4 has it; ask for it again") from None
    return stage(given, "", _NAMES, rows)


def _reports(given: Given) -> Iterator[dict[str, Any]]:
    size = given.path.stat().st_size
    with given.path.open("rb") as file:
        text = file.read(min(size, _LARGEST) + 1).decode("utf-8-sig", errors="replace")
    try:
        resources = [json.loads(text)]
    except RecursionError:
        raise DataError(f"{given.told} holds records within records without end; export it again") from None
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 and size <= _LARGEST:
            raise DataError(f"{given.told} is no whole JSON: {error}; export or copy it again") from None
        resources = list(_lines(given, lines[:-1] if size > _LARGEST else lines))
    for resource in resources:
        inner = resource.get("entry", []) if isinstance(resource, dict) else []
        for one in [entry.get("resource", {}) for entry in inner] if inner else [resource]:
            kind = one.get("resourceType") if isinstance(one, dict) else None
            if kind != "MeasureReport" or one.get("type") in ("individual", "subject-list", "patient-list"):
                refuse_people(given.told, f"FHIR resources of the kind {kind}, one for each person or event")
            if str(one.get("subject", {}).get("reference", "")).partition("/")[0] == "Patient":
                refuse_people(given.told, "a report on one patient")
            yield one
    if size > _LARGEST:
        raise DataError(f"{given.told} is larger than {size_words(_LARGEST)}; split it into several files")


def _lines(given: Given, lines: list[str]) -> Iterator[Any]:
    for number, line in enumerate(lines, 1):
        try:
            yield json.loads(line)
        except (ValueError, RecursionError) as error:
            raise DataError(f"{given.told}, line {number} is no whole JSON: {error}; copy the file again") from None


def _rows(report: dict[str, Any]) -> Iterator[list[str]]:
    period = report.get("period", {})
    subject = report.get("subject", {})
    head = [_last(str(report.get("measure", ""))), _shown(report.get("reporter", {})), _shown(subject),
            str(period.get("start", "")), str(period.get("end", "")),
            _code(report.get("improvementNotation"))]  # fmt: skip
    for number, group in enumerate(report.get("group", []), 1):
        name = _code(group.get("code")) or (str(number) if len(report["group"]) > 1 else "")
        for population, count in _counts(group):
            yield [*head, name, "", "", population, count]
        for stratifier in group.get("stratifier", []):
            by = " / ".join(filter(None, map(_code, stratifier.get("code", []))))
            for stratum in stratifier.get("stratum", []):
                value = _code(stratum.get("value")) or " / ".join(
                    _code(part.get("value")) for part in stratum.get("component", [])
                )
                for population, count in _counts(stratum):
                    yield [*head, name, by, value, population, count]


def _counts(holder: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for population in holder.get("population", []):
        yield _code(population.get("code")), cell_text(population.get("count"))
    if (score := holder.get("measureScore")) is not None:
        yield "measure-score", cell_text(score.get("value"))


def _code(concept: Any) -> str:  # noqa: ANN401 - what a file holds
    """Return a concept's text, display or code."""
    if not isinstance(concept, dict):
        return ""
    coding = (concept.get("coding") or [{}])[0]
    return str(concept.get("text") or coding.get("code") or coding.get("display") or "")


def _shown(reference: Any) -> str:  # noqa: ANN401
    """Return what a reference shows, or the id it leads to."""
    return str(reference.get("display") or _last(str(reference.get("reference", "")))) if reference else ""


def _last(url: str) -> str:
    """Return the last part of a canonical address, without its version."""
    return url.partition("|")[0].rpartition("/")[2]
