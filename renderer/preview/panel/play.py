"""The instrument in the panel: keys that are notes, what else plays, and the take."""

from imgui_bundle import imgui

from renderer.core.escape import escape

from .contents import Action, Playing
from .style import ACCENT, DIM, FAINT, WARM, line, wrapped

__all__ = ["draw_playing"]

_MOST = 40  # links that are listed


def draw_playing(shown: Playing) -> list[Action]:
    """Draw the section; return what the artist did in it."""
    actions: list[Action] = []
    on, _ = imgui.checkbox("letters are notes (F2)", shown.keys)
    if on:
        actions.append(("keys",))
    imgui.same_line(0.0, 12.0)
    if imgui.button("Stop the take (F5)" if shown.take else "Record a take (F5)"):
        actions.append(("record",))
    if shown.take:
        wrapped(f"recording {shown.take}", WARM)
    if shown.learning:
        wrapped(f"touch the control that shall play {shown.learning}", ACCENT)
    for words in shown.lines:
        wrapped(words, DIM)
    wrapped("Right click a knob to let a control learn it.", FAINT)
    listed = shown.played[:_MOST]
    column = max((imgui.calc_text_size(escape(address)).x for address, _ in listed), default=0.0)
    left = imgui.get_cursor_pos_x()
    for address, name in listed:
        line(address, FAINT)
        imgui.same_line(left + column + 12.0)
        line(name, DIM)
    return actions
