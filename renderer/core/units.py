"""Sizes and rates as artists say them: pixels, paper names, lengths; frames per second; bytes of a file."""

import re
from dataclasses import dataclass
from fractions import Fraction

from renderer.core.errors import UsageError
from renderer.core.suggest import nearest

__all__ = ["DEFAULT_DPI", "LIMIT_PX", "MM", "Size", "parse_rate", "parse_size", "scaled_to", "size_words"]

DEFAULT_DPI = 150.0  # a wall seen from arm's length; fine art prints ask for 300
LIMIT_PX = 500_000  # a wall of 127 m at 100 dpi; what a file holds, and a GPU draws, is asked where these are known

MM = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": 25.4, '"': 25.4, "ft": 304.8, "pt": 25.4 / 72}

# What broadcasters write, and what they mean.
_NTSC = {"23.976": Fraction(24000, 1001), "23.98": Fraction(24000, 1001),
         "29.97": Fraction(30000, 1001), "59.94": Fraction(60000, 1001)}  # fmt: skip
# Few digits: Fraction would work out 1e30000000 to its last one.
_RATE = re.compile(r"[+-]?(\d{1,9}(\.\d{0,9})?|\.\d{1,9}|\d{1,9}/\d{1,9})", re.ASCII)

# ISO 216 and ANSI/US trade sizes, portrait, mm.
PAPER = {
    "a0": (841, 1189), "a1": (594, 841), "a2": (420, 594), "a3": (297, 420),
    "a4": (210, 297), "a5": (148, 210), "a6": (105, 148),
    "b0": (1000, 1414), "b1": (707, 1000), "b2": (500, 707), "b3": (353, 500), "b4": (250, 353),
    "b5": (176, 250),
    "letter": (215.9, 279.4), "legal": (215.9, 355.6), "tabloid": (279.4, 431.8), "ledger": (279.4, 431.8),
    "arch-c": (457.2, 609.6), "arch-d": (609.6, 914.4), "arch-e": (914.4, 1219.2),
}  # fmt: skip

_BYTES = (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3))
SCREEN = {"720p": (1280, 720), "1080p": (1920, 1080), "1440p": (2560, 1440), "4k": (3840, 2160)}

_NUMBER = r"(nan|inf|[+-]?\d*\.?\d+(?:e[+-]?\d+)?)"
_PAIR = re.compile(  # \u00d7 is the typographic times sign
    rf'^{_NUMBER}\s*([a-z]+|")?\s*[x\u00d7*]\s*{_NUMBER}\s*([a-z]+|")?$'
)


@dataclass(frozen=True, slots=True)
class Size:
    """
    The size of a picture.

    width, height : px
    dpi : pixels per inch where the picture has a physical size, else None

    >>> Size(600, 300, dpi=150.0).mm
    (101.6, 50.8)
    """

    width: int
    height: int
    dpi: float | None = None

    def __post_init__(self) -> None:
        """Refuse a resolution that no print has; raises UsageError."""
        if self.dpi is not None and not 0.1 <= self.dpi <= 10_000:  # also stops NaN
            raise UsageError(f"--dpi {self.dpi:g} is no resolution: give pixels per inch, such as 150 or 300.")

    @property
    def mm(self) -> tuple[float, float] | None:
        """Width and height on paper, mm; None without a dpi."""
        if self.dpi is None:
            return None
        return (round(self.width / self.dpi * 25.4, 2), round(self.height / self.dpi * 25.4, 2))

    def __str__(self) -> str:
        """``"1240x1754"``."""
        return f"{self.width}x{self.height}"


def parse_size(text: str, dpi: float | None = None) -> Size:
    """
    Return the size that an artist typed.

    text : ``1920x1080`` (px), ``120x80cm``, ``20x30in``, ``4m x 2m``, ``a2``, ``a2-landscape``, ``4k``
    dpi : pixels per inch; a physical size without one is taken at ``DEFAULT_DPI``

    Raises UsageError where the text names no size, or one that is not positive or too large.

    >>> parse_size("1920x1080")
    Size(width=1920, height=1080, dpi=None)
    >>> parse_size("a2-landscape", dpi=100)
    Size(width=2339, height=1654, dpi=100.0)
    >>> parse_size("4m x 2m", dpi=25.4)
    Size(width=4000, height=2000, dpi=25.4)
    """
    Size(1, 1, dpi)  # a resolution that is none is told before the sides are
    name = text.strip().lower()
    if name in SCREEN:
        width, height = SCREEN[name]
        return _size(text, float(width), float(height), dpi, physical=False)
    if match := _PAIR.match(name):
        return _pair(text, *match.groups(), dpi=dpi)
    width_mm, height_mm = _paper(text, name)
    return _size(text, width_mm, height_mm, dpi, physical=True)


def parse_rate(text: str) -> Fraction:
    """
    Return the frames per second that ``text`` says, exact, within 0.01 .. 1000.

    Raises UsageError for what is no rate: at most 9 digits stand on each side of "." or "/".

    >>> parse_rate("25"), parse_rate("29.97"), parse_rate("0.5")
    (Fraction(25, 1), Fraction(30000, 1001), Fraction(1, 2))
    """
    said = text.strip()
    shown = said if len(said) <= 24 else f"{said[:20]}..."
    try:
        rate = _NTSC.get(said) or (Fraction(said) if _RATE.fullmatch(said) else None)
    except ZeroDivisionError:
        rate = None
    if rate is None:
        raise UsageError(f"'{shown}' is no frame rate; write 25, 30, 60 or 30000/1001")
    if not Fraction(1, 100) <= rate <= 1000:
        raise UsageError(f"{shown} frames per second is outside 0.01..1000")
    return rate.limit_denominator(100_000)


def size_words(count: float) -> str:
    """
    Return how large a file of ``count`` bytes is, as disks and file managers say it: by thousands.

    >>> size_words(999), size_words(1500), size_words(16_000_000), size_words(2**31)
    ('999 bytes', '1.5 kB', '16 MB', '2.1 GB')
    >>> size_words(1), size_words(9_960_000), size_words(999_600_000)
    ('1 byte', '10 MB', '1 GB')
    """
    if count < 1000:
        return "1 byte" if count == 1 else f"{count:.0f} bytes"
    unit, size = next((unit, count / large) for unit, large in _BYTES if count >= 0.9995 * large)
    return f"{size:.1f}".removesuffix(".0") + f" {unit}" if size < 9.95 else f"{size:,.0f} {unit}"


def _paper(text: str, name: str) -> tuple[float, float]:
    """Return the sides of a named paper in mm, turned as its suffix says."""
    base, _, turn = name.rpartition("-")
    if turn not in ("portrait", "landscape"):
        base, turn = name, "landscape" if name == "ledger" else "portrait"
    if base not in PAPER:
        hint = nearest(base, [*PAPER, *SCREEN]) or "."
        raise UsageError(
            f"'{text}' is no size{hint} Give pixels (1920x1080), a paper (a2, a2-landscape, letter) "
            "or a length with its unit (120x80cm, 20x30in, 4m x 2m)."
        )
    sides = sorted(PAPER[base], reverse=turn == "landscape")
    return sides[0], sides[1]


def _pair(
    text: str, first: str, first_unit: str | None, second: str, second_unit: str | None, *, dpi: float | None
) -> Size:
    """Read ``width [unit] x height [unit]``; one unit stands for both."""
    units = [first_unit or second_unit or "px", second_unit or first_unit or "px"]
    for unit in units:
        if unit != "px" and unit not in MM:
            raise UsageError(
                f"'{text}': '{unit}' is no unit of length{nearest(unit, [*MM, 'px']) or '.'} "
                f"Known are px, {', '.join(u for u in MM if u.isalpha())}."
            )
    if ("px" in units) and units[0] != units[1]:
        raise UsageError(f"'{text}' mixes pixels with a length; give both sides in the same kind of unit.")
    if units[0] == "px":
        return _size(text, float(first), float(second), dpi, physical=False)
    return _size(text, float(first) * MM[units[0]], float(second) * MM[units[1]], dpi, physical=True)


def scaled_to(size: tuple[int, int], most: int) -> tuple[int, int]:
    """
    Return the size of ``size``'s shape, px, whose longer side is ``most``: no other so large is nearer to that shape.

    >>> scaled_to((40000, 20001), 16383)
    (16383, 8192)
    """
    longer = max(size)
    return max(1, (2 * size[0] * most + longer) // (2 * longer)), max(1, (2 * size[1] * most + longer) // (2 * longer))


def _size(text: str, width: float, height: float, dpi: float | None, *, physical: bool) -> Size:
    """Turn sides (px, or mm where ``physical``) into a Size that can be drawn."""
    resolution = dpi if dpi is not None else (DEFAULT_DPI if physical else None)
    scale = float(resolution or 1.0) / 25.4 if physical else 1.0
    sides = (width * scale, height * scale)
    if not all(side > 0 for side in sides):  # also stops NaN
        raise UsageError(f"'{text}' is no size: both sides must be larger than 0.")
    if not all(side <= LIMIT_PX for side in sides):
        raise UsageError(
            f"'{text}' is {sides[0]:.0f} x {sides[1]:.0f} px; at most {LIMIT_PX} px a side can be drawn. "
            "Lower --dpi (a wall seen from 3 m needs 30)."
        )
    if not physical and not all(side == int(side) for side in sides):
        raise UsageError(f"'{text}' is no size in pixels: give whole numbers, such as 1920x1080.")
    pixels = [max(1, round(side)) for side in sides]
    return Size(pixels[0], pixels[1], None if resolution is None else float(resolution))
