"""Sculpting in the panel: the brush, what was made with it, and the ring around the mouse."""

from imgui_bundle import imgui

from renderer.sculpture.stroke import KINDS

from . import slider
from .contents import Action, Ring, Sculpting
from .style import ACCENT, DIM, FAINT, TEXT, bar, colour, hint, wrapped

__all__ = ["draw_ring", "draw_sculpting"]

_WIDEST, _STRONGEST = 40.0, 1.0  # mm, and of a dab
_KEYS = (
    "B brush   D drag   P pull   I push in   C carve   M smooth\n"
    "X symmetric   [ ] or wheel radius   - = strength   Ctrl Z undo"
)
_SAYS = {
    "drag": "take hold of the form and move it",
    "pull": "raise the form where the brush goes",
    "push": "press the form in where the brush goes",
    "carve": "cut a fine groove",
    "smooth": "lead the form back to what it was",
}


def draw_sculpting(shown: Sculpting) -> list[Action]:
    """Draw the section; return what the artist did in it."""
    actions: list[Action] = []
    on, _ = imgui.checkbox("sculpt with the mouse", shown.on)
    if on:
        actions.append(("brush",))
    actions += _kinds(shown)
    brush = shown.brush
    for name, value, most, form in (("radius", brush.radius, _WIDEST, "radius %.1f mm"),
                                    ("strength", brush.strength, _STRONGEST, "strength %.2f")):  # fmt: skip
        imgui.set_next_item_width(-1.0)
        with bar((value / most) ** 0.5):
            log = imgui.SliderFlags_.logarithmic
            turned, new = slider.number(f"##{name}", value, 0.02 * most, most, form, log)
        if turned:
            actions.append(("sculpt", name, new))
    mirrored, value = imgui.checkbox("symmetric", brush.symmetric)
    if mirrored:
        actions.append(("sculpt", "symmetric", value))
    for label, name, ready in (("Undo stroke", "undo", shown.undo), ("Redo stroke", "redo", shown.redo)):
        imgui.same_line(0.0, 6.0)
        imgui.begin_disabled(not ready)
        if imgui.button(label):
            actions.append(("sculpt", name))
        imgui.end_disabled()
    wrapped(f"{shown.strokes:,} strokes" + (f"   {shown.osc}" if shown.osc else ""), DIM)
    wrapped(shown.file, FAINT)
    wrapped(_KEYS, FAINT)
    return actions


def draw_ring(ring: Ring, scale: float = 1.0) -> None:
    """Draw how far the brush reaches, behind every other thing of the panel; ``scale`` : its units per unit here."""
    lines = imgui.get_background_draw_list()
    centre = (ring.centre[0] / scale, ring.centre[1] / scale)
    dark = imgui.color_convert_float4_to_u32(imgui.ImVec4(0.0, 0.0, 0.0, 0.5))
    bright = imgui.color_convert_float4_to_u32(colour(ACCENT if ring.hit else DIM, 0.95 if ring.hit else 0.4))
    radius = max(3.0, ring.radius / scale)
    lines.add_circle(centre, radius, dark, 64, 3.0)
    lines.add_circle(centre, radius, bright, 64, 1.5)
    if ring.hit:
        lines.add_circle_filled(centre, 1.6, bright)


def _kinds(shown: Sculpting) -> list[Action]:
    """Draw one button for each kind; the one in hand shines."""
    actions: list[Action] = []
    each = (imgui.get_content_region_avail().x - 6.0 * (len(KINDS) - 1)) / len(KINDS)
    for number, kind in enumerate(KINDS):
        if number:
            imgui.same_line(0.0, 6.0)
        imgui.push_style_color(imgui.Col_.text, colour(ACCENT if kind == shown.brush.kind else TEXT))
        if imgui.button(kind, (each, 0.0)):
            actions.append(("sculpt", "kind", kind))
        imgui.pop_style_color()
        if imgui.is_item_hovered():
            hint(_SAYS[kind])
    return actions
