"""What an export will cost is estimated from a few of its frames, and said with what was assumed."""

import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from engines import HEAD

from renderer.core.units import Size
from renderer.output import cost, make
from renderer.output.companions import plot_path
from renderer.output.cost import Cost, cost_lines, cost_of
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.session.open_setup import loaded_of
from renderer.session.replay import begin_take
from renderer.session.session import begin
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
    counted(monkeypatch)
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


def counted(monkeypatch):
    """
    Let a frame cost 10 ms of a processor and 20 ms of a clock, a try 3 s, and the first one a minute; return the tries.

    A frame that follows none that was drawn is run up to, as a scene that remembers is.
    """
    clock, tries = [0.0, 0.0], []

    def draw(tried, _engine):
        frames = len(tried.frames)
        clock[0] += 3.0 + 0.02 * frames + 60.0 * (not tries)
        clock[1] += 1.0 + 0.01 * frames + 30.0 * (not tries)
        tries.append(tried.frames)
        tried.choice.path.write_bytes(bytes(1000 + 10 * frames))
        plot_path(tried.choice.path).write_bytes(bytes(5000))

    monkeypatch.setattr(make, "draw", draw)
    monkeypatch.setattr(time, "perf_counter", lambda: clock[0])
    monkeypatch.setattr(cost, "_processors", lambda: clock[1])
    return tries


def test_what_remembers_is_run_through_once_from_where_it_begins(job, monkeypatch, tmp_path):
    Path("small/scene.py").write_text(f'{HEAD}\nSCENE = Scene("Small", Params, (Pass("image", "image.frag", '
                                      'reads=("image",)),))\n')  # fmt: skip
    tries = counted(monkeypatch)
    found = cost_of(job("a.mp4", range(500, 600)))
    assert tries == [range(2), range(2), range(12)]
    assert found.wall == pytest.approx(600 * 0.02 + 3.04)

    made = job("a.mp4", range(500, 600))
    recorder = begin_take(tmp_path / "t", made.setup, begin(made.loaded), frame=400, fps=Fraction(30), size=(64, 36))
    recorder.close()
    lines = tuple((tmp_path / "t").read_text().splitlines())
    found = cost_of(replace(made, setup=replace(made.setup, take=lines)))
    assert tries[3:] == [range(400, 402), range(400, 402), range(400, 412)]
    assert found.wall == pytest.approx(200 * 0.02 + 3.04)


def test_a_name_that_holds_flash_weighs_what_it_weighs_and_its_plot_nothing(job, monkeypatch):
    counted(monkeypatch)
    for name in ("flash-wall.mp4", "flash-%d.png"):
        assert cost_of(job(name, range(120))).size == pytest.approx(1200 + 1000)


def test_what_cannot_be_estimated_stops_no_export(job, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cost, "Scratch", full)
    assert cost_lines(job("a.mp4", range(40))) == (
        "What a.mp4 will cost could not be estimated: No space left on device",)


def test_what_one_costs_all_cost():
    each, once = Cost(0.1, 0.05, 10.0), Cost(2.0, 1.0, 500.0)
    assert np.allclose([*vars_of(each.of(100, 3, once))], [12.0, 6.0, 2500.0])


def vars_of(found):
    return found.wall, found.cpu, found.size
