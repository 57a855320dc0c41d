"""From a file to its description: the one beside it, one that travels with Chorus, or a draft."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.core.units import size_words

from .answers import Answers
from .description import SUFFIX, Description, parse_description
from .drafting import Draft, draft
from .known_forms import filled, find_known, with_answers
from .population import COLUMN
from .unmet import check_lines, check_marks

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["DRAFTED", "beside", "find_description"]

DRAFTED = "drafted"
_MOST = 1 << 22  # bytes of a description


def beside(path: Path) -> Path:
    """Return where the description of a file stands: NAME.description.json, whatever the file's extension."""
    return path.with_name(path.name.partition(".")[0] + SUFFIX)


def find_description(source: "Source", answers: Answers) -> tuple[Draft, str]:
    """
    Return how the file is to be read, with what is still open, and in words where that comes from.

    Who names columns wants a draft by them, whatever form the file has. Raises DataError where a description beside
    the file cannot be read.
    """
    own = beside(source.path)
    columns = any(
        (answers.area, answers.name, answers.value, answers.count, answers.measure, answers.stratum, answers.n)
    )
    aside: tuple[str, ...] = ()
    if own.is_file() and own != source.path and not columns:
        told = parse_description(_text(own), str(own))
        # mine.csv and mine.xlsx may stand side by side, and a workbook has several sheets
        if told.path in ("", source.path.name) and told.sheet in ("", source.sheet):
            _check_population(source, told, own)
            check_lines(source, answers)
            check_marks(source, told.fields, answers)
            return Draft(with_answers(told, answers), (), _passed_over(told)), f"described by {own.name}"
        if told.path not in ("", source.path.name):
            aside = (f"{own.name} describes '{told.path}', not this file, and is not used; where it should, write "
                     f"\"path\": \"{source.path.name}\" in it",)  # fmt: skip
    known = None if columns or answers.population else find_known(source)
    if known is not None:
        described, questions, notes = filled(source, known, answers)
        check_lines(source, answers)
        check_marks(source, described.fields, answers)
        return Draft(described, questions, (*aside, *notes)), known.title
    drafted = draft(source, answers)
    where = "drafted, beside the description of another file" if aside else DRAFTED
    return replace(drafted, notes=(*aside, *drafted.notes)), where


def _check_population(source: "Source", told: Description, own: Path) -> None:
    """Raise DataError where the people that counts are among came from a second sheet, which is not given now."""
    if COLUMN not in source.header and any(one.name == COLUMN for one in told.fields):
        raise DataError(f"{own.name} names the column '{COLUMN}', which {source.path.name} has not: give the sheet "
                        "that it is taken from with --population FILE")  # fmt: skip


def _passed_over(told: Description) -> tuple[str, ...]:
    """Return a sentence on what a description says that nothing is taken from."""
    if told.time and (columns := [one.name for one in told.having("time")]):
        return (f"the description says the time {told.time} for all rows, and that column '{columns[0]}' tells it: the "
                "column's times are taken",)  # fmt: skip
    return ()


def _text(path: Path) -> str:
    if path.stat().st_size > _MOST:
        raise DataError(f"{path} is larger than {size_words(_MOST)}; a description describes, figures go into the file")
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(f"{path} is not UTF-8 text; save it again as UTF-8") from None
