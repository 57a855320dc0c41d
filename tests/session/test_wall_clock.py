"""The clock on the wall: nights when clocks change, shows of days, pauses, and clocks that are put right."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from renderer.core.errors import DataError
from renderer.session.wall_clock import asked, frames_at, put_forward, skipped, stretches

FPS = 30.0
WINTER, SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
SPRING = datetime(2026, 3, 29, 1, 30, tzinfo=WINTER)
AUTUMN = datetime(2026, 10, 25, 1, 30, tzinfo=SUMMER)
HOUR = 3600 * 30  # frames
GONE = [(0, SPRING), (HOUR // 2, datetime(2026, 3, 29, 3, 0, tzinfo=SUMMER))]  # at 02:00 clocks went to 03:00
TWICE = [(0, AUTUMN), (3 * HOUR // 2, datetime(2026, 10, 25, 2, 0, tzinfo=WINTER))]  # at 03:00 to 02:00


def frames(syncs, hours, text):
    return frames_at(stretches(syncs, round(hours * HOUR), FPS), asked(text), FPS)


@pytest.mark.parametrize(("text", "found"), [
    ("01:30", (0,)), ("01:45", (HOUR // 4,)), ("02:15", ()), ("03:15", (3 * HOUR // 4,)), ("04:15", (7 * HOUR // 4,)),
    ("03:15+01:00", (7 * HOUR // 4,)), ("03:15+02:00", (3 * HOUR // 4,)), ("2026-03-28 03:15", ()),
])  # fmt: skip
def test_in_spring_an_hour_is_gone(text, found):
    assert frames(GONE, 2, text) == found


@pytest.mark.parametrize(("text", "found"), [
    ("01:45", (HOUR // 4,)), ("02:15", (3 * HOUR // 4, 7 * HOUR // 4)), ("02:15+02:00", (3 * HOUR // 4,)),
    ("02:15+01:00", (7 * HOUR // 4,)), ("03:15", (11 * HOUR // 4,)),
])  # fmt: skip
def test_in_autumn_an_hour_is_had_twice(text, found):
    assert frames(TWICE, 3, text) == found


def test_an_hour_that_is_gone_is_told_from_when_to_when():
    gone = skipped(stretches(GONE, 2 * HOUR, FPS), asked("02:15"))
    assert [f"{one:%H:%M}" for one in gone] == ["02:00", "03:00"]
    assert skipped(stretches(GONE, 2 * HOUR, FPS), asked("05:15")) is None


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="a process has the system's zone here")
def test_a_show_of_lagos_is_explained_alike_in_berlin(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert frames([(0, SPRING)], 2, "02:15") == (3 * HOUR // 4,)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_show_of_three_days_is_asked_by_its_day():
    began = datetime(2026, 6, 1, 20, 0, tzinfo=UTC)
    assert frames([(0, began)], 60, "21:00") == (HOUR, 25 * HOUR, 49 * HOUR)
    assert frames([(0, began)], 60, "2026-06-02 21:00") == (25 * HOUR,)
    assert frames([(0, began)], 60, "2026-06-04 21:00") == ()


def test_a_pause_over_the_change_is_no_hour_that_is_gone():
    syncs = [(0, SPRING), (HOUR // 4, datetime(2026, 3, 29, 3, 30, tzinfo=SUMMER))]  # stood from 01:45 to 03:30
    assert frames(syncs, 1, "01:50") == (HOUR // 4,)
    assert frames(syncs, 1, "03:45") == (HOUR // 2,)


def test_a_clock_that_is_put_back_has_both_moments_and_one_that_is_put_right_what_came_later():
    began = datetime(2026, 6, 1, 20, 0, tzinfo=UTC)
    syncs = [(0, began), (HOUR, began + timedelta(minutes=50))]  # ten minutes back after an hour
    assert frames(syncs, 2, "20:30") == (HOUR // 2,)
    assert frames(syncs, 2, "20:55") == (HOUR * 11 // 12, HOUR + HOUR // 12)
    right = [(0, began), (HOUR, began + timedelta(minutes=59, seconds=59))]
    assert frames(right, 2, "20:59:59.5") == (HOUR + 15,)
    assert frames(syncs, 2, "20:49:59.5") == (HOUR * 5 // 6 - 15,)  # just before what it was put back to


@pytest.mark.parametrize("text", ["", "25:00", "nine", "21:04:10 2026-03-29", "2026-02-30 21:00", "21:00+25:00", "21"])
def test_what_is_no_time_of_day_is_refused(text):
    with pytest.raises(DataError, match="is no time of day; write it as 21:04:10, or with its day: 2026-11-21 21"):
        asked(text)


@pytest.mark.parametrize(("syncs", "last"), [
    ([(0, datetime(1, 1, 1, tzinfo=WINTER))], HOUR), ([(0, datetime(9999, 12, 31, 23, tzinfo=UTC))], 9 * HOUR),
    ([(0, SPRING)], 10**15), ([(0, SPRING), (10**15, SPRING)], 10**15),
])  # fmt: skip
def test_times_that_no_clock_shows_are_refused(syncs, last):
    with pytest.raises(DataError, match="at times that no clock shows"):
        stretches(syncs, last, FPS)


@pytest.fixture
def zone(monkeypatch):
    """Return ``zone(name)``: puts this process into that zone."""
    if not hasattr(time, "tzset"):
        pytest.skip("a process has the system's zone here")

    def put(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield put
    monkeypatch.undo()
    time.tzset()


def test_clocks_of_this_machine_change_where_the_show_began_by_them(zone):
    zone("Europe/Berlin")
    assert put_forward([(0, SPRING)], 2 * HOUR, FPS) == ((HOUR // 2, GONE[1][1]),)
    assert put_forward([(0, AUTUMN)], 3 * HOUR, FPS) == ((3 * HOUR // 2, TWICE[1][1]),)
    assert put_forward(GONE, 2 * HOUR, FPS) == ()  # it is written down
    paused = [(0, SPRING), (HOUR // 4, SPRING + timedelta(minutes=20))]  # five minutes
    assert put_forward(paused, 2 * HOUR, FPS) == ((HOUR // 4 + HOUR // 6, GONE[1][1]),)
    assert put_forward([(0, datetime(9999, 12, 31, 23, tzinfo=WINTER))], HOUR, FPS) == ()
    for name in ("UTC", "America/New_York"):
        zone(name)
        assert put_forward([(0, SPRING)], 2 * HOUR, FPS) == ()


@pytest.mark.parametrize(("name", "began", "hours", "texts"), [
    ("Australia/Lord_Howe", "2026-04-05T01:00", 3, ("01:45", "01:45+11:00", "02:15")),  # half an hour
    ("Australia/Lord_Howe", "2026-10-04T01:30", 3, ("02:15", "02:45")),
    ("America/Havana", "2026-11-01T00:15", 3, ("00:30", "2026-11-01 00:45", "01:30")),  # back to midnight
    ("America/Santiago", "2026-04-04T22:30", 4, ("23:30", "2026-04-05 00:10")),  # and to before it
    ("Africa/Casablanca", "2026-02-15T01:30", 3, ("02:30", "03:15")),  # for a month
    ("Pacific/Apia", "2011-12-29T23:00", 26, ("23:30", "2011-12-30 12:00", "12:00")),  # a day that was not
])  # fmt: skip
def test_changes_of_other_zones_are_what_their_clocks_showed(zone, name, began, hours, texts):
    there = pytest.importorskip("zoneinfo").ZoneInfo(name)
    zone(name)
    start = datetime.fromisoformat(began).replace(tzinfo=there).timestamp()
    syncs = [(0, datetime.fromtimestamp(start).astimezone())]
    shown = stretches((*syncs, *put_forward(syncs, hours * HOUR, FPS)), hours * HOUR, FPS)
    minutes = [datetime.fromtimestamp(start + 60 * one, there) for one in range(hours * 60)]
    for text in texts:
        forms = "%H:%M", "%Y-%m-%d %H:%M", f"%H:%M{text[5:]}" if "+" in text else ""
        said = [one for one, at in enumerate(minutes)
                if text in map(at.strftime, forms) and ("+" not in text or str(at).endswith(text[5:]))]  # fmt: skip
        assert frames_at(shown, asked(text), FPS) == tuple(one * HOUR // 60 for one in said)
