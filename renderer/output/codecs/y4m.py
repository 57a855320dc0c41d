"""YUV4MPEG2, the stream that video tools pipe to each other: one line of header, then frames of raw planes.

PyAV reads and writes it too, but hands out neither the lines nor the bytes as they came; a filter must let
through byte for byte what it does not change.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["LINE", "MAGIC", "Y4m", "parse_y4m"]

MAGIC = b"YUV4MPEG2"
LINE = 1 << 12  # bytes of a header or of a frame's line, at most
MOST = 32768  # px a side
_SHRINK = {"420": (2, 2), "422": (2, 1), "444": (1, 1), "411": (4, 1)}  # columns and rows that share a chroma sample
_CHROMA = re.compile(r"(?:(420|422|444)(jpeg|mpeg2|paldv|alpha)?(?:p(9|10|12|14|16))?|(411)|mono(9|10|12|14|16)?)\Z")


@dataclass(frozen=True, slots=True)
class Y4m:
    """
    What the header says of every frame.

    size : width, height, px; fps : exact
    pixels : the frames' format as ffmpeg names it; planes : [height, width] of each, in samples
    deep : whether a sample takes two bytes; full : whether 0..255 is black to white, not 16..235
    """

    size: tuple[int, int]
    fps: Fraction
    pixels: str
    planes: tuple[tuple[int, int], ...]
    deep: bool
    full: bool

    @property
    def length(self) -> int:
        """Bytes of one frame, without its line."""
        return sum(rows * columns for rows, columns in self.planes) * (2 if self.deep else 1)


def parse_y4m(line: bytes) -> Y4m:
    """
    Return what a header says; raises ValueError, with the reason, where it is none.

    >>> parse_y4m(b"YUV4MPEG2 W4 H2 F30000:1001 C422\\n").pixels
    'yuv422p'
    """
    words = line.decode("latin-1").split()
    if not words or words[0] != MAGIC.decode() or not line.endswith(b"\n"):
        raise ValueError("it does not begin with a line 'YUV4MPEG2 W640 H360 F25:1 C420'")
    said = {word[0]: word[1:] for word in words[1:] if word[0] != "X"}
    extra = dict(word[1:].partition("=")[::2] for word in words[1:] if word[0] == "X")
    if said.get("I", "p")[:1] not in ("p", "?"):
        raise ValueError("its pictures are interlaced: they are shown as one field after another, which flash in ways "
                         "that whole pictures do not; deinterlace them first")  # fmt: skip
    width, height = (_side(said, name) for name in "WH")
    pixels, planes, deep = _layout(said.get("C") or extra.get("YSCSS", "420").lower(), width, height)
    # Grey alone is full where nothing is said, as ffmpeg has it.
    colours = extra.get("COLORRANGE", "FULL" if len(planes) == 1 else "LIMITED").upper()
    if colours not in ("FULL", "LIMITED"):
        raise ValueError(f"its range of colours, XCOLORRANGE={colours}, is neither FULL nor LIMITED")
    return Y4m((width, height), _rate(said.get("F", "")), pixels, planes, deep, colours == "FULL")


def _side(said: dict[str, str], name: str) -> int:
    text = said.get(name, "")
    if not text.isdecimal() or len(text) > 9 or not 0 < int(text) <= MOST:
        raise ValueError(f"its header says {name}{text or ' nowhere'}, where it should say 1..{MOST} px")
    return int(text)


def _rate(text: str) -> Fraction:
    found = re.fullmatch(r"(\d{1,9}):(\d{1,9})", text)
    if not found or not all(map(int, found.groups())):
        raise ValueError(f"its header says F{text or ' nowhere'}, where it should say frames a second, such as F25:1")
    return Fraction(int(found[1]), int(found[2]))


def _layout(chroma: str, width: int, height: int) -> tuple[str, tuple[tuple[int, int], ...], bool]:
    """Return the pixel format, the planes and whether they are deep, of what header calls C``chroma``."""
    found = _CHROMA.match(chroma)
    if not found or (found[2] == "alpha" and (found[1] != "444" or found[3])) or (found[2] and found[3]):
        raise ValueError(f"its chroma format, C{chroma}, is not known; C420, C422, C444, C411 and Cmono are")
    kind, bits = found[1] or found[4], found[3] or found[5]
    tail = f"{bits}le" if bits else ""
    if kind is None:
        return f"gray{tail}", ((height, width),), bool(bits)
    wide, high = _SHRINK[kind]
    small = (-(-height // high), -(-width // wide))
    if found[2] == "alpha":
        return "yuva444p", ((height, width), small, small, (height, width)), False
    return f"yuv{kind}p{tail}", ((height, width), small, small), bool(bits)
