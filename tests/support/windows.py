"""Window tests run on an X server of their own, whether or not DISPLAY is set."""

import shutil
import socket
import sys

import pytest
from desktop import PACKAGES, PROBE, Chorus, Server, missing


@pytest.fixture(scope="session")
def server():
    """Return one Xvfb for all window tests."""
    if not sys.platform.startswith("linux"):
        pytest.skip("window tests drive an X server")
    if gone := missing():
        pytest.fail(f"window tests need {', '.join(gone)}: {PACKAGES}", pytrace=False)
    made = Server(["Xvfb", "-screen", "0", "1280x720x24", "+extension", "GLX", "-noreset"])
    yield made
    made.close()


@pytest.fixture
def probe(tmp_path):
    """Return a copy of the probe scene that may be edited."""
    return shutil.copytree(PROBE, tmp_path / "probe")


@pytest.fixture
def chorus(server, tmp_path):
    """
    Return ``chorus(*args)``: a command started in an empty folder; all are ended afterwards.

    A window draws 12 frames a second where no other rate is named: as many as this GPU can draws nothing new.
    """
    started = []

    def start(*args):
        shown = args[0] in ("preview", "perform") and "--fps" not in args
        started.append(Chorus(server, tmp_path, *args, *(("--fps", 12) if shown else ())))
        return started[-1]

    yield start
    for command in started:
        command.close()


@pytest.fixture(scope="module")
def port():
    """Return a UDP port that is free."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
