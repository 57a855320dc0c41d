"""The number row of a French keyboard: its keys are digits by their place, what Shift and AltGr type stays."""

from types import SimpleNamespace

import pytest
from pyglets import key

from renderer.show.digit_row import digits_by_place

SHIFT, LOCK, CONTROL, ALT_GR = 1, 2, 4, 128
FRENCH = dict(zip(range(10, 20), "&\xe9\"'(-\xe8_\xe7\xe0", strict=True))


@pytest.fixture
def told():
    """Return ``told(code, state, symbol)``: what a window says of a key; without ``symbol`` as in France."""
    native = SimpleNamespace(_event_text_symbol=lambda event: event.said)
    digits_by_place(native)

    def ask(code, state=0, symbol=None):
        said = (None, symbol) if symbol is not None else (FRENCH[code], ord(FRENCH[code]))
        return native._event_text_symbol(SimpleNamespace(xkey=SimpleNamespace(keycode=code, state=state), said=said))

    return ask


def test_its_keys_are_digits_and_type_what_they_did(told):
    digits = [getattr(key, f"_{n}") for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)]
    for state in (0, LOCK, CONTROL):
        assert [told(code, state) for code in FRENCH] == list(zip(FRENCH.values(), digits, strict=True))


@pytest.mark.parametrize(("code", "state", "symbol"), [
    (14, ALT_GR, key.BRACKETLEFT), (10, SHIFT, key.EXCLAMATION), (20, 0, key.MINUS), (24, 0, key.A), (10, 0, 0),
])  # fmt: skip
def test_what_another_level_types_other_keys_and_none_stay(told, code, state, symbol):
    assert told(code, state, symbol) == (None, symbol)


def test_a_window_that_tells_keys_by_their_place_is_left_alone():
    native = SimpleNamespace()
    digits_by_place(native)
    assert vars(native) == {}
