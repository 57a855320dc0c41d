import json

import pytest

from renderer.core.errors import DataError, UsageError
from renderer.data import importing
from renderer.data.importing import detect, import_file
from renderer.data.load import load_all


@pytest.fixture
def places(tmp_path, places_raw):
    path = tmp_path / "places.csv"
    path.write_bytes(places_raw.read_bytes())
    return path


def test_forms_are_told_by_their_header(nohss_raw, places_raw):
    assert [detect(path).NAME for path in (nohss_raw, places_raw)] == [
        "CDC NOHSS oral-health indicators", "CDC PLACES, long form",
    ]  # fmt: skip


def test_what_is_written_can_be_loaded_and_says_where_it_came_from(places, tmp_path):
    done = import_file(places, tmp_path / "out.csv", via="a friend")
    table = load_all(done.path)

    assert table.value[0, table.area("04013"), table.column("population")] == 4_585_871
    assert table.source.startswith(
        "CDC PLACES local estimates; CDC, PLACES: Local Data for Better Health, via a friend"
    )
    assert (table.release, table.columns) == (load_all(done.path).release, done.table.columns)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["datapackage.json", "out.csv", "places.csv"]


def test_the_descriptor_is_a_data_package(places, tmp_path):
    import_file(places, tmp_path / "out.csv")
    (resource,) = json.loads((tmp_path / "datapackage.json").read_text())["resources"]
    header = (tmp_path / "out.csv").read_text().partition("\n")[0]

    assert [field["name"] for field in resource["schema"]["fields"]] == header.split(",")
    assert {"name", "path", "title", "licenses", "sources", "hash", "bytes", "measures", "notes"} <= set(resource)
    assert resource["bytes"] == (tmp_path / "out.csv").stat().st_size
    assert resource["sources"][0]["file"] == "places.csv"


def test_the_descriptor_keeps_what_it_says_of_other_files(places, tmp_path):
    other = {"path": "zebra.csv", "title": "Zebra"}
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "mine", "resources": [other]}))
    for _ in range(2):
        import_file(places, tmp_path / "out.csv")
    package = json.loads((tmp_path / "datapackage.json").read_text())

    assert package["name"] == "mine"
    assert [one["path"] for one in package["resources"]] == ["out.csv", "zebra.csv"]
    assert package["resources"][1] == other


def test_a_cut_between_two_lines_is_found_by_the_hash(places, tmp_path):
    out = import_file(places, tmp_path / "out.csv").path
    out.write_bytes(out.read_bytes().rpartition(b"\n")[0].rpartition(b"\n")[0] + b"\n")

    with pytest.raises(DataError, match=r"is not the file that datapackage\.json describes, .* it was cut short"):
        load_all(out)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("Year,StateAbbr,LocationName,Measure,Data_Value", "nearest, CDC PLACES, long form, also needs .*LocationID"),
        ("area,time,measure,value,state", "Chorus' own form, also needs unit"),
        ("area,time,measure,value,state,unit", "in Chorus' own form already"),
    ],
)
def test_an_unknown_form_names_the_nearest(tmp_path, header, message):
    path = tmp_path / "f.csv"
    path.write_text(f"{header}\n{header}\n")

    with pytest.raises(DataError, match=message):
        import_file(path, tmp_path / "out.csv")


def test_the_source_is_never_overwritten(places, tmp_path):
    with pytest.raises(UsageError, match="is the source itself"):
        import_file(places, places)
    with pytest.raises(UsageError, match=r"must end in \.csv"):
        import_file(places, tmp_path / "out.txt")


def test_nothing_is_written_unless_all_can_be_read_back(places, tmp_path, monkeypatch):
    (tmp_path / "out.csv").write_text("old")
    tidy_bytes = importing.tidy_bytes
    monkeypatch.setattr(importing, "tidy_bytes", lambda rows: tidy_bytes(rows)[:-3])

    with pytest.raises(DataError, match="cut short"):
        import_file(places, tmp_path / "out.csv", force=True)
    assert (tmp_path / "out.csv").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "places.csv"]


def test_a_broken_descriptor_stops_the_import_before_anything_is_written(places, tmp_path):
    (tmp_path / "datapackage.json").write_text("{")

    with pytest.raises(DataError, match="is no JSON"):
        import_file(places, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_no_import_wrote_is_not_overwritten(places, tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("my own table\n")
    with pytest.raises(UsageError, match=r"out\.csv is there already, and no import wrote it"):
        import_file(places, out)
    assert out.read_text() == "my own table\n"
    import_file(places, out, force=True)
    import_file(places, out)  # as it was written: nothing is lost
    out.write_bytes(out.read_bytes() + b"\n")
    with pytest.raises(UsageError, match="or it was changed since"):
        import_file(places, out)
