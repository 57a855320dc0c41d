"""Judging a film that exists: every picture of every track, for each room that it may be shown in."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from renderer.flash.judge import Judge, merged
from renderer.flash.limits import DESK, Geometry, Limits
from renderer.flash.rooms import further
from renderer.flash.verdict import Series, Verdict
from renderer.flash.watch import GRID

from .progress import Progress, silent
from .reel import Reel, open_reel, pictures

__all__ = ["judge"]

ENDLESS = "The film does not say where it ends: it was judged as far as it goes."


def judge(
    path: Path,
    *places: Geometry,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Progress = silent,
) -> tuple[Verdict, Series]:
    """
    Return the verdict on the film ``path`` and the series that shows it; raises UsageError where it cannot be read.

    places : where the nearest viewer may be, at a desk without; where it fails at one of several, it is judged
        again further away, to say from where on it passes
    """
    reel = open_reel(path)
    found = _pass(reel, places or (DESK,), limits, progress)
    verdict, series = merged(found, notes=() if reel.ends else (ENDLESS,))
    more = further(verdict.judged) if len(places) > 1 else ()
    if not more:
        return verdict, series
    beyond, _ = merged(_pass(reel, more, limits, silent))
    return replace(verdict, beyond=beyond.judged), series


def _pass(
    reel: Reel, places: Sequence[Geometry], limits: Limits, progress: Progress
) -> list[tuple[Verdict, Series]]:
    """Return what each track comes to at each of ``places``, over each ground."""
    names = [f"track {number}" if len(reel.tracks) > 1 else "" for number in range(1, len(reel.tracks) + 1)]
    judges = [
        Judge(track.fps, [replace(place, aspect=track.aspect) for place in places], limits, name)
        for name, track in zip(names, reel.tracks, strict=True)
    ]
    # Finer than four times the grid is lost to the eye too; the analyser averages the rest in linear light.
    for done, picture in enumerate(pictures(reel, (4 * GRID[0], 4 * GRID[1])), 1):
        judges[picture.track].feed(picture.over, picture.time)
        progress(done, max(reel.frames, done))
    return [one for judge in judges for one in judge.found()]
