import pytest

from renderer.data.describe.time_forms import iso_forms
from renderer.data.schema import TIME

SURE = {
    "2013": "2013", "2013/14": "2013/2014", "2013-14": "2013/2014", "2013\u201314": "2013/2014",
    "2013/ 14": "2013/2014", "1999/00": "1999/2000", "2018-2022": "2018/2022", "FY2022_23": "2022/2023",
    "2024 [YR2024]": "2024", "2014.0": "2014", "2014Q2": "2014-Q2", "Q2 2014": "2014-Q2", "2014-Q2": "2014-Q2",
    "Apr-Jun 2013": "2013-Q2", "2. Quartal 2014": "2014-Q2", "2014-05": "2014-05", "Mai 2014": "2014-05",
    "May 2014": "2014-05", "2014M05": "2014-05", "2014-W05": "2014-W05", "KW 5 2014": "2014-W05",
    "2014-05-31": "2014-05-31", "2014-05-31 00:00:00": "2014-05-31", "31.05.2014": "2014-05-31",
    "5/31/2014": "2014-05-31", "31/5/2014": "2014-05-31", "31 May 2014": "2014-05-31",
    "May 31, 2014": "2014-05-31", "20140531": "2014-05-31", "2014-S1": "2014-01/2014-06",
    "2013-04-01 to 2013-06-30": "2013-04-01/2013-06-30",
    "1 July 2022 to 30 September 2022": "2022-07-01/2022-09-30", "5/5/2024": "2024-05-05",
}  # fmt: skip


@pytest.mark.parametrize(("text", "iso"), SURE.items())
def test_a_time_is_read_as_iso_text_that_a_tidy_file_takes(text, iso):
    assert list(iso_forms(text).values()) == [iso]
    assert TIME.fullmatch(iso)


@pytest.mark.parametrize("text", ["", "12", "1234", "NFHS-5", "31.02.2014", "2014-W54", "Total", "2014-13-01",
                                  "2014/13/13",
                                  "13/13/2024", "2020-2010", "99999999"])  # fmt: skip
def test_what_is_no_time_is_none(text):
    assert iso_forms(text) == {}


def test_what_may_be_two_times_is_both():
    assert iso_forms("03/04/2024") == {"dmy": "2024-04-03", "mdy": "2024-03-04"}
    assert iso_forms("2011-12") == {"month": "2011-12", "years": "2011/2012"}


def test_written_out_and_sorted_times_are_in_the_order_of_time():
    for texts in (["2013/14", "2009/10", "1999/00"], ["Q4 2013", "Q1 2014", "Q2 2013"], ["31.12.2013", "1.2.2013"]):
        iso = sorted(next(iter(iso_forms(text).values())) for text in texts)
        assert iso == [next(iter(iso_forms(text).values())) for text in sorted(texts, key=lambda one: iso.index(
            next(iter(iso_forms(one).values()))))]  # fmt: skip
        assert len({len(one) for one in iso}) == 1
