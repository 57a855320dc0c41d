"""Releases of one table, on one set of axes, on a show's clock."""

import csv
import shutil

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.core.paths import ASSETS
from renderer.data.feed import MOST_AREAS, Feed, Pace, Release, aligned, by_release
from renderer.data.load import load_all, load_table
from renderer.data.snapshots import import_folder, read_feed, read_folder
from renderer.data.state import State
from renderer.data.table import Area, Column, Table
from renderer.data.times import day_of

NAN = np.nan


def table(times, codes, rows, columns=("flu",)):
    """A table of one column; rows are [areas][times]."""
    value = np.asarray(rows, float).T[:, :, None]
    known = np.isfinite(value)
    areas = tuple(Area(code, f"Area {code}") for code in codes)
    column = tuple(Column(name, "Flu", "people", 0, 9) for name in columns)
    state = np.where(known, State.VALUE, State.MISSING).astype(np.uint8)
    return Table(areas, column, tuple(times), value, value.copy(), value.copy(), np.full(value.shape, -1), state)


@pytest.fixture
def feed():
    return aligned({
        "2025-01-20": table(["2025-01-06", "2025-01-13", "2025-01-20"], ["01", "02", "03"],
                            [[1, 5, 3], [4, NAN, 6], [7, 8, 9]]),
        "2025-01-13": table(["2025-01-06", "2025-01-13"], ["02", "01"], [[4, 5], [1, 2]]),
    })  # fmt: skip


def test_releases_are_put_in_order_and_on_the_same_axes(feed):
    value, state = feed.cube("flu")

    assert [one.as_of for one in feed.releases] == ["2025-01-13", "2025-01-20"]
    assert [area.code for area in feed.table.areas] == ["01", "02", "03"]
    np.testing.assert_array_equal(value[0], [[1, 2, NAN], [4, 5, NAN], [NAN, NAN, NAN]])
    np.testing.assert_array_equal(value[1], [[1, 5, 3], [4, NAN, 6], [7, 8, 9]])
    assert state[0, 2].tolist() == [State.MISSING] * 3
    assert feed.interval == 7


def test_the_show_s_clock_says_which_release_is_known(feed):
    pace = feed.pace(60.0)

    assert pace.feed(60.0) - day_of("2025-01-20") == pytest.approx(14)
    assert pace.show(day_of("2025-01-20")) == pytest.approx(20)
    assert feed.at(0.0, pace) is feed.releases[0].table
    assert feed.at(19.9, pace) is feed.releases[0].table
    assert feed.at(20.1, pace) is feed.table
    assert feed.index(day_of("1999")) == 0
    assert Pace(10, 2).show(Pace(10, 2).feed(3.0)) == 3


def test_only_the_newest_times_where_few_are_asked_for(feed):
    tables = {one.as_of: one.table for one in feed.releases}

    assert aligned(tables, weeks=2).table.times == ("2025-01-13", "2025-01-20")


def test_a_feed_of_too_many_areas_is_refused():
    codes = [f"{n:05d}" for n in range(MOST_AREAS + 1)]
    wide = table(["2025"], codes, np.ones((len(codes), 1)))

    for make in (lambda: by_release(wide), lambda: aligned({"2025-01-01": wide})):
        with pytest.raises(DataError, match="more areas than a picture has rows: 4,097 or more, at most 4,096"):
            make()


def test_a_million_areas_in_a_file_are_refused_before_it_is_parsed(tmp_path):
    lines = (f'"2025-11-15","{n}","Place",1,1\n' for n in range(1_000_000))
    with (tmp_path / "2025-11-15.csv").open("w") as file:
        file.write('"date","location","location_name","value","weekly_rate"\n')
        file.writelines(lines)

    with pytest.raises(DataError, match=r"2025-11-15.csv has more areas than a picture has rows.*group them"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("releases", "message"),
    [
        ([], "needs at least one release"),
        ([("2025-01-13", ["01"]), ("2025-01-13", ["01"])], "bear one date"),
        ([("2025-01-20", ["01"]), ("2025-01-13", ["01"])], "out of order"),
        ([("2025-01-13", ["01"]), ("2025-01-20", ["02"])], "2025-01-20 has other areas"),
    ],
)
def test_releases_that_are_no_feed(releases, message):
    with pytest.raises(DataError, match=message):
        Feed(tuple(Release(day, table(["2025"], codes, [[1.0]])) for day, codes in releases))


@pytest.mark.parametrize(
    ("name", "message"), [("notes.txt", "no .csv at all"), ("flu.csv", "it has flu.csv"), (None, "cannot be read")]
)
def test_a_folder_that_holds_no_feed(tmp_path, name, message):
    if name:
        (tmp_path / name).write_text("x\n")
    with pytest.raises(DataError, match=message):
        read_folder(tmp_path if name else tmp_path / "none")


def test_snapshots_in_our_own_form(tidy, tmp_path):
    folder = tmp_path / "feed"
    folder.mkdir()
    shutil.move(tidy(), folder / "2014-05-01.csv")
    shutil.move(tidy("01,Alabama,AL,-86.6,32.8,2012,visit,overall,overall,59,57,61,,value,percent", 2),
                folder / "2014-06-01.csv")  # fmt: skip

    value, state = read_folder(folder).cube("visit")

    assert value[:, 0, 0].tolist() == [58.6, 59]
    assert state[:, 1].tolist() == [[State.SUPPRESSED, State.ZERO]] * 2


def test_figures_without_releases_are_a_feed_of_one():
    feed = read_feed("us_oral_health")

    assert [one.as_of for one in feed.releases] == ["2014-12-31"]
    assert feed.table is not None
    assert len(feed.table.columns) == 57


def test_the_bundled_revisions():
    """Counts written by hand from the raw snapshots, so that something holds where they are absent."""
    feed = read_feed("flusight_revisions")
    value, _ = feed.cube("flu_admissions")
    carolina, weeks = feed.table.area("NC"), feed.table.times

    assert [np.isfinite(one).sum() for one in value] == [4 * 52, 10 * 52, 16 * 52]
    assert value[:2, carolina, weeks.index("2025-11-15")].tolist() == [76, 174]
    assert value[1:, feed.table.area("NY"), weeks.index("2025-12-27")].tolist() == [3240, 3866]
    assert [column.name for column in feed.table.columns] == ["flu_admissions", "flu_rate"]
    assert all(np.isfinite([area.lon, area.lat]).all() for area in feed.table.areas)


def test_a_scene_gets_the_newest_release_by_the_plain_name():
    plain = load_table("flusight_revisions", ("flu_rate",))

    np.testing.assert_array_equal(plain.value[..., 0], read_feed("flusight_revisions").table.value[..., 1])
    name = "flu_rate@release=2025_11_15"
    assert [column.name for column in load_table("flusight_revisions", (name,)).columns] == [name]
    with pytest.raises(DataError, match="no column 'flu_rat'; did you mean 'flu_rate'"):
        load_table("flusight_revisions", ("flu_rat",))


def test_every_bundled_revision_is_the_raw_snapshots(flusight_raw):
    table = load_all("flusight_revisions")
    for path in sorted(flusight_raw.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            raw = {(row["date"], row["location"]): row for row in csv.DictReader(file)}
        stratum = path.stem.replace("-", "_")
        counts, rates = (table.value[:, :, table.column(f"{name}@release={stratum}")] for name in
                         ("flu_admissions", "flu_rate"))  # fmt: skip
        for t, time in enumerate(table.times):
            for a, area in enumerate(table.areas):
                row = raw.get((time, area.code), {"value": "nan", "weekly_rate": "nan"})
                np.testing.assert_equal(counts[t, a], float(row["value"]))
                assert rates[t, a] == pytest.approx(float(row["weekly_rate"]), rel=6e-4, nan_ok=True)


def test_importing_the_snapshots_again_gives_the_same_bytes(flusight_raw, tmp_path):
    shutil.copy(ASSETS / "data/datapackage.json", tmp_path)

    import_folder(flusight_raw, tmp_path / "flusight_revisions.csv")

    for name in ("flusight_revisions.csv", "datapackage.json"):
        assert (tmp_path / name).read_bytes() == (ASSETS / "data" / name).read_bytes(), f"assets/data/{name} is stale"


def test_a_bundled_feed_is_not_a_folder_of_its_name(tmp_path, monkeypatch):
    (tmp_path / "flusight").mkdir()
    (tmp_path / "flusight" / "2020-01-01.csv").write_text("not,a,release\n")
    monkeypatch.chdir(tmp_path)
    assert read_feed("flusight").releases
    with pytest.raises(DataError):
        read_feed("./flusight")


def test_a_fault_in_a_snapshot_is_told_at_that_file(sheet, tmp_path):
    """It named a file in a temporary folder once."""
    sheet("flusight", {}, name="2025-11-15.csv")
    way = {"name": "2025-11-22.csv", "rename": str.upper, "delimiter": ";"}
    bad = sheet("flusight", {"location": "01"}, {"value": "\u22123"}, **way)

    for read in (read_folder, lambda folder: import_folder(folder, tmp_path / "out.csv")):
        with pytest.raises(DataError) as caught:
            read(tmp_path)
        assert str(caught.value).startswith(f"{bad}, line 3, column VALUE: '\u22123' lies outside")


def test_snapshots_are_read_whatever_wraps_them(sheet, tmp_path):
    sheet("flusight", {}, name="2025-11-15.csv")
    way = {"name": "2025-11-22.csv", "rename": str.upper, "delimiter": ";"}
    sheet("flusight", {}, above="Weekly\n\n", below="\nSource: CDC\n", **way)
    first, second = read_folder(tmp_path).releases

    np.testing.assert_array_equal(first.table.value, second.table.value)
    assert import_folder(tmp_path, tmp_path / "out.csv").table.value.shape == (1, 1, 4)
