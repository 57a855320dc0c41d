"""The figures in the panel: a legend of the five states with their counts, and the area pointed at."""

from imgui_bundle import imgui

from renderer.data.state import State

from .contents import Here, PanelState
from .readout import MEANINGS, Cell, Reading
from .style import ACCENT, DIM, FAINT, TEXT, colour, hint, line, wrapped

__all__ = ["draw_area", "draw_here", "draw_legend"]

_SIDE = 11.0
MOST = 4  # measures on the card
_BARE = "no figures in this table"
_POINT = "Point at the picture to read an area; click to keep it."
_CARD = (
    imgui.WindowFlags_.no_decoration | imgui.WindowFlags_.no_inputs | imgui.WindowFlags_.always_auto_resize
    | imgui.WindowFlags_.no_saved_settings | imgui.WindowFlags_.no_focus_on_appearing
)  # fmt: skip
_TIME, _INTERVAL, _SAMPLE = 12.0, 98.0, 190.0  # where the parts of a line begin, from the end of the longest time


def draw_legend(view: PanelState) -> None:
    """Draw the states, each with its mark, how many cells are in it, and what it means on hover."""
    total = sum(view.counts.values()) or 1
    for state, number in view.counts.items():
        imgui.begin_group()
        _mark(state)
        imgui.same_line()
        line(state.word, TEXT if number else FAINT)
        imgui.same_line(imgui.get_content_region_avail().x * 0.45)
        line(f"{number:,}   {number / total:.0%}", DIM if number else FAINT)
        imgui.end_group()
        if imgui.is_item_hovered():
            hint(MEANINGS[state])
    wrapped(_POINT if view.pick else "This scene does not say which area a pixel is.", DIM)
    if view.source:
        wrapped(view.source, FAINT)


def draw_here(here: Here, corner: tuple[float, float]) -> None:
    """Draw the measures of everybody in an area, on a card whose lower left is ``corner`` (units)."""
    imgui.set_next_window_pos(corner, imgui.Cond_.always, (0.0, 1.0))
    imgui.set_next_window_bg_alpha(0.92)
    imgui.begin("Here", None, _CARD)
    line(here.name)
    if not here.readings:
        line(_BARE, DIM)
    elif here.when:
        line(f"shown now: {here.when}", FAINT)
    shown = [reading for reading in here.readings if reading.overall] or list(here.readings)
    for reading in shown[:MOST]:
        line(reading.label, DIM)
        _cells(reading)
    if not here.pinned:
        rest = len(here.readings) - len(shown[:MOST])
        more = f"; with {rest} more, by group, in the panel" if rest else ""
        line(f"click to keep it{more}", FAINT)
    imgui.end()


def draw_area(here: Here) -> None:
    """Draw every measure of an area, in the panel."""
    if not here.readings:
        wrapped(_BARE, DIM)
    for reading in here.readings:
        wrapped(reading.label, DIM)
        _cells(reading)


def _cells(reading: Reading) -> None:
    """Draw a line for each time: time, mark, value, interval."""
    start = imgui.get_cursor_pos_x() + max((imgui.calc_text_size(cell.time).x for cell in reading.cells), default=0.0)
    for cell in reading.cells:
        line(cell.time, FAINT)
        _cell(cell, start)


def _cell(cell: Cell, start: float) -> None:
    """Draw what stands behind a time: ``start`` is where the longest ends."""
    imgui.same_line(start + _TIME)
    _mark(cell.state)
    imgui.same_line()
    line(cell.text, TEXT if cell.state.known else DIM)
    for text, place, code in ((cell.interval, _INTERVAL, DIM), (cell.sample, _SAMPLE, FAINT)):
        if text:
            imgui.same_line(start + place)
            line(text, code)


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
