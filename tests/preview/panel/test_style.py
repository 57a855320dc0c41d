"""The panel's look where it says something: how far a bar is filled, colours from their codes, what folds."""

import pytest

from renderer.preview.panel.style import bar, colour, heading, wrapped


@pytest.mark.parametrize(("code", "alpha", "parts"), [
    ("#000000", 1.0, (0, 0, 0, 1)), ("#ff8001", 0.5, (1, 128 / 255, 1 / 255, 0.5)),
])  # fmt: skip
def test_a_code_is_red_green_and_blue(code, alpha, parts):
    found = colour(code, alpha)
    assert (found.x, found.y, found.z, found.w) == pytest.approx(parts)


@pytest.mark.parametrize(("part", "filled"), [(0.0, 0.0), (0.25, 0.25), (1.0, 1.0), (-3.0, 0.0), (7.0, 1.0)])
def test_a_bar_is_filled_up_to_its_part_over_the_whole_width(imgui_context, part, filled):
    imgui = imgui_context
    for _ in range(2):  # a window is not drawn in its first frame
        imgui.new_frame()
        imgui.begin("test", None, imgui.WindowFlags_.no_decoration | imgui.WindowFlags_.no_background)
        imgui.set_next_item_width(200.0)
        corner, before = imgui.get_cursor_screen_pos(), imgui.get_style().color_(imgui.Col_.frame_bg).w
        with bar(part):
            within = imgui.get_style().color_(imgui.Col_.frame_bg).w
            imgui.slider_float("##v", 0.0, 0.0, 1.0)
        assert (within, imgui.get_style().color_(imgui.Col_.frame_bg).w) == (0.0, before)
        imgui.end()
        imgui.render()
    faint = [v.pos.x - corner.x for one in imgui.get_draw_data().cmd_lists for v in one.vtx_buffer
             if 0.2 < (v.col >> 24) / 255 < 0.4]  # the accent, at 0.30
    assert max(faint, default=0.0) == pytest.approx(200.0 * filled, abs=1.5)


def test_a_heading_folds_and_unfolds_by_a_click_and_two_of_a_name_are_two(hand):
    here = hand(lambda: [(name, heading(name, key, open=key != "b")) for name, key in (("Look", "a"), ("Look", "b"))])
    assert here.frame() == [("Look", True), ("Look", False)]


def test_words_are_shown_as_they_are(hand):
    assert "100 % of ##them %s" in hand(lambda: wrapped("100 % of ##them %s", "#ffffff")).said


def test_a_heading_has_another_id_than_a_button_of_its_name(hand, imgui_context):
    """Else imgui itself warns the artist, in red, once the mouse is on the button."""
    ids = []

    def draw():
        heading("Play", "Play")
        ids[:] = imgui_context.get_item_id(), imgui_context.get_id("Play")

    hand(draw)
    assert ids[0] != ids[1]
