"""The knobs: one row for each ``param``, made from its kind, range, unit and help."""

from itertools import count
from math import log10
from typing import Any

from imgui_bundle import imgui

from renderer.params.bind import Bind
from renderer.params.param import Spec, value_text
from renderer.session.session import Session

from . import slider
from .binds import BindRows, first_signal
from .contents import Action, PanelState
from .style import ACCENT, DIM, FAINT, bar, colour, heading, hint, line, wrapped

__all__ = ["Knobs", "decimals", "grouped"]

_RESET = 20.0  # width of the dot that gives a value back
_TYPED = ("number", "whole", "point")
_COLOUR = (
    imgui.ColorEditFlags_.no_inputs | imgui.ColorEditFlags_.no_label | imgui.ColorEditFlags_.no_tooltip
)


def decimals(spec: Spec) -> int:
    """
    Return how many decimals tell values of the range apart: about a thousand steps.

    >>> decimals(Spec("number", 0.1, 0.02, 0.5)), decimals(Spec("number", 5.0, 0.0, 4000.0))
    (3, 0)
    """
    width = (spec.high or 1.0) - (spec.low or 0.0)
    return max(0, min(6, round(3 - log10(width)))) if width > 0 else 2


def grouped(known: dict[str, Spec]) -> dict[str, list[str]]:
    """Return the parameters' names by group, both in order of declaration."""
    groups: dict[str, list[str]] = {}
    for name, spec in known.items():
        groups.setdefault(spec.group, []).append(name)
    return groups


class Knobs:
    """Draws the rows and gathers what was turned; knows which drag an edit belongs to."""

    def __init__(self) -> None:
        """Begin without a drag, and with no bind open."""
        self._drags = count(1)
        self._drag = 0
        self._binds = BindRows()
        self._open = ""  # the knob whose bind is being changed

    def draw(self, view: PanelState, but: str = "-") -> list[Action]:
        """Draw all parameters of the session, ``but`` those of one group; return what the artist did to them."""
        actions: list[Action] = []
        for group in grouped(view.session.known) if view.session is not None else ():
            if group != but and heading(group or "Values", f"group-{group}"):
                actions += self.rows(view, group)
        return actions

    def rows(self, view: PanelState, group: str) -> list[Action]:
        """Draw the parameters of ``group``, none where there is no such group."""
        actions: list[Action] = []
        if (session := view.session) is not None:
            for name in grouped(session.known).get(group, ()):
                actions += self._row(session, view, name, session.known[name])
        return actions

    def _row(self, session: Session, view: PanelState, name: str, spec: Spec) -> list[Action]:
        """Draw label, knob and the dot that resets."""
        imgui.push_id(name)
        room = imgui.get_content_region_avail().x
        start = imgui.get_cursor_pos_x()
        imgui.align_text_to_frame_padding()
        bind = session.bound(name)
        moving = bind is not None and name not in session.values.held
        line(_fitted(_label(name), room * 0.36), ACCENT if moving else DIM)
        self._help(name, spec)
        imgui.same_line(start + room * 0.38)
        imgui.set_next_item_width(room * 0.62 - _RESET)
        value = getattr(view.shown, name)
        actions = self._knob(name, spec, value)
        if slider.taken():
            self._drag = next(self._drags)
            actions = [(*action[:3], self._drag) if action[0] == "turn" else action for action in actions]
        self._help(name, spec)
        actions += self._menu(name, spec, bind, view)
        touched = getattr(session.params, name) != spec.default or name in session.values.held
        if touched and spec.kind != "trigger":
            actions += self._dot(name, spec, held=name in session.values.held)
        for trigger in session.triggers:
            if trigger.to == name:
                wrapped(trigger.sentence(session.known), FAINT)
        if bind is not None:
            words = "held by hand; the dot gives it back" if not moving else view.moved.get(name, bind.signal)
            wrapped(words, DIM if moving else FAINT)
            actions += self._parts(bind, spec, view)
        imgui.pop_id()
        return actions

    def _parts(self, bind: Bind, spec: Spec, view: PanelState) -> list[Action]:
        """Draw what the sentence of ``bind`` is made of, where it is open."""
        if self._open != bind.to:
            return []
        actions = self._binds.draw(bind, spec, view.movable)
        if imgui.button("done"):
            self._open = ""
        return actions

    def _menu(self, name: str, spec: Spec, bind: Bind | None, view: PanelState) -> list[Action]:
        """Draw what a right click on a knob offers."""
        actions: list[Action] = []
        if imgui.begin_popup_context_item(f"menu-{name}"):
            if imgui.selectable("learn: the next control that is touched plays it", False)[0]:
                actions.append(("learn", name))
            if spec.kind in ("number", "whole") and spec.unit != "Hz":
                if imgui.selectable("moved by: a figure of the data", False)[0]:
                    self._open = name
                    actions += [] if bind else [("hear", name, first_signal(view.movable))]
                if bind is not None and imgui.selectable("moved by: nothing", False)[0]:
                    actions.append(("unbind", name))
            imgui.end_popup()
        return actions

    def _knob(self, name: str, spec: Spec, value: Any) -> list[Action]:  # noqa: ANN401
        """Draw the knob of one kind."""
        if spec.kind == "trigger":
            return [("fire", name)] if imgui.button(_label(name)) else []
        changed, new = _KNOBS[spec.kind](spec, value)
        return [("turn", name, new, self._drag)] if changed else []

    def _dot(self, name: str, spec: Spec, *, held: bool) -> list[Action]:
        """Draw the dot that says a value was turned, and takes it back."""
        imgui.same_line(0.0, 2.0)
        corner = imgui.get_cursor_screen_pos()
        height = imgui.get_frame_height()
        clicked = imgui.invisible_button("reset", (_RESET - 2.0, height))
        centre = (corner.x + _RESET / 2, corner.y + height / 2)
        hovered = imgui.is_item_hovered()
        tint = imgui.color_convert_float4_to_u32(colour(ACCENT, 1.0 if hovered else 0.75))
        imgui.get_window_draw_list().add_circle_filled(centre, 4.0 if hovered else 3.0, tint)
        if hovered:
            hint("give it back to its figure" if held else f"back to {value_text(spec.default)} {spec.unit}")
        return [("reset", name)] if clicked else []

    def _help(self, name: str, spec: Spec) -> None:
        """Say what the parameter is for, when the mouse rests on it."""
        if imgui.is_item_hovered(imgui.HoveredFlags_.delay_normal | imgui.HoveredFlags_.no_shared_delay):
            imgui.begin_tooltip()
            imgui.push_text_wrap_pos(280.0)
            line(spec.help or _label(name))
            line(f"{name}: {spec.span}; at first {value_text(spec.default)}", DIM)
            if spec.kind in _TYPED:
                line(slider.TYPE_IT, FAINT)
            imgui.pop_text_wrap_pos()
            imgui.end_tooltip()


def _number(spec: Spec, value: float) -> tuple[bool, Any]:
    low, high = float(spec.low or 0.0), float(spec.high or 1.0)
    unit = f" {spec.unit}".replace("%", "%%").rstrip()
    with bar((value - low) / (high - low)):
        if spec.kind == "whole":
            return slider.whole("##v", int(value), int(low), int(high), f"%d{unit}")
        return slider.number("##v", value, low, high, f"%.{decimals(spec)}f{unit}")


def _switch(_: Spec, value: bool) -> tuple[bool, bool]:
    changed, new = imgui.checkbox("##v", value)
    return changed, bool(new)


def _choice(spec: Spec, value: str) -> tuple[bool, str]:
    changed, new = imgui.combo("##v", spec.choices.index(value), list(spec.choices))
    return changed, spec.choices[new]


def _colour(_: Spec, value: str) -> tuple[bool, str]:
    parts = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    changed, new = imgui.color_edit3("##v", parts, _COLOUR)
    imgui.same_line()
    line(value, DIM)
    return changed, "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02x}" for part in new)


def _point(spec: Spec, value: tuple[float, float]) -> tuple[bool, tuple[float, float]]:
    low, high = float(spec.low or 0.0), float(spec.high or 1.0)
    changed, new = slider.pair("##v", value, low, high, f"%.{decimals(spec)}f")
    clipped = [min(high, max(low, part)) for part in new]
    return changed, (clipped[0], clipped[1])


_KNOBS: dict[str, Any] = {
    "number": _number, "whole": _number, "switch": _switch, "choice": _choice, "colour": _colour, "point": _point,
}  # fmt: skip


def _label(name: str) -> str:
    return name.replace("_", " ")


def _fitted(text: str, room: float) -> str:
    """Return ``text`` cut to ``room`` units; the tooltip has it whole."""
    while len(text) > 3 and imgui.calc_text_size(text).x > room:
        text = text[:-2].rstrip() + "\u2026"
    return text
