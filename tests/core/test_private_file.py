"""What Chorus remembers is for the artist alone."""

import os
import stat

import pytest

from renderer.core.paths import state_dir
from renderer.core.private_file import keep_newest, made_folder, opener, write_private

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights are other things there")


@pytest.fixture
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    before = os.umask(0o022)
    yield tmp_path / "state"
    os.umask(before)


def rights(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_files_and_folders_are_closed_older_ones_too(state):
    (state / "scenes").mkdir(parents=True)
    (state / "scenes" / "a.json").write_text("old")
    write_private(state / "scenes" / "a.json", b"new")
    write_private(state / "cache" / "tables" / "b", b"new")
    assert {rights(path) for path in state.rglob("*") if path.is_dir()} == {0o700}
    assert {rights(path) for path in state.rglob("*") if path.is_file()} == {0o600}
    assert (state / "scenes" / "a.json").read_bytes() == b"new"
    (state / "log").write_text("a")
    with open(state / "log", "a", opener=opener) as log:
        log.write("b")
    assert ((state / "log").read_text(), rights(state / "log")) == ("ab", 0o600)


def test_the_folder_itself_keeps_its_rights_where_it_was_there(state):
    state.mkdir(mode=0o755)
    write_private(state / "scenes" / "a.json", b"new")
    assert (rights(state), rights(state / "scenes"), rights(state / "scenes/a.json")) == (0o755, 0o700, 0o600)


def test_the_usual_folder_is_closed_where_it_was_there_too(tmp_path, monkeypatch):
    monkeypatch.delenv("CHORUS_STATE", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    if not state_dir().is_relative_to(tmp_path):
        pytest.skip("another system's place")
    state_dir().mkdir(mode=0o755, parents=True)
    write_private(state_dir() / "a", b"")
    assert rights(state_dir()) == 0o700


def test_no_moment_passes_in_which_others_could_read_it(state, monkeypatch):
    monkeypatch.setattr("renderer.core.private_file._close", lambda *_: None)
    write_private(state / "scenes" / "a.json", b"new")
    assert rights(state / "scenes" / "a.json") == 0o600
    assert rights(state / "scenes") == 0o700


def test_elsewhere_an_artist_s_own_rights_hold(state, tmp_path):
    made_folder(tmp_path / "mine" / "deep")
    write_private(tmp_path / "mine" / "a", b"")
    assert not state.exists()
    assert (rights(tmp_path / "mine" / "deep"), rights(tmp_path / "mine" / "a")) == (0o755, 0o644)


def test_a_link_is_written_through(tmp_path, state):
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_private(tmp_path / "link", b"new")
    assert (tmp_path / "target").read_text() == "new"
    assert (tmp_path / "link").is_symlink()
    assert len(list(tmp_path.iterdir())) == 2
    assert state_dir() == state


def test_all_that_is_remembered_is_closed(state, tmp_path, monkeypatch):
    from renderer.cli.main import main

    monkeypatch.chdir(tmp_path)
    assert main(["export", "enamel", "a.png", "--size", "32x32", "--unguarded", "Ann", "--because", "a test"]) == 0
    found = [path for path in state.rglob("*") if path.is_file()]
    assert {path.suffix for path in found} >= {".jsonl", ".table"}
    assert {rights(path) for path in found} == {0o600}
    assert {rights(path) for path in (state, *state.rglob("*")) if path.is_dir()} == {0o700}


def test_of_a_cache_the_newest_entries_stay_and_a_folder_that_cannot_be_written_is_no_error(tmp_path):
    for n in range(4):
        keep_newest(tmp_path / f"{n}.kept", 2, b"a", b"b")
        os.utime(tmp_path / f"{n}.kept", (n, n))
    (tmp_path / "other.txt").write_bytes(b"stays")
    keep_newest(tmp_path / "4.kept", 2, b"c")
    keep_newest(tmp_path / "other.txt" / "5.kept", 2, b"d")

    assert sorted(one.name for one in tmp_path.iterdir()) == ["3.kept", "4.kept", "other.txt"]
    assert (tmp_path / "3.kept").read_bytes() == b"ab"
