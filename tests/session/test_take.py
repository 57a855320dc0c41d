"""Takes: what was played is read again as it was, and a file that is damaged gives what it still holds."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from fractions import Fraction

import pytest

from renderer.core.errors import DataError
from renderer.core.paths import ROOT
from renderer.params.param import assign
from renderer.params.phase import Phases
from renderer.session.setup import Setup
from renderer.session.take import Head
from renderer.session.take_file import Recorder, read_take

BEGAN = datetime(2026, 11, 21, 21, 2, 0, 400_000, timezone(timedelta(hours=1)))


def head_of(knobs, **other):
    values = {name: getattr(knobs, name) for name in type(knobs).__slots__}
    setup = Setup("probe", values, held=frozenset(), offsets={"breath": 0.0})
    return Head(**{"setup": setup, "began": BEGAN, "triggers": ("burst",)} | other)


def at(frame, fps=30, late=0.0):
    return BEGAN + timedelta(seconds=frame / fps + late)


@pytest.fixture
def record(tmp_path, knobs):
    """Return ``record(steps, ...)``: the path of a take; a step is a frame and what is set before it."""

    def run(steps, **head):
        path = tmp_path / "take.jsonl"
        recorder = Recorder(path, head_of(knobs, **head))
        params, phases = knobs, Phases().turned(knobs, 0.0)
        for frame, values in steps:
            late = values.pop("late", 0.0)
            facts = {name: values.pop(name) for name in ("seed", "held", "effects") if name in values}
            params = assign(params, **values)
            phases = phases.turned(params, frame / 30)
            recorder.record(frame, params, phases, wall=at(frame, late=late), **facts)
            params = assign(params, burst=False)
        recorder.close()
        return path

    return run


def test_every_kind_of_value_is_had_again_at_its_frame(record, knobs, known):
    path = record([
        (0, {}), (3, {"glow": 0.1 + 0.2, "style": "silk"}), (5, {"focus": (0.25, 1.0), "ground": "#ff0000"}),
        (5, {"prisms": 64}), (8, {"veil": False, "burst": True}), (9, {}), (12, {"glow": 4.0}),
    ])  # fmt: skip
    take, notes = read_take(path, known)
    assert notes == ()
    assert take.head == head_of(knobs)
    assert take.frames == range(13)
    start = {name: getattr(knobs, name) for name in known}
    assert take.at(2) == start
    assert take.at(4) == start | {"glow": 0.1 + 0.2, "style": "silk"}
    at_eight = start | {"glow": 0.1 + 0.2, "style": "silk", "focus": (0.25, 1.0), "ground": "#ff0000", "prisms": 64,
                        "veil": False, "burst": True}  # fmt: skip
    assert take.at(8) == at_eight
    assert take.at(11) == at_eight | {"burst": False}
    assert take.at(10**6)["glow"] == 4.0


def test_a_trigger_fires_once_at_any_rate(record):
    take, _ = read_take(record([(7, {"burst": True}), (8, {}), (20, {"burst": True}), (21, {})]))
    for fps in (10, 24, 25, 30, 50, 60, 120, Fraction(30000, 1001)):
        fired = [n for n in range(200) if take.at(n, Fraction(fps))["burst"]]
        assert len(fired) == 2
        for frame, own in zip(fired, (7, 20), strict=True):
            assert 0 <= frame / fps - own / 30 < 1 / fps


def test_a_rate_goes_on_from_the_same_cycles_at_any_rate_of_frames(record, knobs):
    take, _ = read_take(record([(0, {}), (30, {"breath": 0.5}), (90, {"breath": 0.02})]))
    phases = Phases().turned(knobs, 0.0)
    for time, rate in ((1.0, 0.5), (3.0, 0.02)):
        phases = phases.turned(replace(knobs, breath=rate), time)
    assert take.offsets_at(90) == phases.offsets
    assert take.offsets_at(240, Fraction(60)) == phases.offsets
    assert take.offsets_at(29) == {"breath": 0.0}


def test_seed_holds_and_chain_are_kept(record):
    take, _ = read_take(record([
        (0, {}), (4, {"seed": 9, "held": ("glow",)}), (6, {"seed": 9, "held": (), "effects": [["tear", {}]]}),
    ]))  # fmt: skip
    assert [take.fact("seed", n) for n in (3, 4, 6)] == [0, 9, 9]
    assert [take.fact("held", n) for n in (3, 4, 6)] == [[], ["glow"], []]
    assert take.fact("effects", 5) is None
    assert take.fact("effects", 13, Fraction(60)) == [["tear", {}]]


@pytest.mark.parametrize(("text", "frame"), [
    ("21:02:00", 0), ("21:02:02.4", 60), ("21:02:20", 588), ("21:02:24", 700), ("21:02:41", 700),
    ("21:02:44.734", 730), ("21:03", 1188),
])  # fmt: skip
def test_a_time_of_day_is_a_frame_and_while_the_show_stood_still_it_is_that_one(record, text, frame):
    """The show stands at frame 700 from 21:02:23.733 on for 20 s."""
    take, _ = read_take(record([(0, {}), (699, {}), (700, {"late": 20.0}), (1300, {"late": 20.0})]))
    assert take.moment(text) == frame


def test_a_show_over_midnight_and_one_that_began_late_in_its_scene(record):
    path = record([(5000, {}), (5000 + 30 * 7200, {})], frame=5000, began=BEGAN.replace(hour=23))
    text = path.read_text().splitlines()
    path.write_text("\n".join(line for line in text if "wall" not in line) + "\n")
    take, _ = read_take(path)
    assert take.moment("00:02:00.4") == 5000 + 30 * 3600
    assert take.wall(5000 + 30 * 3600) == BEGAN.replace(hour=23) + timedelta(hours=1)
    for wrong in ("22:00", "03:00"):
        with pytest.raises(DataError, match="is after this take: it runs from 23:02:00 to 01:02:00"):
            take.moment(wrong)
    for wrong in ("", "25:00", "nine"):
        with pytest.raises(DataError, match="write it as 21:04:10"):
            take.moment(wrong)


def test_a_take_cut_anywhere_keeps_all_that_is_whole_and_tells_the_cut(record):
    path = record([(n, {"glow": n / 100}) for n in range(100)])
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    for size in range(first, len(whole), 37):
        path.write_bytes(whole[:size])
        take, notes = read_take(path)
        lines = whole[first:size].count(b"\n") + whole[first:size].endswith(b"}")
        assert take.last == min(max(0, lines - 1), 99)
        assert take.at(take.last)["glow"] == (take.last / 100 if lines else 1.0)
        torn = not whole[:size].endswith((b"\n", b"}"))
        assert len(notes) == torn
        assert "everything before is kept" in "".join(notes) or not torn


def test_what_is_no_value_of_the_scene_is_skipped_and_told(record, known):
    path = record([(0, {}), (9, {"glow": 2.0})])
    bad = [
        '{"frame": 10, "name": "glow", "value": NaN}', '{"frame": 10, "name": "glow", "value": Infinity}',
        '{"frame": 10, "name": "glow", "value": 1e999}', '{"frame": 10, "name": "glw", "value": 1.0}',
        '{"frame": 10, "name": "glw", "value": 2.0}', '{"frame": 10, "name": "glow", "value": 9.0}',
        '{"frame": 10, "name": "glow", "value": {}}', '{"frame": 10, "name": ["glow"], "value": 1.0}', "[]", "null",
        '{"frame": 3, "name": "glow", "value": 1.0}', '{"frame": -1}', '{"frame": 1e9}', '{"frame": true}', "\xff",
        '{"frame": 12, "seed": -1}', '{"frame": 12, "wall": "2026-01-01"}', '{"frame": 12, "held": "all"}', "[" * 5000,
        '{"frame": 12, "name": "breath", "value": 0.1, "offset": 1e999}', '{"frame": 99999999999999999999}',
    ]  # fmt: skip
    with path.open("a", encoding="latin-1") as file:
        file.write("\n".join(bad) + '\n{"frame": 13, "name": "glow", "value": 3.0}\n')
    take, notes = read_take(path, known)
    assert take.at(12)["glow"] == 2.0
    assert take.at(13)["glow"] == 3.0
    assert take.at(13)["breath"] == 0.1
    assert sum(int(note.rpartition("(")[2].split()[0]) for note in notes) == len(bad)
    assert any("no parameter 'glw'; did you mean 'glow'? (2 lines skipped)" in note for note in notes)
    assert any("NaN is no number (1 line skipped)" in note for note in notes)
    assert any("glow = 9.0 is outside 0..4 stop" in note for note in notes)


@pytest.mark.parametrize("head", [
    b"", b"\n", b"{}\n", b"[]\n", b"\xff\n", b'{"chorus_take": 3}\n',
    b'{"chorus_take": 2}\n', b'{"chorus_take": 1}\n', b"[" * 9000,
    b'{"chorus_take": 1, "scene": "x", "values": {}, "began": "2026-11-21T21:02:00"}\n',
    b'{"chorus_take": 1, "scene": "x", "values": {"glow": NaN}, "began": "2026-11-21T21:02:00+01:00"}\n',
])  # fmt: skip
def test_a_file_that_is_no_take_says_so(tmp_path, head):
    path = tmp_path / "x.jsonl"
    path.write_bytes(head)
    with pytest.raises(DataError, match=r":1: this"):
        read_take(path)
    with pytest.raises(DataError, match="cannot be read"):
        read_take(tmp_path / "none")


def test_a_take_is_not_written_over_another(record):
    record([(0, {})])
    with pytest.raises(DataError, match="name another file"):
        record([(0, {})])


def test_a_file_in_place_of_the_folder_is_told_from_a_take_that_is_there(tmp_path, knobs):
    (tmp_path / "song.mid").write_bytes(b"")
    with pytest.raises(DataError, match="a file stands where its folder should be"):
        Recorder(tmp_path / "song.mid" / "x.take", head_of(knobs))


CRASH = """
import os, sys, time
from pathlib import Path
from renderer.session import take_file
from tests.session.test_take import head_of
from tests.support.knobs import Knobs
from dataclasses import replace
take_file.FLUSH = 0.05
recorder = take_file.Recorder(Path(sys.argv[1]), head_of(Knobs()))
for frame in range(50):
    recorder.record(frame, replace(Knobs(), glow=frame / 100))
time.sleep(0.06)
recorder.record(60, replace(Knobs(), glow=0.6))
recorder.record(61, replace(Knobs(), glow=0.61))
os._exit(9)
"""


def test_a_crash_loses_no_more_than_since_the_last_flush(tmp_path):
    path = tmp_path / "take.jsonl"
    done = subprocess.run([sys.executable, "-c", CRASH, path], cwd=ROOT, check=False)
    take, notes = read_take(path)
    assert (done.returncode, take.last, take.at(60)["glow"], notes) == (9, 60, 0.6, ())


def test_a_full_disk_ends_the_take_and_not_the_show(tmp_path, knobs):
    class Full:
        def writelines(self, lines):
            raise OSError(28, "No space left on device", [*lines])

    said = []
    recorder = Recorder(tmp_path / "t", head_of(knobs), said.append)
    recorder._file.close()
    recorder._file = Full()
    for frame in range(3):
        recorder.record(frame, replace(knobs, glow=frame / 3))
    recorder.close()
    assert len(said) == 1
    assert "the show goes on" in said[0]


def test_while_the_show_stands_still_time_is_not_written_down(record):
    path = record([(0, {}), *((9, {"late": float(second)}) for second in range(99)), (10, {"late": 99.0})])
    assert sum("wall" in line for line in path.read_text().splitlines()) == 1


def test_nothing_is_written_while_nothing_changes(record):
    path = record([(n, {}) for n in range(500)])
    assert [json.loads(line).keys() for line in path.read_text().splitlines()[1:]] == [{"frame"}]
