"""A film that is not what was meant never gets its name."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from renderer.core.errors import EncodeError
from renderer.output.codecs.verify import Expected, verify
from renderer.output.film import open_film

RATE = Fraction(25)


@pytest.fixture
def made(tmp_path):
    """Return a film of 60 frames from red to blue, and what it should hold."""
    path = tmp_path / "a.mp4"
    manifest = {"scene": "enamel"}
    with open_film(path, (64, 48), RATE, manifest=manifest) as film:
        for i in range(60):
            film.write(np.full((48, 64, 3), (200 - 2 * i, 30, 40 + 2 * i), np.uint8))
    first, last = np.array([200, 30, 40]) / 255, np.array([82, 30, 158]) / 255
    return path, Expected((64, 48), RATE, 60, '{"scene":"enamel"}', first, last)


def test_what_is_whole_passes(made):
    path, expected = made
    verify(path, "a.mp4", expected)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"frames": 61}, "holds 60 frames instead of 61"),
        ({"size": (64, 50)}, "64x48 px instead of 64x50"),
        ({"comment": '{"scene":"other"}'}, "its manifest is missing"),
        ({"fps": Fraction(50)}, "lasts 2.40 s instead of 1.20 s"),
        ({"first": np.zeros(3)}, "colour of its first frame"),
        ({"last": np.array([200, 30, 40]) / 255}, "colour of its last frame"),
    ],
)
def test_what_differs_is_said(made, changed, words):
    path, expected = made
    with pytest.raises(EncodeError, match=rf"a\.mp4 was encoded .*{words}.*not kept"):
        verify(path, "a.mp4", replace(expected, **changed))


def test_an_untagged_film_is_refused(tmp_path, made, ffmpeg):
    path, expected = made
    plain = tmp_path / "plain.mp4"
    ffmpeg("-i", path, "-vf", "setparams=colorspace=unknown:color_primaries=unknown:color_trc=unknown", plain)
    with pytest.raises(EncodeError, match="not tagged BT"):
        verify(plain, "plain.mp4", replace(expected, comment=None))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_film_cut_short_is_refused(made, share):
    path, expected = made
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(EncodeError, match="does not read back right"):
        verify(path, "a.mp4", expected)


def test_a_failed_check_keeps_the_older_film(tmp_path, monkeypatch):
    (tmp_path / "a.mp4").write_bytes(b"old")
    monkeypatch.setattr("renderer.output.codecs.verify._problem", lambda *_: "it is not whole")
    with pytest.raises(EncodeError, match="it is not whole"), open_film(tmp_path / "a.mp4", (64, 48), RATE) as film:
        film.write(np.zeros((48, 64, 3), np.uint8))
    assert (tmp_path / "a.mp4").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]
