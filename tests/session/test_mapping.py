"""What plays what: links that are learned, kept and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.core.errors import ParamError
from renderer.params.param import Spec
from renderer.session.mapping import Link, Mapping, check_link, learn, mapping_text, read_mapping, scaled, unfit


@pytest.fixture
def read(tmp_path):
    def write_and_read(text):
        path = tmp_path / "map.toml"
        path.write_text(text, "utf-8")
        return read_mapping(path)

    return write_and_read


def test_what_was_learned_is_read_again(known, read):
    mapping = Mapping()
    for address, name, options in [
        ("/midi/1/cc/7", "glow", {"low": 1.0, "high": 0.5}), ("/key/q", "veil", {}), ("/midi/1/cc/8", "veil", {}),
        ("/midi/10/note/36", "burst", {}), ("/key/1", "dusk", {"seconds": 4.0}), ('/a"b\\', "prisms", {}),
    ]:  # fmt: skip
        mapping = learn(mapping, address, name, known, ["dusk"], **options)
    assert [link.mode for link in mapping.links.values()] == [
        "absolute", "toggle", "absolute", "trigger", "cue", "absolute"]  # fmt: skip
    assert read(mapping_text(mapping)) == mapping
    assert mapping_text(Mapping()) == ""


def test_one_address_does_one_thing_and_the_last_says_which(known):
    mapping = learn(learn(Mapping(), "/a", "glow", known), "/a", "prisms", known)
    assert [link.to for link in mapping.links.values()] == ["prisms"]
    assert (mapping | Mapping({"/a": Link("/a", "breath")})).find("/a").to == "breath"


def test_addresses_that_nobody_linked_mean_what_they_say_unless_a_link_says_otherwise():
    assert Mapping().find("/chorus/param/glow") == Link("/chorus/param/glow", "glow")
    assert Mapping().find("/chorus/cue/a/b").to == "a/b"
    assert Mapping().find("/chorus/param/") is None
    assert Mapping().find("/chorus/quit/now") is None
    own = Link("/chorus/param/glow", "breath")
    assert Mapping({own.address: own}).find(own.address) is own


@pytest.mark.parametrize(("name", "options", "words"), [
    ("glw", {}, "did you mean 'glow'"), ("ground", {}, "is a colour"), ("burst", {"mode": "toggle"}, "is a trigger"),
    ("glow", {"mode": "trigger"}, "is a number"), ("style", {"mode": "toggle"}, "no two ends"),
    ("glow", {"high": 5.0}, "5 is outside 0..4 stop"), ("glow", {"low": float("nan")}, "outside"),
    ("glow", {"mode": "absolut"}, "did you mean 'absolute'"), ("dsk", {"mode": "cue"}, "did you mean 'dusk'"),
])  # fmt: skip
def test_what_cannot_be_played_is_not_learned(known, name, options, words):
    with pytest.raises(ParamError, match=words):
        learn(Mapping(), "/a", name, known, ["dusk"], **options)


@pytest.mark.parametrize(("text", "words"), [
    ("[[link]", "cannot be read"), ("links = 1", "list of"), ("[[link]]\naddress = '/a'", "needs address and to"),
    ("[[link]]\naddress = '/a'\nto = 'glow'\nhgih = 1", "'hgih' does not belong here; did you mean 'high'"),
    ("[[link]]\naddress = '/a'\nto = 'glow'\nhigh = 'x'", "high = 'x' is no number"),
    ("[[link]]\naddress = '/a'\nto = 'glow'\nlow = nan", "is no number"),
    ("[[link]]\naddress = 7\nto = 'glow'", "is no text"), ("link = 3", "list of"), ("link = [3]", "link 1: it needs"),
    ("[[link]]\naddress = '/a'\nto = 'glow'\nmode = 'togle'", "did you mean 'toggle'"),
])  # fmt: skip
def test_a_file_that_is_no_mapping_says_where(read, text, words):
    with pytest.raises(ParamError, match=words):
        read(text)


def test_links_of_another_scene_are_told(known, tmp_path):
    mapping = Mapping({"/a": Link("/a", "glow"), "/b": Link("/b", "gone"), "/c": Link("/c", "x", "cue")})
    assert len(unfit(mapping, known, ["dusk"])) == 2
    path = tmp_path / "night.toml"
    path.write_text('[[link]]\naddress = "/a"\nto = "glow"\n\n[[link]]\naddress = "/b"\nto = "glw"\n')
    told = unfit(read_mapping(path), known, [], path)
    assert told == ("night.toml:7: /b: no parameter 'glw'; did you mean 'glow'?",)
    path.write_text("")  # and somebody edits it meanwhile
    assert unfit(mapping, known, ["dusk"], path)[0].startswith("night.toml: /")


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6).filter(abs), st.floats(-2, 3))
def test_nothing_scaled_leaves_the_range_and_the_ends_are_exact(start, length, value):
    low, high = sorted((start, start + length))
    if low == high:
        return
    spec = Spec("number", low, low, high)
    assert low <= scaled(Link("/a", "x"), spec, value) <= high
    assert scaled(Link("/a", "x"), spec, 0.0) == low
    assert scaled(Link("/a", "x"), spec, 1.0) == high
    assert scaled(Link("/a", "x", low=high, high=low), spec, 0.0) == high
    check_link(Link("/a", "x", low=high, high=low), {"x": spec})
