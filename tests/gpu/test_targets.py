"""Targets of a scene: made all or none, kept where their place stays, resampled where it changes, gone back by one."""

from dataclasses import make_dataclass

import moderngl
import numpy as np
import pytest

from renderer.core.errors import RendererError
from renderer.core.region import Region
from renderer.gpu import targets as targets_module
from renderer.gpu.targets import Targets
from renderer.scene.scene import Footprint, Pass, Scene

SCENE = Scene("T", make_dataclass("Params", []), (
    Pass("fixed", "a.frag", reads=("fixed",), format="f4", size=("4", "2")),
    Pass("grows", "a.frag", reads=("grows",), format="f4"),
    Pass("plain", "a.frag", size=("rows", "1")),
    Pass("image", "a.frag", reads=("fixed", "grows", "plain")),
))  # fmt: skip
ROWS = {"rows": 3, "columns": 1, "times": 1}


@pytest.fixture
def targets(gl):
    """Return ``targets(size)``: those of the scene for a whole picture; released after the test."""
    made = []

    def make(size=(8, 4)):
        made.append(Targets(gl, SCENE, direct=True))
        made[-1].fit(size, Region(0, 0, *size), ROWS)
        return made[-1]

    yield make
    for one in made:
        one.release()


def frame(targets, value):
    """Draw a frame: every texel of what feeds back becomes ``value``."""
    for name in ("fixed", "grows"):
        target = targets[name]
        target.swap()
        target.turned = True
        target.front.write(np.full((target.size[1], target.size[0], 4), value, np.float32))
        target.fill()


def values(targets, name, *, last=False):
    texture = targets[name].side(last=last)[0]
    return set(np.frombuffer(texture.read(), np.float32).tolist())


def test_they_are_as_large_as_their_passes_say_and_hold_nothing(targets):
    made = targets()
    assert {name: (one.size, one.double, one.held, one.fresh) for name, one in made.items()} == {
        "fixed": ((4, 2), True, False, True), "grows": ((8, 4), True, False, True),
        "plain": ((3, 1), False, False, True),
    }  # fmt: skip
    assert made.held == set()


def test_what_keeps_its_place_is_the_same_target_and_the_others_are_resampled_on_both_sides(targets):
    made = targets()
    frame(made, 1.0), frame(made, 2.0)
    fixed, grows = made["fixed"], made["grows"]
    made.fit((16, 8), Region(0, 0, 16, 8), ROWS)
    assert made["fixed"] is fixed
    assert made["grows"] is not grows
    assert made["grows"].size == (16, 8)
    assert (values(made, "grows"), values(made, "grows", last=True)) == ({2.0}, {1.0})
    assert made.held == {"fixed", "grows"}
    assert made["grows"].turned


def test_going_back_shows_the_state_before_the_last_frame(targets):
    made = targets()
    frame(made, 1.0)
    made.rewind()
    assert made.held == set()
    made.rewind()
    frame(made, 2.0)
    made.rewind()
    assert [values(made, name) for name in ("fixed", "grows")] == [{1.0}, {1.0}]


def test_where_one_cannot_be_made_all_stay(targets, gl, monkeypatch):
    made = targets()
    frame(made, 5.0)
    before = dict(made)
    monkeypatch.setattr(type(gl), "info", {**gl.info, "GL_MAX_TEXTURE_SIZE": 12}, raising=False)
    for size, rows in (((16, 4), ROWS), ((8, 4), {**ROWS, "rows": 13})):
        with pytest.raises(RendererError, match="more than this GPU draws"):
            made.fit(size, Region(0, 0, *size), rows)
    monkeypatch.undo()
    assert dict(made) == before
    assert values(made, "grows") == {5.0}


def test_a_state_that_lies_elsewhere_is_lost(targets):
    made = targets()
    frame(made, 3.0)
    made.fit((8, 4), Region(2, 0, 4, 4), ROWS)
    assert made["grows"].size == (4, 4)
    assert made.held == {"fixed"}


def test_a_part_that_is_as_large_elsewhere_takes_no_memory_of_its_own(gl):
    scene = Scene("T", make_dataclass("Params", []), (
        Pass("part", "a.frag", format="f4"), Pass("image", "a.frag", reads=("part",))))  # fmt: skip
    made = Targets(gl, scene, direct=True)
    try:
        made.fit((64, 4), Region(0, 0, 16, 4), ROWS)
        one = made["part"]
        made.fit((64, 4), Region(16, 0, 16, 2), ROWS)
        assert made["part"] is not one, "another size"
        one = made["part"]
        made.fit((64, 4), Region(48, 2, 16, 2), ROWS)
        assert made["part"] is one
        assert one.place == ((16, 2), (48, 0), (64, 4))
        one.front.write(np.full((2, 16, 4), 7.0, np.float32))
        one.inputs, drawn = "what it was drawn from", one.drawn
        made.fit((64, 4), Region(0, 0, 16, 2), ROWS)
        assert made["part"] is one
        assert (one.inputs, one.drawn) == (None, drawn + 1), "who reads it must know"
        assert values(made, "part") == {0.0}
    finally:
        made.release()


@pytest.fixture
def two_parts(gl):
    """Return the targets of two passes of the picture's size, of which the first is looked around in by 2 px."""
    scene = Scene("T", make_dataclass("Params", []), (
        Pass("first", "a.frag", format="f4"), Pass("second", "a.frag", reads=("first",), footprint=Footprint(2)),
        Pass("image", "a.frag", reads=("second",))))  # fmt: skip
    made = Targets(gl, scene, direct=True)
    made.fit((64, 32), Region(0, 0, 16, 16), ROWS)
    yield made
    made.release()


def test_what_stands_moves_with_a_part_and_the_rest_is_asked_for(two_parts):
    far = two_parts["second"]
    far.front.write(np.arange(16 * 16 * 4).astype(np.float16))
    before = np.frombuffer(far.front.read(), np.float16).reshape(16, 16, 4)
    far.inputs, far.valid, drawn = "what it was drawn from", far.asked, far.drawn
    two_parts.fit((64, 32), Region(8, 0, 16, 16), ROWS)
    assert (far.asked, far.valid, far.drawn) == ((8, 24), (8, 14), drawn), "2 px before an edge are drawn again"
    assert far.strips(same=True) == [(6, 16)]
    assert far.strips(same=False) == [(0, 16)]
    after = np.frombuffer(far.front.read(), np.float16).reshape(16, 16, 4)
    np.testing.assert_array_equal(after[:, :6], before[:, 8:14])
    two_parts.fit((64, 32), Region(8, 8, 16, 16), ROWS)
    assert (far.inputs, far.valid, far.drawn) == (None, None, drawn + 1), "another row of tiles"


def test_each_pass_of_a_part_is_drawn_no_further_than_is_looked(two_parts):
    two_parts.fit((64, 32), Region(16, 8, 16, 16), ROWS)
    assert [two_parts[name].place for name in ("first", "second")] == [((20, 20), (14, 6), (64, 32)),
                                                                       ((16, 16), (16, 8), (64, 32))]  # fmt: skip
    assert (two_parts.drawn, two_parts.shown) == (Region(14, 6, 20, 20), Region(16, 8, 16, 16))


def test_a_part_of_another_size_is_never_held_twice(two_parts, monkeypatch):
    old, live = two_parts["first"].textures[0][0], []
    real = targets_module.make_target
    monkeypatch.setattr(targets_module, "make_target", lambda *a, **k: (live.append(old.mglo), real(*a, **k))[1])
    drawn = two_parts["first"].drawn
    two_parts.fit((64, 32), Region(16, 8, 8, 8), ROWS)
    assert isinstance(live[0], moderngl.InvalidObject), "the old one is gone before the new one is made"
    assert two_parts["first"].drawn == drawn + 1, "who reads it must know"


@pytest.mark.parametrize(("wide", "stays"), [(8, True), (6, False)])
def test_a_target_of_which_less_than_half_is_asked_makes_way_for_a_smaller_one(two_parts, wide, stays):
    old = two_parts["second"]
    two_parts.fit((64, 32), Region(4, 0, wide, 16), ROWS)
    assert (two_parts["second"] is old) == stays
    assert two_parts["second"].size == (16 if stays else wide, 16)


def test_where_a_part_cannot_be_made_there_are_targets_as_before(two_parts, monkeypatch):
    before = {name: (one.place, one.dtype) for name, one in two_parts.items()}
    drawn = two_parts["first"].drawn
    real, left = targets_module.make_target, [1]

    def make(_gl, step, place, *, double):
        left[0] -= 1
        if left[0] == -1:
            raise RendererError("this GPU has no room")
        return real(_gl, step, place, double=double)

    monkeypatch.setattr(targets_module, "make_target", make)
    with pytest.raises(RendererError, match="no room"):
        two_parts.fit((64, 32), Region(16, 8, 24, 24), ROWS)
    assert {name: (one.place, one.dtype) for name, one in two_parts.items()} == before
    assert two_parts["first"].drawn > drawn, "it is empty: who reads it must know"


def test_other_passes_go_on_with_states_that_are_taken_over(targets):
    old, new = targets(), targets((6, 4))
    frame(old, 1.0), frame(old, 2.0)
    fixed = old["fixed"]
    new.adopt(old)
    assert new["fixed"] is fixed
    assert (values(new, "grows"), values(new, "grows", last=True)) == ({2.0}, {1.0})
    assert old.held == {"grows"}  # the fixed one went over
