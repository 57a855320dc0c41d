"""Every real file of the shared folder opens with its right shape, or is refused with the right reason."""

import json
import os

import pytest

from renderer.core.errors import DataError
from renderer.core.paths import ROOT
from renderer.data.readers.opening import open_source, sheets
from tests.support.sources import opened, refused, rows_of

DATA = ROOT.parent / "shared" / "data"
real = pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA} with real files is not here")

OPENED = [
    ("flusight/2025-11-15.csv", None, 1, 5, 10494), ("oral_cdc_nohss/dental_data_RAW.csv", None, 1, 23, 12312),
    ("places_long/PLACES_Dataset_5counties.csv", None, 1, 22, 50),
    ("oral_ct_tracts/500all2017.json", None, 0, 5, 6379),
    ("oral_ct_tracts/tracts.geojson", None, 0, 11, 220), ("maps/canada_health_regions/hr.geojson", None, 0, 5, 99),
    ("sheets/aihw_dental_hospitalisations/*.xlsx", "Interactive 1", 4, 4, 180),
    ("sheets/aihw_dental_hospitalisations/*.xlsx", "Interactive 2", 4, 6, 800),
    ("sheets/cms416_eligible_csv/*.csv", None, 1, 10, 11088),
    ("sheets/cover_2013q1_xls/*.xls", "12m-AT", 13, 11, 178),
    ("sheets/cover_2013q1_xls/*.xls", "HepB12&24m", 1, 12, 151),
    ("sheets/cover_2022q2_ods/*.ods", "12m_UTLA_GOR", 5, 12, 162),
    ("sheets/cover_2022q2_ods/*.ods", "HepB_LA", 7, 8, 162),
    ("sheets/england_child_decay_csv/*.csv", None, 1, 10, 1614),
    ("sheets/germany_vaccination_csv/*.csv", None, 1, 17, 18),
    ("sheets/hamburg_neighbourhoods/*.csv", None, 1, 69, 107),
    ("sheets/hamburg_neighbourhoods/*.xlsx", None, 3, 69, 107),
    ("sheets/india_nfhs5_mizoram_csv/*.csv", None, 1, 8, 832), ("sheets/oecd_sdmx_csv/*.csv", None, 1, 14, 5394),
    ("sheets/worldbank_population_health_xlsx/*.xlsx", None, 1, 5, 1596),
]  # fmt: skip
REFUSED = [
    ("fhir_synthea/Patient.ndjson", "rows about people .FHIR resources of the kind Patient"),
    ("fhir_synthea/Condition.ndjson", "rows about people"),
    ("fhir_synthea/Procedure.dental.ndjson", "rows about people"),
    ("maps/germany_states_shp/*.zip", r"holds no table but a map \(.shp\)"),
    ("maps/wales_councils_topojson/topo*.json", r"is a map \(TopoJSON\)"),
    ("maps/uk_utla_hex_gpkg/*.gpkg", "holds 5 tables"), ("flash_clips/gray.mp4", "this is a binary file"),
]  # fmt: skip


def only(pattern):
    (path,) = DATA.glob(pattern)
    return path


@real
@pytest.mark.parametrize(("pattern", "sheet", "line", "columns", "rows"), OPENED)
def test_a_real_file_opens_as_its_independent_reader_has_it(pattern, sheet, line, columns, rows):
    source = open_source(only(pattern), sheet)

    assert (source.line, len(source.header)) == (line, columns)
    assert source.connection.execute("select count(*), count(distinct line) from source").fetchone() == (rows, rows)


@real
@pytest.mark.parametrize(("pattern", "said"), REFUSED)
def test_a_real_file_that_is_no_table_about_communities_is_refused(pattern, said):
    with pytest.raises(DataError, match=said):
        open_source(only(pattern))


@real
def test_the_sheets_of_real_workbooks_are_those_that_their_answers_name():
    for folder, pattern in (("cover_2013q1_xls", "*.xls"), ("cover_2022q2_ods", "*.ods")):
        answers = json.loads(only(f"sheets/{folder}/expect.json").read_text())
        assert list(sheets(only(f"sheets/{folder}/{pattern}"))) == answers["sheets"]


@real
def test_labels_of_groups_reach_their_rows_in_the_merged_xls():
    source = open_source(only("sheets/cover_2013q1_xls/*.xls"), "12m-AT")

    groups = {row[1] for row in rows_of(source) if "Total" not in row[1]}
    assert len(groups) == 27
    assert "" not in groups


def test_the_place_of_an_error_is_told(tmp_path):
    source = opened(tmp_path / "a.csv", "area,n\nMitte,1\nNord,2\n")

    assert str(source.error("what?", 3, 1)) == f"{tmp_path / 'a.csv'}, line 3, column n: what?"
    assert source.columns == ("c0", "c1")
    assert sheets(source.path) == ()


def test_a_sheet_of_what_has_none_is_refused(tmp_path):
    said = " is text with a table and has no sheets; leave 'S' out"
    assert refused(tmp_path / "a.csv", "area,n\nMitte,1\nNord,2\n", sheet="S") == said
    assert open_source(tmp_path / "a.csv", "").sheet == ""


def test_what_a_source_lay_in_goes_with_it(tmp_path):
    source = opened(tmp_path / "a.csv", "area;n\n\nMitte;1\nNord;2\n")
    folder = source.held.folder
    assert folder.is_dir()

    connection = source.connection
    del source
    assert connection.execute("select count(*) from source").fetchone() == (2,)
    del connection
    assert not folder.exists()


@pytest.mark.parametrize(("name", "said"), [("none.csv", "does not exist"), (".", "is a folder")])
def test_what_is_no_file_is_refused(tmp_path, name, said):
    with pytest.raises(DataError, match=said):
        open_source(tmp_path / name)


@pytest.mark.parametrize("name", [b"a\xff.csv", b"a\xff.parquet", b"f\xff/a.csv"])
def test_a_name_that_is_no_text_is_told_before_a_library_fails_on_it(tmp_path, name):
    path = tmp_path / os.fsdecode(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text("area,value\nMitte,1\nNord,2\n")

    with pytest.raises(DataError, match="is no UTF-8 text; rename that"):
        open_source(path)
