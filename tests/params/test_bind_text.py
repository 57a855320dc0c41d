"""Binds as tables of TOML and JSON: one to one, and what is wrong with one is said."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.core.errors import SceneError
from renderer.params.bind import SCALES, Bind
from renderer.params.bind_text import bind_table, bind_toml, binds_of, plain_binds

NUMBERS = st.floats(-1e300, 1e300)
PAIRS = st.tuples(NUMBERS, NUMBERS)
BINDS = st.builds(Bind, st.text(min_size=1), st.text(min_size=1), PAIRS, st.none() | PAIRS, st.sampled_from(SCALES),
                  st.none() | NUMBERS, st.booleans(), NUMBERS, NUMBERS)  # fmt: skip


@given(st.lists(BINDS, max_size=3))
def test_what_is_written_is_what_is_read(binds):
    text = "\n\n".join(map(bind_toml, binds))
    assert binds_of(tomllib.loads(text).get("binds", [])) == tuple(binds)
    assert binds_of(json.loads(json.dumps(plain_binds(binds)))) == tuple(binds)


def test_only_what_is_said_is_written():
    assert bind_toml(Bind("mean.lit", "glow", (40, 80.5), rise=2)) == (
        '[[binds]]\nsignal = "mean.lit"\nto = "glow"\nspan = [40, 80.5]\nrise = 2'
    )
    assert bind_table(Bind("mean.lit", "glow", (0, 1), clamp=False))["clamp"] is False
    assert plain_binds(None) is None


GOOD = {"signal": "mean.lit", "to": "glow", "span": [0, 1]}


@pytest.mark.parametrize(("content", "words"), [
    ({"a": 1}, "binds are a list of tables"),
    ([1], "binds are a list of tables"),
    ([GOOD, {**GOOD, "spn": [0, 1]}], "bind 2, to 'glow': there is no 'spn'; did you mean 'span'"),
    ([{**GOOD, "qqqqq": 1}], "there is no 'qqqqq'; it says signal, to, span, reach"),
    ([{"to": "glow"}], "bind 1, to 'glow': it does not say signal and span"),
    ([{"signal": "mean.lit", "span": [0, 1]}], "bind 1: it does not say to"),
    ([{**GOOD, "to": 3}], "bind 1: to = 3 is not a text"),
    ([{**GOOD, "span": [0, 1, 2]}], "bind 1, to 'glow': span = .* is not two numbers"),
    ([{**GOOD, "span": [0, True]}], "is not two numbers"),
    ([{**GOOD, "reach": 3}], "reach = 3 is not two numbers"),
    ([{**GOOD, "rise": "2 s"}], "rise = '2 s' is not a number"),
    ([{**GOOD, "clamp": 1}], "clamp = 1 is not true or false"),
    ([{**GOOD, "middle": False}], "middle = False is not a number"),
])  # fmt: skip
def test_what_is_no_bind_is_said(content, words):
    with pytest.raises(SceneError, match=words):
        binds_of(content)


def test_what_json_says_not_is_as_it_is():
    assert binds_of([{**GOOD, "reach": None, "middle": None}]) == (Bind("mean.lit", "glow", (0, 1)),)
