"""What a draft makes of a file: the labels of its measures, and whose figures they are."""

from renderer.data.describe.answers import Answers
from renderer.data.describe.drafting import draft

YEARS = ["2020", "2021", "2022", "2023"]
WARDS = [[f"Ward {letter}", "1.5", "2.5", "3.5", "4.5"] for letter in "abcdef"]


def test_a_label_of_the_one_measure_is_on_its_plate_and_of_several_none(table):
    one = table(["Ward", "Year", "dec"], *([row[0], "2020", row[1]] for row in WARDS), name="one.csv")
    two = table(["Ward", "Year", "dec", "vis"], *([row[0], "2020", *row[1:3]] for row in WARDS), name="two.csv")
    found = [draft(source, Answers(yes=True, label={"": "Decay"})).description for source in (one, two)]
    labels = [[words.label for words in one.measures.values()] for one in found]

    assert labels == [["Decay"], ["dec", "vis"]]


def groups_of(source, **answers):
    """Return the columns that say whose figures the rows are, and the labels of the measures."""
    described = draft(source, Answers(yes=True, **answers)).description
    return ([one.name for one in described.having("stratum")],
            [words.label for words in described.measures.values()])  # fmt: skip


def test_columns_called_as_groups_of_people_are_are_strata_whatever_stands_in_them(table):
    for number, (name, groups) in enumerate((
        ("Age group", ("0-4", "65+")), ("Sex", ("M", "F")), ("Ethnicity", ("White", "Black")), ("Age", ("4", "8")),
        ("Income band", ("1", "2", "3")), ("IMD quintile", ("1", "5")), ("Altersgruppe", ("0-4", "65+")),
        ("Grupo de edad", ("0-4", "65+")), ("Deprivation decile", ("1", "10")), ("Race/Ethnicity", ("x", "y")),
    )):  # fmt: skip
        # The measure tells the rows apart already.
        rows = [[ward[0], group, f"seen {group}", ward[1]] for ward in WARDS for group in groups]
        source = table(["Ward", name, "Indicator", "Value"], *rows, name=f"{number}.csv")

        assert groups_of(source)[0] == [name], name


def test_what_each_area_has_one_of_is_no_group_of_its_people(table):
    rich = [[ward[0], "High income" if n % 2 else "Low income", ward[1]] for n, ward in enumerate(WARDS)]
    ages = [[ward[0], str(30 + n), ward[1]] for n, ward in enumerate(WARDS)]

    assert groups_of(table(["Country", "Income group", "Decay %"], *rich))[0] == []
    assert groups_of(table(["Ward", "Age", "Decay %"], *ages, name="b.csv")) == ([], ["Age", "Decay"])


def test_where_all_rows_are_of_one_group_the_label_says_so_unless_somebody_gave_one(table):
    rows = [[ward[0], "65+", "All", ward[1]] for ward in WARDS]
    source = table(["Ward", "Age group", "Sex", "Decay %"], *rows)

    assert groups_of(source) == ([], ["Decay (age group: 65+)"])
    assert groups_of(source, label={"": "Decay of the old"}) == ([], ["Decay of the old"])
