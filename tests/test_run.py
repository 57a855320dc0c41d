"""./run, with a pip that plays a part: by the lock, by plain pins and loudly, or not at all."""

import os
import shutil
import subprocess

import pytest

from renderer.core.paths import ROOT

pytestmark = pytest.mark.skipif(not (ROOT / "run").is_file(), reason="a wheel carries no ./run")

# Stands for .venv/bin/python: keeps what pip was asked, fails as $PLAY says, and makes no environment.
PYTHON = """#!/usr/bin/env bash
case "$*" in
*--require-hashes*)
    echo "lock $(grep -c == "${@: -1}")" >>asked
    [ -z "$PLAY" ] || { cat "$PLAY" >&2; exit 1; } ;;
*"-r .venv/.parts"*) echo "pins $(grep -c == "${@: -1}")" >>asked ;;
*"-m venv"*) echo venv >>asked ;;
*"-m pytest"*) echo "${@:2}" >>asked ;;
esac
"""
CHANGED = """ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.
    click==8.5.1 from file:///mirror/click-8.5.1-py3-none-any.whl (from -r .venv/.parts (line 9)):
        Expected sha256 00
             Got        11
"""
OFFLINE = """WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError': /simple/anyio/
ERROR: No matching distribution found for anyio==4.16.0
"""
OTHER = "ERROR: In --require-hashes mode, all requirements must have their versions pinned with ==.\n"
LOCKED = {"CHORUS_LOCKED": "1"}
# How many parts every word needs: the sections "run" and "build".
BASE = (ROOT / "requirements.txt").read_text().partition("# test:")[0].count("==") if (ROOT / "run").is_file() else 0


@pytest.fixture
def house(tmp_path):
    """Return a copy of ./run and of what it reads, with an environment that plays."""
    for name in ("run", "requirements.txt", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    for name, text in {"python": PYTHON, "chorus": '#!/bin/sh\necho "chorus $*"\n'}.items():
        (tmp_path / ".venv/bin" / name).write_text(text)
        (tmp_path / ".venv/bin" / name).chmod(0o755)
    stamp(tmp_path, "lock")
    return tmp_path


def stamp(house, how, parts=""):
    (house / ".venv/.chorus").write_text(f"unfinished\n{how}\n{parts}\n")


def state(house):
    return (house / ".venv/.chorus").read_text().splitlines()[1:]


def asked(house):
    """Return what pip and venv were asked since the last look: way and count of parts."""
    said = (house / "asked").read_text().splitlines() if (house / "asked").exists() else []
    (house / "asked").unlink(missing_ok=True)
    return said


def start(house, *words, play="", **more):
    (house / "play").write_text(play)
    environment = {name: value for name, value in os.environ.items() if name != "CHORUS_LOCKED"}
    environment |= {"PLAY": str(house / "play") if play else "", "PYTHON": str(house / ".venv/bin/python"), **more}
    return subprocess.run([house / "run", *words], env=environment, capture_output=True, text=True, check=False)


def test_by_the_lock_once_and_then_no_more(house):
    first = start(house, "list")

    assert (first.returncode, first.stdout) == (0, "chorus list\n")
    assert "Installed by requirements.lock" in first.stderr
    assert asked(house) == [f"lock {BASE}"]
    assert start(house, "list").stderr == ""
    assert asked(house) == []
    assert state(house) == ["lock", "build run "]


def test_an_extra_is_added_by_the_lock_and_kept_up_to_date(house):
    start(house, "list")
    asked(house)

    assert start(house, "add", "usd").returncode == 0
    assert asked(house) == [f"lock {BASE + 1}"]
    (house / "pyproject.toml").write_text("# changed")
    start(house, "list")
    assert asked(house) == [f"lock {BASE + 1}"]
    assert start(house, "add", "uds").returncode == 2


def test_other_files_than_the_locks_are_told_loudly_and_the_pins_installed(house):
    done = start(house, "list", play=CHANGED)

    assert done.returncode == 0
    assert "!! NOT INSTALLED BY THE LOCK: the index here serves other files" in done.stderr
    assert "names: click==8.5.1." in done.stderr
    assert asked(house) == [f"lock {BASE}", f"pins {BASE}"]
    assert state(house) == ["pins", "build run "]


def test_who_insists_gets_no_other_files(house):
    done = start(house, "list", play=CHANGED, **LOCKED)

    assert (done.returncode, done.stdout) == (1, "")
    assert "Nothing is installed: the index here serves other files" in done.stderr
    assert asked(house) == [f"lock {BASE}"]


def test_who_insists_later_gets_an_environment_made_anew(house):
    start(house, "list", play=CHANGED)
    asked(house)

    assert start(house, "list").stderr == ""
    assert asked(house) == []
    assert start(house, "list", **LOCKED).returncode == 0
    assert asked(house) == ["venv", f"lock {BASE}"]
    assert state(house) == ["lock", "build run "]


def test_no_network_is_told_as_that_and_nothing_else_is_tried(house):
    done = start(house, "list", play=OFFLINE)

    assert done.returncode == 1
    assert "No network: pip reached no index" in done.stderr
    assert "LOCK" not in done.stderr
    assert asked(house) == [f"lock {BASE}"]
    assert state(house)[0] == "lock"


def test_a_shaky_network_does_not_hide_other_files(house):
    assert "the index here serves other files" in start(house, "list", play=OFFLINE + CHANGED).stderr


@pytest.mark.parametrize("spoil", ["lock", "pip"])
def test_whatever_else_keeps_the_lock_from_working_does_not_break_the_set_up(house, spoil):
    if spoil == "lock":
        text = (house / "requirements.lock").read_text()
        (house / "requirements.lock").write_text(text.replace("mido==1.3.3", "mido==1.3.2"))
    done = start(house, "list", play=OTHER if spoil == "pip" else "")

    assert done.returncode == 0
    assert "!! NOT INSTALLED BY THE LOCK" in done.stderr
    assert asked(house)[-1] == f"pins {BASE}"


def test_what_was_there_before_is_not_called_checked(house):
    stamp(house, "")
    done = start(house, "list")

    assert "but for what was in .venv before" in done.stderr
    assert state(house)[0] == "some"


def test_all_tests_run_on_every_core_and_those_that_are_named_on_one(house):
    tools = house / "tools"
    tools.mkdir()
    for name in ("apt-get", "sudo"):  # on a machine that lacks system packages, ours installs none
        (tools / name).write_text("#!/bin/sh\n")
        (tools / name).chmod(0o755)
    path = f"{tools}:{os.environ['PATH']}"

    assert start(house, "test", PATH=path).returncode == 0
    assert asked(house)[-1] == "pytest -n auto --maxprocesses 8 --dist worksteal"
    start(house, "test", "tests/test_run.py", "-x", PATH=path)
    assert asked(house) == ["pytest tests/test_run.py -x"]
