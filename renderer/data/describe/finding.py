"""From a file to its description: the one beside it, one that travels with Chorus, or a draft."""

from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import DataError

from .answers import Answers
from .description import SUFFIX, parse_description
from .drafting import Draft, draft
from .known_forms import filled, find_known, with_answers

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["beside", "find_description"]

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
    if own.is_file() and own != source.path and not columns:
        told = parse_description(_text(own), str(own))
        if told.path in ("", source.path.name):  # mine.csv and mine.xlsx may stand side by side
            return Draft(with_answers(told, answers), (), ()), f"described by {own.name}"
    known = None if columns else find_known(source)
    if known is not None:
        described, questions, notes = filled(source, known, answers)
        return Draft(described, questions, notes), known.title
    return draft(source, answers), "drafted"


def _text(path: Path) -> str:
    if path.stat().st_size > _MOST:
        raise DataError(f"{path} is larger than {_MOST:,} bytes; a description describes, figures go into the file")
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(f"{path} is not UTF-8 text; save it again as UTF-8") from None
