"""The clock on the wall of a show: which frame was drawn when, over pauses, midnights and nights when clocks change."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from math import ceil, floor

from renderer.core.errors import DataError

__all__ = ["Asked", "Stretch", "asked", "frame_asked", "frames_at", "put_forward", "skipped", "stretches"]

EARLY = timedelta(seconds=1)  # asked for 21:02:00, a take that began at 21:02:00.4 gives its first frame
_NEAR = 2.0  # s by which a clock is put right, and not set back
_QUARTER = 900  # s; clocks change at a quarter of an hour
_LONGEST = 1e8  # s through which changes are looked for, three years
_ROOM = timedelta(days=4)  # that a calendar must have around a show: zones are up to two days apart
_ASKED = re.compile(r"(?:(\d{4}-\d\d-\d\d)[ T])?(\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?)([+-]\d\d:\d\d)?\Z")
_FRAME = re.compile(r"frame (\d[\d,]{0,15})\Z")
_TIMES = ("%H:%M:%S.%f", "%H:%M:%S", "%H:%M")


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    Frames through which the clock on the wall ran on.

    first : the first frame; began : when that was, by the offset from UTC of the whole stretch
    seconds : how long it ran; stood : whether the show stood still after it, until the next
    """

    first: int
    began: datetime
    seconds: float
    stood: bool = False

    @property
    def ended(self) -> datetime:
        """When it ended, by its own offset."""
        return self.began + timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Asked:
    """A time of day; ``day`` and ``offset`` from UTC where they were said."""

    clock: time
    day: date | None = None
    offset: timedelta | None = None


def stretches(syncs: Sequence[tuple[int, datetime]], last: int, fps: float) -> tuple[Stretch, ...]:
    """
    Return the stretches of a show of ``fps`` whose ``last`` frame is known, from frames and when they were.

    Where clocks changed is among them; the zone of this machine, which may stand elsewhere, says nothing of the show's.
    Raises DataError for times that no clock shows.
    """
    found: list[Stretch] = []
    try:
        whole = syncs[-1][1] + timedelta(seconds=(last + 1 - syncs[-1][0]) / fps)
        for (first, began), (end, then) in pairwise((*syncs, (last + 1, whole))):
            seconds = (end - first) / fps
            found.append(Stretch(first, began, seconds, stood=(then - began).total_seconds() > seconds))
            _ = began - _ROOM, found[-1].ended + _ROOM
    except OverflowError:
        raise DataError("this take was at times that no clock shows") from None
    return tuple(found)


def put_forward(
    syncs: Sequence[tuple[int, datetime]], last: int, fps: float
) -> tuple[tuple[int, datetime], ...]:
    """
    Return the frames of a show, told as in ``stretches``, at which the clocks of this machine changed, and to what.

    Nothing where this machine's clock said otherwise than the show's when it began: it stood elsewhere.
    """
    found: list[tuple[int, datetime]] = []
    with suppress(OverflowError, ValueError, OSError):  # no clock shows such times, and ``stretches`` says so
        if syncs[0][1].astimezone().utcoffset() != syncs[0][1].utcoffset():
            return ()
        for (first, began), (end, _) in pairwise((*syncs, (last + 1, syncs[-1][1]))):
            start, seconds, offset = began.timestamp(), (end - first) / fps, began.utcoffset()
            for at in range(int(start // _QUARTER + 1) * _QUARTER, ceil(start + min(seconds, _LONGEST)), _QUARTER):
                now = datetime.fromtimestamp(at).astimezone()
                if now.utcoffset() != offset:
                    offset = now.utcoffset()
                    found.append((first + round((at - start) * fps), now))
    return tuple(found)


def asked(text: str) -> Asked:
    """Return the time of day in ``text``: 21:04:10, with its day or its offset where a take has it twice."""
    if found := _ASKED.match(text.strip()):
        day, clock, offset = found.groups()
        for form in _TIMES:
            try:
                said = datetime.strptime(clock, form).time()
                zone = datetime.strptime(offset, "%z").utcoffset() if offset else None
                return Asked(said, date.fromisoformat(day) if day else None, zone)
            except ValueError:
                continue
    raise DataError(f"'{text}' is no time of day; write it as 21:04:10, or with its day: 2026-11-21 21:04:10")


def frames_at(shown: Sequence[Stretch], wish: Asked, fps: float) -> tuple[int, ...]:
    """
    Return the frames at each moment at which the clock on the wall said so, in order, each once.

    While the show stood still that is the frame after, for all the days that it stood.
    """
    found: dict[int, tuple[date, timedelta | None]] = {}
    for number, one in enumerate(shown):
        until = one.ended
        if number + 1 < len(shown) and one.stood:
            until = shown[number + 1].began.astimezone(one.began.tzinfo)
        until += timedelta(seconds=1) if number + 1 == len(shown) else timedelta()
        since = one.began - (EARLY if number == 0 else timedelta())
        for moment in _moments(wish, since, until):
            frame = one.first + max(0, floor((moment - one.began).total_seconds() * fps + 1e-6))
            most = shown[number + 1].first if number + 1 < len(shown) else frame
            frame, said = min(frame, most), (moment.date(), moment.utcoffset())
            near = [other for other, was in found.items() if was == said and abs(frame - other) <= _NEAR * fps]
            for other in near:  # a clock that is put right by a moment says no time twice: what came later
                del found[other]
            found.setdefault(frame, said)
    return tuple(found)


def frame_asked(text: str) -> int | None:
    """
    Return the frame that ``text`` asks for itself, None where it asks for a time of day.

    >>> frame_asked("frame 36,000"), frame_asked("21:04")
    (36000, None)
    """
    found = _FRAME.match(text.strip())
    return int(found[1].replace(",", "")) if found else None


def skipped(shown: Sequence[Stretch], wish: Asked) -> tuple[datetime, datetime] | None:
    """Return from when to when clocks went over the time that is asked for, None where none did."""
    for one, other in pairwise(shown):
        before, after = one.ended.replace(tzinfo=None), other.began.replace(tzinfo=None)
        gone = [*_moments(Asked(wish.clock, wish.day), one.ended, one.ended + (after - before))]
        if not one.stood and gone:
            return one.ended, other.began
    return None


def _moments(wish: Asked, since: datetime, until: datetime) -> Iterator[datetime]:
    """Yield the moments from ``since`` to before ``until`` that are asked for, by the offset said, or of ``since``."""
    zone = since.tzinfo if wish.offset is None else timezone(wish.offset)
    day, last = since.astimezone(zone).date(), until.astimezone(zone).date()
    while day <= last:
        moment = datetime.combine(day, wish.clock, zone)
        if wish.day in (None, day) and since <= moment < until:
            yield moment
        day += timedelta(days=1)
