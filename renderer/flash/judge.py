"""Judging one track of pictures at several places and over several grounds at once, and what it all comes to."""

import copy
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .analyse import Analyser
from .limits import Geometry, Limits, Override
from .measure import Measured, measure
from .rooms import ratio
from .verdict import Series, Verdict

__all__ = ["GROUNDS", "Judge", "merged"]

Codes = NDArray[np.uint8]
GROUNDS = ("over black", "over white")


class Judge:
    """
    Shown every picture of a track in its order, as it is seen from each of ``places``.

    Where pictures are transparent, each is judged as it is seen over black and over white: what flashes over
    any ground flashes most over one of these.
    """

    def __init__(self, fps: Fraction, places: Sequence[Geometry], limits: Limits, track: str = "") -> None:
        """``track`` : what to call it in a verdict, where there are several."""
        self.limits, self._track = limits, track
        self._places = tuple(sorted(places, key=ratio))  # the nearest, and strictest, first
        self._seats = [[(Analyser(fps, place, limits=limits), Series()) for place in self._places]]

    def feed(self, over: Sequence[Codes], time: float, measured: Sequence[Measured] = ()) -> None:
        """
        Judge a picture at ``time`` s: sRGB codes [height, width, 3] over each ground, once where it hides them.

        measured : of each of ``over``, where a limiter has measured what it showed; both are forgotten then
        """
        if len(over) > len(self._seats):  # until now it hid the ground: both saw the same
            self._seats.append(copy.deepcopy(self._seats[0]))
        known = {id(codes): seen for codes, seen in zip(over, measured, strict=False)}
        for ground, seats in enumerate(self._seats):
            codes = over[min(ground, len(over) - 1)]
            for analyser, series in seats:
                if id(codes) not in known:
                    known[id(codes)] = measure(codes, analyser.grid)
                series.add(analyser.judge(known[id(codes)], time))
        for seen in known.values():
            seen.forget()

    @property
    def frames(self) -> int:
        """How many pictures were judged."""
        return len(self._seats[0][0][1].time)

    def found(self) -> list[tuple[Verdict, Series]]:
        """Return verdict and series for each ground and place, the nearest place first."""
        found = []
        for ground, seats in enumerate(self._seats):
            over = GROUNDS[ground] if len(self._seats) > 1 else ""
            for place, (_, series) in zip(self._places, seats, strict=True):
                far = f"{place.width_m:g} m wide from {place.distance_m:g} m" if len(self._places) > 1 else ""
                where = ", ".join(filter(None, (self._track, over, far)))
                verdict = series.verdict(place, self.limits)
                found.append((replace(verdict, spans=tuple(replace(s, where=where) for s in verdict.spans)), series))
        return found


def merged(
    found: Sequence[tuple[Verdict, Series]], override: Override | None = None, notes: Sequence[str] = ()
) -> tuple[Verdict, Series]:
    """Return the verdict on all that was ``found``, and the series that shows it: the first that fails."""
    verdicts = [verdict for verdict, _ in found]
    worst, series = next((each for each in found if not each[0].passes), found[0])
    places: dict[Geometry, bool] = {}
    for one in verdicts:
        place = replace(one.geometry, aspect=worst.geometry.aspect)
        places[place] = places.get(place, True) and one.passes
    spans = sorted((span for one in verdicts for span in one.spans), key=lambda s: (s.start, s.kind, s.where))
    return replace(
        worst,
        spans=tuple(spans),
        frames=max(one.frames for one in verdicts),
        seconds=max(one.seconds for one in verdicts),
        general=max(one.general for one in verdicts),
        red=max(one.red for one in verdicts),
        places=tuple(places.items()),
        override=override,
        notes=tuple(notes),
    ), series
