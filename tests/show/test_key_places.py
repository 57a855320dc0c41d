"""Keys by their place: rows of five layouts, the keypad, and a key that is let go as it was pressed."""

from types import SimpleNamespace

import pytest
from pyglets import key

from renderer.show import key_places
from renderer.show.key_places import KeyPlaces

PRESS, RELEASE = 2, 3
SHIFT, LOCK, CONTROL, ALT_GR = 1, 2, 4, 128
US = dict(zip(range(24, 34), "qwertyuiop", strict=True)) | dict(zip(range(38, 47), "asdfghjkl", strict=True)) | dict(
    zip(range(52, 59), "zxcvbnm", strict=True))
AZERTY = US | dict(zip(range(10, 20), "&\xe9\"'(-\xe8_\xe7\xe0", strict=True)) | {24: "a", 25: "z"} | {
    38: "q", 52: "w", 58: ","}
QWERTZ = US | {29: "z", 52: "y"}
DVORAK = US | {24: "'", 25: ",", 26: ".", 27: "p", 56: "x", 57: "b", 29: "f"}
TURKISH_F = US | {26: 0x2BB, 27: 0x2B9, 30: "r", 34: "q"}  # ğ and ı lie where e and r do
RUSSIAN = {24: 0x6CA, 38: 0x6C6, 41: 0x6C1, 56: 0x6C9, 29: 0x6CE, 34: 0x6C8, 35: 0x6DF}  # й ф ..., as X11 numbers them

SERBIAN = {24: 0x6A9, 56: 0x6C2, 41: 0x6C6}  # љ б ф
THAI = {24: 0xDE4, 56: 0xDD4, 41: 0xDB4}  # of b a vowel that stands on a letter
HINDI = {24: 0x1000948, 56: 0x1000935, 41: 0x100093F}  # of f such a vowel
KANA = {24: 0x4C0, 56: 0x4BA, 41: 0x4CA}  # ta ko ha
WELSH = US | {25: 0x12BD}  # w with dots


@pytest.fixture
def window(monkeypatch):
    """Return ``window(layout)``: the places of a window of that layout; ``.event(code, state, type)`` tells a key."""

    def make(layout):
        known = {code: ord(one) if isinstance(one, str) else one for code, one in layout.items()}
        native = SimpleNamespace(_event_text_symbol=lambda event: event.said, pressed_keys={1}, _x_display=None)
        places = KeyPlaces(native)
        monkeypatch.setattr(key_places, "_keysyms", lambda _, codes: tuple(known.get(code, 0) for code in codes))

        def event(code, state=0, type=PRESS, symbol=None, time=0):
            named = known[code] if 0 < known.get(code, 0) < 128 else code << 32  # what pyglet has no name for
            said = (None, named if symbol is None else symbol)
            told = native._event_text_symbol(SimpleNamespace(
                xkey=SimpleNamespace(keycode=code, state=state, time=time), type=type, said=said))  # fmt: skip
            return places.of(told[1]), told[1]

        return SimpleNamespace(places=places, event=event, native=native)

    return make


def test_the_number_row_is_digits_where_they_need_shift_and_what_else_they_type_stays(window):
    azerty = window(AZERTY)
    for state in (0, LOCK, CONTROL):
        assert [azerty.event(code, state) for code in range(10, 20)] == [
            (one, getattr(key, f"_{one}")) for one in "1234567890"]  # fmt: skip
    assert azerty.event(10, SHIFT, symbol=key._1) == ("1", key._1)
    assert azerty.event(14, ALT_GR, symbol=key.BRACKETLEFT) == ("", key.BRACKETLEFT)
    assert window(US).event(10, SHIFT, symbol=key.EXCLAMATION) == ("1", key.EXCLAMATION)


@pytest.mark.parametrize(("layout", "code", "place", "symbol", "written"), [
    (AZERTY, 24, "q", key.A, "A"), (AZERTY, 38, "a", key.Q, "Q"), (AZERTY, 52, "z", key.W, "W"),
    (AZERTY, 58, "m", key.COMMA, ","), (QWERTZ, 29, "y", key.Z, "Z"), (QWERTZ, 52, "z", key.Y, "Y"),
    (DVORAK, 56, "b", key.X, "X"), (DVORAK, 57, "n", key.B, "B"), (DVORAK, 24, "q", key.APOSTROPHE, "'"),
    (SERBIAN, 24, "q", key.Q, "\u0409"), (THAI, 56, "b", key.B, "\u0e34"), (HINDI, 41, "f", key.F, "\u093f"),
    (KANA, 24, "q", key.Q, "\uff80"), (KANA, 56, "b", key.B, "\uff7a"), (WELSH, 25, "w", 25 << 32, "\u1e84"),
    (RUSSIAN, 56, "b", key.B, "\u0418"), (RUSSIAN, 24, "q", key.Q, "\u0419"), (RUSSIAN, 41, "f", key.F, "\u0410"),
])  # fmt: skip
def test_a_key_has_a_place_a_letter_and_what_is_written_on_it(window, layout, code, place, symbol, written):
    one = window(layout)
    assert one.event(code) == (place, symbol)
    assert one.places.written(place) == written
    assert one.event(code, type=RELEASE) == (place, symbol)


@pytest.mark.parametrize(("layout", "b", "f"), [
    (US, "B", "F"), (AZERTY, "B", "F"), (DVORAK, "B", "F"), (RUSSIAN, "\u0418 (B)", "\u0410 (F)"),
    (KANA, "\uff7a (B)", "\uff8a (F)"), (WELSH, "B", "F"),
    (SERBIAN, "\u0411 (B)", "\u0424 (F)"), (THAI, "\u0e34 (B)", "\u0e14 (F)"), (HINDI, "\u0935 (B)", "\u093f (F)"),
    (US | {56: "\xe7", 59: "b"}, "B", "F"), (US | {41: "e", 61: "f"}, "B", "F"),  # Turkish F and bépo: beside the rows
])  # fmt: skip
def test_commands_are_told_as_they_are_written(window, layout, b, f):
    places = window(layout).places
    assert (places.command("b"), places.command("f")) == (b, f)


def test_brackets_are_where_they_are_in_america_where_letters_lie_on_them(window):
    assert [window(RUSSIAN).event(code) for code in (34, 35)] == [("", key.BRACKETLEFT), ("", key.BRACKETRIGHT)]
    german = window(QWERTZ | {34: 0xFC})
    assert german.event(34) == ("", 34 << 32)  # ü: its brackets are typed with AltGr


def test_which_places_command_and_which_are_free(window):
    places = window(DVORAK).places
    assert [one for one in "qwertyuiopasdfghjklzxcvbnm" if places.letter(one) == "b"] == ["n"]
    assert places.letter("q") == ""  # an apostrophe
    assert window(RUSSIAN).places.letter("b") == "b"
    turkish = window(TURKISH_F)
    assert (turkish.places.letter("r"), turkish.places.command("r"), turkish.places.written("r")) == ("", "R", "I")
    assert [turkish.event(code)[1] == key.R for code in (27, 30)] == [False, True]
    assert window({}).places.letter("b") == "b"  # a layout that says nothing


@pytest.mark.parametrize(("symbol", "letter"), [
    (0x6C9, "\u0418"), (0x6A4, "\u0404"), (0x7E1, "\u0391"), (0xCE0, "\u05d0"), (0x10010E1, "\u10e1".upper()),
    (0xDF, "\xdf"), (0x2B9, "I"), (0xFE51, "Q"), (0, "Q"),
])  # fmt: skip
def test_symbols_of_every_age_are_letters(window, symbol, letter):
    assert window({24: symbol}).places.written("q") == letter


def test_the_keypad_is_digits_with_numlock_and_without(window):
    one, codes = window(US), (90, 87, 88, 89, 83, 84, 85, 79, 80, 81)
    assert [one.event(code, symbol=key.NUM_END)[0] for code in codes] == [*"0123456789"]
    assert one.event(86, symbol=key.NUM_ADD) == ("", key.NUM_ADD)


def test_a_key_is_let_go_as_it_was_pressed_whatever_is_held_by_then(window):
    one = window(US)
    assert one.event(10, SHIFT, symbol=key.EXCLAMATION) == ("1", key.EXCLAMATION)
    assert one.event(10, 0, RELEASE, symbol=key._1) == ("1", key.EXCLAMATION)
    assert one.event(24, ALT_GR, symbol=key.AT) == ("", key.AT)
    assert one.event(24, 0, RELEASE) == ("", key.AT)
    assert one.event(24, 0, RELEASE) == ("q", key.Q)  # one that was pressed elsewhere


def test_a_window_that_is_left_has_no_key_down(window):
    one = window(US)
    one.event(10, SHIFT, symbol=key.EXCLAMATION)
    one.places.forget()
    assert one.native.pressed_keys == set()
    assert one.event(10, 0, RELEASE, symbol=key._1) == ("1", key._1)


def test_layouts_are_told_apart(window):
    assert len({window(layout).places.layout() for layout in (US, AZERTY, QWERTZ, DVORAK, RUSSIAN)}) == 5
    assert KeyPlaces(SimpleNamespace()).layout() == ()


def test_elsewhere_a_letter_stands_for_its_place():
    native = SimpleNamespace()
    places = KeyPlaces(native)
    places.forget()
    assert vars(native) == {}
    assert [places.of(one) for one in (key.Q, key._1, key.NUM_1, key.NUM_0, key.COMMA, key.F1)] == [
        "q", "1", "1", "0", "", ""]  # fmt: skip
    assert (places.written("q"), places.letter("b"), places.command("b")) == ("Q", "b", "B")


def test_a_key_that_waited_to_be_heard_was_pressed_when_it_was(window, monkeypatch):
    now = 2**32 / 1000 + 5.0  # s: the server's milliseconds have just begun anew
    monkeypatch.setattr(key_places.time, "perf_counter", lambda: now)
    us = window(US)
    for stamp, late in ((5_000, 0.0), (1_000, 4.0), (2**32 - 2_000, 7.0), (9_000, 0.0), (2**31, 0.0)):
        us.event(24, time=stamp)
        assert us.places.time() == pytest.approx(now - late, abs=0.002)
    native = SimpleNamespace()  # a window of a system that tells no times
    assert KeyPlaces(native).time() == now
