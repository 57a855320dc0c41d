"""A loop's end is measured against its beginning; a time lapse leaves frames out, and nothing else."""

import json
import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from engines import HEAD

from renderer.core.errors import EncodeError, UsageError
from renderer.core.units import Size
from renderer.output import film_run
from renderer.output.film import Film
from renderer.output.film_parts import FilmParts
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.job_check import check_job
from renderer.output.job_file import job_json, job_of
from renderer.output.loop_ends import LoopEnds
from renderer.output.make import run
from renderer.output.soundtrack import Soundtrack
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup

# 12 frames a second, a loop of 12.
IMAGES = {
    "closes": "o = vec4(vec3(0.5 + 0.3 * sin(6.2831853 * (u_playhead + pixel().x / 64.0))), 1.0);",
    "drifts": "o = vec4(vec3(0.2 + 0.05 * u_time), 1.0);",
    "jumps": "o = vec4(vec3(0.2 + 0.5 * u_playhead), 1.0);",
    "flashes": "o = vec4(vec3(u_frame % 2 == 0 ? 0.9 : 0.05), 1.0);",
    "fades": "o = texelFetch(t_state, ivec2(0), 0);",
}
# It comes nearer to what the playhead says with every frame, from black on.
STATE = """void main() { vec4 before = u_fresh ? vec4(0.0) : texelFetch(t_state, ivec2(0), 0);
    o = vec4(mix(before.rgb, vec3(0.5 + 0.3 * sin(6.2831853 * u_playhead)), 0.3), 1.0); }"""


@pytest.fixture(autouse=True)
def _here(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(film_run, "segment_length", lambda _: 4)
    for name, image in IMAGES.items():
        Path(name).mkdir()
        state = 'Pass("state", "state.frag", reads=("state",), size=("4", "4")), ' if name == "fades" else ""
        reads = ', reads=("state",)' if state else ""
        Path(name, "scene.py").write_text(
            f'{HEAD}\nSCENE = Scene("Small", Params, ({state}Pass("image", "image.frag"{reads}),), seconds=1.0)\n')
        Path(name, "image.frag").write_text(f"void main() {{ {image} }}")
        Path(name, "state.frag").write_text(STATE)


def job(scene, frames=range(12), path="a.mp4", loop=True, **how):
    setup = Setup(f"{scene}/scene.py")
    return Job(setup, loaded_of(setup), choose(Path(path)), Size(64, 36), frames, Fraction(12), loop=loop, **how)


def test_differences_are_those_of_numpy():
    rng = np.random.default_rng(3)
    shown = {index: rng.integers(100, 110, (36, 64, 3)).astype(np.uint8) for index in (0, 2, 6, 8)}
    shown[10] = shown[0].copy()
    shown[10][8:12, 4:8] += 100  # a patch of 4 px
    ends = LoopEnds(range(0, 10, 2))
    ends.draw(lambda index: ends.see(index, shown[index]))
    with pytest.raises(EncodeError, match=r"frame 10, which the loop shows as frame 0, differs from it by (.*), and a"
                                          r" step .* is (.*)\. Name the frames of a whole loop") as told:  # fmt: skip
        ends.check("a.mp4", remembers=False)
    mean = {index: one.reshape(9, 4, 16, 4, 3).mean((1, 3)) for index, one in shown.items()}
    steps = [abs(mean[a] - mean[b]) for a, b in ((0, 2), (6, 8))]
    step = f"{max(one.mean() for one in steps):.2f} of 255 on average and {max(one.max() for one in steps):.1f} at most"
    assert f"differs from it by {100 / 144:.2f} of 255 on average and 100.0 at most, and" in str(told.value)
    assert step in str(told.value)
    ends.see(10, shown[0].astype(np.uint16) * 257)
    assert ends.check("a.mp4", remembers=False)[0].startswith("loop: closes: frame 10")


def test_a_scene_that_closes_says_by_how_much():
    said = run(job("closes"))
    (line,) = [line for line in said if line.startswith("loop: closes: frame 12, which the loop shows as frame 0, ")]
    assert float(line.split("by ")[1].split(" ")[0]) < 0.5
    with av.open("a.mp4") as film:
        assert film.streams.video[0].frames == 12  # and not one more
    with_it = Path("a.mp4.json").read_text()
    assert json.loads(with_it)["destination"]["loop"] is True


@pytest.mark.parametrize(("scene", "words"), [
    ("drifts", "frame 12, which the loop shows as frame 0, differs from it by"),
    ("jumps", "the step from its last frame to its first is"),
])  # fmt: skip
def test_one_that_does_not_is_refused_before_it_is_drawn(monkeypatch, scene, words):
    with monkeypatch.context() as patched:
        patched.setattr(Film, "write", lambda *_, **__: pytest.fail("it was written"))
        with pytest.raises(EncodeError, match=f"a.mp4 does not close as a loop: {words}"):
            run(job(scene))
    assert not [one for one in Path().iterdir() if one.name.startswith((".a-", "a.mp4"))]
    run(job(scene, loop=False))
    assert Path("a.mp4").exists()


class Killed(BaseException):
    """What ends a run without a word."""


def test_what_was_typed_is_told_as_such_whatever_is_kept():
    with pytest.raises(EncodeError):
        run(job("fades"))
    with wave.open("song.wav", "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        file.writeframes(bytes(9600))
    with pytest.raises(UsageError, match=r"--audio-offset 9 is behind the end of song.wav, which lasts 0.10 s\Z"):
        run(job("fades", loop=False, audio=Soundtrack(Path("song.wav"), offset=9.0)))
    assert "3 segments of 4 pictures of 3 were there already, and were kept" in run(job("fades", loop=False))


def test_a_loop_that_the_guard_changed_says_so():
    note = "loop: measured as the scene draws it, and the flash guard held pictures back: see whether it closes"
    assert note in run(job("flashes"))
    assert note not in run(job("flashes", loop=False, path="b.mp4"))
    assert note not in run(job("closes", path="c.mp4"))


def killed(*_):
    raise Killed


def test_one_that_remembers_is_measured_at_its_end_whoever_drew_which_segment(monkeypatch):
    with pytest.raises(EncodeError, match=r"A scene that remembers begins from nothing: begin the loop later.*"
                                          r"are kept: the same command without --loop"):  # fmt: skip
        run(job("fades"))
    assert "3 segments of 4 pictures of 3 were there already, and were kept" in run(job("fades", loop=False))
    frames = range(24, 36)
    whole = run(job("fades", frames, "b.mp4"))
    assert any(line.startswith("loop: closes: frame 36, which the loop shows as frame 24") for line in whole)

    with monkeypatch.context() as patched:
        patched.setattr("renderer.output.film.join", killed)
        patched.setattr(FilmParts, "clear", lambda _: None)
        with pytest.raises(Killed):
            run(job("fades", frames))
    said = run(job("fades", frames))
    assert [line for line in said if "loop:" in line] == [line for line in whole if "loop:" in line]
    for end in ("", ".flash.json"):
        made = [json.loads(Path(f"{one}.mp4{end}").read_bytes()) | {"sha256": ""} if end else
                pixels(f"{one}.mp4") for one in "ab"]  # fmt: skip
        assert made[0] == made[1]


def pixels(name):
    with av.open(name) as film:
        return [bytes(frame.to_ndarray(format="rgb24")) for frame in film.decode(video=0)]


def test_a_time_lapse_that_leaves_a_rest_of_its_loop_is_told_which_leaves_none():
    with pytest.raises(EncodeError, match=r"at most\. --every 5 leaves a rest of the 12 frames of a loop: --every 4"):
        run(job("drifts", range(0, 12, 5)))
    run(job("closes", range(0, 12, 4)))


@pytest.mark.parametrize(("made", "words"), [
    ({"path": "a.png", "frames": range(1)}, "--loop is for films, and a.png is none"),
    ({"path": "a-%d.png"}, "--loop is for films"),
])  # fmt: skip
def test_what_is_shown_once_is_no_loop(made, words):
    with pytest.raises(UsageError, match=words):
        check_job(job("closes", **made))
    with pytest.raises(UsageError, match=r"name a \.mp4, \.mov, \.webm, \.mkv or \.gif\Z"):
        check_job(job("closes", path="a-%d.png"))
    for refuse in (check_job, run):
        with pytest.raises(UsageError, match="--loop wants three frames or more, and these are 2"):
            refuse(job("closes", range(2)))


@pytest.mark.parametrize("scene", ["closes", "fades"])
def test_a_time_lapse_shows_the_frames_that_it_names_as_they_are(monkeypatch, scene):
    run(job(scene, range(12), "all-%02d.png", loop=False))
    run(job(scene, range(12)[::5], "few-%02d.png", loop=False))
    assert sorted(one.name for one in Path().glob("few-*.png")) == ["few-00.png", "few-05.png", "few-10.png"]
    for index in (0, 5, 10):
        few, every = (av.open(f"{name}-{index:02d}.png") for name in ("few", "all"))
        assert bytes(next(few.decode(video=0)).planes[0]) == bytes(next(every.decode(video=0)).planes[0])
    monkeypatch.setattr(film_run, "segment_length", lambda _: 2)
    lapse = job(scene, range(24)[::5], loop=False)
    run(lapse)
    whole = Path("a.mp4").read_bytes()
    real = Film.write
    with monkeypatch.context() as patched:
        patched.setattr(FilmParts, "clear", lambda _: None)
        patched.setattr(Film, "write", lambda self, frame, number, **how: killed() if number == 4
                        else real(self, frame, number=number, **how))  # fmt: skip
        with pytest.raises(Killed):
            run(lapse)
    assert "2 segments of 2 pictures of 3 were there already, and were kept" in run(lapse)
    assert Path("a.mp4").read_bytes() == whole
    said = json.loads(json.dumps(job_json(lapse)))
    assert (said["destination"]["frames"], said["destination"]["every"]) == ([0, 20], 5)
    assert job_of(said, "a.job", (Path(),)).frames == range(0, 21, 5)
