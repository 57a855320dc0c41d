"""What is being played, as one value: compared, hashed, and made where there is no GPU."""

import subprocess
import sys
from dataclasses import replace

import pytest

from renderer.data.places.map_answers import MapAnswers
from renderer.flash.limits import WALL, Override
from renderer.flash.viewer import Safety
from renderer.params.bind import Bind
from renderer.scene.scene import Effect
from renderer.sculpture.stroke import Stroke
from renderer.session.setup import Output, Setup

STROKE = Stroke("push", (0.0, 1.0, 15.0), (0.0, 0.0, 1.0), 9.0, 1.5, True, 1, "mouse-1", 1, 1)
FULL = Setup(
    "enamel", {"glow": 0.1 + 0.2, "focus": (0.25, 1.0), "veil": False, "style": "raku", "prisms": 3}, "moonlit",
    frozenset({"glow", "style"}), {"breath": -1.43}, "us_oral_health", "mine/wards.geojson", "rehearsal",
    (Effect("tear", bands=12), Effect("tear")), 2**32 - 1, (STROKE,), ("{}",),
    Output("quilt:portrait", {"count": "45", "tilt": "1"}, (192, 144), True, True, -3.5),
    Safety(WALL, Override("Ada", "a measurement")), {"lit": "sealants"}, {"lit": (20.0, 80.5)},
    (Bind("mean.lit", "glow", (40, 80.5), (0.5, 1.5), "diverging", 60, False, 2, 6.5),),
    MapAnswers("quarters", "key", "label", "EPSG:3347", (("Sankt Pauli", "St. Pauli"),), "joined"),
)  # fmt: skip
OTHERS = {"scene": "smile", "params": {}, "preset": None, "held": None, "offsets": {}, "figures": None, "places": None,
          "feed": None, "effects": None, "seed": 0, "strokes": (), "take": (), "output": None,
          "safety": Safety(), "roles": {}, "domains": {}, "binds": (),
          "map_answers": MapAnswers("quarters")}  # fmt: skip


def test_equal_setups_are_equal_and_have_one_hash_whatever_the_order_of_their_names():
    other = replace(FULL, params=dict(reversed(FULL.params.items())),
                    output=replace(FULL.output, options={"tilt": "1", "count": "45"}))  # fmt: skip
    assert other == FULL
    assert hash(other) == hash(FULL)
    assert len({FULL, other, Setup("enamel"), Setup("enamel", {"glow": 1}), Setup("enamel", {"glow": 1.0})}) == 3


@pytest.mark.parametrize("name", OTHERS)
def test_every_field_tells_setups_apart(name):
    assert replace(FULL, **{name: OTHERS[name]}) != FULL


def test_nobody_can_change_it_from_outside():
    params = {"focus": [0.5, 0.5]}
    setup = Setup("enamel", params)
    params["glow"] = 3.0
    assert setup.params == {"focus": (0.5, 0.5)}
    with pytest.raises(TypeError):
        setup.params["glow"] = 3.0


def test_it_is_made_written_and_read_without_a_gpu():
    code = """
import json, sys
from renderer.session.setup import Output, Setup
from renderer.session.setup_json import setup_json, setup_of
from renderer.session.open_setup import complete, loaded_of
setup = Setup("enamel", {"visits": 3}, "moonlit", output=Output("quilt:portrait", {"count": "45"}))
setup = complete(setup, loaded_of(setup))
again = setup_of(json.loads(json.dumps(setup_json(setup))), "here")
assert again == setup and hash(again) == hash(setup)
assert not any(name in sys.modules for name in ("moderngl", "pyglet", "av", "imageio", "duckdb"))
"""
    subprocess.run([sys.executable, "-c", code], check=True)
