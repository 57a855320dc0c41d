"""Calibrations as Bridge and the older service answer them: opened, or named."""

import json

import pytest

from renderer.core.errors import DataError
from renderer.displays.lightfield.bridge import unwrapped
from renderer.displays.lightfield.calibration import load, parsed

OWN = {"configVersion": "3.0", "serial": "LKG-PORT-01234", "pitch": {"value": 52.0}, "slope": {"value": -7.0},
       "center": {"value": 0.5}, "viewCone": {"value": 40.0}, "DPI": {"value": 324.0}, "screenW": {"value": 1536.0},
       "screenH": {"value": 2048.0}}  # fmt: skip
OTHER = {**OWN, "serial": "LKG-A00001", "pitch": {"value": 50.0}}


def bridge(*calibrations):
    """The answer of Bridge to available_output_devices."""
    devices = {}
    for index, one in enumerate(calibrations):
        text = "" if one is None else json.dumps(one)
        fields = {"calibration": text, "defaultQuilt": '{"quiltX":3360}', "hwid": "LKG0", "index": index}
        devices[str(index)] = {"name": "", "type": "object",
                               "value": {key: {"name": key, "type": "string", "value": value}
                                         for key, value in fields.items()}}  # fmt: skip
    return {"name": "available_output_devices", "payload": {"name": "output", "type": "object", "value": devices}}


def service(*calibrations):
    """The answer of HoloPlay Service."""
    devices = [{"buttons": [0], "calibration": one, "defaultQuilt": {"quiltX": 3360}, "hwid": "LKG0"}
               for one in calibrations]  # fmt: skip
    return {"devices": devices, "error": 0, "version": "1.2.2"}


WRAPPED = {
    "bridge": bridge(OWN), "service": service(OWN), "list": [OWN], "text": json.dumps(OWN),
    "bare": {"calibration": OWN}, "value": {"value": json.dumps(OWN)}, "payload": bridge(OWN)["payload"],
    "one of it listed twice": [bridge(OWN), service(OWN)], "a display without one": bridge(None, OWN),
}  # fmt: skip


@pytest.mark.parametrize("read", WRAPPED.values(), ids=WRAPPED)
def test_a_wrapping_is_opened(tmp_path, read):
    (tmp_path / "answer.json").write_text(json.dumps(read))

    assert load(tmp_path / "answer.json") == parsed(OWN, "here")


def test_a_file_without_wrapping_is_itself_whatever_it_lacks():
    for read in (OWN, {"pich": 1, "slope": 2}, {"a": 1}, {}):
        assert unwrapped(read, "visual.json", []) is read


@pytest.mark.parametrize("answer", [bridge, service])
def test_several_displays_are_named(answer):
    with pytest.raises(DataError, match=r"answer.json holds the calibrations of 2 displays \(LKG-PORT-01234, LKG-A0"):
        unwrapped(answer(OWN, OTHER), "answer.json", [])


@pytest.mark.parametrize("read", [bridge(), bridge(None), service(), {"name": "x", "payload": None}])
def test_an_answer_without_a_calibration_is_named(read):
    with pytest.raises(DataError, match=r"an answer of Looking Glass Bridge that holds no calibration; connect"):
        unwrapped(read, "answer.json", [])


@pytest.mark.parametrize(("read", "word"), [([1], "a list"), ("a", "a text"), (None, "null"), (3, "a number"),
                                            (True, "true or false"), ("{", "a text"),
                                            ("[" * 80, "a text")])  # fmt: skip
def test_what_else_json_may_say_is_none(read, word):
    with pytest.raises(DataError, match=f"holds no calibration but {word}"):
        unwrapped(read, "answer.json", [])


def test_a_key_that_stands_twice_within_the_text_is_told(tmp_path):
    text = json.dumps(OWN)[:-1] + ', "pitch": {"value": 9.0}}'
    (tmp_path / "answer.json").write_text(json.dumps({"calibration": text}))

    with pytest.raises(DataError, match=r"'pitch' stands twice, as .*52\.0.* and .*9\.0"):
        load(tmp_path / "answer.json")


def test_text_in_text_in_text_ends():
    text = json.dumps(OWN)
    for _ in range(4):
        text = json.dumps({"calibration": text})
    with pytest.raises(DataError, match="no calibration"):
        unwrapped([text], "answer.json", [])
