"""Marks over a picture: blended px for px, and anew where they change."""

import numpy as np

from renderer.show.overlay import Overlay


def test_it_is_blended_px_for_px_over_what_is_shown(offscreen):
    window = offscreen((32, 16))
    rng = np.random.default_rng(3)
    codes = rng.integers(0, 256, (16, 32, 4), np.uint8)
    codes[..., :3] = (codes[..., :3] * (codes[..., 3:] / 255.0)).astype(np.uint8)
    one = Overlay(window.gl)
    for _ in range(2):
        window.gl.screen.clear(0.4, 0.4, 0.4, 1.0)
        one.draw() if _ == 0 else (one.give(codes), one.draw())
        expected = np.full((16, 32, 3), 102.0) if _ == 0 else codes[..., :3] + 102.0 * (1 - codes[..., 3:] / 255.0)
        assert abs(window.gl.seen() - expected).max() <= 1.0
    one.give(np.zeros((8, 8, 4), np.uint8))  # a display of another mode
    window.gl.screen.clear(0.4, 0.4, 0.4, 1.0)
    one.draw()
    assert (window.gl.seen() == 102).all()
    one.release()
