"""Mirrors keep an R an R, fans keep their circle, gauze keeps its black."""

import re
from fractions import Fraction

import numpy as np
import pytest

from renderer.core.errors import UsageError
from renderer.core.volume import Volume
from renderer.displays.physical import fan, gauze, hld, pyramid
from renderer.displays.recipe import Shot
from renderer.output.film import open_film

VOLUME = Volume(width=80.0, height=45.0, distance=300.0)


def letter(width, height):
    """A picture that no mirror leaves alone: red upper left, green upper right, blue lower left, like an R."""
    picture = np.zeros((height, width, 3), np.uint8)
    h, w = height // 2, width // 2
    picture[:h, :w, 0], picture[:h, w:, 1], picture[h:, :w, 2] = 200, 150, 250
    return picture


def reflected(across, away, above):
    """
    Where an eye in front sees a point of the screen in the sheet: right and up, by reflecting it in the plane.

    The screen lies in z = 0, x right, y to the viewer (away from the middle). Apex down, the front sheet rises
    from the middle towards the viewer: through the origin with normal (0, 1, -1) / sqrt 2. Above, the screen
    hangs at the top and the sheet falls: normal (0, 1, 1) / sqrt 2. A mirror takes p to p - 2 (p.n) n.
    """
    p = np.array([across, away, 0.0])
    n = np.array([0.0, 1.0, 1.0 if above else -1.0]) / np.sqrt(2)
    image = p - 2 * (p @ n) * n
    return image[0], image[2]


@pytest.mark.parametrize("above", [False, True])
def test_what_the_sheet_shows_is_the_right_way_round(above):
    made = pyramid.recipe("4", VOLUME, (200, 200), {"screen": "above" if above else "below"})
    width, height = made.size
    source = letter(width, height)
    dark = [Shot(np.zeros_like(source)) for _ in range(3)]
    screen = made.pack([Shot(source), *dark])
    rows, columns = np.nonzero(screen.any(axis=2))
    found = {}
    for row, column in zip(rows, columns, strict=True):
        # A screen that hangs above faces down: seen from below, its picture's right is the viewer's left.
        across = (column + 0.5 - 100) * (-1 if above else 1)
        right, up = reflected(across, row + 0.5 - 100, above)
        found.setdefault(int(screen[row, column].argmax()), []).append((right, up))
    red, green, blue = (np.mean(found[k], axis=0) for k in range(3))

    assert red[0] < green[0]  # what was left is seen left
    assert abs(red[0] - blue[0]) < abs(red[0] - green[0]) / 2
    assert red[1] > blue[1]  # what was up is seen up


@pytest.mark.parametrize("screen", ["below", "above"])
@pytest.mark.parametrize("name", ["1", "3", "4"])
def test_the_simulator_gives_back_each_face(name, screen):
    made = pyramid.recipe(name, VOLUME, (240, 240) if name != "3" else (240, 120), {"screen": screen, "fill": "0.8"})
    width, height = made.size
    pictures = [np.roll(letter(width, height), k, axis=2) for k in range(len(made.views))]
    packed = made.pack([Shot(picture) for picture in pictures])
    for angle, picture in zip((0, 90, 180, -90) if name == "4" else (0, 90, -90), pictures, strict=False):
        seen = made.simulate(packed, float(angle))
        middle = (slice(height // 3, 2 * height // 3), slice(width // 3, 2 * width // 3))
        assert (seen[middle] == picture[middle]).all(axis=2).mean() > 0.97


@pytest.mark.parametrize("screen", ["below", "above"])
@pytest.mark.parametrize("name", ["3", "4"])
def test_the_viewer_on_the_right_sees_the_form_from_the_right(name, screen):
    made = pyramid.recipe(name, VOLUME, (200, 200), {"screen": screen})
    eyes = [np.sign(np.round(view.eye, 6)) for view in made.views]
    assert [eye[0] for eye in eyes] == ([0, 1, 0, -1] if name == "4" else [0, 1, -1])
    for k in (1, len(eyes) - 1):
        flat = [Shot(np.full((made.size[1], made.size[0], 3), 200 * (j == k), np.uint8)) for j in range(len(eyes))]
        columns = np.nonzero(made.pack(flat).any(axis=(0, 2)))[0] - 99.5
        # A screen that hangs above faces down: its picture's right is the viewer's left.
        side = 1 if screen == "below" else -1
        assert (np.sign(columns) == side * eyes[k][0]).all()


@pytest.mark.parametrize("screen", ["below", "above"])
def test_a_face_at_the_side_is_the_front_one_walked_around(screen):
    made = pyramid.recipe("4", VOLUME, (201, 201), {"screen": screen})  # odd: the middle is a pixel
    source = letter(*made.size)
    dark = Shot(np.zeros_like(source))
    front, right, back, left = (made.pack([Shot(source) if j == k else dark for j in range(4)]) for k in range(4))

    np.testing.assert_array_equal(right, np.rot90(front, 1 if screen == "below" else -1))
    np.testing.assert_array_equal(left, np.rot90(front, -1 if screen == "below" else 1))
    np.testing.assert_array_equal(back, np.rot90(front, 2))


@pytest.mark.parametrize("name", ["1", "4"])
@pytest.mark.parametrize("tilt", [35.0, 45.0, 50.0])
def test_a_tilted_sheet_shows_the_form_in_its_proportions(name, tilt):
    made = pyramid.recipe(name, VOLUME, (400, 400), {"tilt": str(tilt)})
    # A mirror at t degrees lays a length away from the middle at 2 t: it looks lower by the sine.
    normal = np.array([-np.sin(np.radians(tilt)), np.cos(np.radians(tilt))])  # along the screen, up
    away = np.array([1.0, 0.0])
    height = abs((away - 2 * (away @ normal) * normal)[1]) * made.size[1]
    view = made.views[0]

    assert view.right[0] / view.up[1] == pytest.approx(made.size[0] / height)
    dark = [Shot(np.zeros((*made.size[::-1], 3), np.uint8))] * len(made.views)
    assert made.simulate(made.pack(dark), 0.0).shape == (round(height), made.size[0], 3)


def test_keystone_widens_the_outer_edge():
    made = pyramid.recipe("1", VOLUME, (200, 100), {"keystone": "0.4", "fill": "0.6"})
    packed = made.pack([Shot(np.full((made.size[1], made.size[0], 3), 200, np.uint8))])
    rows = packed.any(axis=2).sum(axis=1)
    rows = rows[rows > 0]

    assert len(rows) == made.size[1]
    assert rows[0] == pytest.approx(0.8 * made.size[0], abs=2)  # nearest to the middle
    assert rows[-1] == pytest.approx(1.2 * made.size[0], abs=2)


def test_what_lies_beside_a_sheet_is_told_and_a_smaller_form_fits():
    wide = Volume(width=160.0, height=60.0, distance=300.0)
    shots = {}
    for fill in ("0.9", "0.4"):
        made = pyramid.recipe("4", wide, (400, 400), {"fill": fill})
        width, height = made.size
        view = made.views[0]
        box = np.zeros((height, width, 3), np.uint8)
        x, y = (round(side * own / 2 / whole) for side, own, whole in
                ((width, wide.width, view.right[0]), (height, wide.height, view.up[1])))  # fmt: skip
        box[height // 2 - y : height // 2 + y, width // 2 - x : width // 2 + x] = 200
        packed = made.pack([Shot(box)] + [Shot(np.zeros_like(box))] * 3)
        whole = bool((packed > 0).sum() >= 0.999 * (box > 0).sum())
        shots[fill] = (whole, any("narrows" in line for line in made.check(wide)))

    assert shots == {"0.9": (False, True), "0.4": (True, False)}


@pytest.mark.parametrize(("wide", "fill"), [(160.0, "0.9"), (160.0, "0.7"), (120.0, "0.9")])
def test_of_a_form_s_feet_a_sheet_shows_as_much_as_is_told(wide, fill):
    """It told of the box's own width, however narrow the form within it was."""
    volume = Volume(width=wide, height=60.0, distance=300.0)
    made = pyramid.recipe("4", volume, (1200, 1200), {"fill": fill})
    (told,) = (re.search(r"the middle (\d+) % ", line) for line in made.check(volume) if "narrows" in line)
    width, height = made.size
    view = made.views[0]
    foot = round(height / 2 * (1.0 + volume.height / view.up[1])) - 1

    def lost(share):
        feet = np.zeros((height, width, 3), np.uint8)
        half = round(width / 2 * volume.width / view.right[0] * share)
        feet[foot, width // 2 - half : width // 2 + half] = 200
        packed = made.pack([Shot(feet)] + [Shot(np.zeros_like(feet))] * 3)
        return 1.0 - (packed > 0).sum() / (feet > 0).sum()

    shown = int(told[1]) / 100
    assert lost(shown - 0.03) == pytest.approx(0.0, abs=0.005)
    assert lost(1.0) == pytest.approx(1.0 - shown, abs=0.02)


def test_gain_is_light_for_each_face():
    made = pyramid.recipe("4", VOLUME, (200, 200), {"gain": "1,0.5,1,1"})
    flat = Shot(np.full((made.size[1], made.size[0], 3), 188, np.uint8))
    packed = made.pack([flat] * 4)

    assert packed[:, 110:].max() == 188
    assert abs(int(np.median(packed[90:110, 130:180][packed[90:110, 130:180] > 0])) - 137) <= 2  # half the light


def white(made):
    return made.pack([Shot(np.full((made.size[1], made.size[0], 3), 200, np.uint8))] * len(made.views))


def test_one_gain_is_that_of_every_face():
    assert white(pyramid.recipe("4", VOLUME, (200, 200), {"gain": "0"})).max() == 0


def test_the_middle_stays_free_as_far_as_the_gap():
    made = pyramid.recipe("4", VOLUME, (1000, 1000), {"gap": "0.5", "fill": "1"})
    rows, columns = np.nonzero(white(made).any(axis=2))

    assert np.maximum(np.abs(rows - 499.5), np.abs(columns - 499.5)).min() > 0.5 * 500 - 1


def test_three_sheets_leave_no_room_behind_and_have_larger_faces():
    three, four = (pyramid.recipe(name, VOLUME, (400, 200), {}) for name in "34")

    assert three.size[1] > 1.2 * four.size[1]
    assert not white(three)[:, 190:210][:72].any()


@pytest.mark.parametrize("name", ["1", "4"])
def test_the_form_fills_as_much_as_asked_and_stands_in_the_middle_of_one_sheet(name):
    half, whole = (pyramid.recipe(name, VOLUME, (200, 200), {"fill": fill, "gap": "0"}) for fill in ("0.5", "1"))
    rows = np.flatnonzero(white(half).any(axis=(1, 2)))

    assert half.size[1] == pytest.approx(whole.size[1] / 2, abs=1)
    assert rows[0] == pytest.approx(199 - rows[-1], abs=1)


def test_a_sheet_turned_away_looks_narrower():
    made = pyramid.recipe("4", VOLUME, (200, 200), {"fill": "0.5"})
    ahead, turned = (made.simulate(white(made), angle).any(axis=(0, 2)).sum() for angle in (0.0, 40.0))

    assert turned == pytest.approx(ahead * np.cos(np.radians(40)), abs=2)


def test_no_face_is_smaller_than_16_px():
    assert pyramid.recipe("4", VOLUME, (40, 40), {"fill": "0.1", "gap": "0.5"}).size[1] == 16


def test_a_tilted_sheet_shows_the_form_as_large_as_one_that_is_not():
    straight, tilted = (pyramid.recipe("4", VOLUME, (400, 400), {"tilt": tilt}).size[1] for tilt in ("45", "35"))

    assert tilted * np.sin(np.radians(70)) == pytest.approx(straight, abs=1)


@pytest.mark.parametrize(
    ("options", "word"), [({"gain": "1,2"}, "gain"), ({"tilt": "80"}, "tilt"), ({"filll": "1"}, "fill")]
)
def test_a_pyramid_that_cannot_be_is_refused(options, word):
    with pytest.raises(UsageError, match=word):
        pyramid.recipe("4", VOLUME, None, options)


def test_gauze_is_black_where_nothing_is_even_after_h264(tmp_path):
    import av

    made = gauze.recipe("", VOLUME, (96, 64), {})
    y, x = np.mgrid[0:64, 0:96]
    matte = np.hypot(x - 48, y - 32) < 18
    picture = np.where(matte[..., None], 120, 1).astype(np.uint8).repeat(3, axis=2)
    packed = made.pack([Shot(picture)])
    path = tmp_path / "g.mp4"
    with open_film(path, (96, 64), Fraction(30), sidecar=False) as film:
        for _ in range(3):
            film.write(packed)
    with av.open(str(path)) as container:
        decoded = next(container.decode(video=0)).to_ndarray(format="rgb24")
    wide = np.hypot(x - 48, y - 32) < 26  # beyond the codec's blocks at the rim

    assert (packed[~matte] == 0).all()
    assert (decoded[~wide] == 0).all(axis=-1).mean() > 0.97


def test_gauze_lifts_what_is_dark_in_the_form():
    made = gauze.recipe("", VOLUME, (8, 8), {"floor": "0.1"})
    dark = made.pack([Shot(np.full((8, 8, 3), 12, np.uint8))])

    assert dark.min() > 30


def test_gauze_cuts_by_the_brightest_channel_and_keeps_its_colour():
    made = gauze.recipe("", VOLUME, (4, 1), {"cut": "0.012", "floor": "0"})
    packed = made.pack([Shot(np.array([[[3, 3, 3], [4, 0, 0], [0, 0, 200], [250, 10, 10]]], np.uint8))])

    assert packed[0].tolist() == [[0, 0, 0], [4, 0, 0], [0, 0, 200], [250, 10, 10]]


def test_a_fan_is_round_and_has_a_hub():
    made = fan.recipe("generic", VOLUME, (100, 100), {"hub": "0.2"})
    packed = made.pack([Shot(np.full((100, 100, 3), 255, np.uint8))])

    assert not packed[:12, :12].any()
    assert not packed[46:54, 46:54].any()
    assert packed[50, 20].min() == 255
    assert (packed > 0).any(axis=2).sum() == pytest.approx(np.pi * 50**2 * (1 - 0.04), rel=0.03)


def test_polar_frames_run_clockwise_from_the_top():
    strip = fan.polar(letter(80, 80), 8, 10, 0.1)

    assert strip.shape == (8, 10, 3)
    # Right above, left below, left above.
    assert [int(row.sum(axis=0).argmax()) for row in strip[[1, 5, 7]]] == [1, 2, 0]


def test_a_strip_sees_the_picture_up_to_its_rim():
    assert (fan.polar(np.full((20, 20, 3), 255, np.uint8), 64, 200, 0.0) == 255).all()


def test_what_adds_light_asks_for_true_black():
    made = (pyramid.recipe("3", VOLUME, None, {}), gauze.recipe("", VOLUME, None, {}), fan.recipe("", VOLUME, None, {}))

    assert all(one.exact_black for one in made)


def test_polar_is_the_bilinear_picture_at_each_led():
    y, x = np.mgrid[0:60, 0:60].astype(float)
    plane = (2 * x + 3 * y)[..., None]  # bilinear sampling of a plane is exact
    strip = fan.polar(plane, 12, 7, 0.2)
    turn, radius = 2 * np.pi * np.arange(12) / 12, 30 * (0.2 + 0.8 * (np.arange(7) + 0.5) / 7)
    at = (29.5 + np.sin(turn)[:, None] * radius, 29.5 - np.cos(turn)[:, None] * radius)

    np.testing.assert_allclose(strip[..., 0], 2 * at[0] + 3 * at[1], atol=1e-9)


def test_a_spinning_fan_gives_the_picture_back():
    picture = letter(120, 120) * (fan.disc(120, 0.1) > 0.99)[..., None].astype(np.uint8)
    seen = fan.spun(fan.polar(picture, 720, 120, 0.1), 120, 0.1, 0.0, 1.0)
    inside = fan.disc(120, 0.1) > 0.99

    assert (np.abs(seen[inside].astype(int) - picture[inside]).max(axis=1) < 12).mean() > 0.9
    half = fan.spun(fan.polar(picture, 720, 120, 0.1), 120, 0.1, 180.0, 0.5)
    assert half[:, 60:].sum() > 2 * half[:, :60].sum()  # the blade passed the right half last


@pytest.mark.parametrize(("profile", "size", "options", "word"), [
    ("generc", None, {}, "generic"), ("generic", (64, 32), {}, "square"), ("generic", None, {"leds": "60"}, "angles"),
])  # fmt: skip
def test_a_fan_that_cannot_be_is_refused(profile, size, options, word):
    with pytest.raises(UsageError, match=word):
        fan.recipe(profile, VOLUME, size, options)


def test_hld_keeps_its_safe_area_and_is_turned():
    made = hld.recipe("16", VOLUME, None, {"matte": "#808080"})
    width, height = made.size
    picture, depth = np.zeros((height, width, 3), np.uint8), np.zeros((height, width), np.float32)
    picture[:40, :40], depth[:40, :40] = (255, 0, 0), 300.0
    picture[200:240, 200:240] = (0, 0, 120)  # a glow in the air: no form hides the ground there
    packed = made.pack([Shot(picture, depth)])
    upright = np.rot90(packed, -1)

    assert packed.shape == (2160, 3840, 3)
    assert (upright[355:395, 108:148] == (255, 0, 0)).all()
    assert upright[555 + 20, 308 + 20].tolist() == [128, 128, 170]
    assert (upright[:355] == 128).all()
    assert (upright[-100:] == 128).all()
    assert upright[1000, 1000].tolist() == [128] * 3  # black is not air there: the matte is
