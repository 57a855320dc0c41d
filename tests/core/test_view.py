"""Views against the mathematics of off-axis projection."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.core.camera import Camera
from renderer.core.view import aimed, equirect, head, light_field, matrix, orbit, plain, ray, rays, stereo
from renderer.core.volume import Volume

RNG = np.random.default_rng(3)
VOLUME = Volume(centre=(1.0, -2.0, 3.0), width=80.0, height=60.0, distance=280.0)


def ndc(view, point):
    x, y, z, w = matrix(view, 10.0, 4000.0) @ [*point, 1.0]
    return np.array([x, y, z]) / w


@pytest.mark.parametrize("seed", range(20))
def test_the_screens_corners_are_the_pictures_corners_wherever_the_eye_is(seed):
    rng = np.random.default_rng(seed)
    view = head(VOLUME, 1.3, tuple(rng.uniform((-90, -90, 40), (90, 90, 600))))
    corner, right, up = map(np.array, (view.corner, view.right, view.up))

    for u, v in ((0, 0), (1, 0), (0, 1), (1, 1)):
        np.testing.assert_allclose(ndc(view, corner + u * right + v * up)[:2], [2 * u - 1, 2 * v - 1], atol=1e-12)


def test_a_ray_meets_its_own_pixel():
    view = orbit(VOLUME, 1.5, 33.0)
    for u, v in RNG.uniform(0, 1, (20, 2)):
        point = np.array(view.eye) + 300.0 * ray(view, u, v)
        np.testing.assert_allclose(ndc(view, point)[:2], [2 * u - 1, 2 * v - 1], atol=1e-9)


@pytest.mark.parametrize(("aspect", "width", "height"), [(4 / 3, 80, 60), (2.0, 120, 60), (0.5, 80, 160)])
def test_the_plane_shows_the_whole_volume_and_its_longer_side_grows(aspect, width, height):
    view = plain(VOLUME, aspect)

    assert view.right[0] == pytest.approx(width)
    assert view.up[1] == pytest.approx(height)


def test_a_light_field_is_spread_as_webxr_spreads_it():
    views = light_field(VOLUME, 0.75, 48, 40.0)
    offsets = np.array([view.eye[0] for view in views]) - VOLUME.centre[0]

    assert np.degrees(np.arctan(offsets[-1] / VOLUME.distance)) == pytest.approx(20 * 47 / 48)
    np.testing.assert_allclose(offsets, -offsets[::-1], atol=1e-9)
    assert all(view.corner == views[0].corner for view in views)  # translated, never turned


def test_stereo_eyes_stand_their_separation_apart_left_first():
    left, right = stereo(VOLUME, 1.0, 63.0, 500.0)

    assert right.eye[0] - left.eye[0] == pytest.approx(63.0)
    assert left.eye[2] == pytest.approx(503.0)


def test_walking_around_turns_the_view_and_keeps_its_distance():
    view = orbit(VOLUME, 1.0, 90.0)

    np.testing.assert_allclose(np.array(view.eye) - VOLUME.centre, [280.0, 0.0, 0.0], atol=1e-9)
    np.testing.assert_allclose(view.right, [0.0, 0.0, -80.0], atol=1e-9)


def test_rays_of_a_panorama_look_ahead_in_its_middle_and_aside_at_its_ends():
    view = equirect(VOLUME, (-np.pi / 2, np.pi / 2, -np.pi / 4, np.pi / 4))
    way = rays(view, 101, 51)

    np.testing.assert_allclose(way[25, 50], [0, 0, -1], atol=1e-9)
    assert way[25, 100, 0] > 0.99
    assert way[0, 50, 1] > 0.6
    np.testing.assert_allclose(np.linalg.norm(way, axis=2), 1.0)


@pytest.mark.parametrize("eye", [(0, 0, 0), (0, 0, -5), (float("nan"), 0, 100)])
def test_an_eye_behind_the_screen_is_refused(eye):
    with pytest.raises(ValueError, match="does not stand before"):
        head(VOLUME, 1.0, eye)


CAMERA = Camera(azimuth=35.0, elevation=-20.0, distance=0.6, aim=(4.0, 1.0, -2.0), travel=8.0)


def test_a_camera_that_stands_where_it_stands_changes_nothing():
    view = head(VOLUME, 1.3, (20.0, -5.0, 200.0))
    still = aimed(view, VOLUME, Camera(), 0.3)

    for name in ("eye", "corner", "right", "up"):
        np.testing.assert_allclose(getattr(still, name), getattr(view, name), atol=1e-12)


def test_a_camera_walks_to_the_right_and_climbs_and_comes_nearer():
    front = plain(VOLUME, 1.0)
    for camera, offset in ((Camera(azimuth=90.0), (280, 0, 0)), (Camera(elevation=90.0), (0, 280, 0)),
                           (Camera(distance=0.5), (0, 0, 140)), (Camera(aim=(3, 0, 0)), (3, 0, 280))):  # fmt: skip
        eye = aimed(front, VOLUME, camera, 0.0).eye

        np.testing.assert_allclose(np.subtract(eye, VOLUME.centre), offset, atol=1e-9)


def test_all_eyes_of_a_device_turn_as_one_and_what_had_no_parallax_has_none():
    aim = np.add(VOLUME.centre, CAMERA.aim)
    eyes = [head(VOLUME, 1.3, (x, 0.0, 280.0)) for x in (-40.0, 0.0, 40.0)]
    places = [ndc(aimed(eye, VOLUME, CAMERA, 0.4), aim)[:2] for eye in eyes]

    np.testing.assert_allclose(places, [places[0]] * 3, atol=1e-9)
    assert np.abs(places).max() < 1e-9  # in the middle


def test_it_swings_once_in_a_loop_and_its_loop_has_no_seam():
    front = plain(VOLUME, 1.0)
    eyes = [aimed(front, VOLUME, Camera(travel=8.0), at).eye for at in np.linspace(0, 1, 41)]
    ways = [np.subtract(eye, VOLUME.centre) for eye in eyes]
    degrees = [np.degrees(np.arctan2(way[0], way[2])) for way in ways]

    assert (max(degrees), min(degrees)) == pytest.approx((8.0, -8.0))
    np.testing.assert_allclose(ways[0], ways[-1], atol=1e-9)


@pytest.mark.parametrize("camera", [Camera(distance=0.0), Camera(distance=-1.0), Camera(azimuth=float("nan")),
                                    Camera(aim=(0.0, float("inf"), 0.0))])  # fmt: skip
def test_no_camera_stands_nowhere(camera):
    with pytest.raises(ValueError, match="no camera stands at"):
        aimed(plain(VOLUME, 1.0), VOLUME, camera, 0.0)


def test_a_picture_that_stands_for_itself_is_seen_from_a_camera_of_its_own():
    camera = Camera(azimuth=20.0, distance=0.5, alone=Camera(azimuth=-10.0, elevation=5.0, aim=(1.0, 2.0, 3.0)))
    shown = plain(VOLUME, 1.5)
    alone = replace(shown, alone=True)

    assert aimed(shown, VOLUME, camera, 0.0) == aimed(shown, VOLUME, Camera(azimuth=20.0, distance=0.5), 0.0)
    assert aimed(alone, VOLUME, camera, 0.0) == replace(aimed(shown, VOLUME, camera.alone, 0.0), alone=True)
    assert aimed(alone, VOLUME, replace(camera, alone=None), 0.0).eye == aimed(shown, VOLUME, camera, 0.0).eye


FACES = (0.0, 90.0, 180.0, -90.0)
ARCH = tuple((31.0 * np.sin(a), high, 48.0 * np.cos(a) - 43.0)
             for a in np.linspace(-1.3, 1.3, 9) for high in (-14.0, 9.0))  # fmt: skip


def farthest(camera, face, faces, aspect=1.4, playhead=0.0):
    """Return how far points of an arch stand from the middle of a face's picture, [x, y], 1 at its edge."""
    view = aimed(orbit(VOLUME, aspect, face, faces), VOLUME, camera, playhead)
    return np.abs([ndc(view, point)[:2] for point in ARCH]).max(axis=0)


@pytest.mark.parametrize(("azimuth", "elevation"), [(0.0, 0.0), (-35.0, 12.0), (140.0, -30.0)])
@pytest.mark.parametrize("faces", [FACES, (0.0, 90.0, -90.0), (0.0, 120.0, -120.0)])
def test_every_face_of_a_display_holds_what_its_camera_has_framed(faces, azimuth, elevation):
    """The last molars of a smile were cut at the sides of a pyramid: only its front was framed."""
    camera = Camera.around(ARCH, VOLUME, 1.4, azimuth=azimuth, elevation=elevation, fill=0.9, travel=6.0)
    reach = np.array([farthest(camera, face, faces, playhead=at) for face in faces for at in (0.0, 0.25, 0.75)])

    assert reach.max() == pytest.approx(0.9, abs=0.02), "and one of them is as full as asked"
    sizes = [np.linalg.norm(aimed(orbit(VOLUME, 1.4, face, faces), VOLUME, camera, 0.0).up) for face in faces]
    assert sizes == pytest.approx([sizes[0]] * len(faces)), "all show one form in one size"


def test_one_face_alone_is_framed_as_ever_and_so_is_what_no_camera_framed():
    camera = Camera.around(ARCH, VOLUME, 1.4, azimuth=20.0, elevation=8.0)
    one = camera.for_faces((0.0,), VOLUME, 1.4)
    plainly, around = (aimed(orbit(VOLUME, 1.4, 0.0, faces), VOLUME, CAMERA, 0.2) for faces in ((), FACES))

    assert (one.distance, *one.aim) == pytest.approx((camera.distance, *camera.aim), rel=1e-3, abs=0.05)
    assert camera.for_faces((), VOLUME, 1.4) is camera
    assert around.eye == plainly.eye
