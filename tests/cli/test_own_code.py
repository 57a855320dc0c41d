"""A scene is code with the artist's rights: that is said before one from elsewhere runs, once."""

import json
import shutil

import pytest

from renderer.core.paths import ASSETS

WORDS = "did not come with Chorus: a scene is Python, and runs with all your rights"
SMALL = ("--size", "48x32")


@pytest.fixture
def foreign(chorus, tmp_path, monkeypatch):  # noqa: ARG001  chorus: in an empty folder
    """Return a scene of somebody else in the current folder; nothing is remembered yet."""
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    shutil.copytree(ASSETS / "starter" / "picture", tmp_path / "foreign")
    return tmp_path / "foreign"


def test_it_is_said_once_and_before_the_scene_runs(chorus, foreign):
    module = foreign / "scene.py"
    module.write_text(f"import sys\nsys.stderr.write('RUNS ')\n{module.read_text()}")
    first = chorus("export", "./foreign", "a.png", *SMALL)
    assert first.code == 0
    assert first.err.index(WORDS) < first.err.index("RUNS")
    assert WORDS not in chorus("export", foreign, "b.png", *SMALL).err
    assert WORDS not in chorus("check", "./foreign").err


def test_a_job_and_a_remake_say_it_too(chorus, foreign, tmp_path):
    made = chorus("export", "./foreign", "a.png", *SMALL, "--dry-run")
    (tmp_path / "a.job").write_text(made.out)
    (tmp_path / "state" / "known-scenes.json").unlink()
    assert WORDS in chorus("export", "--job", "a.job").err
    (tmp_path / "state" / "known-scenes.json").write_text("[[[")
    assert WORDS in chorus("remake", "a.png", "--scene", "./foreign").err
    assert json.loads((tmp_path / "state" / "known-scenes.json").read_text()) == [str(foreign.resolve())]
    (tmp_path / "state" / "known-scenes.json").unlink()
    assert WORDS in chorus("check", "./foreign").err


@pytest.mark.usefixtures("foreign")
def test_it_is_not_said_of_what_came_with_chorus_or_began_here(chorus):
    assert WORDS not in chorus("export", "enamel", "a.png", *SMALL).err
    assert chorus("new", "pearl").code == 0
    assert WORDS not in chorus("export", "pearl", "b.png", *SMALL).err


def test_the_help_says_it(chorus):
    for command in ("export", "preview", "perform"):
        assert "a scene is code" in " ".join(chorus(command, "--help").out.split()).lower()
