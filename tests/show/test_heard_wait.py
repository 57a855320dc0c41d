"""A wait of many seconds between two pictures is deaf to nobody."""

from types import SimpleNamespace

import pytest

from renderer.show import heard_wait
from renderer.show.heard_wait import LONG, wait_heard
from renderer.show.slow_frame import Left


@pytest.fixture
def clock(monkeypatch):
    """Return [s now]; every sleep goes on with it."""
    now = [0.0]
    monkeypatch.setattr(heard_wait, "time", SimpleNamespace(
        perf_counter=lambda: now[0], sleep=lambda s: now.append(now.pop() + s)))  # fmt: skip
    monkeypatch.setattr(heard_wait, "wait_until", lambda due: now.append(max(now.pop(), due)))
    return now


def test_who_acts_within_a_long_wait_is_heard_at_once_and_what_fails_then_is_told(clock):
    heard, failed = [], []

    def follow():
        raise ZeroDivisionError("of a display")

    wait_heard(100.0, failed.append, lambda: heard.append(clock[0]), follow)
    assert clock[0] == 100.0
    assert max(after - at for at, after in zip([0.0, *heard], [*heard, 100.0], strict=True)) <= LONG
    assert failed == ["ZeroDivisionError: of a display"] * len(heard)


def test_who_leaves_waits_no_longer(clock):
    def leave():
        if clock[0] > 3.0:
            raise Left

    wait_heard(100.0, pytest.fail, leave)
    assert 3.0 < clock[0] <= 3.0 + LONG


def test_between_pictures_of_a_fluent_show_nothing_is_done(clock):
    wait_heard(1 / 30, pytest.fail, lambda: pytest.fail("it has no time for that"))
    assert clock[0] == 1 / 30
