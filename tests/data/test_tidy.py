import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renderer.core.errors import DataError
from renderer.data.load import load_all
from renderer.data.table import Table
from renderer.data.tidy import read_tidy


def test_cells_stand_where_their_keys_say(tidy):
    table = read_tidy(tidy(), None)

    assert table.times == ("2012", "2014")
    assert [(area.code, area.name, area.abbr, area.lon, area.lat) for area in table.areas] == [
        ("01", "Alabama", "AL", -86.6, 32.8), ("02", "Alaska", "AK", -147.7, 64.8),
    ]  # fmt: skip
    np.testing.assert_array_equal(table.value[..., 0], [[58.6, np.nan], [60, 0]])
    np.testing.assert_array_equal(table.low[..., 0], [[57.1, np.nan], [58.5, 0]])
    np.testing.assert_array_equal(table.high[..., 0], [[60.1, np.nan], [61.5, 2.5]])
    np.testing.assert_array_equal(table.sample[..., 0], [[8893, -1], [-1, 70]])
    np.testing.assert_array_equal(table.state[..., 0], [[1, 3], [1, 2]])
    np.testing.assert_array_equal(table.state[..., 1], [[0, 0], [1, 4]])


def test_the_order_of_lines_does_not_matter_to_areas_and_times(tidy):
    path = tidy()
    header, *lines = path.read_text().splitlines()
    path.write_text("\n".join([header, *reversed(lines)]) + "\n")
    table = read_tidy(path, None)

    assert [area.code for area in table.areas] == ["01", "02"]
    assert table.value[1, 0, table.column("visit")] == 60


def test_the_shortest_file_has_six_columns(tmp_path):
    path = tmp_path / "short.csv"
    path.write_text("unit,state,value,measure,time,area\ndays,value,12,wait,2024-W05,north\n")
    table = load_all(path)

    assert table.value.tolist() == [[[12.0]]]
    assert table.areas[0].name == "north"
    assert np.isnan(table.areas[0].lon)
    assert (table.columns[0].low, table.columns[0].high) == (12.0, 12.0)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",state", "", "no column 'state'"),
        ("value", "val", "no column 'value'; the nearest it has is 'val'"),
        ("lon", "lng", "unknown column 'lng'; did you mean 'lon'"),
    ],
)
def test_columns_are_the_schema_s(tidy, old, new, message):
    path = tidy()
    header, _, rest = path.read_text().partition("\n")
    path.write_text(header.replace(old, new, 1) + "\n" + rest)

    with pytest.raises(DataError, match=message):
        load_all(path)


def test_a_sparse_file_cannot_ask_for_all_memory(tmp_path):
    path = tmp_path / "sparse.csv"
    lines = [f"a{n},{1000 + n},m{n},1,value,days" for n in range(300)]
    path.write_text("area,time,measure,value,state,unit\n" + "\n".join(lines) + "\n")

    with pytest.raises(DataError, match="over 20,000,000 cells"):
        load_all(path)


def test_a_cut_anywhere_but_between_two_lines_is_found(tidy):
    whole = tidy().read_bytes()
    for length in range(0, len(whole), 3):
        path = tidy()
        path.write_bytes(whole[:length])
        if whole[:length].count(b"\n") > 1 and whole[:length].endswith(b"\n"):
            assert load_all(path)  # a shorter file; only the hash in a descriptor can tell
        else:
            with pytest.raises(DataError):
                load_all(path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_bytes_are_a_table_or_a_data_error(tidy, data):
    path = tidy()
    content = bytearray(path.read_bytes())
    kind = data.draw(st.sampled_from(["any", "flip", "cut", "splice"]))
    if kind == "any":
        content = data.draw(st.binary(max_size=400))
    for _ in range(data.draw(st.integers(1, 4)) if kind == "flip" else 0):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if kind == "cut":
        content = content[: data.draw(st.integers(0, len(content)))]
    if kind == "splice":
        where = data.draw(st.integers(0, len(content)))
        content = content[:where] + data.draw(st.text(',"\n\r01aé\0-.', max_size=20)).encode() + content[where:]
    path.write_bytes(bytes(content))

    try:
        table = load_all(path)
    except DataError as error:
        message = str(error)
    else:
        message = str(path)
        assert isinstance(table, Table)
        assert (np.isfinite(table.value) == np.isin(table.state, (1, 2))).all()

    assert str(path) in message


@pytest.mark.parametrize("way", [{"delimiter": ";"}, {"above": "A title\n"}, {"rename": str.title}])
def test_a_wrapped_table_is_sent_to_the_import(sheet, way):
    path = sheet("own", {}, **way)
    line = 2 if "above" in way else 1

    with pytest.raises(DataError, match=f"line {line}: the columns are there, .*`chorus data import sheet.csv`"):
        load_all(path)


def test_a_number_of_another_country_is_sent_to_the_import(tidy):
    path = tidy('03,Azure,AZ,1,2,2014,visit,overall,overall,"50,5",40,60,90,value,percent')

    with pytest.raises(DataError, match=r"line 8, column value: '50,5' is no number as this form writes it, .*`chorus"):
        load_all(path)


def test_a_last_column_says_which_larger_area_an_area_is_part_of(tidy):
    path = tidy()
    header, *lines = path.read_text().splitlines()
    path.write_text("\n".join([f"{header},parent", *(f"{line},{line[:2]} South" for line in lines)]) + "\n")

    assert [area.parent for area in load_all(path).areas] == ["01 South", "02 South"]
    assert [area.parent for area in load_all(path).areas] == ["01 South", "02 South"]  # from the cache
    path.write_text(path.read_text().replace("percent,02 South", "percent,02 North", 1))
    with pytest.raises(DataError, match="line 5, column parent: '02 South' for area 02, but line 4 says '02 North'"):
        load_all(path)
