"""A recorded performance, ready to be drawn again: the scene with its chain and feed, the take, its lines."""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import NamedTuple

from renderer.core.errors import UsageError
from renderer.data.load import bundled
from renderer.params.param import specs
from renderer.scene.catalogue import Loaded, load
from renderer.scene.effect import chain_of
from renderer.scene.scene import Effect

from .open_setup import with_roles
from .take import Take
from .take_file import parse_take
from .take_parts import lines_of, parts_and_notes, parts_within

__all__ = ["OpenTake", "check_scene_of", "open_take"]


_SOON = 1.0  # s by which clocks of files are off


class OpenTake(NamedTuple):
    """``loaded`` with every effect that ever was in its chain; ``lines`` that were whole; ``notes`` on what was not."""

    loaded: Loaded
    take: Take | None = None
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def open_take(loaded: Loaded, path: Path | None, frames: range | None = None, fps: Fraction | None = None) -> OpenTake:
    """
    Return the performance in ``path``, which ``loaded`` must have played; with no path only the scene.

    frames : those that will be drawn, counted at ``fps``, the take's own without. Parts of a long take that say
        nothing of them are left out, those before only where the scene remembers nothing. All of it without
    """
    if path is None:
        return OpenTake(loaded)
    every, doubled = parts_and_notes(path)
    parts = every if frames is None else _needed(loaded, path, every, frames, fps)
    lines = [*lines_of(parts)]
    first = _without_values(lines, path)
    check_scene_of(first, loaded, str(path))
    played = with_roles(load(loaded.module, _all(first), first.head.setup.feed or "none"), first.head.setup)
    take, notes = parse_take(lines, str(path), specs(played.scene.params),
                             every if parts == every else ())  # fmt: skip
    take, told = _beside(take, path)
    notes += (*told, *doubled)
    if frames is not None and not (parts == every or _holds(take, frames, fps)):
        return open_take(loaded, path)
    score = tuple(line.decode(errors="replace").rstrip("\n") for line in lines if line.endswith(b"\n"))
    return OpenTake(played, take, score, notes)


def _beside(take: Take, path: Path) -> tuple[Take, tuple[str, ...]]:
    """
    Return ``take`` with its figures and map from beside ``path`` where they lie there, and what is to be known of them.

    A take names them as they were typed, and keeps none of what they said. Of figures it keeps the digest, by which
    ``other_figures`` tells; a map, and the figures of an older take, may be other where they were saved since it began.
    """
    setup, began, notes = take.head.setup, take.head.began.timestamp(), list[str]()

    def found(word: str | None, what: str, *, known: bool = False) -> str | None:
        if not word or word in bundled():
            return word
        beside = path.parent / word  # itself where it is named by its whole path
        if beside.is_file():
            word = str(beside)
        elif Path(word).is_file():
            notes.append(f"{path.name}: {word} does not lie beside it; the one of this folder is read")
        with suppress(OSError):  # what is not there is told where it is read
            if not known and Path(word).stat().st_mtime > began + _SOON:
                notes.append(f"{path.name}: {word} was saved after this take began, which keeps no {what}: what is "
                             "drawn may be other than what was shown")  # fmt: skip
        return word

    setup = replace(setup, figures=found(setup.figures, "figures", known=bool(take.head.release)),
                    places=found(setup.places, "map"))
    return replace(take, head=replace(take.head, setup=setup)), tuple(notes)


def _needed(
    loaded: Loaded, path: Path, parts: tuple[Path, ...], frames: range, fps: Fraction | None
) -> tuple[Path, ...]:
    """Return those of ``parts`` that ``frames`` are drawn from."""
    if len(parts) == 1:
        return parts
    first = _without_values(lines_of(parts), path)
    step = first.head.fps / fps if fps else Fraction(1)
    scene = load(loaded.module, _all(first), first.head.setup.feed or "none").scene
    before = None if scene.feedback else floor((frames[0] - 1) * step)  # a trigger fires between two frames
    return parts_within(parts, before, floor(frames[-1] * step))


def _without_values(lines: Iterable[bytes], path: Path) -> Take:
    """Return how the take began, and its chains: of a night the values are millions of lines."""
    return parse_take((line for n, line in enumerate(lines) if n == 0 or b'"effects"' in line), str(path))[0]


def _holds(take: Take, frames: range, fps: Fraction | None) -> bool:
    held = take.frames if fps is None else take.frames_at(fps)
    return frames[0] in held and frames[-1] in held


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
