"""Whether the bytes of a film end where its container says that they end, or before.

A film that was cut short plays to where it was cut, and a player shows the rest as soon as the copy is complete:
what is judged must be all of it. Counting frames is not enough (fragments and Matroska promise no number), so the
outermost structure is walked, in a few reads, without a decoder.
"""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from .y4m import LINE, parse_y4m

__all__ = ["has_end"]

_BOXES = {b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"mfra", b"sidx", b"free", b"skip", b"wide", b"meta", b"uuid"}
_SEGMENT, _CLUSTER = 0x18538067, 0x1F43B675
# Bytes of a packet of MPEG-TS, and where its "G" stands: plain, with a time code, with error correction.
_PACKETS = {188: 0, 192: 4, 204: 0}


def has_end(path: Path, form: str) -> bool:
    """
    Return whether ``path`` says where it ends; False where its ``form``, as ffmpeg names it, or its maker does not.

    Raises ValueError, with the reason, where it ends before that.
    """
    walk = next((walk for name, walk in WALKS.items() if name in form.split(",")), None)
    if walk is None:
        return False
    with path.open("rb") as file:
        return walk(file, path.stat().st_size)


def _need(at: int, size: int, what: str) -> None:
    """Refuse a structure that ends at byte ``at`` of a file of ``size`` bytes."""
    if at > size:
        raise ValueError(f"it is cut short: its {what} should end at byte {at:,}, and it has {size:,}")


def _mov(file: BinaryIO, size: int) -> bool:
    """Walk the boxes of MP4 and QuickTime; with fragments, only their index says that the last one is there."""
    at = 0
    names: set[bytes] = set()
    while at + 8 <= size:
        file.seek(at)
        head = file.read(16)
        length, name = int.from_bytes(head[:4]), head[4:8]
        if length == 1:
            length = int.from_bytes(head[8:16])
        if name not in _BOXES and not names:
            return False
        names.add(name)
        if length == 0:  # it reaches to the end of the file, wherever that is
            return False
        if length < 8 or (name not in _BOXES and at + length > size):
            break  # something else was put behind the film
        _need(at + length, size, f"part '{name.decode('latin-1')}'")
        at += length
    file.seek(at)
    if 0 < size - at < 8 and file.read().strip(b"\0"):
        raise ValueError("it is cut short, in the middle of a part's head")
    return b"moof" not in names or b"mfra" in names


def _number(file: BinaryIO, *, marked: bool) -> tuple[int, bool]:
    """Return a number of EBML, with its mark for an ID, and whether it stands for 'not known'."""
    first = (file.read(1) or b"\0")[0]
    length = 9 - first.bit_length()
    rest = file.read(length - 1)
    if not 1 <= length <= 8 or len(rest) < length - 1:
        raise EOFError
    value = int.from_bytes(bytes([first]) + rest)
    bare = value & ((1 << 7 * length) - 1)
    return value if marked else bare, bare == (1 << 7 * length) - 1


def _matroska(file: BinaryIO, size: int) -> bool:
    """Walk the elements of Matroska and WebM: the segment's, or, where it was written to a pipe, its parts'."""
    ends = True
    try:
        while file.tell() < size:
            name, _ = _number(file, marked=True)
            length, unknown = _number(file, marked=False)
            if unknown and name in (_SEGMENT, _CLUSTER):
                ends = False  # go on with what is inside
            elif unknown:
                return False
            else:
                _need(file.tell() + length, size, "segment" if name == _SEGMENT else "last part")
                file.seek(length, 1)
    except EOFError:
        raise ValueError("it is cut short, in the middle of a part's head") from None
    return ends


def _riff(file: BinaryIO, size: int) -> bool:
    """Walk the chunks of AVI."""
    at = 0
    while at + 12 <= size:
        file.seek(at)
        head = file.read(12)
        length = int.from_bytes(head[4:8], "little")
        if head[:4] != b"RIFF":
            break
        if length < 4:
            raise ValueError("it was never finished: its length is not written")
        _need(at + 8 + length, size, "content")
        at += 8 + length + length % 2
    return True


def _gif(file: BinaryIO, size: int) -> bool:
    """Walk the blocks of GIF to its trailer."""
    head = file.read(13)
    _skip_table(file, head[10:11])
    while (mark := file.read(1)) and file.tell() <= size:
        if mark == b"\x3b":
            return True
        if mark == b"\x21":
            file.seek(1, 1)
        elif mark == b"\x2c":
            _skip_table(file, file.read(9)[8:9])
            file.seek(1, 1)
        else:
            raise ValueError("it is damaged: something that is no block stands between its pictures")
        while length := file.read(1)[:1].rjust(1, b"\0")[0]:
            file.seek(length, 1)
    raise ValueError("it is cut short: its trailer is missing")


def _skip_table(file: BinaryIO, flags: bytes) -> None:
    """Pass over a table of colours, where there is one."""
    if flags and flags[0] & 0x80:
        file.seek(3 << (flags[0] & 7) + 1, 1)


def _png(file: BinaryIO, size: int) -> bool:
    """Walk the chunks of an animated PNG to its end."""
    at = 8
    while at + 12 <= size:
        file.seek(at)
        head = file.read(8)
        at += 12 + int.from_bytes(head[:4])
        _need(at, size, "last part")
        if head[4:] == b"IEND":
            return True
    raise ValueError("it is cut short: its end is missing")


def _transport(file: BinaryIO, size: int) -> bool:
    """Count the packets of MPEG-TS, which says nowhere how many there are."""
    head = file.read(2 * max(_PACKETS))
    length = next((n for n, at in _PACKETS.items() if head[at : at + 1] == head[n + at : n + at + 1] == b"G"), 0)
    if length and size % length:
        raise ValueError(f"it is cut short, in the middle of a packet of {length} bytes")
    return False


def _asf(file: BinaryIO, size: int) -> bool:
    """Walk the outermost objects of ASF (WMV): the head, what was broadcast says no length, and the data."""
    at = 0
    while at + 24 <= size:
        file.seek(at + 16)
        length = int.from_bytes(file.read(8), "little")
        if length <= 50:  # the data's own head: the recording was never finished, or has no end
            return False
        _need(at + length, size, "content")
        at += length
    return True


def _ogg(file: BinaryIO, size: int) -> bool:
    """Walk the pages of Ogg; the last one of each stream says that it is the last."""
    at, ended = 0, {}
    while at < size:
        file.seek(at)
        head = file.read(27)
        if not head.startswith(b"OggS") or len(head) < 27:
            raise ValueError("it is cut short or damaged: a page does not begin where it should")
        lengths = file.read(head[26])
        at += 27 + head[26] + sum(lengths)
        _need(at + head[26] - len(lengths), size, "last page")
        ended[head[14:18]] = bool(head[5] & 4)
    return bool(ended) and all(ended.values())


def _y4m(file: BinaryIO, size: int) -> bool:
    """Measure the frames of Y4M, which says nowhere how many there are."""
    length = parse_y4m(file.readline(LINE)).length
    while line := file.readline(LINE):
        if not line.startswith(b"FRAME") or not line.endswith(b"\n"):
            raise ValueError("it is cut short or damaged: a frame does not begin where it should")
        _need(file.tell() + length, size, "last frame")
        file.seek(length, 1)
    return False


WALKS: dict[str, Callable[[BinaryIO, int], bool]] = {
    "mov": _mov,
    "matroska": _matroska,
    "avi": _riff,
    "gif": _gif,
    "apng": _png,
    "asf": _asf,
    "ogg": _ogg,
    "mpegts": _transport,
    "yuv4mpegpipe": _y4m,
}
