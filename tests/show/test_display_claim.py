"""One display, one show: another one is refused before its window opens, whatever it is and however the first ended."""

import os
import signal
import socket
import subprocess
import sys
from dataclasses import replace
from threading import Thread
from types import SimpleNamespace

import pytest
from desktop import CAP, PROBE

from renderer.core.errors import DisplayError
from renderer.preview import actions
from renderer.show import display_claim as module
from renderer.show.display_claim import DisplayClaim, holder_of, refusal
from renderer.show.heartbeat import Heartbeat
from renderer.show.life import RESUMED, Life
from renderer.show.monitors import Display
from renderer.show.x11_marks import Process, ShowMark, marks, opened, take_place
from renderer.show.x11_retained import let_go, retain, sweep_retained

LEFT, RIGHT = Display("HDMI-1", 0, 0, 640, 360), Display("DP-1", 640, 0, 640, 360)
TWIN = Display("DP-2", 0, 0, 640, 480)  # it shows what LEFT shows


def test_a_second_show_is_refused_with_the_first_one_named_and_a_kill_gives_the_display_back(chorus, probe, server):
    first = chorus("perform", probe, "--size", "320x180")
    first.until(lambda: server.screen().any())
    second = chorus("perform", PROBE, "--display", "1")
    assert second.ended() == 2
    second.close()
    assert second.said.startswith(f"screen is taken: process {first.drawing} shows '{probe / 'scene.py'}' there")
    assert f"kill {first.drawing})" in second.said
    first.process.kill()
    first.process.wait(CAP)
    third = chorus("perform", PROBE, "--size", "320x180")
    third.until(lambda: server.screen().any())
    assert third.leave("Escape", "Escape") == 0


@pytest.fixture
def desk(server, monkeypatch):
    """Return a desktop with ``take(show, display, watcher)``, by processes that do nothing; ``end(process)`` them."""
    monkeypatch.setenv("DISPLAY", server.name)
    processes = []

    def process():
        processes.append(subprocess.Popen(["sleep", "9999"]))
        return processes[-1]

    def end(one):
        one.kill()
        one.wait(CAP)

    with opened() as (x11, display):

        def mark(show, place, watcher=None):
            return ShowMark(Process.of(show.pid), watcher and Process.of(watcher.pid), "enamel", place.name, place.area)

        def take(*who):
            return take_place(display, mark(*who))[1]

        yield SimpleNamespace(process=process, end=end, mark=mark, take=take, display=display,
                              seen=lambda: [one for _, one in marks(x11, display)])  # fmt: skip
    for one in processes:
        end(one)


def test_a_place_is_held_while_a_show_or_who_watches_it_lives(desk):
    one, other, watcher = desk.process(), desk.process(), desk.process()
    assert desk.take(one, LEFT) is None
    assert desk.take(other, LEFT) == desk.take(other, TWIN) == desk.mark(one, LEFT)
    assert desk.take(other, RIGHT, watcher) is None
    desk.end(one)
    assert desk.take(desk.process(), TWIN) is None
    desk.end(other)
    third = desk.process()
    assert desk.take(third, RIGHT).show.number == other.pid  # it is begun again in a moment ...
    assert desk.take(third, RIGHT, watcher) is None  # ... as the next life of the same
    desk.end(watcher)
    assert desk.take(desk.process(), RIGHT) is None  # of a show whose watcher is gone nobody comes back


def test_a_process_of_the_same_number_is_another_and_one_of_another_machine_may_run(desk):
    one = Process.of(desk.process().pid)
    assert one.runs
    assert not replace(one, since=one.since + 1).runs
    assert replace(one, machine=f"not {one.machine}", number=1 << 22).runs
    gone = subprocess.Popen(["true"])
    os.waitid(os.P_PID, gone.pid, os.WEXITED | os.WNOWAIT)
    assert not Process.of(gone.pid).runs  # it has ended, and nobody has asked how
    gone.wait(CAP)


def test_a_machine_that_is_called_otherwise_since_is_the_same(monkeypatch, desk):
    one = desk.process()
    mark = desk.mark(one, LEFT)
    renamed = f"dhcp-of-{socket.gethostname()}"
    monkeypatch.setattr(socket, "gethostname", lambda: renamed)
    later = Process.of(one.pid)
    assert (later, later.host) == (mark.show, renamed) != (mark.show, mark.show.host)
    desk.end(one)
    assert not mark.show.runs
    assert "on " not in refusal(LEFT, mark).rpartition("or ")[2]


def test_what_is_no_mark_is_none():
    for said in (b"", b"{", b"[]", b"laptop 4711", b'{"show": {"host": "a"}}', b"[" * 16384, b"\xff"):
        assert ShowMark.read(said) is None
    mark = ShowMark(Process("a", 7, 0, "m"), Process("a", 8, 1), "enamel", "HDMI-1", (0, 0, 9, 9))
    assert ShowMark.read(mark.text()) == mark
    for told, other in ((b"[0, 0, 9, 9]", b"[Infinity, 0, 1, 1]"), (b"[0, 0, 9, 9]", b"[1e999, 0, 1, 1]"),
                        (b'"number": 7', b'"number": "7"'), (b'"number": 7', b'"number": -7'),
                        (b'"number": 8', b'"number": 0'), (b'"number": 8', b'"number": true'),
                        (b'"since": 0', b'"since": null'), (b'"host": "m"', b'"host": 1'),
                        (b'"machine": "a"', b'"machine": null')):  # fmt: skip
        assert told in mark.text()
        assert ShowMark.read(mark.text().replace(told, other)) is None


def test_what_another_watchers_show_left_stays_for_its_next_life(server, desk):
    """A window that its program left stands for it: see ``retain``."""
    code = ("import sys, os, time\nfrom renderer.show.x11_marks import *\n"
            "from renderer.show.x11_retained import retain\n"
            "from types import SimpleNamespace\nfrom renderer.show.monitors import Display\n"
            "with opened() as (x11, display):\n"
            "    take_place(display, mark_of('enamel', Display('A', 0, 0, 9, 9), int(sys.argv[1])))\n"
            "    retain(SimpleNamespace(_x_display=display))\n"
            "    print(flush=True)\n    time.sleep(9999)\n")  # fmt: skip
    watcher = desk.process()
    show = subprocess.Popen([sys.executable, "-c", code, str(watcher.pid)], stdout=subprocess.PIPE, env=server.env)
    show.stdout.readline()
    desk.end(show)
    show.stdout.close()
    assert sweep_retained() == 0
    assert [one.show.number for one in desk.seen()] == [show.pid]
    assert sweep_retained(watcher.pid) == 1
    assert not desk.seen()


def test_what_a_show_left_goes_where_the_server_has_not_heard_yet_that_it_is_gone(server, desk):
    """It hears late where it is busy: of whom it believes alive the first word closes the connection, no window."""
    code = ("import os, time\nfrom renderer.show.x11_marks import *\n"
            "from renderer.show.x11_retained import retain\n"
            "from types import SimpleNamespace\nfrom renderer.show.monitors import Display\n"
            "with opened() as (x11, display):\n"
            "    take_place(display, mark_of('enamel', Display('A', 0, 0, 9, 9), None))\n"
            "    retain(SimpleNamespace(_x_display=display))\n"
            "    if heir := os.fork():\n        print(heir, flush=True)\n    time.sleep(9999)\n")  # fmt: skip
    show = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=server.env, text=True)
    heir = int(show.stdout.readline())  # its connection stays open
    desk.end(show)
    try:
        assert [one.show.number for one in desk.seen()] == [show.pid]
        assert sweep_retained() == 1
        assert not desk.seen()
    finally:
        os.kill(heir, signal.SIGKILL)
        show.stdout.close()


def test_a_window_stays_from_when_it_was_said_even_where_the_server_was_busy(server, desk):
    """Of a program that is gone the server reads nothing: a word that it had not heard yet was lost with a kill."""
    server.process.send_signal(signal.SIGSTOP)
    saying = Thread(target=retain, args=(SimpleNamespace(_x_display=desk.display),))
    saying.start()
    saying.join(1.0)
    waits = saying.is_alive()
    server.process.send_signal(signal.SIGCONT)
    saying.join(CAP)
    let_go(SimpleNamespace(_x_display=desk.display))
    assert waits
    assert not saying.is_alive()


@pytest.fixture
def claim(desk, monkeypatch):
    """Return a claim of this process on ``desk``, and what its life says, as one that follows another or not."""
    monkeypatch.setattr(module, "_connection", lambda: desk.display)
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    said, heart = [], Heartbeat()

    def make(*, follows):
        if follows:
            heart.beat()
        return DisplayClaim("smile", Life(said.append, heart, RESUMED))

    return SimpleNamespace(make=make, said=said, heart=heart)


def test_a_first_life_is_told_which_display_is_free(desk, claim):
    one = desk.process()
    desk.take(one, LEFT)
    taken = rf"DP-2 is taken: process {one.pid} shows 'enamel' there as HDMI-1, .*--display DP-1"
    with pytest.raises(DisplayError, match=taken):
        claim.make(follows=False).begin(TWIN, (LEFT, TWIN, RIGHT))
    with pytest.raises(DisplayError, match="no other display that is free"):
        claim.make(follows=False).begin(TWIN, (LEFT, TWIN))


def test_a_life_that_follows_waits_until_its_display_is_free(desk, claim, monkeypatch):
    one = desk.process()
    desk.take(one, LEFT)
    clock = SimpleNamespace(monotonic=lambda: 0.0, sleep=lambda _: desk.end(one))
    monkeypatch.setattr(module, "time", clock)
    claim.make(follows=True).begin(LEFT, (LEFT,))
    assert claim.heart.waits == 1
    assert claim.said == [
        f"HDMI-1 is taken: process {one.pid} shows 'enamel' there, and two shows on one display would flash. "
        f"End that one first (Esc twice in it, or kill {one.pid}); it is waited for"
    ]


def test_a_show_that_moves_holds_where_it_is_and_no_more_where_it_was(desk, claim):
    own, other = claim.make(follows=False), desk.process()
    assert own.take(LEFT) == ""
    assert desk.take(other, LEFT).scene == "smile"
    assert own.take(RIGHT) == ""
    assert holder_of(Display("any", 700, 0, 10, 10)).show.number == os.getpid()
    assert desk.take(other, LEFT) is None
    assert "'enamel'" in own.take(LEFT)


def test_two_shows_whose_displays_change_places_do_not_wait_for_each_other(desk, claim, monkeypatch):
    shows = {scene: Process.of(desk.process().pid) for scene in ("smile", "enamel")}
    own = module.mark_of
    monkeypatch.setattr(module, "mark_of", lambda scene, *where: replace(own(scene, *where), show=shows[scene]))
    smile, enamel = (DisplayClaim(scene, Life(claim.said.append)) for scene in shows)
    assert smile.take(LEFT) == enamel.take(RIGHT) == ""
    refused = smile.take(RIGHT), enamel.take(LEFT)
    assert "'enamel'" in refused[0]
    assert "'smile'" in refused[1]
    smile.release()
    enamel.release()
    assert smile.take(RIGHT) == enamel.take(LEFT) == ""
    assert "'smile'" in enamel.take(RIGHT)  # they hold what they came to


def test_a_preview_does_not_cover_a_show_with_its_whole_display(desk):
    one, done = desk.process(), []
    desk.take(one, LEFT)
    window = SimpleNamespace(display=LEFT, fullscreen=done.append)
    state = actions.PreviewState(None, None, SimpleNamespace(window=window), None)
    actions.act(state, ("full",))
    assert (done, state.full) == ([], False)
    assert "HDMI-1 is taken" in state.notes[0][1]
    desk.end(one)
    actions.act(state, ("full",))
    assert (done, state.full) == ([True], True)
    desk.take(desk.process(), LEFT)
    actions.act(state, ("full",))  # and back it comes at any time
    assert (done, state.full) == ([True, False], False)
