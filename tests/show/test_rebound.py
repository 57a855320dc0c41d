"""A session's binds reach the picture once their figures are there."""

from dataclasses import replace

import pytest

from renderer import Bind
from renderer.core.errors import SceneError
from renderer.data.load import load_table
from renderer.scene.catalogue import load
from renderer.session.session import begin
from renderer.show.rebound import rebound

WALL = load("enamel")
TABLE = load_table(WALL.scene.data, WALL.scene.wanted)
GAP = Bind("gap.lit@income=under_15k..income=50k_and_over", to="parting", span=(0, 40))


def test_it_is_itself_until_something_else_moves_it():
    session = begin(WALL)
    assert rebound(WALL, session, TABLE) is WALL
    bound = rebound(WALL, session.bind(Bind("median.open", "parting", (0, 40)), 0.0), TABLE)
    assert [bind.to for bind in bound.scene.binds] == ["pool", "parting"]
    assert rebound(bound, session, TABLE).scene == WALL.scene


def test_figures_that_still_come_are_waited_for():
    session = begin(WALL).bind(GAP, 0.0)
    assert rebound(WALL, session, TABLE) is WALL
    there = load_table(WALL.scene.data, replace(WALL.scene, binds=session.binds).wanted)
    assert rebound(WALL, session, there).scene.binds == session.binds


def test_what_the_figures_will_never_give_is_told():
    with pytest.raises(SceneError, match=r"bind 2, to 'parting': signal 'area.Texs.lit': no area"):
        rebound(WALL, begin(WALL).bind(replace(GAP, signal="area.Texs.lit"), 0.0), TABLE)
