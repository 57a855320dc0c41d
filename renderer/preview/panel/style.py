"""The panel's look: dark and quiet, so that the picture beside it is the only thing that shines."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import imgui_bundle
from imgui_bundle import imgui

from renderer.core.escape import escape, escape_lines

__all__ = ["ACCENT", "DIM", "FAINT", "GROUND", "TEXT", "TITLE", "WARM", "bar", "colour", "dress", "heading",
           "hint", "line", "wrapped"]  # fmt: skip

FONT = 15.0  # units of the layout
TITLE = 21.0
GROUND = "#0d0e11"  # behind the picture
PANEL, RAISED, HOVER = "#16171c", "#22242b", "#2c2f38"
TEXT, DIM, FAINT = "#e2dfd8", "#a39f97", "#7b7871"
ACCENT, WARM = "#c7b27e", "#e0a468"


def colour(code: str, alpha: float = 1.0) -> imgui.ImVec4:
    """Return ``#rrggbb`` as the panel's library wants it."""
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return imgui.ImVec4(red, green, blue, alpha)


def dress(ratio: float) -> None:
    """Set font and colours of the current context; ``ratio`` is px per unit of the layout."""
    io, style = imgui.get_io(), imgui.get_style()
    io.set_ini_filename("")
    fonts = Path(imgui_bundle.__file__).parent / "assets" / "fonts" / "Roboto" / "Roboto-Regular.ttf"
    if fonts.is_file():
        io.fonts.add_font_from_file_ttf(str(fonts), FONT)
    style.font_size_base = FONT
    style.font_scale_dpi = 1.0
    io.display_framebuffer_scale = imgui.ImVec2(ratio, ratio)
    _shape(style)
    _paint(style)


def heading(title: str, key: str, *, open: bool = True) -> bool:
    """Draw a line that folds what is below it; return whether it is unfolded. ``key`` tells two of a name apart."""
    imgui.dummy((0.0, 2.0))
    imgui.push_style_color(imgui.Col_.text, colour(ACCENT))
    imgui.push_style_var(imgui.StyleVar_.frame_padding, (2.0, 3.0))
    flags = imgui.TreeNodeFlags_.default_open if open else 0
    unfolded = imgui.collapsing_header(f"{title}###heading {key}", flags)
    imgui.pop_style_var()
    imgui.pop_style_color()
    return bool(unfolded)


_FRAMES = (imgui.Col_.frame_bg, imgui.Col_.frame_bg_hovered, imgui.Col_.frame_bg_active)


@contextmanager
def bar(part: float) -> Iterator[None]:
    """Draw a slider inside, filled up to ``part`` of its width, 0 .. 1."""
    corner, width = imgui.get_cursor_screen_pos(), imgui.calc_item_width()
    bottom = corner.y + imgui.get_frame_height()
    lines = imgui.get_window_draw_list()
    for end, paint in ((1.0, colour(RAISED)), (min(1.0, max(0.0, part)), colour(ACCENT, 0.30))):
        there = (corner.x + width * end, bottom)
        lines.add_rect_filled(corner, there, imgui.color_convert_float4_to_u32(paint), 3.0)
    for frame in _FRAMES:
        imgui.push_style_color(frame, (0.0, 0.0, 0.0, 0.0))
    yield
    imgui.pop_style_color(len(_FRAMES))


def wrapped(text: str, code: str) -> None:
    """Draw ``text``, which may be anybody's, broken at the panel's edge."""
    imgui.push_text_wrap_pos(0.0)
    imgui.push_style_color(imgui.Col_.text, colour(code))
    imgui.text_unformatted(escape_lines(text))
    imgui.pop_style_color()
    imgui.pop_text_wrap_pos()


def line(text: str, code: str = TEXT) -> None:
    """Draw ``text``, which may be anybody's, on one line."""
    imgui.push_style_color(imgui.Col_.text, colour(code))
    imgui.text_unformatted(escape(text))
    imgui.pop_style_color()


def hint(text: str) -> None:
    """Show ``text`` beside the pointer."""
    imgui.set_tooltip(escape_lines(text))


def _shape(style: imgui.Style) -> None:
    """Round a little, leave air, draw no lines."""
    style.window_padding = imgui.ImVec2(16.0, 14.0)
    style.frame_padding = imgui.ImVec2(8.0, 4.0)
    style.item_spacing = imgui.ImVec2(8.0, 6.0)
    style.item_inner_spacing = imgui.ImVec2(6.0, 4.0)
    style.frame_rounding = style.grab_rounding = style.popup_rounding = style.scrollbar_rounding = 3.0
    style.window_border_size = style.child_border_size = style.frame_border_size = 0.0
    style.scrollbar_size, style.grab_min_size = 10.0, 3.0
    style.hover_delay_normal = style.hover_delay_short = 0.35


def _paint(style: imgui.Style) -> None:
    """Give every part that is used its colour."""
    clear = colour("#000000", 0.0)
    col = imgui.Col_
    palette = {
        col.text: TEXT, col.text_disabled: FAINT, col.window_bg: PANEL, col.popup_bg: RAISED,
        col.button: RAISED, col.button_hovered: HOVER, col.button_active: "#3a3e49",
        col.frame_bg: RAISED, col.frame_bg_hovered: HOVER, col.frame_bg_active: HOVER,
        col.header_hovered: RAISED, col.header_active: RAISED,
        col.check_mark: ACCENT,
        col.separator: RAISED, col.scrollbar_grab: RAISED, col.scrollbar_grab_hovered: HOVER,
        col.scrollbar_grab_active: HOVER, col.border: HOVER, col.input_text_cursor: ACCENT,
    }  # fmt: skip
    for part, code in palette.items():
        style.set_color_(part, colour(code))
    # The bar of a slider says where it stands; a grab would only hide the number.
    for part in (col.slider_grab, col.slider_grab_active, col.header, col.scrollbar_bg, col.nav_cursor, col.child_bg):
        style.set_color_(part, clear)
    style.set_color_(col.text_selected_bg, colour(ACCENT, 0.35))
