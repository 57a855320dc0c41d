"""What a show leaves for the process that watches it: a beat after each picture, the state it was last in, and what
its operator did: blackout and freeze, which are written at once and no start takes back.

Both lie in a file without a name that the two have open, in memory: neither a full disk nor a kill in the middle of
a write takes the state away.
"""

import json
import os
import struct
import zlib
from collections.abc import Mapping
from typing import Any

from renderer.core.memory_file import memory_file

__all__ = ["Heartbeat"]

# Pictures so far, at the start; then times that a life waited, what an operator did, and whether one was left.
_BEAT = struct.Struct("<Q")
_HEAD = struct.Struct("<QII")  # number of a state, its bytes, their sum
_SLOTS = (4096, 4096 + (1 << 22))  # two, written in turn: the other one is whole while one is written
_BLACK, _FROZEN = 1, 2
_LONGEST = (1 << 22) - _HEAD.size


class Heartbeat:
    """One file, shared by a fork."""

    def __init__(self) -> None:
        """Make the file."""
        self._file = memory_file("chorus-show")

    def beat(self) -> None:
        """Say that one more picture was shown."""
        self._count(0)

    def wait(self) -> None:
        """Say that nothing can be shown yet, and that it is waited for."""
        self._count(_BEAT.size)

    @property
    def beats(self) -> int:
        """How many pictures were shown."""
        return self._counted(0)

    @property
    def waits(self) -> int:
        """How often a life waited: for its display, or for files that it can read."""
        return self._counted(_BEAT.size)

    def keep_operator(self, *, black: bool, frozen: bool) -> None:
        """Say what an operator did, which stands from now on."""
        os.pwrite(self._file, _BEAT.pack(black * _BLACK | frozen * _FROZEN), 2 * _BEAT.size)

    def operator(self) -> tuple[bool, bool]:
        """Return whether the wall is to be black, and whether it is to stand still."""
        flags = self._counted(2 * _BEAT.size)
        return bool(flags & _BLACK), bool(flags & _FROZEN)

    def leave(self) -> None:
        """Say that a life was left by a hand, whatever becomes of its process now."""
        os.pwrite(self._file, _BEAT.pack(1), 3 * _BEAT.size)

    @property
    def left(self) -> bool:
        """Whether it was."""
        return bool(self._counted(3 * _BEAT.size))

    def keep(self, state: Mapping[str, Any]) -> None:
        """Keep ``state``, which JSON can hold, in the place of the one before; one that is too long is not kept."""
        content = json.dumps(state).encode()
        if len(content) > _LONGEST:
            return
        number = max((found[0] for found in map(self._read, _SLOTS) if found), default=0) + 1
        at = _SLOTS[number % 2]
        os.pwrite(self._file, _HEAD.pack(number, len(content), zlib.crc32(content)) + content, at)

    def kept(self) -> dict[str, Any] | None:
        """Return the newest state that is whole, None where none was kept."""
        found = max((one for one in map(self._read, _SLOTS) if one), default=None)
        return None if found is None else dict(json.loads(found[1]))

    def _count(self, at: int) -> None:
        os.pwrite(self._file, _BEAT.pack(self._counted(at) + 1), at)

    def _counted(self, at: int) -> int:
        raw = os.pread(self._file, _BEAT.size, at)
        return int(_BEAT.unpack(raw)[0]) if len(raw) == _BEAT.size else 0

    def _read(self, at: int) -> tuple[int, bytes] | None:
        """Return number and content of the state at ``at``, None where it is not whole."""
        head = os.pread(self._file, _HEAD.size, at)
        if len(head) < _HEAD.size:
            return None
        number, length, mark = _HEAD.unpack(head)
        content = os.pread(self._file, length, at + _HEAD.size) if 0 < length <= _LONGEST else b""
        return (number, content) if content and zlib.crc32(content) == mark else None
