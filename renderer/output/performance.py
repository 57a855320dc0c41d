"""A recorded performance, ready to be drawn again: the scene with its chain and feed, the take, its lines."""

from pathlib import Path
from typing import NamedTuple

from renderer.core.errors import UsageError
from renderer.params.param import specs
from renderer.params.take import Take
from renderer.params.take_file import parse_take, read_take
from renderer.scene.catalogue import Loaded, load
from renderer.scene.effect import chain_of

__all__ = ["Performance", "performance"]


class Performance(NamedTuple):
    """``loaded`` as it was played; ``lines`` of the take that were whole; ``notes`` on what was not."""

    loaded: Loaded
    take: Take | None = None
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def performance(loaded: Loaded, path: Path | None) -> Performance:
    """Return the performance in ``path``, which ``loaded`` must have played; with no path only the scene."""
    if path is None:
        return Performance(loaded)
    head = read_take(path)[0].head
    if head.scene != loaded.name:
        raise UsageError(f"{path} is a take of {head.scene}, not of {loaded.name}")
    played = load(loaded.module, chain_of(head.effects), head.feed or "none")
    lines = path.read_bytes().splitlines(keepends=True)
    take, notes = parse_take(lines, str(path), specs(played.scene.params))
    score = tuple(line.decode(errors="replace").rstrip("\n") for line in lines if line.endswith(b"\n"))
    return Performance(played, take, score, notes)
