import pytest
from click.testing import CliRunner

from renderer.cli.commands import cli
from renderer.cli.main import main


@pytest.fixture(autouse=True)
def _state(tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def foreign(tmp_path):
    """Return a PLACES file of one county."""
    header = (
        "Year,StateAbbr,LocationName,Measure,Data_Value_Unit,Data_Value,Data_Value_Footnote,Low_Confidence_Limit,"
        "High_Confidence_Limit,TotalPopulation,LocationID,MeasureId,DataValueTypeID,Short_Question_Text,Geolocation"
    )
    line = '2022,AZ,Maricopa,Visited a dentist,%,60.1,,58,62,"4,585,871",4013,DENTAL,CrdPrv,Dental,POINT (-112.4 33.3)'
    path = tmp_path / "places.csv"
    path.write_text(f"{header}\n{line}\n")
    return path


def test_import_says_what_it_fixed_and_show_reads_it(foreign):
    done = CliRunner().invoke(cli, ["data", "import", foreign.name], catch_exceptions=False)

    assert done.exit_code == 0
    assert "1 row had lost the leading zero" in done.output
    assert "Wrote places_tidy.csv and its datapackage.json: 1 county x 1 time x 2 columns." in done.output
    shown = CliRunner().invoke(cli, ["data", "show", "places_tidy.csv"], catch_exceptions=False).output
    assert "dental_crude  60.1..60.1 percent  Visited a dentist (share of people)" in shown
    assert "population  4,585,871..4,585,871 people" in shown
    assert "  nobody said which way is good, nor whom it counts\n" in shown
    assert "population: no role, for they show shares, and this is in people\n" in shown
    assert "licence: US federal work" in shown


def test_show_tells_areas_times_states_and_source():
    shown = CliRunner().invoke(cli, ["data", "show"], catch_exceptions=False).output

    for fact in ("51 states x 2 times x 57 columns", "2012, 2014", "5,197 value", "617 suppressed", "licence:",
                 "dental_visit  54.2..76.2 percent", "and 54 more, by stratum",
                 "less is better; adults over 65 who have lost six or more teeth\n",
                 "\n  dental_visit: ", "enamel (lit)", "fracture (glaze)",
                 "\n  teeth_lost_6, teeth_lost_all: ", "enamel (worn"):  # fmt: skip
        assert fact in shown


def test_show_all_lists_every_stratum():
    shown = CliRunner().invoke(cli, ["data", "show", "--all"], catch_exceptions=False).output

    assert shown.count("dental_visit@") == 22
    assert "more, by stratum" not in shown


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["import", "none.csv"], 1, "none.csv does not exist"),
        (["import", "."], 1, "is a folder"),
        (["import", "places.csv", "--out", "places.csv"], 2, "is the source itself"),
        (["import", "places.csv", "--out", "out.txt"], 2, "must end in .csv"),
        (["import", "places.csv", "--out", "none/out.csv"], 1, "folder does not exist"),
        (["show", "us_oral_helth"], 1, "did you mean 'us_oral_health'"),
    ],
)
def test_what_goes_wrong_is_one_sentence(foreign, tmp_path, capsys, arguments, code, words):
    assert foreign.exists()
    before = sorted(tmp_path.glob("*"))

    with pytest.raises(SystemExit) as left:
        raise SystemExit(main(["data", *arguments]))
    captured = capsys.readouterr()
    said = captured.out + captured.err

    assert left.value.code == code
    assert words in said
    assert "Traceback" not in said
    assert sorted(tmp_path.glob("*")) == before
