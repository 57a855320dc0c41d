"""A film ends with the same bytes and verdict, whatever killed its export, and whatever was done to its parts."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import pytest
from engines import HEAD

from renderer.core.errors import DataError, EncodeError
from renderer.core.name_lock import claimed, hidden
from renderer.core.units import Size
from renderer.flash.limits import Geometry
from renderer.flash.viewer import Safety
from renderer.output import film_parts, film_run, overwrite, writers
from renderer.output.film import Film
from renderer.output.film_parts import FilmParts
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.leftovers import leftovers
from renderer.output.make import run
from renderer.output.soundtrack import Soundtrack
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup

# It counts its frames in its state, and turns black and white with every other: the guard holds it.
STATE = "void main() { o = (u_fresh ? vec4(0.0) : texelFetch(t_state, ivec2(0), 0)) + vec4(1.0, 0.0, 0.0, 0.0); }"
IMAGE = """void main() {
    float count = texelFetch(t_state, ivec2(0), 0).x;
    o = vec4(vec3(mod(count, 4.0) < 2.0 ? 0.9 : 0.05, 0.3, fract(count * 0.13)), 1.0);
}"""
SCENE = """passes=(Pass("state", "state.frag", reads=("state",), size=("4", "4")),
    Pass("image", "image.frag", reads=("state",)))"""
FRAMES, LENGTH = 18, 4


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    """Return where the figures lie that the first film reads: nothing of a film is kept there."""
    return str(tmp_path_factory.mktemp("state"))


@pytest.fixture(autouse=True)
def _small(monkeypatch, tmp_path, state):
    monkeypatch.setattr(film_run, "segment_length", lambda _: LENGTH)
    monkeypatch.setenv("CHORUS_STATE", state)
    monkeypatch.chdir(folder_in(tmp_path))


def folder_in(place):
    """Return a folder to work in, with the scene beside it."""
    (place / "small").mkdir()
    for name, text in (("scene.py", f"{HEAD}\nSCENE = Scene('Small', Params, {SCENE})\n"), ("state.frag", STATE),
                       ("image.frag", IMAGE)):  # fmt: skip
        (place / "small" / name).write_text(text)
    (place / "here").mkdir()
    return place / "here"


def job(path="a.mp4", seed=0, frames=FRAMES):
    setup = Setup("../small/scene.py", seed=seed, safety=Safety(Geometry(4.0, 3.0)))
    choice = choose(Path(path), quality=None if path.endswith(".gif") else 30)
    return Job(setup, loaded_of(setup), choice, Size(64, 36), range(3, 3 + frames), Fraction(12))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux alone says it")
def test_while_it_is_encoded_memory_comes_in_small_pages(monkeypatch):
    seen, real = [], Film.write
    monkeypatch.setattr(Film, "write", lambda *a, **k: (seen.append(Path("/proc/self/status").read_text()),
                                                        real(*a, **k))[1])  # fmt: skip
    run(job(frames=2))
    assert len(seen) == 2
    assert all("THP_enabled:\t1" not in one for one in seen), "x264 takes a tenth more for nothing"


class Killed(BaseException):
    """What ends a run without a word."""


def run_and_kill(monkeypatch, after, made=None):
    """Run a job, and end it as a kill would, when ``after`` pictures were handed to the encoder."""
    real = Film.write

    def write(self, frame, **how):
        if self.frames == after:
            raise Killed
        real(self, frame, **how)

    with monkeypatch.context() as patched:
        patched.setattr(Film, "write", write)
        patched.setattr(FilmParts, "clear", lambda _: None)
        with pytest.raises(Killed):
            run(made or job())


def all_bytes(name="a.mp4"):
    return {path.name: path.read_bytes() for path in Path().iterdir() if path.name.startswith(name)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return the bytes of the film, its manifest, its verdict and its plot, made in one go elsewhere."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(film_run, "segment_length", lambda _: LENGTH)
        patched.chdir(folder_in(tmp_path_factory.mktemp("whole")))
        said = run(job())
        assert any("were held back" in line for line in said)
        assert len(list(Path().iterdir())) == len(all_bytes()) == 4
        return all_bytes()


def parts():
    (folder,) = Path().glob(".a-*.film")
    return folder


def drawn(monkeypatch):
    """Return the list of frames that are drawn from now on."""
    seen = []
    shown = writers.Run.shown
    monkeypatch.setattr(writers.Run, "shown", lambda self, index: (seen.append(index), shown(self, index))[1])
    return seen


def test_a_film_that_was_killed_goes_on_and_ends_with_the_same_bytes(monkeypatch, whole):
    run_and_kill(monkeypatch, 10)
    assert not Path("a.mp4").exists()
    found = [one for one in leftovers(Path()) if one.what.startswith("segments of a film, which the same export would")]
    assert [one.path for one in found] == [parts()]
    assert found[0].size > 1000
    with monkeypatch.context() as patched:  # before the journal is written anew, which stands until then
        patched.setattr(FilmParts, "_put", lambda *_: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            run(job())
    run_and_kill(monkeypatch, 5)  # counted from there: 8 were there
    seen = drawn(monkeypatch)
    said = run(job())
    assert "3 segments of 4 pictures of 5 were there already, and were kept" in said
    assert seen == list(range(3 + 12, 3 + FRAMES))
    assert all_bytes() == whole
    assert not parts_left()


def test_a_film_that_is_refused_makes_no_folder_and_leaves_what_another_one_of_its_name_began(monkeypatch):
    run_and_kill(monkeypatch, 10)
    before = {path: path.read_bytes() for path in parts().iterdir()}
    Path("song.wav").write_text("no sound")
    for path in ("a.mp4", "b.mp4"):
        with pytest.raises(DataError, match="cannot be read as sound"):
            run(replace(job(path, seed=1), audio=Soundtrack(Path("song.wav"))))
    assert parts_left() == [parts()]
    assert {path: path.read_bytes() for path in parts().iterdir()} == before


def parts_left():
    return list(Path().glob(".*"))


def test_killed_for_real_within_a_segment_at_its_end_and_at_the_last_rename(whole):
    script = textwrap.dedent(f"""
        import os, signal, sys
        from pathlib import Path
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from renderer.output import film_parts
        import test_film_run as t
        t.film_run.segment_length = lambda _: t.LENGTH
        def die(of, name, count):
            real, left = getattr(of, name), [count]
            def wrapped(*given, **how):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*given, **how)
            setattr(of, name, wrapped)
        def export(at):
            where, count = at.split(":")
            of, name = {{"write": (t.Film, "write"), "note": (film_parts.FilmParts, "_note"),
                         "replace": (Path, "replace")}}.get(where)
            die(of, name, int(count))
            t.run(t.job())
        for at in sys.argv[1:]:  # each in a process of its own, which has no GPU from the one that imports
            if (child := os.fork()) == 0:
                export(at)
                os._exit(0)
            if (status := os.waitpid(child, 0)[1]) != signal.SIGKILL:
                sys.exit(f"{{at}} ended with {{status}}")
            if Path("a.mp4").exists():  # never anything but the whole film
                assert Path("a.mp4").read_bytes() == Path(os.environ["WHOLE"]).read_bytes()
                assert t.overwrite.is_ours(Path("a.mp4"))  # the same command takes it for its own
    """)
    Path("../whole.mp4").write_bytes(whole["a.mp4"])
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "WHOLE": "../whole.mp4"}
    done = subprocess.run([sys.executable, "-c", script, "write:6", "note:1", "replace:7"],
                          env=env, capture_output=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert "5 segments of 4 pictures of 5 were there already, and were kept" in run(job())
    assert all_bytes() == whole


@pytest.mark.parametrize("name", ["segments", "link"])
def test_clean_removes_the_folder_and_follows_no_link(monkeypatch, name):
    run_and_kill(monkeypatch, 6)
    target = parts()
    if name == "link":
        parts().rename("../kept")
        Path(target).symlink_to(Path("../kept").resolve())
    for one in leftovers(Path()):
        one.remove()
    assert target.is_symlink() == (name == "link")
    assert Path("../kept").is_dir() == (name == "link")


def test_the_last_moments_are_gone_on_from_as_well(monkeypatch, whole):
    """Killed when the film has its name, and nothing beside it yet."""
    with monkeypatch.context() as patched:
        patched.setattr(FilmParts, "clear", lambda _: None)
        patched.setattr("renderer.output.make._companions", lambda *_: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            run(job())
    assert Path("a.mp4").read_bytes() == whole["a.mp4"]
    assert not Path("a.mp4.json").exists()
    overwrite.check_free(Path("a.mp4"))
    seen = drawn(monkeypatch)
    run(job())
    assert seen == []
    assert all_bytes() == whole


def test_an_older_film_is_ours_until_the_newer_one_has_its_name(monkeypatch, whole):
    run(job(seed=1))
    older = Path("a.mp4").read_bytes()

    def dropped(path):
        for one in Path().glob(f"{path.name}.*"):
            one.unlink()
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(FilmParts, "clear", lambda _: None)
        patched.setattr("renderer.output.film.drop_companions", dropped)
        with pytest.raises(Killed):
            run(job())
    assert Path("a.mp4").read_bytes() == older
    overwrite.check_free(Path("a.mp4"))
    run(job())
    assert all_bytes() == whole


def _journal():
    return parts() / "journal"


def _said(edit):
    _journal().write_text(edit(_journal().read_text()))


def _of_files():
    """A byte of a segment, and of a state; more in the folder than there should be; times that no clock knew."""
    _flip(parts() / "00001.mp4")
    _flip(parts() / "00003.state")
    (parts() / "00009.part.mp4").write_text("")
    (parts() / "deep/er").mkdir(parents=True)
    for count, one in enumerate(parts().iterdir()):
        os.utime(one, (2e9 * count, 2e9 * count))


def _of_lines():
    """Lines that the kill cut, that are none, and that say something else."""
    nonsense = '\n[[[\n{"number": Infinity}\n{"hash": 3}\n'
    _said(lambda text: text.replace('"frames": 4', '"frames": 3', 1)[:-30] + nonsense)


def _no_files():
    """A segment that is gone, one that is a link, one that is a pipe."""
    (parts() / "00000.mp4").unlink()
    (parts() / "00001.mp4").rename("../elsewhere.mp4")
    (parts() / "00001.mp4").symlink_to(Path("../elsewhere.mp4").resolve())
    (parts() / "00002.mp4").unlink()
    os.mkfifo(parts() / "00002.mp4")


FAULTS = {
    "files": _of_files, "lines": _of_lines, "no files": _no_files,
    "no state": lambda: [one.unlink() for one in parts().glob("*.state")],
    "no journal": lambda: (_journal().unlink(), _journal().mkdir()),
    "no folder": lambda: (shutil.rmtree(here := parts()), here.write_text("mine")),
}  # fmt: skip


def _flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_done_to_its_parts_costs_what_it_no_longer_says_and_nothing_else(monkeypatch, whole, fault):
    run_and_kill(monkeypatch, 14)
    FAULTS[fault]()
    run(job())
    assert all_bytes() == whole
    assert not parts_left()
    assert all(one.stat().st_size for one in Path("..").glob("*.mp4"))  # where a link led


def test_of_a_segment_in_the_middle_only_that_is_encoded_anew(monkeypatch, whole):
    monkeypatch.setattr(film_parts, "SPARSE", 1)  # every state stays
    run_and_kill(monkeypatch, 17)
    _flip(parts() / "00001.mp4")
    before = (parts() / "00002.mp4").stat().st_ino
    seen = drawn(monkeypatch)
    with monkeypatch.context() as patched:
        patched.setattr("renderer.output.make._FORGET", {"film": lambda _: None})
        said = run(job())
    assert (parts() / "00002.mp4").stat().st_ino == before
    assert seen == [*range(3 + 4, 3 + 8), *range(3 + 16, 3 + FRAMES)]
    assert said[0].startswith("1 segment of 4 pictures that were begun under this name are of another film, damaged")
    assert all_bytes() == whole


def test_another_film_of_that_name_begins_anew_and_says_so(monkeypatch, whole):
    run_and_kill(monkeypatch, 14, job(seed=9))
    said = run(job())
    assert said[0].startswith("3 segments of 4 pictures that were begun under this name are of another film")
    assert all_bytes() == whole
    run_and_kill(monkeypatch, 9)
    monkeypatch.setattr(film_parts, "VERSION", 1)
    assert run(job())[0].startswith("2 segments of 4 pictures that were begun under this name")


def test_a_disk_that_is_full_in_the_middle_keeps_what_is_there_and_says_how_to_go_on(monkeypatch, whole):
    real = FilmParts.done

    def full(self, number, *rest):
        if number == 2:
            raise OSError(28, "No space left on device")
        real(self, number, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(FilmParts, "done", full)
        with pytest.raises(EncodeError, match=r"a.mp4: the disk is full.*2 segments of 4 pictures are kept: the same "):
            run(job())
    assert not Path("a.mp4").exists()
    run(job())
    assert all_bytes() == whole


def test_a_folder_that_is_removed_meanwhile_is_said(monkeypatch):
    real = Film.write

    def write(self, frame, **how):
        if self.frames == 9:
            shutil.rmtree(parts())
        real(self, frame, **how)

    monkeypatch.setattr(Film, "write", write)
    with pytest.raises(EncodeError, match=r"\.film, where the parts of a.mp4 lay, was removed .* begins anew") as said:
        run(job())
    assert "are kept" not in str(said.value)
    assert not parts_left()


def test_an_encoder_that_is_killed_costs_its_segment(monkeypatch, whole):
    from renderer.output.codecs.av import AvSink

    put, count = AvSink.put, [0]

    def dies(self, frame, index):
        count[0] += 1
        if count[0] == 11:
            raise OSError("the encoder (ffmpeg, status -9) says: nothing")
        put(self, frame, index)

    with monkeypatch.context() as patched:
        patched.setattr(AvSink, "put", dies)
        with pytest.raises(EncodeError, match=r"status -9.*2 segments of 4 pictures are kept"):
            run(job())
    run(job())
    assert all_bytes() == whole


def test_two_exports_to_one_name_are_one_and_a_sentence():
    with claimed(Path("a.mp4")), pytest.raises(EncodeError, match="is being written by another Chorus"):
        run(job())


def test_parts_of_another_account_are_not_touched(monkeypatch):
    hidden(Path("a.mp4"), ".film").mkdir()
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    with pytest.raises(EncodeError, match="belongs to another account: choose another name or folder"):
        run(job())


def test_a_gif_is_made_in_one_piece_and_holds_all_its_frames():
    run(job("a.gif", frames=6))
    with av.open("a.gif") as made:
        assert len(list(made.decode(video=0))) == 6
    assert json.loads(Path("a.gif.flash.json").read_text())["frames"] == 6
