"""Verdict, plot and ``chorus flash``: what is written beside a film, and what it ends with."""

import json
from dataclasses import replace
from fractions import Fraction

import av
import flash_clips
import numpy as np
import pytest
from PIL import Image

from renderer.cli.main import main
from renderer.core.errors import UsageError
from renderer.flash.analyse import Analyser
from renderer.flash.limits import DESK, Geometry, Limits, Override
from renderer.flash.verdict import Series
from renderer.output.companions import decided
from renderer.output.flash_check import judge
from renderer.output.flash_plot import draw
from renderer.output.reel import frames, open_reel


def filmed(path, clip, seconds=2.0, fps=24, size=(160, 90), codec="libx264"):
    """Write a film of ``clip``."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=fps)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.options = {"crf": "16", "preset": "ultrafast"}
        for i in range(int(seconds * fps)):
            pixels = clip(i / fps)[:: 180 // size[1], :: 320 // size[0]]
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")))
        container.mux(stream.encode())
    return path


@pytest.fixture
def storm(tmp_path):
    return filmed(tmp_path / "storm.mp4", lambda t: flash_clips.patch(t, 8) if t > 0.5 else flash_clips.flat(40))


def series_of(records):
    series = Series()
    for record in records:
        series.add(record)
    return series


def test_a_verdict_that_cannot_be_written_is_told_and_decides_all_the_same(storm, tmp_path, capsys):
    calm = filmed(tmp_path / "calm.mp4", lambda _: flash_clips.flat(40))
    for film, code in ((storm, 1), (calm, 0)):
        film.with_name(film.name + ".flash.json").mkdir()
        assert main(["flash", str(film)]) == code
        assert "flash.json" in capsys.readouterr().err


DECIDED = '{"override": {"name": "Ada", "reason": "x"}, "sha256": "%s"}'


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"override": null, "sha256": "ab"}', DECIDED % "cd", "[" * 9999,
                                  '{"override": {"name": "", "reason": "x"}, "sha256": "ab"}'])  # fmt: skip
def test_a_verdict_without_a_decision_or_of_another_film_gives_none(tmp_path, said):
    (tmp_path / "a.mp4.flash.json").write_text(said)
    assert decided(tmp_path / "a.mp4", "ab") is None


def test_a_decision_is_that_of_its_own_film(tmp_path):
    (tmp_path / "a.mp4.flash.json").write_text(DECIDED % "ab")
    assert decided(tmp_path / "a.mp4", "ab") == Override("Ada", "x")


def test_a_film_that_flashes_fails_with_span_kind_area_and_rule(storm, capsys):
    assert main(["flash", str(storm)]) == 1
    said = capsys.readouterr().out

    found = json.loads((storm.parent / "storm.mp4.flash.json").read_text())
    desk, wall = sorted(found["spans"], key=lambda span: span["area"])
    assert "4 m wide from 3 m" in wall["where"]
    span = desk
    assert span["kind"] == "general"
    assert 0.7 < span["start"] < 1.0
    assert span["end"] > 1.8
    assert 1.5 < span["area"] < 2.5
    assert "WCAG" in span["rule"]
    assert found["passes"] is False
    assert {place["width_m"]: place["passes"] for place in found["places"]} == {DESK.width_m: False, 4.0: False}
    assert "no medical certificate" in found["note"]
    assert "no medical certificate" in said
    assert "0.53 m wide" in said


def test_a_calm_film_passes_and_the_front_row_decides(tmp_path, capsys):
    path = filmed(tmp_path / "calm.mp4", lambda t: flash_clips.patch(t, 8, (0.45, 0.55, 0.45, 0.55)))

    assert main(["flash", str(path), "--width", "0.53", "--distance", "0.98"]) == 0
    assert main(["flash", str(path)]) == 1
    assert "passes for rooms: 1 m wide from 1.85 m on, 2 m from 3.7 m, 4 m from 7.4 m" in capsys.readouterr().out
    assert main(["flash", str(path), "--width", "4", "--distance", "3", "--plot"]) == 1
    assert "4 m wide, seen from 3 m" in capsys.readouterr().out
    with Image.open(tmp_path / "calm.mp4.flash.png") as plot:
        assert plot.size == (1600, 940)


@pytest.mark.parametrize("content", [b"", b"no film at all", b"\x00\x00\x00\x20ftypisom" + bytes(200)])
def test_what_is_no_film_ends_with_two_and_a_sentence(tmp_path, content, capsys):
    path = tmp_path / "x.mp4"
    path.write_bytes(content)

    assert main(["flash", str(path)]) == 2
    assert "x.mp4 cannot be read as a film" in capsys.readouterr().err
    assert not (tmp_path / "x.mp4.flash.json").exists()


def test_a_film_without_pictures_or_at_half_a_place_is_refused(tmp_path, storm, capsys):
    sound = tmp_path / "sound.wav"
    with av.open(str(sound), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 800), np.int16), format="s16", layout="mono")
        frame.rate = 8000
        container.mux(stream.encode(frame))

    assert main(["flash", str(sound)]) == 2
    assert "holds no picture" in capsys.readouterr().err
    assert main(["flash", str(storm), "--width", "4"]) == 2
    assert "--distance" in capsys.readouterr().err
    assert main(["flash", str(storm), "--width", "0", "--distance", "3"]) == 2


def test_a_film_cut_off_is_unreadable_or_judged_as_far_as_it_goes(tmp_path):
    cut = tmp_path / "cut.mkv"
    whole = filmed(tmp_path / "whole.mkv", lambda t: flash_clips.full(t, 8))
    cut.write_bytes(whole.read_bytes()[:-2000])

    assert main(["flash", str(cut)]) in (1, 2)


def test_times_are_the_films_own(tmp_path):
    path = filmed(tmp_path / "ntsc.mp4", flash_clips.full, 1.0, Fraction(24000, 1001))

    reel = open_reel(path)
    times = [time for time, _ in frames(reel, (320, 180))]

    assert reel.fps == Fraction(24000, 1001)
    assert times == pytest.approx([i * 1001 / 24000 for i in range(23)], abs=1e-4)
    assert reel.aspect == pytest.approx(16 / 9)


def test_an_override_has_a_name_and_a_reason_and_is_carried():
    analyser = Analyser(24)
    series = series_of(analyser.feed(flash_clips.full(i / 24)) for i in range(24))
    who = Override("A. Curator", "shown once, to a room that was told")
    verdict = series.verdict(DESK, Limits(), who)

    assert not verdict.passes
    assert verdict.allowed
    assert not series.verdict(DESK, Limits()).allowed
    assert verdict.plain()["override"] == {"name": "A. Curator", "reason": "shown once, to a room that was told"}
    assert any("A. Curator" in line for line in verdict.words())
    with pytest.raises(UsageError, match="name"):
        Override(" ", "because")


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan"), float("inf")])
def test_no_place_to_stand_is_refused(value):
    with pytest.raises(UsageError, match="distance"):
        Geometry(4.0, value)


def test_spans_of_a_kind_that_nearly_touch_are_one():
    times = [0.0, 0.04, 0.3, 2.0]
    analyser = Analyser(24)
    record = [analyser.feed(flash_clips.full(i / 24)) for i in range(24)][-1]
    series = Series()
    for time in times:
        series.add(replace(record, time=time))

    assert [(s.start, s.end) for s in series.verdict(DESK, Limits()).spans] == [(0.0, 0.3), (2.0, 2.0)]


@pytest.mark.parametrize("count", [0, 1, 3, 5000])
def test_a_plot_of_any_length_shows_what_it_must(count):
    analyser = Analyser(24)
    record = [analyser.feed(flash_clips.patch(i / 24)) for i in range(24)][-1]
    series = series_of(replace(record, time=i / 24, luminance=i % 2) for i in range(count))
    picture = draw(series, series.verdict(DESK, Limits()), "x" * 200 + ".mp4")

    assert picture.shape == (940, 1600, 3)
    gold = (abs(picture[150:380, 1130:1540].astype(int) - (240, 201, 110)).max(2) < 8).mean()
    assert (gold > 0.03) == (count > 0)


def test_judge_reports_progress(tmp_path):
    path = filmed(tmp_path / "large.mp4", lambda t: flash_clips.full(t, 8), 0.7)
    seen = []

    verdict, series = judge(path, DESK, progress=lambda done, total: seen.append((done, total)))

    assert seen[-1][0] == len(series.time) == verdict.frames == 16
    assert not verdict.passes
