"""What an MP4 must say of itself to be shown around a head: the boxes ``st3d`` and ``sv3d``.

Google, Spherical Video V2 RFC. They are written into the video's sample entry of a finished file; the
offsets of its samples move along where the index stands before them.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from renderer.core.errors import EncodeError
from renderer.core.files import whole

__all__ = ["read_boxes", "spherical", "write_boxes"]

HOLDERS = {b"moov": 0, b"trak": 0, b"mdia": 0, b"minf": 0, b"stbl": 0, b"stsd": 8}
ENTRIES = (b"avc1", b"hvc1", b"hev1", b"av01", b"vp09")
ENTRY = 78  # bytes of a VisualSampleEntry before its boxes
QUARTER = 1073741823  # 0.25 of a whole turn in 0.32 fixed point
LAYOUTS = {"mono": 0, "tb": 1, "sbs": 2}


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


def spherical(layout: str, *, half: bool) -> bytes:
    """Return st3d and sv3d for ``layout`` mono, tb or sbs; ``half`` is 180 degrees instead of 360."""
    side = QUARTER if half else 0
    stereo = _box(b"st3d", struct.pack(">IB", 0, LAYOUTS[layout]))
    head = _box(b"svhd", struct.pack(">I", 0) + b"Chorus\0")
    pose = _box(b"prhd", struct.pack(">Iiii", 0, 0, 0, 0))
    flat = _box(b"equi", struct.pack(">IIIII", 0, 0, 0, side, side))
    return stereo + _box(b"sv3d", head + _box(b"proj", pose + flat))


def write_boxes(path: Path, boxes: bytes) -> None:
    """Put ``boxes`` into the video's sample entry of the MP4 at ``path``, whole or not at all. Raises EncodeError."""
    content = path.read_bytes()
    tops = {name: (start, size) for name, start, size in _boxes(content, 0, len(content))}
    if b"moof" in tops:
        raise EncodeError(f"{path.name} is fragmented: a headset finds no boxes in it. Export it anew as .mp4.")
    if b"moov" not in tops or b"mdat" not in tops:
        raise EncodeError(f"{path.name} is no MP4 film: it has no moov and mdat.")
    start, size = tops[b"moov"]
    moov, found = _grown(content[start : start + size], boxes)
    if not found:
        raise EncodeError(f"{path.name} has no video that headsets know: take --codec h264, h265 or av1.")
    if tops[b"mdat"][0] > start:
        moov = _moved(moov, len(moov) - size)
    with whole(path) as temporary:
        temporary.write_bytes(content[:start] + moov + content[start + size :])


def read_boxes(path: Path) -> dict[str, object]:
    """Return layout (mono, tb, sbs), bounds (top, bottom, left, right, 0.32 fixed) and software; {} without."""
    found: dict[str, object] = {}
    content = path.read_bytes()
    for name, start, size in _deep(content, 0, len(content)):
        body = content[start + 8 : start + size]
        if name == b"st3d":
            found["layout"] = {v: k for k, v in LAYOUTS.items()}.get(body[4], body[4])
        elif name == b"equi":
            found["bounds"] = struct.unpack(">IIII", body[4:20])
        elif name == b"svhd":
            found["software"] = body[4:].split(b"\0")[0].decode("utf-8", "replace")
    return found


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, start and size of each box between ``start`` and ``end``."""
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", content, start)
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, start + 8)
        size = size or end - start
        if size < 8 or start + size > end:
            raise EncodeError("this MP4 is damaged: a box ends beyond its file")
        yield name, start, size
        start += size


def _deep(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield every box on the way to the sample entries, and those inside these."""
    for name, at, size in _boxes(content, start, end):
        yield name, at, size
        skip = HOLDERS.get(name, 0 if name in (b"sv3d", b"proj") else ENTRY if name in ENTRIES else None)
        if skip is not None:
            yield from _deep(content, at + 8 + skip, at + size)


def _grown(box: bytes, boxes: bytes) -> tuple[bytes, bool]:
    """Return ``box`` with ``boxes`` at the end of the sample entries in it, and whether there was one."""
    name = box[4:8]
    if name in ENTRIES:
        return struct.pack(">I", len(box) + len(boxes)) + box[4:] + boxes, True
    if name not in HOLDERS:
        return box, False
    first = 8 + HOLDERS[name]
    parts = [_grown(box[at : at + size], boxes) for _, at, size in _boxes(box, first, len(box))]
    body = box[8:first] + b"".join(part for part, _ in parts)
    return struct.pack(">I", 8 + len(body)) + name + body, any(hit for _, hit in parts)


def _moved(moov: bytes, by: int) -> bytes:
    """Return ``moov`` with every sample's offset ``by`` bytes farther."""
    out = bytearray(moov)
    for name, at, _ in _deep(moov, 0, len(moov)):
        if name in (b"stco", b"co64"):
            form, width = (">I", 4) if name == b"stco" else (">Q", 8)
            (count,) = struct.unpack_from(">I", moov, at + 12)
            for index in range(count):
                place = at + 16 + index * width
                (offset,) = struct.unpack_from(form, moov, place)
                struct.pack_into(form, out, place, offset + by)
    return bytes(out)
