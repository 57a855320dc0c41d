"""Who plays: links learned and kept in a file, a take begun and ended, sources that are not there."""

from dataclasses import asdict, replace
from fractions import Fraction

import pytest

from renderer.core.errors import RendererError
from renderer.core.paths import ROOT
from renderer.params.preset import Preset
from renderer.scene.catalogue import load
from renderer.session.mapping import read_mapping
from renderer.session.session import begin
from renderer.session.setup import Setup
from renderer.session.take_file import read_take
from renderer.show.input.event import Event
from renderer.show.player import MOST_WAITING, Player, Sources, take_path

FPS = Fraction(30)
SETUP = Setup("probe", figures="figures.csv", places="wall.json")


@pytest.fixture(scope="module")
def probe():
    return load(ROOT / "tests/scenes/probe/scene.py")


@pytest.fixture
def player(probe, tmp_path):
    """Return ``player(...)``: who plays the probe scene, what was said, and a script of events to play from."""
    made = []

    def make(**sources):
        said = []
        one = Player(Sources(**{"mapping": tmp_path / "new" / "links.toml"} | sources), None, said.append)
        one.said, one.script = said, []
        one.instrument.poll = lambda now: [Event(now, *one.script.pop(0))] if one.script else []
        one.fit(probe, begin(probe))
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()


def test_a_control_that_is_touched_while_one_learns_plays_the_parameter_from_then_on(player, probe, tmp_path):
    one, session = player(), begin(probe)
    one.learn("level")
    one.script = [("/midi/1/cc/7", 0.25), ("/midi/1/cc/7", 0.75)]
    session = one.play(session, 0, 0.0, 0.0)
    session = one.play(session, 1, 1 / 30, 1 / 30)
    assert session.params.level == pytest.approx(0.75)
    kept = read_mapping(tmp_path / "new" / "links.toml")
    assert [link.to for link in kept.links.values()] == ["level"]
    again = player()
    again.script = [("/midi/1/cc/7", 0.5)]
    assert again.play(begin(probe), 0, 0.0, 0.0).params.level == pytest.approx(0.5)


def test_presets_are_played_as_they_lie_on_the_keys_of_the_session(player, probe):
    one = player()
    before = one.instrument.mapping
    one.fit(replace(probe, presets=probe.presets[::-1]), begin(probe))  # as where one became unreadable
    assert one.instrument.mapping == before


def test_a_preset_that_was_saved_comes_after_those_whose_keys_were_told(player, probe):
    one, told = player(), [preset.name for preset in probe.presets]
    saved = replace(probe, presets=(Preset("aa"), *probe.presets))
    session, _ = begin(probe).adopt(saved, 0.0)
    one.fit(saved, session)
    played = {f"/key/{number}": name for number, name in enumerate([*told, "aa"], 1)}
    assert {at: link.to for at, link in one.instrument.mapping.links.items() if at in played} == played
    gone = replace(probe, presets=(Preset("aa"), *probe.presets[1:]))
    one.fit(gone, session.adopt(gone, 0.0)[0])
    assert {at: link.to for at, link in one.instrument.mapping.links.items() if at in played} == {
        at: name for at, name in played.items() if at != "/key/1"}  # fmt: skip


def test_what_cannot_be_kept_is_told_and_played_all_the_same(player, probe, tmp_path):
    (tmp_path / "file").write_text("")
    one = player(mapping=tmp_path / "file" / "links.toml")
    one.learn("level")
    one.script = [("/midi/1/cc/7", 0.25), ("/midi/1/cc/7", 0.75)]
    session = one.play(begin(probe), 0, 0.0, 0.0)
    assert one.play(session, 1, 1 / 30, 1 / 30).params.level == pytest.approx(0.75)
    assert any("what was learned is not kept" in words for words in one.said)


def test_links_to_what_the_scene_has_not_are_told(player, tmp_path):
    (tmp_path / "links.toml").write_text('[[link]]\naddress = "/midi/1/cc/7"\nto = "levl"\n')
    one = player(mapping=tmp_path / "links.toml")
    assert any("did you mean 'level'?" in words for words in one.said)


def test_a_take_is_what_was_played_frame_by_frame(player, probe, tmp_path):
    one, session = player(), begin(probe)
    one.record(tmp_path / "a.take", SETUP, session, 10, FPS, (64, 36))
    one.script = [("/chorus/param/level", 1.0), ("/chorus/param/level", 0.0)]
    for index in (10, 11, 12):
        session = one.play(session, index, index / 30, index / 30)
    assert one.stop() == tmp_path / "a.take"
    assert one.stop() is None
    take, notes = read_take(tmp_path / "a.take", session.known)
    assert notes == ()
    assert [take.at(index)["level"] for index in (10, 11, 12)] == [1.0, 0.0, 0.0]
    assert (take.head.frame, take.head.size, take.head.fps) == (10, (64, 36), FPS)
    setup = take.head.setup
    assert (setup.scene, setup.figures, setup.places) == ("probe", "figures.csv", "wall.json")
    assert setup.params == asdict(probe.scene.params())  # as it was before the first control was touched


def test_a_second_take_ends_the_first_and_closing_ends_any(player, probe, tmp_path):
    one, session = player(), begin(probe)
    for name in ("a", "b"):
        one.record(tmp_path / name, SETUP, session, 0, FPS, (64, 36))
    one.play(session, 5, 0.2, 0.2)
    one.close()
    assert read_take(tmp_path / "a")[0].last == 0
    assert read_take(tmp_path / "b")[0].last == 5


def test_takes_are_numbered_after_those_that_are_there(tmp_path):
    assert take_path(tmp_path / "new", "probe") == tmp_path / "new" / "probe-001.take"
    for number in (1, 2, 4):
        (tmp_path / f"probe-{number:03d}.take").touch()
    assert take_path(tmp_path, "probe").name == "probe-003.take"


@pytest.mark.parametrize("source", [{"midi": "none.mid"}, {"audio": "none.wav"}])
def test_a_source_that_was_named_and_is_not_there_is_refused(source):
    with pytest.raises(RendererError, match="none"):
        Player(Sources(**source), None, lambda _: None)


def test_the_drummer_needs_no_device():
    one = Player(Sources(audio="drummer"), None, lambda _: None)
    heard = {event.address for frame in range(90) for event in one.instrument.poll(frame / 30)}
    assert any(address.startswith("/audio/") for address in heard)
    one.close()


def test_what_is_said_without_being_learned_is_written_nowhere(player, probe, tmp_path):
    one = player()
    one._heard("a pad went away")
    assert not (tmp_path / "new").exists()
    unkept = player(mapping=None)
    unkept.learn("level")
    unkept.script = [("/midi/1/cc/7", 0.25), ("/midi/1/cc/7", 0.75)]
    unkept.play(begin(probe), 0, 0.0, 0.0)
    assert unkept.said


def test_what_was_heard_between_two_frames_is_played_in_its_order_however_often_it_was_fetched(player, probe):
    one, session = player(), begin(probe)
    given = []
    one.instrument.apply = lambda session, events, *_: (given.append([e.value for e in events]) or session, ())
    one.script = [("/key/a", 1.0), ("/key/a", 0.0), ("/key/a", 1.0), ("/key/a", 0.0)]
    for now in (0.1, 0.2, 0.3):
        one.hear(now)
    one.play(session, 0, 0.0, 0.4)
    assert given == [[1.0, 0.0, 1.0, 0.0]]  # a key that was pressed twice in a slow frame
    one.play(session, 1, 0.1, 0.5)
    assert given[1] == []


def test_a_flood_within_a_slow_frame_does_not_grow_for_ever(player, probe):
    one = player()
    one.script = [(f"/chorus/param/p{n % 2}", n) for n in range(MOST_WAITING + 10)]
    while one.script:
        one.hear(0.0)
    given = []
    one.instrument.apply = lambda session, events, *_: (given.extend(events) or session, ())
    one.play(begin(probe), 0, 0.0, 0.0)
    assert len(given) <= MOST_WAITING
    assert [event.value for event in given][-2:] == [MOST_WAITING + 8, MOST_WAITING + 9]


def test_keys_that_are_free_in_another_layout_play_from_the_next_frame_on_and_what_is_held_is_let_go(probe):
    one, session = Player(Sources(), None, [].append, "1qw"), begin(probe)
    one.fit(probe, session)
    before = {address for address in one.instrument.mapping.links if address.startswith("/key/")}
    assert "/key/q" in before
    assert one.keyboard.press("q")
    session = one.play(session, 0, 0.0, 0.0)
    held = session.params.level
    assert held != probe.scene.params().level
    one.move("1e")
    session = one.play(session, 1, 0.1, 0.1)
    assert session.params.level == probe.scene.params().level
    now = {address for address in one.instrument.mapping.links if address.startswith("/key/")}
    assert ("/key/e" in now, "/key/q" in now) == (True, False)
    assert not one.keyboard.press("q")
    assert one.keyboard.press("e")
    assert one.play(session, 2, 0.2, 0.2).params.level == held
    one.close()
