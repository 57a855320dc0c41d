"""A take: a performance as the values it had, frame by frame, so that it can be drawn again at any size and rate.

JSON lines. The first says how it began, each other what changed before a frame was drawn, after mapping, binds apart:

    {"chorus_take": 2, "setup": {"scene": "fracture", ...}, "fps": "30", "began": "2026-11-21T21:02:00+01:00", ...}
    {"frame": 412, "name": "tear_amount", "value": 0.62}
    {"frame": 430, "name": "breath", "value": 0.2, "offset": -1.43}    a rate in Hz, with the cycles it starts from
    {"frame": 431, "restart": true}       what feeds back began anew
    {"frame": 433, "held": ["swell"]}     or "seed", "effects", "wall": the clock on the wall after a pause
    {"frame": 437, "binds": [{"signal": "mean.lit", "to": "glow", "span": [40, 80]}]}     what moved parameters then
    {"frame": 440, "figures": {"lit": "sealants@age=child", "stratum": ""}}     what stood in the roles from then on
    {"frame": 450}                        nothing new, but the show went on until here
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import Any

from renderer.core.errors import DataError
from renderer.params.bind_text import plain_binds
from renderer.scene.effect import listed

from .setup import Setup

__all__ = ["FORMAT", "Head", "Take"]

FORMAT = 2
EARLY = timedelta(seconds=1)  # asked for 21:02:00, a take that began at 21:02:00.4 gives its first frame
_TIMES = ("%H:%M:%S.%f", "%H:%M:%S", "%H:%M")


@dataclass(frozen=True, slots=True)
class Head:
    """
    How a take began.

    setup : what was played in its first frame: every value, what hands held, cycles, chain, feed, figures in the roles
    began, frame : when it was, with the zone of the place, and the number of its first frame
    fps, size : of the show; px
    triggers : parameters that are on for one frame
    """

    setup: Setup
    began: datetime
    fps: Fraction = Fraction(30)
    size: tuple[int, int] = (1280, 720)
    frame: int = 0
    triggers: tuple[str, ...] = ()

    def fact(self, name: str) -> Any:  # noqa: ANN401
        """Return ``seed``, ``held``, ``binds``, ``effects`` or ``figures`` as the lines of a take say it."""
        if name == "binds":
            return plain_binds(self.setup.binds)
        if name == "effects":
            return listed(self.setup.effects)
        if name == "figures":
            return dict(self.setup.roles)
        return sorted(self.setup.held or ()) if name == "held" else getattr(self.setup, name)


@dataclass(frozen=True, slots=True)
class Track:
    """What one thing was from which frames on; frames rise."""

    frames: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def at(self, frame: int, before: Any) -> Any:  # noqa: ANN401
        """Return what it was at ``frame``, ``before`` where nothing was said yet."""
        place = bisect_right(self.frames, frame)
        return self.values[place - 1] if place else before

    def within(self, after: int, last: int) -> list[Any]:
        """Return all values of frames ``after`` < frame <= ``last``."""
        return self.values[bisect_right(self.frames, after) : bisect_right(self.frames, last)]


@dataclass(frozen=True, slots=True)
class Take:
    """
    A take that was read.

    values, offsets : tracks by parameter
    facts : tracks of ``seed``, ``held``, ``binds``, ``effects``, ``figures``, ``wall``, ``restart``
    last : the last frame that is known of
    """

    head: Head
    values: Mapping[str, Track]
    offsets: Mapping[str, Track]
    facts: Mapping[str, Track]
    last: int

    @property
    def frames(self) -> range:
        """All its frames."""
        return range(self.head.frame, self.last + 1)

    def frames_at(self, fps: Fraction) -> range:
        """Return all its frames counted at ``fps``."""
        step = fps / self.head.fps
        return range(ceil(self.head.frame * step), max(1, floor((self.last + 1) * step)))

    def at(self, frame: int, fps: Fraction | None = None) -> dict[str, Any]:
        """
        Return every parameter's value at ``frame``, counted at ``fps``, the take's own without.

        At another rate no trigger is lost, nor fires twice: it fires in the first frame at or after its own.
        """
        here, before = self._own(frame, fps), self._own(frame - 1, fps)
        found = {**self.head.setup.params}
        found |= {name: track.at(here, found.get(name)) for name, track in self.values.items()
                  if name in found or track.frames[0] <= here}  # fmt: skip
        for name in self.head.triggers:
            found[name] = name in self.values and any(self.values[name].within(before, here))
        return found

    def offsets_at(self, frame: int, fps: Fraction | None = None) -> dict[str, float]:
        """Return the cycles that each rate in Hz starts from at ``frame``, as ``Phases.offsets`` keeps them."""
        here = self._own(frame, fps)
        return {name: self.offsets[name].at(here, value) if name in self.offsets else value
                for name, value in self.head.setup.offsets.items()}  # fmt: skip

    def fact(self, name: str, frame: int, fps: Fraction | None = None) -> Any:  # noqa: ANN401
        """Return ``seed``, ``held``, ``binds``, ``effects`` or ``figures`` at ``frame``."""
        start = self.head.fact(name)
        return self.facts[name].at(self._own(frame, fps), start) if name in self.facts else start

    def restarts(self, frame: int, fps: Fraction | None = None) -> bool:
        """Return whether what feeds back begins anew with ``frame``; at another rate no restart is lost."""
        here, before = self._own(frame, fps), self._own(frame - 1, fps)
        return "restart" in self.facts and any(self.facts["restart"].within(before, here))

    def wall(self, frame: int) -> datetime:
        """Return what the clock on the wall said at ``frame``."""
        since, moment = self._synced(frame)
        return moment + timedelta(seconds=float((frame - since) / self.head.fps))

    def moment(self, text: str) -> int:
        """Return the frame at the time of day ``text``, ``21:04:10``; raises DataError where the take was not on."""
        asked = self._asked(text)
        syncs = [*self._syncs()]
        since, moment = max((one for one in syncs if one[1] <= asked), key=lambda one: one[1], default=syncs[0])
        ahead = [frame for frame, _ in syncs if frame > since]
        frame = since + max(0, floor((asked - moment).total_seconds() * float(self.head.fps) + 1e-6))
        frame = min([frame, *ahead])  # until a pause was over the picture stood
        if frame > self.last + 1 + self.head.fps:
            raise DataError(f"{text} is after this take: it runs from {self.wall(self.head.frame):%H:%M:%S} "
                            f"to {self.wall(self.last):%H:%M:%S}")  # fmt: skip
        return min(frame, self.last)

    def _asked(self, text: str) -> datetime:
        """Return the first moment of the take's day and the next at which it was ``text`` on the wall."""
        for form in _TIMES:
            try:
                time = datetime.strptime(text.strip(), form).time()
            except ValueError:
                continue
            began = self.head.began
            asked = datetime.combine(began.date(), time, began.tzinfo)
            return max(asked, began) if asked >= began - EARLY else asked + timedelta(days=1)
        raise DataError(f"'{text}' is no time of day; write it as 21:04:10")

    def _syncs(self) -> list[tuple[int, datetime]]:
        """Return frames and when they were, as far as it was written down."""
        track = self.facts.get("wall", Track())
        return [(self.head.frame, self.head.began), *zip(track.frames, track.values, strict=True)]

    def _synced(self, frame: int) -> tuple[int, datetime]:
        """Return the last sync at or before ``frame``."""
        return [one for one in self._syncs() if one[0] <= frame or one[0] == self.head.frame][-1]

    def _own(self, frame: int, fps: Fraction | None) -> int:
        """Return the take's frame that stands at ``frame`` of ``fps``."""
        return frame if fps is None else floor(frame * self.head.fps / fps)
