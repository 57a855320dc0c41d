"""Standard MIDI files (RP-001): every event that plays, at its exact time, whatever else the file says wrongly.

What plays nothing is skipped by its length, so that a damaged key signature silences no note; counts and lengths are
held against what is there; and whatever is left out is said. mido (1.3.3) reads as many tracks as the header says,
refuses the whole file for a meta event that is cut, plays on after a track's end, and loses the time before each meta
event it does not know.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

__all__ = ["MOST_EVENTS", "Played", "read_smf"]

MOST_EVENTS = 1_000_000
_MOST_TRACKS = 65_535  # as many as a header can say
_HEAD = 512  # bytes in which the header begins: RIFF and MacBinary put some before it
_TEMPO, _NAME = 0x51, b"MTrk"
_DEFAULT = 500_000  # us a beat, until a tempo is set
_LENGTHS = {0xF1: 1, 0xF2: 2, 0xF3: 1}  # bytes of system messages, which no file should have
_RATES = {24: 24.0, 25: 25.0, 29: 30000 / 1001, 30: 30.0}  # film frames a second

Raw = tuple[int, int, int, int]  # tick, status, and two bytes of data; status 0x51 is a tempo, us a beat


class Played(NamedTuple):
    """Messages of channels, each ``seconds, status, data, data`` in the order of time, and what to say of the file."""

    messages: list[tuple[float, int, int, int]]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Track:
    """A track so far: where reading is, whether its end was found, and why it broke off, "" where it did not."""

    at: int
    found: list[Raw] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    events: int = 0
    ended: bool = False
    torn: str = ""


class _TornError(ValueError):
    """A track breaks off here."""


def read_smf(content: bytes) -> Played:
    """Return what the file ``content`` plays; raises ValueError with a reason where that is nothing it can know."""
    at = content.find(b"MThd", 0, _HEAD)
    if at < 0:
        raise ValueError("it is empty" if not content else "it is no MIDI file, which begins with MThd")
    if len(content) < at + 14:
        raise ValueError("it is cut within its header")
    size, kind, count, division = (int.from_bytes(content[at + a : at + b], "big")
                                   for a, b in ((4, 8), (8, 10), (10, 12), (12, 14)))  # fmt: skip
    scale, fixed = _scale(division)
    first = at + 8 + size
    if content[at + 14 : at + 18] == _NAME and content[first : first + 4] != _NAME:
        first = at + 14  # the length of the header is wrong
    notes: list[str] = [f"{at} bytes stand before its header"] if at and not content.startswith(b"RIFF") else []
    tracks = list(_tracks(content, first, notes))
    if not tracks:
        raise ValueError("there is no track in it")
    if kind == 2 and len(tracks) > 1:
        raise ValueError(f"it holds {len(tracks)} patterns that are not meant to play together (type 2); save one of "
                         "them, or all as type 1")  # fmt: skip
    if kind > 2:
        notes.append(f"it says to be of type {kind}, which is unknown, and is played as type 1")
    if count != len(tracks):
        notes.append(f"its header says {_many(count, 'track')}, and it holds {len(tracks):,}")
    left = sum((track.left for track in tracks), Counter[str]())
    notes += [f"{_many(times, what)} left out" for what, times in left.items()]
    merged = sorted((raw for track in tracks for raw in track.found), key=itemgetter(0))
    messages = list(_timed(merged, scale, fixed=fixed))
    if not messages and notes:
        raise ValueError("nothing in it plays: " + "; ".join(notes[:4]))
    return Played(messages, tuple(notes))


def _scale(division: int) -> tuple[float, bool]:
    """Return the beats of a tick, or the seconds of one and True where no tempo counts."""
    if not division:
        raise ValueError("its header has 0 ticks a beat, so that nothing in it has a time; save it anew")
    if division < 0x8000:
        return 1.0 / division, False
    rate, ticks = 256 - (division >> 8), division & 0xFF
    if rate not in _RATES or not ticks:
        raise ValueError(f"its times are in film frames, {rate} a second with {_many(ticks, 'tick')} each, which no "
                         "film has; save it in beats")  # fmt: skip
    return 1.0 / (_RATES[rate] * ticks), True


def _tracks(content: bytes, at: int, notes: list[str]) -> Iterator[_Track]:
    """Give the tracks from ``at`` on; ``notes`` takes what is wrong with them."""
    number = events = 0
    while at < len(content):
        name, start = content[at : at + 4], at + 8
        end = start + int.from_bytes(content[at + 4 : start], "big")
        if name != _NAME:
            if name.isalnum() and end <= len(content):  # a chunk of somebody's own
                at = end
                continue
            following = content.find(_NAME, at + 1)
            rest = content[at : following if following > 0 else len(content)]
            if rest.strip(b"\0"):
                notes.append(f"{_many(len(rest), 'byte')} of it belong to no track")
            at += len(rest)
            continue
        number += 1
        track = _track(content, start, min(end, len(content)))
        if not track.ended and end < len(content) and not content[end : end + 4].isalnum():
            following = content.find(_NAME, end)
            longer = _track(content, start, following if following > 0 else len(content))
            track = longer if longer.ended else track
        at = _next(content, track, f"track {number:,}", (start, end), notes)
        events += track.events
        if events > MOST_EVENTS or number > _MOST_TRACKS:
            raise ValueError(f"it holds more than {MOST_EVENTS:,} events, or {_MOST_TRACKS:,} tracks; cut it into "
                             "several files")  # fmt: skip
        yield track


def _next(content: bytes, track: _Track, who: str, span: tuple[int, int], notes: list[str]) -> int:
    """Return where the next chunk begins; ``notes`` takes what is wrong with ``track``, which says ``span``."""
    start, end = span
    if track.ended:
        if track.at != end and (track.at > end or end > len(content) or content[track.at : track.at + 4] == _NAME):
            notes.append(f"{who} says it has {_many(end - start, 'byte')}, and has {track.at - start:,}")
            return track.at
        if track.at != end:
            notes.append(f"{_many(end - track.at, 'byte')} after the end of {who} left out")
    elif end > len(content):
        notes.append(f"{who} is cut: it plays as far as it is there")
        return len(content)
    elif track.torn:
        notes.append(f"{who} breaks off at byte {track.at:,} of the file ({track.torn}), and its rest is left out")
    return end


def _track(content: bytes, at: int, end: int) -> _Track:
    """Return the events of the track whose events lie from ``at`` to ``end``."""
    track, tick, status = _Track(at), 0, 0
    try:
        while track.at < end and not track.ended and track.events <= MOST_EVENTS:
            track.events += 1
            delta, at = _length(content, track.at, end)
            tick += delta
            byte = _byte(content, at, end)
            if byte == 0xFF:
                track.at = _meta(content, at + 1, end, track, tick)
            elif byte >= 0xF0:
                size, at = _length(content, at + 1, end) if byte in (0xF0, 0xF7) else (_LENGTHS.get(byte, 0), at + 1)
                track.at = _within(at + size, end)
            else:
                # Players bear that the last status runs on after a system message, though no file should ask for it.
                status, at = (byte, at + 1) if byte >= 0x80 else (status, at)
                if not status:
                    raise _TornError("data of no message")
                size = 1 if 0xC0 <= status < 0xE0 else 2
                track.at = _within(at + size, end)
                data = content[at : track.at]
                if max(data) > 0x7F:
                    track.left["message with a byte above 127"] += 1
                else:
                    track.found.append((tick, status, data[0], data[-1]))
    except _TornError as error:
        track.torn = str(error)
    return track


def _meta(content: bytes, at: int, end: int, track: _Track, tick: int) -> int:
    """Note the end of a track, or a tempo; return where the meta event ends."""
    kind = _byte(content, at, end)
    size, at = _length(content, at + 1, end)
    _within(at + size, end)
    if kind == 0x2F:
        track.ended = True
    elif kind == _TEMPO:
        tempo = int.from_bytes(content[at : at + 3], "big")
        if size < 3:
            track.left[f"tempo of {_many(size, 'byte')} instead of 3"] += 1
        elif not tempo:
            track.left["tempo of 0"] += 1
        else:
            track.found.append((tick, _TEMPO, tempo, 0))
    return at + size


def _timed(merged: list[Raw], scale: float, *, fixed: bool) -> Iterator[tuple[float, int, int, int]]:
    """Give the messages of all tracks with their seconds instead of ticks."""
    since, base, step = 0, 0.0, scale * (1.0 if fixed else _DEFAULT / 1e6)
    for tick, status, one, two in merged:
        seconds = base + (tick - since) * step
        if status != _TEMPO:
            yield seconds, status, one, two
        elif not fixed:
            since, base, step = tick, seconds, scale * one / 1e6


def _length(content: bytes, at: int, end: int) -> tuple[int, int]:
    """Return a number of 1 to 4 bytes of 7 bits, and where it ends."""
    value = 0
    for place in range(at, at + 4):
        byte = _byte(content, place, end)
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    raise _TornError("a number of more than 4 bytes")


def _byte(content: bytes, at: int, end: int) -> int:
    """Return the byte at ``at``."""
    return content[_within(at + 1, end) - 1]


def _within(at: int, end: int) -> int:
    """Return ``at``, which lies within the track."""
    if at > end:
        raise _TornError("an event goes beyond its end")
    return at


def _many(count: int, what: str) -> str:
    """Return a number of things."""
    head, _, tail = what.partition(" ")
    return f"{count:,} {head}{'' if count == 1 else 's'}{' ' if tail else ''}{tail}"
