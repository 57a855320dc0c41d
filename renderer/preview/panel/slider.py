"""Sliders whose numbers can be typed: a double click or Ctrl and a click turns one into a field."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from imgui_bundle import imgui

from .style import hint

__all__ = ["TYPE_IT", "number", "pair", "taken", "whole"]

TYPE_IT = "drag; a double click, or Ctrl and a click: type it"
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d*)?(e[+-]?\d*)?")  # also one that is not whole yet
_WHOLE = re.compile(r"[+-]?\d*")  # Dear ImGui reads 5 of 5e1, and 2 of 2.7
_FIELD = re.compile(r"%[\d.]*[fd]")  # where the number stands in a form; words may stand before it, a unit after it
_PLACES = 4  # numbers of an item that are remembered


def number(label: str, value: float, low: float, high: float, form: str, flags: int = 0) -> tuple[bool, float]:
    """Draw a slider; return whether it changed, and its value in ``low`` .. ``high``. flags : of Dear ImGui."""
    with _typed(label, [value]) as (twice, before):
        changed, found = imgui.slider_float(label, before[0], low, high, form, flags)
    if _no_number(label, form):
        return True, _before(label, value)
    return changed or twice, min(high, max(low, _written(found)))  # the slider's float32 may lie a hair outside


def whole(label: str, value: int, low: int, high: int, form: str) -> tuple[bool, int]:
    """Draw a slider of whole numbers; return whether it changed, and its value in ``low`` .. ``high``."""
    with _typed(label, [value]) as (twice, before):
        changed, found = imgui.slider_int(label, round(before[0]), low, high, form)
    if _no_number(label, form, _WHOLE):
        return True, round(_before(label, value))
    return changed or twice, min(high, max(low, found))


def pair(label: str, values: Sequence[float], low: float, high: float, form: str) -> tuple[bool, list[float]]:
    """
    Draw two numbers beside each other; return whether one changed, and both, which may be typed beyond the range.

    Of what is typed Dear ImGui takes as much as is a number: nothing is told of the rest.
    """
    with _typed(label, values) as (twice, before):
        changed, found = imgui.slider_float2(label, list(before), low, high, form)
    return changed or twice, [_written(one) for one in found]


def _written(value: float) -> float:
    """Return the number that a hand wrote: the shortest that its float32 stands for, 0.1 and not 0.10000000149."""
    return float(str(np.float32(value)))


def _no_number(label: str, form: str, pattern: re.Pattern[str] = _NUMBER) -> bool:
    """
    Return whether what is typed into a slider, or was when it was left, is no ``pattern``; say so while it is typed.

    Dear ImGui reads as much of it as is one: 99 of "99rsb".
    """
    storage, key, slider = imgui.get_state_storage(), imgui.get_id(f"{label} no number"), imgui.get_id(label)
    typing, before = imgui.internal.temp_input_is_active(slider), storage.get_bool(key, False)
    text = imgui.internal.get_input_text_state(slider).get_text() if typing else ""
    unit = _FIELD.split(form, maxsplit=1)[-1].replace("%%", "%").strip()
    wrong = pattern.fullmatch(text.strip().removesuffix(unit).rstrip()) is None
    storage.set_bool(key, wrong)
    if wrong:
        hint(f"'{text}' is no {'whole ' if pattern is _WHOLE else ''}number")
    return wrong or (before and not typing)


def _before(label: str, value: float) -> float:
    """Return what stood in a slider before the hand that has it, ``value`` where none had it yet."""
    return _written(imgui.get_state_storage().get_float(imgui.get_id(f"{label} before 0"), value))


def taken() -> bool:
    """Return whether the last item was taken by a new hand: the second press of a double click belongs to the first."""
    return bool(imgui.is_item_activated() and not imgui.is_mouse_double_clicked(0))


@contextmanager
def _typed(label: str, values: Sequence[float]) -> Iterator[tuple[bool, Sequence[float]]]:
    """
    Draw a slider within; say whether it is double clicked now, and the numbers to draw it with.

    The first press of a double click moves a slider to the pointer; the second gives back what stood before, to be
    typed over.
    """
    io, storage, corner = imgui.get_io(), imgui.get_state_storage(), imgui.get_cursor_screen_pos()
    keys = [imgui.get_id(f"{label} before {place}") for place in range(_PLACES)]
    end = (corner.x + imgui.calc_item_width(), corner.y + imgui.get_frame_height())
    over = imgui.is_window_hovered() and imgui.is_mouse_hovering_rect((corner.x, corner.y), end)
    twice, control = over and imgui.is_mouse_double_clicked(0), io.key_ctrl
    before = [storage.get_float(key, value) for key, value in zip(keys, values, strict=False)] if twice else values
    io.key_ctrl = control or twice
    yield twice, before
    io.key_ctrl = control
    if taken():
        for key, value in zip(keys, values, strict=False):
            storage.set_float(key, value)
