"""The file of a take: added to as it happens, and whatever is damaged in it gives what it still holds."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renderer.core.errors import DataError
from renderer.core.paths import ROOT
from renderer.params.param import checked
from renderer.session import take_parts
from renderer.session.recorder import Recorder
from renderer.session.take_file import MOST_TOLD, parse_take, read_take


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
        assert "; all else is kept" in "".join(notes) or not torn


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


def test_a_file_in_place_of_the_folder_is_told_from_a_take_that_is_there(tmp_path, head_of):
    (tmp_path / "song.mid").write_bytes(b"")
    with pytest.raises(DataError, match="a file stands where its folder should be"):
        Recorder(tmp_path / "song.mid" / "x.take", head_of())


CRASH = """
import os, sys
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
sys.path.insert(0, "tests/support")
from knobs import Knobs
from renderer.session import recorder as recorders, take_parts
from renderer.session.setup import Setup
from renderer.session.take import Head

class Watch:  # its hands are moved here: on a busy machine those on the wall would run ahead
    now = 100.0
    monotonic = staticmethod(lambda: Watch.now)

take_parts.time = Watch
recorder = recorders.Recorder(Path(sys.argv[1]), Head(Setup("probe"), datetime.now(timezone.utc)))
for frame in range(50):
    recorder.record(frame, replace(Knobs(), glow=frame / 100))
Watch.now += take_parts.FLUSH
recorder.record(60, replace(Knobs(), glow=0.6))
Watch.now += 0.9 * take_parts.FLUSH
recorder.record(61, replace(Knobs(), glow=0.61))
os._exit(9)
"""


def test_a_crash_loses_no_more_than_since_the_last_flush(tmp_path):
    path = tmp_path / "take.jsonl"
    done = subprocess.run([sys.executable, "-c", CRASH, path], cwd=ROOT, check=False)
    take, notes = read_take(path)
    assert (done.returncode, take.last, take.at(60)["glow"], notes) == (9, 60, 0.6, ())


def test_a_full_disk_ends_the_take_and_not_the_show(tmp_path, knobs, head_of):
    class Full:
        full, due = False, True

        def write(self, lines):
            raise OSError(28, "No space left on device", [*lines])

        def drop(self):
            dropped.append(self)

    said = []
    recorder = Recorder(tmp_path / "t", head_of(), said.append)
    recorder._file.close(0)
    recorder._file = Full()
    dropped = []
    for frame in range(3):
        recorder.record(frame, replace(knobs, glow=frame / 3))
    recorder.close()
    assert len(said) == len(dropped) == 1
    assert "the show goes on" in said[0]


def test_while_the_show_stands_still_time_is_not_written_down(record):
    path = record([(0, {}), *((9, {"late": float(second)}) for second in range(99)), (10, {"late": 99.0})])
    assert sum("wall" in line for line in path.read_text().splitlines()) == 1


def test_clocks_that_change_in_the_night_are_written_down_once(tmp_path, knobs, head_of):
    winter, summer = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
    began = datetime(2026, 3, 29, 1, 59, tzinfo=winter)
    recorder = Recorder(tmp_path / "night.take", head_of(began=began))
    for second in range(0, 180, 5):
        wall = began + timedelta(seconds=second)
        recorder.record(second * 30, knobs, wall=wall if second < 60 else wall.astimezone(summer))
    recorder.close()
    take, _ = read_take(tmp_path / "night.take")
    assert take.facts["wall"].frames == [1800]
    assert [f"{take.wall(frame):%H:%M:%S}" for frame in (1799, 1800, 3600)] == ["01:59:59", "03:00:00", "03:01:00"]


def test_nothing_is_written_while_nothing_changes(record):
    path = record([(n, {}) for n in range(500)])
    assert [json.loads(line).keys() for line in path.read_text().splitlines()[1:]] == [{"frame"}]


@pytest.mark.parametrize("line", [
    '{"frame": 5, "name": "glow", "value": "2.0"}', '{"frame": 5, "name": "glow", "value": [2.0]}',
    '{"frame": 5, "name": "glow", "value": true}', '{"frame": 5, "name": "glow"}', '{"name": "glow", "value": 2.0}',
    '{"frame": "5", "name": "glow", "value": 2.0}', '{"frame": 5.0, "name": "glow", "value": 2.0}',
    '{"frame": null, "name": "glow", "value": 2.0}', '{"frame": -5, "name": "glow", "value": 2.0}',
    '{"frame": 100000005, "name": "glow", "value": 2.0}', '{"frame": 1, "name": "glow", "value": 2.0}',
    '{"frame": 5, "name": "prisms", "value": 18.5}', '{"frame": 5, "name": "veil", "value": 1}',
    '{"frame": 5, "name": "focus", "value": [0.5]}', '{"frame": 5, "name": "focus", "value": [0.5, NaN]}',
    '{"frame": 5, "name": "style", "value": "rak"}', '{"frame": 5, "name": "ground", "value": "red"}',
    '{"frame": 5, "name": null, "value": 2.0}', '{"frame": 5, "seed": 4294967296}', '{"frame": 5, "seed": true}',
    '{"frame": 5, "seed": 1.5}', '{"frame": 5, "held": [1]}', '{"frame": 5, "effects": "tear"}',
    '{"frame": 5, "effects": [1]}', '{"frame": 5, "effects": [["nosuch", {}]]}', '{"frame": 5, "effects": {}}',
    '{"frame": 5, "effects": [["tear", {"amount": 9}]]}', '{"frame": 5, "effects": [["tear", {"amnt": 0.5}]]}',
    '{"frame": 5, "effects": [["tear", {"amount": "x"}]]}', '{"frame": 5, "effects": [["tear", {"amount": [1, 2]}]]}',
    '{"frame": 5, "effects": [' + ", ".join(['["tear", {}]'] * 33) + "]}",
    '{"frame": 5, "wall": "9999-12-31T23:00:00+00:00"}', '{"frame": 5, "wall": "0001-01-01T00:00:00+01:00"}',
    '{"frame": 5, "wall": "2026-11-21T21:02:01+25:00"}', '{"frame": 5, "wall": []}',
    '{"frame": 5, "wall": "2026-11-21T21:02:01"}', '{"frame": 5, "wall": "noon"}', '{"frame": 5, "wall": 7}',
    '{"frame": 5, "name": "breath", "value": 0.1, "offset": "x"}',
    '{"frame": 5, "name": "breath", "value": 0.1, "offset": -Infinity}',
    '"frame"', "7", "", "{", '{"frame": 5,}',
])  # fmt: skip
def test_one_bad_line_changes_nothing_but_one_note(record, known, line):
    path = record([(0, {}), (4, {"glow": 1.5})])
    good, _ = read_take(path, known)
    path.write_text(path.read_text() + line + "\n")
    take, notes = read_take(path, known)
    for frame in (3, 4, 5, 10**6):
        assert take.at(frame) == good.at(frame)
        assert take.offsets_at(frame) == good.offsets_at(frame)
        assert [take.fact(name, frame) for name in ("seed", "held", "effects")] == [0, [], None]
    assert take.syncs == good.syncs
    assert len(notes) == 1
    assert notes[0].startswith("take.jsonl: ")
    assert notes[0].endswith(" (1 line skipped)")


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_that_were_struck_anywhere_below_the_head_never_raise(record_once, known, data):
    whole = record_once
    first = whole.index(b"\n") + 1
    at = data.draw(st.integers(first, len(whole) - 1))
    struck = whole[:at] + data.draw(st.binary(max_size=9)) + whole[at + data.draw(st.integers(0, 9)) :]
    take, _ = parse_take(struck.splitlines(keepends=True), "x", known)
    for name, value in take.at(take.last).items():
        checked(name, known[name], value)


@pytest.fixture
def record_once(record):
    """Return the bytes of one take, however often an example asks."""
    return record([(n, {"glow": n / 10, "seed": n}) for n in range(6)]).read_bytes()


@pytest.mark.parametrize(("name", "value"), [("frame", -1), ("frame", True), ("frame", "0"), ("fps", "0"), ("fps", "x"),
                                             ("fps", "1e30000000"), ("fps", "1e-400"), ("fps", "9" * 20 + "/7"),
                                             ("fps", "-30"), ("began", "yesterday"), ("size", 7), ("held", None),
                                             ("values", []), ("offsets", {"breath": "x"}), ("other", 1)])  # fmt: skip
def test_a_head_with_one_wrong_value_is_none(record, name, value):
    path = record([(0, {})])
    head, *rest = path.read_text().splitlines(keepends=True)
    path.write_text("".join([json.dumps({**json.loads(head), name: value}) + "\n", *rest]))
    with pytest.raises(DataError, match=r":1: this is no take"):
        read_take(path)


def test_the_last_word_on_a_frame_counts_and_a_press_outlives_its_letting_go(record, known):
    path = record([(0, {})])
    said = (("glow", 2.0), ("glow", 3.0), ("burst", True), ("burst", False))
    lines = (json.dumps({"frame": 2, "name": name, "value": value}) + "\n" for name, value in said)
    path.write_text(path.read_text() + "".join(lines))
    take, notes = read_take(path, known)
    assert notes == ()
    assert (take.at(2)["glow"], take.at(2)["burst"], take.at(3)["burst"]) == (3.0, True, False)


def test_more_kinds_of_mistakes_than_anybody_reads_are_told_in_one(record, known):
    path = record([(0, {})])
    path.write_text(path.read_text() + "".join(f'{{"frame": 1, "name": "x{n}", "value": 1}}\n' for n in range(100)))
    _, notes = read_take(path, known)
    assert len(notes) == MOST_TOLD + 1
    assert notes[-1] == f"take.jsonl: more that this scene does not know ({100 - MOST_TOLD} lines skipped)"
    path.write_text(path.read_text() + "".join(f'{{"frame": 1, "wall": "{n}"}}\n' for n in range(100)))
    notes = read_take(path)[1]
    assert len(notes) == MOST_TOLD + 1
    assert notes[-1] == f"take.jsonl: more that is none of a take ({100 - MOST_TOLD} lines skipped)"


def test_frames_that_no_clock_would_live_to_show_could_not_follow(record):
    path = record([(0, {})], fps=Fraction(1, 100))
    path.write_text(path.read_text() + "".join(f'{{"frame": {n}}}\n' for n in (31_000_000, 32_000_000, 90_000_000)))
    take, notes = read_take(path)
    assert (take.last, notes) == (31_000_000, (
        "take.jsonl: its frame is none that could follow (2 lines skipped)",))  # fmt: skip
    assert take.wall(take.last).year == 2125


def test_an_effect_that_is_no_more_is_left_out_of_the_chain_a_take_begins_with(record):
    path = record([(0, {})])
    head, *rest = path.read_text().splitlines(keepends=True)
    content = json.loads(head)
    content["setup"]["effects"] = [["nosuch", {}], ["tear", {"amount": 0.5}], ["nosuch", {}], ["tear", {"amount": 9}]]
    path.write_text("".join((json.dumps(content) + "\n", *rest)))
    take, notes = read_take(path)
    assert take.fact("effects", 0) == [["tear", {"amount": 0.5}]]
    assert len(notes) == 2
    assert notes[0].startswith("take.jsonl: no effect 'nosuch'")
    assert notes[1] == "take.jsonl: effect 'tear': amount = 9 is outside 0..1: it is left out of the chain"


def test_a_file_too_long_for_a_take_is_not_read(record, monkeypatch):
    path = record([(0, {})])
    monkeypatch.setattr(take_parts, "LIMIT", path.stat().st_size)
    read_take(path)
    monkeypatch.setattr(take_parts, "LIMIT", path.stat().st_size - 1)
    with pytest.raises(DataError, match="too long for a take"):
        read_take(path)


def test_what_may_have_no_end_is_no_take(tmp_path):
    (tmp_path / "endless.take").symlink_to("/dev/zero")
    with pytest.raises(DataError, match="this is no file"):
        read_take(tmp_path / "endless.take")


def test_a_number_without_end_is_told_in_plain_words(record):
    path = record([(0, {})])
    path.write_text(path.read_text() + '{"frame": ' + "1" * 5000 + "}\n")
    assert read_take(path)[1] == ("take.jsonl: it is no line of a take (1 line skipped)",)


def test_a_late_clock_on_the_wall_is_written_down_once_it_is_off_by_half_a_second(record):
    for late, written in ((0.49, 0), (0.51, 1), (-0.51, 1)):
        path = record([(0, {}), (30, {"late": late}), (60, {"late": late})])
        assert sum("wall" in line for line in path.read_text().splitlines()) == written
        path.unlink()


def test_a_restart_is_kept_and_found_at_its_frame(tmp_path, knobs, head_of):
    path = tmp_path / "take.jsonl"
    recorder = Recorder(path, head_of())
    for frame in range(20):
        recorder.record(frame, knobs, restart=frame in (7, 8, 15), held=(), wall=head_of().began)
    recorder.close()
    take, notes = read_take(path)
    assert notes == ()
    assert [frame for frame in range(20) if take.restarts(frame)] == [7, 8, 15]
    # At twice the rate each falls on the first frame at or after its own; at half the rate none is lost.
    assert [frame for frame in range(40) if take.restarts(frame, 2 * take.head.fps)] == [14, 16, 30]
    assert [frame for frame in range(10) if take.restarts(frame, take.head.fps / 2)] == [4, 8]
    with path.open("a") as file:
        file.write('{"frame": 30, "restart": 1}\n')
    assert "restart = 1 is none" in "".join(read_take(path)[1])


def test_a_file_that_is_no_take_is_called_that_and_stays(tmp_path, head_of):
    path = tmp_path / "precious.txt"
    path.write_text("mine\n")
    with pytest.raises(DataError, match="a file that is no take is there already; name another file"):
        Recorder(path, head_of())
    assert path.read_text() == "mine\n"
    Recorder(tmp_path / "night.take", head_of()).close()
    with pytest.raises(DataError, match="this take is there already"):
        Recorder(tmp_path / "night.take", head_of())
