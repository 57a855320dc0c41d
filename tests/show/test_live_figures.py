"""Figures of a running show: what is saved is read beside the loop, what cannot be read changes nothing."""

import os
import re
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from desktop import save
from figures import figures_text, release_text

from renderer import Bind
from renderer.core.errors import RendererError
from renderer.data.figure_choice import FigureChoice
from renderer.data.load import load_table
from renderer.data.role import Role
from renderer.scene.catalogue import load
from renderer.show import live_figures
from renderer.show.figure_files import FigureFiles
from renderer.show.live_figures import LiveFigures
from renderer.signals.fault.feeds import faults_of
from renderer.signals.name import groups_of

SCENE = '''
from dataclasses import dataclass
from renderer import Bind, Pass, Scene, param

@dataclass(frozen=True)
class Params:
    level: float = param(0.5, 0.0, 1.0, help="Light.")

SCENE = Scene("Wall", Params, (Pass("image", "image.frag"),), columns=("dental_visit",), {more})
'''
WEEKS = ("2025-01-06", "2025-01-13", "2025-01-20", "2025-01-27")
STILL = r"\nStill showing the {} of \d\d:\d\d:\d\d\.$"


@pytest.fixture
def wall(tmp_path):
    """Return ``wall(more)``: a scene that reads one column, with ``more`` of its declaration."""

    def make(more="", feed=None):
        (tmp_path / "scene.py").write_text(SCENE.replace("{more}", more))
        (tmp_path / "image.frag").write_text("void main() { o = vec4(u_level); }")
        return load(tmp_path / "scene.py", None, feed)

    return make


@pytest.fixture
def live():
    """Return ``live(loaded, data)``: a source that watches; closed afterwards."""
    made = []

    def start(loaded, data=None, **how):
        made.append(LiveFigures(None if data is None else str(data), **how))
        made[-1].follow(loaded)
        made[-1].start()
        return made[-1]

    yield start
    for one in made:
        one.close()


@pytest.fixture
def csv(tmp_path):
    path = tmp_path / "figures.csv"
    path.write_text(figures_text(50.0))
    return path


@pytest.fixture
def feed(tmp_path):
    folder = tmp_path / "releases"
    folder.mkdir()
    (folder / "2025-01-20.csv").write_text(release_text(WEEKS[:3], (5, 6, 7)))
    return folder


def until(check, seconds=20.0):
    """Wait until ``check()`` is true, and return what it gave."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := check():
            return found
        time.sleep(0.005)
    raise AssertionError("it never came")


def test_a_saved_file_is_there_and_wakes_the_loop(live, wall, csv):
    source = live(wall(), csv)
    first = source.at(0.0)
    assert (first.table.value == 50.0).all()
    source.wake.clear()
    save(csv, figures_text(80.0, areas=6, times=(2012, 2014)))
    assert source.wake.wait(20.0)
    table = source.at(1.0).table
    assert table.value.shape == (2, 6, 1)
    assert (table.value == 80.0).all()
    assert (first.table.value == 50.0).all()
    assert source.error == ""


def test_a_link_that_leads_elsewhere_and_a_copy_of_the_same_time_and_size_are_read(live, wall, csv, tmp_path):
    shown, other = tmp_path / "shown.csv", tmp_path / "other.csv"
    shown.symlink_to(csv)
    source = live(wall(), shown)
    other.write_text(figures_text(60.0))
    os.utime(other, ns=(0, csv.stat().st_mtime_ns))
    (tmp_path / "new").symlink_to(other)
    (tmp_path / "new").replace(shown)
    until(lambda: (source.at(0.0).table.value == 60.0).all())
    for value in (70.0, 80.0):  # as rsync -t puts one into the place of another
        (tmp_path / "copy.csv").write_text(figures_text(value))
        os.utime(tmp_path / "copy.csv", ns=(0, csv.stat().st_mtime_ns))
        (tmp_path / "copy.csv").replace(other)
        until(lambda value=value: (source.at(0.0).table.value == value).all())


def test_what_is_asked_is_only_taken(live, wall, csv, monkeypatch):
    source = live(wall(), csv)
    source.close()

    def refuse(*_, **__):
        raise AssertionError("asked of a disk")

    for name in ("open", "stat", "scandir", "listdir"):
        monkeypatch.setattr(os, name, refuse)
    monkeypatch.setattr("builtins.open", refuse)
    assert source.at(0.0) is source.at(9.0)


@pytest.mark.parametrize(("broken", "words"), [
    ("area,time\n", "column"),
    (figures_text(50.0).replace(",50.0,", ",5o,", 1), "5o"),
    (figures_text(50.0, measures=("teeth_lost_all",)), "dental_visit"),
    ("", "empty"),
])  # fmt: skip
def test_what_cannot_be_read_leaves_the_figures_and_is_told_until_it_is_mended(live, wall, csv, broken, words):
    source = live(wall(), csv)
    first = source.at(0.0).table
    save(csv, broken)
    error = until(lambda: source.error)
    assert words in error
    assert re.search(STILL.format("figures"), error)
    assert source.at(1.0).table is first
    time.sleep(0.6)
    assert source.error == error  # nobody looks again before the next save
    reads = source.reads
    save(csv, figures_text(70.0))
    until(lambda: (source.at(2.0).table.value == 70.0).all())
    assert source.error == ""
    assert source.reads == reads + 1


def test_a_deleted_file_is_told_and_its_return_is_seen(live, wall, csv):
    source = live(wall(), csv)
    csv.unlink()
    assert "figures.csv does not exist" in until(lambda: source.error)
    assert (source.at(0.0).table.value == 50.0).all()
    csv.write_text(figures_text(60.0))
    until(lambda: (source.at(1.0).table.value == 60.0).all())
    assert source.error == ""


def test_a_file_written_in_pieces_is_read_once_it_is_whole(live, wall, csv):
    source = live(wall(), csv)
    text, seen = figures_text(90.0, areas=40), []
    with csv.open("w") as file:
        for start in range(0, len(text), 350):
            file.write(text[start : start + 350])
            file.flush()
            seen.append(source.error)
            time.sleep(0.04)
    until(lambda: (source.at(0.0).table.value == 90.0).all())
    assert until(lambda: source.at(0.0).table.value.shape[1] == 40)
    assert {source.error, *seen} == {""}


def test_a_bind_to_an_area_that_is_gone_is_refused(live, wall, csv):
    source = live(wall('binds=(Bind("area.A4.dental_visit", to="level", span=(0.0, 100.0)),)'), csv)
    save(csv, figures_text(10.0, areas=3))
    assert "A4" in until(lambda: source.error)
    assert source.at(0.0).table.value.shape[1] == 4


def test_a_release_that_is_still_being_written_is_none(feed):
    files = FigureFiles("", (), str(feed))
    before = files.releases()
    (feed / ".2025-01-27-0f.part.csv").write_text("area,")
    assert len(before) == len(list(feed.glob("*.csv"))) - 1
    assert files.releases() == before


def test_a_folder_that_gains_a_release_is_seen(live, wall, csv, feed):
    source = live(wall(feed=str(feed)), csv)
    first = source.at(0.0)
    save(feed / "2025-01-27.csv", release_text(WEEKS, (5, 60, 7, 9)))
    until(lambda: source.at(0.0).faults is not first.faults)
    now, whole = source.at(0.0), faults_of(str(feed))
    assert [one.words for one in now.faults.faults] == [one.words for one in whole.faults]
    assert len(now.faults.faults) > len(first.faults.faults)
    assert now.table is first.table  # nobody touched it


def test_a_release_that_cannot_be_read_leaves_the_faults(live, wall, csv, feed):
    source = live(wall(feed=str(feed)), csv)
    first = source.at(0.0).faults
    save(feed / "2025-01-27.csv", "nonsense\n")
    assert re.search(STILL.format("faults"), until(lambda: source.error))
    assert source.at(0.0).faults is first
    (feed / "2025-01-27.csv").unlink()
    until(lambda: not source.error)


def test_a_folder_that_goes_while_it_is_asked_for_is_no_error(wall, feed, monkeypatch):
    files = FigureFiles.of(wall(feed=str(feed)).scene, None)
    there = iter((True, False))
    monkeypatch.setattr(Path, "is_dir", lambda _: next(there, True))
    assert isinstance(files.releases(), dict)


def test_a_folder_that_disappears_and_returns(live, wall, csv, feed):
    source = live(wall(feed=str(feed)), csv)
    first, away = source.at(0.0).faults, feed.with_name("away")
    feed.rename(away)
    assert "Still showing the faults" in until(lambda: source.error)
    assert source.at(0.0).faults is first
    away.rename(feed)
    until(lambda: not source.error)


def test_made_up_faults_follow_the_seed(live, wall, csv):
    source = live(wall(feed="rehearsal"), csv, seed=3)
    assert source.at(0.0, 3).faults.seed == 3
    source.at(0.0, 4)
    faults = until(lambda: (found := source.at(0.0, 4).faults).seed == 4 and found)
    np.testing.assert_array_equal(faults._start, faults_of("rehearsal", 4)._start)


def test_a_scene_is_followed_without_reading_what_is_known(live, wall, csv, monkeypatch):
    source = live(wall(), csv)
    first = source.at(0.0)
    for name in ("load_table", "faults_of"):
        monkeypatch.setattr(f"renderer.show.live_figures.{name}", lambda *_: pytest.fail("it was read again"))
    assert source.follow(wall("seconds=3.0")) == first


def test_another_scene_asks_for_other_columns_or_is_refused(live, wall, csv):
    source = live(wall(), csv)
    other = wall()
    both = replace(other.scene, columns=("teeth_lost_all", "dental_visit"))
    loaded = replace(other, scene=both)
    assert [one.name for one in source.follow(loaded).table.columns] == list(both.columns)
    wrong = replace(both, columns=("nothing",))
    with pytest.raises(RendererError, match="nothing"):
        source.follow(replace(other, scene=wrong))
    assert [one.name for one in source.at(0.0).table.columns] == list(both.columns)


def test_a_watch_that_ends_is_told(live, wall, csv, monkeypatch):
    def fails(*_):
        raise OSError("no watch is left")

    monkeypatch.setattr("renderer.show.live_figures.changes", fails)
    source = live(wall(), csv)
    assert "no longer shown: OSError: no watch is left" in until(lambda: source.error)
    assert (source.at(0.0).table.value == 50.0).all()


def test_bundled_figures_are_not_watched(live, wall):
    source = live(wall())
    time.sleep(0.1)
    assert [one.name for one in threading.enumerate() if one.name == "figures"]
    assert source._files.folders() == set()
    assert Path(source._files.data).name == "us_oral_health"


def test_from_where_to_where_roles_show_stays_whatever_is_released(live, wall, csv):
    loaded = wall()
    role = Role("lit", "prisms", default="dental_visit", domain=(40.0, 80.0))
    loaded = replace(loaded, scene=replace(loaded.scene, columns=(), roles=(role,)))
    csv.write_text(figures_text(12.0))
    source = live(loaded, csv)
    first = source.at(0.0).table.columns[0].domain
    source.wake.clear()
    save(csv, figures_text(95.0))
    assert source.wake.wait(20.0)

    now = source.at(1.0).table
    assert (now.value == 95.0).all()
    assert now.columns[0].domain == first != load_table(csv, loaded.scene.wanted).columns[0].domain
    source.choose(FigureChoice().range("lit", (90.0, 99.0)))
    until(lambda: source.at(0.0).table.columns[0].domain == (90.0, 99.0))
    source.choose(FigureChoice())
    until(lambda: source.at(0.0).table.columns[0].domain == first)


ROLES = 'roles=(Role("lit", "light", good="more", default="dental_visit"),)'


@pytest.fixture
def lit(tmp_path):
    """Return a scene of one role."""
    (tmp_path / "scene.py").write_text(SCENE.replace('columns=("dental_visit",), {more}', ROLES)
                                       .replace("import Bind,", "import Bind, Role,"))  # fmt: skip
    (tmp_path / "image.frag").write_text("void main() { o = vec4(u_level); }")
    return load(tmp_path / "scene.py")


def test_a_choice_is_read_beside_the_loop_and_wakes_it(live, lit, monkeypatch):
    source = live(lit)
    first = source.at(0.0)
    assert first.offer.fits[0][0].measure == "dental_visit"
    readers = []
    for name in ("role_table", "load_newest"):
        original = getattr(live_figures, name)
        monkeypatch.setattr(live_figures, name, lambda *how, original=original: (
            readers.append(threading.current_thread().name), original(*how))[1])  # fmt: skip
    chosen = FigureChoice().put("lit", "teeth_lost_6").put("stratum", "race=black")
    source.wake.clear()
    source.choose(chosen)
    source.choose(FigureChoice(dict(chosen.figures), chosen.asked))  # the same once more is no choice
    assert source.wake.wait(20.0)
    shown = source.at(0.0)
    assert shown.table.columns[0].figure == "1-teeth_lost_6@race=black"
    assert "light show all others than teeth_lost_6" in shown.notes[0]
    assert set(readers) == {"choices"}
    assert source.reads == 1
    source.choose(FigureChoice())
    until(lambda: source.at(0.0).table.columns[0].figure == "dental_visit")
    assert first.table.columns[0].figure == "dental_visit"


def test_a_save_without_a_figure_says_what_stands_in_its_place(live, lit, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(figures_text())
    source = live(lit, path)
    save(path, figures_text(measures=("teeth_lost_all",)))
    notes = until(lambda: source.at(0.0).notes if source.at(0.0).table.columns[0].figure != "dental_visit" else ())
    assert notes[0].startswith("light showed dental_visit; of these figures they show ")
    assert "teeth_lost_all; --figure lit=MEASURE chooses" in notes[0]
    save(path, figures_text(value=40.0, measures=("teeth_lost_all",)))
    until(lambda: source.reads == 2)
    assert "light showed" not in " ".join(source.at(0.0).notes)


def test_a_choice_that_cannot_be_shown_leaves_the_figures_until_another_one(live, lit):
    source = live(lit)
    first = source.at(0.0).table
    source.choose(FigureChoice().put("lit", "sealants"))
    assert re.search(STILL.format("figures"), until(lambda: source.error))
    assert source.at(0.0).table is first
    source.choose(FigureChoice().put("lid", "teeth_lost_6"))  # of a role that a save took away: it is passed over
    until(lambda: not source.error)


def test_a_choice_outlives_a_save_of_the_figures_and_of_the_scene(live, lit, csv):
    source = live(lit, csv)
    source.choose(FigureChoice().put("lit", "1-teeth_lost_all"))
    until(lambda: source.at(0.0).table.columns[0].figure == "1-teeth_lost_all")
    save(csv, figures_text(80.0))
    until(lambda: (source.at(0.0).table.value == 20.0).all())
    edited = replace(lit, scene=replace(lit.scene, roles=(*lit.scene.roles, Role("open", "sockets", needed=False))))
    assert source.follow(edited).table.columns[0].figure == "1-teeth_lost_all"


def test_other_figures_are_shown_and_watched_from_then_on(live, lit, csv, tmp_path):
    source = live(lit, csv)
    (tmp_path / "more").mkdir()
    other = tmp_path / "more" / "other.csv"
    other.write_text(figures_text(30.0, areas=6))
    source.show(str(other), FigureChoice())
    until(lambda: source.at(0.0).table.value.shape == (1, 6, 1))
    save(other, figures_text(31.0, areas=6))
    until(lambda: (source.at(0.0).table.value == 31.0).all())


def test_groups_that_a_bind_asks_for_are_read_beside_the_loop(live, lit):
    source = live(lit)
    first = source.at(0.0).table
    assert first.apart is None
    gap = Bind("gap.lit@income=under_15k..income=50k_and_over", to="level", span=(0.0, 40.0))
    source.choose(FigureChoice(), (gap,))
    until(lambda: source.at(0.0).table.apart is not None)
    assert [one.name for one in source.at(0.0).table.apart.columns] == [f"lit@{one}" for one in groups_of(gap.signal)]
    typo = replace(gap, signal="gap.lit@income=undr_15k..income=50k_and_over")
    source.choose(FigureChoice(), (typo,))
    error = until(lambda: source.error)
    assert "bind 1, to 'level': no figures of 'income=undr_15k'; did you mean 'income=under_15k'?" in error
    gone = replace(gap, to="gone")  # of a knob that a save took away: it is passed over
    source.choose(FigureChoice(), (gone,))
    until(lambda: not source.error and source.at(0.0).table.apart is None)
