"""The time of another process: what it waits for a core is not counted, what it sleeps or computes is."""

import os
import subprocess
import sys
import time

import pytest

from renderer.show.computing import ComputingTime

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process waits for")


@pytest.fixture
def process():
    """Return ``process(code)``: a Python that does it from when it has said so."""
    made = []

    def start(code):
        made.append(subprocess.Popen([sys.executable, "-c", f"print(flush=True); {code}"], stdout=subprocess.PIPE))
        made[-1].stdout.readline()
        return made[-1].pid

    yield start
    for one in made:
        one.kill()
        one.communicate()


def counted(pid, seconds):
    """Return what is counted, and what passed, within ``seconds`` at least."""
    began, one = time.monotonic(), ComputingTime(pid)
    while time.monotonic() - began < seconds:
        time.sleep(0.02)
        spent = one.spent()
    return spent, time.monotonic() - began


def test_one_that_sleeps_is_counted_in_full(process):
    spent, passed = counted(process("import time; time.sleep(60)"), 0.5)
    assert spent == pytest.approx(passed, abs=0.1)


def test_one_that_gets_no_core_has_all_the_time_there_is(process):
    core = {min(os.sched_getaffinity(0))}
    mine = process(f"import os; os.sched_setaffinity(0, {core}); os.nice(19)\nwhile True: pass")
    process(f"import os; os.sched_setaffinity(0, {core})\nwhile True: pass")
    time.sleep(0.2)  # until both are where they belong
    spent, passed = counted(mine, 1.0)
    assert spent < 0.5 * passed


def test_several_cores_count_as_one(process, monkeypatch):
    one = ComputingTime(process("import time; time.sleep(60)"))
    now, used = time.monotonic(), 0.0
    monkeypatch.setattr(ComputingTime, "_cpu", lambda _: (used, True))
    one._at = one._used = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    now, used = 1.0, 16.0
    assert one.spent() == 1.0


def test_one_that_is_gone_is_waited_for_no_longer_than_the_clock():
    spent, passed = counted(2**22 + 1, 0.2)
    assert spent == pytest.approx(passed, abs=0.1)
