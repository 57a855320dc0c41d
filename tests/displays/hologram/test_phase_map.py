"""What a hologram is worked from: sizes, depth, slices, points and places, each by its formula."""

import numpy as np
import pytest

from renderer.core.colour import srgb_decode
from renderer.core.errors import DataError, UsageError
from renderer.core.view import plain, rays
from renderer.core.volume import Volume
from renderer.displays.hologram.methods import DEEP, FOURIER, METHODS
from renderer.displays.hologram.phase_map import (
    _check,
    _depth,
    _light,
    _placed,
    _scaled,
    recipe,
)
from renderer.displays.hologram.slm import modulator
from renderer.displays.recipe import Shot

VOLUME = Volume(width=80.0, height=45.0, front=10.0, back=20.0, distance=300.0)
SMALL = 'title = "small"\npixels = [96, 64]\npitch_um = 8.0\nwavelengths_nm = [638, 520, 450]\nsource = "test"\n'
RNG = np.random.default_rng(6)


@pytest.mark.parametrize("method", METHODS)
def test_each_method_draws_the_share_of_the_panel_that_it_needs(method, tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(SMALL)
    made = recipe(method, VOLUME, (96, 64), {"slm": str(path), "z": "150", "depth": "30", "seed": "7"})

    assert made.out == (96, 64)
    assert made.size == {"mraf": (48, 32), "asm": (72, 48), "planes": (72, 48), "cloud": (72, 48)}.get(method, (96, 64))
    assert made.needs_depth is (method in DEEP)
    assert made.sweep == ((-15.0, 15.0) if method in DEEP else (0.0, 0.0))
    assert made.facts["z_mm"] == pytest.approx(150.0)
    assert made.facts["wavelengths_nm"] == [520.0]
    (view,) = made.views
    assert view.right[0] / view.up[1] == pytest.approx(96 / 64)


def test_what_an_own_modulator_need_not_say(tmp_path):
    path = tmp_path / "bare.toml"
    path.write_text(SMALL)
    bare = modulator(str(path))
    assert (bare.two_pi, bare.sign, bare.flip_x, bare.flip_y) == (256.0, 1, False, False)
    assert (bare.pixels, bare.pitch) == ((96, 64), pytest.approx(8e-6))
    assert bare.wavelengths == pytest.approx((638e-9, 520e-9, 450e-9))


@pytest.mark.parametrize(("line", "sound"), [
    ("sign = -1", True), ("sign = 0", False), ("two_pi = 2", True), ("two_pi = 4096", True), ("two_pi = 1.9", False),
    ("two_pi = 4097", False), ("pixels = [16, 16]", True), ("pixels = [16, 15]", False),
])  # fmt: skip
def test_a_modulator_is_what_one_can_be(line, sound, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text("\n".join([one for one in SMALL.splitlines() if one.split()[0] != line.split()[0]] + [line]))
    if sound:
        assert modulator(str(path))
    else:
        with pytest.raises(DataError, match="sign is 1 or -1"):
            modulator(str(path))


def test_depth_is_the_share_of_the_way_from_the_back_to_the_front():
    size = (8, 6)
    forward = -rays(plain(VOLUME, size[0] / size[1]), *size)[..., 2]
    z = np.linspace(-25.0, 15.0, 48).reshape(6, 8)
    shot = Shot(np.zeros((6, 8, 3), np.uint8), (300.0 - z) / forward)
    np.testing.assert_allclose(_depth(shot, VOLUME, size), np.interp(z, (-20.0, 10.0), (0.0, 1.0)), atol=1e-5)
    shot.depth[2, 3] = 0.0  # nothing is there
    assert _depth(shot, VOLUME, size)[2, 3] == 0.0
    with pytest.raises(UsageError, match="needs depth"):
        _depth(Shot(shot.picture), VOLUME, size)


def test_a_longer_wave_is_drawn_smaller_about_the_middle_and_enlarged_on_the_way_back(bench):
    one = bench("gs", colour="rgb")
    y, x = np.mgrid[0:64, 0:96].astype(float)
    for wave in one.waves:
        ratio = wave / min(one.waves)
        for back, step in ((False, ratio), (True, 1 / ratio)):
            seen = _scaled(one, x, wave, back=back), _scaled(one, y, wave, back=back)
            part = (slice(26, 38), slice(40, 56))  # both are inside
            np.testing.assert_allclose(seen[0][part], (48 + (x - 48) * step)[part], atol=1e-9)
            np.testing.assert_allclose(seen[1][part], (32 + (y - 32) * step)[part], atol=1e-9)
    assert _scaled(bench("asm"), x, 638e-9) is x


def test_amplitude_is_the_root_of_light_and_alpha_lets_the_dark_through():
    codes = RNG.integers(0, 256, (3, 4, 4), np.uint8)
    light = srgb_decode(codes[..., :3] / 255) * (codes[..., 3:] / 255)

    np.testing.assert_allclose(_light(codes), np.sqrt(light), atol=1e-5)
    np.testing.assert_allclose(_light(codes.astype(np.uint16) * 257), np.sqrt(light), atol=1e-4)


@pytest.mark.parametrize("size", [(3, 4), (4, 5), (9, 10)])
def test_a_smaller_picture_stands_in_the_middle(size):
    field = _placed(np.ones(size), (9, 10))
    rows, columns = np.nonzero(field)

    assert field.sum() == size[0] * size[1]
    assert rows.min() == (9 - size[0]) // 2
    assert columns.min() == (10 - size[1]) // 2


@pytest.mark.parametrize("method", METHODS)
def test_a_bench_is_as_asked_and_as_its_method_needs_it_unasked(method, bench):
    unasked = bench(method)
    assert (unasked.z, unasked.depth, unasked.seed) == (pytest.approx(0.2), pytest.approx(0.02), 0)
    assert unasked.iterations == (30 if method in FOURIER else 12)
    assert (unasked.planes, unasked.points) == (4, 4000)
    assert unasked.aperture == (0.5 if method == "dpac" else 1.0)
    asked = bench(method, iterations="1", planes="2", points="10", wavelength="633", two_pi="210", seed="0")
    assert (asked.iterations, asked.planes, asked.points, asked.device.two_pi) == (1, 2, 10, 210.0)
    assert asked.waves == pytest.approx((633e-9,))
    for option, value in (("iterations", "0"), ("planes", "1"), ("planes", "33"), ("points", "9"), ("z", "2001"),
                          ("depth", "-1"), ("iterations", "2001"), ("aperture", "0.04"), ("seed", "-1")):  # fmt: skip
        with pytest.raises(UsageError, match=option):
            bench(method, **{option: value})
    for option, value in (("planes", "32"), ("points", "200000"), ("iterations", "2000"), ("seed", "2147483648")):
        assert bench(method, **{option: value})


def test_a_depth_up_to_the_modulator_itself_is_refused(bench):
    with pytest.raises(UsageError, match="reaches the modulator"):
        bench("planes", z="10", depth="20")
    assert bench("planes", z="10", depth="19.9")
    assert bench("asm", z="10", depth="20")
    assert bench("gs", z="0")


def test_what_to_know_of_a_bench_is_said(bench):
    def said(method, **options):
        return " ".join(_check(bench(method, **options)))

    assert all("Calibrate first" in said(method) for method in METHODS)
    # 96 px of 8 um are 0.768 mm; at 520 nm light spreads z / 30.77 to a side: twice the panel at 47.3 mm.
    assert "spreads" in said("asm", z="47.5")
    assert "spreads" not in said("asm", z="47.0")
    assert "spreads" not in said("gs", z="470")
    assert "at z=47.5 mm light spreads 2 mm, far beyond the modulator's 1 mm" in said("asm", z="-47.5").replace(
        "At z=-", "at z="
    )
    assert "iris" in said("dpac", aperture="0.6")
    assert "iris" not in said("dpac")
    assert "iris" not in said("asm", aperture="0.6")
