import random

import pytest

from renderer.core.errors import DataError
from renderer.data.load import load_all
from renderer.data.times import day_of, form_of, time_words

FORMS = {
    "years": ("1999", "2000", "2014"),
    "quarters": ("1999-Q4", "2000-Q1", "2014-Q2"),
    "months": ("1999-12", "2000-01", "2014-10"),
    "weeks": ("2009-W53", "2010-W01", "2014-W22"),
    "days": ("1999-12-31", "2000-01-01", "2014-10-09"),
    "split years": ("1998/1999", "1999/2000", "2013/2014"),
    "halves": ("1999-07/1999-12", "2000-01/2000-06", "2014-01/2014-06"),
}


@pytest.mark.parametrize(
    ("time", "day"),
    [("2025-02-28", "2025-02-28"), ("2025-02", "2025-02-28"), ("2024-02", "2024-02-29"), ("2025-W01", "2025-01-05"),
     ("2025-Q3", "2025-09-30"), ("2025", "2025-12-31"), ("9999", "9999-12-31")],
)  # fmt: skip
def test_every_form_of_time_ends_on_a_day(time, day):
    assert day_of(time) == day_of(day)


@pytest.mark.parametrize("time", ["yesterday", "2025-13", "2025-02-30", "", "2025-W60", "0000"])
def test_a_time_that_is_none_is_refused(time):
    with pytest.raises(DataError, match="is no date; write 2014"):
        day_of(time)


@pytest.mark.parametrize("time", ["2014/2013", "2014-Q4/2014-Q1", "2014-05-31/2014-05-30"])
def test_a_period_that_ends_before_it_begins_is_refused(time):
    with pytest.raises(DataError, match="ends before it begins"):
        day_of(time)


@pytest.mark.parametrize("times", FORMS.values(), ids=FORMS)
def test_times_of_every_form_sort_by_their_days_and_are_said_alike(times):
    mixed = random.Random(5).sample(times, len(times))

    assert sorted(mixed) == sorted(mixed, key=day_of) == list(times)
    assert len({form_of(time) for time in times}) == 1
    assert len({time_words(time) for time in times}) == len(times)


def tidy(path, times):
    lines = [f"{area},{time},visits,60,value,percent" for area in "AB" for time in times]
    path.write_text("\n".join(("area,time,measure,value,state,unit", *lines, "")))
    return path


@pytest.mark.parametrize("times", FORMS.values(), ids=FORMS)
def test_a_table_has_its_times_in_order_whatever_the_file_s(tmp_path, times):
    assert load_all(tidy(tmp_path / "visits.csv", times[::-1])).times == times


@pytest.mark.parametrize(
    ("times", "words"),
    [(("2014-05", "2014-Q2"), "'2014-Q2' beside '2014-05'; write all times alike"),
     (("2014-01/2014-06", "2014-Q3/2014-Q4"), "write all times alike"),
     (("2014-13", "2014-12"), "'2014-13' is in no calendar"),
     (("2014-02-30", "2014-02-01"), "'2014-02-30' is in no calendar"),
     (("2014-W53", "2015-W53"), "'2014-W53' is in no calendar"),
     (("2014/2013", "2012/2013"), "'2014/2013' is in no calendar, or ends before it begins")],
)  # fmt: skip
def test_times_that_could_not_stand_in_order_are_refused_where_they_are(tmp_path, times, words):
    with pytest.raises(DataError, match=words.replace("(", r"\(")) as refused:
        load_all(tidy(tmp_path / "visits.csv", times))

    assert "line" in str(refused.value)
