"""A show that is watched: killed, stopped and ended, with real windows and real signals."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from desktop import CAP, PROBE

from renderer.core.errors import DataError
from renderer.data.load import load_table
from renderer.frames.adaptive import Adaptive
from renderer.frames.clock import Clock
from renderer.scene.catalogue import load
from renderer.session.session import begin
from renderer.session.setup import Setup
from renderer.session.take_file import read_take
from renderer.session.take_parts import parts_of
from renderer.show import read_show
from renderer.show.heartbeat import Heartbeat
from renderer.show.life import FRESH, Life
from renderer.show.monitors import Display, Placed
from renderer.show.perform import Performance
from renderer.show.read_show import read_patiently
from renderer.show.show_state import ShowState, StateKeeper, next_take
from renderer.show.start import LaunchOptions
from renderer.signals.source import Figures


@pytest.fixture
def watched(chorus, probe, server):
    command = chorus("perform", probe, "--size", "320x180", "--supervise", "--hang", "3", "--record", "night.take",
                     "--corner-pin")
    command.until(lambda: server.screen().any())
    return command


def again(command, count):
    return command.until(lambda: command.said.count("a picture again after") == count)


def test_a_show_goes_on_then_afresh_then_safely_and_its_last_picture_stays(watched, server, tmp_path):
    watched.press("b", lambda: not server.screen().any())  # what the operator did stays, too
    watched.work(0.5)
    os.kill(watched.drawing, signal.SIGKILL)
    again(watched, 1)
    watched.work()
    assert "was ended by SIGKILL; it goes on where it was" in watched.said
    assert not server.screen().any()
    os.kill(watched.drawing, signal.SIGKILL)
    again(watched, 2)
    watched.work()
    assert "the second time within a minute of pictures: it starts afresh" in watched.said
    assert not server.screen().any()  # a wall that lights up by itself is a danger
    watched.press("b", lambda: server.screen().any())
    assert watched.at(200, 360)[0] > watched.at(200, 360)[1]  # the scene: a grey card is only for who starts the show
    os.kill(watched.drawing, signal.SIGKILL)
    watched.until(lambda: not server.screen().any() or watched.said.count("a picture again after") == 3)
    assert server.screen().any()  # the last picture stays until the first of another life is there, nothing is black
    again(watched, 3)
    assert "the safe scene is shown" in watched.said
    server.key("f")
    watched.press("b", lambda: not server.screen().any())
    os.kill(watched.drawing, signal.SIGKILL)
    again(watched, 4)
    watched.work()
    assert not server.screen().any()
    watched.press("b", lambda: server.screen().any())

    def stands():
        before = server.screen()
        watched.work()
        return (server.screen() == before).all()

    watched.until(stands)  # the picture comes out of the blackout over several
    assert stands()
    assert watched.said.count("the wall stays black, as it was; B ends the blackout") == 3
    assert watched.said.count("the picture stands still, as it did; F lets it go on") == 1
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ", line) for line in watched.said.splitlines())
    assert watched.leave("Escape", "Escape") == 0
    # Its take went on, too; the fresh start has one of its own, for its frames begin again.
    assert sorted(path.name for path in tmp_path.glob("*.take")) == ["night-2.take", "night.2.take", "night.take"]
    heads = [json.loads(path.read_bytes().splitlines()[0]) for path in parts_of(tmp_path / "night.take")]
    assert heads[0]["frame"] < heads[1]["frame"]
    take, notes = read_take(tmp_path / "night.take")
    assert take.last >= heads[1]["frame"]
    assert all("it is cut at line" in note for note in notes)


def test_a_life_goes_on_with_its_own_take_whatever_lies_beside_it_and_a_fresh_one_begins_another(tmp_path):
    launch = LaunchOptions(Setup("probe"), record=tmp_path / "a.take")
    heard, own = [], tmp_path / "a.take"
    for going in (own, None):
        assert next_take(launch, heard.append, going) is launch  # there is none yet
        assert next_take(LaunchOptions(Setup("probe")), heard.append, going).record is None
    for name in ("a.take", "a-2.take", "a-4.take"):  # another show's, and an older one beyond a gap
        (tmp_path / name).touch()
    going, fresh = (next_take(launch, heard.append, one) for one in (own, None))
    assert (going.record, going.after) == (own, True)
    assert (fresh.record.name, fresh.after) == ("a-3.take", False)
    assert heard == [f"{own} is there already; this take is {tmp_path / 'a-3.take'}"]


@pytest.mark.parametrize(("how", "shown", "wait"), [("resumed", 1, 60), ("safe", 1, 0), ("fresh", 0, 0)])
def test_a_life_after_another_reads_for_a_minute_what_a_save_broke(monkeypatch, how, shown, wait):
    clock, heard, heart = [0.0], [], Heartbeat()
    for _ in range(shown):
        heart.beat()
    monkeypatch.setattr(read_show, "time", SimpleNamespace(monotonic=lambda: clock[0], sleep=lambda s: clock.append(
        clock.pop() + s)))  # fmt: skip

    def read(tell, mended):
        tell("a note")
        if clock[0] < mended:
            raise DataError("mine.csv is empty")
        return clock[0]

    def patiently(mended):
        return read_patiently(lambda tell: read(tell, mended), heard.append, Life(heard.append, heart, how))

    with pytest.raises(DataError):
        patiently(99.0)
    assert clock[0] == pytest.approx(wait, abs=1.0)
    assert len(heard) == len(set(heard)) == 2 - (not wait)
    if wait:
        assert patiently(80.0) == pytest.approx(80.0, abs=1.0)
        assert heart.waits > wait


def test_a_life_goes_on_at_the_size_that_the_one_before_could_draw_in_time():
    loaded = load(PROBE / "scene.py")
    figures = Figures(load_table(loaded.scene.data, loaded.scene.wanted))
    clock, heart = Clock(Fraction(30), 0.0), Heartbeat()
    keeper = StateKeeper(Life(print, heart), LaunchOptions(Setup("probe"), record=Path("b.take")))
    session = replace(begin(loaded), keys=("saved", *begin(loaded).keys))  # as they were told there
    for step in (2, 5):
        keeper.keep(session, clock, float(step), frozen=None,
                    placed=Placed(Display("HDMI-1", 0, 0, 640, 360), ()), step=step)  # fmt: skip
    before = ShowState.read(heart.kept(), loaded, figures, Fraction(30))
    assert (before.session.keys, before.take) == (session.keys, Path("b.take").absolute())
    show = SimpleNamespace(stage=SimpleNamespace(adaptive=Adaptive(patience=4)), session=None)
    Performance.go_on(show, before)
    assert (show.stage.adaptive.step, show.stage.adaptive.patience) == (5, 4)


@pytest.mark.parametrize(("how", "first"), [("resumed", "saved"), ("fresh", "saved"), ("safe", "")])
def test_keys_stay_as_they_were_told_however_another_life_begins(how, first, monkeypatch):
    loaded, heart = load(PROBE / "scene.py"), Heartbeat()
    own = begin(loaded).keys
    told = replace(begin(loaded), keys=("saved", *own))
    StateKeeper(Life(print, heart), LaunchOptions(Setup("probe"))).keep(
        told, Clock(Fraction(30), 0.0), 1.0, frozen=None, placed=Placed(Display("HDMI-1", 0, 0, 640, 360), ()), step=0)
    monkeypatch.setattr(read_show, "try_first_frame", lambda *_: None)
    launch = LaunchOptions(Setup(str(PROBE)), (64, 36), Fraction(30), fresh=True)
    ready = read_show.read_show(loaded, launch, print, Life(print, heart, how))
    ready.figures.close()
    assert ready.session.keys == ((first, *own) if first else own)


def test_a_life_knows_whether_another_showed_something_before():
    heart = Heartbeat()
    assert [Life(print).follows, Life(print, heart).follows] == [False, False]
    heart.beat()
    assert Life(print, heart, FRESH).follows


LIVES = """
import atexit, os, signal, sys, time
from pathlib import Path
from renderer.show import supervisor
supervisor.START, supervisor.SOON, supervisor.POLL, (folder, *lives) = 0.6, 0.5, 0.02, sys.argv[1:]
supervisor.ASLEEP = 1.5  # less than the pause before a safe scene
def show(life):
    at = [words.startswith(life.how) for words in lives].index(True)
    for act in lives[at].split()[1:]:
        if act == "draws": life.beat(time.perf_counter())
        if act == "dies": os.abort()
        if act == "exits": os._exit(0)
        if act == "leaves": atexit.register(os.abort)
        if act == "raises": sys.exit(0)
        if act == "hangup": os.kill(os.getppid(), 1)
        if act == "hangs": time.sleep(99)
        if act == "loops": sys.path.insert(0, folder); import scene; scene.draw()
        if act == "sleeps": time.sleep(1.2)
        if act == "stops":
            os.kill(os.getppid(), signal.SIGSTOP)
            time.sleep(0.2)
            os.kill(os.getppid(), signal.SIGCONT)
        for _ in range(40):
            if act == "waits": life.wait()
            time.sleep(0.04 if act == "waits" else 0.002)
say = lambda words: print(words, flush=True)
sys.exit(supervisor.supervise(show, say, lambda: None, 0.6, Path(folder) if folder else None) or 0)
"""


def lived(*lives, before=(), folder="", hang=0.6):
    """Return what is said of a show whose lives do as these say, each how it begins and what it does then."""
    code = LIVES.replace("lambda: None, 0.6", f"lambda: None, {hang}")
    return subprocess.run([*before, sys.executable, "-c", code, str(folder), *lives], capture_output=True, text=True,
                          check=True, timeout=CAP).stdout  # fmt: skip


def test_what_hangs_again_and_again_comes_to_the_safe_scene_however_long_each_takes():
    said = lived("fresh draws hangs", "resumed hangs", "safe draws")
    assert said.count("it goes on where it was") == 1
    assert said.count("it starts afresh") == 1
    assert said.count("the safe scene is shown") >= 1  # that one, too, may be slow where the machine is busy


def test_a_show_of_a_picture_in_many_seconds_is_ended_for_no_picture_that_is_not_due():
    assert "no picture for 1 s: the show is ended" in lived("fresh draws sleeps draws", "resumed draws")
    assert lived("fresh draws waits draws") == ""


@pytest.mark.parametrize("act", ["exits", "raises"])
def test_an_exit_status_of_nought_that_no_hand_asked_for_ends_a_life_and_not_the_show(act):
    said = lived(f"fresh draws {act}", "resumed draws")
    assert said.count("ended with exit status 0; it goes on where it was") == said.count("a picture again after") == 1
    unseen = subprocess.run([sys.executable, "-c", LIVES, "", f"fresh {act}"], capture_output=True, text=True,
                            check=False, timeout=CAP)  # fmt: skip
    assert (unseen.returncode, unseen.stdout) == (1, "the show ended with exit status 0 before its first picture\n")


def test_a_show_that_a_hand_ended_ended_well_whatever_a_driver_does_at_its_exit():
    assert lived("fresh draws leaves") == ""  # with status 0: systemd begins what failed again


def test_a_show_under_nohup_outlives_its_terminal():
    said = lived("fresh draws hangup draws dies", "resumed draws", before=["nohup"])
    assert said.count("a picture again after") == 1


def test_a_supervisor_that_stood_still_is_told_of_no_end_by_that():
    # As Ctrl-Z and fg do. Where the machine is busy its life would be taken for one that hangs after 0.6 s.
    said = lived("fresh draws stops draws stops draws dies", "resumed draws", hang=9.9)
    assert said.count("ended by SIGABRT; it goes on where it was") == said.count("a picture again after") == 1


def test_how_long_there_was_no_picture_is_told_through_pauses_and_lives_that_showed_nothing():
    said = lived("fresh draws dies", "resumed hangs", "safe draws")
    hung, paused = re.findall(r"a picture again after ([\d.]+) s", said)
    assert float(hung) >= 0.6  # of a life that ended without one
    assert float(paused) >= 2.0  # before the safe scene


@pytest.mark.parametrize(("broken", "why"), [
    ("refused = range(2, 5)", "the system gives no room for it, Resource temporarily unavailable"),
    ("warm = lambda: os._exit(5) if count[0] > 1 else None", "it ended with exit status 5"),
])  # fmt: skip
def test_a_show_outlives_that_no_life_can_be_made_ready_and_says_so_once(broken, why):
    head = """count, forked, refused, warm = [0], [], (), lambda: None
def fork(real=os.fork):
    count[0] += 1
    forked.append(time.monotonic())
    if count[0] in refused: raise BlockingIOError(11, "Resource temporarily unavailable")
    return real()
os.fork, us = fork, os.getpid()
atexit.register(lambda: os.getpid() == us and print("forks", forked[2] - forked[1], count[0]))
supervisor.WARM, supervisor.PAUSES = 0.1, (0.0, 0.0, 0.0, 0.2, 0.4, 0.8)
"""
    code = LIVES.replace("def show(life)", f"{head}{broken}\ndef show(life)").replace("lambda: None, 0.6", "warm, 9.9")
    done = subprocess.run([sys.executable, "-c", code, "", f"fresh{12 * ' draws'}"], capture_output=True, text=True,
                          timeout=CAP, check=True)  # fmt: skip
    assert done.stdout.count(f"no life could be made ready ({why}") == 1
    assert done.stdout.count("\n") == 2
    paused, forks = done.stdout.split()[-2:]
    assert float(paused) >= 0.2  # the first pause that is one: those of a show that ends are none at first
    assert int(forks) < 10  # without a pause between two they would be fifty a second


def test_a_first_life_that_the_system_refuses_is_tried_again():
    code = LIVES.replace("def show(life)", """refused = [BlockingIOError(11, "Try again")]
def fork(real=os.fork):
    if refused: raise refused.pop()
    return real()
os.fork = fork
supervisor.PAUSES = (0.0, 0.0, 0.0, 0.1)
def show(life)""")
    said = subprocess.run([sys.executable, "-c", code, "", "fresh draws"], capture_output=True, text=True, timeout=CAP,
                          check=True).stdout  # fmt: skip
    assert said == ("no life could be made ready (the system gives no room for it, Try again); it is tried again, "
                    "ever less often\n")  # fmt: skip


def test_a_show_whose_display_is_away_is_waited_for():
    said = lived("fresh draws dies", "resumed waits draws")
    assert said.count("the show was ended") == said.count("a picture again after") == 1


def test_the_line_is_told_in_which_a_life_loops_without_an_end(tmp_path):
    (tmp_path / "scene.py").write_text("def draw():\n    while True:\n        pass\n")
    said = lived("fresh draws loops", "resumed draws loops", "safe draws", folder=tmp_path)
    place = re.escape(str(tmp_path / "scene.py"))
    words = f"the show is ended, in the midst of {place}:[23]; is there a loop without an end"
    assert len(re.findall(words, said)) == 3


def test_one_that_hangs_is_ended_and_nothing_is_left_where_its_watcher_is(chorus, probe, server, tmp_path):
    own = shutil.copytree(probe, tmp_path / "own")
    watched = chorus("perform", own, "--size", "320x180", "--supervise", "--hang", "3")
    watched.until(lambda: server.screen().any())
    scene = (own / "scene.py").read_text()
    (own / "scene.py").write_text(scene + "def (")  # a save with a mistake does not end a show that is to go on
    os.kill(watched.drawing, signal.SIGSTOP)
    watched.until(lambda: "the show waits for files that it can read" in watched.said)
    assert server.screen().any()
    (own / "scene.py").write_text(scene)
    again(watched, 1)
    assert "the show is ended" in watched.said
    watched.process.send_signal(signal.SIGTERM)
    assert watched.ended() == 143
    assert not server.screen().any()


# A supervisor over a show without a window: it draws and ends as files say.
PLAIN = """
import os, sys, time
from pathlib import Path
from renderer.show import supervisor
supervisor.PAUSES = (0.0, {pause})
def show(life):
    while not Path("draw").exists():
        time.sleep(0.01)
    while not Path("end").exists():
        life.beat(time.perf_counter())
        time.sleep(0.01)
        if Path("crash").exists():
            os.unlink("crash")
            os._exit(7)
status = supervisor.supervise(show, lambda words: print(words, file=sys.stderr, flush=True), lambda: None)
os._exit(0 if status is None else status)
"""


@pytest.fixture
def plain(tmp_path):
    """Return a function that starts such a supervisor; systemd's socket is ``manager`` in its folder."""
    started = []

    def start(pause=0.0):
        manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        manager.bind(str(tmp_path / "manager"))
        manager.settimeout(CAP)
        env = {**os.environ, "NOTIFY_SOCKET": str(tmp_path / "manager")}
        process = subprocess.Popen([sys.executable, "-c", PLAIN.format(pause=pause)], cwd=tmp_path, env=env,
                                   stderr=subprocess.PIPE, text=True)  # fmt: skip
        started.append((process, manager))
        return process, manager

    yield start
    for process, manager in started:
        process.kill()
        process.communicate(timeout=CAP)
        manager.close()


def hears(manager, word):
    """Hear ``manager`` until it is told ``word``; every other word says that somebody lives."""
    for _ in range(10 * int(CAP)):  # the supervisor speaks ten times a second
        if (said := manager.recv(100)) != b"WATCHDOG=1":
            break
    assert said == word


def test_systemd_hears_of_its_first_picture_that_it_lives_and_that_it_ends(plain, tmp_path):
    process, manager = plain()
    assert [manager.recv(100) for _ in range(5)] == [b"WATCHDOG=1"] * 5  # nothing is ready before a picture is
    (tmp_path / "draw").touch()
    hears(manager, b"READY=1")
    assert manager.recv(100) == b"WATCHDOG=1"
    (tmp_path / "end").touch()
    hears(manager, b"STOPPING=1")
    assert process.wait(CAP) == 0


def test_systemd_hears_that_it_lives_while_it_pauses_before_another_life(plain, tmp_path):
    process, manager = plain(pause=1e6)  # s: it pauses until it is stopped
    (tmp_path / "draw").touch()
    hears(manager, b"READY=1")
    (tmp_path / "crash").touch()
    assert "ended with exit status 7" in process.stderr.readline()
    manager.setblocking(False)
    with suppress(BlockingIOError):  # what was said before
        while manager.recv(100):
            pass
    manager.settimeout(CAP)
    assert [manager.recv(100) for _ in range(2)] == [b"WATCHDOG=1"] * 2
    process.terminate()
    assert process.wait(CAP) == 128 + signal.SIGTERM


# One whose second life finds no display for longer than a life may take to its first picture.
AWAY = """
import os, sys, time
from pathlib import Path
from renderer.show import supervisor
supervisor.START, supervisor.WORRY = 0.5, 0.1
def show(life):
    if not life.follows:
        life.beat(time.perf_counter())
        os._exit(7)
    began = time.perf_counter()
    while time.perf_counter() - began < 4 * supervisor.START:
        life.wait()
        time.sleep(0.02)
    if len(sys.argv) > 1:
        time.sleep(1e6)  # it hangs, and waits for nothing
status = supervisor.supervise(show, lambda words: print(words, flush=True), lambda: None, 0.5)
os._exit(0 if status is None else status)
"""


def test_a_life_that_waits_for_its_display_is_not_ended_for_that_and_one_that_hangs_after_it_is(tmp_path):
    run = [sys.executable, "-c", AWAY]
    done = subprocess.run(run, capture_output=True, text=True, cwd=tmp_path, timeout=CAP, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "the show ended with exit status 7; it goes on where it was\n"
    with subprocess.Popen([*run, "hang"], stdout=subprocess.PIPE, text=True, cwd=tmp_path) as hangs:
        said = [hangs.stdout.readline() for _ in range(2)]
        hangs.terminate()
    assert "s: the show is ended" in said[1]
