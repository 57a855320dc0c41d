"""How a preview begins: what is remembered, then what the command line asks for, and which sculpture."""

import shutil

import pytest

from renderer.core.errors import ParamError
from renderer.core.paths import ROOT
from renderer.scene.catalogue import load
from renderer.session.memory import memory_path, remember
from renderer.session.session import begin
from renderer.show.start import LaunchOptions, sculpture_path, started

CLAY = ROOT / "tests/scenes/clay"
PROBE = ROOT / "tests/scenes/probe"


@pytest.fixture
def probe(tmp_path, monkeypatch):
    """Return the probe scene, and a place of its own for what is remembered."""
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path))
    return load(PROBE / "scene.py")


def start(loaded, **asked):
    said = []
    session, index = started(loaded, LaunchOptions(**asked), said.append)
    return session, index, said


def test_at_first_it_is_the_scene_as_it_stands(probe):
    session, index, said = start(probe)
    assert (session.values, index, said) == (begin(probe).values, 0, [])


def test_what_was_left_is_taken_up_again_unless_a_fresh_start_is_asked_for(probe):
    left = begin(probe).turn("level", 0.75, 0.0).reseed(9, 0.0)
    remember(memory_path(probe.module), left, 450)
    session, index, _ = start(probe)
    assert (session.params.level, session.values.seed, index) == (0.75, 9, 450)
    session, index, _ = start(probe, fresh=True)
    assert (session.params.level, session.values.seed, index) == (0.5, 0, 0)


def test_the_command_line_goes_before_what_is_remembered_and_values_before_a_preset(probe):
    remember(memory_path(probe.module), begin(probe).turn("level", 0.75, 0.0).reseed(9, 0.0), 450)
    session, index, _ = start(probe, seed=7, preset="full", values=("breath=0.1",))
    assert (session.params.level, session.params.breath, session.values.seed, index) == (1.0, 0.1, 7, 450)
    assert start(probe, preset="full", values=("level=0.25",))[0].params.level == 0.25


@pytest.mark.usefixtures("probe")
def test_a_rate_of_a_preset_has_turned_that_way_from_the_start(tmp_path):
    shutil.copytree(PROBE, tmp_path / "probe")
    (tmp_path / "probe" / "presets" / "fast.toml").write_text("[params]\nbreath = 0.5\n")
    session, _, _ = start(load(tmp_path / "probe" / "scene.py"), preset="fast")
    assert session.params.breath == 0.5
    assert session.phases.cycles(2.0)["breath"] == 1.0


def test_a_moment_may_be_named_to_begin_at(probe):
    remember(memory_path(probe.module), begin(probe), 450)
    assert start(probe, since=2.5)[1] == 75
    assert start(probe, since=0.0)[1] == 0


def test_a_file_that_cannot_be_read_is_told_and_the_defaults_are_played(probe):
    path = memory_path(probe.module)
    path.parent.mkdir(parents=True)
    path.write_text("{")
    session, index, (note,) = start(probe)
    assert (session.values, index) == (begin(probe).values, 0)
    assert "not readable" in note


def test_an_unknown_name_or_value_is_refused_before_a_window_opens(probe):
    with pytest.raises(ParamError, match=r"no parameter 'levl'; did you mean 'level'\?"):
        start(probe, values=("levl=1",))
    with pytest.raises(ParamError, match=r"level = 7\.0 is outside 0\.\.1"):
        start(probe, values=("level=7",))
    with pytest.raises(ParamError, match="ful"):
        start(probe, preset="ful")


def test_a_fresh_start_sets_the_scenes_own_sculpture_aside(tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path))
    module = CLAY / "scene.py"
    path = sculpture_path(module, LaunchOptions())
    for text in ("one", "two"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        assert sculpture_path(module, LaunchOptions()) == path
        assert sculpture_path(module, LaunchOptions(fresh=True)) == path
        assert not path.exists()
    kept = [path.with_name(f"{path.stem}-{n}.sculpture").read_text() for n in (1, 2)]
    assert kept == ["one", "two"]
    named = tmp_path / "named"
    assert sculpture_path(module, LaunchOptions(fresh=True, sculpture=named)) == named
