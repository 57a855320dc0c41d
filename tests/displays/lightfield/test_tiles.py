"""Quilts: where each view lies, what is left over, what a file's name says; ffmpeg's tile filter as the judge."""

import subprocess

import imageio_ffmpeg
import numpy as np
import pytest

from renderer.core.errors import DataError, UsageError
from renderer.displays.lightfield.tiles import Grid, grid_of, views_of

RNG = np.random.default_rng(3)


def numbered(grid, channels=3):
    """Return one flat picture for each view, whose red is its number."""
    return [np.full((grid.tile[1], grid.tile[0], channels), view, np.uint8) for view in range(grid.count)]


def test_view_0_lies_at_the_bottom_left_and_the_last_at_the_top_right():
    grid = Grid(8, 6, (64, 60), 0.75)
    packed = grid.pack(numbered(grid))

    assert [packed[y, x, 0] for y, x in ((59, 0), (59, 63), (0, 0), (0, 63), (49, 0))] == [0, 7, 40, 47, 8]


def test_a_quilt_is_what_ffmpegs_tile_filter_makes_of_rows_from_the_top():
    grid = Grid(8, 6, (160, 108), 0.75)
    views = [RNG.integers(0, 256, (18, 20, 3), np.uint8) for _ in range(48)]
    from_top = [views[(5 - row) * 8 + column] for row in range(6) for column in range(8)]
    asked = ["-f", "rawvideo", "-pix_fmt", "rgb24"]
    made = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *asked, "-s", "20x18", "-i", "-", "-vf", "tile=8x6",
         *asked, "-frames:v", "1", "-"],
        input=b"".join(view.tobytes() for view in from_top), capture_output=True, check=True)  # fmt: skip

    assert made.stdout == grid.pack(views).tobytes()


def test_what_does_not_divide_is_black_at_the_right_and_the_top_and_read_back_without():
    grid = Grid(5, 9, (104, 103), 1.7778)
    packed = grid.pack([picture + 1 for picture in numbered(grid)])

    assert (grid.tile, grid.padding) == ((20, 11), (4, 4))
    assert not packed[:, 100:].any()
    assert not packed[:4].any()
    assert packed[4:, :100].all()
    read, views = views_of(packed, "smile_qs5x9a1.7778.png")
    assert read == grid
    assert [int(view.min()) for view in views] == [int(view.max()) for view in views] == [*range(1, 46)]


def test_downward_puts_view_0_at_the_top():
    grid = Grid(4, 3, (16, 12), 1.0, downward=True)

    assert [view[0, 0, 0] for view in grid.unpack(grid.pack(numbered(grid)))] == [*range(12)]
    assert grid.pack(numbered(grid))[0, 0, 0] == 0


def test_a_quilt_of_sixteen_bits_and_alpha_keeps_both():
    grid = Grid(2, 2, (4, 4), 1.0)
    views = [RNG.integers(0, 65536, (2, 2, 4), np.uint16) for _ in range(4)]

    np.testing.assert_array_equal(grid.unpack(grid.pack(views)), views)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("smile.png", "must end like smile_qs8x6a0.75.png"),
        ("smile_qs8x6.png", "must end like"),
        ("smile_qs0x6a0.75.png", "zero"),
        ("smile_qs8x6a0.0.png", "zero"),
        ("smile_qs99x6a0.75.png", "no 99x6 tiles"),
    ],
)
def test_a_name_that_does_not_say_it_is_refused_in_words(name, says):
    with pytest.raises(DataError, match=says):
        views_of(np.zeros((48, 64, 3), np.uint8), name)


def test_a_tag_is_read_at_the_end_of_the_name_only():
    grid, _ = views_of(np.zeros((48, 64, 3), np.uint8), "a_qs1x1a1_b_qs8x6a.75.mp4")

    assert (grid.columns, grid.rows, grid.aspect) == (8, 6, 0.75)


@pytest.mark.parametrize(("count", "expected"), [(48, (8, 6)), (45, (9, 5)), (100, (10, 10))])
def test_tiles_have_the_shape_nearest_to_the_display(count, expected):
    assert grid_of(count, (3360, 3360), 0.75) == expected


def test_a_count_that_fills_no_grid_names_one_that_does():
    with pytest.raises(UsageError, match=r"47 views fill no grid.*ask for 48"):
        grid_of(47, (3360, 3360), 0.75)
