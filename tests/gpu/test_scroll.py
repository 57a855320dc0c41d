"""What stands of a part that moves along a picture: which columns, checked one by one, and where they go."""

import doctest

import numpy as np
import pytest

from renderer.gpu import scroll
from renderer.gpu.scroll import Columns, left_of, missing, move, valid

RNG = np.random.default_rng(3)


def test_its_examples():
    assert doctest.testmod(scroll) == (0, 3)


def columns(one):
    return set(range(*one)) if one else set()


@pytest.mark.parametrize("whole", [40, 41])
def test_what_is_kept_and_what_is_drawn_make_all_that_is_asked(whole):
    for left in range(0, whole - 8, 2):
        for stands in (None, Columns(0, 10), Columns(6, 20), Columns(30, whole), Columns(0, whole)):
            asked = Columns(left, min(left + 12, whole) if left + 12 < whole - 2 else whole)
            keeps = valid(stands, asked, whole)
            fresh = missing(keeps, asked)
            assert columns(keeps) | set().union(*map(columns, fresh)) == columns(asked)
            assert len(columns(keeps)) + sum(len(columns(one)) for one in fresh) == len(columns(asked))
            unsure = {at for at in columns(stands)
                      if (at < stands.left + 2 and stands.left) or (at >= stands.right - 2 and stands.right < whole)}
            assert columns(keeps) <= columns(stands) - unsure
            assert not keeps or keeps.left % 2 == 0
            assert not keeps or keeps.right % 2 == 0 or keeps.right == whole, "blocks of 2 x 2 stay whole"


def test_nothing_is_drawn_again_at_the_edges_of_the_picture_itself():
    assert valid(Columns(0, 100), Columns(0, 60), 200) == (0, 60)
    assert valid(Columns(100, 200), Columns(140, 200), 200) == (140, 200)
    assert valid(Columns(10, 100), Columns(0, 200), 200) == (12, 98), "at its own edges it is"


@pytest.mark.parametrize(("asked", "left"), [
    ((10, 26), 10), ((14, 30), 10), ((15, 31), 15), ((8, 24), 8), ((0, 12), 0), ((90, 100), 80),
])  # fmt: skip
def test_it_stays_where_it_will_do_and_never_leaves_the_picture(asked, left):
    assert left_of(Columns(10, 30), Columns(*asked), 100) == left


@pytest.mark.parametrize(("dtype", "numbers"), [("f4", np.float32), ("f2", np.float16), ("f1", np.uint8)])
@pytest.mark.parametrize(("held", "by"), [((20, 50), -20), ((4, 60), -4), ((0, 30), 34), ((10, 40), 3)])
def test_columns_move_as_they_are(gl, monkeypatch, dtype, numbers, held, by):
    monkeypatch.setattr(scroll, "_ROWS", 7)
    before = (RNG.integers(0, 256, (17, 64, 4)) if dtype == "f1" else RNG.normal(0, 1e3, (17, 64, 4))).astype(numbers)
    texture = gl.texture((64, 17), 4, before.tobytes(), dtype=dtype)
    move(gl, texture, Columns(*held), by)
    after = np.frombuffer(texture.read(), numbers).reshape(17, 64, 4)
    texture.release()
    np.testing.assert_array_equal(after[:, held[0] + by : held[1] + by], before[:, slice(*held)])
