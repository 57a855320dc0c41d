"""The journal of a film's segments: a line each, with a sum of it, and what can still be read of a damaged one."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from renderer.core.name_lock import hidden
from renderer.core.plain_file import plain_bytes
from renderer.core.small_file import load_json

__all__ = ["Segment", "digest_of_bytes", "ends_in", "ends_of", "line_of", "lines_of", "segment_of"]

_LONGEST = 1 << 26  # bytes: of a line a segment, for days of film


@dataclass(frozen=True, slots=True)
class Segment:
    """
    One segment that is whole, as the journal says.

    number : from 0; frames : pictures in it; delay : how many later ones a decoder needs before it shows the first
    hash : of its file; state : of what was remembered at its end; both BLAKE2b, hex
    first, last : mean colours of those pictures, [3], 0 .. 1
    """

    number: int
    frames: int
    delay: int
    hash: str
    state: str
    first: tuple[float, ...]
    last: tuple[float, ...]


def ends_of(path: Path) -> tuple[str, ...]:
    """Return the SHA-256 of each film that was about to stand, or be replaced, under ``path`` when a run was killed."""
    return ends_in(lines_of(hidden(path, ".film") / "journal"))


def ends_in(lines: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return what the ``lines`` of a journal say last of films that were to get their name, or to lose it: SHA-256."""
    said: list[Any] = [line["ends"] for line in lines if isinstance(line.get("ends"), list)]
    return tuple(one for one in said[-1] if isinstance(one, str)) if said else ()


def lines_of(journal: Path) -> list[dict[str, Any]]:
    """Return the lines of a journal that are one; [] where it cannot be read."""
    found = []
    with suppress(OSError, ValueError):
        for text in plain_bytes(journal, _LONGEST).decode("ascii", "replace").splitlines():
            with suppress(ValueError):  # the line that a kill cut
                if isinstance(line := load_json(text), dict):
                    found.append(line)
    return found


def line_of(segment: Segment) -> dict[str, Any]:
    """Return what the journal says of ``segment``, with a sum of it: whoever edits a line gives its segment up."""
    said = asdict(segment)
    return {**said, "sum": digest_of_bytes(json.dumps(said).encode("ascii"))}


def segment_of(line: Mapping[str, Any]) -> Segment | None:
    """Return the segment that a line tells of, None where it tells of none."""
    try:
        number, frames, delay = (line[name] for name in ("number", "frames", "delay"))
        first, last = (tuple(map(float, line[name])) for name in ("first", "last"))
        if any(type(one) is not int for one in (number, frames, delay)) or (len(first), len(last)) != (3, 3):
            return None
        segment = Segment(number, frames, delay, str(line["hash"]), str(line["state"]), first, last)
        return segment if line_of(segment)["sum"] == line["sum"] else None
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def digest_of_bytes(content: bytes) -> str:
    """Return the BLAKE2b of ``content``, hex."""
    return blake2b(content, digest_size=16).hexdigest()
