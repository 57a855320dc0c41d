"""The plot beside a film: luminance, flashes a second against the limit, and where on the picture they fail."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from renderer.core.files import write_whole
from renderer.flash.limits import KINDS
from renderer.flash.verdict import Series, Verdict

from .companions import PLOT_KEY, plot_path

__all__ = ["draw", "write_plot"]

SIZE = (1600, 940)
_FINE = 2  # drawn at twice the size, for smooth lines
GROUND, PANEL, RULE = (16, 17, 20), (25, 27, 31), (58, 61, 69)
INK, QUIET = (228, 226, 218), (150, 154, 162)
LIGHT, PASS, FAIL = (206, 212, 222), (126, 190, 142), (230, 112, 96)
COLOURS = {"general": (240, 201, 110), "red": FAIL, "extended": (122, 182, 214), "pattern": (180, 156, 210)}
LEFT, RIGHT = 104, 1060  # px, of the panels
PANELS = {"luminance": (150, 360), "flashes": (412, 622), "area": (674, 774)}  # top and bottom
KIND_ROW = 14  # px a kind of failure under the panels
MAP = (1130, 150, 1536)  # left, top, right of the map of tiles

Colour = tuple[int, int, int]


class _Paper:
    """A drawing in px of the finished picture."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (SIZE[0] * _FINE, SIZE[1] * _FINE), GROUND)
        self._draw = ImageDraw.Draw(self.image)

    def box(self, left: float, top: float, right: float, bottom: float, fill: Colour) -> None:
        """Fill a rectangle."""
        self._draw.rectangle([left * _FINE, top * _FINE, right * _FINE - 1, bottom * _FINE - 1], fill=fill)

    def line(self, points: Iterable[tuple[float, float]], colour: Colour, width: float = 1.5) -> None:
        """Draw a line through ``points``."""
        self._draw.line([(x * _FINE, y * _FINE) for x, y in points], colour, round(width * _FINE), joint="curve")

    def text(
        self, x: float, y: float, words: str, size: float = 15, colour: Colour = QUIET, anchor: str = "ls"
    ) -> None:
        """Write ``words``."""
        font = ImageFont.load_default(size * _FINE)
        self._draw.text((x * _FINE, y * _FINE), words, colour, font, anchor=anchor)

    def finished(self) -> NDArray[np.uint8]:
        """Return the picture, [height, width, 3]."""
        return np.asarray(self.image.reduce(_FINE))


def draw(series: Series, verdict: Verdict, name: str) -> NDArray[np.uint8]:
    """Return the plot of the film ``name``, uint8 [940, 1600, 3]."""
    paper = _Paper()
    times = np.asarray(series.time, np.float64)
    seconds = max(verdict.seconds, 1e-3)
    allowed = verdict.limits.changes / 2
    flashes = max(2 * allowed, 1.1 * max(verdict.general, verdict.red))
    area = max(2.0, 1.1 * max(series.area, default=0.0))
    _head(paper, verdict, name)
    _panel(paper, "luminance", "Luminance, mean (1 is white)", (0.0, 0.5, 1.0), 1.0, seconds)
    _panel(
        paper,
        "flashes",
        "Flashes a second, over more than the area allowed",
        _steps(flashes),
        flashes,
        seconds,
        allowed,
    )
    _panel(paper, "area", "Area that fails in a 10-degree field, 1 is allowed", _steps(area), area, seconds, 1.0)
    _curve(paper, "luminance", times, series.luminance, 1.0, seconds, LIGHT)
    _curve(paper, "flashes", times, series.red, flashes, seconds, COLOURS["red"])
    _curve(paper, "flashes", times, series.general, flashes, seconds, COLOURS["general"])
    _curve(paper, "area", times, series.area, area, seconds, QUIET)
    for at, kind in enumerate(("general", "red")):
        paper.text(RIGHT - 76 + 60 * at, PANELS["flashes"][0] - 10, kind, 14, COLOURS[kind], "rs")
    _failures(paper, verdict, seconds)
    _map(paper, series, verdict)
    return paper.finished()


def write_plot(path: Path, series: Series, verdict: Verdict, digest: str) -> Path:
    """Write the plot of the film ``path``, or of numbered pictures, as a PNG beside it, and return its path."""
    target = plot_path(path)
    data, info = io.BytesIO(), PngInfo()
    info.add_text(PLOT_KEY, digest)
    Image.fromarray(draw(series, verdict, path.name)).save(data, "PNG", pnginfo=info)
    write_whole(target, data.getvalue())
    return target


def _head(paper: _Paper, verdict: Verdict, name: str) -> None:
    """Write what it is, what came of it and for whom."""
    paper.text(LEFT, 66, name if len(name) < 60 else f"{name[:57]}...", 30, INK)
    head, *rest = verdict.words()
    colour = PASS if verdict.passes else FAIL
    paper.text(LEFT, 102, "passes" if verdict.passes else "fails", 20, colour)
    paper.text(LEFT + 76, 102, head.partition(": ")[2], 17, QUIET)
    note, cut = rest[-1], rest[-1].index(", and")
    paper.text(LEFT, 896, note[: cut + 1], 13)
    paper.text(LEFT, 915, note[cut + 2 :], 13)


def _steps(most: float) -> list[float]:
    """Return two to five round values from 0 to ``most``."""
    size = 10.0 ** np.floor(np.log10(most))
    step = next(size * k for k in (0.2, 0.5, 1.0, 2.0, 5.0) if most / (size * k) <= 5.0)
    return [float(v) for v in np.arange(0.0, most + 1e-6, step)]


def _panel(
    paper: _Paper,
    name: str,
    title: str,
    ticks: Sequence[float],
    most: float,
    seconds: float,
    limit: float | None = None,
) -> None:
    """Draw a panel's ground, its scale, its limit and, under each, the time."""
    top, bottom = PANELS[name]
    paper.box(LEFT, top, RIGHT, bottom, PANEL)
    paper.text(LEFT, top - 10, title, 15, INK)
    for tick in ticks:
        y = bottom - (bottom - top) * tick / most
        paper.line([(LEFT, y), (RIGHT, y)], RULE, 0.5)
        paper.text(LEFT - 12, y, f"{tick:g}", 13, anchor="rm")
    for tick in _steps(seconds):
        x = LEFT + (RIGHT - LEFT) * tick / seconds
        paper.line([(x, bottom), (x, bottom + 5)], RULE, 1)
        paper.text(x, bottom + 18, f"{tick:g} s", 12, anchor="ms")
    if limit is not None:
        y = bottom - (bottom - top) * limit / most
        for x in range(LEFT, RIGHT, 14):
            paper.line([(x, y), (min(x + 7, RIGHT), y)], FAIL, 1)
        paper.text(RIGHT + 8, y, f"{limit:g}", 13, FAIL, "lm")


def _curve(
    paper: _Paper,
    name: str,
    times: NDArray[np.float64],
    values: Sequence[float],
    most: float,
    seconds: float,
    colour: Colour,
) -> None:
    """Draw values over time; where frames are denser than px, from the least to the most of each px."""
    top, bottom = PANELS[name]
    if not len(times):
        return
    places = np.round((LEFT + (RIGHT - LEFT) * np.minimum(times / seconds, 1.0)) * 2.0) / 2.0
    found = np.asarray(values, np.float64)
    starts = np.flatnonzero(np.concatenate([[True], np.diff(places) > 0]))
    low, high = np.minimum.reduceat(found, starts), np.maximum.reduceat(found, starts)
    first, last = found[starts], found[np.append(starts[1:], len(found)) - 1]
    heights = bottom - (bottom - top) * np.minimum(np.stack([first, low, high, last], 1) / most, 1.0)
    points = [(x, y) for x, row in zip(places[starts], heights, strict=True) for y in dict.fromkeys(row.tolist())]
    paper.line(points if len(points) > 1 else [*points, (points[0][0] + 1, points[0][1])], colour)


def _failures(paper: _Paper, verdict: Verdict, seconds: float) -> None:
    """Draw when each kind fails."""
    top = PANELS["area"][1] + 30
    for at, kind in enumerate(KINDS[: 4 if verdict.spans else 0]):
        y = top + at * KIND_ROW
        paper.text(LEFT - 12, y + 4, kind, 12, COLOURS[kind], "rm")
        paper.box(LEFT, y + 3, RIGHT, y + 4, RULE)
        for span in verdict.spans:
            if span.kind == kind:
                begun, end = (LEFT + (RIGHT - LEFT) * t / seconds for t in (span.start, span.end))
                paper.box(begun, y, min(max(end, begun + 2), RIGHT), y + 8, COLOURS[kind])


def _map(paper: _Paper, series: Series, verdict: Verdict) -> None:
    """Draw which tiles failed, for how long, and the 10-degree field at its size."""
    left, top, edge = MAP
    aspect = verdict.geometry.aspect
    width = min(edge - left, 360 * aspect)
    bottom, right = top + width / aspect, left + width
    paper.text(left, top - 10, "Where it fails", 15, INK)
    paper.box(left, top, right, bottom, PANEL)
    heat = series.heat
    if heat is not None and heat.any():
        (rows, columns), most = heat.shape, heat.max()
        for row, column in zip(*np.nonzero(heat), strict=True):
            part = float(heat[row, column] / most)
            red, green, blue = (
                round(a + (b - a) * (0.12 + 0.88 * part)) for a, b in zip(PANEL, COLOURS["general"], strict=True)
            )
            x, y = left + width * column / columns, top + (bottom - top) * row / rows
            paper.box(x, y, x + width / columns, y + (bottom - top) / rows, (red, green, blue))
    field = verdict.geometry.window((1, 1))
    wide, high = min(width, width * field[0]), min(bottom - top, (bottom - top) * field[1])
    corners = [
        (left, bottom - high),
        (left + wide, bottom - high),
        (left + wide, bottom),
        (left, bottom),
        (left, bottom - high),
    ]
    paper.line(corners, GROUND, 3)
    paper.line(corners, INK, 1)
    paper.text(left, bottom + 20, "frame: the 10-degree field of the nearest viewer", 13)
    longest = 0 if heat is None else int(heat.max())
    paper.text(left, bottom + 40, f"brightest tile: {longest} of {verdict.frames} frames" if longest else "no tile", 13)
    y = bottom + 84
    step = 42 if any(span.where for span in verdict.spans) else 26  # px from one failure to the next
    for at, span in enumerate(verdict.spans[:10]):
        paper.box(left, y + at * step - 9, left + 8, y + at * step + 1, COLOURS[span.kind])
        paper.text(left + 18, y + at * step, str(replace(span, where="")), 14, INK)
        if span.where:
            paper.text(left + 18, y + at * step + 16, span.where, 13)
    if len(verdict.spans) > 10:
        paper.text(left + 18, y + 10 * step, f"and {len(verdict.spans) - 10} more, in the verdict", 14)
