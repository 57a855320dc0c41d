"""Which saves are heard, and that one save is one change however an editor writes it."""

import os
import threading
import time

from desktop import CAP, save

from renderer.show import file_watch
from renderer.show.file_watch import Digests, changes, folders_of, named, stamp


def test_a_save_without_a_change_is_none(tmp_path):
    path = tmp_path / "a.frag"
    path.write_text("one")
    digests = Digests([path])
    path.write_text("one")
    assert digests.changed([path]) == ()
    path.write_text("two")
    assert digests.changed([path]) == (path,)
    assert digests.changed([path]) == ()


def test_a_file_that_is_truncated_and_then_written_is_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(file_watch, "ABSENT", CAP)  # s; on a busy machine the writer may be kept from writing on
    path = tmp_path / "a.frag"
    path.write_text("one")
    digests, cut = Digests([path]), threading.Event()

    def write():
        path.write_text("")
        cut.set()
        time.sleep(0.03)
        path.write_text("two")

    writer = threading.Thread(target=write)
    writer.start()
    cut.wait()
    assert digests.changed([path]) == (path,)
    writer.join()
    assert digests.changed([path]) == ()  # what was read was "two" already


def test_a_file_that_is_gone_counts_as_changed(tmp_path):
    path = tmp_path / "a.frag"
    path.write_text("one")
    digests = Digests([path])
    path.unlink()
    assert digests.changed([path]) == (path,)


def test_stale_names_what_was_touched_since_last_asked(tmp_path):
    path = tmp_path / "a.frag"
    path.write_text("one")
    digests = Digests()
    assert digests.stale([path]) == {path}
    assert digests.stale([path]) == set()
    path.write_text("longer")
    assert digests.stale([path]) == {path}


def test_saves_by_rename_and_in_place_are_heard_and_other_files_are_not(tmp_path):
    stop, heard = threading.Event(), []
    other = tmp_path / "presets"
    other.mkdir()
    listener = threading.Thread(target=lambda: [heard.append(group) for group in changes([tmp_path, other], stop)])
    listener.start()
    first, end = other / "first.toml", time.monotonic() + CAP
    while not any(first in group for group in heard) and time.monotonic() < end:  # until it listens
        first.write_text(f"{time.monotonic()}")
        time.sleep(0.05)
    (tmp_path / "notes.txt").write_text("no")
    (tmp_path / ".a.part.frag").write_text("still being written")
    save(tmp_path / "a.frag", "renamed")
    (other / "dusk.toml").write_text("in place")
    while len(set().union(*heard)) < 3 and time.monotonic() < end:
        time.sleep(0.01)
    stop.set()
    listener.join(CAP)
    assert set().union(*heard) == {first, tmp_path / "a.frag", other / "dusk.toml"}


def test_a_stamp_tells_a_file_of_the_same_time_and_size_apart(tmp_path):
    one, other = tmp_path / "a.frag", tmp_path / "b.frag"
    for path in (one, other):
        path.write_text(path.name)
        os.utime(path, ns=(0, 10**18))
    before = stamp(one)
    other.replace(one)
    assert (before.written, before.size) == (stamp(one).written, stamp(one).size)
    assert stamp(one) != before
    assert stamp(other) is None


def test_what_is_watched_are_the_folders_of_names_and_of_what_they_lead_to(tmp_path):
    for name in ("a", "b", "wall"):
        (tmp_path / name).mkdir()
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "a" / "x.frag").symlink_to(tmp_path / "b" / "y.frag")
    (tmp_path / "b" / "y.frag").write_text("one")
    names = (tmp_path / "link" / "x.frag", tmp_path / "gone" / "z.frag", tmp_path / "wall" / "any")
    found = folders_of(names)
    assert {*found} == {tmp_path / "a", tmp_path / "b", tmp_path / "wall"}
    (tmp_path / "wall").rename(tmp_path / "old")
    (tmp_path / "wall").mkdir()
    now = folders_of(names)
    assert {path for path in now if now[path] != found[path]} == {tmp_path / "wall"}


def test_what_was_written_is_called_as_it_is_watched(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "a" / "x.frag").symlink_to(tmp_path / "b" / "y.frag")
    names = [tmp_path / "link" / "x.frag"]
    written = [tmp_path / "b" / "y.frag", tmp_path / "a" / "x.frag", tmp_path / "a" / "new.toml", tmp_path / "z.frag"]
    assert [named(names, [path]) for path in written] == [
        {names[0]}, {names[0]}, {tmp_path / "link" / "new.toml"}, {tmp_path / "z.frag"}]  # fmt: skip
