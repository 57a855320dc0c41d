"""What imgui draws is on the screen where it was meant to be, and nothing is left behind in the GL state."""

import numpy as np
import pytest

from renderer.preview.panel.imgui_draw import ImDraw

RED, BLUE = 0xFF0000FF, 0xFFFF0000  # imgui's order: A B G R


@pytest.fixture
def screen(imgui_context, offscreen):
    """Return ``screen(draw, ratio)``: a black window of 32 x 16 px after ``draw(lines)`` on it."""
    window = offscreen()
    drawer = ImDraw(window.gl)

    def show(draw, ratio=1.0, ground=(0.0, 0.0, 0.0)):
        imgui = imgui_context
        io = imgui.get_io()
        io.display_size = imgui.ImVec2(32 / ratio, 16 / ratio)
        window.gl.screen.use()
        window.gl.screen.clear(*ground, 1.0)
        imgui.new_frame()
        draw(imgui.get_background_draw_list())
        imgui.render()
        drawer.render(imgui.get_draw_data(), window.size, ratio)
        return window.gl.seen()

    show.drawer = drawer
    yield show
    drawer.release()


def box(left, top, right, bottom, shape=(16, 32)):
    inside = np.zeros(shape, bool)
    inside[top:bottom, left:right] = True
    return inside


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_box_lies_where_it_was_meant_counted_from_the_top_left(screen, ratio):
    seen = screen(lambda lines: lines.add_rect_filled((4 / ratio, 2 / ratio), (20 / ratio, 6 / ratio), RED), ratio)
    np.testing.assert_array_equal(seen[..., 0] == 255, box(4, 2, 20, 6))
    assert not seen[..., 1:].any()


def test_what_is_clipped_is_not_drawn(screen):
    def draw(lines):
        lines.push_clip_rect((8.0, 4.0), (12.0, 14.0))
        lines.add_rect_filled((0.0, 0.0), (32.0, 16.0), RED)
        lines.pop_clip_rect()
        lines.push_clip_rect((5.0, 5.0), (5.0, 5.0))
        lines.add_rect_filled((0.0, 0.0), (32.0, 16.0), BLUE)
        lines.pop_clip_rect()

    seen = screen(draw)
    np.testing.assert_array_equal(seen[..., 0] == 255, box(8, 4, 12, 14))
    assert not seen[..., 2].any()


def test_half_a_colour_lets_the_ground_through(screen):
    seen = screen(lambda lines: lines.add_rect_filled((0.0, 0.0), (32.0, 16.0), 0x800000FF), ground=(0.0, 1.0, 0.0))
    assert abs(seen[8, 16].astype(int) - (128, 127, 0)).max() <= 1


def test_letters_come_from_the_atlas_also_those_not_met_before(screen):
    first = screen(lambda lines: lines.add_text((2.0, 0.0), 0xFFFFFFFF, "ab"))
    again = screen(lambda lines: lines.add_text((2.0, 0.0), 0xFFFFFFFF, "\u00df\u00e5"))
    for seen in (first, again):
        assert 20 < (seen[..., 0] > 100).sum() < 200
    assert (first != again).any()


def test_more_than_the_buffers_hold_is_drawn_too(screen):
    def many(lines):
        for number in range(9000):
            lines.add_rect_filled((number % 32.0, 0.0), (number % 32.0 + 1, 16.0), RED if number < 8968 else BLUE)

    assert (screen(many) == (0, 0, 255)).all()
    np.testing.assert_array_equal(screen(lambda lines: lines.add_rect_filled((0, 0), (4, 4), RED))[..., 0] == 255,
                                  box(0, 0, 4, 4))  # fmt: skip


def test_it_leaves_neither_scissor_nor_blending_behind(screen, gl):
    screen(lambda lines: lines.add_rect_filled((4.0, 2.0), (20.0, 6.0), RED))
    texture = gl.texture((8, 8), 4)
    frame = gl.framebuffer([texture])
    frame.clear(0.0, 1.0, 0.0, 1.0)
    assert (np.frombuffer(texture.read(), np.uint8).reshape(-1, 4) == (0, 255, 0, 255)).all()
    gl.detect_framebuffer(0).use()
    frame.release()
    texture.release()
