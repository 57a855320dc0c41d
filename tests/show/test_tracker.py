"""A head-tracked window: the eye is where OSC or the mouse says, and the picture is the one seen from there."""

import time
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from desktop import CAP
from pythonosc.udp_client import SimpleUDPClient

from renderer.core.view import head
from renderer.data.load import load_table
from renderer.flash.viewer import Safety
from renderer.frames.engine import Engine
from renderer.scene.catalogue import load
from renderer.session.session import begin
from renderer.show.osc import Listener
from renderer.show.stage import Stage
from renderer.show.tracker import ROOT, Tracker
from renderer.signals.source import Figures

MARCHED = Path(__file__).parents[1] / "scenes" / "marched"
SIZE = (96, 54)


@pytest.fixture
def window(gl):
    return SimpleNamespace(gl=gl, size=SIZE, ratio=1.0)


@pytest.fixture
def heard():
    """Return a listener, and what tells it a place and waits until it was heard."""
    listener = Listener("127.0.0.1", 0)
    client = SimpleUDPClient("127.0.0.1", listener.port)

    def say(tracker, *values, address=ROOT):
        before = listener.heard + listener.refused
        client.send_message(address, values)
        end = time.monotonic() + CAP
        while listener.heard + listener.refused == before and time.monotonic() < end:
            list(listener.drain())
            tracker.work()

    yield listener, say
    client._sock.close()
    listener.close()


def test_a_tracker_leads_the_eye_and_nonsense_does_not(window, heard):
    listener, say = heard
    tracker = Tracker(window, listener.branch(ROOT))
    say(tracker, 30.0, -20.0, 400.0)
    assert tracker.eye == (30.0, -20.0, 400.0)
    for wrong in ((1.0, 2.0), (1.0, 2.0, -5.0), ("left", 0.0, 300.0), (1.0, 2.0, 3.0, 4.0)):
        say(tracker, *wrong)
        assert tracker.eye == (30.0, -20.0, 400.0)
    assert listener.refused == 4
    say(tracker, 1.0, 2.0, 300.0, address=f"{ROOT}ing")
    assert tracker.eye == (30.0, -20.0, 400.0)


def test_the_mouse_leads_until_a_tracker_speaks(window, heard):
    listener, say = heard
    volume = load(MARCHED / "scene.py").scene.views
    tracker = Tracker(window, listener.branch(ROOT))
    assert tracker.view(volume, 16 / 9) == head(volume, 16 / 9, (0.0, 0.0, volume.distance))
    tracker.handlers()["on_mouse_motion"](SIZE[0], SIZE[1], 0, 0)
    right = tracker.view(volume, 16 / 9).eye
    assert right[0] == pytest.approx(volume.centre[0] + 0.4 * volume.distance)
    assert right[1] > volume.centre[1]
    say(tracker, 5.0, 6.0, 300.0)
    assert tracker.view(volume, 16 / 9) == head(volume, 16 / 9, (5.0, 6.0, 300.0))


def test_the_stage_draws_what_that_eye_sees(gl, window):
    loaded = load(MARCHED / "scene.py")
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    stage = Stage(window, SIZE, Fraction(30), lambda _: None, safety=Safety())
    stage.tracker = Tracker(window, None)
    stage.adopt(loaded, Figures(table))
    session, shown = begin(loaded), []
    for eye in ((0.0, 0.0, 300.0), (80.0, 20.0, 300.0)):
        stage.tracker.eye = eye
        stage.draw(session, 0)  # the same frame: only the eye has moved
        shown.append(stage.engine.read().copy())
    engine = Engine(gl, loaded, table, SIZE)
    engine.draw(loaded.scene.frame(0, Fraction(30), SIZE), view=head(loaded.scene.views, SIZE[0] / SIZE[1], eye))
    np.testing.assert_array_equal(shown[1], engine.read())
    assert (shown[0] != shown[1]).mean() > 0.05
    engine.release()
    stage.release()
