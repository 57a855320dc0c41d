"""The keys of a show are told as they are written, and again only what is another: by a save, or by a layout."""

from types import SimpleNamespace

from renderer.session.mapping import Link, Mapping
from renderer.show.input.keyboard import ALL
from renderer.show.key_words import LOOK, KeyWords

US, FR = {"q": "Q", "2": "2"}, {"q": "A", "2": "2"}
CUE, HELD = Link("/key/2", "rupture", "cue"), Link("/key/q", "tear_amount")
FIRST = "keys: B blackout, F freeze, 0 begin anew, F6 corner pin, Esc twice to leave"


def mapping(*links):
    return Mapping({link.address: link for link in links})


def test_what_changed_is_told_again_and_nothing_else():
    said, asked, layout = [], [], [US]
    keys = SimpleNamespace(command=str.upper, written=lambda place: asked.append(place) or layout[0][place],
                           layout=lambda: tuple(map(ord, layout[0]["q"])))  # fmt: skip
    words = KeyWords(keys, said.append)
    words.tell(mapping(CUE, HELD), 0.0)
    assert said == [FIRST, "keys that fade to a preset: 2 rupture", "while held: Q tear_amount"]
    for second in range(9):
        words.tell(mapping(CUE, HELD), (1 + second) * LOOK)
    assert (len(said), len(asked)) == (3, 2)  # what is written is not asked of the X server again and again
    layout[0] = FR
    words.tell(mapping(CUE, HELD), 9.5 * LOOK)
    assert len(said) == 3  # it looks once a second
    words.tell(mapping(CUE, HELD), 11 * LOOK)
    assert said[3:] == ["while held: A tear_amount"]
    words.tell(mapping(CUE), 13 * LOOK)
    words.tell(mapping(Link("/key/2", "calm", "cue")), 15 * LOOK)
    assert said[4:] == ["keys that fade to a preset: 2 calm"]


def test_places_whose_letters_command_do_not_play_in_the_layout_that_is_on():
    layout = ["qwertyuiopasdfghjklzxcvbnm"]
    places = dict(zip(layout[0], range(26), strict=True))
    keys = SimpleNamespace(command=str.upper, written=str.upper, layout=lambda: tuple(map(ord, layout[0])),
                           letter=lambda place: layout[0][places[place]] if place in places else place)  # fmt: skip
    words = KeyWords(keys, [].append)
    american = words.playing()
    assert set(ALL) - set(american) == {"b", "f"}
    words.tell(mapping(CUE), 0.0)
    assert words.moved(2 * LOOK) is None
    layout[0] = "',.pyfgcrlaoeuidhtns;qjkxbm"[:26]  # of Dvorak, place by place
    assert words.moved(0.5 * LOOK) is None  # it looks once a second
    told = []
    words._say = told.append
    for second, half in ((2, "qwert" + layout[0][5:]), (3, layout[0])):  # it is changed in steps
        whole, layout[0] = layout[0], half
        assert words.moved(second * LOOK) is None
        words.tell(mapping(CUE), second * LOOK)
        layout[0] = whole
    moved = words.moved(4 * LOOK)
    assert told == []
    assert set(ALL) - set(moved) == {place for place in ALL if keys.letter(place) in "bf"} != {"b", "f"}
    assert words.moved(6 * LOOK) is None
