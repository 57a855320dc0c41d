"""What the panel is told of that could move a knob, and of what does."""

from dataclasses import replace

from renderer import Bind
from renderer.data.load import load_newest, load_table
from renderer.data.offer import offer_of
from renderer.preview.movable import movable, sentences
from renderer.scene.catalogue import load
from renderer.session.session import begin

WALL = load("enamel")
SCENE = WALL.scene
TABLE = load_table(SCENE.data, SCENE.wanted)
GAP = Bind("gap.lit@income=under_15k..income=50k_and_over", to="parting", span=(0, 40))


def test_figures_groups_areas_and_what_is_made_of_them():
    session = begin(WALL).showing({}, offer_of(load_newest(SCENE.data), SCENE.roles)).bind(GAP, 0.0)
    shown = movable(SCENE, session, TABLE)
    assert shown.figures[0] == ("lit", "prisms in the light")
    assert shown.groups[0] == ("everybody", "everybody")
    assert dict(shown.groups)["income=under_15k"] == "household income: Less than $15,000"
    assert shown.areas[0] == ("AL", "Alabama")
    made = dict(shown.made)
    assert (made["area"], made["area.width"]) == ("one state", "uncertainty of one state")
    assert made["between"] == "gap between two groups"
    assert "drift" not in made
    assert shown.limits == {"pool": (0.0, 1.0, "")}  # the groups of the other still come
    there = load_table(SCENE.data, replace(SCENE, binds=session.binds).wanted)
    assert movable(SCENE, session, there).limits["parting"] == (-100.0, 100.0, "percentage points")
    assert sentences(session, there)["parting"].startswith("the gap of the share of adults")
    assert sentences(session, TABLE)["parting"] == f"{GAP.signal} moves parting"


def test_figures_without_groups_offer_none():
    shown = movable(SCENE, begin(WALL), TABLE)
    assert shown.groups == ()
    assert "between" not in dict(shown.made)
