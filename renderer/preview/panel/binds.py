"""What moves a knob, in the panel: of which figure, made how, from where to where, how fast."""

from dataclasses import replace
from itertools import count
from math import inf

from imgui_bundle import imgui

from renderer.core.escape import escape
from renderer.params.bind import LONGEST, SCALES, Bind
from renderer.params.param import Spec
from renderer.signals.name import PLACED, SignalName, parse_signal

from . import slider
from .contents import Action, Movable, Named
from .style import DIM, hint, line

__all__ = ["BindRows", "first_signal"]

_DRIFT = ("drift", "a slow drift")
_SLOW = 20.0  # s that the slider goes to; more is typed
_LEAST = {"log": 0.001, "sqrt": 0.0}  # of the upper limit: from there on these scales can be gone through


def first_signal(movable: Movable) -> str:
    """Return what moves a knob at first: the mean of the first figure, a drift where there is none."""
    return f"mean.{movable.figures[0][0]}" if movable.figures else "drift.0"


class BindRows:
    """Draws the parts of one bind and gathers what was changed; knows which drag a change belongs to."""

    def __init__(self) -> None:
        """Begin without a drag."""
        self._drags = count(1)
        self._drag: object = None

    def draw(self, bind: Bind, spec: Spec, movable: Movable) -> list[Action]:
        """Draw all that ``bind`` says; return what the artist changed."""
        imgui.push_id("bind")
        actions = self._signal(bind, movable)
        actions += self._span(bind, movable)
        actions += self._reach(bind, spec)
        if not bind.signal.startswith("drift."):
            actions += self._times(bind)
        _named("")
        changed, clamp = imgui.checkbox("stays at its ends", bind.clamp)
        if changed:
            actions.append(("bind", replace(bind, clamp=clamp), None))
        imgui.pop_id()
        return actions

    def _signal(self, bind: Bind, movable: Movable) -> list[Action]:
        """Draw which figure it is, whose, and what is made of it."""
        now = parse_signal(bind.signal)
        found = _chosen("figure", (*movable.figures, _DRIFT), now.figure or "drift")
        signal = _of_figure(now, found, movable) if found is not None else None
        if now.family != "drift":
            if not now.other and movable.groups:
                whose = _chosen("whose", (("", "whom the marks show"), *movable.groups), now.column.partition("@")[2])
                signal = replace(now, column=_of(now, whose)) if whose is not None else signal
            made = _chosen("of it", movable.made, _made(now))
            signal = _made_so(now, made, movable) if made is not None else signal
            signal = _further(now, movable) or signal
        return [("hear", bind.to, str(signal))] if signal is not None else []

    def _span(self, bind: Bind, movable: Movable) -> list[Action]:
        """Draw from where to where the signal counts, and by which scale."""
        family = parse_signal(bind.signal).family
        scales = tuple((one, one) for one in SCALES if one != "quantile" or family in PLACED)
        scale = _chosen("scale", scales, bind.scale)
        actions: list[Action] = [("scale", bind.to, scale)] if scale is not None else []
        low, high, unit = movable.limits.get(bind.to, (*bind.span, ""))
        low, high, unit = (0.0, 100.0, "%") if bind.scale == "quantile" else (low, high, unit)
        low = max(low, _LEAST.get(bind.scale, -inf) * high)
        _named("from, to")
        span = self._two("##span", bind.span, low, high, unit)
        if span is not None and span[0] != span[1]:
            middle = bind.middle if bind.middle is None else sum(span) / 2
            actions.append(("bind", replace(bind, span=span, middle=middle), self._drag))
        if bind.middle is not None:
            _named("middle")
            ends = sorted(bind.span)
            form = _form(ends[0], ends[1], unit)
            changed, middle = slider.number("##middle", bind.middle, ends[0], ends[1], form)
            self._held()
            if changed and ends[0] < middle < ends[1]:
                actions.append(("bind", replace(bind, middle=middle), self._drag))
        return actions

    def _reach(self, bind: Bind, spec: Spec) -> list[Action]:
        """Draw from where to where the knob goes."""
        _named("moves it")
        reach = self._two("##reach", bind.within(spec), float(spec.low or 0.0), float(spec.high or 1.0), spec.unit)
        return [("bind", replace(bind, reach=reach), self._drag)] if reach is not None and reach[0] != reach[1] else []

    def _times(self, bind: Bind) -> list[Action]:
        """Draw how fast it follows."""
        _named("rise, fall")
        times = self._two("##times", (bind.rise, bind.fall), 0.0, _SLOW, "s", LONGEST)
        return [("bind", replace(bind, rise=times[0], fall=times[1]), self._drag)] if times is not None else []

    def _two(
        self, label: str, values: tuple[float, float], low: float, high: float, unit: str, most: float | None = None
    ) -> tuple[float, float] | None:
        """Draw two numbers beside each other; return them where one changed, within ``low`` and ``most``."""
        changed, found = slider.pair(label, values, low, high, _form(low, high, unit))
        if imgui.is_item_hovered():
            hint(slider.TYPE_IT)
        self._held()
        most = high if most is None else most
        first, second = (min(most, max(low, float(f"{one:.6g}"))) for one in found)  # its float32 may lie a hair off
        return (first, second) if changed else None

    def _held(self) -> None:
        """Begin another drag where the last item was taken."""
        if slider.taken():
            self._drag = ("bind", next(self._drags))


def _further(now: SignalName, movable: Movable) -> SignalName | None:
    """Draw which area, or which two groups, where that is asked; return the signal where it changed."""
    if now.area:
        area = _chosen("area", movable.areas, now.area)
        return replace(now, area=area) if area is not None else None
    if now.other:
        first = _chosen("between", movable.groups, now.column.partition("@")[2])
        second = _chosen("and", movable.groups, now.other.partition("@")[2])
        if first is not None:
            return replace(now, column=_of(now, first))
        return replace(now, other=_of(now, second)) if second is not None else None
    return None


def _of_figure(now: SignalName, figure: str, movable: Movable) -> SignalName:
    """Return ``now`` of another figure."""
    if figure == "drift":
        return SignalName("drift", "0")
    if now.family == "drift":
        return parse_signal(f"mean.{figure}")
    group = now.column.partition("@")[2] if movable.groups else ""
    other = f"{figure}@{now.other.partition('@')[2]}" if now.other else ""
    return replace(now, column=f"{figure}@{group}".rstrip("@"), other=other)


def _of(now: SignalName, group: str) -> str:
    return f"{now.figure}@{group}" if group else now.figure


def _made(now: SignalName) -> str:
    """Return what is made of the figure, as ``Movable.made`` names it."""
    return "between" if now.other else "area.width" if now.width else now.family


def _made_so(now: SignalName, made: str, movable: Movable) -> SignalName:
    """Return ``now`` with ``made`` of its figure; a first area, or the ends of a kind of groups, where asked."""
    if made == "between":
        groups = [key for key, _ in movable.groups]
        alike = [key for key in groups if key.partition("=")[0] == groups[-1].partition("=")[0]]
        return SignalName("gap", _of(now, alike[0] if len(alike) > 1 else groups[0]), _of(now, alike[-1]))
    column = now.figure if now.other else now.column
    if made in ("area", "area.width"):
        return SignalName("area", column, area=now.area or movable.areas[0][0], width=made == "area.width")
    return SignalName(made, column)


def _named(label: str) -> None:
    """Say what the next item is, and leave the rest of the line to it."""
    start, room = imgui.get_cursor_pos_x(), imgui.get_content_region_avail().x
    imgui.align_text_to_frame_padding()
    line(label, DIM)
    imgui.same_line(start + room * 0.25)
    imgui.set_next_item_width(-1.0)


def _chosen(label: str, listed: Named, now: str) -> str | None:
    """Draw a list; return the key that was chosen."""
    _named(label)
    found: str | None = None
    words = dict(listed).get(now, now)
    if imgui.begin_combo(f"##{label}", escape(words)):
        for number, (key, said) in enumerate(listed):
            imgui.push_id(str(number))
            if imgui.selectable(escape(said), key == now)[0] and key != now:
                found = key
            imgui.pop_id()
        imgui.end_combo()
    return found


def _form(low: float, high: float, unit: str) -> str:
    """Return how a number between ``low`` and ``high`` is written."""
    places = 3 if high - low <= 2.0 else 2 if high - low <= 20.0 else 1
    short = {"%": "%%", "percentage points": "points"}.get(unit, unit.replace("%", "%%"))
    return f"%.{places}f {short}".rstrip()
