"""Rows about people are refused, with what tells them, and tables of counts are not."""

import pytest

from renderer.data.readers.opening import open_source
from tests.support.sources import opened, refused


@pytest.mark.parametrize("name", [
    "SEQN", "patient_id", "Patient ID", "PATIENTID", "person id", "NHS number", "MRN", "SSN", "date of birth", "DOB",
    "Geburtsdatum", "birthDate", "last name", "Pseudonym", "child_id",
    "Patienten-Nr.", "pat_id", "Initials", "Probandencode",
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


@pytest.mark.parametrize(("header", "said"), [
    ("lfd_nr,Geschlecht,Alter", "one row for each 'lfd_nr', with age and sex"),
    ("uuid,sex,birth_year", "one row for each 'uuid', with age and sex"),
    ("no,visit date,age", "one row for each 'visit date', with an age"),
    ("encounter,district,age", "one row for each 'encounter', with an age"),
])  # fmt: skip
def test_one_row_a_person_or_visit_by_other_names_is_refused(tmp_path, header, said):
    people = "".join(f"{n},{'mf'[n % 2]},{20 + n % 31},{n % 5}\n" for n in range(60))

    assert said in refused(tmp_path / "a.csv", f"{header},teeth\n" + people)


def test_social_security_numbers_are_refused_under_any_name(tmp_path):
    people = "".join(f"123-45-{n:04},{n % 5}\n" for n in range(60))

    assert "column 'code', social security numbers" in refused(tmp_path / "a.csv", "code,teeth\n" + people)


def test_a_table_of_areas_by_day_of_visit_is_no_people(tmp_path):
    rows = "".join(f"Ward {n},2024-01-{n % 28 + 1:02},{5 + n % 2},{n}\n" for n in range(60))

    assert opened(tmp_path / "a.csv", "ward,visit date,age,decay\n" + rows).header[1] == "visit date"


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
