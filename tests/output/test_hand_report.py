"""What hands did before a moment: a preset that was called is told as that, and not as its parameters."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from renderer.output.hand_report import turned
from renderer.scene.catalogue import load
from renderer.session.recorder import Recorder
from renderer.session.session import begin
from renderer.session.setup import Setup
from renderer.session.take import Head
from renderer.session.take_file import read_take

FPS, BEGAN = Fraction(10), datetime(2026, 11, 21, 21, 0, 0, tzinfo=UTC)
FADE, TURN = 150, 200  # frames


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Return a take in which a preset is faded to for 2 s from frame 150 on, and glow is turned at 200."""
    return recorded(tmp_path_factory.mktemp("night") / "night.take", {TURN: ("glow", 0.25)})


def recorded(path, turns):
    """Return a take with that fade, and a hand's ``turns``: a parameter and its value by their frame."""
    loaded = load("enamel")
    session = begin(loaded)
    recorder = Recorder(path, Head(Setup("enamel"), BEGAN, FPS))
    for frame in range(350):
        now = frame / 10.0
        if frame == FADE:
            session = session.recall("raking", now, now, 2.0)
        if frame in turns:
            session = session.turn(*turns[frame], now)
        session = session.moved(now, now)
        recorder.record(frame, session.params, wall=BEGAN + timedelta(seconds=now))
    recorder.close()
    return read_take(path)[0], loaded


def test_a_fade_to_a_preset_is_one_thing_and_a_turn_after_it_another(played):
    take, loaded = played
    lines = turned(take, loaded, TURN + 10)
    assert lines[0] == "- a hand, a cue or a sound set glow to 0.25 at 21:00:20"
    assert lines[1].startswith("- the preset 'raking' was called: ")
    assert lines[1].endswith(" came to its values by 21:00:17")
    assert len(lines) == 2
    for name in ("azimuth", "elevation"):
        assert name in lines[1]


def test_what_a_hand_had_turned_before_the_call_is_no_part_of_it(tmp_path):
    raking = next(preset for preset in load("enamel").presets if preset.name == "raking")
    glow = raking.params["glow"]
    take, loaded = recorded(tmp_path / "night.take", {120: ("glow", glow)})  # as the preset has it
    lines = turned(take, loaded, FADE + 25)
    assert lines[0].startswith("- the preset 'raking' was called: ")
    assert "glow" not in lines[0]
    assert lines[1:] == [f"- a hand, a cue or a sound set glow to {glow} at 21:00:12"]


def test_in_the_midst_of_a_fade_it_is_known_where_it_goes(played):
    take, loaded = played
    (line,) = turned(take, loaded, FADE + 10)
    assert line.startswith("- the preset 'raking' was called: ")
    assert line.endswith(" were on their way to its values")


def test_before_and_long_after_no_hand_is_told_and_a_single_turn_is_no_preset(played):
    take, loaded = played
    for frame in (FADE - 1, TURN + 101):
        assert turned(take, loaded, frame) == ["No hand turned anything in the 10 s before."]
    assert turned(take, loaded, TURN + 90) == ["- a hand, a cue or a sound set glow to 0.25 at 21:00:20"]
