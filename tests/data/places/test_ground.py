"""A map made ready for pictures, and kept."""

import stat
import zlib
from dataclasses import replace

import numpy as np
import pytest
import shapely

from renderer.core.errors import DataError
from renderer.data.places import drawn_places, ground_child, made_ground
from renderer.data.places.ground import load_ground
from renderer.data.places.ground_cache import ground_key, read_ground, recall_ground, remember_ground
from renderer.data.places.made_ground import MADE
from renderer.data.places.map_answers import NOTHING_SAID, MapAnswers
from renderer.data.places.map_areas import read_map
from renderer.data.places.map_source import MapSource
from renderer.data.readers import bounded
from renderer.data.table import Area

from .conftest import feature, ring, squares

TABLE = [Area("x", "Quarter 03"), Area("1", "Quarter 01")]


@pytest.fixture
def town(geojson):
    return geojson(squares())


def test_a_map_is_ready_for_a_picture(town):
    found = load_ground(town, 300, 200, TABLE)

    assert (found.codes, found.size, found.earth) == (("01", "02", "03"), (300, 200), True)
    assert found.table_row.tolist() == [1, -1, 0]
    for row, (x, y) in enumerate(found.centre.tolist()):
        assert found.rows[int((1 - y) * 200), int(x * 200)] == row
        assert found.edge[int((1 - y) * 200), int(x * 200)] == pytest.approx(found.radius[row], abs=0.01)
    assert {tuple(one) for one in found.neighbours.tolist()} == {(0, 1), (0, 2)}
    triangles = shapely.polygons(found.points[found.corners])
    share = np.bincount(found.triangle_row, shapely.area(triangles))
    assert share / share.sum() == pytest.approx(found.area / found.area.sum(), rel=1e-3)
    assert share.sum() == pytest.approx((found.rows >= 0).mean() * 1.5, rel=0.02)


def test_an_area_under_another_is_told_and_breaks_nothing(geojson):
    found = load_ground(geojson([*squares(), feature("04", "Over it", [ring(0, 0)])]), 90, 60)

    assert "nothing is left of 04: others lie over all of it" in found.notes
    assert found.radius[3] == 0
    assert (found.rows != 3).all()


def test_lines_have_the_areas_left_and_right(town):
    found = load_ground(town, 300, 200)

    middle = (found.lines[:, :2] + found.lines[:, 2:]) / 2
    along = found.lines[:, 2:] - found.lines[:, :2]
    along /= np.hypot(*along.T)[:, None]
    for side, sign in ((0, 1), (1, -1)):
        at = middle + sign * 0.01 * np.column_stack([-along[:, 1], along[:, 0]])
        row, column = ((1 - at[:, 1]) * 200).astype(int), (at[:, 0] * 200).astype(int)
        assert (found.rows[row, column] == found.sides[:, side]).all()


def test_a_map_that_was_made_comes_from_the_cache_alike(town, monkeypatch):
    first = load_ground(town, 120, 90, TABLE)
    monkeypatch.setattr(made_ground, "ask", None)  # nothing is made

    kept = load_ground(town, 120, 90, TABLE)

    assert (kept.source.path, kept.source.areas) == (first.source.path, first.source.areas)
    for name in set(first.__slots__) - {"source"}:
        one, other = getattr(first, name), getattr(kept, name)
        assert np.array_equal(one, other) if isinstance(one, np.ndarray) else one == other, name
        assert not isinstance(one, np.ndarray) or (not other.flags.writeable and one.dtype == other.dtype)


def test_another_size_table_or_answer_is_another_map(town):
    asked = [(120, 90, ()), (121, 90, ()), (120, 90, TABLE)]
    found = {load_ground(town, width, height, areas).rows.shape for width, height, areas in asked}

    assert found == {(90, 120), (90, 121)}
    assert load_ground(town, 120, 90, said=MapAnswers(code="name")).codes[0] == "Quarter 01"
    assert load_ground(town, 120, 90, TABLE).table_row.max() == 1


def test_a_map_saved_while_it_is_read_is_not_kept_as_the_earlier_one(town, tmp_path, monkeypatch):
    before = town.read_bytes()

    def saved(path, *rest):
        path.write_bytes(before.replace(b"Quarter 01", b"Altona"))
        return read_map(path, *rest)

    source = MapSource(town, (), NOTHING_SAID, asked=(60, 40), key=ground_key(town, (60, 40)))
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(drawn_places, "read_map", saved)
        assert ground_child.make_ground(tmp_path, source, 60, 40, ("area", "areas")) == {"kept": False}
    assert read_ground(tmp_path / MADE)["names"][0] == "Altona"
    assert recall_ground(source.key) is None


def test_a_map_is_made_where_nothing_can_be_kept(town, tmp_path, monkeypatch):
    monkeypatch.setattr(made_ground, "ask", bounded.ask)  # by its child
    (tmp_path / "state").write_text("a file where the folder should be")
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))

    assert load_ground(town, 60, 40, TABLE).table_row.tolist() == [1, -1, 0]


def test_a_map_that_asks_for_more_than_it_may_ends_in_a_sentence(town, monkeypatch):
    monkeypatch.setattr(bounded, "_SECONDS", 0.0)
    monkeypatch.setattr(made_ground, "ask", bounded.ask)

    with pytest.raises(DataError, match="is damaged, or made to do harm; save the map as a GeoPackage or as GeoJSON"):
        load_ground(town, 60, 40)


def test_what_is_wrong_with_a_map_is_told_as_where_it_is_read(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}')

    with pytest.raises(DataError) as told:
        read_map(path)
    with pytest.raises(DataError) as made:
        load_ground(path, 60, 40)
    assert str(made.value) == str(told.value)


def test_what_is_kept_is_for_the_artist_alone_and_the_oldest_goes(tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path))
    for n in range(9):
        remember_ground(f"{n}", {"rows": np.full((2, 2), n, np.int32), "codes": ("a",), "earth": True})

    kept = sorted((tmp_path / "cache/maps").glob("*.map"))
    assert len(kept) == 6
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o600 for one in kept)
    found = recall_ground("8")
    assert (found["codes"], found["earth"], found["rows"].tolist()) == (("a",), True, [[8, 8], [8, 8]])


@pytest.mark.parametrize("head", [
    b"", b"{", b"{}", b"[]", b'{"words": {}, "arrays": [["a", "O", [9], 0]]}', b'{"words": {}, "arrays": [[]]}',
    b'{"words": {}, "arrays": [["a", "<i4", [9], 0]]}', b'{"words": [], "arrays": []}',
])  # fmt: skip
def test_a_damaged_head_is_none_though_its_sum_is_right(tmp_path, head):
    path = tmp_path / "k.map"
    words = head + b"\n"
    path.write_bytes(f"{zlib.crc32(words + bytes(8)):08x}\n".encode() + words + bytes(8))

    assert read_ground(path) is None


@pytest.mark.parametrize("harm", [
    lambda whole: whole[:-1] + b"\1", lambda whole: whole.replace(b'"rows"', b'"rowt"'), lambda whole: whole[:9],
    lambda whole: b"no sum\n" + whole, lambda _: b""])  # fmt: skip
def test_a_damaged_entry_is_none(tmp_path, monkeypatch, harm):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path))
    remember_ground("k", {"rows": np.zeros((2, 2), np.int32)})
    path = tmp_path / "cache/maps/k.map"
    assert recall_ground("k") is not None

    path.write_bytes(harm(path.read_bytes()))
    assert recall_ground("k") is None


@pytest.mark.parametrize("change", [{"lon": 90.0}, {"abbr": "Q"}, {"name": "Quarter"}, {"parent": "North"}])
def test_figures_of_which_something_else_is_known_are_joined_anew(town, change):
    before = [Area("1", "Quarter 01", lon=0.5, lat=50.5)]

    def key(areas):
        return load_ground(town, 30, 20, areas).source.key

    assert key(before) == key([replace(before[0])])
    assert key(before) != key([replace(before[0], **change)])


def test_a_shapefiles_own_parts_count(tmp_path):
    for suffix in (".shp", ".dbf", ".prj"):
        (tmp_path / f"a{suffix}").write_text("1")
    before = ground_key(tmp_path / "a.shp", ())
    (tmp_path / "a.dbf").write_text("2")

    assert before != ground_key(tmp_path / "a.shp", ())
    assert ground_key(tmp_path / "none.shp", ()) == ""
