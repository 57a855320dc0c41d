"""What hands did shortly before a moment of a take: presets that were called, and single turns."""

from dataclasses import asdict
from math import isclose
from typing import Any

from renderer.core.errors import ParamError
from renderer.params.preset import with_preset
from renderer.scene.catalogue import Loaded
from renderer.session.take import Take

__all__ = ["turned"]

_RECENT = 10.0  # s in which a hand's turn may still be what one sees, and the longest fade that is recognised
_MOST = 8  # turns that are told
_SKIPPED = 4  # frames that a slow machine leaves out
_TOGETHER = 2  # parameters at least that come to a preset's values in one frame, which no hand's turn does


def turned(take: Take, loaded: Loaded, frame: int) -> list[str]:
    """Return what was turned shortly before ``frame`` of ``take``, the last first; a call of a preset is one thing."""
    since = frame - int(_RECENT * take.head.fps)
    turns = {}
    for name, track in take.values.items():
        if done := [n for n, at in enumerate(track.frames) if since < at <= frame]:
            turns[name] = track.frames[done[-1]], track.values[done[-1]]
    found = []
    if called := _called(take, loaded, since, frame):
        preset, begun, end = called
        names = sorted(name for name, (at, _) in turns.items() if begun <= at <= end)
        came = f"came to its values by {take.told(end)}" if end <= frame else "were on their way to its values"
        found.append((min(end, frame), f"- the preset '{preset}' was called: {_listed(names)} {came}"))
        turns = {name: turn for name, turn in turns.items() if name not in names}
    for name, (at, value) in turns.items():
        said = f"{value:.3g}" if isinstance(value, float) else value
        found.append((at, f"- a hand, a cue or a sound set {name} to {said} at {take.told(at)}"))
    lines = [words for _, words in sorted(found, reverse=True)]
    more = [f"- and {len(lines) - _MOST} more"] if len(lines) > _MOST else []
    return [*lines[:_MOST], *more] or [f"No hand turned anything in the {_RECENT:.0f} s before."]


def _called(take: Take, loaded: Loaded, since: int, frame: int) -> tuple[str, int, int] | None:
    """Return the preset that was called last, when, by ``frame``, and when all came to its values; None without."""
    own = loaded.scene.params()
    before = {**asdict(own), **take.head.setup.params}
    ends = {}
    for preset in loaded.presets:
        try:
            ends[preset.name] = asdict(with_preset(own, loaded.presets, preset.name))
        except ParamError:  # of a scene that was edited since
            continue
    changes: dict[int, int] = {}
    for track in take.values.values():
        for at in track.frames:
            if since < at <= frame + int(_RECENT * take.head.fps):
                changes[at] = changes.get(at, 0) + 1
    for at in sorted((at for at, count in changes.items() if count >= _TOGETHER), reverse=True):
        begun = at
        while earlier := [one for one in changes if begun - _SKIPPED <= one < begun]:  # a fade turns them each frame
            begun = min(earlier)
        now = {name: take.values[name].at(at, value) if name in take.values else value
               for name, value in before.items()}  # fmt: skip
        for name, end in ends.items():
            if begun <= frame and all(_same(now[one], value) for one, value in end.items()):
                return name, begun, at
    return None


def _same(value: Any, other: Any) -> bool:  # noqa: ANN401
    """Return whether ``value`` of a take is ``other``."""
    numbers = all(type(one) in (int, float) for one in (value, other))
    if numbers:
        return isclose(value, other, rel_tol=1e-9, abs_tol=1e-12)
    return bool((tuple(value) if isinstance(value, list) else value) == other)


def _listed(names: list[str]) -> str:
    """Return the first few of ``names``, and how many more."""
    more = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f" and {more} more" if more > 0 else "")
