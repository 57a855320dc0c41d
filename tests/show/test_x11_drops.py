"""Announcements of drops: those that name their types, those that list them; test_roles_live drops real files."""

from types import SimpleNamespace

import pytest

from renderer.show.x11_drops import x11_drops

URIS, PLAIN = 250, 251


@pytest.fixture
def native():
    heard = []
    return SimpleNamespace(_xdnd_atoms={"text/uri-list": URIS}, _event_drag_enter=heard.append, heard=heard)


def announced(*types, more=0):
    words = [77, 5 << 24 | more, *types, *[0] * (3 - len(types))]
    return SimpleNamespace(xclient=SimpleNamespace(data=SimpleNamespace(l=words)))


@pytest.mark.parametrize(("types", "wanted"), [((URIS,), URIS), ((PLAIN, URIS), URIS), ((PLAIN,), None), ((), None)])
def test_up_to_three_types_are_read_where_they_are_named(native, types, wanted):
    x11_drops(native)
    native._event_drag_enter(announced(*types))
    assert (native._xdnd_source, native._xdnd_version, native._xdnd_format) == (77, 5, wanted)
    assert native.heard == []


def test_a_list_of_types_is_read_by_pyglet(native):
    x11_drops(native)
    event = announced(PLAIN, more=1)
    native._event_drag_enter(event)
    assert native.heard == [event]


def test_where_there_is_no_x11_nothing_is_done():
    native = SimpleNamespace()
    x11_drops(native)()
    assert vars(native) == {}
