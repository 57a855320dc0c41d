"""A bind as a sentence that an artist can read aloud."""

import pytest

from renderer.data.load import load_table
from renderer.params.bind import Bind
from renderer.params.param import specs
from renderer.params.sentence import bind_sentence
from renderer.scene.catalogue import load

SCENE = load("enamel").scene
TABLE = load_table(SCENE.data, SCENE.wanted)
SAW = "the share of adults who saw a dentist in the past year"


@pytest.mark.parametrize(("how", "words"), [
    ({}, "from 20 to 80 %, moves the pool from 0.3 to 2 wall"),
    ({"reach": (1.0, 0.5), "rise": 2.0, "fall": 6.0},
     "from 20 to 80 %, moves the pool from 1 to 0.5 wall, rising over 2 s and falling over 6 s"),
    ({"scale": "log", "fall": 1.5},
     "from 20 to 80 %, by its logarithm, moves the pool from 0.3 to 2 wall, falling over 1.5 s"),
    ({"scale": "diverging", "middle": 40.0, "clamp": False},
     "from 20 to 80 %, 40 in the middle, moves the pool from 0.3 to 2 wall, and further where it goes on"),
    ({"scale": "quantile"}, "by its place among all figures, from 20 to 80 %, moves the pool from 0.3 to 2 wall"),
])  # fmt: skip
def test_a_bind_is_a_sentence(how, words):
    bind = Bind("mean.lit", to="pool", span=(20.0, 80.0), **how)
    assert bind_sentence(bind, specs(SCENE.params), TABLE) == f"the mean of {SAW}, {words}"
