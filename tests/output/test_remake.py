"""Making a file again says what differs from when it was first made, and nothing else."""

from pathlib import Path

import pytest

from renderer.core.errors import DataError
from renderer.core.units import Size
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.make import run
from renderer.output.recall import read_manifest
from renderer.output.remake import alike, changes, remade
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup

BALL = Path(__file__).parent / "old" / "ball"
THEN = {"schema": "chorus-manifest/2", "chorus": "0.1.0", "python": "3.11.7", "files": {"a.frag": "00", "b.frag": "11"},
        "gpu": {"renderer": "llvmpipe", "version": "4.5"}, "packages": {"numpy": "2.0", "av": None},
        "data": {"name": "x", "release": "aa"}}  # fmt: skip


@pytest.mark.parametrize(("now", "said"), [
    ({}, []),
    ({"files": {"a.frag": "00", "b.frag": "22"}}, ["b.frag has changed since; the picture may differ"]),
    ({"files": {"a.frag": "00", "c.frag": "11"}},
     ["b.frag has changed since; the picture may differ", "c.frag has changed since; the picture may differ"]),
    ({"gpu": {"renderer": "other", "version": "4.5"}},
     ["the graphics driver has changed since: renderer llvmpipe -> other"]),
    ({"packages": {"numpy": "2.1", "av": "16"}}, ["a package has changed since: av None -> 16, numpy 2.0 -> 2.1"]),
    ({"data": {"name": "x", "release": "bb"}}, ["the table of figures has changed since: release aa -> bb"]),
    ({"chorus": "0.2.0", "python": "3.12.0"},
     ["Chorus has changed since: 0.1.0 -> 0.2.0", "Python has changed since: 3.11.7 -> 3.12.0"]),
    ({"setup": 3, "drawn": 4}, []),
])  # fmt: skip
def test_each_thing_that_changed_is_a_sentence(now, said):
    assert list(changes(THEN, {**THEN, **now})) == said


def test_a_manifest_that_says_less_is_answered_too():
    assert list(changes({}, {**THEN, "files": {}, "packages": {}, "gpu": {}, "data": {}}))


def test_a_job_made_again_is_the_same_file_and_only_what_changed_is_said(tmp_path):
    setup = Setup(str(BALL), {"radius": 12.0}, seed=3)
    job = Job(setup, loaded_of(setup), choose(tmp_path / "a.png"), Size(48, 32))
    run(job)
    manifest, content = read_manifest(tmp_path / "a.png"), (tmp_path / "a.png").read_bytes()
    (tmp_path / "a.png").unlink()
    assert remade(job, manifest) == ()
    assert (tmp_path / "a.png").read_bytes() == content
    changed = {**manifest, "files": {**manifest["files"], "image.frag": "00"}}
    assert remade(job, changed) == ("image.frag has changed since; the picture may differ",)


def written(folder, *names, content=b"x"):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.mark.parametrize(("original", "made", "were", "are", "other", "said"), [
    ("a.dzi", "b.dzi", ["a.dzi", "a_files/0/0_0.jpg"], ["b.dzi", "b_files/0/0_0.jpg"], [], "the same as a.dzi"),
    ("a.dzi", "b.dzi", ["a.dzi", "a_files/0/0_0.jpg"], ["b.dzi"], ["b_files/0/0_0.jpg"], "not the same as a.dzi"),
    ("a.dzi", "b.dzi", ["a.dzi", "a_files/0/0_0.jpg"], ["b.dzi"], [], "not the same as a.dzi"),
    ("a-%d.png", "b-%d.png", ["a-6.png", "a-7.png", "a-8.png", "a-9.png"],
     ["b-6.png", "b-7.png", "b-8.png", "b-9.png"], [], "the same as a-%d.png"),
    ("a-%d.png", "b-%d.png", ["a-6.png", "a-7.png", "a-8.png", "a-9.png"],
     ["b-6.png", "b-7.png", "b-8.png"], ["b-9.png"], "not the same as a-%d.png"),
    ("a-%d.png", "b-%d.png", ["a-6.png"], ["b-6.png", "b-7.png", "b-8.png", "b-9.png"], [], "not the same as a-%d"),
    ("a-%d.png", "b.mp4", ["a-6.png", "a-7.png", "a-8.png", "a-9.png"], ["b.mp4"], [], "not the same as a-%d.png"),
    ("a.png", "b.png", [], ["b.png"], [], ""),
    ("a.png", "a.png", ["a.png"], [], [], ""),
])  # fmt: skip
def test_it_is_the_same_where_all_of_it_is(tmp_path, monkeypatch, original, made, were, are, other, said):
    monkeypatch.setattr(Job, "pictures", 2)  # of a frame, as where both eyes take turns
    setup = Setup(str(BALL))
    job = Job(setup, loaded_of(setup), choose(tmp_path / made), Size(48, 32), range(3, 5))
    written(tmp_path, *were, *are)
    written(tmp_path, *other, content=b"y")
    if said.startswith("not "):
        with pytest.raises(DataError, match=rf"{made} is written, and is {said}"):
            alike(job, tmp_path / original)
        return
    found = alike(job, tmp_path / original)
    assert found.startswith(said)
    assert bool(found) == bool(said)
