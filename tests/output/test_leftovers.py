"""What may be cleared is listed first; an artist's own files, and those in use, never are."""

import os
import subprocess
import sys
import tempfile

import pytest

from renderer.cli.main import main
from renderer.core.name_lock import claimed, hidden
from renderer.core.private_file import write_private
from renderer.data.readers.scratch import Scratch
from renderer.output.leftovers import leftovers

OLD, KEY = 1_000_000_000, "0123456789abcdef" * 4  # s; of an entry of a cache


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    (tmp_path / "work").mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture
def dead():
    """Return the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        return process.pid


def old(path, content=b"x" * 10):
    path.write_bytes(content)
    os.utime(path, (OLD, OLD))
    return path


def test_caches_logs_and_abandoned_parts_are_found_and_nothing_else(here, tmp_path, dead):
    state = tmp_path / "state"
    cached = (f"cache/tables/{KEY}.table", f"cache/maps/{KEY}.walk", f"cache/maps/{KEY}.map.77.part")
    for name in (*cached, "flash-overrides.jsonl", "scenes/enamel-00.json", "scenes/b-0.sculpture"):
        write_private(state / name, b"x" * 10)
    (state / "displays").mkdir()
    parts = [old(hidden(state / "displays/HDMI-1.json", f".{dead}.{dead}.part.json"))]
    parts += [old(state / name) for name in ("scenes/enamel-00.json.77.part", "known-scenes.json.77.part")]
    part = hidden(here / "wall.png", f".{dead}.{dead}.part.png")
    gone = [old(part), hidden(here / "wall.png", ".lock")]
    gone[1].touch()
    kept = [old(here / name) for name in ("wall.png", ".wall.part", "wall-0011aabb.lock", "a.jsonl",
                                        ".mine-download.part", ".Movie-incoming.part")]  # fmt: skip
    kept += [old(hidden(here / "b.png", f".{os.getpid()}.part.png"))]
    os.utime(kept[-1])  # is being written
    kept += [old(here / ".holiday-0123abcd.lock"), here / ".link-00000000.lock"]  # the first holds something
    kept[-1].symlink_to(kept[0])
    gone += [old(hidden(here / "walk-%d.png", ".drawn"))]
    old(hidden(here / "run-%d.png", ".drawn"))
    with claimed(here / "film.mp4"), claimed(here / "run-%d.png"):
        found = {one.path.resolve() for one in leftovers(here)}
        assert not {hidden(here / "film.mp4", ".lock")} & found
    assert found == {*gone, *parts, *(state / name for name in cached), state / "flash-overrides.jsonl"}


def test_a_state_folder_that_is_the_artist_s_own_holds_files_that_stay(here, monkeypatch, capsys):
    monkeypatch.setenv("CHORUS_STATE", str(here))
    for name in ("mine.jsonl", "cache/notes.txt", "cache/tables/own.table", "films/a.mp4.part", "scenes/a.json.part"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        old(here / name)
    assert main(["clean", "--yes"]) == 0
    assert capsys.readouterr().out == "Nothing to clear.\n"


def test_it_lists_first_and_clears_when_told(here, tmp_path, dead, capsys):
    old(hidden(here / "wall.png", f".{dead}.part.png"))
    write_private(tmp_path / "state" / "cache" / "tables" / f"{KEY}.table", b"12345")
    assert main(["clean"]) == 0
    said = capsys.readouterr().out
    assert "2 files, 15 bytes. To clear them: chorus clean --yes" in said
    assert f".{dead}.part.png" in said
    assert len(list(here.iterdir())) == 1
    assert main(["clean", "--yes"]) == 0
    assert "Cleared 2 files, 15 bytes." in capsys.readouterr().out
    assert not list(here.iterdir())
    assert main(["clean"]) == 0
    assert capsys.readouterr().out == "Nothing to clear.\n"


def test_a_cache_that_is_a_link_is_no_cache_of_ours(here, tmp_path, capsys):
    documents = tmp_path / "documents"
    documents.mkdir()
    thesis = old(documents / f"{KEY}.table")
    (tmp_path / "state/cache").mkdir(parents=True)
    (tmp_path / "state/cache/tables").symlink_to(documents)
    assert leftovers(here) == ()
    (tmp_path / "state/cache/tables").unlink()
    (tmp_path / "state/cache").rmdir()
    (documents / "tables").mkdir()
    thesis = thesis.rename(documents / "tables" / thesis.name)
    (tmp_path / "state/cache").symlink_to(documents)
    assert leftovers(here) == ()
    assert main(["clean", "--yes"]) == 0
    assert capsys.readouterr().out == "Nothing to clear.\n"
    assert thesis.is_file()


@pytest.mark.usefixtures("here")
def test_the_log_of_decisions_stays_unless_it_is_named(tmp_path, capsys):
    write_private(tmp_path / "state" / "flash-overrides.jsonl", b"{}\n")
    assert main(["clean", "--yes"]) == 0
    assert capsys.readouterr().out == "Nothing to clear.\n"
    assert main(["clean", "--yes", "--decisions"]) == 0
    assert not list((tmp_path / "state").rglob("flash-overrides.jsonl"))


KILLED = """
import os, signal
from renderer.core.files import whole
from pathlib import Path
from renderer.data.readers.scratch import Scratch
scratch, estimate = Scratch(), Scratch("cost")
for one in (scratch, estimate):
    (one.folder / "rows.csv").write_text("Anna")
with whole(Path("tidy.csv")) as part:
    part.write_text("area")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_what_a_killed_import_left_goes_with_the_next_command_and_no_others(here, tmp_path, capsys):
    subprocess.run([sys.executable, "-c", KILLED], check=False,
                   env={**os.environ, "TMPDIR": str(tmp_path / "temporary")})  # fmt: skip
    estimate, copies = sorted((tmp_path / "temporary").iterdir())
    (part,) = here.glob(".*.part.csv")
    own, thesis = Scratch(), tmp_path / "thesis"
    thesis.mkdir()
    link = copies.with_name(copies.name[:-8] + "00000000")
    link.symlink_to(thesis)
    kept = {own.folder, link, thesis, part}
    assert main(["clean"]) == 0
    said = capsys.readouterr().out
    assert f"copy of rows    {copies}" in said
    assert f"trial export    {estimate}" in said
    assert main(["data", "show"]) == 0
    said = capsys.readouterr().err
    assert said.count("Removed") == 2  # the part is fresh: another machine may be writing to this folder
    assert str(copies) in said
    assert not copies.exists()
    assert not estimate.exists()
    assert all(map(os.path.lexists, kept))
    os.utime(part, (OLD, OLD))
    assert main(["data", "show"]) == 0
    assert part.name in capsys.readouterr().err
    assert not part.exists()
    assert all(map(os.path.lexists, kept - {part}))
    assert main(["data", "show"]) == 0
    assert capsys.readouterr().err == ""
    own.close()
    assert [one for one in (tmp_path / "temporary").iterdir() if one != link] == []


KILLED_EXPORT = """
import sys, time
from renderer.core.files import whole
from renderer.core.name_lock import claimed
from pathlib import Path
out = Path("wall.mp4")
with claimed(out), whole(out) as part:
    part.write_text("film")
    print("on", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_what_a_killed_export_left_goes_at_once_and_nothing_of_one_that_runs(here, capsys):
    old(here / "wall.mp4")
    with subprocess.Popen([sys.executable, "-c", KILLED_EXPORT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as one:
        one.stdout.readline()
        (part,), (lock,) = here.glob(".*.part.mp4"), here.glob(".*.lock")
        assert main(["export", "enamel", "other.png", "--size", "32x18"]) == 0
        assert capsys.readouterr().err == ""
        assert part.exists()
        one.kill()
        one.wait()
    assert main(["export", "enamel", "other.png", "--size", "32x18"]) == 0
    assert capsys.readouterr().err.strip() == f"Removed a part of a file that a killed run had left: {part.name}"
    assert not part.exists()
    assert not lock.exists()
    assert (here / "wall.mp4").read_bytes() == b"x" * 10


@pytest.mark.skipif(sys.platform == "win32", reason="no fcntl")
def test_where_a_disk_knows_no_locks_a_part_waits_until_nobody_can_be_writing_it(here, dead, monkeypatch):
    import errno
    import fcntl

    part = hidden(here / "wall.png", f".{dead}.{dead}.part.png")
    part.touch()
    hidden(here / "wall.png", ".lock").touch()
    monkeypatch.setattr(fcntl, "flock", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOLCK, "")))
    assert part not in {one.path for one in leftovers(here)}
    os.utime(part, (OLD, OLD))
    assert part in {one.path for one in leftovers(here)}


def test_a_clock_that_jumped_takes_nothing_from_an_export_that_runs(here):
    """A machine that began it in 2001, before it was told the time."""
    name = here / "film.mp4"
    part = old(hidden(name, f".{os.getpid()}.1.part.mp4"))
    parts = hidden(name, ".film")
    parts.mkdir()
    os.utime(parts, (OLD, OLD))
    with claimed(name):
        assert not leftovers(here)
    assert {one.path for one in leftovers(here)} == {part, parts}
