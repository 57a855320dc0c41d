"""The figures in the panel: five marks that differ in shape, counts with their shares, the card of an area."""

import pytest

from renderer.data.state import State
from renderer.preview.panel.contents import Here, PanelState
from renderer.preview.panel.data import MOST, _mark, draw_area, draw_here, draw_legend
from renderer.preview.panel.readout import MEANINGS, Cell, Reading

COUNTS = {State.VALUE: 1500, State.ZERO: 0, State.SUPPRESSED: 400, State.HELD: 0, State.MISSING: 100}
KNOWN = Cell("2020", State.VALUE, "61.2 %", "60.1 to 62.3", "of 1,234")
TOLD = Cell("2021", State.SUPPRESSED, "suppressed")


def legend(hand, **other):
    return hand(lambda: draw_legend(PanelState("T", counts=COUNTS, **other)))


def test_the_legend_counts_each_state_and_its_share(hand):
    said = legend(hand).said
    assert [said[said.index(state.word) + 1] for state in COUNTS] == [
        "1,500   75%", "0   0%", "400   20%", "0   0%", "100   5%",
    ]  # fmt: skip


def test_the_legend_says_whether_a_pixel_can_be_asked_and_where_figures_are_from(hand):
    assert "Point at the picture to read an area; click to keep it." in legend(hand, pick=True).said
    here = legend(hand, pick=False, source="CDC, 2024")
    assert "This scene does not say which area a pixel is." in here.said
    assert here.said[-1] == "CDC, 2024"


def test_no_cells_at_all_divide_by_nothing(hand):
    said = hand(lambda: draw_legend(PanelState("T", counts=dict.fromkeys(State, 0)))).said
    assert said.count("0   0%") == 5


def test_what_a_state_means_is_told_where_the_mouse_rests(hand, imgui_context):
    here, rows = legend(hand), []
    for y in range(10, 200, 4):
        imgui_context.get_io().add_mouse_pos_event(60.0, float(y))
        here.frame(2)
        rows += [word for word in here.said if word in MEANINGS.values() and word not in rows]
    assert rows == [MEANINGS[state] for state in COUNTS]


def card(hand, here):
    return hand(lambda: draw_here(here, (14.0, 900.0)), window=False)


def test_a_card_shows_what_is_about_everybody_and_counts_the_rest(hand):
    readings = [Reading(f"m{n}", (KNOWN, TOLD), overall=n % 2 == 0) for n in range(12)]
    said = card(hand, Here("Ohio", tuple(readings))).said
    assert said[0] == "Ohio"
    assert [word for word in said if word[0] == "m"] == ["m0", "m2", "m4", "m6"]
    assert said[-1] == f"click to keep it; with {12 - MOST} more, by group, in the panel"
    at = said.index("2020")
    assert said[at : at + 6] == ["2020", "61.2 %", "60.1 to 62.3", "of 1,234", "2021", "suppressed"]


def test_a_card_of_groups_only_shows_those_and_a_pinned_one_asks_for_no_click(hand):
    groups = tuple(Reading(f"g{n}", (KNOWN,), overall=False) for n in range(2))
    assert card(hand, Here("Ohio", groups)).said[-1] == "click to keep it"
    said = card(hand, Here("Ohio", groups, pinned=True)).said
    assert "g1" in said
    assert not any("click" in word for word in said)


def test_an_area_that_the_table_has_not_is_named_and_that_is_all(hand):
    assert card(hand, Here("Guam", (), when="2014")).said == ["Guam", "no figures in this table", "click to keep it"]
    assert hand(lambda: draw_area(Here("Guam", ()))).said == ["no figures in this table"]


def test_a_card_stands_on_its_corner(hand, imgui_context):
    card(hand, Here("Ohio", (Reading("m", (KNOWN,)),)))
    window = imgui_context.internal.find_window_by_name("Here")
    assert window.pos.x == pytest.approx(14.0, abs=1.0)
    assert window.pos.y + window.size.y == pytest.approx(900.0, abs=1.0)


def test_an_area_in_the_panel_shows_every_measure(hand):
    readings = tuple(Reading(f"m{n}", (KNOWN,), overall=False) for n in range(9))
    said = hand(lambda: draw_area(Here("Ohio", readings))).said
    assert [word for word in said if word[0] == "m"] == [f"m{n}" for n in range(9)]


def marked(imgui, state):
    """Return what a mark is drawn of, without its place: offsets of all vertices."""
    imgui.new_frame()
    imgui.set_next_window_pos((0.0, 0.0))
    imgui.begin("mark", None, imgui.WindowFlags_.no_decoration | imgui.WindowFlags_.no_background)
    _mark(state)
    imgui.end()
    imgui.render()
    found = [(v.pos.x, v.pos.y) for one in imgui.get_draw_data().cmd_lists for v in one.vtx_buffer]
    return tuple((round(x, 1), round(y, 1)) for x, y in found)


def test_the_five_marks_differ_in_shape_and_not_in_colour_alone(imgui_context):
    marked(imgui_context, State.VALUE)
    shapes = {state: marked(imgui_context, state) for state in State}
    assert all(shapes.values())
    solid = shapes[State.VALUE], shapes[State.HELD]  # one outline: the second is a veil of it
    assert len(set(shapes.values()) | {solid[0]}) >= 4
    assert len({shapes[state] for state in (State.VALUE, State.ZERO, State.SUPPRESSED, State.MISSING)}) == 4
