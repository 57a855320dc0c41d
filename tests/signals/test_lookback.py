"""What binds hear: the last frames of a loop that goes round, worked out once."""

import numpy as np

from renderer.core.frame import Frame
from renderer.signals import lookback as module
from renderer.signals.lookback import Lookback
from renderer.signals.values import signal


def test_the_last_frames_are_what_each_alone_would_say(table):
    for name in ("mean.visit", "area.AL.visit", "completeness.visit", "drift.2"):
        found = Lookback(table, Frame(3, frames=40, seed=9)).last(name, 60)
        alone = [signal(name, table, Frame(index, frames=40, seed=9)) for index in range(3 - 59, 4)]
        assert np.array_equal(found, alone, equal_nan=True)


def test_a_loop_is_worked_out_once(table, monkeypatch):
    asked = []
    monkeypatch.setattr(module, "signal", lambda name, *_: (asked.append(name), float("nan"))[1])
    for index in range(100, 130):
        assert np.isnan(Lookback(table, Frame(index, frames=40)).last("mean.visit", 30)).all()
    assert len(asked) == 40
    Lookback(table, Frame(3, frames=50)).last("mean.visit", 10)
    assert len(asked) == 50


def test_the_figures_are_all_that_is_known_of_every_time(table):
    lookback = Lookback(table, Frame())
    assert lookback.figures("mean.visit").tolist() == [10, 20, 30, 40, 50, 60, 80]
    assert lookback.figures("width.visit").tolist() == [6] * 7
    assert lookback.figures("area.AL.width.visit").tolist() == [6] * 7
    assert lookback.figures("median.visit@race=other").tolist() == []
