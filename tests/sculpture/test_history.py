"""Sculptures merge as sets do, undo without limit, and outlive a crash, a cut and nonsense in their file."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sculptors import DAB, hands

from renderer.sculpture.history import (
    Mark,
    Sculpture,
    line_of,
    merged,
    parse_lines,
    signed,
    standing,
    undo_mark,
)
from renderer.sculpture.stroke import Stroke

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


def left(sculpture):
    return [round(one.amount * 100) for one in standing(sculpture)]


@given(sculptures, sculptures, sculptures)
@settings(max_examples=120)
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


def test_what_a_line_may_leave_out_is_as_the_first_version_had_it():
    content = json.loads(line_of(replace(DAB, clock=3, author="ann-1", number=2, gesture=5, symmetric=True)))
    del content["gesture"], content["symmetric"]
    ((read,), notes) = parse_lines([json.dumps(content).encode()], "f")
    assert (read.gesture, read.symmetric, notes) == (0, False, ())


@pytest.mark.parametrize("field", ["clock", "number", "gesture"])
def test_a_count_is_within_what_every_program_counts_exactly(field):
    content = json.loads(line_of(replace(DAB, clock=3, author="ann-1", number=2)))
    for value, known in ((0, True), (2**53, True), (2**53 + 1, False), (-1, False)):
        records, notes = parse_lines([json.dumps(content | {field: value}).encode()], "f", 7)
        assert ([getattr(one, field) for one in records] == [value]) is known
        assert known or f"f:7: a count of {value} is outside 0..{2**53}" in notes[0]
