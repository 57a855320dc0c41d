"""What holds for every effect that needs no memory and no compute: nothing at 0, the same again, no accidents."""

import numpy as np
import pytest

from renderer.scene.effect import effects, kind_of

NAMES = [
    name
    for name in effects()
    if not kind_of(name).remembers
    and all(step.kind == "fragment" for step in (*kind_of(name).passes, kind_of(name).last))
]
# Of these no frame or seed is thrown: what they do follows from their parameters and the picture.
CERTAIN = {"channel_shift", "chroma_bleed", "palette", "rolling_shutter"}


@pytest.fixture(scope="session")
def veiled(picture):
    """Return the picture with a soft alpha, premultiplied."""
    alpha = np.float16(np.linspace(0, 1, picture.shape[1]))[None, :, None]
    return np.concatenate([picture[..., :3] * alpha, np.broadcast_to(alpha, (*picture.shape[:2], 1))], axis=2)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_at_0_bit_for_bit(effect, veiled, name):
    expected = veiled.astype(np.float16).astype(np.float32)

    np.testing.assert_array_equal(effect(name, veiled, frame=40, seed=3, amount=0.0), expected)
    np.testing.assert_array_equal(effect(name, veiled, frame=40, seed=3, amount=1.0, wet=0.0), expected)


@pytest.mark.parametrize("name", NAMES)
def test_seed_and_frame_decide_every_byte(effect, picture, name):
    def drawn(frame, seed):
        return effect(name, picture, frame=frame, seed=seed, amount=0.7)

    first = drawn(40, 3)

    assert np.isfinite(first).all()
    assert abs(first - picture).max() > 0.02, "it does something"
    other = [drawn(40, seed) for seed in (4, 3 + 65536)]  # every bit of the seed counts
    np.testing.assert_array_equal(drawn(40, 3), first)
    assert (name in CERTAIN) == (not any(np.any(last != first) for last in other))
    if name not in CERTAIN:
        assert all(np.any(last != first) for last in other)


@pytest.mark.parametrize("name", NAMES)
def test_more_is_more(effect, picture, name):
    moved = [
        np.mean([abs(effect(name, picture, frame=frame, seed=9, amount=amount) - picture).mean() for frame in (0, 300)])
        for amount in (0.001, 0.02, 0.3, 1.0)
    ]

    assert moved[0] < 0.004, "it eases in"
    assert moved[0] <= moved[1] < moved[2] < moved[3]


@pytest.mark.parametrize("name", NAMES)
def test_half_is_seen_in_every_moment(effect, picture, srgb, name):
    """A tenth of all moments of ``tear`` at half showed the picture as it is."""
    plain = srgb.encode(picture[..., :3])
    for moment in range(1 if name in CERTAIN else 40):
        drawn = srgb.encode(effect(name, picture, frame=37 * moment, seed=moment % 5, amount=0.5)[..., :3])
        plainly = abs(drawn - plain).max(axis=2) > 8 / 255
        assert plainly.mean() > 0.018, f"frame {37 * moment}, seed {moment % 5}"


@pytest.mark.parametrize("name", NAMES)
def test_odd_sizes_and_light_beyond_white_do_no_harm(effect, name):
    light = np.random.default_rng(2).random((61, 47, 4)) * [20, 20, 20, 1]

    for amount in (0.3, 1.0):
        drawn = effect(name, light, frame=5, amount=amount)
        assert np.isfinite(drawn).all()
        assert drawn.min() >= 0


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_at_its_ends_draws_and_says_something(effect, picture, name):
    kind = kind_of(name)
    plain = effect(name, picture, frame=90, seed=1, amount=0.8)
    for parameter, spec in kind.params.items():
        if parameter in ("amount", "wet"):
            continue
        ends = spec.choices or ((False, True) if spec.kind == "switch" else (spec.low, spec.high))
        drawn = [effect(name, picture, frame=90, seed=1, amount=0.8, **{parameter: end}) for end in ends]
        assert all(np.isfinite(each).all() for each in drawn)
        assert any(np.any(each != plain) for each in drawn), f"{parameter} moves nothing"
