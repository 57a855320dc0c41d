import json

import pytest

from renderer.core.errors import DataError
from renderer.data.describe.description import DataField, Description, MeasureWords, parse_description

WHOLE = Description(
    "decay.xlsx",
    (DataField("Ward", "area", fill=True, pad=5), DataField("2021", "value", measure="decay", time="2021/2022"),
     DataField("low", "low", of="2021"), DataField("Sex", "stratum", kind="sex"),
     DataField("Boys", "value", measure="decay", strata=("sex", "boys"), pattern="([0-9]+) of")),
    {"decay": MeasureWords("Decay", "percent", "less", "have decay", "children", "have none", "Decay (%)", 0.0, 90.0)},
    {"sex": {"label": "sex", "boys": "Boys"}}, {"": "missing", "*": "suppressed"}, {"c": "suppressed"}, 4,
    ("Total", "line 12"), {"Level": ("Ward", "")}, "2021", "dmy", "Sheet 1", "Decay of teeth", "CC BY 4.0", "City",
    ("ward", "wards"),
)  # fmt: skip


def test_a_description_reads_back_as_it_was_written():
    assert parse_description(WHOLE.to_json(), "here") == WHOLE
    bare = Description("a.csv", (DataField("Ward", "area"),))
    assert parse_description(bare.to_json(), "here") == bare


def test_it_is_a_data_resource_with_a_table_schema():
    entry = json.loads(WHOLE.to_json())

    assert entry["profile"] == "tabular-data-resource"
    assert entry["schema"]["fields"][0] == {"name": "Ward", "type": "string", "role": "area", "fill": True, "pad": 5}
    assert entry["schema"]["fields"][1]["type"] == "number"
    assert entry["measures"]["decay"]["good"] == "less"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"schema": {"fields": [{"name": "a", "role": "aera"}]}}, "the role 'aera'; did you mean 'area'"),
        ({"marks": {"*": "hidden"}}, "the mark '*' means 'hidden'"),
        ({"measures": {"m": {"label": "M", "good": "up"}}}, "'up' of the measure m is neither more nor less"),
        ({"measures": {"m": {"label": "M", "people": 3}}}, "'people' is no text"),
        ({"area_word": ["ward"]}, "are not two words, for one and for many"),
        ({"schema": {}}, "a key is missing or of the wrong kind"),
        ({"measures": []}, "a key is missing or of the wrong kind"),
    ],
)
def test_what_is_wrong_is_named_with_its_remedy(change, words):
    entry = json.loads(WHOLE.to_json()) | change
    with pytest.raises(DataError, match="here") as raised:
        parse_description(json.dumps(entry), "here")

    assert words in str(raised.value)


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000])
def test_what_is_no_description_is_one_sentence(text):
    with pytest.raises(DataError, match="here"):
        parse_description(text, "here")
