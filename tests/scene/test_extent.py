"""Which passes are drawn whole, and how far around a part: chains of footprints against sums by hand."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from renderer.scene.catalogue import installations, load
from renderer.scene.effect import effects
from renderer.scene.extent import extent_of, moves_along, part_bytes, radius_of, why_whole
from renderer.scene.reads import Input, last
from renderer.scene.scene import Effect, Footprint, Pass, Scene

SIZE = (400, 200)


@dataclass(frozen=True)
class Params:
    """Nothing to turn."""


def step(name, *reads, radius=0, whole=False, displacement=0.0, shader=".frag", **more):
    """Return a pass of that footprint."""
    return Pass(name, name + shader, reads=reads, footprint=Footprint(radius, displacement, whole), **more)


def extent(*passes, size=SIZE, **more):
    """Return the extent of a scene of these passes: names drawn whole, and px around."""
    found = extent_of(Scene("Small", Params, passes, **more), size)
    return set(found.whole), found.reach


def test_a_scene_that_looks_nowhere_else_needs_nothing_around():
    assert extent(step("a"), step("image", "a")) == (set(), 0)


def test_radii_add_up_along_a_chain():
    assert extent(step("a"), step("b", "a", radius=3), step("c", "b", radius=5), step("image", "c")) == (set(), 8)


def test_the_longest_way_counts():
    passes = step("a"), step("b", "a", radius=10), step("c", "a", radius=4), step("image", "b", "c", radius=2)

    assert extent(*passes) == (set(), 12)


def test_a_radius_without_reads_reaches_nothing():
    assert extent(step("a", radius=50), step("image", "a", radius=1)) == (set(), 1)


def test_the_room_of_a_part_is_that_of_all_targets_drawn_in_parts():
    passes = (step("plan", size=("16", "9"), format="f4"), step("a", "plan", format="f4"),
              step("b", "a", radius=3, format="u1", outputs=("more",)), step("image", "b", radius=5))  # fmt: skip
    a, b = (100 + 2 * 8) * (50 + 2 * 8) * 16, (100 + 2 * 5) * (50 + 2 * 5) * 4 * 2

    assert part_bytes(Scene("Small", Params, passes), SIZE, (100, 50)) == a + b


@pytest.mark.parametrize(("first", "moves"), [
    ({}, True), ({"shader": ".vert"}, False), ({"shader": ".comp"}, False),
])  # fmt: skip
def test_only_what_covers_its_target_and_remembers_nothing_moves_along(first, moves):
    scene = Scene("Small", Params, (step("a", **first), step("image", "a", radius=5)))

    assert moves_along(scene, SIZE) == moves
    assert not moves_along(replace(scene, places=True), SIZE), "each part has its own pixels of a map"


def test_what_remembers_does_not_move_along():
    passes = step("glow", "glow"), step("image", "glow", radius=5)

    assert not moves_along(Scene("Small", Params, passes), SIZE)


@pytest.mark.parametrize(("size", "reach"), [((400, 200), 11), ((40, 20), 2), ((400, 2000), 101)])
def test_a_radius_may_grow_with_the_picture(size, reach):
    blur = step("image", "a", radius="height / 20 + 1")

    assert radius_of(blur, size) == reach
    assert extent(step("a"), blur, size=size) == (set(), reach)


def test_a_radius_may_shrink_with_the_rows_of_the_table():
    blur = step("image", "a", radius="min(height / 10, sqrt(width * height / rows)) + 2")

    assert [radius_of(blur, SIZE, rows) for rows in (1, 320, 3200)] == [22, 17, 7]
    assert extent_of(Scene("Small", Params, (step("a"), blur)), SIZE, 320).reaches == {"a": 17, "image": 0}


def test_what_is_read_anywhere_is_whole_and_all_it_reads():
    passes = step("a"), step("b", "a", radius=9), step("c"), step("image", "b", "c", whole=("b",), radius=4)

    assert extent(*passes) == ({"a", "b"}, 4), "only c is drawn further than the part"


def test_whole_without_names_means_all_that_is_read():
    assert extent(step("a"), step("b"), step("image", "a", "b", whole=True)) == ({"a", "b"}, 0)


def test_the_reader_itself_is_drawn_in_parts():
    assert extent(step("a"), step("b", "a", whole=True), step("image", "b", radius=3)) == ({"a"}, 3)


def test_a_pass_of_its_own_size_is_whole_and_all_it_reads():
    small = step("small", "a", size=("width / 8", "height / 8"))

    assert extent(step("a"), small, step("image", "a", "small", radius=2)) == ({"a", "small"}, 0)


@pytest.mark.parametrize("shader", [".vert", ".comp"])
def test_geometry_and_compute_may_ask_to_be_whole(shader):
    assert extent(step("a"), step("b", "a", shader=shader, whole=True), step("image", "b", radius=2)) == ({"a", "b"}, 0)
    assert extent(step("a"), step("b", "a", shader=shader, radius=1), step("image", "b", radius=2)) == (set(), 3)


def test_a_last_frame_that_stands_still_is_drawn_in_parts():
    assert extent(step("trail", "trail"), step("image", "trail", radius=6)) == (set(), 6)


@pytest.mark.parametrize("moves", [{"displacement": 3.0}, {"radius": 1}, {"whole": ("trail",)}, {"whole": True}])
def test_a_last_frame_that_moves_is_whole_and_all_it_reads(moves):
    assert extent(step("a"), step("trail", "a", "trail", **moves), step("image", "trail")) == ({"a", "trail"}, 0)


def test_what_is_looked_around_in_moves_on_with_the_last_frame_of_another_pass():
    """Each pass looks no further than it says, and yet frame n hangs on what lies n radii away."""
    passes = step("early", last("late")), step("late", "early", radius=3), step("image", "late", radius=2)

    assert extent(*passes) == ({"early", "late"}, 0)


def test_each_pass_is_drawn_as_far_as_those_after_it_look():
    passes = step("a"), step("b", "a", radius=3), step("c", "a", radius=1), step("image", "b", "c", radius=5)
    found = extent_of(Scene("Small", Params, passes), SIZE)

    assert found.reaches == {"a": 8, "b": 5, "c": 5, "image": 0}


def test_the_last_frame_of_another_pass_is_whole_where_its_reader_moves_it():
    still, moved = (step("early", last("late"), displacement=by) for by in (0.0, 2.0))

    assert extent(still, step("late", "early"), step("image", "late")) == (set(), 0)
    assert extent(moved, step("late", "early"), step("image", "late")) == ({"early", "late"}, 0)


def test_outputs_belong_to_their_pass():
    passes = step("a"), step("b", "a", radius=3, outputs=("normal",)), step("image", "b.normal", radius=2)

    assert extent(*passes) == (set(), 5)


def test_an_input_is_no_pass():
    assert extent(step("image", "map", radius=7, whole=("map",)), inputs=(Input("map"),))[1] == 0


@pytest.mark.parametrize(("chain", "blamed"), [
    (("echo", "tear"), "tear"), (("tear", "echo"), "tear"), (("snow", "datamosh"), "datamosh"),
    (("pixel_sort", "blocks"), "pixel_sort"), (("tear", "tear"), "tear"),
])  # fmt: skip
def test_the_effect_that_looks_anywhere_is_named(chain, blamed):
    scene = load("equity", tuple(map(Effect, chain))).scene
    assert why_whole(scene, (20_000, 4_000)) == (
        f"the effect {blamed} looks anywhere in the picture, which is needed whole for that, and at 20000x4000 px it "
        "is larger than GPUs draw"
    )
    assert not why_whole(scene, (16_384, 4_000))


def test_a_scene_that_is_needed_whole_blames_no_effect():
    scene = load("fracture", (Effect("tear"),)).scene
    assert why_whole(scene, (20_000, 4_000)).startswith("'relief' is needed whole for any part")


def test_the_reference_names_the_effects_that_are_drawn_in_tiles():
    text = " ".join(Path("REFERENCE.md").read_text(encoding="utf-8").split())
    said = re.search(r"Of the effects ((?:`\w+`(?:, | and ))+`\w+`) are drawn in tiles", text)
    tiled = set(re.findall(r"\w+", said[1])) - {"and"}
    found = {name: why_whole(load("equity", (Effect(name),)).scene, (20_000, 4_000)) for name in effects()}
    assert tiled == {name for name, why in found.items() if not why}


def test_the_reference_names_those_that_are_drawn_in_tiles():
    text = " ".join(Path("REFERENCE.md").read_text(encoding="utf-8").split())
    said = re.search(r"((?:`\w+`(?:, | and ))+`\w+`) are drawn in tiles; of ((?:`\w+`(?: and )?)+) some passes", text)
    tiled, whole = (set(re.findall(r"\w+", named)) - {"and"} for named in said.groups())
    found = {name: why_whole(load(name).scene, (78_740, 15_748)) for name in installations()}
    assert tiled == {name for name, why in found.items() if not why}
    assert whole == {name for name, why in found.items() if "is needed whole" in why}
