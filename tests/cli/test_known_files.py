"""A file of a form with an adapter is read by it alone, whichever command looks at it."""

import pytest
from click.testing import CliRunner

from renderer.cli.commands import cli
from renderer.cli.known_files import is_known
from renderer.core.errors import DataError, UsageError
from renderer.data.load import load_all
from renderer.data.readers.opening import open_source
from tests.data.conftest import real

FORMS = ("places_long/PLACES_Dataset_5counties.csv", "oral_cdc_nohss/dental_data_RAW.csv", "flusight/2025-11-15.csv")


@pytest.fixture(autouse=True)
def _state(tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)


def run(*arguments):
    return CliRunner().invoke(cli, ["data", *map(str, arguments)], catch_exceptions=False)


def noticed(done):
    return [line for line in done.output.splitlines() if line.startswith("  - ")]


@pytest.mark.parametrize("form", FORMS)
def test_describe_and_check_say_what_the_import_does_and_write_nothing(form, tmp_path):
    path = real(form)
    described, checked = run("describe", path), run("check", path)

    assert sorted(one.name for one in tmp_path.iterdir() if one.name != "state") == []
    imported = run("import", path, "--out", "out.csv")
    assert noticed(described) == noticed(checked) == noticed(imported) != []
    assert f"It would be {load_all(tmp_path / 'out.csv').extent}. Nothing was written." in checked.output
    assert "read as it is, without a description" in described.output
    assert "Open; answer" not in described.output + checked.output


def test_figures_are_shown_as_the_import_has_them(tmp_path):
    described = run("describe", real(FORMS[0]))
    run("import", real(FORMS[0]), "--out", "out.csv")
    table = load_all(tmp_path / "out.csv")

    value = table.value[0, table.area("04013"), table.column("access2_crude")]
    assert f"  Maricopa, AZ (04013), 2023, access2_crude: {value:g} percent" in described.output


def test_a_person_may_call_its_measures_and_areas_otherwise_and_its_numbers_stay(tmp_path):
    run("import", real(FORMS[0]), "--out", "plain.csv")
    run("import", real(FORMS[0]), "--out", "named.csv", "--good", "access2_crude=less", "--word", "parish,parishes",
        "--label", "access2_crude=Seen")  # fmt: skip
    named = load_all(tmp_path / "named.csv")

    assert (tmp_path / "plain.csv").read_bytes() == (tmp_path / "named.csv").read_bytes()
    one = named.columns[named.column("access2_crude")]
    assert (one.good, one.label, named.area_word) == ("less", "Seen", ("parish", "parishes"))


def test_no_description_is_written_of_a_known_form(tmp_path):
    with pytest.raises(UsageError, match="read as it is, without a description; leave --out out"):
        run("describe", real(FORMS[0]), "--out")
    assert not [one for one in tmp_path.iterdir() if one.name != "state"]


def test_a_file_with_a_description_beside_it_is_read_by_that(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_bytes(real(FORMS[0]).read_bytes())
    known = open_source(path)
    assert is_known(known, path, {})
    assert not is_known(known, path, {"value": ("Data_Value",)})
    (tmp_path / "mine.description.json").write_text("{}")
    assert not is_known(known, path, {})


def test_a_measure_that_the_form_has_not_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"no measure 'acess2_crude'; did you mean 'access2_crude'\?"):
        run("import", real(FORMS[0]), "--out", "out.csv", "--good", "acess2_crude=less")
    assert not (tmp_path / "out.csv").exists()
