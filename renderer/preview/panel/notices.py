"""What an artist should know, in lines of their own below the picture: no knob moves when one comes or goes."""

from imgui_bundle import imgui

from .contents import PanelState
from .style import ACCENT, DIM, WARM, colour, line, wrapped

__all__ = ["ROOM", "draw_notices", "standing"]

ROOM = 28.0  # units below the picture that are kept for one line
_EDGE = 14.0
_OVER = imgui.WindowFlags_.no_decoration | imgui.WindowFlags_.no_move | imgui.WindowFlags_.no_saved_settings
_QUIET = imgui.WindowFlags_.no_inputs | imgui.WindowFlags_.no_focus_on_appearing | imgui.WindowFlags_.always_auto_resize


def draw_notices(view: PanelState, right: float) -> float:
    """
    Say what keeps the scene on disk from playing, what was done, and how the picture is drawn.

    right : where the panel begins, units. What lasts has the line that is kept for it; what is new, and an error, goes
    over the picture's lower edge and stands there as long as it is true.
    Returns how much of the picture's foot that covers, units.
    """
    lasting = [(words, code) for words, code in ((view.held, WARM), (standing(view), ACCENT)) if words]
    passing = [*view.notes, *(words for words, _ in lasting[:-1])]
    covered = _box(view.error, passing, right) if view.error or passing else 0.0
    if lasting:
        words, code = lasting[-1]
        _begin("notice", right, 0.0, 0.0)
        line(words, code)
        imgui.end()
    return covered


def standing(view: PanelState) -> str:
    """Return how what stands is refined, or how far the size gave way to the rate; "" for a picture as asked."""
    if view.samples:
        whole = f", as an export with --samples {view.most_samples}" if view.samples == view.most_samples else ""
        return (f"Nothing moves: {view.size[0]} x {view.size[1]} px, {view.samples} of {view.most_samples} samples a "
                f"pixel{whole}.")  # fmt: skip
    if view.scale < 1.0:
        return f"Drawn at {view.scale:.0%} of its size to hold {view.fps:g} frames a second; sharp when nothing moves."
    return ""


def _box(error: str, passing: list[str], right: float) -> float:
    """Draw what comes and goes on a ground of its own; return how high that is."""
    imgui.push_style_color(imgui.Col_.window_bg, colour("#2a2119" if error else "#16171c", 0.94))
    _begin("notices", right, ROOM, 8.0)
    if error:
        wrapped(error, WARM)
    for words in passing:
        wrapped(words, DIM)
    height = imgui.get_window_height()
    imgui.end()
    imgui.pop_style_color()
    return height


def _begin(name: str, right: float, above: float, padding: float) -> None:
    """Begin a window at the lower left, ``above`` units over the edge, as wide as the picture's side."""
    room = imgui.get_io().display_size
    imgui.set_next_window_pos((_EDGE, room.y - above - (0.0 if above else 7.0)), pivot=(0.0, 1.0))
    wide = max(60.0, right - 2 * _EDGE)
    imgui.set_next_window_size_constraints((wide, 0.0), (wide, room.y))
    imgui.push_style_var(imgui.StyleVar_.window_padding, (padding, padding))
    flags = _OVER | _QUIET | (0 if above else imgui.WindowFlags_.no_background)
    imgui.begin(name, None, flags)
    imgui.pop_style_var()
