"""Each field of a destination is read as it is meant, left out as it is by default, or told by its name."""

from fractions import Fraction

import pytest

from renderer.core.errors import DataError
from renderer.output.destination import destination_of


def test_what_is_left_out_is_at_its_default():
    assert destination_of({"size": [8, 6]}, "a.job") == {
        "size": (8, 6), "dpi": None, "depth": None, "codec": None, "quality": None, "frames": range(1),
        "fps": Fraction(30), "samples": 1, "shutter": 0.0, "alpha": False, "options": {}, "audio": None,
        "every": 1, "loop": False, "hdr": "",
    }  # fmt: skip


def test_what_is_said_is_read():
    said = {"size": [8, 6], "dpi": 150, "frames": [3, 5], "fps": "29.97", "samples": 4, "shutter": 0.5, "alpha": True,
            "options": {"page": "yes"}, "quality": 80, "codec": "h265", "depth": 10, "audio": None, "every": 2,
            "loop": True, "hdr": "pq"}  # fmt: skip
    read = destination_of({**said, "path": "a.mp4", "format": "mp4"}, "a.job")
    assert read == {**said, "size": (8, 6), "frames": range(3, 6), "fps": Fraction(30000, 1001)}


@pytest.mark.parametrize(("name", "value"), [
    ("size", [8]), ("size", [8, 0]), ("size", "8x6"), ("dpi", "150"), ("depth", 8.5), ("codec", ["h264"]),
    ("quality", True), ("frames", [5, 3]), ("frames", [0, 3, 5]), ("frames", None), ("samples", 0), ("samples", 1025),
    ("shutter", 1.5), ("shutter", None), ("alpha", 0), ("every", 0), ("hdr", 1),
    ("every", 1.5), ("loop", 1), ("options", []), ("options", {"page": 1}), ("fps", 30),
])  # fmt: skip
def test_what_it_may_not_be_is_told_by_its_name_and_what_it_may(name, value):
    with pytest.raises(DataError) as told:
        destination_of({"size": [8, 6], name: value}, "a.job")
    assert str(told.value).startswith(f"a.job: its destination is incomplete or damaged: {name} = {value!r} is not ")
