"""The signal effects against a numpy twin of the wire, and against statistics."""

import numpy as np
import pytest

CLEAN = {"noise": 0.0, "ghost": 0.0, "dropouts": 0.0, "tracking": 0.0, "hue": 0.0}
YUV = np.array([[0.299, 0.587, 0.114], [-0.147108, -0.288804, 0.435912], [0.614777, -0.514799, -0.099978]])
HANN = {half: (1 + np.cos(np.pi * np.arange(1 - half, half) / half)) / (2 * half) for half in (8, 20, 32)}


def carrier(lines, frame, late=0):
    """Return sin and cos of 227.5 cycles a line at four samples a cycle, [lines, 768]."""
    cycles = np.arange(768) / 4 + 0.5 * (np.arange(lines) + frame)[:, None] - np.asarray(late) / 4
    return np.sin(2 * np.pi * cycles), np.cos(2 * np.pi * cycles)


def filtered(lines, taps, edge="edge"):
    reach = len(taps) // 2
    padded = np.pad(lines, ((0, 0), (reach, reach)), edge) if edge == "edge" else turned(lines, reach)
    return np.stack([np.convolve(line, taps, "valid") for line in padded])


def turned(lines, reach):
    """Return lines with their first and last cycle repeated to both sides."""
    left = np.resize(lines[:, :4].T, (-(-reach // 4) * 4, len(lines))).T
    right = np.resize(lines[:, -4:].T, (-(-reach // 4) * 4, len(lines))).T
    return np.concatenate([left[:, len(left[0]) - reach :], lines, right[:, :reach]], axis=1)


def decoded(wire, half, frame, late):
    """Return Y, U, V [h, w] of a wire in IRE; colour is kept once a cycle and joined by straight lines."""
    sine, cosine = carrier(len(wire), frame, late)
    extended = turned(wire - 7.5, half - 1) / 92.5
    cycles = np.arange(1 - half, 767 + half) / 4 + 0.5 * (np.arange(len(wire)) + frame)[:, None] - late / 4
    u, v = (
        2 * np.stack([np.convolve(line, HANN[half], "valid") for line in extended * wave(2 * np.pi * cycles)])
        for wave in (np.sin, np.cos)
    )
    at = np.arange(768)
    u, v = (np.stack([np.interp(at, at[::4], line[::4]) for line in whole]) for whole in (u, v))
    return (wire - 7.5) / 92.5 - u * sine - v * cosine, u, v


def to_rgb(parts):
    return np.stack(parts, axis=2) @ np.linalg.inv(YUV).T


@pytest.mark.parametrize("colour", [[0.5, 0.5, 0.5], [0.8, 0.2, 0.1], [0.05, 0.3, 0.6], [0.0, 0.0, 0.0]])
@pytest.mark.parametrize("frame", [0, 7])
def test_a_flat_colour_comes_back(effect, srgb, colour, frame):
    drawn = effect("composite", np.broadcast_to(colour, (72, 96, 3)), frame=frame, amount=1.0, **CLEAN)

    codes = srgb.encode(drawn[3:, :, :3])  # the heads change below
    np.testing.assert_allclose(codes, np.broadcast_to(srgb.encode(colour), codes.shape), atol=3e-3)


def test_the_signal_is_the_twins(effect, picture):
    effect("composite", picture, frame=5, amount=1.0, **CLEAN)
    y, u, v = np.moveaxis(effect.passes("parts")[..., :3].astype(float), 2, 0)
    sine, cosine = carrier(486, 5)
    expected = 92.5 * (y + filtered(u, HANN[8]) * sine + filtered(v, HANN[8]) * cosine) + 7.5

    signal = effect.passes("signal")[..., 0]

    np.testing.assert_allclose(signal, expected, atol=0.02)
    assert abs(np.diff(signal, axis=0)).max() > 20, "the carrier turns from line to line"


def test_parts_are_those_of_smpte_170m(effect, srgb):
    colours = np.random.default_rng(3).random((6, 3)).astype(np.float16)
    for colour in colours:
        effect("composite", np.broadcast_to(colour, (8, 8, 3)), amount=1.0, **CLEAN)
        np.testing.assert_allclose(effect.passes("parts")[200, 300, :3], YUV @ srgb.encode(colour), atol=1e-3)


def test_a_sample_is_the_mean_light_of_its_px(effect, srgb):
    fine = np.zeros((8, 1536, 3))
    fine[:, ::2] = [1.0, 0.5, 0.0]
    effect("composite", fine, amount=1.0, **CLEAN)

    found = effect.passes("parts")[..., :3]
    np.testing.assert_allclose(found, np.broadcast_to(YUV @ srgb.encode([0.5, 0.25, 0.0]), found.shape), atol=3e-3)


@pytest.mark.parametrize(("bleed", "half"), [(8, 8), (20, 20), (33, 32)])
def test_the_set_decodes_as_its_twin(effect, picture, srgb, bleed, half):
    effect("composite", picture, frame=2, amount=1.0, **CLEAN | {"bleed": bleed})
    wire, late = effect.passes("wire")[..., 0].astype(float), effect.passes("timing")[:, :1, 0]
    assert set(np.unique(late[8:])) <= {-1.0, 0.0, 1.0}
    expected = to_rgb(decoded(wire, half, 2, late))

    found = srgb.encode(effect.passes("decoded")[..., :3])
    np.testing.assert_allclose(found, np.clip(expected, 0, 1), atol=6e-3)


def test_grey_has_no_colour_but_fine_stripes_have(effect):
    def colour(grey):
        effect("composite", np.repeat(grey[..., None], 3, 2), amount=1.0, **CLEAN)
        return np.ptp(effect.passes("decoded")[20:-20, 60:-60, :3], axis=2).max()

    broad = np.broadcast_to(np.linspace(0, 0.8, 768) ** 2, (16, 768))
    stripes = np.broadcast_to(np.arange(768) % 4 < 2, (16, 768)) * 0.5  # at the subcarrier's own rate

    assert colour(broad) < 0.02
    assert colour(stripes) > 0.5


def test_noise_is_as_loud_as_asked(effect):
    grey = np.full((72, 96, 3), 0.2)
    effect("composite", grey, frame=3, amount=1.0, **CLEAN | {"noise": 10.0})
    wire = effect.passes("wire")[8:, :, 0]

    assert (wire - np.median(wire)).std() == pytest.approx(10.0, rel=0.02)
    assert abs(np.corrcoef(wire[:, 1:].ravel(), wire[:, :-1].ravel())[0, 1]) < 0.02


def test_the_ghost_comes_later_by_its_delay(effect):
    line = np.zeros((32, 768, 3))
    line[:, 300:310] = 0.5
    effect("composite", line, amount=1.0, **CLEAN | {"ghost": 0.5, "delay": 40})
    wire, late = effect.passes("wire")[100:, :, 0] - 7.5, effect.passes("timing")[100:, 0, 0]

    for row, by in zip(wire, late.astype(int), strict=True):
        assert row[345 + by] == pytest.approx(0.5 * row[305 + by], rel=1e-3)
        assert abs(row[325 + by]) < 0.1


def test_the_foot_is_bent_and_tracking_shakes_its_band(effect, picture):
    effect("composite", picture, amount=1.0, **CLEAN | {"tracking": 1.0}, drift_phase=0.0)
    late, _, noise, _ = np.moveaxis(effect.passes("timing")[:, 0], 1, 0)

    assert late[0] > 40
    assert (np.diff(late[:8]) <= 2).all()
    np.testing.assert_allclose(noise[:8], 0.5, atol=1e-3)
    assert noise[243] == pytest.approx(1.0, abs=0.05), "the band is half way when its phase is 0"
    assert noise[20:100].max() < 0.01
    assert abs(late[220:266]).max() > 8


def test_the_colour_reference_errs_to_either_side_as_far_as_asked(effect, picture):
    effect("composite", picture, amount=1.0, **CLEAN | {"hue": 90.0})
    error = effect.passes("timing")[:, 0, 1] / (0.35 * np.pi / 2)

    assert abs(error).max() <= 1.0
    assert abs(error.mean()) < 0.15
    assert error.std() == pytest.approx(3**-0.5, abs=0.1)
    np.testing.assert_array_equal(error[:-1:3][:160], error[1::3][:160])  # three lines are off alike


def test_a_dropout_is_a_flash_that_dies_away(effect):
    effect("composite", np.full((72, 96, 3), 0.02), amount=1.0, **CLEAN | {"dropouts": 1.0})
    begins, wire = effect.passes("timing")[8:, 0, 3], effect.passes("wire")[8:, :, 0]
    bare = begins >= 0

    assert 0.07 < bare.mean() < 0.22
    assert wire[~bare].max() < 40
    late = effect.passes("timing")[8:, 0, 0].astype(int)
    for row, begin, by in zip(wire[bare], begins[bare].astype(int), late[bare], strict=True):
        if 2 < begin < 600:
            assert row[begin + by : begin + by + 3].mean() > 55
            assert row[begin + by + 120 : begin + by + 140].mean() < 30


def test_colour_is_gathered_from_four_px_of_each_texel(effect, picture):
    effect("chroma_bleed", picture, amount=1.0)
    code = np.sqrt(picture[..., :3].astype(float))
    apart = code[..., [0, 2]] - (code @ [0.299, 0.587, 0.114])[..., None]
    expected = np.mean([apart[i % 2 :: 2, 4 * i + 2 :: 16] for i in range(4)], axis=0)

    np.testing.assert_allclose(effect.passes("chroma")[..., :2], expected, atol=1e-3)


def test_bleeding_colour_leaves_luma_and_falls_to_a_third(effect):
    # Redder than grey by as much root light as leaves luma as it is: nothing is cut off.
    code = np.full((64, 512, 3), 0.6)
    code[:, 128:256] += 0.2 * np.array([1 - 0.299, -0.299, -0.299])
    drawn = np.sqrt(effect("chroma_bleed", code**2, amount=1.0, reach=0.125, colour=1.0)[..., :3])
    weights = [0.299, 0.587, 0.114]
    red = (drawn[32] @ [1, 0, 0]) - drawn[32] @ weights

    np.testing.assert_allclose(drawn @ weights, code @ weights, atol=2e-3)
    assert abs(red[:110]).max() < 2e-3, "nothing runs to the left"
    assert red[256 + 20 + 64] / red[256 + 20] == pytest.approx(np.exp(-1), abs=0.05)
    assert (np.diff(red[264:480]) < 1e-3).all()
    code[:32] = 0.6
    drawn = np.sqrt(effect("chroma_bleed", code**2, amount=1.0, reach=0.125, colour=1.0)[..., :3])
    red = (drawn[:, 250] @ [1, 0, 0]) - drawn[:, 250] @ weights
    assert red[31] > 4 * abs(red[33] - red[60]) + 1e-3, "and it runs down"


def test_snow_without_carrier_is_rayleighs(effect):
    drawn = effect("snow", np.full((486, 512, 3), 0.3), amount=1.0, grain=1.0)
    found = 0.75 - 0.625 * np.sqrt(drawn[..., 0].astype(float))

    np.testing.assert_array_equal(drawn[..., 0], drawn[..., 2])  # the colour killer
    for level in (0.2, 0.4, 0.6, 0.7):  # the gain makes the mean square 1
        assert (found < level).mean() == pytest.approx(1 - np.exp(-(level**2)), abs=0.03)


def test_snow_keeps_the_light_of_what_it_still_hears(effect, picture):
    drawn = effect("snow", np.full((256, 256, 3), 0.3), amount=0.15, hum=0.0)

    assert np.sqrt(drawn[..., :3]).mean() == pytest.approx(np.sqrt(0.3), abs=0.02)
    assert 0.002 < drawn[..., 0].std() < 0.05
    faint = effect("snow", picture, amount=0.9)
    np.testing.assert_allclose(faint[..., 0], faint[..., 1], atol=1e-5)
