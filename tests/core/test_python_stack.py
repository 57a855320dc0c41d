"""Where a process is in its Python code: told from outside while it loops, in the code that is asked for only."""

import os
import subprocess
import sys

import pytest

from renderer.core import python_stack
from renderer.core.python_stack import ask_place

pytestmark = pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="nobody watches here")

LOOP = """import sys
sys.path.insert(0, sys.argv[2])
from renderer.core.python_stack import tell_stack
tell_stack(int(sys.argv[1]))
print(flush=True)
import helper

helper.spin(lambda: None)
"""


@pytest.fixture
def looping(tmp_path):
    """Give a process that loops in a helper of a folder whose name is not ASCII, and where it tells its stack."""
    folder = tmp_path / "größe 中 \U0001f9b7"
    folder.mkdir()
    (folder / "helper.py").write_text("def spin(still):\n    while True:\n        still()\n")
    descriptor = os.memfd_create("test")
    code = (sys.executable, "-c", LOOP, str(descriptor), str(folder))
    with subprocess.Popen(code, pass_fds=[descriptor], stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        try:
            yield process.pid, descriptor, folder
        finally:
            process.kill()
            os.close(descriptor)


def test_the_line_of_a_loop_is_told_and_nothing_of_another_folder_s(looping, tmp_path):
    pid, descriptor, folder = looping
    file, _, line = ask_place(pid, descriptor, folder).rpartition(":")
    for _ in range(50):  # it may still be at its imports
        if file:
            break
        file, _, line = ask_place(pid, descriptor, folder).rpartition(":")
    assert (file, line in ("1", "2", "3")) == (str(folder / "helper.py"), True)
    assert ask_place(pid, descriptor, tmp_path / "other") == ""
    with subprocess.Popen(["sleep", "60"]) as mute:  # an answer of before is none of this one's
        assert ask_place(mute.pid, descriptor, folder) == ""
        mute.kill()


def test_what_is_installed_beside_a_scene_is_not_its_own(tmp_path):
    folder = tmp_path
    assert python_stack._inside(folder / "helper.py", folder)
    assert not python_stack._inside(folder / ".venv/lib/site-packages/numpy/core.py", folder)
    ours = python_stack._OURS
    assert not python_stack._inside(ours / "gpu/program.py", ours.parent), "Chorus itself, beside a scene"
    assert python_stack._inside(ours / "bundle/installations/enamel/scene.py", ours / "bundle/installations/enamel")


def test_who_is_gone_or_says_nothing_is_nowhere(tmp_path, monkeypatch):
    monkeypatch.setattr(python_stack, "WAIT", 0.05)
    descriptor = os.memfd_create("test")
    gone = subprocess.Popen(["true"])
    gone.wait()
    assert ask_place(gone.pid, descriptor, tmp_path) == ""
    with subprocess.Popen(["sleep", "60"]) as mute:
        assert ask_place(mute.pid, descriptor, tmp_path) == ""
        mute.kill()
    os.close(descriptor)
