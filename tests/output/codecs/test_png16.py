"""PNG of 16 bits, read back by ffmpeg's own decoder."""

import av
import numpy as np
import pytest

from renderer.output.codecs.png16 import write_png16

RNG = np.random.default_rng(2)


@pytest.mark.parametrize("size", [(1, 1), (1, 5), (5, 1), (64, 3), (65, 3), (129, 2)])
def test_16_bit_png_of_any_size(tmp_path, size):
    pixels = RNG.integers(0, 65536, (*size, 3), np.uint16)
    with (tmp_path / "a.png").open("wb") as file:
        write_png16(file, pixels, ())
    with av.open(str(tmp_path / "a.png")) as container:
        found = next(container.decode(video=0)).to_ndarray()
    np.testing.assert_array_equal(found.astype(found.dtype.newbyteorder("=")), pixels)
