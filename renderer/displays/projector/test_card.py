"""Test cards for the wall: lines to pin corners by, circles that must be round, stars to focus on, steps of grey."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["CARDS", "test_card"]

Plane = NDArray[np.float64]  # light of a card, codes 0 .. 1, [height, width]

_SPOKES = 36  # pairs of a focus star
_ROWS = 12  # squares of the grid along the shorter side
_STEPS = 11  # of grey, black and white among them
_NAME_AT = {"grey": 0.705}  # where the display's name stands, heights; below the middle


def test_card(kind: str, name: str, size: tuple[int, int]) -> NDArray[np.uint8]:
    """
    Return the card ``kind``, one of ``CARDS``, of ``size`` px with ``name`` of the display on it: [height, width, 3].

    Its outermost px are lit, so that an edge that is cut off is seen.
    """
    width, height = size
    light = _CARDS[kind](_Plan(width, height))
    _write(light, f"{name}   {width} x {height}", (0.5, _NAME_AT.get(kind, 0.84)))
    _frame(light, max(1, min(size) // 360))
    return np.repeat((255.0 * np.clip(light, 0.0, 1.0)).round().astype(np.uint8)[..., None], 3, axis=2)


test_card.__test__ = False  # type: ignore[attr-defined]  # it is called so by the field, and is no test


class _Plan:
    """The px of a card: their offsets from its middle, and how wide a line is."""

    def __init__(self, width: int, height: int) -> None:
        self.size, self.short = (width, height), min(width, height)
        self.x = np.arange(width)[None, :] + 0.5 - width / 2
        self.y = np.arange(height)[:, None] + 0.5 - height / 2
        self.line = max(2.0, self.short / 540)  # px: two lie evenly beside a middle that is between px

    @property
    def corners(self) -> list[tuple[float, float]]:
        """Return the places, from the middle, where marks in the corners lie."""
        x, y = (side / 2 - self.short / 6 for side in self.size)
        return [(sx * x, sy * y) for sx in (-1, 1) for sy in (-1, 1)]

    def stroke(self, off: Any) -> Plane:  # noqa: ANN401
        """Return 1 where ``off`` px from a line is on it, soft over a px."""
        return np.asarray(np.clip(self.line / 2 + 0.5 - np.abs(off), 0.0, 1.0))

    def around(self, x: float, y: float, reach: float) -> tuple[slice, slice]:
        """Return the rows and columns within ``reach`` px of a place, from the middle."""
        return tuple(slice(max(0, round(side / 2 + at - reach)), round(side / 2 + at + reach))
                     for side, at in zip(self.size[::-1], (y, x), strict=True))  # type: ignore[return-value]  # fmt: skip

    def dark(self) -> Plane:
        return np.zeros(self.size[::-1])


def _grid(plan: _Plan) -> Plane:
    """Squares, counted from the middle."""
    step = plan.short / _ROWS
    off = [plan.stroke((at + step / 2) % step - step / 2) for at in (plan.x, plan.y)]
    middle = np.maximum(plan.stroke(plan.x), plan.stroke(plan.y))
    return np.maximum(0.55 * np.maximum(off[0], off[1]), middle)


def _circles(plan: _Plan) -> Plane:
    """One as high as the card, half as high, and one in each corner."""
    light = 0.25 * _grid(plan)
    round_ = [(0.0, 0.0, 0.5), (0.0, 0.0, 0.25), *((x, y, 1 / 7) for x, y in plan.corners)]
    for x, y, radius in round_:
        far = np.hypot(plan.x - x, plan.y - y) - (radius * plan.short - plan.line)
        light = np.maximum(light, plan.stroke(far))
    return light


def _cross(plan: _Plan) -> Plane:
    """The middle, and the diagonals: where they do not meet the corners something is cut off."""
    width, height = plan.size
    long = np.hypot(width, height)
    light = np.maximum(plan.stroke(plan.x), plan.stroke(plan.y))
    for sign in (-1, 1):
        light = np.maximum(light, plan.stroke((plan.x * height + sign * plan.y * width) / long))
    return np.maximum(light, plan.stroke(np.hypot(plan.x, plan.y) - plan.short / 24))


def _focus(plan: _Plan) -> Plane:
    """Siemens stars, whose middle is grey until it is sharp, and checks of one px and of two."""
    light = plan.dark()
    for x, y, radius in ((0.0, 0.0, plan.short / 4), *((x, y, plan.short / 7) for x, y in plan.corners)):
        part = plan.around(x, y, radius)
        dx, dy = plan.x[:, part[1]] - x, plan.y[part[0]] - y
        far = np.hypot(dx, dy)
        wave = np.sin(_SPOKES * np.arctan2(dy, dx)) * np.maximum(far, 1e-6) / _SPOKES  # px to the next edge
        light[part] = np.where((far > radius / 14) & (far < radius), np.clip(0.5 + wave, 0.0, 1.0), 0.0)
    for px, side in ((1, -1), (2, 1)):
        part = plan.around(side * 0.4 * plan.short, 0.0, plan.short / 16)
        rows, columns = np.indices(light[part].shape)
        light[part] = (rows // px + columns // px) % 2
    return light


def _grey(plan: _Plan) -> Plane:
    """Steps from black to white, and what is nearly either: the outer squares must be told from their ground."""
    light, (width, height) = plan.dark(), plan.size
    light[round(height / 2 - plan.short / 6) : round(height / 2 + plan.short / 6)] = (
        np.floor(np.arange(width) * _STEPS / width) / (_STEPS - 1))  # fmt: skip
    for side, ground in ((-1, 0.0), (1, 1.0)):
        middle = side * plan.short * 0.342
        light[plan.around(0.0, middle, plan.short / 11)[0]] = ground
        for n in range(1, 6):
            light[plan.around((n - 3) * width / 6, middle, plan.short / 20)] = abs(ground - 0.02 * n)
    return light


_CARDS: dict[str, Callable[[_Plan], Plane]] = {"grid": _grid, "circles": _circles, "cross": _cross, "focus": _focus,
                                               "grey": _grey}  # fmt: skip
CARDS = tuple(_CARDS)


def _frame(light: Plane, wide: int) -> None:
    """Light the outermost ``wide`` px."""
    light[:wide] = light[-wide:] = 1.0
    light[:, :wide] = light[:, -wide:] = 1.0


def _write(light: Plane, words: str, place: tuple[float, float]) -> None:
    """Write ``words`` around ``place``, 0 .. 1 of the card, on black."""
    from PIL import Image, ImageDraw, ImageFont

    height, width = light.shape
    font = ImageFont.load_default(max(10, round(min(width, height) / 22)))
    left, top, right, bottom = map(round, font.getbbox(words))
    box = Image.new("L", (right - left + 16, bottom - top + 10))
    ImageDraw.Draw(box).text((8 - left, 5 - top), words, 255, font)
    x, y = max(0, round(place[0] * width - box.width / 2)), max(0, round(place[1] * height - box.height / 2))
    part = light[y : y + box.height, x : x + box.width]
    part[:] = np.asarray(box)[: part.shape[0], : part.shape[1]] / 255.0
