"""The map of the United States that travels with Chorus."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from renderer.core.errors import DataError
from renderer.data.load import load_newest
from renderer.data.places.bundled_maps import bundled_maps, find_map, map_for
from renderer.data.places.join import join
from renderer.data.places.map_areas import read_places
from renderer.data.places.map_layout import lay_out
from renderer.data.table import Area


@pytest.mark.parametrize("name", ["us_oral_health", "flusight_revisions"])
def test_bundled_figures_have_a_map_on_which_all_of_them_lie(name):
    areas = load_newest(name).areas
    path = map_for(areas)

    found = join(areas, read_places(path, areas).keyed)

    assert path == find_map("us_states")
    assert {areas[n].code for n in found.without_place} <= {"US"}


def test_the_states_are_those_of_the_census_bureau(states_map):
    path = find_map("us_states")
    ours = read_places(path)
    theirs = {code: n for n, code in enumerate(states_map.codes)}

    assert set(ours.codes) == set(theirs)
    same = [theirs[code] for code in ours.codes]
    assert ours.area_km2() == pytest.approx(states_map.area_km2()[same], rel=5e-3)
    gap = [shapely.hausdorff_distance(one, states_map.shapes[n]) for one, n in zip(ours.shapes, same, strict=True)]
    assert max(gap) < 1.5e-3  # degrees
    assert ours.crs == "EPSG:4269 (NAD83)"
    assert "US Census Bureau" in path.read_text("utf-8")[:400]
    assert path.stat().st_size < 300_000


def test_they_need_no_mending_and_have_their_insets():
    found = lay_out(read_places(find_map("us_states")))

    assert [one.partition(",")[0] for one in found.notes] == ["inset: Alaska", "inset: Hawaii", "inset: Puerto Rico"]
    assert np.isfinite(shapely.total_bounds(found.shapes)).all()


def test_codes_alone_make_no_state():
    towns = [Area(f"{n:02}", f"Quarter {n}") for n in range(1, 40)]

    assert map_for(towns) is None
    assert map_for([Area("01", "Alabama")]) is None


@pytest.mark.parametrize(("states", "others", "theirs"), [(9, 1, True), (8, 2, False), (8, 0, True), (7, 0, False)])
def test_nearly_all_areas_and_eight_at_least_must_be_states(states, others, theirs):
    known = load_newest("us_oral_health").areas[:states]
    towns = [Area(f"t{n}", f"Town {n}") for n in range(others)]

    assert (map_for([*known, *towns]) is not None) is theirs


def test_a_map_is_found_by_name_or_path(tmp_path):
    assert bundled_maps() == ("us_states",)
    assert find_map(tmp_path) == tmp_path
    with pytest.raises(DataError, match="no map called 'us_state'; did you mean 'us_states'"):
        find_map("us_state")
    (tmp_path / "town.geojson").write_text("")
    with pytest.raises(DataError, match=r"towns\.geojson does not exist; did you mean 'town\.geojson'"):
        find_map(Path(tmp_path / "towns.geojson"))


def test_a_link_that_leads_nowhere_is_told_so(tmp_path):
    link = tmp_path / "dead.geojson"
    link.symlink_to(tmp_path / "gone.geojson")
    with pytest.raises(DataError, match=r"dead\.geojson is a link that leads nowhere: the map itself was moved"):
        find_map(str(link))
