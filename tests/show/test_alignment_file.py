"""How a projector is aligned is kept by the projector, whole or not at all; of what is damaged a copy is used."""

import json
import os
import re
import stat
import sys
from pathlib import Path

import pytest

from renderer.core.errors import EncodeError
from renderer.displays.projector.alignment import Alignment
from renderer.show.alignment_file import BACKUPS, alignment_path, load_alignment, save_alignment
from renderer.show.monitors import Display

LAPTOP = Display("eDP-1", 0, 0, 1920, 1080, primary=True, edid="aa")
WALL = Display("HDMI-1", 1920, 0, 1280, 720, edid="0f3c")
UNKNOWN = Display("VGA/1.2", 0, 0, 800, 600)


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path))
    return tmp_path / "displays"


def of(number):
    return Alignment(brightness=number / 100)


def other(display, **change):
    fields = {name: getattr(display, name) for name in Display.__slots__}
    return Display(**{**fields, **change})


@pytest.mark.parametrize("display", [WALL, UNKNOWN])
def test_what_is_kept_comes_back_whatever_the_mode_and_for_this_display_alone(display):
    assert load_alignment(display) == (Alignment(), "")
    save_alignment(of(50), display)
    assert load_alignment(other(display, x=5, width=640, height=480)) == (of(50), "")
    assert load_alignment(LAPTOP) == (Alignment(), "")
    assert load_alignment(Display("DP-9", 0, 0, 800, 600)) == (Alignment(), "")


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights")
def test_it_is_for_the_artist_alone(state):
    save_alignment(of(50), WALL)
    save_alignment(of(60), WALL)
    assert {stat.S_IMODE(path.stat().st_mode) for path in state.iterdir()} == {0o600}
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


def test_a_projector_keeps_it_on_another_connector_and_twins_lit_in_turn_lose_nothing(state):
    save_alignment(of(50), WALL)
    moved = other(WALL, name="DP-2")
    assert load_alignment(moved, [LAPTOP, moved]) == (of(50), "")
    save_alignment(of(60), moved, [LAPTOP, moved])
    assert load_alignment(moved, [LAPTOP, moved]) == (of(60), "")
    os.utime(state / "DP-2.0f3c.json", (9e9, 9e9))  # files of one tick of the clock are of one age
    found, told = load_alignment(WALL)
    assert found == of(50)  # which may be a twin, whose own this is
    assert re.search(r"aligned on DP-2 since: .* copy \S+/DP-2.0f3c.json to \S+/HDMI-1.0f3c.json$", told)


def test_another_projector_on_the_same_connector_does_not_take_it():
    save_alignment(of(50), WALL)
    assert load_alignment(other(WALL, edid="beef")) == (Alignment(), "")


def test_twins_of_one_edid_have_their_own():
    twin = other(WALL, name="HDMI-2")
    around = [WALL, twin]
    save_alignment(of(50), WALL, around)
    assert load_alignment(twin, around) == (Alignment(), "")
    save_alignment(of(70), twin, around)
    assert load_alignment(WALL, around) == (of(50), "")
    assert load_alignment(twin, around) == (of(70), "")


def test_where_no_edid_is_told_the_connector_counts(state):
    save_alignment(of(50), WALL)
    mute = other(WALL, edid="")
    assert load_alignment(mute) == (of(50), "")
    save_alignment(of(60), mute)
    assert load_alignment(WALL) == (of(60), "")
    assert [path.name for path in state.glob("*.json")] == ["HDMI-1.0f3c.json"]
    save_alignment(of(70), UNKNOWN)
    told = other(UNKNOWN, edid="77")
    assert load_alignment(told) == (of(70), "")
    save_alignment(of(80), told)
    assert alignment_path(told).name == "VGA%2F1.2.77.json"
    assert len(list(state.glob("VGA*.json"))) == 1


def test_what_was_before_is_kept_newest_first_and_not_without_end(state):
    for number in range(10, 13 + BACKUPS):
        path = save_alignment(of(number), WALL)
    kept = [json.loads(path.with_suffix(f".json.{n}").read_text())["brightness"] for n in range(1, BACKUPS + 1)]
    assert kept == [(11 + BACKUPS - n) / 100 for n in range(BACKUPS)]
    assert len(list(state.iterdir())) == BACKUPS + 1


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"chorus": "alignment 2"}', b"\xff\xfe", b" " * 2_000_000])
def test_a_damaged_file_is_told_and_its_backup_used(damage):
    for number in (40, 50, 60):
        path = save_alignment(of(number), WALL)
    path.write_bytes(damage)
    found, told = load_alignment(WALL)
    assert found == of(50)
    assert told.startswith(f"the alignment of HDMI-1 is damaged ({path}: ")
    assert "; its backup of 20" in told
    path.with_suffix(".json.1").write_bytes(damage)
    assert load_alignment(WALL)[0] == of(40)
    save_alignment(of(70), WALL)  # what is damaged is no backup
    assert load_alignment(WALL) == (of(70), "")
    assert path.with_suffix(".damaged").read_bytes() == damage
    assert json.loads(path.with_suffix(".json.2").read_text())["brightness"] == 0.4


def test_damaged_without_a_backup_nothing_is_pinned_and_that_is_told():
    path = save_alignment(of(40), WALL)
    path.write_bytes(b"?")
    found, told = load_alignment(WALL)
    assert found == Alignment()
    assert told.endswith("and it has no backup: pin the corners anew, F6")


def test_a_folder_that_cannot_be_read_is_told_and_refuses_no_show(state):
    state.touch()
    assert load_alignment(WALL) == (Alignment(), f"no alignment can be read ({state}: Not a directory), "
                                                 "so nothing is pinned")  # fmt: skip
    assert alignment_path(WALL).name == "HDMI-1.0f3c.json"


def test_what_cannot_be_written_leaves_what_was(state, monkeypatch):
    save_alignment(of(40), WALL)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("renderer.core.files.os.fsync", full)
    with pytest.raises(EncodeError, match="the disk is full"):
        save_alignment(of(50), WALL)
    monkeypatch.undo()
    monkeypatch.setenv("CHORUS_STATE", str(state.parent))
    assert load_alignment(WALL) == (of(40), "")
    assert [path.name for path in state.iterdir()] == ["HDMI-1.0f3c.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("instead", [
    Path.mkdir, getattr(os, "mkfifo", None), lambda path: path.symlink_to(path.parent / "nowhere"),
    lambda path: path.symlink_to("/dev/zero"),
])  # fmt: skip
def test_what_is_no_file_in_its_place_is_told_and_its_backup_used(instead):
    for number in (40, 50):
        path = save_alignment(of(number), WALL)
    path.unlink()
    instead(path)
    found, told = load_alignment(WALL)
    assert found == of(40)
    assert "its backup of" in told
