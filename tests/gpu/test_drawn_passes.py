"""Which passes are drawn, when and into what."""

from dataclasses import replace

import pytest

from renderer.gpu.drawn_passes import drawn_once, draws_direct, only_picked, standing
from renderer.scene.scene import EffectPass, Pass, Scene
from renderer.scene.solid import Solid

CELLS = Pass("cells", "cells.comp", reads=("cells", "seeds"))
SEEDS = Pass("seeds", "seeds.frag")
IMAGE = Pass("image", "image.frag", reads=("cells",))


def made(*passes):
    return Scene("Small", type("Params", (), {}), passes)


def test_what_remembers_is_drawn_once_a_frame_with_all_that_it_reads():
    assert drawn_once(made(SEEDS, CELLS, IMAGE)) == {"cells", "seeds"}
    assert drawn_once(made(SEEDS, replace(IMAGE, reads=("seeds",)))) == set()


def test_all_that_is_read_on_the_way_counts_however_long_that_is():
    grains, beds = Pass("grains", "grains.frag"), Pass("beds", "beds.frag", reads=("grains",))
    seeds, whose = replace(SEEDS, reads=("beds",)), Pass("whose", "whose.frag", reads=("seeds",))
    plain = Pass("image", "image.frag")

    assert drawn_once(made(grains, beds, seeds, CELLS, IMAGE)) == {"cells", "seeds", "beds", "grains"}
    scene = replace(made(grains, beds, seeds, whose, plain), pick=("whose", 0))
    assert only_picked(scene) == ("grains", "beds", "seeds", "whose")
    assert only_picked(replace(scene, passes=(*scene.passes[:4], replace(plain, reads=("seeds",))))) == ("whose",)


@pytest.mark.parametrize(("last", "direct"), [
    (IMAGE, True), (replace(IMAGE, shader="image.comp"), False), (replace(IMAGE, shader="image.vert"), False),
    (replace(IMAGE, outputs=("depth",)), False), (replace(IMAGE, reads=("image",)), False),
    (EffectPass("image", "image.frag"), False),
])  # fmt: skip
def test_a_plain_last_pass_is_drawn_straight_into_the_picture(last, direct):
    assert draws_direct(made(SEEDS, last)) is direct


def test_an_effect_without_amount_or_wet_is_stood_for_by_what_came_in():
    effect = EffectPass("fx", "fx.frag", key="tear", source="image")
    values = {"u_tear_amount": 0.0, "u_tear_wet": 1.0}

    assert standing(made(IMAGE, effect), values) == {"fx": "image"}
    assert standing(made(IMAGE, effect), {**values, "u_tear_amount": 0.1}) == {}
    assert standing(made(IMAGE, effect), {"u_tear_amount": 1.0, "u_tear_wet": 0.0}) == {"fx": "image"}
    assert standing(made(IMAGE, replace(effect, idle=False)), values) == {}


def test_what_only_picking_needs_is_the_pass_that_nothing_reads():
    whose = Pass("whose", "whose.frag", reads=("cells",))
    scene = made(SEEDS, CELLS, whose, IMAGE)

    assert only_picked(scene) == ()
    assert only_picked(replace(scene, pick=("whose", 0))) == ("whose",)
    assert only_picked(replace(scene, pick=("cells", 0))) == ()
    assert only_picked(replace(scene, pick=("image", 0))) == ()
    assert only_picked(replace(scene, pick=("whose", 0), depth=("whose", 1))) == ("whose",)
    assert only_picked(replace(scene, pick=("whose", 0), solid=Solid("solid.frag", reads=("whose",)))) == ()


def test_what_the_picked_pass_alone_reads_waits_with_it():
    shells, whose = Pass("shells", "shells.vert", reads=("seeds",)), Pass("whose", "whose.frag", reads=("shells",))
    scene = replace(made(SEEDS, shells, whose, replace(IMAGE, reads=("seeds",))), pick=("whose", 0))

    assert only_picked(scene) == ("shells", "whose")
    assert only_picked(replace(scene, passes=(*scene.passes[:3], replace(IMAGE, reads=("shells",))))) == ("whose",)
