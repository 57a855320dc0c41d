"""Files of forms that have an adapter: imported, checked and described by it, and by nothing else."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import UsageError

from .tell import tell
from .written import tell_written

if TYPE_CHECKING:
    from renderer.data.describe.answers import Answers
    from renderer.data.importing import Import
    from renderer.data.readers.source import Source

__all__ = ["check_known", "describe_known", "import_known", "is_known"]

_SHOWN = 3
# What may be said of a known form: what it is called. Who names columns, times or marks wants it read another way.
_WORDS = frozenset(("good", "label", "clause", "people", "other", "word", "sheet", "yes"))


def is_known(source: "Source", file: Path | str, given: Mapping[str, object]) -> bool:
    """Return whether ``file`` is read by an adapter: it has its form, and nothing says how else to read it."""
    from renderer.data.describe.finding import beside
    from renderer.data.importing import known_form

    told = any(one for name, one in given.items() if name not in _WORDS)
    return not (isinstance(file, str) or told or beside(file).is_file()) and known_form(source)


def import_known(source: "Source", out: Path, via: str, answers: "Answers", *, force: bool) -> None:
    """Import a file of a known form, and say what was done."""
    from renderer.data.importing import import_file

    done = import_file(source, out, via, force=force, answers=answers)
    tell(f"{source.path} is {done.adapter}. What was fixed or noticed:")
    _tell_report(done)
    tell_written(done.path, done.table)


def check_known(source: "Source", answers: "Answers") -> None:
    """Say what an import would do, and write nothing."""
    done = _tried(source, answers)
    tell(f"{source.path} is {done.adapter}. What would be fixed or noticed:")
    _tell_report(done)
    tell(f"It would be {done.table.extent}. Nothing was written.")
    tell(f"Next: chorus data import {source.path}")


def describe_known(source: "Source", answers: "Answers", *, out: bool) -> None:
    """Say that the form is known, and how its first figures are understood."""
    done = _tried(source, answers)
    known = f"{source.path} is {done.adapter}: it is read as it is, without a description"
    if out:
        raise UsageError(f"{known}; leave --out out")
    tell(f"{known}. What would be fixed or noticed:")
    _tell_report(done)
    tell("Some of its figures as understood:")
    table = done.table
    for row, area in enumerate(table.areas[:_SHOWN]):
        for index, column in enumerate(table.columns[:_SHOWN]):
            value = table.value[-1, row, index]
            figure = f"{value:.10g} {column.unit}" if value == value else "no figure"
            tell(f"  {area.name} ({area.code}), {table.times[-1]}, {column.name}: {figure}")
    tell(f"Next: chorus data import {source.path}")


def _tried(source: "Source", answers: "Answers") -> "Import":
    """Return what an import gives, made in a folder that goes."""
    from renderer.data.importing import import_file

    with tempfile.TemporaryDirectory(prefix="chorus-") as folder:
        return import_file(source, Path(folder) / "tried.csv", answers=answers)


def _tell_report(done: "Import") -> None:
    for line in done.report:
        tell(f"  - {line}")
