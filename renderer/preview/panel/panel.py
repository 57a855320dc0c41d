"""The panel beside the picture: it is shown a view and answers with what the artist did."""

from imgui_bundle import imgui

from renderer.core.escape import escape
from renderer.params.preset_keys import KEYS, numbered

from . import slider
from .contents import Action, PanelState
from .data import draw_area, draw_here, draw_legend
from .effects import draw_effects
from .notices import ROOM, draw_notices
from .params import Knobs
from .play import draw_playing
from .roles import draw_roles
from .sculpt import draw_sculpting
from .style import DIM, FAINT, TITLE, bar, heading, hint, line, wrapped

__all__ = ["WIDTH", "Panel", "width"]

WIDTH = 372.0  # units of the layout
MOST_MORPH = 20.0  # s
_KEYS = (
    "Space pause   .  step   S still   L like   R new seed\n"
    "1-9 presets   Ctrl Z undo   Tab panel   F11 full   Esc leave\n"
    "0 restart what feeds back   F2 letters are notes   F5 record a take"
)
_FIGURES = "Figures"  # knobs of a group of this name stand below what is in the roles
_FIXED = imgui.WindowFlags_.no_decoration | imgui.WindowFlags_.no_move | imgui.WindowFlags_.no_saved_settings


def width(window: float) -> float:
    """Return how wide the panel is in a window of ``window`` units: never more than half of it."""
    return min(WIDTH, window * 0.5)


class Panel:
    """Keeps only what is the panel's own: what is being typed, how long a morph takes."""

    def __init__(self) -> None:
        """Begin with nothing typed."""
        self._knobs = Knobs()
        self.morph = 2.0
        self._name = ""

    def draw(self, view: PanelState) -> list[Action]:
        """Draw at the right edge of the display; return the artist's actions, in order."""
        room = imgui.get_io().display_size
        own = width(room.x)
        imgui.set_next_window_pos((room.x - own, 0.0))
        imgui.set_next_window_size((own, room.y))
        imgui.begin("Chorus", None, _FIXED & ~imgui.WindowFlags_.no_scrollbar)
        actions = self._head(view)
        if view.session is not None:
            for title, draw in (("Presets", self._presets), ("Seed", self._seed)):
                if heading(title, title):
                    actions += draw(view)
            if view.put_in is not None and heading(_FIGURES, _FIGURES):
                actions += draw_roles(view.put_in)
                wrapped(view.caption, FAINT)
                actions += self._knobs.rows(view, _FIGURES)
            if view.sculpting is not None and heading("Sculpt", "Sculpt", open=view.sculpting.on):
                actions += draw_sculpting(view.sculpting)
            if heading("Effects", "Effects", open=bool(view.session.effects)):
                actions += draw_effects(view.session)
            if view.instrument is not None and heading("Play", "Play", open=view.instrument.keys):
                actions += draw_playing(view.instrument)
            actions += self._knobs.draw(view, _FIGURES if view.put_in is not None else "-")
            if view.counts and heading("Data", "Data"):
                draw_legend(view)
            if view.here is not None and view.here.pinned and heading(view.here.name, "Area"):
                draw_area(view.here)
            if heading("Timing", "Timing"):
                _timing(view)
        imgui.dummy((0.0, 6.0))
        wrapped(_KEYS, FAINT)
        imgui.end()
        covered = draw_notices(view, room.x - own)
        if view.here is not None:
            draw_here(view.here, (14.0, room.y - ROOM - covered))
        return actions

    def _head(self, view: PanelState) -> list[Action]:
        """Draw title, time and the buttons that stand above everything."""
        imgui.push_font(None, TITLE)
        line(view.title)
        imgui.pop_font()
        state = "" if view.playing else "   paused"
        line(f"{view.time:8.2f} s   frame {view.index}{state}".strip(), DIM)
        if view.when:  # two lines, whatever it says: nothing below may jump while time runs
            two = 2.0 * imgui.get_text_line_height()
            still = imgui.WindowFlags_.no_scrollbar | imgui.WindowFlags_.no_scroll_with_mouse
            if imgui.begin_child("when", (0.0, two), window_flags=still):  # which clips a third line
                wrapped(f"figures: {view.when}", DIM)
            imgui.end_child()
            if imgui.is_item_hovered():
                hint(view.when)
        actions: list[Action] = []
        names = (("Pause" if view.playing else "Play", "pause"), ("Step", "step"), ("Still", "still"), ("Like", "like"))
        for number, (label, action) in enumerate(names):
            if number:
                imgui.same_line(0.0, 6.0)
            if imgui.button(label, (_quarter(), 0.0)):
                actions.append((action,))
        session = view.session
        for label, action, ready in (("Undo", "undo", session and session.past),
                                     ("Redo", "redo", session and session.future),
                                     ("Reset all", "reset_all", session),
                                     *((("Restart (0)", "restart", session),) if view.feedback else ())):  # fmt: skip
            imgui.begin_disabled(not ready)
            if imgui.button(label):
                actions.append((action,))
            if action == "restart" and imgui.is_item_clicked(imgui.MouseButton_.right):
                actions.append(("learn", action))
            imgui.end_disabled()
            imgui.same_line(0.0, 6.0)
        imgui.new_line()
        return actions

    def _presets(self, view: PanelState) -> list[Action]:
        """Draw the presets as buttons, the time a morph takes, and a place to save."""
        actions: list[Action] = []
        assert view.session is not None
        first = True
        for number, preset in enumerate(numbered(view.session.keys, view.session.presets), 1):
            if preset is None:  # it was taken away, and its number waits for it
                continue
            key = f"{number}  " if number <= KEYS else "    "
            if _flowing(f"{key}{escape(preset.title)}", first=first):
                actions.append(("recall", preset.name, self.morph))
            if preset.help and imgui.is_item_hovered():
                hint(preset.help)
            first = False
        imgui.set_next_item_width(-1.0)
        with bar(self.morph / MOST_MORPH):
            _, self.morph = slider.number("##morph", self.morph, 0.0, MOST_MORPH, "reached over %.1f s")
        imgui.set_next_item_width(-70.0)
        entered, self._name = imgui.input_text_with_hint(
            "##name", "name of a new preset", self._name, imgui.InputTextFlags_.enter_returns_true
        )
        imgui.same_line(0.0, 6.0)
        if (imgui.button("Save", (-1.0, 0.0)) or entered) and self._name.strip():
            actions.append(("save_preset", self._name.strip()))
            self._name = ""
        return actions

    def _seed(self, view: PanelState) -> list[Action]:
        """Draw the seed: typed, drawn anew, or locked."""
        actions: list[Action] = []
        assert view.session is not None
        session = view.session
        imgui.set_next_item_width(imgui.get_content_region_avail().x * 0.45)
        imgui.begin_disabled(session.locked)
        changed, text = imgui.input_text(
            "##seed", str(session.values.seed),
            imgui.InputTextFlags_.enter_returns_true | imgui.InputTextFlags_.chars_decimal,
        )  # fmt: skip
        if changed and text.isdigit():
            actions.append(("seed", text))
        imgui.same_line(0.0, 6.0)
        if imgui.button("New"):
            actions.append(("reseed",))
        imgui.end_disabled()
        imgui.same_line(0.0, 6.0)
        locked, _ = imgui.checkbox("lock", session.locked)
        if locked:
            actions.append(("lock",))
        return actions


def _timing(view: PanelState) -> None:
    """Say how evenly frames come, what they cost, and how large they are drawn."""
    timing = view.timing
    lines = (
        ("between frames", f"{timing.p50:.1f}   {timing.p95:.1f}   {timing.p99:.1f} ms",
         "50, 95 and 99 of 100 frames come within"),
        ("drawing", f"{timing.cpu:.1f} ms   GPU {timing.gpu:.1f} ms", "median of the last 60 frames"),
        ("skipped", f"{timing.skipped:,} of {timing.frames + timing.skipped:,} at {view.fps:g} fps",
         "frames left out so that time never slows"),
        ("drawn at", f"{view.size[0]} x {view.size[1]} px   {view.scale:.0%}",
         f"of {view.wanted[0]} x {view.wanted[1]}"),
        ("last reload", f"{view.trial:.0f} ms   {view.compiles} in all",
         "compile and first frame, in a process of its own"),
    )  # fmt: skip
    for label, value, help in lines:
        imgui.begin_group()
        line(label, FAINT)
        imgui.same_line(imgui.get_content_region_avail().x * 0.36)
        line(value, DIM)
        imgui.end_group()
        if imgui.is_item_hovered():
            hint(help)


def _flowing(label: str, *, first: bool) -> bool:
    """Draw a button on this line where it fits, else on the next."""
    need = imgui.calc_text_size(label).x + 2 * imgui.get_style().frame_padding.x
    if not first:
        last = imgui.get_item_rect_max().x + 6.0
        edge = imgui.get_window_pos().x + imgui.get_window_width() - imgui.get_style().window_padding.x
        if last + need < edge:
            imgui.same_line(0.0, 6.0)
    return bool(imgui.button(label))


def _quarter() -> float:
    """Return the width of one of four buttons on a line."""
    return (imgui.get_window_width() - 2 * imgui.get_style().window_padding.x - 18.0) / 4
