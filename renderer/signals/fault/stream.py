"""Messages as they arrive: each about one area, numbered and sealed; and what a receiver makes of them."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import isfinite
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renderer.data.feed import Pace, check_areas
from renderer.data.table import Area, Column

__all__ = ["Heard", "Message", "Stream", "hear", "seal"]

_REMEMBERED = 64  # messages of each area that the receiver can still tell from new ones
_TAG = 16  # bytes of the seal: half of SHA-256, which RFC 2104 allows


class Message(NamedTuple):
    """
    One figure on its way.

    sent : s, by the sender's clock; received : s, by ours
    sequence : number of the message among those of its area, from 0
    value : the figure, the column's unit; None where it is withheld; NaN where the sender has none
    tag : seal of all the others but ``received``
    """

    sent: float
    received: float
    area: int
    sequence: int
    value: float | None
    tag: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """
    A feed of messages, in the order in which they were received.

    interval : s between two messages of an area, as agreed
    seconds : how long was listened
    key : secret that senders and receiver share
    """

    areas: tuple[Area, ...]
    column: Column
    messages: tuple[Message, ...] = field(repr=False)
    interval: float
    seconds: float
    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse more areas than a picture has rows: DataError."""
        check_areas(len(self.areas), "the feed")

    def pace(self, seconds: float = 600.0) -> Pace:
        """Return the pace at which all of it is heard in ``seconds`` of show."""
        return Pace(0.0, self.seconds / seconds)


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """
    What came in each interval: float64, [areas, steps].

    value : the newest figure, the column's unit; NaN where none came
    age : s since the last message that could be used
    forged, doubled, late : messages with a wrong seal; that came twice; that came after younger ones
    change : relative change of a figure told before, ratio; was, now : both, the column's unit
    lag : s between the clocks of sender and receiver; NaN where none came in order
    same : messages in a row with the very same figure
    withheld : messages in a row without a figure, because it is withheld
    """

    value: NDArray[np.float64]
    age: NDArray[np.float64]
    forged: NDArray[np.float64]
    doubled: NDArray[np.float64]
    late: NDArray[np.float64]
    change: NDArray[np.float64]
    was: NDArray[np.float64]
    now: NDArray[np.float64]
    lag: NDArray[np.float64]
    same: NDArray[np.float64]
    withheld: NDArray[np.float64]


def seal(key: bytes, area: str, sequence: int, sent: float, value: float | None) -> bytes:
    """
    Return the tag that only who knows ``key`` can make: HMAC (RFC 2104) of SHA-256, 16 bytes.

    area : its code, so that a figure of one area is none of another
    """
    return hmac.digest(key, f"{area}\n{sequence}\n{sent!r}\n{value!r}".encode(), "sha256")[:_TAG]


def hear(stream: Stream) -> Heard:
    """
    Return what a receiver makes of ``stream``: it knows the messages and the key, and no more.

    A message that fits no area or moment is nobody's, and passed over; so is a figure that is no number.
    """
    shape = (len(stream.areas), int(np.ceil(stream.seconds / stream.interval)))
    ears = [_Ear() for _ in stream.areas]
    zero = {name: np.zeros(shape) for name in ("forged", "doubled", "late", "same", "withheld", "last")}
    none = {name: np.full(shape, np.nan) for name in ("value", "change", "was", "now", "lag")}
    cells = zero | none
    for one in _sound(stream, shape):
        at = (one.area, int(one.received / stream.interval))
        text = seal(stream.key, stream.areas[one.area].code, one.sequence, one.sent, one.value)
        if hmac.compare_digest(text, one.tag):
            ears[one.area].take(one, cells, at)
        else:
            cells["forged"][at] += 1
    ends = np.arange(1, shape[1] + 1) * stream.interval
    cells["age"] = np.asarray(ends - np.maximum.accumulate(cells.pop("last"), axis=1), np.float64)
    return Heard(**cells)


def _sound(stream: Stream, shape: tuple[int, int]) -> Iterable[Message]:
    """Return the messages that are about an area, and were received while listening."""
    return (one for one in stream.messages if 0 <= one.area < shape[0] and 0.0 <= one.received < stream.seconds)


class _Ear:
    """What the receiver remembers of one area."""

    def __init__(self) -> None:
        self.told: dict[int, float | None] = {}
        self.newest, self.figure, self.same, self.withheld = -1, None, 0, 0  # type: int, float | None, int, int

    def take(self, one: Message, cells: dict[str, NDArray[np.float64]], at: tuple[int, int]) -> None:
        """Note a message whose seal is right in ``cells``, by what it says of the ones before."""
        value = one.value
        if value is not None and not isfinite(value):
            return
        old = self.told.get(one.sequence)
        if one.sequence in self.told and old == value:
            cells["doubled"][at] += 1
        elif one.sequence in self.told:
            if old is not None and value is not None:
                cells["change"][at] = abs(value - old) / max(abs(old), 1e-12)
                cells["was"][at], cells["now"][at] = old, value
        elif one.sequence < self.newest:
            cells["late"][at] += 1
        else:
            self._follow(one, cells, at)
        self.told[one.sequence] = value
        if len(self.told) > _REMEMBERED:
            del self.told[min(self.told)]

    def _follow(self, one: Message, cells: dict[str, NDArray[np.float64]], at: tuple[int, int]) -> None:
        self.newest = one.sequence
        self.withheld = self.withheld + 1 if one.value is None else 0
        self.same = self.same + 1 if one.value is not None and one.value == self.figure else 1
        self.figure = one.value
        cells["lag"][at] = one.received - one.sent
        cells["same"][at], cells["withheld"][at], cells["last"][at] = self.same, self.withheld, one.received
        cells["value"][at] = np.nan if one.value is None else one.value
