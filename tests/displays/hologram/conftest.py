"""A hologram of few pixels, for the tests of its parts."""

import pytest

from renderer.displays.hologram.phase_map import _bench

SMALL = 'title = "small"\npixels = [96, 64]\npitch_um = 8.0\nwavelengths_nm = [638, 520, 450]\nsource = "test"\n'


@pytest.fixture
def bench(tmp_path):
    """Return ``bench(method, ...)`` on a small modulator."""
    path = tmp_path / "small.toml"
    path.write_text(SMALL)
    return lambda method, **options: _bench(method, {"slm": str(path), **options})[0]
