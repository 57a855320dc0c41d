"""The process that makes what takes long of a map: what it gives is what is made while one waits, bit for bit."""

import json
import sys

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.core.region import Region
from renderer.data.places.ground import load_ground
from renderer.gpu.map_textures import MapMaker
from renderer.show import map_process
from renderer.show.map_process import made_apart


def test_what_it_makes_is_what_exports_make(tmp_path):
    squares = [{"type": "Feature", "properties": {"code": f"q{n}"}, "geometry": {"type": "Polygon", "coordinates": [
        [[n, 0], [n + 1, 0], [n + 1, 1], [n, 1], [n, 0]]]}} for n in range(3)]  # fmt: skip
    (tmp_path / "town.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": squares}))
    ground = load_ground(tmp_path / "town.geojson", 30, 20)
    asked = ground, (90, 60), Region(10, 0, 70, 60), 2

    made = made_apart("part", *asked)
    assert (made == MapMaker().part(*asked)).all()
    assert made_apart("part", ground, (30, 20), Region(0, 0, 30, 20), 2) is None
    with pytest.raises(DataError, match="AttributeError: 'NoneType' object"):
        made_apart("part", None, *asked[1:])


@pytest.mark.parametrize("ends", ["raise SystemExit", 'print(\'{"shape": [4]}\', flush=True)'])
def test_one_that_ends_before_it_has_answered_is_told(monkeypatch, ends):
    monkeypatch.setattr(map_process, "CHILD", (sys.executable, "-c", ends))

    with pytest.raises(DataError, match="the process that makes it ended"):
        made_apart("cartogram", np.zeros(1 << 20), None)
