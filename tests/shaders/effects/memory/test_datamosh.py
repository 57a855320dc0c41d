"""Datamosh: the flow against motions known beforehand, the paint against the picture it came from."""

import numpy as np
import pytest

STILL = {"amount": 1.0, "refresh": 0.0, "residue": 0.0, "push": 1.0}


def moving(motion, frames=2, size=(256, 160), seed=4):
    """Return a film [n, h, w, 3] of soft waves, 48 .. 160 px long, that move by ``motion`` px a frame."""
    rng = np.random.default_rng(seed)
    waves = list(zip(np.linspace(48, 160, 9), rng.uniform(0, 7, 9), rng.uniform(0, 7, 9), strict=True))
    y, x = np.mgrid[0 : size[1], 0 : size[0]] + 0.5
    film = []
    for n in range(frames):
        u, v = x - n * motion[0], y - n * motion[1]
        lightness = sum(
            0.05 * np.sin(2 * np.pi / length * (u * np.cos(turn) + v * np.sin(turn)) + phase)
            for length, turn, phase in waves
        )
        film.append(np.repeat(((0.5 + lightness) ** 2)[..., None], 3, axis=2))
    return np.stack(film)


@pytest.mark.parametrize("motion", [(3.4, -2.2), (-0.6, 0.3), (11.0, 7.5), (-19.0, 4.0)])
def test_flow_finds_a_known_translation(play, motion):
    play("datamosh", moving(motion), amount=1.0)
    flow = play.read("flow")[4:-4, 4:-4]

    assert np.abs(flow[..., :2] - motion).max() < 0.1, "px of the picture"
    assert flow[..., 2].min() > 0.4, "waves can be told everywhere"


def test_flow_is_nothing_where_nothing_moves(play, film):
    play("datamosh", film[[7, 7, 7]], amount=1.0)

    assert np.abs(play.read("flow")[..., [0, 1, 3]]).max() < 1e-6


def test_paint_goes_where_the_motion_goes(play):
    first, *_, last = moshed = play("datamosh", moving((4.0, -4.0), frames=9), **STILL, block=16)
    expected = np.roll(first, (-32, 32), axis=(0, 1))[24:-64, 64:-24]

    right = (last[24:-64, 64:-24] == expected).all(axis=2)
    assert right.mean() > 0.9, "all but blocks whose motion was rounded the other way"
    assert not np.array_equal(moshed[1], moshed[2])


def test_paint_is_only_ever_pushed_never_mixed(play, film):
    old, new = film[:1], film[1:12].copy()
    new[..., :3] = new[..., [2, 0, 1]]

    last = play("datamosh", np.concatenate([old, new]), **STILL)[-1]

    colours = {tuple(colour) for colour in old[0].reshape(-1, 4)}
    assert {tuple(colour) for colour in last.reshape(-1, 4)} <= colours
    assert np.abs(last - old[0]).mean() > 1e-4, "it did move"


def test_residue_writes_the_new_light_over_old_paint(play, film):
    flat = np.full((2, *film.shape[1:]), 0.2, np.float32)
    flat[1, ..., :3] *= 1.44

    shown = play("datamosh", flat, amount=1.0, refresh=0.0, residue=1.0)[1]

    np.testing.assert_allclose(shown[..., :3], flat[1, ..., :3], rtol=2e-3)


def test_a_key_frame_clears_the_paint(play, film):
    shown = play("datamosh", film, **{**STILL, "refresh": 4.0}, fps=4)

    np.testing.assert_array_equal(shown, film)


def test_fields_fall_as_the_amount_rises(play, film):
    static = np.stack([film[0], film[0] * 0.5, film[0] * 0.5])

    given = {**STILL, "push": 0.0, "fields": 8.0}
    shown = [play("datamosh", static, seed=2, **{**given, "amount": amount})[-1] for amount in (0.1, 0.3, 0.6, 1.0)]
    held = [(picture == film[0]).all(axis=2).mean() for picture in shown]
    assert held[0] < held[1] < held[2] < held[3] == 1.0
