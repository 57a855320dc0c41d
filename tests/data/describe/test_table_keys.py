import pytest

from renderer.core.errors import DataError
from renderer.data.describe.description import DataField, Description, MeasureWords
from renderer.data.describe.rows import Rows
from renderer.data.describe.table_keys import machine_name, read_keys, read_times_of
from renderer.data.schema import NAME, STRATUM

SEX, AGE = DataField("Sex", "stratum", kind="sex"), DataField("Age", "stratum", kind="age")


def rows(source):
    return Rows(source, f"{source.table} s")


@pytest.mark.parametrize("text", ["DTaP/IPV/Hib %", "65+", "< 1", "Zahnärzte", "%", "日本", "a" * 200])
def test_any_text_becomes_a_name_that_a_tidy_file_takes(text):
    assert NAME.fullmatch(machine_name(text)) or machine_name(text) == "m"
    assert not machine_name(text, "") or STRATUM.fullmatch(machine_name(text, ""))


def test_a_group_of_everybody_is_no_group_and_several_are_joined(table):
    source = table(["Ward", "Sex", "Age", "v"], ["A", "Total", "All", "1"], ["A", "Boys", "All", "2"],
                   ["A", "Boys", "< 1", "3"])  # fmt: skip
    described = Description("", (DataField("Ward", "area"), SEX, AGE, DataField("v", "value", measure="m")),
                            {"m": MeasureWords("M", "percent")})  # fmt: skip

    assert read_keys(rows(source), described).keys == (
        ("m", "overall", "overall"), ("m", "sex", "boys"), ("m", "sex_by_age", "boys_under_1"),
    )  # fmt: skip


def test_years_beside_days_are_refused_with_their_line(table):
    source = table(["Ward", "Date", "v"], ["A", "2021", "1"], ["A", "31.12.2022", "2"])
    with pytest.raises(DataError, match=r"line 3, column Date: '31\.12\.2022' beside 2021"):
        read_times_of(rows(source), Description("", (DataField("Date", "time"), DataField("v", "value"))))


def test_months_beside_quarters_are_refused_though_they_are_as_long(table):
    source = table(["Ward", "Date", "v"], ["A", "2021-05", "1"], ["A", "Q3 2021", "2"])
    with pytest.raises(DataError, match=r"line 3, column Date: 'Q3 2021' beside 2021-05: times of two forms"):
        read_times_of(rows(source), Description("", (DataField("Date", "time"), DataField("v", "value"))))


def test_columns_of_two_forms_of_time_are_refused(table):
    fields = tuple(DataField(time, "value", time=time) for time in ("2021", "2021-Q3"))
    with pytest.raises(DataError, match="columns are about 2021 and about 2021-Q3: times of two forms"):
        read_times_of(rows(table(["Ward", "2021", "2021-Q3"], ["A", "1", "2"])), Description("", fields))


def test_no_time_at_all_is_asked_for(table):
    source = table(["Ward", "v"], ["A", "1"])
    with pytest.raises(DataError, match="no column says when; say it with --time 2024"):
        read_times_of(rows(source), Description("", (DataField("Ward", "area"), DataField("v", "value"))))
