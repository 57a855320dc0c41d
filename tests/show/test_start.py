"""How a show begins: remembered, then as asked for; what a trial draws of it; what is refused at once."""

import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from renderer.core.errors import DataError, ParamError, RendererError, UsageError
from renderer.core.paths import ROOT
from renderer.frames.clock import Clock
from renderer.scene.effect import parse_chain
from renderer.session.memory import memory_path, remember
from renderer.session.open_setup import loaded_of, played_live
from renderer.session.session import begin
from renderer.session.setup import Output, Setup
from renderer.session.setup_json import setup_of
from renderer.show.live_figures import LiveFigures
from renderer.show.start import (
    TRIAL,
    LaunchOptions,
    check_head,
    check_options,
    request_of,
    say_lost,
    sculpture_path,
    started,
)

CLAY = ROOT / "tests/scenes/clay"
SETUP = Setup(str(Path(__file__).parent.parent / "output" / "old" / "ball"))
LAUNCH = LaunchOptions(SETUP)


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path))


@pytest.fixture
def ball():
    return loaded_of(SETUP)


def silent(_words):
    pass


def test_with_a_home_that_is_no_folder_a_show_begins_and_ends_as_ever(ball, monkeypatch):
    for name in ("CHORUS_STATE", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/dev/null")
    said = []
    session, index = started(ball, LAUNCH, said.append)
    assert (session.values, index, said) == (begin(ball).values, 0, [])
    for fresh in (False, True):
        assert sculpture_path(ball.module, replace(LAUNCH, fresh=fresh)).is_relative_to("/dev/null")
    remember(memory_path(ball.module), SETUP, session, 5)  # which a window does as it is closed


def test_what_was_left_comes_back_and_what_is_asked_for_comes_on_top(ball):
    left = begin(ball, seed=9).turn("radius", 7.0, 0.0).turn("turn", 1.5, 0.0)
    remember(memory_path(ball.module), SETUP, left, 77)
    session, index = started(ball, LAUNCH, silent)
    assert (session.values, index) == (left.values, 77)
    asked = replace(LAUNCH, setup=replace(SETUP, preset="warm"), values=("turn=0.25",), seed=3, since=2.0)
    session, index = started(ball, asked, silent)
    assert (session.params.radius, session.params.turn, session.values.seed, index) == (18.0, 0.25, 3, 60)
    session, index = started(ball, replace(LAUNCH, fresh=True), silent)
    assert (session.params.radius, session.values.seed, index) == (15.0, 0, 0)


def test_a_word_that_is_none_of_the_scene_s_is_refused(ball):
    with pytest.raises(ParamError, match="no parameter 'radios'; did you mean 'radius'"):
        started(ball, replace(LAUNCH, values=("radios=3",)), silent)
    with pytest.raises(ParamError, match="is outside"):
        started(ball, replace(LAUNCH, values=("radius=99",)), silent)


def test_what_presets_have_that_the_scene_has_not_is_said_once(ball):
    told, said = set(), []
    left = replace(ball.presets[0], lost=("warm.toml:3: gone",))
    for presets in ((left,), (left, replace(left, name="cold", lost=("cold.toml:1: gone",))), (left,)):
        say_lost(replace(ball, presets=presets), told, said.append)
    assert said == ["warm.toml:3: gone", "cold.toml:1: gone"]


def test_a_trial_draws_what_the_window_would_small_and_with_the_chain_to_be_tried(ball):
    session = begin(ball, seed=4).turn("radius", 7.0, 0.0)
    tried = replace(SETUP, effects=parse_chain("tear"), figures="us_oral_health")
    request = request_of(tried, session, Clock(Fraction(25), time.perf_counter(), stopped=12), (1280, 720))
    setup = setup_of(request["setup"], "the request")
    assert (setup.effects, setup.figures, setup.seed, setup.params["radius"]) == (
        tried.effects, "us_oral_health", 4, 7.0)  # fmt: skip
    assert (request["size"], request["fps"], request["index"]) == ([TRIAL, 90], "25", 12)
    first = request_of(tried, None, Clock(Fraction(25), time.perf_counter(), stopped=0), (64, 32))
    assert setup_of(first["setup"], "the request") == tried
    assert first["size"] == [64, 32]


@pytest.mark.parametrize(("setup", "more", "error", "words"), [
    (replace(SETUP, figures="us_oral_helth"), {}, DataError, "did you mean 'us_oral_health'"),
    (replace(SETUP, output=Output("quilt:portrat")), {}, UsageError, "did you mean 'portrait'"),
    (Setup("enamel", output=Output("quilt:portrait")), {}, UsageError, "enamel is a flat picture"),
    (SETUP, {"values": ("radius=99",)}, ParamError, "is outside"),
    (replace(SETUP, preset="wram"), {}, ParamError, "did you mean 'warm'"),
    (Setup("enamel"), {"head": True}, UsageError, "--head needs depth"),
    (Setup("lagoon", domains={"bel": (20.0, 60.0)}), {}, ParamError, "there is no role 'bel'; did you mean 'bell'"),
    (replace(SETUP, output=Output("anaglyph")), {"head": True}, UsageError, "take one of them"),
])  # fmt: skip
def test_what_cannot_be_shown_is_refused_before_a_window_opens(setup, more, error, words):
    with pytest.raises(error, match=words):
        check_options(LaunchOptions(setup, **more))


def test_a_broken_scene_has_a_window_for_that(tmp_path, ball):
    (tmp_path / "scene.py").write_text("nonsense(\n")
    check_options(LaunchOptions(Setup(str(tmp_path / "scene.py"))))
    with pytest.raises(RendererError):
        loaded_of(Setup(str(tmp_path / "scene.py")))
    check_head(ball, replace(LAUNCH, head=True))


def test_a_file_that_cannot_be_read_is_told_and_the_defaults_are_played(ball):
    path, said = memory_path(ball.module), []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{")
    session, index = started(ball, LAUNCH, said.append)
    assert (session.values, index) == (begin(ball).values, 0)
    assert "not readable" in said[0]


def test_a_fresh_start_sets_the_scenes_own_sculpture_aside(tmp_path):
    module = CLAY / "scene.py"
    launch = LaunchOptions(Setup(str(module)))
    path = sculpture_path(module, launch)
    for text in ("one", "two"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        assert sculpture_path(module, launch) == path
        assert sculpture_path(module, replace(launch, fresh=True)) == path
        assert not path.exists()
    kept = [path.with_name(f"{path.stem}-{n}.sculpture").read_text() for n in (1, 2)]
    assert kept == ["one", "two"]
    named = tmp_path / "named"
    assert sculpture_path(module, replace(launch, fresh=True, sculpture=named)) == named


def test_figures_that_were_left_come_back_where_they_can_be_shown_and_those_asked_for_come_on_top():
    enamel = played_live(Setup("enamel"))
    left = begin(enamel).choose("lit", "sealants", 0.0).choose("open", "teeth_lost_6", 0.0)
    remember(memory_path(enamel.module), Setup("enamel"), left.choose("stratum", "race=black", 0.0), 7)
    own, said = LiveFigures(None).follow(enamel), []
    session, _ = started(enamel, LaunchOptions(Setup("enamel")), said.append, own)
    assert session.chosen == {"open": "teeth_lost_6", "stratum": "race=black"}
    assert said == ["no measure 'sealants' for prisms in the light; there is dental_visit, teeth_lost_6, "
                    "teeth_lost_all"]  # fmt: skip
    assert session.shown["lit"] == "dental_visit"  # until what was left is read
    asked = Setup("enamel", preset="least_income", roles={"lit": "teeth_lost_all"})
    session, _ = started(enamel, LaunchOptions(asked), said.append, own)
    assert session.chosen == {"open": "teeth_lost_6", "stratum": "income=under_15k", "lit": "teeth_lost_all"}
    request = request_of(Setup("enamel"), session, Clock(Fraction(30), 0.0), (64, 36))
    assert request["setup"]["roles"] == own_roles(session)
    with pytest.raises(DataError, match="did you mean 'teeth_lost_all'"):
        started(enamel, LaunchOptions(Setup("enamel", roles={"lit": "teeth_lost_al"})), silent, own)


def own_roles(session):
    """Return what is shown at first: the scene's own."""
    return {**{role.name: role.default for role in session.wanted.roles}, "stratum": ""}
