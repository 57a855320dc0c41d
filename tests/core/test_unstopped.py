"""What nobody may stop in the middle is stopped at its end."""

import os
import signal
import threading

import pytest

from renderer.core.unstopped import unstopped

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no signals between processes")


@pytest.fixture
def stoppable():
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("stoppable")
def test_a_stop_waits_until_the_block_is_done_whichever_thread_hears_it():
    end, done = threading.Event(), []

    def one(number):
        if number == 0:
            os.kill(os.getpid(), signal.SIGTERM)
        return number

    other = threading.Thread(target=end.wait)
    other.start()
    try:
        with pytest.raises(KeyboardInterrupt), unstopped():
            done.extend(map(one, range(1000)))
    finally:
        end.set()
        other.join()
    assert len(done) == 1000
    assert signal.getsignal(signal.SIGTERM) is signal.default_int_handler


def test_other_threads_and_what_is_ignored_stay_as_they_are():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with unstopped():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        seen = []

        def run():
            with unstopped():
                seen.append(signal.getsignal(signal.SIGINT))

        other = threading.Thread(target=run)
        other.start()
        other.join()
        assert seen == [signal.getsignal(signal.SIGINT)]
    finally:
        signal.signal(signal.SIGHUP, before)
