"""Rows about people are refused, with what tells them, and tables of counts are not."""

import pytest

from renderer.data.readers.opening import open_source
from tests.support.sources import opened, refused


@pytest.mark.parametrize("name", [
    "SEQN", "patient_id", "Patient ID", "PATIENTID", "person id", "NHS number", "MRN", "SSN", "date of birth", "DOB",
    "Geburtsdatum", "birthDate", "last name", "Pseudonym", "child_id",
])  # fmt: skip
def test_a_column_that_names_a_person_is_refused(tmp_path, name):
    said = refused(tmp_path / "a.csv", f"{name},area,dmft\n1,Mitte,3\n2,Nord,4\n")

    assert said.startswith(" holds rows about people (")
    assert f"column '{name}'" in said
    assert "count them by area first" in said


@pytest.mark.parametrize("name", ["patients", "area_id", "id", "children", "birth rate", "name", "area name", "code"])
def test_a_column_of_counts_or_areas_is_not(tmp_path, name):
    assert opened(tmp_path / "a.csv", f"{name},area,dmft\n1,Mitte,3\n2,Nord,4\n").header[0] == name


def test_one_row_a_patient_is_refused_without_a_telling_name(tmp_path):
    people = "".join(f"{n},{20 + n % 31},{'mf'[n % 2]},{n % 5}\n" for n in range(60))

    assert "one row for each 'no', with age and sex" in refused(tmp_path / "a.csv", "no,age,sex,teeth\n" + people)


def test_counts_by_age_and_sex_are_no_people(tmp_path):
    counts = "".join(f"Mitte,{age},{sex},{age * 3}\n" for age in range(60) for sex in "mf")

    assert opened(tmp_path / "a.csv", "area,age,sex,n\n" + counts).header[1] == "age"
    bands = "".join(f"{n},{n * 10}-{n * 10 + 9},m,5\n" for n in range(9))
    assert opened(tmp_path / "b.csv", "id,age,sex,n\n" + bands).header[0] == "id"


def test_the_refusal_reaches_every_kind_of_file(tmp_path):
    assert "column 'patient_id'" in refused(tmp_path / "a.json", '[{"patient_id": 1, "dmft": 2}]')
    path = tmp_path / "b.csv"
    path.write_text("area,n\nMitte,1\nNord,2\n")
    assert open_source(path).header == ("area", "n")
