"""The swap rule: what hangs on its figures becomes another picture, an ornament stays, and the floor is held."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.frames.checks import check_all
from renderer.frames.probe import Probe
from renderer.frames.swap_rule import changed
from renderer.frames.trial_tables import alike, areas_swapped

RULE = "figures that change places change the picture"
COLUMNS = "columns=('dental_visit',), least_change={least}, passes=(Pass('image', 'image.frag'),)"
# Each area is a stripe: as light as its figure, or as its number in the table.
STRIPES = """
#include "lib/data/cell.glsl"
void main() {
    int row = int(pixel().x / u_output.x * float(u_rows));
    Cell cell = data_cell(row, COL_DENTAL_VISIT, u_times - 1);
    o = vec4(vec3(LIGHT), 1.0);
}
"""
SAYS = "0.01 + pow(max(cell.value - 50.0, 0.0) / 30.0, 2.0)"
ORNAMENT = "float(row) / float(u_rows)"


@pytest.fixture
def stripes(gl, scene):
    """Return ``stripes(light, least, table)``: a probe of a scene of one stripe an area."""
    made = []

    def make(light=SAYS, least=0.0, table=None):
        loaded = scene(COLUMNS.format(least=least), image_frag=STRIPES.replace("LIGHT", light))
        table = table or load_table(loaded.scene.data, loaded.scene.wanted)
        made.append(Probe(gl, loaded, table, (32, 18)))
        return made[-1]

    yield make
    for one in made:
        one.release()


def found(probe):
    """Return what came of the rule, as ``chorus check`` has it."""
    (one,) = [one for one in check_all(probe.gl, probe.loaded.folder, (32, 18)) if one.rule == RULE]
    return one


def test_what_hangs_on_its_figures_becomes_another_picture(stripes):
    shares = dict(changed(stripes()))

    assert set(shares) == {"areas swapped", "all alike"}  # no groups stand beside each other here
    assert shares["areas swapped"] > 0.7
    assert shares["all alike"] > 0.5


def test_an_ornament_stays_as_it_is(stripes):
    assert dict(changed(stripes(ORNAMENT))) == {"areas swapped": 0.0, "all alike": 0.0}


def test_the_share_is_told_and_held_where_the_scene_asks(stripes):
    assert found(stripes()).notes == ("pixels that change by 24 codes: areas swapped 77.3%, all alike 64.8%",)
    assert found(stripes(least=0.6)).fault == ""

    fault = found(stripes(least=0.7)).fault
    assert fault == "figures that are all alike change 64.79% of the picture, and least_change asks for 70.0%: " \
                    "let figures move larger forms"  # fmt: skip
    fault = found(stripes(ORNAMENT, least=0.01)).fault
    assert "figures that change places change 0.00% of the picture, figures that are all alike change 0.00%" in fault


def test_a_change_that_is_hardly_seen_is_not_counted(stripes):
    assert dict(changed(stripes("0.2 + 0.0005 * cell.value")))["areas swapped"] == 0.0


def test_areas_of_equal_figures_that_change_places_do_not_count(stripes):
    probe = stripes()
    half = alike(probe.table)
    first = len(half.areas) // 2
    cubes = {name: np.concatenate([getattr(half, name)[:, :first], getattr(probe.table, name)[:, first:]], axis=1)
             for name in ("value", "low", "high", "sample", "state")}  # fmt: skip
    probe.table = replace(probe.table, **cubes)  # a swap between any two of the first half changes nothing
    other = areas_swapped(probe.table).value[-1, :, 0] != probe.table.value[-1, :, 0]

    assert other.mean() < 0.8
    assert 0.3 < dict(changed(probe))["areas swapped"] <= other.mean()


@pytest.mark.parametrize("many", [True, False])
def test_a_table_in_which_nothing_can_change_places_accuses_no_scene(stripes, many):
    table = load_table("us_oral_health", ("dental_visit",))
    one = alike(table)
    if not many:
        cubes = {name: getattr(one, name)[:, :1].copy() for name in ("value", "low", "high", "sample", "state")}
        one = replace(one, areas=one.areas[:1], **cubes)
    probe = stripes(least=0.9, table=one)

    assert dict(changed(probe)) == {}
