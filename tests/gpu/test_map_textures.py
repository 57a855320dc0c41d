"""A map on the GPU: no more of it than shaders read, and a large picture's own pixels of it."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.core.region import Region
from renderer.data.places import cartogram
from renderer.data.places.bundled_maps import find_map
from renderer.data.places.ground import load_ground
from renderer.gpu.map_textures import MapTextures
from renderer.gpu.textures import Textures
from renderer.scene.scene import Footprint, Pass, Scene

PASSES = (Pass("small", "a.frag", size=("8", "8")), Pass("near", "b.frag", reads=("small",)),
          Pass("image", "c.frag", reads=("near",), footprint=Footprint(4)))  # fmt: skip
SCENE = Scene("Map", type("Params", (), {}), PASSES, places=True)
MAP, LISTS, CARTOGRAM = "t_ground_part", "t_ground_neighbours", "t_ground_cartogram"


@pytest.fixture
def made(gl):
    """Return ``made(samplers)``: textures of a map, released after the test."""
    held = []

    def make(*samplers, scene=SCENE):
        held.append(Textures(gl))
        return held[-1], MapTextures(held[-1], scene, samplers)

    yield make
    for one in held:
        one.release()


@pytest.fixture
def states():
    return load_ground(find_map("us_states"), 60, 40)


def test_what_no_shader_reads_is_not_made(made, states):
    textures, one = made()
    one.take(states, 0)
    assert LISTS not in textures
    assert textures.versions["u_place_triangles"] == len(states.corners)

    one.sample(("u_time", LISTS))
    assert LISTS in textures
    version = textures.versions[LISTS]
    one.sample((LISTS,))
    assert textures.versions[LISTS] == version


def test_where_the_map_is_as_fine_as_the_picture_no_part_of_it_is_drawn_anew(made, states):
    textures, one = made(MAP)
    one.take(states, 0, fine=True)
    one.fit((60, 40), Region(0, 0, 60, 40))
    version = textures.versions[MAP]
    one.fit((60, 40), Region(10, 0, 20, 40))

    assert textures.versions[MAP] == version


def test_a_scene_without_a_map_holds_it_for_the_next(made, states):
    textures, plain = made(scene=Scene("Plain", SCENE.params, PASSES))
    plain.take(states, 7, fine=True)
    plain.fit((120, 80), Region(0, 0, 120, 80))
    assert "t_ground" not in textures
    assert plain.uniforms("image") == {}

    _, other = made(MAP)
    other.fit((120, 80), Region(0, 0, 120, 80))
    other.adopt(plain, 7)
    assert other.ground is states
    assert other.uniforms("image")["u_ground_reach"] == 20.0


def test_passes_look_in_the_pictures_own_pixels_as_far_as_their_footprints_and_a_little(made, states):
    textures, one = made(MAP)
    one.take(states, 0, fine=True)
    one.fit((120, 80), Region(30, 20, 40, 30))

    assert {name: one.uniforms(name)["u_ground_reach"] for name in ("small", "near", "image")} == {
        "small": 0.0, "near": 16.0, "image": 20.0}  # fmt: skip
    x, y, *size = one.uniforms("near")["u_ground_part"]
    part = textures._held[MAP]
    assert (size, part.width, part.height) == ([120, 80], 80, 70)
    assert (x, y) == (10, 10)
    whole = np.frombuffer(part.read(), np.float32).reshape(70, 80, 4)
    one.fit((120, 80), Region(0, 0, 120, 80))
    again = np.frombuffer(textures._held[MAP].read(), np.float32).reshape(80, 120, 4)
    assert (again[y : y + 70, x : x + 80] == whole).all()


@pytest.mark.parametrize("change", ["coarse", "small", "unread"])
def test_nobody_pays_for_pixels_that_nobody_asks_for(made, states, change):
    textures, one = made(*(() if change == "unread" else (MAP,)))
    one.take(states, 0, fine=change != "coarse")
    one.fit((60, 40) if change == "small" else (120, 80), Region(0, 0, 60, 40))

    assert one.uniforms("image")["u_ground_reach"] == 0
    assert textures._held[MAP].size == (1, 1)


def test_people_move_a_map_only_for_shaders_that_ask(made, states, tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path))
    monkeypatch.setattr(cartogram, "_FEW", 48)
    states = replace(states, table_row=np.arange(52, dtype=np.int32))
    people = np.linspace(1.0, 9.0, 52)
    textures, one = made()
    one.take(states, 52)
    one.take_people(people)
    assert CARTOGRAM not in textures

    textures, one = made(CARTOGRAM)
    one.take(states, 52)
    assert textures._held[CARTOGRAM].size == (2, 2)
    one.take_people(people)
    assert textures._held[CARTOGRAM].size == (48, 32)
    version = textures.versions[CARTOGRAM]
    one.take_people(people.copy())
    assert textures.versions[CARTOGRAM] == version
    one.take_people(None)
    assert textures._held[CARTOGRAM].size == (2, 2)
