import json

import pytest
from click.testing import CliRunner

from renderer.cli.commands import cli
from renderer.cli.main import main

TEXT = "Neighbourhood,2022,2023\nA,61.5,*\nB,,0\nC,40,x\nTotal,50,30\n"
SAID = ["--unit", "percent", "--mark", "x=missing", "--yes"]


@pytest.fixture(autouse=True)
def _state(tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def sheet(tmp_path):
    """Return a small wide sheet with a total, a blank and marks."""
    path = tmp_path / "visits.csv"
    path.write_text(TEXT)
    return path


def run(*arguments, input=None):
    return CliRunner().invoke(cli, ["data", *arguments], input=input, catch_exceptions=False)


def told(capsys, *arguments):
    """Return exit code and what was said of a command that fails."""
    code = main(["data", *arguments])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


@pytest.mark.parametrize("words", [("--total", "Totl"), ("--keep", "Totl"), ("--total", "line"),
                                   ("--keep", "line 3")])
def test_a_total_that_the_sheet_has_not_is_refused_with_the_nearest(sheet, capsys, words):
    code, said = told(capsys, "import", sheet.name, *SAID, *words)
    assert code == 1
    assert f"{words[0]} {words[1]}: no area '{words[1]}'" in said
    assert ("did you mean 'Total'?" in said) is (words[1] == "Totl")
    assert main(["data", "import", sheet.name, *SAID, "--total", "total", "--total", "line 3"]) == 0
    assert "left out line 3 (B): 1 row" in capsys.readouterr().out
    code, said = told(capsys, "import", sheet.name, *SAID, "--total", "line 9")
    assert code == 1
    assert "--total 'line 9': no row of visits.csv stands there; its rows are on lines 2 to 5" in said


def test_import_drafts_says_what_it_did_and_names_the_next_command(sheet):
    done = run("import", sheet.name, *SAID)

    for words in ("visits.csv is drafted", "a total by its name: Total", "left out Total: 1 row",
                  "1 figure written *: suppressed", "cells: 2 missing, 2 value, 1 zero, 1 suppressed",
                  "Wrote visits_tidy.csv and its datapackage.json: 3 neighbourhoods x 2 times x 1 "
                  "column."):  # fmt: skip
        assert words in done.output
    assert done.output.rstrip().splitlines()[-1] == "Next: chorus data show visits_tidy.csv"
    assert "3 neighbourhoods x 2 times x 1 column" in run("show", "visits_tidy.csv").output
    package = json.loads(sheet.with_name("datapackage.json").read_text())
    assert package["resources"][0]["area_word"] == ["neighbourhood", "neighbourhoods"]


def test_the_description_beside_a_file_is_what_counts(sheet):
    run("import", sheet.name, *SAID)
    description = sheet.with_name("visits.description.json")
    entry = json.loads(description.read_text())
    entry["totals"], entry["measures"]["visits"]["label"] = ["Total", "C"], "Children who saw a dentist"
    description.write_text(json.dumps(entry))
    done = run("import", sheet.name)

    assert "described by visits.description.json" in done.output
    assert "2 neighbourhoods x 2 times" in done.output
    assert "Children who saw a dentist" in run("show", "visits_tidy.csv").output


def test_the_description_of_another_file_is_told_and_not_written_over(sheet):
    run("import", sheet.name, *SAID)
    description = sheet.with_name("visits.description.json")
    other = description.read_text().replace('"visits.csv"', '"visits.xlsx"')
    description.write_text(other)
    done = run("import", sheet.name, *SAID)

    assert "visits.description.json describes 'visits.xlsx', not this file, and is not used" in done.output
    assert description.read_text() == other


def test_one_time_beside_a_column_of_times_is_told(sheet):
    sheet.write_text("Ward,Year,visits\nA,2020,5\nB,2020,7\nC,2020,9\n")
    assert run("describe", sheet.name, "--out").exit_code == 0
    description = sheet.with_name("visits.description.json")
    description.write_text(json.dumps({**json.loads(description.read_text()), "time": "2019"}))

    assert "says the time 2019 for all rows, and that column" in run("check", sheet.name).output


def test_without_a_terminal_it_stops_and_lists_what_to_say(sheet, capsys, tmp_path):
    before = sorted(tmp_path.iterdir())
    code, said = told(capsys, "import", sheet.name)

    assert code == 1
    for words in ("--mark 'x=suppressed'", "--mark '*=suppressed'", "--mark '=missing'", "--total NAME",
                  "--good visits=more", "--unit visits=percent"):  # fmt: skip
        assert words in said
    assert "things no file tells" in said
    assert sorted(tmp_path.iterdir()) == before


def test_what_nobody_can_guess_is_not_taken_with_yes(sheet, capsys):
    code, said = told(capsys, "import", sheet.name, "--unit", "percent", "--yes")

    assert code == 1
    assert "1 thing nobody can guess; say: --mark 'x=suppressed'" in said


def test_in_a_terminal_it_asks_in_plain_words(sheet, monkeypatch):
    monkeypatch.setattr("renderer.cli.own_files._asks", lambda: True)
    # areas, totals, x, the blank, *, unit, which is better, label, people, clause
    said = "\n\nsuppressed\nmissing\nsuppressed\npercent\nmore\nChildren at the dentist\nchildren\n-\n"
    done = run("import", sheet.name, input=said)

    assert "what does 'x' mean: missing, suppressed or zero?" in done.output
    assert "does a blank cell mean missing" in done.output
    assert "is more better, or less?" in done.output
    assert "cells: 1 missing, 2 value, 1 zero, 2 suppressed" in done.output
    entry = json.loads(sheet.with_name("visits.description.json").read_text())
    words = entry["measures"]["visits"]
    assert [words[key] for key in ("good", "label", "people")] == ["more", "Children at the dentist", "children"]
    assert "clause" not in words
    assert entry["marks"]["x"] == "suppressed"


def test_describe_prints_a_draft_and_the_first_rows_and_writes_only_when_told(sheet):
    done = run("describe", sheet.name, *SAID)

    assert '"role": "area"' in done.output
    assert "line 2: A, 2022, visits: 61.5 percent" in done.output
    assert "line 2: A, 2023, visits: suppressed" in done.output
    assert not sheet.with_name("visits.description.json").exists()
    assert "Wrote visits.description.json" in run("describe", sheet.name, "--out", *SAID).output
    assert "described by visits.description.json" in run("check", sheet.name).output


def test_check_says_all_and_writes_nothing(sheet, tmp_path):
    before = sorted(tmp_path.iterdir())
    done = run("check", sheet.name, *SAID)

    assert "left out Total: 1 row" in done.output
    assert "It would be 3 neighbourhoods x 2 times x 1 column. Nothing was written." in done.output
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["mine.csv", "mine.xlsx"])
def test_a_template_is_imported_as_it_is_filled_in(name, tmp_path):
    assert "Next: chorus data import" in run("template", name).output
    done = run("import", name, "--yes")

    assert "1 area x 1 time x 1 column" in done.output.replace("neighbourhood", "area")
    assert "61.5 percent" in run("show", "mine_tidy.csv").output.replace("61.5..61.5", "61.5")
    assert (tmp_path / "mine_tidy.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["import", "visits.csv", "--mark", "x"], 2, "--mark x: write TEXT=missing"),
        (["import", "visits.csv", "--only", "x"], 2, "--only x: write COLUMN=TEXT"),
        (["import", "visits.csv", "--area", "Neighborhood", "--yes"], 1, "did you mean 'Neighbourhood'"),
        (["import", "visits.csv", "--time", "2022=soon", "--yes"], 1, "'soon' is no time"),
        (["describe", "none.csv"], 1, "none.csv does not exist"),
        (["check", "."], 1, "is a folder"),
        (["template", "visits.csv"], 2, "is there already"),
        (["template", "visits.doc"], 2, "ends in .csv or .xlsx"),
    ],
)
def test_what_goes_wrong_is_one_sentence(sheet, tmp_path, capsys, arguments, code, words):
    assert sheet.exists()
    before = sorted(tmp_path.iterdir())
    got, said = told(capsys, *arguments)

    assert (got, words in said) == (code, True), said
    assert "Traceback" not in said
    assert sorted(tmp_path.iterdir()) == before


def test_a_date_of_two_orders_is_asked_and_never_guessed(tmp_path, capsys):
    (tmp_path / "days.csv").write_text("ward,date,visited %\nA,03/04/2024,61\nA,04/04/2024,6\n")
    code, said = told(capsys, "import", "days.csv", "--yes")

    assert code == 1
    assert "In date, is '03/04/2024' 2024-04-03 (dmy) or 2024-03-04 (mdy)?" in said
    assert "say: --form dmy, or --form mdy" in said
    assert run("import", "days.csv", "--yes", "--form", "dmy").exit_code == 0
    assert "2024-04-03, 2024-04-04" in run("show", "days_tidy.csv").output


def test_that_more_is_better_is_not_said_of_several_measures_at_once(tmp_path, capsys):
    (tmp_path / "two.csv").write_text("Ward,Sealants %,Decay %\nA,61.5,20\nB,10,40\nC,40,30.5\n")
    told_of = ["two.csv", "--time", "2024", "--yes"]
    code, said = told(capsys, "import", *told_of, "--good", "more")

    assert code == 1
    assert "--good more would be said of all 2 measures; say of which it is true: --good sealants=more" in said
    assert told(capsys, "describe", *told_of, "--good", "more", "--out") == (code, said)
    assert not (tmp_path / "two_tidy.csv").exists()
    code, said = told(capsys, "import", *told_of, "--good", "sealants=more")
    assert code == 0, said
    assert "Nobody said whether more is better of decay: pictures show these as they are. Say it: --good decay=" in said


@pytest.mark.parametrize(("option", "words"), [
    ("--good=nix=less", "--good nix: no measure 'nix'; there is sealants, decay"),
    ("--unit=sealantz=percent", "--unit sealantz: no measure 'sealantz'; did you mean 'sealants'?"),
    ("--label=Ward=A", "--label Ward: no measure 'Ward'; there is"), ("--clause=nix=a", "--clause nix"),
    ("--people=nix=a", "--people nix"), ("--other=nix=a", "--other nix"),
    ("--good=decay=bad", "--good decay=bad: write more or less, for which of it is better"),
])  # fmt: skip
def test_what_is_said_of_a_measure_that_is_not_there_is_no_silent_wish(tmp_path, capsys, option, words):
    (tmp_path / "two.csv").write_text("Ward,Sealants %,Decay %\nA,61.5,20\nB,10,40\nC,40,30.5\n")
    code, said = told(capsys, "import", "two.csv", "--time", "2024", "--yes", option)

    assert code == 1
    assert words in said
    assert not (tmp_path / "two_tidy.csv").exists()
    if "=nix" in option:  # a file that has a description is asked the same
        assert told(capsys, "import", "two.csv", "--time", "2024", "--yes")[0] == 0
        assert told(capsys, "import", "two.csv", option)[0] == 1
