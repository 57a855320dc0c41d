"""A take opened for drawing: its scene with every effect its chains ever held, and the lines that were whole."""

import os
import time
from fractions import Fraction

import pytest

from renderer.core.errors import UsageError
from renderer.core.paths import INSTALLATIONS
from renderer.scene.catalogue import load
from renderer.scene.effect import listed
from renderer.scene.scene import Effect
from renderer.session.open_take import open_take
from renderer.session.replay import begin_take, keep
from renderer.session.session import begin
from renderer.session.setup import Setup


@pytest.fixture(scope="module")
def loaded():
    return load(INSTALLATIONS / "enamel" / "scene.py")


@pytest.fixture
def taken(loaded, tmp_path):
    """Return ``taken(chains)``: a take through which these chains were played, a frame each."""

    def make(*chains):
        path = tmp_path / "a.take"
        session = begin(load(loaded.module, chains[0]))
        recorder = begin_take(path, Setup(loaded.name), session, frame=0, fps=Fraction(30), size=(32, 18))
        for index, chain in enumerate(chains):
            recorder.record(index, session.params, effects=listed(chain))
        recorder.close()
        return path

    return make


def test_without_a_path_it_is_the_scene_alone(loaded):
    found = open_take(loaded, None)
    assert (found.loaded, found.take, found.lines, found.notes) == (loaded, None, (), ())


def test_the_chain_holds_each_effect_as_often_as_any_chain_did(loaded, taken):
    tear, echo, ghost = Effect("tear"), Effect("echo"), Effect("ghost")
    found = open_take(loaded, taken((tear,), (echo, tear), (tear, tear, ghost), ()))
    names = [effect.name for effect in found.loaded.scene.effects]
    assert sorted(names) == ["echo", "ghost", "tear", "tear"]
    assert names[0] == "tear"
    assert found.take.frames == range(4)


@pytest.fixture
def of_table(loaded, tmp_path, monkeypatch):
    """Return the path of a take in ``show``, of ``mine.csv``, that began yesterday; the current folder is ``here``."""
    for name in ("show", "here"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "here")
    session = begin(loaded)
    path = tmp_path / "show" / "a.take"
    setup = Setup(loaded.name, figures="mine.csv")
    recorder = begin_take(path, setup, session, frame=0, fps=Fraction(30), size=(32, 18))
    recorder.record(0, session.params)
    recorder.close()
    return path


def saved(path, seconds):
    path.touch()
    os.utime(path, (time.time() + seconds,) * 2)
    return path


def test_its_figures_are_those_that_lie_beside_it_whatever_lies_here(loaded, of_table, tmp_path):
    beside = saved(of_table.with_name("mine.csv"), -3600)
    saved(tmp_path / "here" / "mine.csv", -3600)
    found = open_take(loaded, of_table)
    assert (found.take.head.setup.figures, found.notes) == (str(beside), ())
    beside.unlink()
    found = open_take(loaded, of_table)
    assert found.take.head.setup.figures == "mine.csv"
    assert found.notes == ("a.take: mine.csv does not lie beside it; the one of this folder is read",)


def test_figures_that_were_saved_since_it_began_are_told(loaded, of_table):
    beside = saved(of_table.with_name("mine.csv"), 3600)
    (told,) = open_take(loaded, of_table).notes
    assert told.startswith(f"a.take: {beside} was saved after this take began, which keeps no figures: ")


def test_its_lines_are_those_of_the_file_and_a_cut_one_is_told(loaded, taken):
    path = taken((Effect("tear"),), ())
    whole = path.read_text().splitlines()
    assert open_take(loaded, path).lines == tuple(whole)
    path.write_text(path.read_text() + '{"frame": 9, "na')
    found = open_take(loaded, path)
    assert found.lines == tuple(whole)
    assert len(found.notes) == 1
    assert "cut at line" in found.notes[0]


def test_what_the_scene_does_not_know_is_told(loaded, taken):
    path = taken(())
    path.write_text(path.read_text() + '{"frame": 1, "name": "no_such_knob", "value": 1}\n')
    assert "no parameter 'no_such_knob'" in open_take(loaded, path).notes[0]


def test_a_take_of_another_scene_is_refused(loaded, taken):
    path = taken(())
    path.write_text(path.read_text().replace('"scene": "enamel"', '"scene": "smile"'))
    with pytest.raises(UsageError, match="is a take of smile, not of enamel"):
        open_take(loaded, path)


def test_keeping_a_session_is_what_is_opened_again(loaded, tmp_path):
    session = begin(loaded).turn("parting", 0.5, 0.0)
    path = tmp_path / "b.take"
    recorder = begin_take(path, Setup(loaded.name), begin(loaded), frame=0, fps=Fraction(30), size=(32, 18))
    keep(recorder, session, 3)
    recorder.close()
    assert open_take(loaded, path).take.at(3)["parting"] == 0.5
