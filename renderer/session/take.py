"""A take: a performance as the values it had, frame by frame, so that it can be drawn again at any size and rate.

JSON lines. The first says how it began, each other what changed before a frame was drawn, after mapping, binds apart:

    {"chorus_take": 2, "setup": {"scene": "fracture", ...}, "fps": "30", "began": "2026-11-21T21:02:00+01:00", ...}
    {"frame": 412, "name": "tear_amount", "value": 0.62}
    {"frame": 430, "name": "breath", "value": 0.2, "offset": -1.43}    a rate in Hz, with the cycles it starts from
    {"frame": 431, "restart": true}       what feeds back began anew
    {"frame": 433, "held": ["swell"]}     or "seed", "effects", "wall": the clock on the wall after a pause
    {"frame": 437, "binds": [{"signal": "mean.lit", "to": "glow", "span": [40, 80]}]}     what moved parameters then
    {"frame": 440, "figures": {"lit": "sealants@age=child", "stratum": ""}}     what stood in the roles from then on
    {"frame": 445, "domains": {"lit": [20.0, 80.0]}}     from where to where roles showed it from then on
    {"frame": 446, "release": "9f86d081..."}     SHA-256 of the figures that were shown from then on
    {"frame": 448, "operator": ["black"]}     an operator did that to the wall, or "frozen"; a film shows neither
    {"frame": 450}                        nothing new, but the show went on until here
    {"frame": 450, "goes_on": 2}          the last of a part; the next begins with a head, as it stood then
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any

from renderer.core.errors import DataError
from renderer.params.bind_text import plain_binds
from renderer.scene.effect import listed

from .setup import Setup
from .wall_clock import Stretch, asked, frame_asked, frames_at, skipped, stretches

__all__ = ["FORMAT", "Head", "Take", "Track", "astray"]

FORMAT = 2
ASTRAY = 0.5  # s that the clock on the wall may be off before it is written down: the show was paused, or late


@dataclass(frozen=True, slots=True)
class Head:
    """
    How a take began.

    setup : what was played in its first frame: every value, what hands held, cycles, chain, feed, figures in the roles
    began, frame : when it was, with the zone of the place, and the number of its first frame
    fps, size : of the show; px
    triggers : parameters that are on for one frame
    release : of the figures that were shown, as ``Table`` has it; "" where it was not kept
    """

    setup: Setup
    began: datetime
    fps: Fraction = Fraction(30)
    size: tuple[int, int] = (1280, 720)
    frame: int = 0
    triggers: tuple[str, ...] = ()
    release: str = ""

    def fact(self, name: str) -> Any:  # noqa: ANN401
        """Return ``seed``, ``held``, ``binds``, ``effects``, ``figures``, ``domains``, ``release`` as lines say it."""
        if name == "binds":
            return plain_binds(self.setup.binds)
        if name == "effects":
            return listed(self.setup.effects)
        if name == "release":
            return self.release
        if name == "figures":
            return dict(self.setup.roles)
        if name == "domains":
            return {role: list(domain) for role, domain in self.setup.domains.items()}
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
    facts : tracks of ``seed``, ``held``, ``binds``, ``effects``, ``figures``, ``domains``, ``release``, ``wall``,
        ``restart``, ``operator``
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
        """Return ``seed``, ``held``, ``binds``, ``effects``, ``figures``, ``domains`` or ``release`` at ``frame``."""
        start = self.head.fact(name)
        return self.facts[name].at(self._own(frame, fps), start) if name in self.facts else start

    def others(self, release: str, frames: range, fps: Fraction | None = None) -> int:
        """Return in how many of ``frames`` figures were shown that are not of ``release``, as far as it was kept."""
        track, start = self.facts.get("release", Track()), self.fact("release", frames[0], fps)
        if not track.within(self._own(frames[0], fps), self._own(frames[-1], fps)):
            return len(frames) * (start not in ("", release))
        return sum(self.fact("release", frame, fps) not in ("", release) for frame in frames)

    def restarts(self, frame: int, fps: Fraction | None = None) -> bool:
        """Return whether what feeds back begins anew with ``frame``; at another rate no restart is lost."""
        here, before = self._own(frame, fps), self._own(frame - 1, fps)
        return "restart" in self.facts and any(self.facts["restart"].within(before, here))

    def wall(self, frame: int) -> datetime:
        """Return what the clock on the wall said at ``frame``."""
        shown = self._stretches()
        one = [one for one in shown if one.first <= frame or one is shown[0]][-1]
        return one.began + timedelta(seconds=float((frame - one.first) / self.head.fps))

    def moments(self, text: str) -> tuple[int, ...]:
        """
        Return the frames at the time ``text``: one, or several where the clock on the wall said so several times.

        Where the show stood still at that time it is the frame after: ``stood`` tells since when.

        text : a time of day, ``21:04:10``, with its day or its offset from UTC where it is to be one of several; or
            the frame itself, ``frame 36000``, of a clock that was set back
        Raises DataError where the take was not on.
        """
        if (frame := frame_asked(text)) is not None:
            if not self.head.frame <= frame <= self.last:
                raise DataError(f"{text} is not of this take: it has frames {self.head.frame} to {self.last}")
            return (frame,)
        shown, wish = self._stretches(), asked(text)
        if frames := frames_at(shown, wish, float(self.head.fps)):
            return tuple(min(frame, self.last) for frame in frames)
        if gone := skipped(shown, wish):
            raise DataError(f"{text} was on no clock: they went from {gone[0]:%H:%M:%S} to {gone[1]:%H:%M:%S}")
        where = "at no time of"
        if wish.day is not None:
            zone = self.head.began.tzinfo if wish.offset is None else timezone(wish.offset)
            moment = datetime.combine(wish.day, wish.clock, zone)
            where = "before" if moment < self.head.began else "after" if moment > self.wall(self.last) else where
        raise DataError(f"{text} is {where} this take: it runs from "
                        f"{self.told(self.head.frame)} to {self.told(self.last)}")  # fmt: skip

    def stood(self, frame: int) -> datetime | None:
        """Return since when the show had stood still before ``frame``, by the clock on the wall; None where it ran."""
        shown = self._stretches()
        return next((one.ended for one, other in pairwise(shown) if other.first == frame and one.stood), None)

    def told(self, frame: int) -> str:
        """Return the time of day at ``frame``, with its day where the take is of several."""
        days = self.wall(self.head.frame).date() != self.wall(self.last).date()
        return f"{self.wall(frame):{'%Y-%m-%d ' if days else ''}%H:%M:%S}"

    @property
    def syncs(self) -> list[tuple[int, datetime]]:
        """Frames, and what the clock on the wall said then, as far as it was written down."""
        track = self.facts.get("wall", Track())
        return [(self.head.frame, self.head.began), *zip(track.frames, track.values, strict=True)]

    def _stretches(self) -> tuple[Stretch, ...]:
        """Return the stretches through which the clock on the wall ran on."""
        return stretches(self.syncs, self.last, float(self.head.fps))

    def _own(self, frame: int, fps: Fraction | None) -> int:
        """Return the take's frame that stands at ``frame`` of ``fps``."""
        return frame if fps is None else floor(frame * self.head.fps / fps)


def astray(sync: tuple[int, datetime], now: tuple[int, datetime], fps: Fraction) -> bool:
    """Return whether from ``sync`` to ``now``, each a frame and when it was, frames and clock went different ways."""
    (since, moment), (frame, wall) = sync, now
    ahead = (wall - moment).total_seconds() - (frame - since) / float(fps)
    return abs(ahead) > ASTRAY or wall.utcoffset() != moment.utcoffset()
