"""The panel's look: dark and quiet, so that the picture beside it is the only thing that shines."""

from pathlib import Path

import imgui_bundle
from imgui_bundle import imgui

__all__ = ["ACCENT", "DIM", "FAINT", "GROUND", "TEXT", "TITLE", "WARM", "colour", "dress"]

FONT = 15.0  # units of the layout
TITLE = 21.0
GROUND = "#0d0e11"  # behind the picture
PANEL, RAISED, HOVER = "#16171c", "#22242b", "#2c2f38"
TEXT, DIM, FAINT = "#e2dfd8", "#9a968e", "#5f5d59"
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
    io.display_framebuffer_scale = (ratio, ratio)
    _shape(style)
    _paint(style)


def _shape(style: imgui.Style) -> None:
    """Round a little, leave air, draw no lines."""
    style.window_padding = (16.0, 14.0)
    style.frame_padding = (8.0, 4.0)
    style.item_spacing = (8.0, 6.0)
    style.item_inner_spacing = (6.0, 4.0)
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
        col.slider_grab: ACCENT, col.slider_grab_active: TEXT, col.check_mark: ACCENT,
        col.separator: RAISED, col.scrollbar_grab: RAISED, col.scrollbar_grab_hovered: HOVER,
        col.scrollbar_grab_active: HOVER, col.border: HOVER, col.input_text_cursor: ACCENT,
    }  # fmt: skip
    for part, code in palette.items():
        style.set_color_(part, colour(code))
    for part in (col.header, col.scrollbar_bg, col.nav_cursor, col.child_bg):
        style.set_color_(part, clear)
    style.set_color_(col.text_selected_bg, colour(ACCENT, 0.35))
