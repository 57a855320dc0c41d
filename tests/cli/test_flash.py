"""``chorus flash``: 1 says that a film fails, and nothing else does; what was typed is refused with a sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from renderer.core.paths import ROOT
from renderer.output import flash_check
from renderer.output.film import open_film
from renderer.output.formats import choose


@pytest.fixture
def film(tmp_path):
    """A film of a strobe, that fails."""
    path = tmp_path / "s.mp4"
    with open_film(path, (64, 36), 25) as out:
        for index in range(25):
            out.write(np.full((36, 64, 3), 255 * (index // 2 % 2), np.uint8))
    return path


@pytest.mark.parametrize(("error", "said"), [
    (MemoryError(), "not enough memory"), (ValueError("of a kind"), "could not be judged: of a kind"),
    (OSError(5, "Input/output error"), "could not be judged: Input/output error"), (RuntimeError(), "RuntimeError"),
])  # fmt: skip
def test_whatever_goes_wrong_ends_with_two(chorus, film, monkeypatch, error, said):
    def broken(*_):
        raise error

    monkeypatch.setattr(flash_check, "pictures", broken)
    found = chorus("flash", film)

    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert len(found.err.splitlines()) == 1
    assert not film.with_name("s.mp4.flash.json").exists()


@pytest.mark.parametrize("signal", ["pq", "hlg"])
def test_a_film_for_an_hdr_screen_is_not_judged_and_its_verdict_stays(chorus, tmp_path, signal):
    path = tmp_path / "h.mp4"
    with open_film(path, (64, 64), 25, choice=choose(path, hdr=signal)) as out:
        for index in range(4):
            out.write(np.full((64, 64, 3), 65535 * (index % 2), np.uint16))
    path.with_name("h.mp4.flash.json").write_bytes(b"of the export")
    found = chorus("flash", path)
    assert (found.code, found.out) == (2, "")
    assert f"is a film for HDR screens ({signal.upper()})" in found.err
    assert "judge the same film without --hdr" in found.err
    assert path.with_name("h.mp4.flash.json").read_bytes() == b"of the export"


def test_a_film_that_changes_while_it_is_judged_has_no_verdict(chorus, film, monkeypatch):
    real = flash_check.pictures

    def growing(*given):
        yield from real(*given)
        film.write_bytes(film.read_bytes() + b"\0" * 8)

    monkeypatch.setattr(flash_check, "pictures", growing)
    found = chorus("flash", film)
    assert found.code == 2
    assert "changed while it was judged" in found.err


def test_a_reader_that_has_enough_does_not_change_how_it_ends(film):
    code = "import sys; from renderer.cli.main import main; sys.exit(main())"
    calm = film.with_name("calm.mp4")
    with open_film(calm, (64, 36), 25) as out:
        out.write(np.zeros((36, 64, 3), np.uint8))
    for path, ends in ((film, 1), (calm, 0)):
        reader, writer = os.pipe()
        os.close(reader)
        child = subprocess.run([sys.executable, "-c", code, "flash", str(path)], stdout=writer, stderr=subprocess.PIPE,
                               env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)  # fmt: skip
        os.close(writer)
        assert (child.returncode, child.stderr) == (ends, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_where_nothing_can_be_printed_it_ends_with_the_verdict_too(film):
    code = "import sys; from renderer.cli.main import main; sys.exit(main())"
    calm = film.with_name("calm.mp4")
    with open_film(calm, (64, 36), 25) as out:
        out.write(np.zeros((36, 64, 3), np.uint8))
    one, both = (">/dev/full", ">&-"), (">/dev/full 2>/dev/full", ">&- 2>&-")  # are shut: what is printed, or all words
    for path, ends, shut in ((film, 1, one), (calm, 0, both), (film.with_name("none.mp4"), 2, (*one, *both))):
        for where in shut:
            words = ["sh", "-c", f'exec "$@" {where}', "sh", sys.executable, "-c", code, "flash", str(path)]
            known = os.environ | {"PYTHONPATH": str(ROOT)}
            child = subprocess.run(words, stderr=subprocess.PIPE, env=known, check=False)
            assert (child.returncode, b"itself failed" in child.stderr) == (ends, False), (path, where)
            assert path.with_name(f"{path.name}.flash.json").exists() == (ends < 2)


@pytest.mark.parametrize(("typed", "said"), [
    ((), "FILE is missing"), (("s.mp4", "--size", "64x36"), "are for --live"), (("s.mp4", "--live"), "leave FILE"),
    (("--live", "--plot"), "leave FILE and --plot out"), (("--live", "--fps", "25"), "belong together"),
    (("--live", "--width", "4"), "belong together"), (("--live", "--size", "x", "--fps", "25"), "x"),
])  # fmt: skip
def test_what_does_not_fit_together_is_refused(chorus, film, typed, said):
    assert film.is_file()
    found = chorus("flash", *typed)
    assert found.code == 2
    assert said in found.err


def test_what_somebody_else_put_under_the_names_of_verdict_and_plot_stays(chorus, film):
    beside = [film.with_name(f"s.mp4.flash.{kind}") for kind in ("json", "png")]
    for path in beside:
        path.write_bytes(b"mine")
    found = chorus("flash", film, "--plot")
    assert found.code == 1
    assert all(f"{path} is there already" in found.err and str(path) not in found.out for path in beside)
    assert [path.read_bytes() for path in beside] == [b"mine"] * 2


def test_a_verdict_without_its_films_hash_is_said_to_be_judged_again(chorus, film):
    chorus("flash", film)
    beside = film.with_name("s.mp4.flash.json")
    older = json.loads(beside.read_text())
    digest = older.pop("sha256")
    beside.write_text(json.dumps({**older, "override": {"name": "Ada", "reason": "an older film"}}))
    found = chorus("flash", film)

    assert found.code == 1
    assert f"{beside} names no film by its hash" in found.err
    assert "Ada" not in found.out
    assert json.loads(beside.read_text())["sha256"] == digest
    assert "names no film" not in chorus("flash", film).err
