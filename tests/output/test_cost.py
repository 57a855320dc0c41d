"""What an export will cost is estimated from a few of its frames, and said with what was assumed."""

import time
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from engines import HEAD

from renderer.core.units import Size
from renderer.output import cost, make
from renderer.output.cost import Cost, cost_lines, cost_of
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup

IMAGE = "void main() { o = vec4(0.4 + 0.1 * sin(pixel().x * 1.9 + pixel().y * 8.2 + u_time * vec3(5, 9, 7)), 1.0); }"


@pytest.fixture
def job(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    Path("small").mkdir()
    Path("small/scene.py").write_text(f'{HEAD}\nSCENE = Scene("Small", Params, (Pass("image", "image.frag"),))\n')
    Path("small/image.frag").write_text(IMAGE)
    setup = Setup("small/scene.py")
    return lambda name, frames: Job(setup, loaded_of(setup), choose(Path(name)), Size(64, 36), frames, Fraction(30))


def test_the_size_is_that_of_the_file_and_nothing_is_left(job):
    made = job("a.mov", range(40))
    foretold = cost_of(made)
    assert not list(Path().glob("a*"))
    make.run(made)
    assert foretold.size == pytest.approx(Path("a.mov").stat().st_size, rel=0.1)


def test_time_and_energy_are_those_of_all_frames(job, monkeypatch):
    """A frame that costs 10 ms of a processor and 20 ms of a clock, and a try that costs 3 s once."""
    clock = [0.0, 0.0]

    def draw(tried, _engine):
        frames = len(tried.frames)
        clock[0] += 3.0 + 0.02 * frames
        clock[1] += 1.0 + 0.01 * frames
        tried.choice.path.write_bytes(bytes(1000 + 10 * frames))

    monkeypatch.setattr(make, "draw", draw)
    monkeypatch.setattr(time, "perf_counter", lambda: clock[0])
    monkeypatch.setattr(cost, "_processors", lambda: clock[1])
    found = cost_of(job("a.mp4", range(36_000)))
    assert found.wall == pytest.approx(720 + 3.04)
    assert found.cpu == pytest.approx(360 + 1.02)
    assert found.size == pytest.approx(360_000 + 300 * 1000)  # 300 segments of 120 pictures
    assert found.watt_hours == pytest.approx(361.02 * 15 / 3600)
    monkeypatch.setattr(cost.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1_000_000}))
    said, room = cost_lines(job("a.mp4", range(36_000)))
    assert said.startswith("36,000 frames will take about 12 min, 660 kB and 1.5 Wh: estimated from 12 of them")
    assert "energy from 6 min of processors at 15 W each" in said
    assert "has 1 MB of room, and 1.3 MB are wanted while it is made" in room
    assert cost_lines(job("a.png", range(1))) == ()


def test_what_remembers_is_run_through_first():
    each, once = Cost(0.1, 0.05, 10.0), Cost(2.0, 1.0, 500.0)
    assert np.allclose([*vars_of(each.of(100, 3, once))], [12.0, 6.0, 2500.0])


def vars_of(found):
    return found.wall, found.cpu, found.size
