"""What was written without loss is read back code for code."""

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.output.codecs.read_still import keeps_codes, read_codes
from renderer.output.formats import choose
from renderer.output.still import write_still

RNG = np.random.default_rng(3)


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize(("name", "depth"), [("a.png", 8), ("a.png", 16), ("a.tif", 8), ("a.tif", 16), ("a.webp", 8)])
def test_a_still_comes_back_code_for_code(tmp_path, name, depth, channels):
    top, kind = (256, np.uint8) if depth == 8 else (65536, np.uint16)
    codes = RNG.integers(0, top, (11, 17, channels)).astype(kind)
    write_still(tmp_path / name, codes, choice=choose(tmp_path / name, depth))
    found = read_codes(tmp_path / name, alpha=channels == 4)

    assert keeps_codes(name[2:], None)
    assert found.dtype == kind
    np.testing.assert_array_equal(found, codes)


@pytest.mark.parametrize(("form", "quality"), [("jpg", None), ("webp", 80), ("exr", None)])
def test_what_loses_something_says_so(form, quality):
    assert not keeps_codes(form, quality)


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
def test_what_is_no_still_is_named_with_what_to_do(tmp_path, name):
    (tmp_path / name).write_bytes(b"no picture")
    with pytest.raises(DataError, match="remove it to draw it again"):
        read_codes(tmp_path / name, alpha=False)
