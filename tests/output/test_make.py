"""What ``make`` does with a job: a still, a sequence, a film, an object, a device, a take that changes its chain."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import trimesh
from PIL import Image

from renderer.core.errors import UsageError
from renderer.core.units import Size
from renderer.displays.stereo.boxes import read_boxes
from renderer.output import make
from renderer.output.fit import fitted
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.make import draw, opened, run
from renderer.scene.effect import parse_chain
from renderer.sculpture.stroke import Stroke
from renderer.session.open_setup import loaded_of
from renderer.session.replay import begin_take, keep
from renderer.session.session import begin
from renderer.session.setup import Output, Setup

SCENE = '''
"""Ramp: light that grows to the right and with each frame; a ball as an object and in depth."""
from dataclasses import dataclass
from renderer import Pass, Scene, Solid, Volume, param

@dataclass(frozen=True)
class Params:
    level: float = param(0.5, 0.0, 1.0, help="Light.")
    radius: float = param(10.0, 1.0, 18.0, unit="mm", help="Radius.")

SCENE = Scene("Ramp", Params, (Pass("march", "march.frag", format="f4"), Pass("image", "image.frag", reads=("march",))),
    views=Volume(width=60.0, height=40.0, front=15.0, back=15.0, distance=200.0), depth=("march", 3), seconds=0.2,
    sculpt=True, solid=Solid("solid.frag", low=(-20.0, -20.0, -20.0), high=(20.0, 20.0, 20.0)))
'''
SHADERS = {
    "march.frag": "void main() { o = vec4(0.0, 0.0, 0.0, 200.0 + u_radius); }",
    "image.frag": """
void main() {
    float light = u_level * pixel().x / u_resolution.x * float(u_frame + 1) / 8.0;
    o = vec4(vec3(light + 0.05 * u_eye.x + 0.1 * float(u_strokes) + texelFetch(t_march, ivec2(0), 0).x), 1.0);
}""",
    "solid.frag": "void main() { o = vec4(length(point()) - u_radius, vec3(0.5)); }",
}
DITHER = 1.6  # codes: half of one by rounding, one by the dither
STROKE = Stroke("push", (0.0, 0.0, 10.0), (0.0, 0.0, 1.0), 5.0, 1.0, False, 1, "mouse-1", 1, 1)


@pytest.fixture
def here(tmp_path, monkeypatch):
    (tmp_path / "ramp").mkdir()
    (tmp_path / "ramp" / "scene.py").write_text(SCENE)
    for name, text in SHADERS.items():
        (tmp_path / "ramp" / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def job(here):
    """Return ``job(name, size, frames, ...)``; what is left over belongs to the setup."""

    def make(name, size=(64, 16), frames=range(1), fps=Fraction(30), options=None, **setup):
        played = Setup("./ramp", **setup)
        return Job(played, loaded_of(played), choose(here / name), Size(*size), frames, fps, options=options or {})

    return make


def ramp(level, frame, width=64):
    """Return the codes of a row: light in the middle of each pixel, encoded as sRGB."""
    light = np.clip(level * (np.arange(width) + 0.5) / width * (frame + 1) / 8.0, 0.0, 1.0)
    return 255.0 * np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


def pixels(path):
    return np.asarray(Image.open(path).convert("RGB")).astype(float)


def test_a_still_is_the_frame_asked_for_at_the_values_asked_for(job):
    one = job("a.png", frames=range(5, 6), params={"level": 0.9})
    assert run(one) == ()
    seen = pixels(one.choice.path)
    assert seen.shape == (16, 64, 3)
    assert abs(seen - ramp(0.9, 5)[None, :, None]).max() <= DITHER
    note = json.loads(Path("a.png.json").read_text())
    assert note["destination"]["frames"] == [5, 5]
    assert note["gpu"]["renderer"]


def test_samples_and_parts_of_a_still_are_told_while_it_is_drawn(job, monkeypatch):
    told = []
    run(replace(job("a.png"), samples=4), lambda *words: told.append(words))
    assert [words[0] for words in told if words[2:] == ("samples",)] == [1, 2, 3]
    assert (told[0], told[-1]) == ((0, 1), (1, 1))
    passes = len(told)
    first = Path("a.png").read_bytes()
    monkeypatch.setattr(make, "LARGE", 0)
    monkeypatch.setattr(make, "SUBMISSION", 1e-9)
    told.clear()
    run(replace(job("a.png"), samples=4), lambda *words: told.append(words))
    assert Path("a.png").read_bytes() == first
    assert (1, 4, "samples, and 1 part of the next") in told
    assert (3, 4, "samples") in told
    assert len(told) > passes
    told.clear()
    run(job("b.png"), lambda *words: told.append(words))
    assert (0, 1, "samples, and 1 part of the next") in told
    told.clear()
    run(job("b-%d.png", frames=range(2)), lambda *words: told.append(words))
    assert told == [(1, 2), (2, 2)]


def test_views_and_the_frames_that_lead_to_a_first_one_are_told(job, here):
    told = []
    run(job("a.png", output=Output("anaglyph")), lambda *words: told.append(words))
    assert told == [(0, 1), (1, 2, "views"), (1, 1)]
    scene = here / "ramp" / "scene.py"
    content = scene.read_text().replace("Pass, Scene", "Pass, Scene, last")
    scene.write_text(content.replace('reads=("march",)', 'reads=("march", last("image"))'))
    told.clear()
    run(job("b.png", frames=range(3, 4)), lambda *words: told.append(words))
    assert told == [(0, 1), *((done, 3, "frames that lead up to it") for done in (1, 2)), (1, 1)]
    told.clear()
    run(job("b-%d.png", frames=range(2, 6, 2)), lambda *words: told.append(words))
    assert told == [(1, 2, "frames that lead up to it"), (1, 2), (2, 2)]


def test_strokes_reach_the_scene(job):
    run(job("a.png"))
    run(job("b.png", strokes=(STROKE, STROKE)))
    assert (pixels("b.png") - pixels("a.png")).min() > 40


def test_a_sequence_has_each_frame_under_its_number_and_draws_no_frame_twice(job):
    some = job("f-%02d.png", frames=range(2, 6), params={"level": 1.0})
    drawn, told = [], []
    with opened(some) as engine:
        said = draw(some, engine, lambda *done: told.append(done), lambda _: drawn.append(1))
        assert sorted(path.name for path in Path().glob("f-*.png")) == [f"f-{n:02d}.png" for n in range(2, 6)]
        for index in range(2, 6):
            assert abs(pixels(f"f-{index:02d}.png") - ramp(1.0, index)[None, :, None]).max() <= DITHER
        whole = Path("f-04.png").read_bytes()
        Path("f-04.png").unlink()
        draw(some, engine, look=lambda _: drawn.append(1))
    assert told == [(n, 4) for n in range(1, 5)]
    assert len(drawn) == 5
    assert Path("f-04.png").read_bytes() == whole
    assert "flash guard" in said[0]


def test_a_film_has_all_frames_in_order_at_its_rate_and_is_judged(job):
    film = job("a.mp4", frames=range(1, 7), fps=Fraction(25), params={"level": 0.8})
    said = run(film)
    with av.open("a.mp4") as read:
        stream = read.streams.video[0]
        assert (stream.average_rate, stream.frames) == (25, 6)
        shown = [frame.to_ndarray(format="rgb24").astype(float) for frame in read.decode(video=0)]
    for index, picture in zip(range(1, 7), shown, strict=True):
        assert abs(picture.mean() - ramp(0.8, index).mean()) < 3.0
    assert Path("a.mp4.flash.json").is_file()
    assert said[0].startswith("flash guard: passes: 6 frames")


def test_a_film_in_linear_light_is_not_judged_and_says_so(job):
    said = run(job("f-%02d.exr", frames=range(2)))
    assert said == ("flash guard: linear light is not judged; a film made of it can be, with chorus flash",)
    assert not list(Path().glob("*.flash.json"))


def test_an_object_is_the_solid_at_its_values_and_options(job):
    for radius in (6.0, 12.0):
        one = job(f"r{radius:g}.stl", params={"radius": radius}, options={"cells": "48"})
        run(one)
        mesh = trimesh.load(f"r{radius:g}.stl")
        assert mesh.volume == pytest.approx(4 / 3 * np.pi * radius**3, rel=0.015)
        assert json.loads(Path(f"r{radius:g}.stl.json").read_text())["destination"]["options"] == {"cells": "48"}
    with pytest.raises(UsageError, match="has no option 'celsl'; did you mean 'cells'"):
        run(job("x.stl", options={"celsl": "48"}))


def test_a_job_that_is_made_for_a_device_has_its_size_and_name_and_packs_its_views(job):
    one = fitted(job("q.png"), Output("quilt:portrait", {}, (192, 144)))
    assert one.choice.path.name == "q_qs8x6a0.75.png"
    assert (one.size.width, one.size.height) == (192, 144)
    assert fitted(one, one.setup.output).choice.path == one.choice.path  # named once, however often it is fitted
    run(one)
    tiles = pixels(one.choice.path).reshape(6, 24, 8, 24, 3).mean((1, 3, 4))
    # Views run from the left below to the right above, each with its eye farther right: brighter.
    assert (np.diff(tiles[::-1].ravel()) >= 0.0).all()
    assert tiles[0, -1] > tiles[-1, 0] + 40
    seen = fitted(job("s.png"), Output("quilt:portrait", {}, (192, 144), simulate=True))
    assert seen.choice.path.name == "s.png"
    assert seen.size != one.size


def test_a_panorama_s_film_says_that_it_is_one_and_no_other_does(job):
    one = fitted(job("v.mp4", frames=range(2)), Output("vr", {}, (256, 256)))
    run(one)
    assert read_boxes(one.choice.path)["layout"] == "sbs"
    run(job("p.mp4", frames=range(2)))
    assert read_boxes(Path("p.mp4")) == {}


def test_numbers_for_a_device_go_into_eight_bits_only(job):
    with pytest.raises(UsageError, match=r"gives numbers of 8 bits, and a\.tif holds 16"):
        fitted(job("a.tif"), Output("hologram"))


def test_a_take_that_changes_its_chain_is_drawn_with_the_chain_of_each_frame(job, tmp_path):
    plain = Setup("./ramp", effects=(), feed="none")
    one, other = (begin(loaded_of(replace(plain, effects=parse_chain(chain))), seed=4) for chain in ("none", "palette"))
    recorder = begin_take(tmp_path / "t", Setup("ramp"), one, frame=0, fps=Fraction(30), size=(64, 16))
    keep(recorder, one.turn("level", 0.9, 0.0), 0)
    keep(recorder, other.turn("level", 0.9, 0.0).turn("palette_amount", 1.0, 0.1), 3)
    keep(recorder, other.turn("level", 0.9, 0.0).turn("palette_amount", 1.0, 0.1), 5)
    recorder.close()
    lines = tuple((tmp_path / "t").read_text().splitlines())
    run(job("t-%d.png", frames=range(6), take=lines, effects=parse_chain("palette"), feed="none"))
    for index in range(6):
        if index < 3:
            run(job("p.png", frames=range(index, index + 1), params={"level": 0.9}, seed=4))
        else:
            run(job("p.png", frames=range(index, index + 1), params={"level": 0.9, "palette_amount": 1.0}, seed=4,
                    effects=parse_chain("palette")))  # fmt: skip
        np.testing.assert_array_equal(pixels(f"t-{index}.png"), pixels("p.png"))
    assert abs(pixels("t-2.png") - pixels("t-3.png")).max() > 20
    # A frame alone is the frame of the sequence.
    run(job("one.png", frames=range(4, 5), take=lines, effects=parse_chain("palette"), feed="none"))
    np.testing.assert_array_equal(pixels("one.png"), pixels("t-4.png"))


class Killed(BaseException):
    """What ends a run without a word."""


def killed(done, _, what="frames"):
    if (done, what) == (3, "frames"):
        raise Killed


@pytest.mark.parametrize("ext", ["png", "exr"])  # one that the flash guard judges, one that it does not
def test_stills_that_stand_are_part_of_what_the_next_remembers(job, tmp_path, ext):
    """A sequence of a take goes on at its end, and in a gap, as if it had never stopped."""
    echo = Setup("./ramp", effects=parse_chain("echo"), feed="none")
    session = begin(loaded_of(echo), seed=4).turn("echo_amount", 1.0, 0.0)
    recorder = begin_take(tmp_path / "t", Setup("ramp"), session, frame=0, fps=Fraction(30), size=(64, 16))
    for frame, level in enumerate((0.2, 0.2, 1.0, 1.0, 0.9, 0.0, 0.0, 0.1)):
        keep(recorder, session.turn("level", level, frame / 30), frame)
    recorder.close()
    lines = tuple((tmp_path / "t").read_text().splitlines())
    some = job(f"e-%d.{ext}", frames=range(2, 8), take=lines, effects=parse_chain("echo"), feed="none")
    run(some)
    whole = {path: path.read_bytes() for path in Path().glob(f"e-?.{ext}")}
    assert ext == "exr" or pixels("e-6.png").mean() > 60  # of level 0: what is seen is remembered
    for path in whole:
        path.unlink()
    with pytest.raises(Killed):
        run(some, killed)
    assert len(list(Path().glob(f"e-?.{ext}"))) == 3
    run(some)
    assert {path: path.read_bytes() for path in whole} == whole
    Path(f"e-6.{ext}").unlink()
    run(some)
    assert {path: path.read_bytes() for path in whole} == whole


def test_a_take_brings_its_own_clock_beginning_and_seed(tmp_path, job):
    session = begin(loaded_of(Setup("./ramp")), seed=11)
    recorder = begin_take(tmp_path / "t", Setup("ramp"), session, frame=7, fps=Fraction(30), size=(64, 16))
    recorder.close()
    one = job("x.png", take=tuple((tmp_path / "t").read_text().splitlines()), seed=3)
    assert one.take.head.frame == 7
    assert one.take.head.began <= datetime.now(UTC)
    how, seed = one.at(9)
    assert (seed, how["catch_up"]) == (11, 0)
    assert replace(one, size=Size(8, 8)).take is one.take
