"""A recorded performance, ready to be drawn again: the scene with its chain and feed, the take, its lines."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from renderer.core.errors import UsageError
from renderer.params.param import specs
from renderer.scene.catalogue import Loaded, load
from renderer.scene.effect import chain_of
from renderer.scene.scene import Effect

from .open_setup import with_roles
from .take import Take
from .take_file import parse_take
from .take_parts import take_lines

__all__ = ["OpenTake", "check_scene_of", "open_take"]


class OpenTake(NamedTuple):
    """``loaded`` with every effect that ever was in its chain; ``lines`` that were whole; ``notes`` on what was not."""

    loaded: Loaded
    take: Take | None = None
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def open_take(loaded: Loaded, path: Path | None) -> OpenTake:
    """Return the performance in ``path``, which ``loaded`` must have played; with no path only the scene."""
    if path is None:
        return OpenTake(loaded)
    lines = [*take_lines(path)]
    # The scene, and the chain, are known before its values can be: of a night these are millions of lines.
    first = parse_take((line for n, line in enumerate(lines) if n == 0 or b'"effects"' in line), str(path))[0]
    head = first.head
    check_scene_of(first, loaded, str(path))
    played = with_roles(load(loaded.module, _all(first), head.setup.feed or "none"), head.setup)
    take, notes = parse_take(lines, str(path), specs(played.scene.params))
    score = tuple(line.decode(errors="replace").rstrip("\n") for line in lines if line.endswith(b"\n"))
    return OpenTake(played, take, score, notes)


def check_scene_of(take: Take, loaded: Loaded, name: str) -> None:
    """Raise UsageError where another scene than ``loaded`` played the take that is called ``name``."""
    if (played := take.head.setup.scene) != loaded.name:
        raise UsageError(f"{name} is a take of {played}, not of {loaded.name}")


def _all(take: Take) -> tuple[Effect, ...]:
    """Return a chain of all effects that the take's chains held, each as often as the one that had it most often."""
    whole: list[Effect] = []
    changed = take.facts.get("effects")
    later = (chain_of(kept) or () for kept in (changed.values if changed else ()))
    for chain in (take.head.setup.effects or (), *later):
        missing = Counter(effect.name for effect in chain) - Counter(effect.name for effect in whole)
        for effect in chain:
            if missing[effect.name] > 0:
                missing[effect.name] -= 1
                whole.append(effect)
    return tuple(whole)
