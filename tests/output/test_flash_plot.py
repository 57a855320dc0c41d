"""The plot beside a film: what it draws, stroke by stroke, is what we looked at, and it means what it says."""

from hashlib import blake2b
from pathlib import Path

import numpy as np
import pytest

from renderer.flash.limits import DESK, KINDS, Limits
from renderer.flash.verdict import Failure, Series, Verdict
from renderer.output import flash_plot
from renderer.output.flash_plot import LEFT, MAP, PANELS, RIGHT, _Paper, _steps, draw

GOLDEN = Path(__file__).parent.parent / "goldens" / "flash_plot.txt"
KIND_SPANS = tuple(Failure(kind, 0.5 * n, 0.5 * n + 0.001 * n**4, 1.5 + n) for n, kind in enumerate(KINDS))


class Recorder:
    """A paper that keeps what is drawn on it as lines of text, whatever the font."""

    def __init__(self):
        self.lines = []

    def box(self, *place):
        self.lines.append(("box", *place))

    def line(self, points, colour, width=1.5):
        self.lines.append(("line", [*points], colour, width))

    def text(self, x, y, words, size=15, colour=flash_plot.QUIET, anchor="ls"):
        self.lines.append(("text", x, y, words, size, colour, anchor))

    def finished(self):
        return self.lines


def film(count, spans=(), heat=None, rate=24.0):
    """A series and the verdict on it; every number another, so that none stands for another."""
    series = Series()
    for n in range(count):
        for name, value in (("time", n / rate), ("luminance", 0.5 + 0.5 * np.sin(n)), ("general", n % 5 * 0.75),
                            ("red", n % 3 * 0.5), ("area", 0.4 * (n % 7))):  # fmt: skip
            getattr(series, name).append(value)
    series.heat = heat
    return series, Verdict(tuple(spans), count, count / rate, 3.0, 1.0, DESK, Limits())


def drawn(monkeypatch, *given, name="storm.mp4"):
    monkeypatch.setattr(flash_plot, "_Paper", Recorder)
    return draw(*film(*given), name)


def plain(value):
    """Numbers to a thousandth of a px, beyond which machines differ; of many points the ends and a digest."""
    if isinstance(value, list) and len(value) > 8:
        digest = blake2b(plain(tuple(value)).encode(), digest_size=8).hexdigest()
        return f"{plain(value[0])} .. {len(value)} .. {plain(value[-1])} {digest}"
    if isinstance(value, (tuple, list)):
        return "(" + ", ".join(map(plain, value)) + ")"
    return f"{float(value):.3f}".rstrip("0").rstrip(".") if not isinstance(value, str) else repr(value)


def test_every_stroke_is_the_one_we_looked_at(monkeypatch, request):
    heat = np.zeros((6, 9), np.uint32)
    heat[1, 2], heat[4, 7] = 9, 3
    cases = {"nothing": (0,), "one frame": (1,), "storm": (47, KIND_SPANS, heat),
             "dense": (2200, [Failure("red", n / 9, n / 9 + 0.01, 2.0) for n in range(13)], heat, 2000.0)}  # fmt: skip
    said = ""
    for name, case in cases.items():
        lines = drawn(monkeypatch, *case, name="x" * 55 + name)
        red = [line for line in lines if line[0] == "line" and line[2] == flash_plot.FAIL]  # dashes of limits: many
        said += f"{name}\n  {plain([(*line[1], line[3]) for line in red])}\n"
        said += "".join(f"  {plain(line)}\n" for line in lines if line not in red)
    if request.config.getoption("--rewrite-goldens"):
        GOLDEN.write_text(said, "utf-8")
    assert said.splitlines() == GOLDEN.read_text("utf-8").splitlines()


def test_a_value_stands_at_its_height_and_its_time(monkeypatch):
    top, bottom = PANELS["luminance"]
    series, _ = film(47)
    curve = next(line for line in drawn(monkeypatch, 47) if line[0] == "line" and line[2] == flash_plot.LIGHT)[1]
    for time, value in zip(series.time, series.luminance, strict=True):
        x, y = LEFT + (RIGHT - LEFT) * time / (47 / 24.0), bottom - (bottom - top) * value
        assert min(abs(a - x) + abs(b - y) for a, b in curve) < 0.3


def test_everything_lies_on_the_sheet_and_each_in_its_panel(monkeypatch):
    for line in drawn(monkeypatch, 47, KIND_SPANS, np.ones((6, 9), np.uint32)):
        points = [line[1:3]] if line[0] == "text" else line[1] if line[0] == "line" else [line[1:3], line[3:5]]
        assert all(0 <= x <= 1600 and 0 <= y <= 940 for x, y in points)
        assert line[0] == "text" or all(x <= RIGHT or MAP[0] <= x <= MAP[2] for x, _ in points)


def test_every_word_of_a_failure_ends_on_the_sheet():
    """In two rooms, over two grounds and in two tracks its line once ran over the edge."""
    where = "track 12, over white, 0.53 m wide from 0.98 m"
    spans = [Failure("extended", n / 8, n / 8 + 0.1, 15.2, where) for n in range(14)]
    picture = draw(*film(47, spans), "storm.mp4")

    assert (picture[:, 1590:] == picture[0, 0]).all()
    assert (picture[930:] == picture[0, 0]).all()


@pytest.mark.parametrize("most", [0.001, 0.19, 0.5, 1.0, 1.1, 2.0, 3.3, 6.0, 9.99, 10.0, 47.0, 3600.0])
def test_a_scale_has_two_to_five_round_steps(most):
    steps = _steps(most)

    assert steps[0] == 0.0
    assert 3 <= len(steps) <= 6
    assert steps[-1] <= most + 1e-6 < 2 * steps[-1]
    assert all(f"{step / steps[1]:.6f}" == f"{n:.6f}" for n, step in enumerate(steps))
    assert f"{steps[1]:e}"[0] in "125"


def test_the_paper_is_twice_as_fine_and_a_box_ends_where_the_next_begins():
    paper = _Paper()
    paper.box(10, 20, 12, 25, (250, 0, 0))
    paper.box(12, 20, 14, 25, (0, 250, 0))
    paper.line([(100, 50.5), (200, 50.5)], (0, 0, 250), 1)
    paper.text(300, 100, "flash", 20, (255, 255, 255))
    seen = paper.finished()

    assert seen.shape == (940, 1600, 3)
    assert (seen[20:25, 10:12] == (250, 0, 0)).all()
    assert (seen[20:25, 12:14] == (0, 250, 0)).all()
    assert (seen != flash_plot.GROUND).any(axis=2)[:40].sum() == 4 * 5
    rows = np.flatnonzero((seen[:, 150] == (0, 0, 250)).all(axis=1) | (seen[:, 150, 2] > 100))
    assert 49 <= rows.min() <= rows.max() <= 51
    ink = np.argwhere(seen.min(axis=2) > 200)
    assert 80 < ink[:, 0].min() < ink[:, 0].max() <= 100
    assert 300 <= ink[:, 1].min() < 305
