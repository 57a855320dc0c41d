"""What holds for every effect that remembers, computes or draws shards."""

import numpy as np


def test_at_amount_0_the_picture_is_the_source_bit_for_bit(play, remembering, film):
    transparent = film * np.linspace(0.0, 1.0, film.shape[2])[:, None]

    shown = play(remembering, transparent.astype(np.float16), seed=3, amount=0.0)

    np.testing.assert_array_equal(shown, transparent.astype(np.float16).astype(np.float32))


def test_at_amount_0_after_it_was_turned_up_the_picture_is_the_source_again(play, remembering, film):
    shown = play(remembering, film, seed=3, turn_knobs=lambda index: {"amount": 1.0 if index < 20 else 0.0})

    np.testing.assert_array_equal(shown[20:], film[20:])


def test_it_does_something_at_half_and_more_at_full(play, remembering, film):
    changed = [np.abs(play(remembering, film, seed=3, amount=amount) - film)[6:].mean() for amount in (0.0, 0.5, 1.0)]

    assert changed[0] == 0.0
    assert 1e-4 < changed[1] < changed[2]


def test_the_same_seed_and_frames_give_the_same_picture(play, remembering, film):
    once = play(remembering, film[:10], seed=5, amount=0.7)
    again = play(remembering, film[:10], seed=5, amount=0.7)

    np.testing.assert_array_equal(once, again)


def test_light_stays_finite_and_no_darker_than_black(play, remembering, film):
    shown = play(remembering, film * np.float32([30.0, 30.0, 30.0, 1.0]), seed=1, amount=1.0)

    assert np.isfinite(shown).all()
    assert shown.min() >= 0.0
