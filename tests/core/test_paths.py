"""Where Chorus keeps its things, on three kinds of systems and where somebody chose."""

import sys
from pathlib import Path

import pytest

from renderer.core.paths import ASSETS, INSTALLATIONS, ROOT, SHADERS, state_dir


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """Return monkeypatch, with no variable of the machine set that says where things are."""
    for name in ("CHORUS_STATE", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", staticmethod(lambda: tmp_path))
    return monkeypatch


def test_what_is_bundled_is_there():
    assert {path.is_dir() for path in (ROOT, SHADERS, INSTALLATIONS, ASSETS)} == {True}
    assert (ASSETS / "starter" / "picture" / "scene.py").is_file()


@pytest.mark.parametrize(("system", "variable", "place"), [
    ("linux", None, ".local/state/chorus"), ("linux", ("XDG_STATE_HOME", "/x"), "/x/chorus"),
    ("darwin", ("XDG_STATE_HOME", "/x"), "Library/Application Support/chorus"),
    ("win32", ("LOCALAPPDATA", "/l"), "/l/chorus"), ("win32", None, "chorus"),
])  # fmt: skip
def test_each_system_has_its_own_place(alone, tmp_path, system, variable, place):
    alone.setattr(sys, "platform", system)
    if variable:
        alone.setenv(*variable)
    assert state_dir() == tmp_path / place
    assert not state_dir().exists()


def test_a_place_that_was_chosen_goes_before_all(alone):
    alone.setenv("XDG_STATE_HOME", "/x")
    alone.setenv("CHORUS_STATE", "/mine")
    assert state_dir() == Path("/mine")
    alone.setenv("CHORUS_STATE", "")
    assert state_dir() == Path("/x/chorus")
