"""How a print lies on its pages: cut into panels that overlap, each with its bleed, in pixels of the picture."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from renderer.core.errors import UsageError
from renderer.core.region import Region
from renderer.core.units import DEFAULT_DPI, MM, Size
from renderer.displays.options import Options
from renderer.output.codecs.press_colours import COLOUR_OPTIONS

__all__ = ["NAMES", "Layout", "PrintPanel", "layout_of", "parse_length", "with_bleed"]

NAMES = ("panels", "overlap", "bleed", "marks", *COLOUR_OPTIONS)
_OVERLAP = "2cm"
_MOST = 2000  # panels: a roll of 1 m on a wall of 2 km
_SLUG = 12.0  # mm around the bleed, for marks and words
_LENGTH = re.compile(r'(\d{1,7}(?:\.\d{1,6})?|\.\d{1,6})\s*([a-z]+|")', re.ASCII)


@dataclass(frozen=True, slots=True)
class PrintPanel:
    """
    One page.

    number : 1 for that which is hung first, in the lower left corner; it goes on to the right, then a row up
    trim : what stays of it once it is cut, px of the picture as it is drawn, with its bleed
    left, right, below, above : number of the panel that hangs there, 0 where none does
    """

    number: int
    trim: Region
    left: int = 0
    right: int = 0
    below: int = 0
    above: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """
    Pages of one print.

    size : of the picture as it is drawn, with its bleed; bleed, overlap : px
    panels : row by row from the lower left, one where it is not cut
    columns : how many hang beside each other
    slug : mm around the bleed, 0 where no marks are wanted
    """

    size: Size
    bleed: int
    overlap: int
    panels: tuple[PrintPanel, ...]
    columns: int
    slug: float

    @property
    def mm(self) -> float:
        """One pixel, mm."""
        return 25.4 / (self.size.dpi or DEFAULT_DPI)

    @property
    def trim(self) -> Region:
        """What stays of the whole picture once it is cut, px."""
        return Region(self.bleed, self.bleed, self.size.width - 2 * self.bleed, self.size.height - 2 * self.bleed)

    def image(self, panel: PrintPanel) -> Region:
        """Return what is printed of ``panel``: its trim and the bleed around it, px."""
        one, by = panel.trim, self.bleed
        return Region(one.x - by, one.y - by, one.width + 2 * by, one.height + 2 * by)


def parse_length(name: str, text: str) -> float:
    """
    Return the length that ``text`` says, mm; UsageError, naming the option ``name``, where it says none.

    >>> parse_length("--overlap", "2cm"), parse_length("--bleed", '.125"')
    (20.0, 3.175)
    """
    found = _LENGTH.fullmatch(text.strip().lower())
    if found is None or found[2] not in MM:
        shown = text if len(text) <= 24 else f"{text[:20]}..."
        raise UsageError(f"{name} {shown}: give a length with its unit, such as 120cm, 3mm or 47in")
    return float(found[1]) * MM[found[2]]


def with_bleed(size: Size, options: Mapping[str, str]) -> Size:
    """Return the size at which a print is drawn that is ``size`` once it is cut; one in px is meant at DEFAULT_DPI."""
    dpi = size.dpi or DEFAULT_DPI
    bleed = _bleed(options, dpi)
    return Size(size.width + 2 * bleed, size.height + 2 * bleed, dpi)


def layout_of(size: Size, options: Mapping[str, str]) -> Layout:
    """
    Return how a picture, drawn at ``size`` with its bleed, lies on its pages.

    options : texts by their NAMES: ``panels`` is the width of each, or width x height, ``overlap`` what lies on
        the panel before; ``bleed``; ``marks`` yes or no; those of colours change nothing here
    Raises UsageError for what cannot be, with what can.
    """
    read = Options("a print", options, NAMES)
    dpi = size.dpi or DEFAULT_DPI
    bleed = _bleed(options, dpi)
    if 2 * bleed >= min(size.width, size.height):
        raise UsageError(f"--bleed {options['bleed']} leaves nothing of a picture of {size} px: give less, such as 3mm")
    trim = size.width - 2 * bleed, size.height - 2 * bleed
    asked = options.get("panels")
    if asked is None and "overlap" in options:
        raise UsageError("--overlap is that of panels: say how wide they are, such as --panels 120cm")
    overlap = _exact(parse_length("--overlap", options.get("overlap", _OVERLAP)), dpi) if asked else 0.0
    wide, high = _panel(asked, trim, dpi) if asked else trim
    columns, rows = _cuts(trim[0], wide, overlap, options), _cuts(trim[1], high, overlap, options)
    if len(columns) * len(rows) > _MOST:
        raise UsageError(f"--panels {asked} makes {len(columns) * len(rows):,} of them; at most {_MOST:,} can be told "
                         "apart on a sheet: give a larger width")  # fmt: skip
    words = ("yes", "no") if asked or bleed else ("no", "yes")
    slug = _SLUG if read.choice("marks", *words) == "yes" else 0.0
    panels = tuple(_numbered(columns, rows, (bleed, bleed, trim[1])))
    return Layout(size, bleed, round(overlap), panels, len(columns), slug)


def _numbered(
    columns: list[tuple[int, int]], rows: list[tuple[int, int]], where: tuple[int, int, int]
) -> Iterator[PrintPanel]:
    """Yield the panels; rows count from below, where the first is hung, and an edge above one lies over it."""
    wide, high, (x, y, whole) = len(columns), len(rows), where
    for row, column in product(range(high), range(wide)):
        number, (left, width), (up, height) = row * wide + column + 1, columns[column], rows[row]
        yield PrintPanel(number, Region(x + left, y + whole - up - height, width, height),
                         left=number - 1 if column else 0, right=number + 1 if column + 1 < wide else 0,
                         below=number - wide if row else 0, above=number + wide if row + 1 < high else 0)  # fmt: skip


def _cuts(whole: int, part: float, overlap: float, options: Mapping[str, str]) -> list[tuple[int, int]]:
    """
    Return where each part of a side of ``whole`` px begins and how long it is; the last is what is left.

    ``whole`` was rounded: half a pixel that is left besides the overlap is no part, and falls to the last.

    part, overlap : px that need not be whole, so that each begins where a rule says, within half a pixel
    """
    if part >= whole:
        return [(0, whole)]
    if overlap * 2 >= part:
        raise UsageError(f"--panels {options['panels']} with an overlap of {options.get('overlap', _OVERLAP)} would "
                         "lie under their neighbours by half and more: make them wider, or overlap less")  # fmt: skip
    step = part - overlap
    count = max(1, math.ceil(round((whole - overlap - 0.5) / step, 6)))
    begins = [round(at * step) for at in range(count)]
    return [*((at, round(part)) for at in begins[:-1]), (begins[-1], whole - begins[-1])]


def _panel(text: str, trim: tuple[int, int], dpi: float) -> tuple[float, float]:
    """Return the width and height of a panel, px, at most those of the print."""
    width, cross, height = text.lower().replace("\u00d7", "x").partition("x")
    height = height.strip()
    if cross and width.strip().replace(".", "").isdigit():  # 120x200cm: the unit is that of both
        width += "".join(letter for letter in height if letter.isalpha() or letter == '"')
    sides = [_exact(parse_length("--panels", one), dpi) for one in ((width, height) if cross else (width,))]
    if min(sides) < 1:
        raise UsageError(f"--panels {text} is no width: give one such as 120cm")
    return min(sides[0], trim[0]), min(sides[1], trim[1]) if cross else trim[1]


def _bleed(options: Mapping[str, str], dpi: float) -> int:
    """Return the bleed that is asked for, px."""
    return round(_exact(parse_length("--bleed", options["bleed"]), dpi)) if options.get("bleed", "0") != "0" else 0


def _exact(mm: float, dpi: float) -> float:
    return round(mm / 25.4 * dpi, 6)
