"""A command that is watched: it ends as it would alone, and one that is taken down is told of with what it was at."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from renderer.cli.watched import DRIVER_ENDED
from renderer.session.setup import Setup
from renderer.session.take import Head
from renderer.session.take_line import head_line

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are watched on Linux")

CAP = 60  # s that only what is broken takes
HEAD = """import os, signal, sys, time
from renderer.cli.watched import watched
from renderer.core.doing import doing
def run():
    with doing("wall/image.frag"):
"""
CHORUS = "import sys; from renderer.cli.main import main; sys.exit(main())"
SCENE = """from dataclasses import dataclass
import os, signal
from renderer import Pass, Scene
@dataclass(frozen=True)
class Params:
    pass
def derive(frame, params):
    os.kill(os.getpid(), signal.SIGSEGV)
SCENE = Scene(title="T", params=Params, passes=(Pass("image", "image.frag"),), derive=derive, caption="One. Two.")
"""


def started(body, stderr=subprocess.PIPE, stdin=None):
    """Return a process that is watched while it does ``body``."""
    code = f"{HEAD}        {body}\n    return 0\nsys.exit(watched(run, 'ask for less'))"
    return subprocess.Popen([sys.executable, "-c", code], stdin=stdin, stdout=subprocess.PIPE, stderr=stderr,
                            text=True)  # fmt: skip


@pytest.mark.parametrize(("body", "code"), [("pass", 0), ("return 2", 2), ("sys.exit(7)", 7), ("1 / 0", 1)])
def test_it_ends_as_the_command_does(body, code):
    process = started(f"print('drawn'); {body}")
    out, err = process.communicate(timeout=CAP)
    assert (process.returncode, out) == (code, "drawn\n")
    assert "ends the graphics driver" not in err


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE"])
def test_one_that_is_taken_down_is_told_of_with_what_it_was_at(name):
    process = started(f"print('drawn', flush=True); os.kill(os.getpid(), signal.{name})")
    out, err = process.communicate(timeout=CAP)
    assert (process.returncode, out) == (DRIVER_ENDED, "drawn\n")
    assert err == f"wall/image.frag: it ends the graphics driver ({name}), and nothing more could be drawn\n"


def test_the_bar_of_one_that_is_taken_down_goes_and_the_cursor_returns():
    master, terminal = os.openpty()
    body = "sys.stderr.write('\\x1b[?25l 24/900'); sys.stderr.flush(); os.kill(os.getpid(), signal.SIGSEGV)"
    process = started(body, terminal)
    process.communicate(timeout=CAP)
    os.close(terminal)
    assert b" 24/900\r\x1b[2K\x1b[?25hwall/image.frag: it ends" in os.read(master, 4096)
    os.close(master)


def test_one_that_the_system_kills_is_told_of_memory():
    process = started("os.kill(os.getpid(), signal.SIGKILL)")
    said = process.communicate()[1]
    assert said == "wall/image.frag: it was killed (SIGKILL), as systems do where memory runs out; ask for less\n"
    assert process.returncode == DRIVER_ENDED


@pytest.mark.parametrize("status", [0, 1, 3])
def test_one_that_exits_in_its_midst_was_not_done(status):
    process = started(f"print('drawn', flush=True); os._exit({status})")  # as a scene may, or a library by exit(3)
    out, err = process.communicate(timeout=CAP)
    assert (process.returncode, out) == (DRIVER_ENDED, "drawn\n")
    assert err == f"wall/image.frag: it ends with exit status {status} in the midst of its work, by itself\n"


@pytest.mark.parametrize("end", ["os.abort", "lambda: os._exit(7)", "lambda: os.kill(os.getpid(), signal.SIGALRM)"])
def test_one_that_did_all_it_should_ends_so_whatever_its_exit_does(end):
    process = started(f"import atexit; atexit.register({end})")
    assert (process.communicate(timeout=CAP)[1], process.returncode) == ("", 0)


@pytest.mark.parametrize("words", [
    ["export", "wall", "x.png"], ["label", "./wall"], ["service", "install", "./wall", "--print"],
    ["explain", "night.take", "--at", "21:00", "--scene", "./wall"], ["preview", "./wall"],
], ids=lambda words: words[0])  # fmt: skip
def test_a_scene_that_ends_the_process_while_it_is_read_is_named(tmp_path, words):
    scene = tmp_path / "wall" / "scene.py"
    scene.parent.mkdir()
    scene.write_text("import os\nos._exit(0)\n")
    head = Head(Setup("wall"), datetime(2026, 11, 21, 21, tzinfo=UTC), Fraction(30))
    (tmp_path / "night.take").write_text(head_line(head))
    done = subprocess.run([sys.executable, "-c", CHORUS, *words], text=True, capture_output=True, timeout=CAP,
                          check=False, cwd=tmp_path, env={**os.environ, "CHORUS_STATE": str(tmp_path)})  # fmt: skip
    assert done.returncode == DRIVER_ENDED
    assert "wall/scene.py: it ends with exit status 0" in done.stderr


def test_before_anything_is_told_it_is_this_command():
    code = "import os, signal; from renderer.cli.watched import watched; watched(lambda: os.kill(os.getpid(), 11), '')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=CAP, check=False)
    assert done.stderr.startswith("this command: it ends the graphics driver (SIGSEGV)")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_what_it_is_sent_reaches_the_command_once(name):
    body = (f"signal.signal(signal.{name}, lambda *_: print('heard', flush=True)); print('on', flush=True); "
            "time.sleep(0.5); time.sleep(0.5); sys.exit(5)")  # fmt: skip
    process = started(body)
    assert process.stdout.readline() == "on\n"
    process.send_signal(getattr(signal, name))
    assert process.communicate(timeout=CAP)[0] == "heard\n"
    assert process.returncode == 5


def test_its_end_is_not_interrupted_by_the_same_once_more():
    process = started("import atexit; atexit.register(lambda: [print('ending', flush=True), time.sleep(0.5)])")
    assert process.stdout.readline() == "ending\n"
    process.send_signal(signal.SIGINT)
    assert (process.communicate(timeout=CAP)[1], process.returncode) == ("", 0)


def test_one_that_somebody_ends_ends_both():
    process = started("print(os.getpid(), flush=True); time.sleep(60)")
    child = int(process.stdout.readline())
    process.terminate()
    process.communicate(timeout=CAP)
    assert process.returncode == -signal.SIGTERM
    assert gone(child)


def test_when_the_watcher_is_killed_nothing_goes_on():
    process = started("print(os.getpid(), flush=True); time.sleep(60)")
    child = int(process.stdout.readline())
    process.kill()
    process.communicate(timeout=CAP)
    assert gone(child)


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_an_export_that_is_stopped_leaves_nothing_behind(tmp_path, name, code):
    process = subprocess.Popen([sys.executable, "-c", CHORUS, "export", "enamel", "wall.gif", "--size", "64x36"],
                               cwd=tmp_path, env={**os.environ, "CHORUS_STATE": str(tmp_path / "state")},
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip
    out = tmp_path.glob
    until(lambda: [*out(".*.part.gif"), *out(".*.lock")])
    process.send_signal(getattr(signal, name))
    assert process.communicate(timeout=CAP)[1].endswith("Stopped.\n")
    assert process.returncode == code
    assert [path.name for path in tmp_path.iterdir() if path.name != "state"] == []


def state(process):
    """Return the letter that the system has for what ``process`` is at."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


def until(check):
    end = time.monotonic() + CAP
    while not check():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_while_the_watcher_is_stopped_nothing_is_drawn_and_then_it_goes_on():
    process = started("print(os.getpid(), flush=True); sys.stdin.readline(); print('drawn')", stdin=subprocess.PIPE)
    child = int(process.stdout.readline())
    for _ in range(2):
        process.send_signal(signal.SIGSTOP)
        until(lambda: state(child) == "T")
        process.send_signal(signal.SIGCONT)
        until(lambda: state(child) != "T")
    assert process.communicate("\n", timeout=CAP) == ("drawn\n", "")
    assert process.returncode == 0


def test_a_command_that_somebody_stops_alone_stays_so():
    process = started("print(os.getpid(), flush=True); time.sleep(60)")
    child = int(process.stdout.readline())
    os.kill(child, signal.SIGSTOP)
    until(lambda: state(child) == "T")
    time.sleep(0.3)
    assert state(child) == "T"
    process.kill()
    process.communicate(timeout=CAP)


def gone(process):
    """Return whether ``process`` ends soon; what nobody waits for stays in the list, as a zombie."""
    for _ in range(500):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("command", [("export", "./wall", "x.png", "--size", "32x18"), ("check", "./wall")])
def test_a_scene_that_ends_the_driver_is_named_by_every_command_that_draws_it(tmp_path, command):
    folder = tmp_path / "wall"
    folder.mkdir()
    (folder / "scene.py").write_text(SCENE)
    (folder / "image.frag").write_text("void main() { o = vec4(1.0); }\n")
    env = {**os.environ, "CHORUS_STATE": str(tmp_path / "state")}
    done = subprocess.run([sys.executable, "-c", CHORUS, *command], cwd=tmp_path, env=env, capture_output=True,
                          text=True, timeout=CAP, check=False)  # fmt: skip
    assert done.returncode == DRIVER_ENDED
    where = "wall/scene.py" if command[0] == "export" else "./wall"
    assert done.stderr.endswith(f"{where}: it ends the graphics driver (SIGSEGV), and nothing more could be drawn\n")
    assert not (tmp_path / "x.png").exists()
