"""A show that is watched: killed, stopped and ended, with real windows and real signals."""

import os
import re
import signal

import pytest


@pytest.fixture
def watched(chorus, probe, server):
    command = chorus("perform", probe, "--size", "320x180", "--supervise", "--hang", "3")
    command.until(lambda: server.screen().any())
    return command


def again(command, count):
    return command.until(lambda: command.said.count("a picture again after") == count)


def test_a_show_goes_on_then_afresh_then_safely_and_its_last_picture_stays(watched, server):
    watched.press("b", lambda: not server.screen().any())  # what the operator did stays, too
    watched.work(0.5)
    os.kill(watched.drawing, signal.SIGKILL)
    again(watched, 1)
    watched.work()
    assert "was ended by SIGKILL; it goes on where it was" in watched.said
    assert not server.screen().any()
    os.kill(watched.drawing, signal.SIGKILL)
    again(watched, 2)
    watched.until(lambda: server.screen().any())
    assert "the second time within a minute: it starts afresh" in watched.said
    os.kill(watched.drawing, signal.SIGKILL)
    assert server.screen().any()
    again(watched, 3)
    assert "the safe scene is shown" in watched.said
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ", line) for line in watched.said.splitlines())
    assert watched.leave("Escape", "Escape") == 0


def test_one_that_hangs_is_ended_and_nothing_is_left_where_its_watcher_is(watched, server):
    os.kill(watched.drawing, signal.SIGSTOP)
    again(watched, 1)
    assert "the show is ended" in watched.said
    watched.process.send_signal(signal.SIGTERM)
    assert watched.ended() == 143
    assert not server.screen().any()
