"""From a file to its description: the one beside it, one that travels with Chorus, or a draft."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.core.paths import ASSETS
from renderer.data.names import canonical

from .answers import Answers
from .description import SUFFIX, Description, parse_description
from .drafting import Draft, draft

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["beside", "find_description", "known_descriptions"]

_MOST = 1 << 22  # bytes of a description


def beside(path: Path) -> Path:
    """Return where the description of a file stands: NAME.description.json, whatever the file's extension."""
    return path.with_name(path.name.partition(".")[0] + SUFFIX)


@lru_cache(maxsize=1)
def known_descriptions() -> dict[str, Description]:
    """Return the descriptions that travel with Chorus, by name."""
    found = {}
    for path in sorted((ASSETS / "descriptions").glob("*.json")):
        found[path.stem] = parse_description(path.read_text("utf-8"), path.name)
    return found


def find_description(source: "Source", answers: Answers) -> tuple[Draft, str]:
    """
    Return how the file is to be read, with what is still open, and in words where that comes from.

    Raises DataError where a description beside the file cannot be read.
    """
    own = beside(source.path)
    if own.is_file() and own != source.path:
        if own.stat().st_size > _MOST:
            raise DataError(f"{own} is larger than {_MOST:,} bytes; a description describes, figures go into the file")
        try:
            text = own.read_text("utf-8-sig")
        except UnicodeDecodeError:
            raise DataError(f"{own} is not UTF-8 text; save it again as UTF-8") from None
        told = parse_description(text, str(own))
        if told.path in ("", source.path.name):  # mine.csv and mine.xlsx may stand side by side
            return Draft(told, (), ()), f"described by {own.name}"
    for name, known in known_descriptions().items():
        if _fits(source, known):
            used = replace(known, path=source.path.name, sheet=source.sheet)
            return Draft(used, (), (f"the file has the form of {known.title}",)), known.title or name
    return draft(source, answers), "drafted"


def _fits(source: "Source", known: Description) -> bool:
    """Return whether a source has every column of a known description that is not ignored."""
    header = {canonical(name) for name in source.header}
    return all(canonical(one.name) in header for one in known.fields if one.role != "ignored")

