"""Files appear whole or not at all."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
import threading

import pytest

from renderer.core.errors import EncodeError
from renderer.core.files import explain, whole, write_whole


def test_the_file_appears_at_the_end_and_keeps_its_extension(tmp_path):
    target = tmp_path / "wall.png"
    with whole(target) as temporary:
        assert temporary.suffix == ".png"
        assert temporary.parent == tmp_path
        temporary.write_bytes(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["wall.png"]


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), SystemExit(1), MemoryError()])
def test_on_any_end_but_a_good_one_the_older_file_stays(tmp_path, error):
    target = tmp_path / "wall.png"
    target.write_bytes(b"old")

    def fail():
        with whole(target) as temporary:
            temporary.write_bytes(b"half")
            raise error

    with pytest.raises(type(error)):
        fail()
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["wall.png"]


def test_reasons_are_said_as_an_artist_needs_them(tmp_path):
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for target, words in (
        (tmp_path / "missing" / "a.png", "folder does not exist"),
        (tmp_path / "folder.png", "a folder of that name exists"),
        (tmp_path / "file" / "a.png", "is a file, not a folder"),
        (tmp_path / ("a" * 300 + ".png"), "name is too long"),
    ):
        with pytest.raises(EncodeError, match=words) as caught:
            write_whole(target, b"")
        assert target.name in str(caught.value)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT])
def test_what_the_system_refuses_in_the_middle_leaves_nothing(tmp_path, monkeypatch, number):
    def refuse(_descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(EncodeError, match="Could not write"):
        write_whole(tmp_path / "a.png", b"x" * 100)
    assert not list(tmp_path.iterdir())


def test_an_unwritable_folder_is_refused_before_anything_is_drawn(tmp_path, monkeypatch):
    # root may write anywhere, so the system's answer is given here
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(EncodeError, match="you may not write there"), whole(tmp_path / "a.png"):
        pytest.fail("the block must not run")


def test_an_unknown_reason_keeps_the_words_of_the_system():
    assert "strange thing" in str(explain("a.png", OSError("strange thing")))
    # numpy's words, without a number, where a file of tifffile meets the end of the disk
    assert "the disk is full" in str(explain("a.tif", OSError("786432 requested and 189200 written")))


def test_who_reads_the_older_file_reads_it_to_its_end(tmp_path):
    target = tmp_path / "wall.png"
    target.write_bytes(b"old")
    with target.open("rb") as reader:
        write_whole(target, b"new")
        assert reader.read() == b"old"
    assert target.read_bytes() == b"new"


def test_the_longest_names_fit_and_names_cut_alike_stay_apart(tmp_path):
    longest = "\u9f52" * 83 + ".png"  # 253 of 255 bytes
    with whole(tmp_path / longest) as one, whole(tmp_path / ("\u9f52" * 82 + "2.png")) as two:
        one.write_bytes(b"1")
        two.write_bytes(b"2")
    assert (tmp_path / longest).read_bytes() == b"1"
    assert len(list(tmp_path.iterdir())) == 2


def test_two_threads_that_write_one_file_do_not_write_into_each_other(tmp_path):
    target, names = tmp_path / "a.table", []

    def write():
        with whole(target) as temporary:
            temporary.write_bytes(b"2")
            names.append(temporary.name)

    with whole(target) as first:
        first.write_bytes(b"1")
        other = threading.Thread(target=write)
        other.start()
        other.join()
        assert names != [first.name]
        assert target.read_bytes() == b"2"
    assert target.read_bytes() == b"1"


def test_a_kill_leaves_nothing_under_the_final_name(tmp_path):
    target = tmp_path / "wall.png"
    script = textwrap.dedent(f"""
        import time
        from pathlib import Path
        from renderer.core.files import whole
        with whole(Path({str(target)!r})) as temporary:
            temporary.write_bytes(b"half")
            print("half", flush=True)
            time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    assert not target.exists()


def test_a_limit_on_file_size_is_said(tmp_path):
    script = textwrap.dedent(f"""
        import resource
        from pathlib import Path
        from renderer.core.errors import EncodeError
        from renderer.core.files import write_whole
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            write_whole(Path({str(tmp_path / "a.png")!r}), b"x" * 5000)
        except EncodeError as error:
            print(error)
    """)
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "grew too large" in said
    assert not list(tmp_path.iterdir())
