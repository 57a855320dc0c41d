"""A sweep: every combination a job of its own, and all of them on one sheet."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from renderer.core.errors import ParamError, UsageError
from renderer.core.units import Size
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.sweep import jobs_of, run_sweep, sheet_path
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup

SETUP = Setup(str(Path(__file__).parent / "old" / "ball"), preset="warm")


@pytest.fixture
def job(tmp_path):
    return Job(SETUP, loaded_of(SETUP), choose(tmp_path / "wall.png"), Size(96, 64))


def test_every_combination_is_a_job_with_a_name_and_says_everything_itself(job):
    jobs = jobs_of(job, {"radius": [5.0, 12.0], "turn": [1.0]}, (3, 4))
    assert [label for label, _ in jobs] == [f"radius {radius}  seed {seed}" for radius in (5, 12) for seed in (3, 4)]
    assert [one.choice.path.stem for _, one in jobs] == [f"wall-radius_{radius}-seed_{seed}"
                                                         for radius in (5, 12) for seed in (3, 4)]  # fmt: skip
    first = jobs[0][1].setup
    assert (first.params["radius"], first.params["tint"], first.seed) == (5.0, "#ffd080", 3)
    assert first.held == {"radius", "turn", "tint"}
    assert first.feed == "none"


def test_one_of_each_keeps_the_name(job):
    ((label, one),) = jobs_of(job, {"radius": [5.0]}, (0,))
    assert (label, one.choice.path.name) == ("", "wall.png")


def test_what_cannot_be_made_is_refused_before_anything_is_drawn(job, tmp_path):
    with pytest.raises(ParamError, match=r"outside 1\.\.20"):
        jobs_of(job, {"radius": [5.0, 99.0]}, (0,))
    numbered = replace(job, choice=choose(tmp_path / "f-%d.png"))
    with pytest.raises(UsageError, match="a sweep makes stills or films"):
        jobs_of(numbered, {"radius": [5.0, 6.0]}, (0,))


def test_all_are_made_and_shown_on_the_sheet(job, tmp_path):
    told = []
    path = run_sweep(job, jobs_of(job, {"radius": [5.0, 12.0]}, (0,)), lambda *done: told.append(done))
    assert path == sheet_path(job.choice.path) == tmp_path / "wall-sheet.png"
    assert told == [(0, 2), (1, 2), (2, 2)]
    sheet = np.asarray(Image.open(path)).astype(int)
    for radius in (5, 12):
        picture = np.asarray(Image.open(tmp_path / f"wall-radius_{radius}.png")).astype(int)
        high, wide = picture.shape[:2]
        assert any((sheet[y : y + high, x : x + wide] == picture).all()
                   for y in range(sheet.shape[0] - high + 1) for x in range(sheet.shape[1] - wide + 1)
                   if (sheet[y + high // 2, x : x + wide] == picture[high // 2]).all())  # fmt: skip
