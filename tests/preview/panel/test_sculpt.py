"""The sculptor's section: buttons for the kinds, sliders for the brush, and the ring around the mouse."""

from contextlib import nullcontext
from dataclasses import replace

import pytest

from renderer.preview.panel import sculpt as module
from renderer.preview.panel.contents import Ring, Sculpting
from renderer.preview.panel.sculpt import draw_ring, draw_sculpting
from renderer.sculpture.brush import Brush
from renderer.sculpture.stroke import KINDS

SHOWN = Sculpting(True, Brush("pull", 4.0, 0.5), 1234, True, False, "s.jsonl")


@pytest.fixture
def sculpt(hand):
    return lambda **other: hand(lambda: draw_sculpting(replace(SHOWN, **other)))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_button(sculpt, kind):
    assert sculpt().click(kind) == [("sculpt", "kind", kind)]


def test_checkboxes_take_up_the_brush_and_mirror_it(sculpt):
    assert sculpt().click("sculpt with the mouse") == [("brush",)]
    assert sculpt().click("symmetric") == [("sculpt", "symmetric", True)]
    assert sculpt(brush=Brush(symmetric=True)).click("symmetric") == [("sculpt", "symmetric", False)]


def test_only_what_can_be_undone_is_offered(sculpt):
    here = sculpt()
    assert here.click("Undo stroke") == [("sculpt", "undo")]
    assert here.click("Redo stroke") == []
    assert sculpt(undo=False, redo=True).click("Redo stroke") == [("sculpt", "redo")]
    assert sculpt(undo=False, redo=True).click("Undo stroke") == []


@pytest.mark.parametrize(("name", "most"), [("radius", 40.0), ("strength", 1.0)])
def test_a_slider_reaches_from_a_fiftieth_to_the_most_on_a_logarithm(sculpt, name, most):
    low, middle, high = (sculpt().click(f"##{name}", part) for part in (0.005, 0.5, 0.995))
    for actions, share in ((low, 0.02), (middle, 0.02**0.5), (high, 1.0)):
        assert actions[-1][:2] == ("sculpt", name)
        assert actions[-1][2] == pytest.approx(share * most, rel=0.05)


def test_a_slider_is_filled_by_the_root_of_its_part_for_small_brushes_are_the_usual_ones(sculpt, monkeypatch):
    parts = []
    monkeypatch.setattr(module, "bar", lambda part: (parts.append(part), nullcontext())[1])
    sculpt(brush=Brush("pull", 10.0, 0.36))
    assert parts[-2:] == pytest.approx([0.5, 0.6])


def test_it_counts_strokes_and_names_the_file_and_what_is_heard(sculpt):
    assert "1,234 strokes" in sculpt().said
    here = sculpt(osc="2 hands by OSC")
    assert "1,234 strokes   2 hands by OSC" in here.said
    assert "s.jsonl" in here.said


def test_a_kind_tells_what_it_does_when_the_mouse_rests_on_it(sculpt):
    here = sculpt()
    here.over("carve")
    assert "cut a fine groove" in here.said


def lines(imgui, ring):
    """Return the corners of what the ring draws: x, y of each vertex, units."""
    imgui.new_frame()
    draw_ring(ring)
    imgui.render()
    found = [(v.pos.x, v.pos.y) for one in imgui.get_draw_data().cmd_lists for v in one.vtx_buffer]
    return [max(abs(x - ring.centre[0]) for x, _ in found), max(abs(y - ring.centre[1]) for _, y in found), len(found)]


def test_the_ring_is_as_wide_as_the_brush_reaches_and_never_too_small_to_see(imgui_context):
    wide, high, points = lines(imgui_context, Ring((200.0, 300.0), 50.0, True))
    assert wide == pytest.approx(50.0, abs=3.0)
    assert high == pytest.approx(50.0, abs=3.0)
    assert lines(imgui_context, Ring((200.0, 300.0), 0.1, False))[0] == pytest.approx(3.0, abs=3.0)
    assert lines(imgui_context, Ring((200.0, 300.0), 50.0, False))[2] < points  # beside the form it has no middle
