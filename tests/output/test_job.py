"""A job: what each of its frames is told, for which device, and whether the flash guard has anything to judge."""

from dataclasses import asdict, replace
from fractions import Fraction
from pathlib import Path

import pytest

from renderer.core.errors import UsageError
from renderer.core.units import Size
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Output, Setup

OLD = Path(__file__).parent / "old"
BALL = Setup(str(OLD / "ball"))


def job(name="a.png", setup=BALL, **how):
    return Job(setup, loaded_of(setup), choose(Path(name)), Size(96, 64), **how)


def test_a_frame_is_told_values_holds_cycles_and_seed():
    one = job(setup=replace(BALL, params={"turn": 2.0}, preset="warm", offsets={"turn": 0.25}, seed=8))
    how, seed = one.at(30)
    assert (how["params"].radius, how["params"].turn, seed) == (18.0, 2.0, 8)
    assert how["held"] == {"radius", "tint", "turn"}
    assert how["phases"].cycles(1.0)["turn"] == pytest.approx(2.25)
    assert "catch_up" not in how


def test_a_take_tells_each_frame_its_own_at_any_rate():
    lines = tuple((OLD / "night.take").read_text().splitlines())
    setup = replace(BALL, take=lines, params={"turn": 1.5}, seed=1)
    one, doubled = job(setup=setup), job(setup=setup, fps=Fraction(60))
    assert [one.at(n)[0]["params"].turn for n in (40, 44, 51)] == [0.5, 0.7, 1.05]
    assert [one.at(n)[1] for n in (46, 47, 48)] == [4, 9, 9]
    for frame in (44, 47, 51):
        assert asdict(doubled.at(2 * frame)[0]["params"]) == asdict(one.at(frame)[0]["params"])
        assert doubled.at(2 * frame)[0]["phases"].cycles(frame / 30) == one.at(frame)[0]["phases"].cycles(frame / 30)
    assert one.at(44)[0]["catch_up"] == 0


def test_of_a_time_lapse_one_loop_is_as_few_frames_as_it_is_seconds():
    loop = job().loaded.scene.frame(fps=Fraction(30)).frames
    assert loop > 4
    assert job(name="a.mp4", frames=range(3 * loop)).loop_frames == range(loop)
    assert job(name="a.mp4", frames=range(5, 100 * loop)[::4]).loop_frames == range(5, 5 + loop)[::4]
    assert job(name="a.mp4", frames=range(3)).loop_frames == range(3)


def test_a_device_is_for_scenes_that_take_views():
    one = job(setup=replace(BALL, output=Output("quilt:portrait")))
    assert (one.recipe.name, len(one.recipe.views), one.pictures) == ("quilt:portrait", 48, 1)
    assert (job().recipe, job().pictures) == (None, 1)
    flat = Setup("enamel", output=Output("quilt:portrait"))
    with pytest.raises(UsageError, match="enamel is a flat picture, so --as quilt:portrait cannot draw it"):
        _ = Job(flat, loaded_of(flat), choose(Path("a.png")), Size(8, 8)).recipe


@pytest.mark.parametrize(("name", "output", "says"), [
    ("a.png", None, "one picture does not flash"),
    ("a.mp4", None, ""),
    ("a-%d.png", None, ""),
    ("a-%d.exr", None, "linear light is not judged"),
    ("a-%d.png", Output("hologram"), "is not what an eye sees"),
    ("a.mp4", Output("anaglyph"), ""),
    ("a.mp4", Output("pyramid:4", simulate=True), ""),
])  # fmt: skip
def test_what_the_flash_guard_judges(name, output, says):
    why = job(name, replace(BALL, output=output)).unguarded
    assert (says in why) if says else (why == "")


def test_what_an_eye_sees_is_asked_for_by_the_output():
    assert job(setup=replace(BALL, output=Output("pyramid:4", simulate=True))).simulated
    assert not job(setup=replace(BALL, output=Output("pyramid:4"))).simulated
    assert not job().simulated
