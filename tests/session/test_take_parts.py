"""A take that grows: parts that are read as one, a part that is lost, sizes that are told, and a disk that fills."""

import json
import re
from collections import namedtuple
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from renderer.core.errors import DataError
from renderer.core.units import size_words
from renderer.params.phase import Phases
from renderer.scene.effect import chain_of, listed
from renderer.session import take_parts
from renderer.session.recorder import Recorder
from renderer.session.take_file import parse_take, read_head, read_take
from renderer.session.take_line import head_line
from renderer.session.take_parts import parts_of, take_lines

CHAIN = [["tear", {"amount": 0.5}]]
PART = take_parts.PART  # as it is, before a test makes parts small
FRAMES = 400


@pytest.fixture
def grown(tmp_path, knobs, head_of, monkeypatch):
    """Return ``grown(part)``: a take of 400 frames in parts of so many bytes, and what was said; with its truth."""

    def run(part=1 << 30, name="night.take"):
        monkeypatch.setattr(take_parts, "PART", part)
        head, said = head_of(), []
        recorder = Recorder(tmp_path / name, head, said.append)
        phases, params = Phases().turned(knobs, 0.0), knobs
        for frame in range(FRAMES):
            params = replace(knobs, glow=frame % 97 / 97, burst=frame % 50 == 7, prisms=6 + frame // 40,
                             breath=0.1 + frame // 100 / 10, focus=(0.5, frame / 1000))  # fmt: skip
            phases = phases.turned(params, frame / 30)
            late = 5.0 * (frame >= 130)
            recorder.record(frame, params, phases, wall=head.began + timedelta(seconds=frame / 30 + late),
                            restart=frame == 222, seed=frame // 90, held=frozenset(["glow"] * (frame > 60)),
                            effects=CHAIN if frame > 150 else None)  # fmt: skip
        recorder.close()
        return SimpleNamespace(path=tmp_path / name, said=said)

    return run


def everything(take, frame):
    """Return all that ``take`` says of ``frame``."""
    facts = {name: take.fact(name, frame) for name in ("seed", "held", "binds", "effects", "figures", "domains")}
    return take.at(frame), take.offsets_at(frame), facts, take.restarts(frame), take.wall(frame)


def test_parts_are_read_as_one_take_whatever_else_lies_beside_them(grown, tmp_path):
    whole, notes = read_take(grown().path)
    assert notes == ()
    (tmp_path / "night.take").rename(tmp_path / "one.take")
    (tmp_path / "night.3.take").write_text("another's\n")
    (tmp_path / "night.0.take").write_bytes((tmp_path / "one.take").read_bytes())
    parts = grown(part=9000)
    names = [path.name for path in parts_of(parts.path)]
    assert names[:4] == ["night.take", "night.2.take", "night.4.take", "night.5.take"]
    assert len(names) > 5
    assert all(1000 < path.stat().st_size < 14000 for path in parts_of(parts.path))
    take, notes = read_take(parts.path)
    assert (notes, take.last) == ((), whole.last)
    for frame in range(FRAMES):
        assert everything(take, frame) == everything(whole, frame)
    # As the manifest of an export holds them: lines without a file.
    lines = [line for path in parts_of(parts.path) for line in path.read_bytes().splitlines(keepends=True)]
    assert lines == [*take_lines(parts.path)]
    assert parse_take(lines, "the take")[0] == take


def test_a_part_that_is_lost_costs_its_own_time(grown):
    whole = read_take(grown(name="whole.take").path)[0]
    parts = parts_of(grown(part=9000).path)
    parts[1].unlink()
    head = json.loads(parts[2].read_bytes().splitlines()[0])
    take, notes = read_take(parts[0])
    assert take.last == whole.last
    (told,) = (note for note in notes if "part 2 of it is missing or damaged: frames " in note)
    assert f"to {head['frame'] - 1} are as frame " in told
    for frame in range(head["frame"], FRAMES):
        mine, other = everything(take, frame), everything(whole, frame)
        assert mine[:4] == other[:4]
        assert abs(mine[4] - other[4]) < timedelta(seconds=0.6)
    alone, notes = read_take(parts[2])
    last = json.loads(parts[2].read_bytes().splitlines()[-1])["frame"]
    assert (alone.head.frame, alone.last) == (head["frame"], last)
    assert any(f"this is part 3 of a take, and begins at frame {head['frame']}" in note for note in notes)
    assert notes == (f"night.3.take: this is part 3 of a take, and begins at frame {head['frame']}; name the first, "
                     "and all of them are read",)  # fmt: skip
    assert alone.at(alone.last) == whole.at(alone.last)


def test_of_two_files_that_say_they_are_one_part_the_one_of_its_number_is_read_and_both_are_named(grown):
    path = grown(part=9000).path
    whole, second = read_take(path)[0], path.with_name("night.2.take")
    edited = second.read_bytes().replace(b'"glow"', b'"gloo"')
    path.with_name("night.02.take").write_bytes(edited)  # both before it by the alphabet
    path.with_name("night.10.take").write_bytes(edited)
    assert parts_of(path)[1] == second
    take, notes = read_take(path)
    assert notes == ("night.take: night.2.take and night.02.take and night.10.take each say that they are part 2 of "
                     "it; night.2.take is read, and night.02.take and night.10.take left out",)  # fmt: skip
    assert [everything(take, frame) for frame in range(FRAMES)] == [
        everything(whole, frame) for frame in range(FRAMES)]  # fmt: skip


def test_the_folder_of_a_take_is_searched_once_for_a_reading(grown, monkeypatch):
    path, heads = grown(part=9000).path, []
    parts, head = parts_of(path), take_parts._head
    monkeypatch.setattr(take_parts, "_head", lambda one: heads.append(one) or head(one))
    read_take(path)
    assert sorted(heads) == sorted(parts)  # a night has hundreds, on a slow disk


def test_a_show_that_was_killed_goes_on_with_its_take(grown, knobs, head_of, tmp_path):
    grown(part=20000)
    parts = parts_of(tmp_path / "night.take")
    torn = parts[-1].read_bytes()[:-9]
    parts[-1].write_bytes(torn)
    last = json.loads(torn.splitlines()[-2])["frame"]
    head = head_of(frame=600, began=head_of().began + timedelta(seconds=40))
    recorder = Recorder(tmp_path / "night.take", head, after=True)
    recorder.record(601, replace(knobs, glow=0.25))
    recorder.close()
    assert [path.name for path in parts_of(parts[0])][-1] == f"night.{len(parts) + 1}.take"
    take, notes = read_take(parts[0])
    assert take.last == 601
    assert (take.at(599)["prisms"], take.at(600)["prisms"], take.at(601)["glow"]) == (15, knobs.prisms, 0.25)
    assert take.wall(600) == head.began
    assert len(notes) == 1
    assert re.search(rf"it is cut at line \d+, after frame {last}; all else is kept$", notes[0])
    began = Recorder(tmp_path / "new.take", head, after=True)  # of a show that was killed before it had one
    began.close()
    assert read_take(tmp_path / "new.take")[0].head.frame == 600


def test_sizes_are_told_and_the_name_under_which_all_are_read(grown, tmp_path):
    said = grown(part=20000).said
    sizes = [path.stat().st_size for path in parts_of(tmp_path / "night.take")]
    assert f"the take has grown to {size_words(sizes[0])}; it goes on in night.2.take, and " in said[0]
    assert f"{size_words(sizes[1])}, {size_words(sizes[0] + sizes[1])} in all; it goes on in night.3.take" in said[1]
    assert said[-1].endswith(f"night.take: {len(said)} parts, {size_words(sum(sizes))}; name it, and all of them are "
                             "read")  # fmt: skip
    assert size_words(sizes[0]) == "20 kB"
    assert size_words(PART) == "16 MB"
    assert grown(name="short.take").said == []


@pytest.fixture
def disk(monkeypatch):
    """A disk with ``.free`` bytes, and a clock that is moved by ``.now`` (s)."""
    usage, state = namedtuple("usage", "free"), SimpleNamespace(free=10**12, now=0.0)
    monkeypatch.setattr(take_parts, "shutil", SimpleNamespace(disk_usage=lambda _: usage(state.free)))
    monkeypatch.setattr(take_parts, "time", SimpleNamespace(monotonic=lambda: state.now))
    return state


def test_a_disk_that_fills_is_told_once_and_ends_the_take_before_it_is_full(disk, tmp_path, knobs, head_of):
    said = []
    recorder = Recorder(tmp_path / "t", head_of(), said.append)
    for frame in range(100):
        disk.now += 1.0
        disk.free = {40: 900_000_000, 80: 90_000_000}.get(frame, disk.free)
        recorder.record(frame, replace(knobs, glow=frame / 100))
    recorder.close()
    assert len(said) == 2
    assert "900 MB are free on this disk, enough for " in said[0]
    assert " h of it as it grows; at 100 MB the take ends, and the show goes on" in said[0]
    assert "the take ends at frame 8" in said[1]
    assert "(90 MB are left on this disk, and the show needs them); the show goes on" in said[1]
    take, _ = read_take(tmp_path / "t")
    assert 78 <= take.last <= 90


@pytest.mark.parametrize("line", [
    b'{"chorus_take": 2, "frame": 500}\n', b'{"chorus_take": 2, "part": "x", "frame": 500}\n',
    b'{"chorus_take": 2, "part": 2, "frame": 500}\n', b'{"frame": 500, "goes_on": "x"}\n',
])  # fmt: skip
def test_a_head_among_the_lines_that_is_none_is_skipped(grown, line):
    path = grown().path
    with path.open("ab") as file:
        file.write(line)
    take, notes = read_take(path)
    assert (take.last, notes) == (FRAMES - 1, ("night.take: it is no line of a take (1 line skipped)",))


def test_a_part_whose_name_is_taken_by_a_folder_is_not_read(grown, tmp_path):
    parts = parts_of(grown(part=20000).path)
    parts[1].unlink()
    parts[1].mkdir()
    assert parts_of(parts[0]) == (parts[0], *parts[2:])
    assert parts_of(tmp_path / "nowhere" / "x.take") == (tmp_path / "nowhere" / "x.take",)
    with pytest.raises(DataError, match="cannot be read"):
        [*take_lines(tmp_path / "nowhere" / "x.take")]


def test_a_head_in_the_middle_keeps_the_chain(grown):
    parts = parts_of(grown(part=9000).path)
    heads = [json.loads(path.read_bytes().splitlines()[0]) for path in parts]
    assert [head.get("part", 1) for head in heads] == [*range(1, len(parts) + 1)]
    assert listed(chain_of(heads[-1]["setup"]["effects"])) == CHAIN


@pytest.mark.parametrize("part", [0, "x", [1], None, True])
def test_a_file_that_says_nonsense_of_which_part_it_is_is_refused_in_a_sentence(grown, part):
    path = grown().path
    first, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join((json.dumps({**json.loads(first), "part": part}).encode() + b"\n", *rest)))
    with pytest.raises(DataError, match=r"night\.take: its first line says of no part of a take which it is"):
        read_take(path)


@pytest.mark.parametrize("line", [
    {"frame": 28, "domains": {"lit": [0, 10**400]}}, {"frame": 28, "name": "breath", "value": 0.1, "offset": 10**400},
])  # fmt: skip
def test_a_number_that_no_float_holds_is_skipped_and_told(grown, line):
    path = grown().path
    path.write_bytes(path.read_bytes() + json.dumps(line).encode() + b"\n")
    take, notes = read_take(path)
    assert take is not None
    assert any("skipped" in note or "not read" in note for note in notes), notes


def test_a_part_whose_name_is_taken_by_a_link_that_leads_nowhere_is_stepped_over(grown, tmp_path):
    (tmp_path / "night.2.take").symlink_to(tmp_path / "nowhere")
    told = grown(part=9000)
    assert not [one for one in told.said if "the take ends" in one]
    assert (tmp_path / "night.3.take").is_file()


def test_a_part_whose_head_is_damaged_is_told_and_what_it_holds_is_kept(grown):
    whole = read_take(grown(name="whole.take").path)[0]
    parts = parts_of(grown(part=9000).path)
    head, *rest = parts[1].read_bytes().splitlines(keepends=True)
    parts[1].write_bytes(b"".join((head.replace(b'"part"', b'"prat"'), *rest)))
    take, notes = read_take(parts[0])
    assert [everything(take, frame) for frame in range(FRAMES)] == [everything(whole, frame) for frame in range(FRAMES)]
    assert notes == ("night.take: it is no line of a take (1 line skipped)",
                     "night.take: the first line of part 2 is damaged; all else of it is kept")  # fmt: skip


@pytest.mark.parametrize("damage", [b"\xff\n", b"", b"[]\n", b'{"chorus_take": 2, "part": 2}\n'])
@pytest.mark.parametrize("number", [1, -1])
def test_a_part_without_its_head_is_read_after_the_one_before(grown, damage, number):
    whole = read_take(grown(name="whole.take").path)[0]
    parts = parts_of(grown(part=9000).path)
    _, *rest = parts[number].read_bytes().splitlines(keepends=True)
    parts[number].write_bytes(b"".join((damage, *rest)))
    take, notes = read_take(parts[0])
    part = range(1, len(parts) + 1)[number]
    assert notes[-1] == f"night.take: the first line of part {part} is damaged; all else of it is kept"
    assert [everything(take, frame) for frame in range(FRAMES)] == [everything(whole, frame) for frame in range(FRAMES)]


@pytest.mark.parametrize("how", ["missing", "headless", "empty"])
def test_a_first_part_that_is_lost_costs_its_own_time(grown, tmp_path, how):
    whole = read_take(grown(name="whole.take").path)[0]
    parts = parts_of(grown(part=9000).path)
    if how == "missing":
        parts[0].unlink()
    else:
        lines = [b"torn\n", *parts[0].read_bytes().splitlines(keepends=True)[1:]]
        parts[0].write_bytes(b"".join(lines) if how == "headless" else b"")
    (tmp_path / "night.99.take").write_text(head_line(replace(
        read_head(parts[1]), began=whole.head.began - timedelta(days=9)), 9, "2026-01-01T20:00:00+01:00"))  # fmt: skip
    assert parts_of(parts[0]) == parts[1:]
    take, notes = read_take(parts[0])
    start = read_head(parts[1]).frame
    assert notes == (f"night.take: part 1 of it is missing or damaged: what is left begins at frame {start}",)
    assert take.frames == range(start, FRAMES)
    for frame in take.frames:
        mine, other = everything(take, frame), everything(whole, frame)
        assert mine[:4] == other[:4]
        assert abs(mine[4] - other[4]) < timedelta(seconds=0.6)


def test_a_show_goes_on_with_a_take_whose_first_part_is_damaged(grown, knobs, head_of, tmp_path):
    parts = parts_of(grown(part=20000).path)
    parts[0].write_bytes(b"torn\n")
    recorder = Recorder(tmp_path / "night.take", head_of(frame=600), after=True)
    recorder.record(601, replace(knobs, glow=0.25))
    recorder.close()
    take, notes = read_take(parts[0])
    assert (take.last, take.at(601)["glow"]) == (601, 0.25)
    assert [path.name for path in parts_of(parts[0])] == [f"night.{n}.take" for n in range(2, len(parts) + 2)]
    assert len(notes) == 1


def test_a_part_that_says_a_time_of_no_clock_is_read_and_that_is_told(grown):
    whole = read_take(grown(name="whole.take").path)[0]
    parts = parts_of(grown(part=9000).path)
    head, *rest = parts[1].read_bytes().splitlines(keepends=True)
    parts[1].write_bytes(b"".join((json.dumps({**json.loads(head), "began": "9999-12-31T23:59:59+00:00"}).encode(),
                                   b"\n", *rest)))  # fmt: skip
    take, notes = read_take(parts[0])
    assert notes == ("night.take: part 2 says that it began at 9999-12-31T23:59:59+00:00, which no clock shows",)
    assert [everything(take, frame) for frame in range(FRAMES)] == [everything(whole, frame) for frame in range(FRAMES)]


def test_a_part_begins_with_what_the_operator_holds_whatever_is_lost_before_it(head_of, knobs, tmp_path, monkeypatch):
    monkeypatch.setattr(take_parts, "PART", 1)
    recorder = Recorder(tmp_path / "night.take", head_of())
    for frame, black in enumerate((False, True, True, False, False)):
        recorder.operate(frame, black=black, frozen=False)
        recorder.record(frame, replace(knobs, glow=frame / 9))
    recorder.close()
    parts = parts_of(tmp_path / "night.take")
    said = [json.loads(path.read_bytes().splitlines()[1]).get("operator") for path in parts]
    assert said[-3:] == [["black"], [], []]
    (tmp_path / "night.4.take").unlink()
    assert read_take(tmp_path / "night.take")[0].facts["operator"].at(4, None) == []
    after = Recorder(tmp_path / "night.take", head_of(), after=True)
    after.operate(6, black=False, frozen=False)
    after.close()
    assert json.loads(parts_of(tmp_path / "night.take")[-1].read_bytes().splitlines()[1])["operator"] == []
