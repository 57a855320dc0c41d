"""What an installer sees over the picture while aligning: outlines, handles, the chosen point, and words."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .alignment import Alignment, Turn
from .alignment_edits import outlines

__all__ = ["REACH", "marks"]

REACH = 14  # px around a point in which a hand gets hold of it, on a display 720 px high
_PIN, _MASK, _CHOSEN, _WARNS = (90, 200, 255, 255), (255, 120, 90, 255), (255, 235, 60, 255), (255, 190, 70, 255)
_GROUND, _DARK, _WORDS = (0, 0, 0, 190), (0, 0, 0, 255), (240, 240, 240, 255)


def marks(
    alignment: Alignment, chosen: tuple[int, int], display: tuple[int, int], turn: Turn, words: Sequence[str],
    warning: str = "",
) -> NDArray[np.uint8]:  # fmt: skip
    """
    Return the marks over a ``display`` of so many px, premultiplied RGBA, [height, width, 4], top row first.

    chosen : which outline, the corners are 0 and masks follow, and which point of it; words : lines, to be read by the
    audience's eye whatever the ``turn``; ``warning`` stands above them
    """
    from PIL import Image, ImageDraw

    page = Image.new("RGBA", display)
    pen, unit = ImageDraw.Draw(page), max(1.0, min(display) / 720)
    if words or warning:
        said = _turned(_said(words, warning, unit, turn.canvas(display)[0]), turn)
        page.alpha_composite(said, (max(0, (page.width - said.width) // 2), max(0, (page.height - said.height) // 2)))
    for number, outline in enumerate(outlines(alignment)):
        points = [(x * display[0], y * display[1]) for x, y in outline]
        colour = _MASK if number else _PIN
        for wide, ink in ((round(4 * unit), _DARK), (round(2 * unit), colour)):
            pen.line([*points, points[0]], fill=ink, width=wide)
        for index, (x, y) in enumerate(points):
            here = (number, index) == chosen
            _handle(pen, x, y, (REACH if here else REACH / 2) * unit, _CHOSEN if here else colour, unit)
    codes = np.array(page)
    codes[..., :3] = codes[..., :3] * (codes[..., 3:] / 255.0)
    return codes


def _handle(pen: Any, x: float, y: float, radius: float, colour: tuple[int, ...], unit: float) -> None:  # noqa: ANN401
    """Draw a ring with a cross whose middle is free: there lies the px that is moved."""
    for wide, ink in ((round(4 * unit), _DARK), (round(2 * unit), colour)):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=ink, width=wide)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            pen.line((x + 0.4 * radius * dx, y + 0.4 * radius * dy, x + 1.4 * radius * dx, y + 1.4 * radius * dy),
                     fill=ink, width=wide)  # fmt: skip


def _said(words: Sequence[str], warning: str, unit: float, most: int) -> Any:  # noqa: ANN401
    """Return the lines on a dark ground, as an upright picture, broken where they are wider than ``most`` px."""
    from PIL import Image, ImageDraw, ImageFont

    font, high, margin = ImageFont.load_default(round(17 * unit)), round(25 * unit), round(14 * unit)
    said = [(warning, _WARNS)] * bool(warning) + [(line, _WORDS) for line in words]
    lines = [(part, ink) for line, ink in said for part in _broken(line, font, most - 4 * margin)]
    wide = max(round(font.getlength(line)) for line, _ in lines)
    box = Image.new("RGBA", (wide + 2 * margin, high * len(lines) + margin), _GROUND)
    pen = ImageDraw.Draw(box)
    for number, (line, ink) in enumerate(lines):
        pen.text((margin, margin // 2 + number * high), line, ink, font)
    return box


def _broken(line: str, font: Any, most: int) -> list[str]:  # noqa: ANN401
    """Return the words of ``line`` in as many lines as they need, each of ``most`` px where its words allow it."""
    lines = [""]
    for word in line.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > most:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _turned(box: Any, turn: Turn) -> Any:  # noqa: ANN401
    """Return ``box`` so that it stands upright before the audience."""
    from PIL import Image

    if turn.flip:
        box = box.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return box.rotate(-turn.degrees, expand=True)
