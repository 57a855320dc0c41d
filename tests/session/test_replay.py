"""A performance that is played, recorded and drawn again is the same performance, bit for bit."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from renderer import Bind
from renderer.core.paths import INSTALLATIONS
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.scene.catalogue import load
from renderer.scene.effect import chain_of
from renderer.scene.scene import Effect
from renderer.session.replay import begin_take, keep, replayed
from renderer.session.session import begin
from renderer.session.setup import Setup
from renderer.session.take_file import read_take
from renderer.show.input.event import Event
from renderer.show.input.instrument import Instrument

FPS = Fraction(30)
FRAMES = 40
SIZE = (64, 36)


@pytest.fixture(scope="module")
def loaded():
    return load(INSTALLATIONS / "enamel" / "scene.py")


def play(loaded, path):
    """Return the sessions of a performance as they were drawn: knobs, a fade, a cut, a new seed, an undo, a reset."""
    session, instrument = begin(loaded, seed=5), Instrument([])
    recorder = begin_take(path, Setup(loaded.name), session, frame=0, fps=FPS, size=SIZE)
    preset = loaded.presets[0].name
    script = {2: ("/chorus/param/parting", 0.9), 5: ("/chorus/param/breath", 0.7), 9: (f"/chorus/cue/{preset}", 1.0),
              12: ("/chorus/param/breath", 0.2), 30: (f"/chorus/preset/{preset}", 1.0),
              31: ("/chorus/typed/parting", 0.1 + 0.2)}  # fmt: skip
    drawn = []
    for frame in range(FRAMES):
        now = frame / float(FPS)
        session = session.moved(now, now)
        events = [Event(now, *script[frame])] if frame in script else []
        session, _ = instrument.apply(session, events, now, now)
        if frame == 20:
            session = session.reseed(77, now)
        if frame == 22:
            session = session.bind(Bind("gap.lit", "depth", (0.0, 50.0), fall=2.0), now)
        if frame == 34:
            session = session.undo(now).reset("parting", now)
        keep(recorder, session, frame)
        drawn.append(session)
        session = session.settled()
    recorder.close()
    return drawn


def test_values_seed_holds_and_cycles_are_the_same_at_the_same_frames(loaded, tmp_path):
    drawn = play(loaded, tmp_path / "take")
    take, notes = read_take(tmp_path / "take", drawn[0].known)
    assert (notes, take.frames) == ((), range(FRAMES))
    assert len({session.values for session in drawn}) > 15
    for frame, session in enumerate(drawn):
        again = replayed(begin(loaded), take, frame)
        assert again.values == session.values
        assert again.binds == session.binds
        assert again.phases == session.phases
        doubled = replayed(begin(loaded), take, 2 * frame, 2 * FPS)
        assert (doubled.values, doubled.phases) == (session.values, session.phases)


def test_a_chain_that_changes_is_kept(loaded, tmp_path):
    session = begin(loaded)
    recorder = begin_take(tmp_path / "take", Setup(loaded.name), session, frame=0, fps=FPS, size=SIZE)
    for frame, chain in enumerate([(), (Effect("tear", amount=0.4),), (Effect("tear", amount=0.4), Effect("blocks"))]):
        keep(recorder, replace(session, effects=chain), frame)
    recorder.close()
    take, notes = read_take(tmp_path / "take", session.known)
    assert notes == ()
    assert [chain_of(take.fact("effects", frame)) for frame in range(3)] == [
        (), (Effect("tear", amount=0.4),), (Effect("tear", amount=0.4), Effect("blocks"))]  # fmt: skip


def test_its_pictures_are_the_same_bit_for_bit(gl, loaded, tmp_path):
    drawn = play(loaded, tmp_path / "take")
    take, _ = read_take(tmp_path / "take", drawn[0].known)
    engine = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), SIZE)

    def picture(session, frame):
        engine.draw(loaded.scene.frame(frame, FPS, SIZE, session.values.seed), session.params,
                    held=session.values.held, phases=session.phases)  # fmt: skip
        return np.array(engine.read())

    live = [picture(session, frame) for frame, session in enumerate(drawn)]
    for frame in range(0, FRAMES, 3):
        assert (picture(replayed(begin(loaded), take, frame), frame) == live[frame]).all()
    assert (live[4] != live[39]).any()
    engine.release()


def test_parameters_that_the_scene_lost_are_left_out(loaded, tmp_path):
    play(loaded, tmp_path / "take")
    text = (tmp_path / "take").read_text().replace('"parting"', '"prting"')
    (tmp_path / "take").write_text(text)
    session = begin(loaded)
    take, notes = read_take(tmp_path / "take", session.known)
    assert "did you mean 'parting'" in notes[0]
    assert replayed(session, take, 39).params.parting == session.params.parting
    assert replayed(session, read_take(tmp_path / "take")[0], 39).params.parting == session.params.parting
