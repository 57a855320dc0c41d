"""Calibration files: both ways of writing a field, and everything that can be wrong with one."""

import json
from dataclasses import replace

import pytest

from renderer.core.errors import DataError
from renderer.displays.lightfield.calibration import load, parsed, typical
from renderer.displays.lightfield.profile import device

CELL = {f"{channel}Offset{axis}": 0.25 for channel in "RGB" for axis in "XY"}
FILE = {
    "configVersion": "3.0", "serial": "LKG-PORT-01234", "pitch": {"value": 52.0}, "slope": {"value": -7.0},
    "center": {"value": 0.5}, "fringe": {"value": 0.0}, "viewCone": {"value": 40.0}, "invView": {"value": 1.0},
    "verticalAngle": {"value": 0.0}, "DPI": {"value": 324.0}, "screenW": {"value": 1536.0},
    "screenH": {"value": 2048.0}, "flipImageX": {"value": 0.0}, "flipImageY": {"value": 0.0},
    "flipSubp": {"value": 0.0}, "CellPatternMode": {"value": 2}, "subpixelCells": [CELL, CELL],
}  # fmt: skip


def test_the_file_of_a_portrait_is_the_portrait_of_the_table():
    read = parsed({**FILE, "subpixelCells": [], "CellPatternMode": {"value": 0}}, "visual.json")

    assert replace(read, serial="") == replace(typical(device("portrait")), serial="")
    assert read.lenses == pytest.approx(244.04088)  # 52 * 1536 / 324 * cos(atan(1/7))
    assert read.tilt == pytest.approx(-2048 / 1536 / 7)


def test_fields_stand_bare_or_wrapped_in_either_case_and_cells_stay_px(tmp_path):
    bare = {key.lower(): value["value"] if isinstance(value, dict) else value for key, value in FILE.items()}
    path = tmp_path / "visual.json"
    path.write_text("\ufeff" + json.dumps(bare), "utf-8")

    assert load(path) == parsed(FILE, "here") == parsed(FILE, "here")
    assert load(path).cells == ((0.25,) * 6,) * 2
    assert FILE["subpixelCells"][0] == CELL


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"pitch": None}, "no 'pitch'"),
        ({"pitch": {"value": "52.0"}}, 'pitch must be a number, not "52.0"'),
        ({"DPI": {"value": True}}, "DPI must be a number"),
        ({"center": {"value": float("nan")}}, "center = nan is outside"),
        ({"slope": {"value": 0}}, "slope = 0"),
        ({"screenW": {"value": 0}}, "screenW = 0 is outside"),
        ({"CellPatternMode": {"value": 7}}, "CellPatternMode = 7"),
        ({"CellPatternMode": {"value": 1.5}}, "CellPatternMode = 1.5 is none of 0, 1, 2, 3, 4"),
        ({"subpixelCells": "none"}, "subpixelCells must be a list"),
        ({"subpixelCells": [CELL] * 5}, "at most 4"),
        ({"subpixelCells": [CELL, {**CELL, "GOffsetY": "x"}]}, 'cell 1 of subpixelCells: GOffsetY must be .* not "x"'),
        ({"subpixelCells": [{"ROffsetX": 0.1}]}, "ROffsetY must be a number"),
        ({"subpixelCells": [{**CELL, "BOffsetX": None}]}, "BOffsetX must be a number of px, not null"),
        ({"subpixelCells": 0}, "subpixelCells must be a list"),
        ({"subpixelCells": {"value": False}}, "subpixelCells must be a list"),
        ({"serial": ["LKG"]}, "serial must be a text"),
    ],
)
def test_what_is_wrong_is_named_with_its_field(change, says):
    with pytest.raises(DataError, match=says):
        parsed({key: value for key, value in {**FILE, **change}.items() if value is not None}, "visual.json")


OPTIONAL = {"viewCone": 40.0, "invView": 1.0, "flipImageX": 0.0, "flipSubp": 0.0, "CellPatternMode": 0,
            "subpixelCells": [], "serial": ""}  # fmt: skip


@pytest.mark.parametrize("null", [None, {"value": None}, {"Value": None}])
@pytest.mark.parametrize("name", OPTIONAL)
def test_null_is_the_default_as_if_it_were_left_out(name, null):
    without = {key: value for key, value in FILE.items() if key != name}

    assert parsed({**FILE, name: null}, "a") == parsed(without, "a") == parsed({**FILE, name: OPTIONAL[name]}, "a")


@pytest.mark.parametrize("name", ["pitch", "slope", "center", "DPI", "screenW", "screenH"])
def test_null_is_no_default_where_there_is_none_and_never_suggests_itself(name):
    with pytest.raises(DataError, match=f"has no '{name}'(?!; did you mean '{name}')"):
        parsed({**FILE, name: {"value": None}}, "visual.json")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"pitch": {"value": 47.0}', "pitch"),
        ('"Pitch": 47.0', "Pitch"),
        ('"dpi": {"value": 324.0, "value": 283.0}', "value"),
        ('"subpixelCells": []', "subpixelCells"),
        ('"flipimagex": 1', "flipimagex"),
    ],
)
def test_a_key_that_stands_twice_with_two_values_is_told(tmp_path, text, name):
    path = tmp_path / "visual.json"
    path.write_text(json.dumps(FILE)[:-1] + ", " + text + "}")

    with pytest.raises(DataError, match=f"'{name}' stands twice, as .* and .*; keep the one"):
        load(path)


def test_a_key_that_says_the_same_twice_or_once_null_is_no_matter(tmp_path):
    path = tmp_path / "visual.json"
    path.write_text('{"pitch": null, "cellPatternMode": null, ' + json.dumps(FILE)[1:-1]
                    + ', "cellpatternmode": {"value": 2}, "PITCH": null}')  # fmt: skip

    assert load(path) == parsed(FILE, "here")


def test_a_misspelt_field_is_suggested():
    with pytest.raises(DataError, match="no 'pitch'; did you mean 'pich'"):
        parsed({"pich" if key == "pitch" else key: value for key, value in FILE.items()}, "visual.json")


@pytest.mark.parametrize(("content", "says"), [(b"{", "not JSON"), (b"[1]", "a list"), (b"\xff\xfe", "cannot be read")])
def test_a_broken_file_is_refused_in_words(tmp_path, content, says):
    (tmp_path / "visual.json").write_bytes(content)
    with pytest.raises(DataError, match=says):
        load(tmp_path / "visual.json")
    with pytest.raises(DataError, match="cannot be read"):
        load(tmp_path / "none.json")
