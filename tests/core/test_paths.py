"""Where Chorus keeps its things, on three kinds of systems and where somebody chose."""

import os
import sys
from pathlib import Path

import pytest

from renderer.core.errors import UsageError
from renderer.core.paths import ASSETS, INSTALLATIONS, ROOT, SHADERS, state_dir, unwritable_state


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """Return monkeypatch, with no variable of the machine set that says where things are."""
    for name in ("CHORUS_STATE", "XDG_STATE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", staticmethod(lambda: tmp_path))
    return monkeypatch


def test_what_is_bundled_is_there():
    assert {path.is_dir() for path in (ROOT, SHADERS, INSTALLATIONS, ASSETS)} == {True}
    assert (ASSETS / "starter" / "picture" / "scene.py").is_file()


@pytest.mark.parametrize(("system", "variable", "place"), [
    ("linux", None, ".local/state/chorus"), ("linux", ("XDG_STATE_HOME", "/x"), "/x/chorus"),
    ("linux", ("XDG_STATE_HOME", ""), ".local/state/chorus"), ("linux", ("XDG_STATE_HOME", "x"), ".local/state/chorus"),
    ("linux", ("XDG_STATE_HOME", "~/x"), ".local/state/chorus"),
    ("darwin", ("XDG_STATE_HOME", "/x"), "Library/Application Support/chorus"),
    ("win32", ("LOCALAPPDATA", "/l"), "/l/chorus"), ("win32", None, "chorus"),
    ("win32", ("LOCALAPPDATA", ""), "chorus"),
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
    alone.setenv("CHORUS_STATE", "~/kept")
    assert state_dir() == Path.home() / "kept"
    alone.setenv("CHORUS_STATE", "~")
    assert state_dir() == Path.home()
    alone.setenv("CHORUS_STATE", "~kept")  # somebody's home, or a folder that is called so: it is taken as it stands
    assert state_dir() == Path("~kept")


@pytest.mark.parametrize("home", ["", "rel"])
def test_a_home_that_is_no_absolute_path_is_asked_of_the_system(alone, home):
    pwd = pytest.importorskip("pwd")
    alone.setattr(sys, "platform", "linux")
    alone.setenv("HOME", home)
    alone.setattr(Path, "home", staticmethod(lambda: Path(home or "/")))
    account = Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert state_dir() == account / ".local" / "state" / "chorus"


def homeless():
    raise RuntimeError


def test_an_account_without_a_home_is_told_of_the_variable(alone):
    pwd = pytest.importorskip("pwd")
    alone.setattr(Path, "home", staticmethod(homeless))
    alone.setattr(pwd, "getpwuid", {}.__getitem__)
    with pytest.raises(UsageError, match="CHORUS_STATE"):
        state_dir()


def test_what_cannot_be_written_is_told_and_no_folder_is_made(alone, tmp_path):
    assert unwritable_state() == ""
    assert [*tmp_path.iterdir()] == []
    (tmp_path / "file").write_bytes(b"")
    alone.setenv("CHORUS_STATE", str(tmp_path / "file" / "state"))
    assert unwritable_state().startswith(f"Nothing will be kept: {tmp_path / 'file' / 'state'} cannot be written")
    alone.delenv("CHORUS_STATE")
    alone.setattr(os, "access", lambda *_: False)  # a disk that is read-only, which root may not tell from others
    assert "Set CHORUS_STATE to a folder of yours" in unwritable_state()
