"""What the caption says: of all times that stand there, and only what is there."""

import re
from dataclasses import replace

import numpy as np
import pytest

from renderer.data.dated_events import DatedEvent
from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.params.param import assign
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load
from renderer.scene.filled import filled
from renderer.scene.when import said_over


@pytest.fixture
def said(wanted):
    """Return ``said(table, events, **params)``: the caption as a still of the newest time has it."""
    scene = filled(load("journey").scene, {"open": "sealed"}, {"open"})

    def words(table, events=(), **params):
        shown = replace(role_table(table, wanted).table, events=tuple(events))
        newest = [float(len(shown.times) - 1)]
        when = said_over(scene, shown, newest)
        return caption_of(scene, shown, assign(scene.params(), **params), when, newest)

    return words


def test_of_several_times_each_is_a_chamber_and_all_are_said(told, said):
    caption = said(told(np.full((3, 12), 50.0)))

    assert caption.startswith("Each strand is an area, from Area 0 above to Area 11 below; each chamber is one time, "
                              "from left to right 1980 to 1982: there its ten fronds are cut open from the left as far "
                              "as the share of children who are sealed, from 0 %, none, to 100 %, all.")  # fmt: skip
    assert "Gorges between: times not measured." in caption
    assert "one time alone" not in caption


def test_of_one_time_that_is_said_and_no_gorge(told, said):
    caption = said(told(np.full((1, 12), 50.0)))

    assert "There is one time alone, and so one chamber: 1980." in caption
    assert "gorge" not in caption.casefold()
    assert caption.count("1980") == 1
    assert "Area 11 below: its ten fronds are cut open" in caption
    assert "there its" not in caption


@pytest.mark.parametrize(("state", "words"), [
    (State.SUPPRESSED, "Under amber tracing paper: withheld."), (State.HELD, "Under blue pleats: held back."),
    (State.MISSING, "The sheet cut away: not known."), (State.ZERO, "One pinprick of light: zero."),
])  # fmt: skip
@pytest.mark.parametrize("time", [0, 1, 2])
def test_a_state_is_said_at_whatever_time_it_stands_there(told, said, state, words, time):
    """All times stand beside each other: the newest alone was asked."""
    states = np.full((3, 12), State.VALUE)
    assert words not in said(told(np.full((3, 12), 50.0), states))
    states[time, 4] = state

    assert words in said(told(np.full((3, 12), 50.0), states))


def test_events_are_told(told, said):
    table = told(np.full((2, 12), 50.0))
    event = DatedEvent("1981-03", "repair", table.areas[3].code, "A van comes")

    assert "Stars" not in said(table)
    told_of = said(table, (event,))
    assert "stitches repairs, as it was written down: March 1981, Area 3, repair (“A van comes”)." in told_of


@pytest.mark.parametrize(("params", "words", "there"), [
    ({"order": "bloom"}, "cut open from the middle", True), ({"order": "scatter"}, "cut open here and there", True),
    ({"great": 1.0}, "whose breadth is chance", False), ({}, "but for one, whose breadth is chance", True),
    ({"walker": 0.0}, "A light walks", False), ({}, "A light walks along Area 1, Area 4, Area 7, Area 10:", True),
])  # fmt: skip
def test_what_a_knob_changes_is_said_as_it_is(told, said, params, words, there):
    assert (words in said(told(np.full((2, 12), 50.0)), **params)) == there


def test_the_light_is_said_to_walk_where_the_shader_has_it(told, frieze):
    """The twin of walk.glsl: at each arrival the strand that is said is the lit one."""
    scene = load("journey").scene
    for areas in (3, 12):
        text = scene.phrases(scene.params(), areas, 0)["light"]
        rows = [int(word[6:-1]) - 1 for word in re.sub("[,:]", " ", text).split() if word.startswith("{area_")]
        assert rows == list(dict.fromkeys((2 * turn + 1) * areas // 8 for turn in range(4)))
    flat = told(np.full((2, 12), 40.0))
    lit, dark = (frieze(flat, size=(320, 180), great=1.0, walker=walker) for walker in (1.0, 0.0))
    more = (lit.picture - dark.picture).max(axis=-1) > 30
    rows = lit.row[more & (lit.row >= 0) & (np.arange(320) < 250)]
    assert np.median(rows) == 1
