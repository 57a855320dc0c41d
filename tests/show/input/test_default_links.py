"""Any instrument plays any scene before anything is learned."""

import mido
import pytest

from renderer import Pass, Scene
from renderer.core.errors import ParamError
from renderer.core.paths import INSTALLATIONS
from renderer.params.param import Spec
from renderer.scene.catalogue import Loaded, load
from renderer.session.mapping import read_mapping, unfit
from renderer.session.memory import recall, remember
from renderer.session.setup import Setup
from renderer.show.input.audio import drummer
from renderer.show.input.default_links import playable
from renderer.show.input.event import Event
from renderer.show.input.instrument import Instrument
from renderer.show.input.midi import midi_file

SCENES = sorted(INSTALLATIONS.glob("*/scene.py"))


@pytest.fixture
def links(session):
    return playable(session.known, [preset.name for preset in session.presets], session.params)


@pytest.mark.parametrize("module", SCENES, ids=lambda path: path.parent.name)
def test_every_installation_can_be_played_with_every_instrument(module):
    scene = load(module).scene
    known = {name: field.metadata["param"] for name, field in scene.params.__dataclass_fields__.items()}
    presets = [preset.name for preset in load(module).presets]
    mapping = playable(known, presets, scene.params())
    assert unfit(mapping, known, presets) == ()
    kinds = {address.split("/")[1] for address in mapping.links}
    assert kinds == {"key", "midi", "pad", "audio"}


@pytest.mark.parametrize(("address", "name", "on"), [
    ("/midi/1/note/36", "tear_amount", 1.0), ("/midi/10/note/37", "blocks_amount", 1.0),
    ("/midi/1/cc/1", "tear_amount", 1.0), ("/midi/1/note/60", "burst", True),
    ("/pad/righttrigger", "blocks_amount", 1.0),
    ("/pad/start", "burst", True), ("/audio/onset", "burst", True), ("/audio/low", "blocks_amount", 0.6),
])  # fmt: skip
def test_a_control_plays_and_let_go_it_rests(session, links, address, name, on):
    instrument = Instrument([], links)
    session, _ = instrument.apply(session, [Event(0.0, address, 1.0)], 0.0, 0.0)
    assert getattr(session.params, name) == pytest.approx(on)
    session, _ = instrument.apply(session.settled(), [Event(0.0, address, 0.0)], 0.0, 0.0)
    assert not getattr(session.params, name)


class Hands:
    """Plays addresses, and tells what ``tear_amount`` is then."""

    def __init__(self, session, links):
        self.session, self.instrument = session, Instrument([], links)

    def __call__(self, address, value):
        events = [Event(0.0, address, one) for one in (value if isinstance(value, list) else [value])]
        self.session, _ = self.instrument.apply(self.session.moved(9.0, 9.0), events, 9.0, 0.0)
        return self.session.moved(9.0, 9.0).params.tear_amount


@pytest.fixture
def hands(session, links):
    return Hands(session.turn("tear_amount", 0.3, 0.0), links)


@pytest.mark.parametrize("address", ["/key/q", "/midi/1/note/36", "/midi/1/cc/1", "/pad/lefttrigger"])
def test_what_is_let_go_is_what_stood_before_a_hand_came(hands, address):
    assert [hands(address, value) for value in (0.0, 1.0, 0.0)] == [0.3, 1.0, 0.3]
    assert hands(address, [1.0, 0.0]) == 0.3  # within one frame
    assert hands(address, 0.5) == pytest.approx(0.65)
    assert hands(address, 0.25) == pytest.approx(0.475)
    assert hands(address, 0.0) == 0.3


def test_what_a_preset_set_while_a_key_was_held_stays(hands):
    assert hands("/key/q", 1.0) == 1.0
    assert hands("/key/1", 1.0) == 0.0  # calm
    assert hands("/key/q", 0.0) == 0.0
    assert hands("/key/2", 1.0) == 1.0  # rupture
    assert [hands("/key/w", value) for value in (1.0, 0.0)] == [1.0, 1.0]


@pytest.mark.parametrize("press", [False, True])
def test_a_key_that_is_let_go_while_a_cue_is_on_its_way_gives_back_where_that_leads(session, links, press):
    session = session.turn("tear_amount", 0.3, 0.0)
    instrument, played = Instrument([], links), []
    for now, address, value in ((0.0, "/key/q", float(not press)), (0.0, "/key/1", 1.0), (1.0, "/key/q", 1.0 * press),
                                (1.1, "/key/q", 0.0)):  # fmt: skip
        session, _ = instrument.apply(session.moved(now, now), [Event(0.0, address, value)], now, now)
        played.append(session.params.tear_amount)
    assert played[2:] == [1.0 * press, 0.0]  # calm, not the half-way of its fade
    assert session.moved(9.0, 9.0).params.tear_amount == 0.0


@pytest.mark.parametrize("key", ["q", "a"])
def test_another_life_gives_back_what_stood_before_a_hand_came(hands, links, tmp_path, key):
    assert hands(f"/key/{key}", 1.0) == 1.0
    scene = Scene("T", type(hands.session.params), (Pass("image", "image.frag"),))
    remember(tmp_path / "kept.json", Setup("t"), hands.session, 0)
    kept = recall(tmp_path / "kept.json", Loaded(scene, "t", tmp_path / "scene.py"))
    assert kept.notes == ()
    later = Hands(kept.session, links)
    assert [later(f"/key/{key}", value) for value in (1.0, 0.0)][key == "q"] == 0.3


def test_a_latch_gives_back_what_stood_before_and_ends_what_a_preset_began(hands):
    for _ in range(2):
        assert [hands("/key/a", value) for value in (1.0, 0.0)] == [1.0, 1.0]
        assert "tear_amount" in hands.instrument._hands
        assert [hands("/key/a", value) for value in (1.0, 0.0)] == [0.3, 0.3]
        assert "tear_amount" not in hands.instrument._hands
    hands("/key/2", 1.0)
    assert hands("/key/a", 1.0) == 0.0


def test_a_link_that_says_low_itself_keeps_it(session, links, tmp_path):
    (tmp_path / "m.toml").write_text('[[link]]\naddress = "/key/q"\nto = "tear_amount"\nlow = 0.1\n')
    hands = Hands(session.turn("tear_amount", 0.3, 0.0), links | read_mapping(tmp_path / "m.toml"))
    assert [hands("/key/q", value) for value in (1.0, 0.0)] == [1.0, 0.1]
    (tmp_path / "m.toml").write_text('[[link]]\naddress = "/key/q"\nto = "tear_amount"\nreturns = 1\n')
    with pytest.raises(ParamError, match="'returns' does not belong here"):
        read_mapping(tmp_path / "m.toml")


@pytest.mark.parametrize("address", ["/midi/1/note/49", "/midi/1/program/1", "/pad/right", "/key/2"])
def test_a_cue_is_called_from_anywhere(session, links, address):
    session, changes = Instrument([], links).apply(session, [Event(0.0, address, 0.4)], 0.0, 0.0)
    assert [change.value for change in changes] == ["rupture"]
    assert session.morph is not None


def test_a_midi_file_alone_plays_a_performance(session, links, tmp_path):
    notes = [(0, "note_on", 36), (480, "note_off", 36), (0, "note_on", 60), (480, "note_on", 49), (1920, "note_on", 48)]
    file = mido.MidiFile(ticks_per_beat=480)
    messages = [mido.Message(kind, note=note, velocity=127, time=time) for time, kind, note in notes]
    file.tracks.append(mido.MidiTrack(messages))
    file.save(tmp_path / "a.mid")
    instrument = Instrument([midi_file(tmp_path / "a.mid", 0.0)], links)
    seen = []
    for frame in range(150):
        now = frame / 30
        session, changes = instrument.apply(session.moved(now, now), instrument.poll(now), now, now)
        seen += [(frame, change.name, change.value) for change in changes]
        session = session.settled()
    assert seen == [(0, "tear_amount", 1.0), (15, "tear_amount", 0.0), (15, "burst", True), (30, "cue", "rupture"),
                    (90, "cue", "calm")]  # fmt: skip
    assert session.moved(9.0, 9.0).params.glow == 0.5
    assert instrument.refused == 0


def test_a_drummer_alone_moves_the_picture(session, links):
    instrument = Instrument([drummer(3, 120.0, 0.0)], links)
    fired, low = [], []
    for frame in range(150):
        now = frame / 30
        session, _ = instrument.apply(session, instrument.poll(now), now, now)
        fired += [now] if session.params.burst else []
        low.append(session.params.blocks_amount)
        session = session.settled()
    assert len(fired) >= 9
    assert all(min(abs(at - beat / 4) for beat in range(25)) < 0.06 for at in fired)  # kicks, and hats between
    assert max(low) - min(low[30:]) > 0.1


def test_notes_and_keys_that_play_do_not_meet():
    """Octaves of a keyboard: what is held from 36 on, cues from 48, triggers from 60, twelve of each."""
    known = {f"fx{n}_amount": Spec("number", 0.0, 0.0, 1.0) for n in range(20)}
    known |= {f"go{n}": Spec("trigger", False) for n in range(20)}
    params = type("P", (), dict.fromkeys(known, 0.0))()
    links = playable(known, [f"p{n}" for n in range(20)], params).links
    for first, names in ((36, "fx{}_amount"), (48, "p{}"), (60, "go{}")):
        assert [links[f"/midi/1/note/{first + n}"].to for n in range(12)] == [names.format(n) for n in range(12)]
    assert "/midi/1/note/35" not in links
    assert "/midi/1/note/72" not in links
    cues = playable({}, [f"p{n}" for n in range(20)], params).links
    assert "/midi/1/note/59" in cues
    assert "/midi/1/note/60" not in cues
