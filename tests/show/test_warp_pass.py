"""The pass before a projector, against its twin in numpy: places to 0.02 px, codes, masks; none without need."""

import numpy as np
import pytest

from renderer.displays.projector.alignment import Alignment, PolygonMask, Turn, placement
from renderer.displays.projector.warped import light_map, sampled_at, warped
from renderer.gpu.program import compile_text
from renderer.show import warp_pass
from renderer.show.present import Presenter, fit
from renderer.show.warp_pass import WarpPass

RNG = np.random.default_rng(6)
KEYSTONE = ((0.12, 0.03), (0.9, 0.08), (0.97, 0.93), (0.02, 0.98))
MASKS = (PolygonMask(((0.1, 0.1), (0.4, 0.3), (0.2, 0.6)), 0.1),
         PolygonMask(((0.05, 0.02), (0.98, 0.1), (0.9, 0.97), (0.5, 0.7), (0.02, 0.9)), 0.03,
                     inverted=True))  # fmt: skip
SMOOTH = np.array([[[20, 40, 200], [230, 60, 90]], [[70, 220, 30], [250, 240, 180]]], np.uint8)


@pytest.mark.parametrize("turn", [Turn(), Turn(flip=True, degrees=90)])
def test_every_px_shows_its_place_of_the_picture_to_a_fiftieth_of_a_px(gl, offscreen, turn):
    display = (1280, 720)
    canvas = turn.canvas(display)
    window = offscreen(display)
    codes = np.zeros((*canvas[::-1], 2), np.float32)
    codes[..., 0] = (np.arange(canvas[0]) + 0.5) / canvas[0]
    codes[..., 1] = ((np.arange(canvas[1]) + 0.5) / canvas[1])[:, None]
    picture = gl.texture(canvas, 2, codes.tobytes(), dtype="f4")
    seen = gl.texture(display, 4, dtype="f4")
    window.gl.screen.release()
    vars(window.gl)["screen"] = frame = gl.framebuffer([seen])
    one = WarpPass(window.gl, turn, Alignment(KEYSTONE))
    frame.clear()
    one.show(picture, (0, 0, *canvas), display)
    found = np.frombuffer(seen.read(), np.float32).reshape(720, 1280, 4)[::-1, :, :2].astype(float)
    for item in (one, picture, seen):
        item.release()
    place = sampled_at(placement(Alignment(KEYSTONE), turn, canvas, (0, 0, *canvas)), display)
    within = ((place > 2 / 720) & (place < 1 - 2 / 720)).all(axis=-1)
    assert within.mean() > 0.7
    assert np.linalg.norm((found - place)[within] * canvas, axis=-1).max() < 0.02
    assert (found[((place < -2 / 720) | (place > 1 + 2 / 720)).any(axis=-1)] == 0).all()


@pytest.fixture
def shown(offscreen):
    """Return ``shown(codes, rect, alignment, turn, level)``: what a display of 64 x 36 px shows."""
    window = offscreen((64, 36))
    presenter = Presenter(window.gl)

    def show(codes, rect, alignment, turn=None, level=1.0):
        presenter.through.alignment, presenter.through.turn = alignment, turn or Turn()
        texture = window.gl.texture(codes.shape[1::-1], 3, np.ascontiguousarray(codes), alignment=1)
        presenter.clear(window.size, (0.0, 0.0, 0.0))
        presenter.show(texture, rect, level)
        texture.release()
        return window.gl.seen().astype(float)

    yield show
    presenter.release()


@pytest.mark.parametrize("turn", [Turn(), Turn(degrees=270)], ids=["upright", "portrait"])
@pytest.mark.parametrize(
    "alignment",
    [Alignment(KEYSTONE), Alignment(masks=MASKS), Alignment(brightness=0.4, gamma=1.3),
     Alignment(KEYSTONE, MASKS, 0.7, 0.8)],
    ids=["pinned", "masked", "toned", "all"],
)  # fmt: skip
def test_it_is_the_twins_picture_to_a_code(shown, alignment, turn):
    canvas = turn.canvas((64, 36))
    x, y, width, height = fit((4, 3), (0, 0, *canvas))
    seen = shown(SMOOTH, (x, y, width, height), alignment, turn)
    matrix = placement(alignment, turn, canvas, (x, canvas[1] - y - height, width, height))
    expected = warped(SMOOTH, matrix, alignment, (64, 36))
    at = sampled_at(matrix, (64, 36))
    edge = ((abs(at) < 0.04) | (abs(at - 1) < 0.04)).any(axis=-1)  # which is soft
    assert abs(seen - expected)[~edge].max() <= 1.5
    assert edge.mean() < 0.3


def test_masks_follow_when_they_are_moved_and_fade_as_the_twin_does(shown):
    white = np.full((36, 64, 3), 255, np.uint8)
    for masks in (MASKS, MASKS[:1], MASKS[1:]):
        seen = shown(white, (0, 0, 64, 36), Alignment(masks=masks))[..., 0]
        assert abs(seen - 255 * light_map(masks, (64, 36))).max() <= 1.0


def test_a_mask_that_is_drawn_by_hand_compiles_its_map_once(shown, monkeypatch):
    compiled = []
    monkeypatch.setattr(warp_pass, "compile_text", lambda *given: compiled.append(1) or compile_text(*given))
    white = np.full((36, 64, 3), 255, np.uint8)
    for x in (0.1, 0.2, 0.3):
        shown(white, (0, 0, 64, 36), Alignment(masks=(PolygonMask(((x, 0.1), (0.4, 0.3), (0.2, 0.6))),)))
    assert len(compiled) == 1


def test_a_slanted_edge_has_no_stairs(shown):
    seen = shown(np.full((36, 64, 3), 255, np.uint8), (0, 0, 64, 36), Alignment(KEYSTONE))[..., 0] / 255
    matrix = placement(Alignment(KEYSTONE), Turn(), (64, 36), (0, 0, 64, 36))
    fine = sampled_at(matrix, (64 * 16, 36 * 16))
    cover = ((fine > 0) & (fine < 1)).all(axis=-1).reshape(36, 16, 64, 16).mean(axis=(1, 3))
    assert abs(seen - cover).max() < 0.3
    assert abs(seen.sum() - cover.sum()) < 0.005 * cover.sum()


def test_with_nothing_to_do_it_draws_nothing_and_makes_nothing(shown, monkeypatch):
    drawn = []
    monkeypatch.setattr(WarpPass, "show", lambda *_: drawn.append(1))
    codes = RNG.integers(0, 256, (36, 64, 3), np.uint8)
    np.testing.assert_array_equal(shown(codes, (0, 0, 64, 36), Alignment()), codes)
    assert not drawn
    shown(codes, (0, 0, 64, 36), Alignment(gamma=1.1))
    assert drawn


def test_blackout_is_black_and_what_was_switched_on_before_does_not_matter(shown, gl):
    gl.enable(gl.BLEND | gl.DEPTH_TEST | gl.CULL_FACE)
    assert not shown(SMOOTH, (0, 0, 64, 36), Alignment(KEYSTONE, MASKS), level=0.0).any()
    gl.enable(gl.BLEND | gl.DEPTH_TEST | gl.CULL_FACE)
    assert shown(SMOOTH, (0, 0, 64, 36), Alignment(KEYSTONE, MASKS)).any()
