"""Whoever stops a command is answered in a word, from its first moments to its last."""

import signal
import subprocess
import sys

import pytest

from renderer.cli.stopped import Stopped, status_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals")

CAP = 60
# Where it is stopped: while it imports, while it runs, and when all is done.
IMPORTING = "sys.meta_path.insert(0, Stop('renderer.cli.{}'))"
HEAD = """import os, signal, sys
from renderer.cli.main import main
class Stop:
    def __init__(self, name):
        self.name = name
    def find_spec(self, name, *_):
        if name == self.name:
            os.kill(os.getpid(), {})
"""


def stopped(number, at, *args):
    code = f"{HEAD.format(int(number))}{at}\nsys.exit(main())"
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=CAP, check=False)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("module", ["commands", "outcome", "scene_list"])
def test_it_is_stopped_in_a_word(number, module):
    done = stopped(number, IMPORTING.format(module), "list")
    assert (done.stderr.strip(), done.returncode) == ("Stopped.", 128 + number)


def test_what_a_whole_group_is_sent_comes_twice_and_stops_once():
    at = ("import renderer.cli.outcome as one\ndef run(given):\n    try: os.kill(os.getpid(), 15)\n"
          "    finally: os.kill(os.getpid(), 15); print('tidied')\none.outcome = run")  # fmt: skip
    done = stopped(signal.SIGTERM, at)
    assert (done.stdout, done.stderr, done.returncode) == ("tidied\n", "Stopped.\n", 143)


def test_a_hang_up_that_nohup_takes_away_stops_nothing():
    at = f"signal.signal(signal.SIGHUP, signal.SIG_IGN)\n{IMPORTING.format('scenes')}"
    done = stopped(signal.SIGHUP, at, "list")
    assert done.returncode == 0
    assert "enamel" in done.stdout


def test_at_its_end_a_signal_is_the_system_s():
    at = "import atexit\natexit.register(lambda: os.kill(os.getpid(), signal.SIGINT))"
    done = stopped(signal.SIGINT, at, "--version")
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


def test_what_comes_again_once_it_is_stopped_does_not_change_how_it_ends():
    at = f"import atexit\natexit.register(lambda: os.kill(os.getpid(), signal.SIGTERM))\n{IMPORTING.format('outcome')}"
    done = stopped(signal.SIGINT, at, "list")
    assert (done.returncode, done.stderr) == (130, "Stopped.\n")


def test_an_end_that_hangs_once_it_is_stopped_is_ended():
    at = (f"import atexit, time\nfrom renderer.cli import stopped\nstopped._HANGS = 0.1\n"
          f"atexit.register(lambda: time.sleep({CAP}))\n{IMPORTING.format('outcome')}")  # fmt: skip
    assert stopped(signal.SIGINT, at, "list").returncode == -signal.SIGALRM


def test_what_click_makes_of_it_has_its_status():
    other = RuntimeError()
    other.__cause__ = Stopped(15)
    assert [status_of(one) for one in (KeyboardInterrupt(), Stopped(1), other)] == [130, 129, 143]


def test_one_that_a_library_drops_is_raised_again():
    drops = ("class Kind(type):\n    def __getattr__(cls, name):\n        os.kill(os.getpid(), 15)\n"
             "        raise AttributeError\n"
             "class Dropper(metaclass=Kind): pass\n"
             "def run(given):\n    numpy.zeros(1) != Dropper(); time.sleep(50); print('lost')\n")  # fmt: skip
    at = f"import time, numpy, renderer.cli.outcome as one\n{drops}one.outcome = run"
    done = stopped(signal.SIGTERM, at)
    assert (done.stdout, done.stderr, done.returncode) == ("", "Stopped.\n", 143)


@pytest.mark.parametrize("after", ["raise RuntimeError('Query interrupted')", "pass"])
def test_one_that_a_library_makes_an_error_of_its_own_of_is_a_stop(after):
    at = (f"import time, renderer.cli.outcome as one\ndef run(args):\n    try: os.kill(os.getpid(), 15)\n"
          f"    except BaseException: pass\n    {after}\n    return 0\none._run = run")  # fmt: skip
    done = stopped(signal.SIGTERM, at)
    assert (done.stderr, done.returncode) == (("", 0) if after == "pass" else ("Stopped.\n", 143))
