"""Every rule of a tidy file, broken once: the message names file, line, column and remedy."""

import pytest

from renderer.core.errors import DataError
from renderer.data.load import load_all
from renderer.data.schema import FIELDS

SOUND = "03,Azure,AZ,1,2,2014,visit,overall,overall,50,40,60,90,value,percent"


def changed(**fields):
    row = dict(zip(FIELDS, SOUND.split(","), strict=True))
    return ",".join({**row, **fields}.values())


def test_the_line_that_is_broken_below_is_sound(tidy):
    assert load_all(tidy(SOUND)).value[1, 2, 0] == 50


@pytest.mark.parametrize(
    ("fields", "column", "message"),
    [
        ({"value": "NaN"}, "value", "'NaN' is no number.*leave it blank with state missing"),
        ({"value": "inf"}, "value", "'inf' is no number"),
        ({"value": "fifty"}, "value", "'fifty' is no number"),
        ({"value": "1e999"}, "value", "is no number"),
        ({"value": "\u0665\u0660"}, "value", "is no number"),
        ({"value": "101", "high": "101"}, "value", r"'101' lies outside 0\.\.100 percent"),
        ({"value": "50", "low": "-1"}, "low", r"'-1' lies outside 0\.\.100 percent"),
        ({"high": "100.5"}, "high", r"lies outside 0\.\.100"),
        ({"value": "39.9"}, "value", "'39.9' lies outside its interval"),
        ({"value": "60.1"}, "value", "lies outside its interval"),
        ({"low": ""}, "low", "an interval needs low and high"),
        ({"state": "stale"}, "state", "no state 'stale'.*missing, value, zero, suppressed, held"),
        ({"state": "supressed"}, "state", "did you mean 'suppressed'"),
        ({"state": "suppressed"}, "value", "although the state says there is none"),
        ({"state": "missing", "value": ""}, "low", "although the state says there is none"),
        ({"state": "held", "value": "", "low": "", "high": ""}, "sample", "'90' although the state says"),
        ({"value": ""}, "value", "is blank although the state says value"),
        ({"value": "0", "low": "0"}, "state", "the value is 0; set state zero"),
        ({"state": "zero"}, "state", "the value is not 0; set state value"),
        ({"sample": "12.5"}, "sample", "is no count of people"),
        ({"sample": "-1"}, "sample", "is no count of people"),
        ({"area": ""}, "area", "'' is no area code"),
        ({"area": " 03"}, "area", "is no area code"),
        ({"time": "14"}, "time", "'14' is no time"),
        ({"time": "2014-05"}, "time", "beside '2012'; write all times alike"),
        ({"measure": "Visit!"}, "measure", "'Visit!' is no name"),
        ({"unit": ""}, "unit", "is no unit"),
        ({"unit": "percen"}, "unit", "'percen' for visit, but 'percent' on line 2"),
        ({"stratum": "poor"}, "stratum", "'poor' of kind 'overall'; give both"),
        ({"stratum_kind": "income", "stratum": "<15k"}, "stratum", "'<15k' is no name"),
        ({"lon": "181"}, "lon", "'181' lies outside -180..180"),
        ({"lat": "-91"}, "lat", "'-91' lies outside -90..90"),
        ({"lat": ""}, "lon", "give both or neither"),
        ({"area": "01", "time": "2013", "area_name": "Alabma", "abbr": "AL", "lon": "-86.6", "lat": "32.8"},
         "area_name", "'Alabma' for area 01, but line 2 says 'Alabama'"),
        ({"area": "01", "time": "2014", "area_name": "Alabama", "abbr": "AL", "lon": "-86.6", "lat": "32.8"},
         "area", "says again what line 3 says"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_named(tidy, fields, column, message):
    path = tidy(changed(**fields))

    with pytest.raises(DataError, match=message) as caught:
        load_all(path)

    assert str(caught.value).startswith(f"{path}, line 8, column {column}: ")


def test_a_long_field_is_quoted_in_part(tidy):
    with pytest.raises(DataError) as caught:
        load_all(tidy(changed(value="9" * 5000)))

    assert len(str(caught.value)) < 400


def test_blank_strata_are_everybody(tidy):
    table = load_all(tidy(changed(stratum_kind="", stratum="")))

    assert table.value[1, table.area("03"), table.column("visit")] == 50
