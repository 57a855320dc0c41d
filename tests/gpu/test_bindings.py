"""What a pass binds: its reads by output and frame, the inputs that it leaves alone, the counts it is drawn by."""

from dataclasses import dataclass

from renderer.gpu.bindings import Sampled, bindings_of
from renderer.scene.reads import Input, last
from renderer.scene.scene import Pass, Scene


@dataclass(frozen=True)
class NoParams:
    """Nothing to turn."""


RELIEF = Pass("relief", "relief.frag", outputs=("normal", "age"))
CELLS = Pass("cells", "cells.vert", reads=("cells", "map", "relief.age", last("image")), instances="rows * petals",
             vertices="6 + seeds")  # fmt: skip
IMAGE = Pass("image", "image.frag", reads=("relief", "cells"))
SCENE = Scene("Field", NoParams, (RELIEF, CELLS, IMAGE), inputs=(Input("map"), Input("mask")))


def test_each_read_is_a_pass_an_output_counted_and_a_frame():
    assert bindings_of(SCENE, CELLS).passes == (
        Sampled("cells", 0, True, "t_cells", "chorus_cells"),
        Sampled("relief", 2, False, "t_relief_age", "chorus_relief_age"),
        Sampled("image", 0, True, "t_last_image", "chorus_last_image"),
    )


def test_inputs_that_are_not_read_take_no_unit():
    assert bindings_of(SCENE, CELLS).others == {"t_mask"}
    assert bindings_of(SCENE, IMAGE).others == {"t_map", "t_mask"}


def test_what_says_how_often_it_is_drawn_is_known():
    assert bindings_of(SCENE, CELLS).counts == ("u_rows", "u_petals", "u_seeds")
    assert bindings_of(SCENE, RELIEF).counts == ()
