"""Effects that move pixels: their numpy twins move the same ones."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.ndimage import map_coordinates

from renderer.flash.analyse import Analyser


def wrapped(picture, dx, dy=0):
    """Return ``picture`` whose texel (y, x) comes from (y - dy, x - dx), px [h, w] or numbers, wrapped."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    return picture[(y - np.int64(dy)) % height, (x - np.int64(dx)) % width]


@pytest.mark.parametrize(("angle", "axis", "sign"), [(0.0, 1, 1), (90.0, 0, 1), (180.0, 1, -1)])
def test_channel_shift_rolls_red_and_blue_apart(effect, picture, angle, axis, sign):
    shift = round(0.7 * 0.1 * picture.shape[1]) * sign
    expected = picture.copy()
    expected[..., 0] = np.roll(picture[..., 0], shift, axis)
    expected[..., 2] = np.roll(picture[..., 2], -shift, axis)

    drawn = effect("channel_shift", picture, amount=0.7, reach=0.1, angle=angle, blue=-1.0, wrap=True)

    np.testing.assert_array_equal(drawn, expected)


def test_channel_shift_lets_the_edge_go_on(effect, picture):
    drawn = effect("channel_shift", picture, amount=1.0, reach=0.125, blue=0.5)

    np.testing.assert_array_equal(drawn[:, :12, 0], np.repeat(picture[:, :1, 0], 12, 1))
    np.testing.assert_array_equal(drawn[:, 12:, 0], picture[:, :-12, 0])
    np.testing.assert_array_equal(drawn[:, 6:, 2], picture[:, :-6, 2])
    np.testing.assert_array_equal(drawn[..., 1], picture[..., 1])


def slips(hashes, pieces, salt, seed, phase, share, reach):
    """Return the numpy twin of ``slip`` in blocks/places.frag, [n, 2]."""
    key = np.full(len(pieces), (seed * 747796405 + salt) % 2**32)
    own = hashes.pcg3d(np.column_stack([pieces, key]))
    turn = np.floor(phase + hashes.unit(own[:, 0])).astype(np.int64)
    now = hashes.unit(hashes.pcg3d(np.column_stack([own[:, 1:], turn])))
    return np.where(now[:, :1] < share, np.asarray(reach) * (2 * now[:, 1:] - 1), 0.0)


def test_blocks_lie_where_their_hashes_put_them(effect, picture, hashes):
    side, amount, reach = 6, 0.8, 0.2 * 96 / 6
    y, x = np.mgrid[0:12, 0:16].reshape(2, -1)
    common = {"hashes": hashes, "seed": 5, "phase": 2.25}
    far = slips(
        pieces=np.stack([x // 7, y // 3], 1), salt=1, share=0.55 * amount**2, reach=[reach, 0.3 * reach], **common
    )
    far += slips(pieces=np.stack([x // 5, y], 1), salt=2, share=0.45 * amount, reach=[0.7 * reach, 0.0], **common)
    far += slips(pieces=np.stack([x, y], 1), salt=3, share=0.16 * amount, reach=[2.0, 2.0], **common)
    by = (np.round(2 * far) * (side // 2)).reshape(12, 16, 2).repeat(side, 0).repeat(side, 1)

    drawn = effect("blocks", picture, seed=5, rate_phase=2.25, amount=amount, size=12, reach=0.2)

    assert 0.3 < np.any(by, axis=2).mean() < 0.9
    np.testing.assert_array_equal(drawn, wrapped(picture, by[..., 0], by[..., 1]))


def test_tears_open_where_hashed_and_fall_to_a_third(effect, picture, hashes):
    given = {"tears": 3, "reach": 0.4, "recovery": 0.1, "ragged": 0.02, "amount": 1.0}
    v = 1 - (np.arange(72) + 0.5) / 72
    expected, phase, frame = np.zeros(72), 3.6, 9
    for i in range(3):
        own = hashes.pcg3d([[i, 11, 4]])[0]
        turn = phase + hashes.unit(own[0])
        now = hashes.pcg3d([[own[1], own[2], int(turn)]])[0]
        below = v - hashes.unit(now[0]) - 0.06 * (turn % 1)
        lines = np.column_stack([(v * 486).astype(int), np.full(72, now[2]), np.full(72, frame)])
        rag = 0.02 * (2 * hashes.unit(hashes.pcg3d(lines)[:, 0]) - 1)
        way = 0.4 * (2 * hashes.unit(now[2]) - 1)
        expected += np.where(below >= 0, (way + rag) * np.exp(-np.maximum(below, 0) / 0.1), 0)

    drawn = effect("tear", picture, frame=frame, seed=4, rate_phase=phase, **given)
    rows = effect.passes("slip")[:, 0, 0]

    assert abs(expected).max() > 0.05
    np.testing.assert_allclose(rows, expected, atol=1e-4)
    np.testing.assert_array_equal(drawn, wrapped(picture, np.round(rows * 96)[:, None]))


def test_tears_at_half_are_no_flash(effect, picture, srgb):
    """One is open in every turn: it may move as often as it likes to, but not make much of a picture flash."""
    guard = Analyser(30)
    for frame in range(40):
        drawn = effect("tear", picture, frame=frame, seed=5, dt=1 / 30, amount=0.5)[::-1, :, :3]
        codes = np.uint8(np.clip(255 * srgb.encode(drawn) + 0.5, 0, 255)).repeat(2, 0).repeat(2, 1)
        assert guard.feed(codes).passes, f"frame {frame}"


@pytest.mark.parametrize("detuning", [1.02, 1.3, 4.0])
def test_a_pulled_oscillator_is_adlers(call, detuning):
    period = 2 * np.pi / np.sqrt(detuning**2 - 1)
    slips = np.linspace(-0.4, 2.3, 40)
    phase = call("lib/math/adler.glsl", f"adler({detuning}, x.x)", slips)[:, 0]
    found = solve_ivp(
        lambda _, turned: detuning - np.sin(turned),
        (slips[0] * period, slips[-1] * period),
        [2 * np.pi * phase[0]],
        t_eval=slips * period,
        rtol=1e-9,
        atol=1e-9,
    )

    np.testing.assert_allclose(phase, found.y[0] / (2 * np.pi), atol=3e-4)


def test_a_pulled_oscillator_in_reach_holds(call):
    detuning = np.linspace(0, 1, 9)
    held = call("lib/math/adler.glsl", "adler(x.x, x.y)", np.column_stack([detuning, detuning * 7]))[:, 0]

    np.testing.assert_allclose(held, np.arcsin(detuning) / (2 * np.pi), atol=2e-4)


def test_sync_loss_holds_the_picture_displaced_and_shows_its_margins(effect, picture):
    drawn = effect("sync_loss", picture, frame=3, amount=0.25, shake=0.0)  # d = 1/2: a twelfth of a turn
    v = 1 - (np.arange(72) + 0.5) / 72
    across = 1 / 12 * (1 - np.exp(-9 * v))
    down = (v - 1.0802 / 12) % 1.0802

    assert (down > 1).sum() in (5, 6)
    for y in np.flatnonzero(down < 1):
        row = int((1 - down[y]) * 72)
        x = ((np.arange(96) + 0.5) / 96 - across[y]) % 1.2070
        near = (abs(x * 96 - np.round(x * 96)) < 1e-3) | (abs(x - 1) < 1e-4)
        expected = np.where((x < 1)[:, None], picture[row, np.minimum(x * 96, 95).astype(int)], drawn[y])
        np.testing.assert_array_equal(drawn[y][~near], expected[~near])
        assert drawn[y][x > 1, :3].max(initial=0) < 0.02, "blanking is dark"
    dashes = drawn[down > 1][..., 0]
    assert dashes.max() > 0.1, "the margin carries its bits"


def test_sync_loss_shakes_each_line_to_either_side(effect):
    tall = np.zeros((486, 8, 3))
    lines = []
    for shake in (0.0, 0.04):
        effect("sync_loss", tall, amount=0.5, shake=shake)
        lines.append(effect.passes("raster")[:, 0, 0])
    apart = (lines[1] - lines[0]) / (0.04 * 0.5)

    assert abs(apart).max() < 1.001
    assert abs(apart.mean()) < 0.1
    assert apart.std() == pytest.approx(3**-0.5, abs=0.05), "even from -1 to 1"


def test_sync_loss_rolls_the_frame_once_a_slip(effect, picture):
    def first(phase):
        effect("sync_loss", picture, amount=1.0, roll_phase=phase, lean=0.0, shake=0.0)
        return effect.passes("raster")[:, 0]

    np.testing.assert_allclose(first(0.3)[:, 1], first(2.3)[:, 1], atol=1.0)
    assert abs(first(0.3)[:, 1] - first(0.5)[:, 1]).max() > 10


def test_rolling_shutter_writes_the_shake_down_the_rows(effect, picture):
    given = {"amount": 0.8, "reach": 0.1, "readout": 2.0, "shake_phase": 0.3}
    v = 1 - (np.arange(72) + 0.5) / 72
    turn = 2 * np.pi * (0.3 + 2.0 * v)
    stand = 0.8 * 0.1 * 72 * np.stack([np.sin(turn) + 0.45 * np.sin(1.618034 * turn + 1), 0.22 * np.sin(turn / 2 + 2)])
    y, x = np.mgrid[0:72, 0:96].astype(float)
    where = [y + stand[1][:, None], x + stand[0][:, None]]
    expected = np.stack([map_coordinates(picture[..., c], where, order=1, mode="nearest") for c in range(4)], 2)

    drawn = effect("rolling_shutter", picture, **given)

    np.testing.assert_allclose(drawn, expected, atol=0.012)  # the driver filters with 8 bits


def test_head_switching_bends_the_foot_and_leaves_the_rest(effect, picture):
    drawn = effect("head_switching", picture, amount=1.0, height=0.25, reach=0.5, noise=0.0)
    rows = effect.passes("line")[:, 0, 0]

    np.testing.assert_array_equal(drawn[18:], picture[18:])
    np.testing.assert_allclose(rows[0], 0.5 * (1 - 0.5 / 18) ** 2, atol=0.011)
    assert (rows[:16] > rows[2:18]).all(), "a bend to the right"
    np.testing.assert_array_equal(drawn, wrapped(picture, np.round(rows * 96)[:, None]))
    noisy = effect("head_switching", picture, amount=1.0, height=0.25, reach=0.5, noise=1.0)
    assert (noisy[:18] - drawn[:18]).max() > 0.2
    np.testing.assert_array_equal(noisy[18:], drawn[18:])
