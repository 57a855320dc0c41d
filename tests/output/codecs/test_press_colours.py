"""Colours of a printer: against matrices worked out in numpy, and Little CMS by another way."""

import re
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageCms

from renderer.core.colour import srgb_decode, srgb_encode
from renderer.core.errors import UsageError
from renderer.output.codecs.press_colours import INTENTS, press_of
from tests.support.profiles import SHRUNK, SRGB, cmyk, lab_of, small_rgb

RNG = np.random.default_rng(5)
COLOURS = RNG.integers(0, 256, (64, 256, 3), dtype=np.uint8)
# CSS Color 4, "Sample code for color conversions": linear sRGB to linear Display P3.
TO_P3 = np.array([[0.8224619687, 0.1775380313, 0.0], [0.0331941989, 0.9668058011, 0.0],
                  [0.0170826307, 0.0723974407, 0.9105199286]])  # fmt: skip
TO_SMALL = np.linalg.inv(SHRUNK * np.eye(3) + (1 - SHRUNK) * np.tile(SRGB[1], (3, 1)))


@pytest.fixture(autouse=True)
def _profiles(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "press.icc").write_bytes(cmyk())
    (tmp_path / "photo.icc").write_bytes(small_rgb())


def lab(linear):
    """Return CIELAB of linear sRGB, by the formula (CIE 1976)."""
    ratio = np.asarray(linear) @ SRGB.T / np.array([0.9642, 1.0, 0.8249])
    f = np.where(ratio > 216 / 24389, np.cbrt(np.maximum(ratio, 0)), (24389 / 27 * ratio + 16) / 116)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1)


def whole(numbers):
    return np.abs(numbers.astype(int)).max()


def test_display_p3_has_the_numbers_that_its_matrix_gives_and_prints_all_of_them():
    press = press_of({"icc": "p3"})
    expected = np.rint(srgb_encode(srgb_decode(COLOURS / 255) @ TO_P3.T) * 255)
    assert whole(press.convert(COLOURS) - expected) <= 1
    assert press.components == 3
    assert press.icc[36:40] == b"acsp"
    said = "'Display P3' (RGB), relative colorimetric, black point compensated: embedded; it prints all"
    assert said in press.said()[0]


def test_a_small_gamut_is_met_at_its_edge_and_what_lies_outside_is_counted():
    press = press_of({"icc": "photo.icc"})
    light = srgb_decode(COLOURS / 255)
    met = np.clip(light @ TO_SMALL.T, 0, 1)
    assert whole(press.convert(COLOURS) - np.rint(srgb_encode(met) * 255)) <= 1
    moved = np.linalg.norm(lab(light) - lab(met @ np.linalg.inv(TO_SMALL).T), axis=-1) > 5
    (share,) = re.findall(r"(\d+)% of the picture lies outside", press.said()[0])
    assert abs(int(share) / 100 - moved.mean()) < 0.015
    assert 0.2 < moved.mean() < 0.95


def test_a_press_gets_four_inks_and_a_proof_shows_what_another_way_of_little_cms_shows():
    colours, proof = press_of({"icc": "press.icc"}), press_of({"icc": "press.icc", "proof": "yes"})
    inks, shown = colours.convert(COLOURS), proof.convert(COLOURS)
    assert inks.shape == (64, 256, 4)
    assert (proof.components, colours.components) == (3, 4)
    flags = ImageCms.Flags.SOFTPROOFING | ImageCms.Flags.BLACKPOINTCOMPENSATION
    srgb, press = (ImageCms.ImageCmsProfile(BytesIO(one)) for one in (proof.icc, cmyk()))
    other = ImageCms.buildProofTransform(srgb, srgb, press, "RGB", "RGB", 1, 1, flags)
    apart = np.abs(shown.astype(int) - np.asarray(ImageCms.applyTransform(Image.fromarray(COLOURS), other)))
    assert np.median(apart) <= 2
    assert np.percentile(apart, 99) <= 12
    black = proof.convert(np.zeros((1, 1, 3), np.uint8))
    assert black.max() > 20, "ink on paper is no screen's black"


def test_what_a_press_cannot_print_is_the_same_share_whichever_way_it_is_met(tmp_path):
    (tmp_path / "press.icc").write_bytes(cmyk(paper=(50000, 52000, 41000), dulled=0.5))
    presses = {intent: press_of({"icc": "press.icc", "intent": intent}) for intent in INTENTS}
    made = {intent: press.convert(COLOURS) for intent, press in presses.items()}
    shares = {intent: re.findall(r"(\d+)% of the picture lies outside", press.said()[0]) for intent, press in
              presses.items()}  # fmt: skip

    assert (made["perceptual"] != made["relative"]).any()
    assert (made["absolute"] != made["relative"]).any()
    assert len(set(map(tuple, shares.values()))) == 1, shares
    assert len(shares["relative"]) == 1


def test_an_absolute_proof_shows_the_paper_and_a_relative_one_takes_it_for_white(tmp_path):
    (tmp_path / "press.icc").write_bytes(cmyk(paper=(50000, 52000, 41000)))
    white = np.full((1, 1, 3), 255, np.uint8)
    bare = {intent: press_of({"icc": "press.icc", "intent": intent, "proof": "yes"}).convert(white)[0, 0]
            for intent in ("relative", "absolute")}  # fmt: skip
    paper = srgb_encode(np.linalg.solve(SRGB, np.array([50000, 52000, 41000]) / 65536 * 0.876)) * 255  # L 95 of it
    assert np.abs(bare["absolute"] - paper).max() <= 6
    assert bare["relative"].min() > bare["absolute"].max() + 10


def test_an_ink_is_what_the_press_makes_of_a_colour():
    """The paper is white, and the inks of a middle red give that red by the press's own table."""
    press = press_of({"icc": "press.icc"})
    assert press.convert(np.full((1, 1, 3), 255, np.uint8)).max() <= 3
    red = np.array([[[150, 90, 80]]], np.uint8)
    made = lab_of(press.convert(red).reshape(1, 4) / 255.0)
    assert np.linalg.norm(made - lab(srgb_decode(red[0] / 255)) * np.array([0.85, 1, 1])) < 14  # of 9 steps a side


def test_ink_is_measured_and_more_than_the_paper_takes_is_told_with_what_to_do():
    press = press_of({"icc": "press.icc", "ink-limit": "200"})
    inks = press.convert(COLOURS).astype(int).sum(axis=2)
    line = press.said()[1]
    assert f"ink: {inks.max() / 2.55:.0f} % where it is most, MORE than the 200 %" in line
    (share,) = re.findall(r"in ([\d.]+)% of the picture", line)
    assert float(share) / 100 == pytest.approx((inks > 510).mean(), abs=0.006)
    assert "Ask the printer for a profile made for 200 %" in line
    within = press_of({"icc": "press.icc", "ink-limit": "400"})
    within.convert(COLOURS)
    assert "within the 400 % that the paper takes" in within.said()[1]


def test_strips_give_what_one_piece_gives():
    press = press_of({"icc": "press.icc"})
    strips = np.concatenate([press.convert(COLOURS[top : top + 7]) for top in range(0, 64, 7)])
    np.testing.assert_array_equal(strips, press_of({"icc": "press.icc"}).convert(COLOURS))


@pytest.mark.parametrize(("options", "words"), [
    ({"proof": "yes"}, "--proof is of a printer's colours: name its profile, --icc"),
    ({"icc": "p3", "ink-limit": "300"}, "--ink-limit is of CMYK, and 'Display P3' is of RGB"),
    ({"icc": "press.icc", "ink-limit": "nan"}, "is no number within 100 .. 400"),
    ({"icc": "p3", "intent": "percept"}, "intent is one of relative.*did you mean"),
])  # fmt: skip
def test_what_cannot_be_is_refused(options, words):
    with pytest.raises(UsageError, match=words):
        press_of(options)


def test_plain_srgb_is_left_as_it_is():
    assert press_of({}) is None
    assert press_of({"icc": "srgb"}) is None
