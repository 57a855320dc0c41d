"""A contact sheet: many pictures on one dark ground, each with a quiet caption."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from renderer.core.errors import UsageError

__all__ = ["contact_sheet"]

GROUND = (18, 18, 20)
INK = (158, 158, 164)
LONGEST = 640  # px of a picture's longer side on the sheet
ASPECT = 1.5  # width to height that the sheet comes near to
LIMIT = 16384  # px a side: what image viewers open

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where things lie, px: cells with their captions, gaps between, a margin around."""

    width: int  # of a cell
    heights: tuple[int, ...]  # of each row: its tallest picture's
    columns: int
    gap: int
    margin: int
    line: int  # height of a line of type
    lines: int  # of the longest caption

    @property
    def lefts(self) -> list[int]:
        """Where each column begins, and one more would."""
        return [self.margin + column * (self.width + self.gap) for column in range(self.columns + 1)]

    @property
    def tops(self) -> list[int]:
        """Where each row begins, and one more would."""
        below = self.gap + self.line * self.lines + self.line // 2
        return list(accumulate((height + below for height in self.heights), initial=self.margin))

    @property
    def size(self) -> tuple[int, int]:
        """Of the whole sheet."""
        return self.lefts[-1] - self.gap + self.margin, self.tops[-1] - self.gap + self.margin


def contact_sheet(cells: Sequence[tuple[str, NDArray[np.uint8]]], columns: int | None = None) -> NDArray[np.uint8]:
    """
    Return one picture that shows many.

    cells : caption and pixels, uint8 [height, width, 3 or 4], in reading order; large ones are scaled
        down, transparent ones lie on the sheet's ground
    columns : None finds the number that brings the sheet nearest to 3:2

    Returns uint8 [height, width, 3]. Raises UsageError where there is nothing to show, or too much.
    """
    if not cells:
        raise UsageError("A contact sheet needs at least one picture.")
    pictures = [_thumbnail(pixels) for _, pixels in cells]
    width = max(picture.width for picture in pictures)
    font = ImageFont.load_default(max(11, min(18, round(width / 22))))
    captions = [_wrapped(label, font, width) for label, _ in cells]
    grid = _grid(pictures, columns, font, max(len(caption) for caption in captions))
    if max(grid.size) > LIMIT:
        raise UsageError(
            f"{len(cells)} pictures make a contact sheet of {grid.size[0]}x{grid.size[1]} px; "
            f"at most {LIMIT} px a side are drawn. Sweep fewer values, or smaller pictures."
        )
    sheet = Image.new("RGB", grid.size, GROUND)
    draw = ImageDraw.Draw(sheet)
    for index, (picture, caption) in enumerate(zip(pictures, captions, strict=True)):
        row, column = divmod(index, grid.columns)
        x, foot = grid.lefts[column], grid.tops[row] + grid.heights[row]
        at = (x + (width - picture.width) // 2, foot - picture.height)
        sheet.paste(picture, at, picture if picture.mode == "RGBA" else None)
        for number, text in enumerate(caption):
            draw.text((x, foot + grid.line // 2 + number * grid.line), text, INK, font)
    return np.asarray(sheet)


def _thumbnail(pixels: NDArray[np.uint8]) -> Image.Image:
    """Return a picture no longer than ``LONGEST``."""
    picture = Image.fromarray(np.ascontiguousarray(pixels))
    scale = LONGEST / max(picture.size)
    if scale >= 1:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _grid(pictures: Sequence[Image.Image], columns: int | None, font: Font, lines: int) -> _Grid:
    """Return the layout; without ``columns``, the one nearest to ``ASPECT``."""
    width, count = max(picture.width for picture in pictures), len(pictures)
    gap, margin = max(12, width // 20), max(28, width // 8)
    line = round(font.getbbox("Ag")[3] * 1.45)

    def laid(across: int) -> _Grid:
        heights = [picture.height for picture in pictures]
        rows = tuple(max(heights[first : first + across]) for first in range(0, count, across))
        return _Grid(width, rows, across, gap, margin, line, lines)

    if columns is not None:
        return laid(max(1, min(columns, count)))
    choices = [laid(across) for across in range(1, count + 1)]
    return min(choices, key=lambda g: abs(np.log(g.size[0] / g.size[1] / ASPECT)))


def _wrapped(label: str, font: Font, width: int) -> list[str]:
    """Break a caption at its spaces into lines that fit; a word too long ends in dots."""
    lines: list[str] = []
    for word in label.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
            continue
        while font.getlength(word) > width and len(word) > 2:
            word = word[:-2] + "\u2026"
        lines.append(word)
    return lines
