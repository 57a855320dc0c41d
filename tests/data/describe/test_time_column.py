from renderer.data.describe.time_column import read_times


def test_one_day_above_twelve_settles_the_order_of_the_column():
    assert read_times(["03/04/2024", "13/04/2024"]).iso == {"03/04/2024": "2024-04-03", "13/04/2024": "2024-04-13"}
    assert read_times(["03/04/2024", "04/13/2024"]).iso["03/04/2024"] == "2024-03-04"


def test_without_one_it_is_asked_and_an_answer_settles_it():
    column = read_times(["03/04/2024", "05/06/2024"])

    assert (column.asked, column.forms, column.iso) == ("03/04/2024", ("dmy", "mdy"), {})
    assert read_times(["03/04/2024"], "mdy").iso == {"03/04/2024": "2024-03-04"}


def test_a_date_of_the_other_order_is_a_mistake_that_is_seen():
    assert read_times(["03/04/2024", "13/04/2024", "04/13/2024"]).asked == "03/04/2024"
    column = read_times(["03/04/2024", "13/04/2024", "04/13/2024"], "dmy")

    assert column.wrong == ("04/13/2024",)
    assert "04/13/2024" not in column.iso


def test_split_years_in_a_row_are_no_months():
    assert read_times(["2010-11", "2011-12"]).iso == {"2010-11": "2010/2011", "2011-12": "2011/2012"}
    assert read_times(["2011-12"]).asked == "2011-12"
    assert read_times(["2011-12", "2011-10"]).iso == {"2011-12": "2011-12", "2011-10": "2011-10"}
    assert read_times(["2011-12", "2013-14"]).iso["2011-12"] == "2011/2012"


def test_what_is_no_time_is_told_beside_what_is():
    assert read_times(["2010", "soon"]).wrong == ("soon",)
