"""The sculpture of a running show: several programs at one file, what is full, and a disk that refuses."""

import time

import numpy as np

from renderer.sculpture.file import load_sculpture
from renderer.sculpture.stroke import Stroke, packed
from renderer.show.sculpture import POLL, LiveSculpture

DAB = Stroke("pull", (0.0, 0.0, 16.0), (0.0, 0.0, 1.0), 6.0, 3.0)


def test_two_programs_on_one_file_show_the_same(tmp_path):
    notes = []
    ann, bo = (LiveSculpture(tmp_path / "s.jsonl", notes.append) for _ in range(2))
    for number, (clay, author) in enumerate([(ann, "ann-1"), (bo, "bo-1"), (bo, "bo-1"), (ann, "ann-1")]):
        clay.record(Stroke("pull", (number, 0, 0), (0, 0, 1), 2, 0.5, gesture=number), author)
    bo.undo("bo-1")
    for clay in (ann, bo):
        clay.look(time.perf_counter() + POLL)
    assert ann.sculpture == bo.sculpture
    assert len(ann.standing) == 3
    np.testing.assert_array_equal(ann.rows(()), bo.rows(()))
    np.testing.assert_array_equal(ann.rows(()), packed(ann.standing))
    assert notes == []


def test_rows_stay_the_same_object_until_something_moves(tmp_path):
    clay = LiveSculpture(tmp_path / "s.jsonl", lambda _: None)
    clay.record(DAB, "ann-1")
    rows = clay.rows(())
    assert clay.rows(()) is rows
    under_way = clay.rows([DAB])
    assert clay.rows([DAB]) is under_way
    np.testing.assert_array_equal(under_way, np.concatenate([packed([DAB])] * 2))


def test_a_full_sculpture_takes_no_more_and_says_so_once(tmp_path, monkeypatch):
    monkeypatch.setattr("renderer.show.sculpture.MOST_STEPS", 3)
    notes = []
    clay = LiveSculpture(tmp_path / "s.jsonl", notes.append)
    for _ in range(5):
        clay.record(Stroke("pull", (0, 0, 0), (0, 0, 1), 2, 0.5), "ann-1")
    assert len(clay.standing) == 3
    assert len(notes) == 1
    assert "is full" in notes[0]


def test_a_disk_that_refuses_is_told_and_tried_again_until_the_end(tmp_path):
    notes, path = [], tmp_path / "folder" / "s.jsonl"
    clay = LiveSculpture(path, notes.append)
    path.parent.write_text("a file stands in the way")
    clay.record(DAB, "ann-1")
    assert "1 strokes are not saved yet" in notes[0]
    clay.close()
    assert "lost" in notes[1]
    path.parent.unlink()
    clay.close()
    assert load_sculpture(path)[0] == clay.sculpture


def test_the_file_is_asked_now_and_then_and_not_in_each_frame(tmp_path):
    ann, bo = (LiveSculpture(tmp_path / "s.jsonl", lambda _: None) for _ in range(2))
    ann.look(start := time.perf_counter() + 100.0)
    bo.record(DAB, "bo-1")
    ann.look(start + 0.9 * POLL)
    assert len(ann.standing) == 0
    ann.look(start + 1.1 * POLL)
    assert len(ann.standing) == 1
