"""Keys of presets: told once, theirs for a session; what is saved comes after them, what is gone keeps its place."""

import pytest

from renderer.params.preset import Preset
from renderer.params.preset_keys import key_of, keyed

DUSK, NOON, DAWN = map(Preset, ("dusk", "noon", "dawn"))


def test_a_preset_that_is_saved_moves_none_whatever_its_name():
    assert keyed(("dusk", "noon"), (DUSK, NOON), (DAWN, DUSK, NOON)) == ("dusk", "noon", "dawn")
    assert keyed((), (), (DAWN, DUSK)) == ("dawn", "dusk")


def test_one_that_is_gone_comes_back_to_its_key_and_nobody_else_does():
    gone = keyed(("dusk", "noon"), (DUSK, NOON), (DAWN, NOON))
    assert gone == ("dusk", "noon", "dawn")
    assert keyed(gone, (DAWN, NOON), (DAWN, DUSK, NOON)) == gone


def test_where_no_key_is_left_that_of_one_that_is_gone_is_given_away():
    every = tuple(Preset(f"p{number}") for number in range(9))
    names = tuple(one.name for one in every)
    assert keyed(names, every, (DAWN, *every)) == (*names, "dawn")
    assert keyed(names, every, (DAWN, DUSK, *every[:3], *every[4:])) == (*names[:3], "dawn", *names[4:], "dusk")


def test_another_order_written_into_a_file_lays_all_anew_and_a_mended_file_moves_nothing():
    first = Preset("noon", order=1)
    assert keyed(("dusk", "noon"), (DUSK, NOON), (first, DUSK)) == ("noon", "dusk")
    broken = Preset("noon", unread="noon.toml:1: no")
    assert keyed(("dusk", "noon"), (DUSK, broken), (first, DUSK)) == ("dusk", "noon")
    assert keyed(("dusk", "noon"), (DUSK,), (Preset("dawn", order=1), DUSK, NOON)) == ("dusk", "noon", "dawn")


@pytest.mark.parametrize(("name", "key"), [("p0", "1"), ("p8", "9"), ("p9", ""), ("dusk", "")])
def test_a_key_is_one_of_nine(name, key):
    assert key_of(tuple(f"p{number}" for number in range(10)), name) == key
