"""What is wrong with a written row is told at the sheet that it came from."""

import pytest

from renderer.core.errors import DataError
from renderer.data.origin import Origin
from renderer.data.tidy import read_tidy
from tests.support.sheets import read_sheet


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source.csv"
    path.write_text('Code,"Share, %"\n02,"7,5"\n01,"9,5"\n')
    return read_sheet(path)


def test_file_line_column_and_text_are_the_source_s(source, tidy):
    path = tidy("03,Azure,AZ,1,2,2014,visit,overall,overall,101,40,110,90,value,percent")
    columns = {"area": "Code", "value": "Share, %"}
    origins = [Origin(source, 1, columns)] * 6 + [Origin(source, 0, columns)]

    with pytest.raises(DataError, match=r"source\.csv, line 2, column Share, %: '7,5' lies outside") as caught:
        read_tidy(path, None, origins)
    assert str(path) not in str(caught.value)


def test_a_field_that_the_source_has_not_is_told_at_the_value(source):
    origin = Origin(source, 0, {"area": "Code", "value": "Share, %"})

    assert [origin.column(name) for name in ("area", "value", "low", "state")] == ["Code", *["Share, %"] * 3]
    assert Origin(source, 0, {}).column("low") == "low"


def test_another_line_is_named_with_its_file_where_that_is_another(source, tidy, tmp_path):
    (tmp_path / "other.csv").write_text("Code\n07\n")
    other = read_sheet(tmp_path / "other.csv")
    sheet = read_sheet(tidy())
    assert sheet.mention(0, 1) == "line 2"

    from dataclasses import replace

    traced = replace(sheet, origins=[Origin(source, 1, {}), Origin(source, 0, {}), Origin(other, 0, {})])
    assert traced.mention(0, 1) == "line 3"
    assert traced.mention(0, 2) == f"{source.path}, line 3"
