"""One JSON object, or one sentence."""

import pytest

from renderer.core.errors import DataError
from renderer.core.json_object import read_object


def test_an_object_is_returned():
    assert read_object(b'{"a": [1, 2.5, null, true, "\xc3\xa9"]}', "x") == {"a": [1, 2.5, None, True, "é"]}


@pytest.mark.parametrize("text", ["", "[1]", "3", "null", "{", '{"a": NaN}', '{"a": [-Infinity]}', b"\xff\xfe\x00",
                                  "[" * 100_000, '{"a":' * 100_000])  # fmt: skip
def test_what_is_none_is_refused_by_name_in_one_line(text):
    with pytest.raises(DataError, match=r"^x\.job cannot be read: .+") as told:
        read_object(text, "x.job")
    assert "\n" not in str(told.value)
