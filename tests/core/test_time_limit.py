"""Code that never ends is left where it was; what ends in time is left alone, and leaves nothing behind."""

import signal
import threading
import time
from contextlib import suppress

import pytest

from renderer.core.time_limit import TooLong, time_limit


def test_a_loop_without_end_is_left_though_it_catches_what_it_can():
    def spin():
        with time_limit(0.05):
            while True:
                with suppress(Exception):
                    sum(range(100))

    with pytest.raises(TooLong, match=r"within 0\.05 s of computing"):
        spin()
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_waiting_is_no_computing_and_what_was_there_before_is_there_again():
    before = signal.signal(signal.SIGPROF, signal.SIG_IGN)
    try:
        with time_limit(0.5):
            time.sleep(0.6)
        assert (signal.getsignal(signal.SIGPROF), signal.getitimer(signal.ITIMER_PROF)) == (signal.SIG_IGN, (0.0, 0.0))
    finally:
        signal.signal(signal.SIGPROF, before)


def test_what_another_thread_computes_is_not_counted():
    stop = threading.Event()

    def burn():
        while not stop.is_set():
            sum(range(1000))

    thread = threading.Thread(target=burn)
    thread.start()
    began = time.process_time()
    try:
        with time_limit(0.3):
            while time.process_time() - began < 0.9:
                time.sleep(0.01)
    finally:
        stop.set()
        thread.join()


def test_beside_the_main_thread_nothing_is_limited():
    done = []

    def run():
        with time_limit(1e-6):
            done.append(sum(range(10_000)))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert done
