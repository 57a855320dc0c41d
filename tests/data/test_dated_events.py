"""Events beside a table: what is read, where each stands in time and place, and what is refused in a sentence."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from areas import areas_table
from figures import figures_text

from renderer.core.errors import DataError
from renderer.data.dated_events import KINDS, DatedEvent, event_at, event_texels, event_words
from renderer.data.gather import gathered
from renderer.data.load import load_all, load_newest
from renderer.data.parts import parts_of

HEAD = "date,kind,place,words\n"


@pytest.fixture
def beside(tmp_path):
    """Return ``beside(text)``: the table of 2012 and 2014 with these events beside it."""
    (tmp_path / "mine.csv").write_text(figures_text(times=(2012, 2014)))

    def read(text):
        (tmp_path / "events.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_newest(tmp_path / "mine.csv")

    return read


def test_events_come_with_the_figures_that_they_lie_beside(beside, tmp_path):
    table = beside(HEAD + '2012-05-04,workshop,A2,"First evening, and supper"\n\n2013,setback,,\n2014,repair,03,x\n')

    assert table.events == (DatedEvent("2012-05-04", "workshop", "02", "First evening, and supper"),
                            DatedEvent("2013", "setback", "", ""), DatedEvent("2014", "repair", "03", "x"))  # fmt: skip
    assert table.release != load_all(tmp_path / "mine.csv").release, "a changed event is told by remake"
    assert beside(HEAD).events == ()
    assert beside(HEAD).release == load_all(tmp_path / "mine.csv").release


@pytest.mark.parametrize("other", [
    b"", b"id,name\n1,x\n", b"id,name\n" + b"1,x\n" * 500_000, "Müller,Straße\n".encode("latin-1"),
    b'id,"name\n1,x\n', b'id,name\n1,"x\n', bytes(5000), b"\n", b"x" * 200_000,
], ids=["empty", "table", "2 MB", "Latin-1", "quote in the head", "quote", "zeros", "blank", "long line"])  # fmt: skip
def test_a_file_of_that_name_that_holds_no_events_is_left_alone(beside, other):
    assert beside(other).events == ()


@pytest.mark.parametrize(("content", "said"), [
    (HEAD.encode() + b"2012,repair,,\n" * 80_000, r"events\.csv cannot be read: it is too long, more than 1,048,576 "),
    (HEAD.encode() + "2012,repair,,Grüße\n".encode("latin-1"), r"events\.csv is no CSV file in UTF-8"),
    (HEAD.encode("utf-16"), r"events\.csv is no CSV file in UTF-8"),
    (HEAD.encode() + b'2012,repair,,\n2013,repair,,"x\n', r"events\.csv, line 3: a quote is open"),
    (b"date;kind;place;words\n2012;repair;;x\n", r"line 1: the columns are date;kind;place;words; write date,kind,"),
    (b"Date,Kind,Place,Words\n2012,repair,,x\n", r"line 1: the columns are Date, Kind, Place, Words; write date,kind"),
], ids=["2 MB", "Latin-1", "UTF-16", "quote", "semicolons", "capitals"])  # fmt: skip
def test_events_that_cannot_be_read_are_told_as_the_artists_own(beside, content, said):
    with pytest.raises(DataError, match=said):
        beside(content)


@pytest.mark.parametrize(("line", "said"), [
    ("2012,workshp,,", "line 2: no kind 'workshp'; did you mean 'workshop'?"),
    ("2012,party,,", "no kind 'party'"),
    ("May,repair,,", "line 2: 'May' is no date; write 2014"), ("2012-13-01,repair,,", "no date"),
    *((f"{day},repair,,", f"line 2: '{day}' is no date; write 2014") for day in ("05/2012", "12", "1" * 20, "/2012")),
    ("2012,repair,Area 22,", "the figures have no place 'Area 22'; did you mean 'Area 2'?"),
    ("2012,repair,,one,two", "5 columns in place of 4; put words with a comma into quotes"),
    (f"2012,repair,,{'x' * 161}", "161 characters of words; one line holds 160"),
])  # fmt: skip
def test_a_line_that_is_no_event_is_told_with_what_to_write(beside, line, said):
    with pytest.raises(DataError, match=r"events\.csv, line 2") as told:
        beside(f"{HEAD}{line}\n")
    assert said in str(told.value)


def test_a_head_of_other_columns_and_too_many_events_are_told(beside):
    with pytest.raises(DataError, match="write date,kind,place,words"):
        beside("date,kind\n2012,repair\n")
    with pytest.raises(DataError, match="201 events, and a frieze holds 200"):
        beside(HEAD + "2012,repair,,\n" * 201)


def test_words_of_others_cannot_move_a_cursor(beside):
    assert beside(f"{HEAD}2012,repair,,a\x1b[2Jb\n").events[0].words == r"a\x1b[2Jb"


@pytest.mark.parametrize(("when", "at"), [
    ("2012", (0, 0.5)), ("2012-01-01", (0, 0.5 / 366)), ("2012-12-31", (0, 365.5 / 366)), ("2012-Q1", (0, 45.5 / 366)),
    ("2013-01-01", (0, 1 + 0.5 / 365)), ("2013-12", (0, 1 + 349.5 / 365)), ("2011-12-31", (0, -0.5)),
    ("2014-07", (1, 196.5 / 365)), ("2015-01-01", (1, 1.5)),
])  # fmt: skip
def test_an_event_stands_in_its_time_or_in_the_gorge_after_it(when, at):
    """The days are counted by the calendar here, by forms of times there."""
    time, part = event_at(("2012", "2014"), when)

    assert time == at[0]
    assert part == pytest.approx(at[1])


def test_every_day_has_a_place_further_on_than_the_day_before():
    first, last = (date(*day).toordinal() for day in ((2012, 1, 1), (2014, 12, 31)))
    days = [date.fromordinal(n).isoformat() for n in range(first, last)]
    places = [2 * time + part for time, part in (event_at(("2012", "2014"), one) for one in days)]

    assert (np.diff(places) > 0).all()


def test_shaders_are_given_where_and_what_and_whose(beside):
    table = beside(HEAD + "2012,setback,A2,\n2013,repair,,\n")

    np.testing.assert_allclose(event_texels(table), [[[0, 0.5, 2, 1], [0, 1.5, 3, -1]]])
    assert KINDS == ("workshop", "setback", "repair")  # events.glsl counts them
    np.testing.assert_array_equal(event_texels(beside(HEAD)), [[[0, 0, 0, -1]]])


def test_they_are_told_in_words_and_many_are_counted(beside):
    table = beside(HEAD + "2012-05-04,workshop,A2,Come in\n2013,setback,,\n")

    assert event_words(table) == "4 May 2012, Area 2, workshop (“Come in”); 2013, setback"
    assert event_words(beside(HEAD + "2013,setback,,\n" * 14)).endswith("; 2013, setback; and 2 more")
    assert event_words(beside(HEAD)) == ""


def test_where_areas_are_gathered_an_event_stands_in_the_larger_one():
    table = areas_table(12, parents=3)
    event = DatedEvent("1980", "repair", table.areas[7].code, "")
    larger, _ = gathered(replace(table, events=(event,)), 4, None)
    row = int(event_texels(larger)[0, 0, 3])

    assert len(larger.areas) == 3
    assert larger.areas[row].code == table.areas[7].parent
    assert event_words(larger) == f"1980, {larger.areas[row].name}, repair"
    apart = replace(larger, finer=None)
    assert event_texels(apart)[0, 0, 2] == 0.0, "of a place that is not shown there is no mark"
    assert event_words(apart) == ""


def test_an_event_of_a_larger_area_stands_in_it_or_in_each_of_its_parts(tmp_path):
    head, *lines = figures_text().splitlines()
    parents = {"01": "Eastside", "02": "Eastside", "03": "Westside", "04": "02"}  # one is called as an area is
    lines = [f"{head},parent", *(f"{line},{parents[line[:2]]}" for line in lines)]
    (tmp_path / "mine.csv").write_text("\n".join(lines) + "\n")
    (tmp_path / "events.csv").write_text(HEAD + "2012,repair,Eastside,Come in\n2012,workshop,02,\n")
    table = load_newest(tmp_path / "mine.csv")
    larger, _ = gathered(table, 0, None, asked=True)
    rows = {area.code: row for row, area in enumerate(larger.areas)}

    assert event_texels(table)[0, :, 3].tolist() == [0, 1, 1]
    assert event_words(table) == "2012, Eastside, repair (“Come in”); 2012, Area 2, workshop"
    assert event_texels(larger)[0, :, 3].tolist() == [rows["Eastside"]] * 2
    assert event_words(larger) == "2012, Eastside, repair (“Come in”); 2012, Eastside, workshop"
    assert event_texels(parts_of(table, "Eastside"))[0, :, 3].tolist() == [-1, 1]
    assert event_texels(parts_of(table, "Westside"))[0, 0, 2] == 0.0
    (tmp_path / "events.csv").write_text(HEAD + "2012,repair,Eastsid,\n")
    with pytest.raises(DataError, match="the figures have no place 'Eastsid'; did you mean 'Eastside'"):
        load_newest(tmp_path / "mine.csv")


def test_marks_of_more_than_one_row_of_pixels_lose_none():
    table = areas_table(300, parents=2)
    events = tuple(DatedEvent("1980", "repair", area.parent, "") for area in table.areas[:8])
    texels = event_texels(replace(table, events=events))
    rows = texels[texels[..., 2] > 0.0][:, 3]

    assert texels.shape[1] <= 1024
    assert len(rows) == sum(area.parent == one.place for one in events for area in table.areas) > 1024
