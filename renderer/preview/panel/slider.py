"""Sliders whose numbers can be typed: a double click or Ctrl and a click turns one into a field."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from imgui_bundle import imgui

__all__ = ["TYPE_IT", "number", "pair", "taken", "whole"]

TYPE_IT = "drag; a double click, or Ctrl and a click: type it"
_PLACES = 4  # numbers of an item that are remembered


def number(label: str, value: float, low: float, high: float, form: str, flags: int = 0) -> tuple[bool, float]:
    """Draw a slider; return whether it changed, and its value in ``low`` .. ``high``. flags : of Dear ImGui."""
    with _typed(label, [value]) as (twice, before):
        changed, found = imgui.slider_float(label, before[0], low, high, form, flags)
    return changed or twice, min(high, max(low, _written(found)))  # the slider's float32 may lie a hair outside


def whole(label: str, value: int, low: int, high: int, form: str) -> tuple[bool, int]:
    """Draw a slider of whole numbers; return whether it changed, and its value in ``low`` .. ``high``."""
    with _typed(label, [value]) as (twice, before):
        changed, found = imgui.slider_int(label, round(before[0]), low, high, form)
    return changed or twice, min(high, max(low, found))


def pair(label: str, values: Sequence[float], low: float, high: float, form: str) -> tuple[bool, list[float]]:
    """Draw two numbers beside each other; return whether one changed, and both, which may be typed beyond the range."""
    with _typed(label, values) as (twice, before):
        changed, found = imgui.slider_float2(label, list(before), low, high, form)
    return changed or twice, [_written(one) for one in found]


def _written(value: float) -> float:
    """Return the number that a hand wrote: the shortest that its float32 stands for, 0.1 and not 0.10000000149."""
    return float(str(np.float32(value)))


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
