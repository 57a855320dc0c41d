"""Sculptures merge as sets do, undo without limit, and outlive a crash, a cut and nonsense in their file."""

import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.core.errors import DataError
from renderer.sculpture.file import Journal, load_sculpture
from renderer.sculpture.history import (
    HEADER,
    Mark,
    Sculpture,
    line_of,
    merged,
    parse_lines,
    redo_mark,
    signed,
    standing,
    undo_mark,
)
from renderer.sculpture.stroke import KINDS, Stroke

DAB = Stroke("pull", (0.1, 0.2, 0.3), (0.0, 0.0, 1.0), 3.0, 0.5)
number = st.floats(-1e4, 1e4)
vector = st.tuples(number, number, number)
signature = {"clock": st.integers(0, 9), "author": st.sampled_from(["ann-1", "ann-2", "bo-1"]),
             "number": st.integers(0, 5)}  # fmt: skip
strokes = st.builds(
    Stroke, st.sampled_from(["smooth"]), vector, vector, st.floats(0.01, 1000), st.floats(0, 1), st.booleans(),
    **signature, gesture=st.integers(0, 3),
)  # fmt: skip
marks = st.builds(Mark, st.booleans(), st.tuples(signature["author"], st.integers(0, 3)), **signature)
sculptures = st.lists(strokes | marks, max_size=8).map(lambda records: Sculpture().add(*records))


def hands(*moves):
    """Return the sculpture after ``moves``: an author's name makes a gesture, with a minus takes one back."""
    made, gesture = Sculpture(), 0
    for move in moves:
        author = move.strip("-+")
        if move[0] in "-+":
            mark = (undo_mark if move[0] == "-" else redo_mark)(made, author.partition("-")[0])
            made = made.add(signed(made, mark, author)) if mark else made
        else:
            gesture += 1
            made = made.add(signed(made, replace(DAB, amount=gesture / 100, gesture=gesture), author))
    return made


def left(sculpture):
    return [round(one.amount * 100) for one in standing(sculpture)]


@given(sculptures, sculptures, sculptures)
@settings(max_examples=120, deadline=None)
def test_merging_is_that_of_sets(a, b, c):
    assert merged(a, b) == merged(b, a)
    assert merged(merged(a, b), c) == merged(a, merged(b, c))
    assert merged(a, a) == a
    assert set(merged(a, b, c).records) == {*a.records, *b.records, *c.records}
    assert standing(merged(a, b)) == standing(merged(b, a))


@given(st.lists(strokes | marks, max_size=12), st.randoms())
def test_the_order_is_that_of_the_signatures_however_they_come(records, random):
    made = Sculpture().add(*records)
    mixed = records * 2
    random.shuffle(mixed)
    one_by_one = Sculpture()
    for record in mixed:
        one_by_one = one_by_one.add(record)
    assert one_by_one == made
    signatures = [(one.clock, one.author, one.number) for one in made.records]
    assert signatures == sorted(signatures)


@given(sculptures)
@settings(deadline=None)
def test_every_record_is_read_back_exactly(made):
    lines = [line_of(record).encode() for record in made.records]
    assert parse_lines(lines, "f") == (made.records, ())


def test_undo_and_redo_have_no_limit_and_a_new_stroke_ends_redo():
    made = hands(*["ann-1"] * 300, *["-ann-1"] * 299)
    assert left(made) == [1]
    made = merged(made, hands(*["ann-1"] * 300, *["-ann-1"] * 299, *["+ann-1"] * 120))
    assert left(made) == list(range(1, 122))
    assert left(hands("ann-1", "ann-1", "-ann-1", "ann-1", "+ann-1")) == [1, 3]
    assert left(hands("ann-1", "ann-1", "-ann-1", "-ann-1", "+ann-1", "-ann-1", "+ann-1", "+ann-1")) == [1, 2]
    assert undo_mark(Sculpture(), "ann") is None


def test_a_hand_takes_back_its_own_strokes_also_those_of_its_last_session():
    assert left(hands("ann-1", "bo-1", "ann-1", "-ann-1", "-ann-1", "-ann-1")) == [2]
    assert left(hands("ann-1", "bo-1", "-ann-2")) == [2]


def test_a_gesture_of_many_strokes_is_undone_at_once():
    made = Sculpture()
    for gesture in (1, 1, 1, 2, 2):
        made = made.add(signed(made, replace(DAB, gesture=gesture), "ann-1"))
    made = made.add(signed(made, undo_mark(made, "ann"), "ann-1"))
    assert [one.gesture for one in standing(made)] == [1, 1, 1]


def test_two_who_sculpt_apart_lose_nothing_when_they_meet():
    start = hands("ann-1", "bo-1")
    ann = start.add(signed(start, replace(DAB, amount=0.5, gesture=9), "ann-1"))
    bo = start.add(signed(start, undo_mark(start, "bo"), "bo-1"))
    bo = bo.add(signed(bo, replace(DAB, amount=0.7, gesture=9), "bo-1"))
    assert left(merged(ann, bo)) == left(merged(bo, ann)) == [1, 50, 70]


def written(path, records):
    journal = Journal(path)
    for record in records:
        journal.append([record])
    return path.read_bytes()


def test_each_record_is_on_the_disk_as_soon_as_it_is_made(tmp_path):
    path, made = tmp_path / "new" / "s.jsonl", hands("ann-1", "bo-1", "-ann-1")
    journal = Journal(path)
    for count, record in enumerate(made.records, 1):
        journal.append([record])
        assert load_sculpture(path) == (Sculpture(made.records[:count]), ())
    assert path.read_text().startswith(HEADER)


def test_a_file_cut_anywhere_keeps_what_is_whole_and_goes_on(tmp_path):
    made = hands("ann-1", "bo-1", "-ann-1")
    path = tmp_path / "s.jsonl"
    content = written(path, made.records)
    after = signed(made, DAB, "cy-1")
    for cut in range(len(content)):
        path.write_bytes(content[:cut])
        journal = Journal(path)
        kept, notes = journal.read()
        whole = max(0, content[: cut + (content[cut : cut + 1] == b"\n")].count(b"\n") - 1)
        assert kept.records == made.records[:whole] or kept.records == made.records[: whole + 1]
        torn = cut > len(HEADER) and not content[:cut].endswith(b"\n") and content[cut : cut + 1] != b"\n"
        assert bool(notes) == torn
        if torn:
            assert notes[0].startswith(f"{path}:{content[:cut].count(10) + 1}: it is torn")
        journal.append([after])
        assert path.read_bytes().startswith(content[:cut]), "what was there stays there"
        assert load_sculpture(path)[0] == kept.add(after)


BAD = {
    line_of(DAB).replace("3.0", "NaN"): "radius = nan",
    line_of(DAB).replace("0.1,", "Infinity,"): "centre x = inf",
    line_of(DAB).replace("3.0", "-3.0"): "radius = -3.0",
    line_of(DAB).replace("pull", "puul"): "did you mean 'pull'",
    line_of(DAB).replace('"clock": 0', '"clock": -1'): "a count of -1",
    line_of(DAB).replace('"clock": 0', f'"clock": {10**400}'): "a count of 1",
    line_of(DAB).replace("0.5", '"0.5"'): "it is no stroke",
    line_of(DAB).replace("0.5", "1e999"): "amount = inf",
    line_of(DAB).replace("false", "0"): "it is no stroke",
    '{"undo": ["ann-1"], "clock": 1, "author": "a", "number": 1}\n': "it is no stroke",
    "[" * 100_000 + "\n": "it is no stroke",
    "null\n": "it is no stroke",
    "\x00\xff\n": "it is no stroke",
}


@pytest.mark.parametrize("line", BAD, ids=range(len(BAD)))
def test_a_line_that_is_no_stroke_is_told_with_its_number_and_nothing_else_is_lost(tmp_path, line):
    path = tmp_path / "s.jsonl"
    first, last = hands("ann-1", "bo-1").records
    path.write_bytes((HEADER + line_of(first)).encode() + line.encode("latin-1") + line_of(last).encode())
    before = path.read_bytes()

    made, notes = load_sculpture(path)

    assert made.records == (first, last)
    assert len(notes) == 1
    assert notes[0].startswith(f"{path}:3: ")
    assert BAD[line] in notes[0]
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", ["a,b\n", HEADER.replace("1", "2"), HEADER.replace("mm", "in"), "\x89PNG"])
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    path = tmp_path / "s.jsonl"
    path.write_text(content, "latin-1")
    with pytest.raises(DataError, match="no sculpture of this version"):
        load_sculpture(path)
    with pytest.raises(DataError, match="no such file"):
        load_sculpture(tmp_path / "other")


def test_two_programs_may_write_one_file_and_see_each_others_strokes(tmp_path):
    path, made = tmp_path / "s.jsonl", hands("ann-1", "bo-1", "ann-1", "bo-1")
    ann, bo = Journal(path), Journal(path)
    seen = {ann: Sculpture(), bo: Sculpture()}
    for record, journal in zip(made.records, (ann, bo, ann, bo), strict=True):
        journal.append([record])
        for one in seen:
            records, notes = one.news()
            seen[one] = seen[one].add(*records)
            assert notes == ()
    assert seen[ann] == seen[bo] == made
    with path.open("ab") as file:
        file.write(line_of(signed(made, DAB, "cy-1"))[:40].encode())
    assert ann.news() == ((), ()), "a line that somebody is writing is waited for"


def test_two_files_joined_are_merged(tmp_path):
    ann, bo = hands("ann-1", "ann-1"), hands("bo-1", "-bo-1")
    contents = [written(tmp_path / f"{name}.jsonl", made.records) for name, made in (("ann", ann), ("bo", bo))]
    (tmp_path / "both.jsonl").write_bytes(contents[1] + contents[0] + contents[1])
    assert load_sculpture(tmp_path / "both.jsonl") == (merged(ann, bo), ())


def test_a_torn_line_is_told_once_and_what_follows_is_heard(tmp_path):
    path, made = tmp_path / "s.jsonl", hands("ann-1", "bo-1")
    path.write_bytes(written(path, made.records)[:-30])
    journal = Journal(path)
    assert len(journal.read()[1]) == 1
    journal.append([made.records[1]])
    assert journal.news() == ((made.records[1],), ())


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no disk that is always full")  # noqa: PTH110
def test_a_full_disk_loses_no_stroke(tmp_path):
    made = hands("ann-1", "bo-1")
    path = tmp_path / "s.jsonl"
    path.symlink_to("/dev/full")
    journal = Journal(path)
    with pytest.raises(DataError, match=r"1 strokes are not saved yet \(No space left"):
        journal.append(made.records[:1])
    path.unlink()
    journal.append(made.records[1:])
    assert load_sculpture(path)[0] == made


def test_all_kinds_have_their_line(tmp_path):
    made = Sculpture()
    for kind in KINDS:
        made = made.add(signed(made, replace(DAB, kind=kind), "ann-1"))
    written(tmp_path / "s.jsonl", made.records)
    assert load_sculpture(tmp_path / "s.jsonl") == (made, ())
