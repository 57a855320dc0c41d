"""The figures in the panel: a legend of the five states with their counts, and the area pointed at."""

from imgui_bundle import imgui

from renderer.data.state import State

from .panel_style import ACCENT, DIM, FAINT, TEXT, colour
from .panel_view import Here, View
from .readout import MEANINGS, Cell

__all__ = ["draw_here", "draw_legend"]

_SIDE = 11.0


def draw_legend(view: View) -> None:
    """Draw the states, each with its mark, how many cells are in it, and what it means on hover."""
    total = sum(view.counts.values()) or 1
    for state, number in view.counts.items():
        imgui.begin_group()
        _mark(state)
        imgui.same_line()
        imgui.text_colored(colour(TEXT if number else FAINT), state.word)
        imgui.same_line(imgui.get_content_region_avail().x * 0.45)
        imgui.text_colored(colour(DIM if number else FAINT), f"{number:,}   {number / total:.0%}")
        imgui.end_group()
        if imgui.is_item_hovered():
            imgui.set_tooltip(MEANINGS[state])
    if view.source:
        _wrapped(view.source, FAINT)


def draw_here(view: View) -> None:
    """Draw what is known of the area under the pointer."""
    if not view.pick:
        _wrapped("This scene does not say which area a pixel is.", FAINT)
    elif view.here is None:
        _wrapped("Point at the picture; click to keep an area here.", FAINT)
    else:
        _area(view.here)


def _area(here: Here) -> None:
    imgui.text(here.name)
    if here.pinned:
        imgui.same_line()
        imgui.text_colored(colour(ACCENT), "kept")
    for reading in here.readings:
        _wrapped(reading.label, DIM)
        for cell in reading.cells:
            _cell(cell)


def _cell(cell: Cell) -> None:
    """Draw one line: time, mark, value, interval."""
    room = imgui.get_content_region_avail().x
    imgui.text_colored(colour(FAINT), cell.time)
    imgui.same_line(room * 0.2)
    _mark(cell.state)
    imgui.same_line()
    imgui.text_colored(colour(TEXT if cell.state.known else DIM), cell.text)
    if cell.interval:
        imgui.same_line(room * 0.52)
        imgui.text_colored(colour(DIM), cell.interval)
    if cell.sample and imgui.is_item_hovered():
        imgui.set_tooltip(cell.sample)


def _mark(state: State) -> None:
    """Draw the sign of a state; five shapes, so that colour need not tell them apart."""
    corner = imgui.get_cursor_screen_pos()
    top = corner.y + (imgui.get_text_line_height() - _SIDE) / 2 + 1
    x0, y0, x1, y1 = corner.x, top, corner.x + _SIDE, top + _SIDE
    lines = imgui.get_window_draw_list()
    bright = imgui.color_convert_float4_to_u32(colour(ACCENT))
    soft = imgui.color_convert_float4_to_u32(colour(DIM))
    if state is State.VALUE:
        lines.add_rect_filled((x0, y0), (x1, y1), bright, 2.0)
    elif state is State.ZERO:
        lines.add_rect((x0, y0), (x1, y1), bright, 2.0)
    elif state is State.SUPPRESSED:
        for part in (0.0, 0.5, 1.0):
            lines.add_line((x0 + _SIDE * part * 0.99, y0), (x0, y0 + _SIDE * part), soft, 1.2)
            lines.add_line((x1, y1 - _SIDE * part), (x1 - _SIDE * part * 0.99, y1), soft, 1.2)
    elif state is State.HELD:
        veil = imgui.color_convert_float4_to_u32(colour(DIM, 0.35))
        lines.add_rect_filled((x0, y0), (x1, y1), veil, 2.0)
    else:
        for x, y in ((x0 + 1, y0 + 1), (x1 - 1, y0 + 1), (x0 + 1, y1 - 1), (x1 - 1, y1 - 1)):
            lines.add_circle_filled((x, y), 1.2, soft)
    imgui.dummy((_SIDE + 2, imgui.get_text_line_height()))


def _wrapped(text: str, code: str) -> None:
    imgui.push_text_wrap_pos(0.0)
    imgui.text_colored(colour(code), text)
    imgui.pop_text_wrap_pos()
