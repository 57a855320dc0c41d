"""Names of any bytes are told before a library stumbles over them."""

import os
from pathlib import Path

import pytest

from renderer.core.errors import DataError
from renderer.core.utf8_path import check_utf8_path


@pytest.mark.parametrize("path", [b"a\xff.csv", b"\xff/a.csv", b"/\xfe/b/a.csv"])
def test_bytes_that_are_no_text_are_told(path):
    with pytest.raises(DataError, match=r"its name, or that of a folder it is in, is no UTF-8 text; rename that"):
        check_utf8_path(Path(os.fsdecode(path)))


def test_any_text_is_a_name():
    check_utf8_path(Path("Zähne/歯 №1\n.csv"))
