"""The flash guard on the GPU: the same bytes where nothing offends, its numpy twin's picture where something does."""

from fractions import Fraction

import flash_clips
import numpy as np
import pytest

from renderer.core.region import Region
from renderer.flash.analyse import Analyser
from renderer.flash.limits import DESK, Geometry
from renderer.flash.numpy_limiter import NumpyLimiter
from renderer.gpu.flash_limiter import FlashLimiter
from renderer.gpu.picture import Picture

SIZE, GRID = (160, 90), (80, 45)
RNG = np.random.default_rng(11)


@pytest.fixture
def shown(gl):
    """Return ``shown(frames, depth)``: each frame as the guard shows it, and how much it acted."""
    kept = []

    def run(frames, depth=8, geometry=DESK, fps=30, grid=GRID):
        size = frames[0].shape[1::-1]
        guard = FlashLimiter(gl, size, fps, geometry, depth=depth, grid=grid)
        texture = gl.texture(size, 4, dtype="f1" if depth == 8 else "nu2")
        kept.extend((guard, texture))
        found = []
        for frame in frames:
            full = np.concatenate([frame, np.full_like(frame[..., :1], np.iinfo(frame.dtype).max)], 2)
            texture.write(full.tobytes(), alignment=1)
            guard.show(texture)
            found.append((guard.read(), guard.acted))
        return found

    yield run
    for one in kept:
        one.release()


def small(frame):
    """Return every second pixel: 160 x 90."""
    return np.ascontiguousarray(frame[::2, ::2])


def clip(name, seconds=1.2, fps=30):
    return [small(flash_clips.NASTY[name](i / fps)) for i in range(int(seconds * fps))]


@pytest.mark.parametrize("depth", [8, 16])
def test_what_does_not_offend_passes_byte_for_byte(shown, depth):
    kind = np.uint8 if depth == 8 else np.uint16
    still = RNG.integers(0, np.iinfo(kind).max, (90, 160, 3), kind, endpoint=True)
    frames = [np.roll(still, i, 1) // (1 + (i > 20)) for i in range(30)]

    for frame, (picture, acted) in zip(frames, shown(frames, depth), strict=True):
        assert picture.dtype == kind
        np.testing.assert_array_equal(picture, frame)
        assert acted == 0.0


def test_stripes_lose_their_contrast_before_they_have_lasted_half_a_second(shown):
    stripes = np.repeat(np.where(np.arange(160) // 8 % 2, 255, 0).astype(np.uint8)[None, :, None], 90, 0).repeat(3, 2)
    frames = [stripes] * 24
    raw, after, twin = Analyser(30, DESK, GRID), Analyser(30, DESK, GRID), NumpyLimiter(30, DESK, grid=GRID)
    found = shown(frames)

    assert "pattern" in [raw.feed(frame) for frame in frames][-1].flags
    for frame, (picture, _) in zip(frames, found, strict=True):
        assert not after.feed(picture).flags
        assert abs(picture.astype(int) - twin.show(frame)).max() <= 1
    assert np.array_equal(found[3][0], stripes)
    assert found[-1][0].min() > 150  # both drawn to the grey of their mean light
    assert found[-1][0].max() <= 205


@pytest.mark.parametrize("name", ["full", "patch", "halves", "red_only", "sawtooth", "racing_patch"])
def test_after_the_guard_the_analyser_passes_and_the_twin_agrees(shown, name):
    frames = clip(name)
    found = shown(frames)
    raw, after, twin = Analyser(30, DESK, GRID), Analyser(30, DESK, GRID), NumpyLimiter(30, DESK, grid=GRID)

    assert any(raw.feed(frame).flags for frame in frames)
    for frame, (picture, acted) in zip(frames, found, strict=True):
        assert not after.feed(picture).flags
        assert abs(picture.astype(int) - twin.show(frame)).max() <= 1
        assert acted == twin.acted
        assert acted > 0 or np.array_equal(picture, frame)


def test_only_the_tiles_that_offend_are_touched(shown):
    frames = clip("patch")
    away = np.ones((90, 160), bool)
    away[36 - 11 : 59 + 11, 64 - 11 : 104 + 11] = False  # a tile is 10 px, its border another

    held = [(f, p) for f, (p, acted) in zip(frames, shown(frames), strict=True) if acted]

    assert held
    for frame, picture in held:
        assert abs(picture.astype(int) - frame)[40:55, 70:98].max() > 30
        np.testing.assert_array_equal(picture[away], frame[away])


@pytest.mark.parametrize("seed", range(6))
def test_random_chains_pass_after_the_guard(shown, seed):
    geometry, fps = [DESK, Geometry(4.0, 3.0)][seed % 2], [24, 30, 60][seed % 3]
    draw = flash_clips.chain(seed, SIZE)
    frames = [draw(i / fps) for i in range(int(1.3 * fps))]
    after = Analyser(Fraction(fps), geometry, GRID)

    assert not any(after.feed(picture).flags for picture, _ in shown(frames, geometry=geometry, fps=fps))


def test_sixteen_bits_are_held_as_well(shown):
    frames = [np.full((90, 160, 3), 65535 * (i % 2), np.uint16) for i in range(20)]
    after = Analyser(30, DESK, GRID)

    found = shown(frames, 16)

    assert not any(after.feed((picture >> 8).astype(np.uint8)).flags for picture, _ in found)
    assert found[-1][1] == 1.0


def test_a_reset_forgets_and_a_picture_of_the_engine_can_be_shown(gl):
    picture = Picture(gl, Region(0, 0, *SIZE), SIZE)
    guard = FlashLimiter(gl, SIZE, 30, grid=GRID)
    for i in range(16):
        picture.codes.clear(i % 2, i % 2, i % 2)
        guard.show(picture.texture)
    assert guard.acted > 0

    guard.reset()
    guard.show(picture.texture)

    assert guard.acted == 0
    assert guard.read().min() == 255
    guard.release()
    picture.release()
