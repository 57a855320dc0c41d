"""Greys of a modulator: the turn is 256 levels, and every convention is explicit."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from renderer.core.colour import srgb_decode
from renderer.core.errors import DataError, UsageError
from renderer.core.volume import Volume
from renderer.displays.hologram.fourier import far_field
from renderer.displays.hologram.phase_map import recipe
from renderer.displays.hologram.quality import psnr
from renderer.displays.hologram.slm import FOLDER, codes, correction_of, modulator, phase_of, table_of
from renderer.displays.recipe import Shot

DEVICE = modulator("square-1024")
VOLUME = Volume()
SMALL = 'title = "small"\npixels = [96, 64]\npitch_um = 8.0\nwavelengths_nm = [638, 520, 450]\nsource = "test"\n'


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(SMALL)
    return str(path)


def test_a_turn_is_256_levels_and_its_end_is_its_beginning():
    phase = np.array([[0.0, np.pi, 2 * np.pi, -np.pi / 2, 2 * np.pi * 255.6 / 256]])

    np.testing.assert_array_equal(codes(phase, DEVICE), [[0, 128, 0, 192, 0]])


@pytest.mark.parametrize("change", [{"sign": -1}, {"flip_x": True}, {"flip_y": True}, {"two_pi": 210.0}, {}])
def test_the_simulator_reads_what_was_written(change):
    device = replace(DEVICE, **change)
    phase = np.random.default_rng(0).uniform(-9, 9, (12, 10))
    apart = np.angle(np.exp(1j * (phase_of(codes(phase, device), device) - phase)))

    assert np.abs(apart).max() <= np.pi / device.two_pi + 1e-4


def test_correction_and_table_are_applied():
    phase = np.zeros((4, 4))
    correction = np.full((4, 4), 64, np.uint8)
    inverse = np.arange(256)[::-1]

    assert (codes(phase, DEVICE, correction) == 64).all()
    assert (codes(phase + np.pi, DEVICE, None, inverse) == 127).all()


def test_a_panel_that_stands_mirrored_has_its_columns_or_its_rows_turned():
    phase = np.random.default_rng(0).uniform(-3, 3, (4, 5))
    plain = codes(phase, DEVICE)

    np.testing.assert_array_equal(codes(phase, replace(DEVICE, flip_x=True)), plain[:, ::-1])
    np.testing.assert_array_equal(codes(phase, replace(DEVICE, flip_y=True)), plain[::-1])


@pytest.mark.parametrize("method", ["planes", "cloud"])
def test_what_is_in_front_is_sharp_nearer_to_the_viewer(method, small):
    options = {"slm": small, "z": "12", "depth": "8", "planes": "2", "iterations": "20", "points": "400"}
    made = recipe(method, VOLUME, None, options)
    wide, high = made.size
    picture = np.zeros((high, wide, 3), np.uint8)
    places = [(high // 3, wide // 3), (2 * high // 3, 2 * wide // 3)]
    near, far = VOLUME.distance - VOLUME.front, VOLUME.distance + VOLUME.back
    depth = np.zeros((high, wide), np.float32)
    for (row, column), along in zip(places, (near + 5, far - 5), strict=True):
        picture[row : row + 2, column : column + 2] = 255
        depth[row : row + 2, column : column + 2] = along
    packed = made.pack([Shot(picture, depth)])

    def light(focus, place):
        row, column = place[0] + (64 - high) // 2, place[1] + (96 - wide) // 2
        seen = srgb_decode(made.simulate(packed, focus)[..., 1] / 255)
        return seen[row : row + 2, column : column + 2].mean()

    front, back = (light(4.0, place) / light(-4.0, place) for place in places)
    assert made.sweep == (-4.0, 4.0)
    assert front > 1.5
    assert back < 1 / 1.5


def test_the_correction_is_the_panels_own_however_it_stands():
    correction = np.arange(20, dtype=np.uint8).reshape(4, 5)
    for flips in ({"flip_x": True}, {"flip_y": True}, {"sign": -1}):
        np.testing.assert_array_equal(codes(np.zeros((4, 5)), replace(DEVICE, **flips), correction), correction)


def test_the_simulator_undoes_correction_and_table():
    device = replace(DEVICE, flip_x=True, sign=-1)
    phase = np.random.default_rng(0).uniform(-3, 3, (12, 10))
    correction = np.random.default_rng(1).integers(0, 256, (12, 10), np.uint8)
    table = 255 * np.linspace(0, 1, 256) ** 1.3
    for fix, most in (((correction, None), 0.013), ((None, table), 0.13), ((correction, table), 0.13)):
        apart = np.angle(np.exp(1j * (phase_of(codes(phase, device, *fix), device, *fix) - phase)))
        assert np.abs(apart).max() < most


def test_what_a_turn_of_many_steps_cannot_show_goes_to_the_nearer_end():
    device = replace(DEVICE, two_pi=300.0)
    phase = np.linspace(0, 2 * np.pi, 301)[None, :-1]
    apart = np.angle(np.exp(1j * (phase_of(codes(phase, device), device) - phase)))

    assert np.abs(apart).max() <= 22.6 / 300 * 2 * np.pi
    np.testing.assert_array_equal(codes(np.full((1, 1), np.pi * 2 * 254.6 / 255), replace(DEVICE, two_pi=255.0)), 0)


def test_tables_are_rounded_not_cut(tmp_path):
    path = tmp_path / "table.txt"
    path.write_text(", ".join(["99.7"] * 256))
    assert codes(np.zeros((2, 2)), DEVICE, None, table_of(str(path))).max() == 100
    path.write_text("1 2 3")
    with pytest.raises(UsageError, match="256 greys"):
        table_of(str(path))


def test_a_correction_of_16_bit_is_that_of_8(tmp_path, small):
    device = modulator(small)
    ramp = np.tile(np.arange(96, dtype=np.uint8) * 2, (64, 1))
    Image.fromarray(ramp).save(tmp_path / "c8.png")
    Image.fromarray(ramp.astype(np.uint16) * 257).save(tmp_path / "c16.png")

    for name in ("c8.png", "c16.png"):
        np.testing.assert_array_equal(correction_of(str(tmp_path / name), device), ramp)
    assert correction_of(None, device) is None


def test_a_correction_that_does_not_fit_is_refused_with_its_reason(tmp_path, small):
    Image.fromarray(np.zeros((64, 96), np.float32)).save(tmp_path / "c.tif")
    with pytest.raises(UsageError, match=r"c\.tif cannot be used: it holds floats"):
        correction_of(str(tmp_path / "c.tif"), modulator(small))
    with pytest.raises(UsageError, match="cannot be used: it is a folder"):
        correction_of(str(tmp_path), modulator(small))


def test_every_profile_names_its_source():
    for path in FOLDER.glob("*.toml"):
        assert len(modulator(path.stem).source) > 20


def test_an_unknown_or_broken_profile_is_told_of(tmp_path):
    with pytest.raises(UsageError, match="did you mean 'generic-1080p'"):
        modulator("generic-1080")
    (tmp_path / "torn.toml").write_text(SMALL[:40])
    with pytest.raises(DataError, match=r"torn\.toml"):
        modulator(str(tmp_path / "torn.toml"))


@pytest.mark.parametrize(("was", "harm", "said"), [
    ("pixels", "size", "does not say pixels"), ("pitch_um = ", 'pitch_um = "x" #', "pitch_um = 'x' is of another kind"),
    ("pixels = ", "pixels = [1] #", "pixels ="), ("title", f'two_pi = "{"a" * 99999}"\ntitle', "two_pi = 'aaa"),
])  # fmt: skip
def test_the_field_at_fault_is_named_in_short(tmp_path, was, harm, said):
    path = tmp_path / "small.toml"
    path.write_text(SMALL.replace(was, harm, 1))
    with pytest.raises(DataError, match=said) as found:
        modulator(str(path))
    assert len(str(found.value)) < 200


@pytest.mark.parametrize(("profile", "options", "word"), [
    ("gsw", {}, "did you mean 'gs'|did you mean 'wgs'"),
    ("gs", {"wavelength": "0"}, "wavelength of 0 nm"),
    ("dpac", {"z": "0"}, "z=0"),
    ("planes", {"depth": "500"}, "reaches the modulator"),
    ("gs", {"iteration": "4"}, "iterations"),
    ("gs", {"correction": "nowhere.png"}, "nowhere.png"),
])  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(profile, options, word):
    with pytest.raises(UsageError, match=word):
        recipe(profile, VOLUME, None, options)


@pytest.mark.parametrize("method", ["gs", "wgs", "mraf", "asm", "dpac", "planes", "cloud"])
def test_each_method_brings_the_picture_back(method, small):
    made = recipe(method, VOLUME, None, {"slm": small, "z": "12", "depth": "4", "iterations": "30", "points": "900"})
    wide, high = made.size
    y, x = np.mgrid[0:high, 0:wide]
    disc = np.hypot(x - 0.7 * wide, y - 0.4 * high) < 0.2 * high
    picture = np.where(disc, 200, 0).astype(np.uint8)[..., None].repeat(3, axis=2)
    depth = np.where(disc, 280.0, 0.0).astype(np.float32)
    packed = made.pack([Shot(picture, depth)])
    seen = made.simulate(packed, 0.0)[..., 1].astype(float)
    placed = np.zeros((64, 96), bool)
    top, left = (64 - high) // 2, (96 - wide) // 2
    placed[top : top + high, left : left + wide] = disc

    assert packed.shape == (64, 96, 3)
    assert packed.dtype == np.uint8
    assert (packed[..., 0] == packed[..., 1]).all()
    assert seen[placed].mean() > 3 * seen[~placed].mean()


def test_sixteen_bits_and_alpha_are_taken(small):
    made = recipe("gs", VOLUME, None, {"slm": small})
    flat = np.zeros((64, 96, 4), np.uint16)
    flat[20:40, 20:40] = 65535
    hidden = flat.copy()
    hidden[50:60, 50:60, :3] = 65535  # bright, but of no alpha: the picture stands on black

    np.testing.assert_array_equal(made.pack([Shot(flat)]), made.pack([Shot(hidden)]))
    assert not made.pack([Shot(np.zeros((64, 96, 3), np.uint8))]).any()


def test_twice_the_light_stays_twice_the_light(small):
    made = recipe("gs", VOLUME, None, {"slm": small, "iterations": "60"})
    picture = np.zeros((64, 96, 3), np.uint8)
    picture[10:50, 10:40], picture[10:50, 55:85] = 255, 188  # 188 is half the light of 255
    seen = srgb_decode(made.simulate(made.pack([Shot(picture)]), 0.0)[..., 1] / 255)

    assert seen[10:50, 55:85].mean() / seen[10:50, 10:40].mean() == pytest.approx(0.5, abs=0.05)


def test_a_bench_too_long_for_its_panel_is_told_of():
    said, unsaid = (recipe("asm", VOLUME, None, {"z": z}).check(VOLUME) for z in ("1500", "100"))

    assert any("soft edges" in line for line in said)
    assert not any("soft edges" in line for line in unsaid)


def test_three_wavelengths_make_three_phases(small):
    made = recipe("dpac", VOLUME, None, {"slm": small, "z": "12", "colour": "rgb"})
    picture = np.full((64, 96, 3), 128, np.uint8)
    picture[20:40] = 255
    packed = made.pack([Shot(picture)])

    assert (packed[..., 0] != packed[..., 2]).any()


@pytest.mark.parametrize("method", ["gs", "mraf"])
def test_behind_a_lens_three_colours_lie_on_each_other(method, tmp_path):
    path = tmp_path / "square.toml"
    path.write_text(SMALL.replace("[96, 64]", "[256, 256]"))
    made = recipe(method, VOLUME, None, {"slm": str(path), "colour": "rgb", "iterations": "15"})
    wide, high = made.size
    picture = np.zeros((high, wide, 3), np.uint8)
    picture[high // 8 : high // 4, wide // 8 : wide // 4] = 255  # upper left
    packed = made.pack([Shot(picture)])
    middle = np.array([high * 3 / 16, wide * 3 / 16]) - (high // 2, wide // 2)

    def centre(light):
        light = np.where(light > 0.3 * light.max(), light, 0)
        places = np.argwhere(light > 0) - 128
        return (places * light[light > 0][:, None]).sum(axis=0) / light.sum()

    seen = made.simulate(packed, 0.0).astype(float)
    for c, wave in enumerate((638, 520, 450)):
        np.testing.assert_allclose(centre(seen[..., c]), middle, atol=2.5)
        # On its own, without the lens: smaller by the wavelength.
        drawn = np.abs(far_field(phase_of(packed[..., c], modulator(str(path))))) ** 2
        inside = np.zeros_like(drawn)
        inside[64:192, 64:192] = drawn[64:192, 64:192]
        np.testing.assert_allclose(centre(drawn if method == "gs" else inside), middle * 450 / wave, atol=2.5)


def test_psnr_ignores_brightness_alone():
    target = np.random.default_rng(1).uniform(size=(20, 20))

    assert psnr(3 * target, target) > 200
    assert psnr(target + 0.1 * (target > 0.5), target) == pytest.approx(
        psnr(5 * (target + 0.1 * (target > 0.5)), target)
    )
