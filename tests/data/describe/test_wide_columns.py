"""Columns that are each about one time, by their names, with what belongs to them."""

import pytest

from renderer.core.errors import DataError
from renderer.data.describe.answers import Answers
from renderer.data.describe.drafting import draft
from renderer.data.describe.wide_columns import wide_columns


@pytest.mark.parametrize(("names", "times"), [
    (["2019", "2020"], ["2019", "2020"]), (["visits 2019", "visits 2020"], ["2019", "2020"]),
    (["pop_2019_07", "pop_2020_07"], ["2019-07", "2020-07"]), (["n 2019/20", "n 2020/21"], ["2019/2020", "2020/2021"]),
    (["rate_2018Q1", "rate_2018Q2"], ["2018-Q1", "2018-Q2"]), (["dentists (Nov 2013)", "doctors (Dec 2013)"], []),
    (["Impfquote_12bis17_min1", "Impfquote_18plus_min1"], []), (["a 2019", "a 2019"], []),
])  # fmt: skip
def test_a_time_in_a_name_counts_where_another_column_has_the_rest_of_it(names, times):
    assert [iso for _, iso in wide_columns(dict(enumerate(names))).values()] == times


def test_two_measures_a_year_with_their_denominator(tmp_path, imports):
    path = tmp_path / "f.csv"
    path.write_text(
        "town,updated,decay 2019,decay 2020,n 2019,n 2020\nAlton,2021-01-01,7.5,8.5,100,200\n"
        "Barton,2021-01-01,9.5,4.5,50,60\n"
    )
    done, _ = imports(path, unit={"": "percent"})
    table = done.table

    assert (table.times, [one.name for one in table.columns]) == (("2019", "2020"), ["decay"])
    assert table.value[:, table.area("Alton"), 0].tolist() == [7.5, 8.5]
    assert table.sample[:, table.area("Barton"), 0].tolist() == [50, 60]


def test_a_map_holds_no_figures_however_large_its_areas(tmp_path, imports):
    path = tmp_path / "map.geojson"
    shape = '"type": "Feature", "geometry": null'
    path.write_text(f'{{"type": "FeatureCollection", "features": [{{{shape}, "properties": '
                    '{"GEOID": "01001", "NAME": "201", "ALAND": 5432, "AWATER": 0}}]}')  # fmt: skip
    with pytest.raises(DataError, match="no column holds figures; it is a map: look at it with chorus data places"):
        imports(path)


def test_the_year_in_a_file_s_name_is_likely_and_taken_only_with_yes(table):
    source = table(["town", "decay %"], ["Alton", 7.5], ["Barton", 9.5], name="towns2017.csv")
    asked, taken = (draft(source, Answers(yes=yes)) for yes in (False, True))

    assert (asked.description.time, taken.description.time) == ("", "2017")
    assert [one.guess for one in asked.questions if one.key == "time"] == ["2017"]
