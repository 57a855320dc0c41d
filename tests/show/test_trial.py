"""The trial process: what works, what is broken, what kills it and what stalls it."""

import os
import sys

import pytest

from renderer.session.setup import Setup
from renderer.session.setup_json import setup_json
from renderer.show.trial import TrialProcess

READY = "import json, os, signal, sys, time; print(json.dumps({'ready': True}), flush=True); sys.stdin.readline();"


@pytest.fixture
def request_of():
    common = {"size": [64, 36], "index": 0, "fps": "30"}
    return lambda folder: {"setup": setup_json(Setup(str(folder / "scene.py"))), **common}


@pytest.fixture
def guard():
    made = []

    def start(*code, **options):
        made.append(TrialProcess(*[(sys.executable, "-c", code[0])] if code else (), **options))
        return made[-1]

    yield start
    for one in made:
        one.close()


def test_a_scene_that_draws_is_let_through_with_its_files(guard, probe, request_of):
    verdict = guard().check(request_of(probe))
    assert verdict.error == ""
    assert {path.name for path in verdict.files} == {"scene.py", "rows.frag", "image.frag", "tint.glsl"}


def test_errors_come_back_and_the_process_goes_on(guard, probe, request_of):
    one = guard()
    good = (probe / "image.frag").read_text()
    (probe / "image.frag").write_text(good.replace("u_level", "u_levl"))
    assert "did you mean u_level?" in one.check(request_of(probe)).error
    (probe / "image.frag").write_text(good)
    assert one.check(request_of(probe)).error == ""
    assert one.starts == 1


def test_a_scene_module_may_even_leave_python(guard, probe, request_of):
    module = probe / "scene.py"
    module.write_text("print('noise')\n" + module.read_text() + "\nimport sys; sys.exit(3)\n")
    one = guard()
    verdict = one.check(request_of(probe))
    assert "SystemExit" in verdict.error
    assert not verdict.fatal
    assert one.starts == 1


def test_a_crash_is_told_and_the_next_trial_has_a_new_process(guard, request_of, tmp_path):
    one = guard(READY + "os.kill(os.getpid(), signal.SIGSEGV)")
    for starts in (2, 3):
        verdict = one.check(request_of(tmp_path))
        assert verdict.fatal
        assert "SIGSEGV" in verdict.error
        assert one.starts == starts


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="nobody watches here")
def test_what_was_compiled_when_it_died_is_told_and_nothing_of_the_one_before(guard, request_of, tmp_path):
    dies = ("from renderer.core.doing import doing, watched_by; watched_by(int(sys.argv[1]));\n"
            f"if not os.path.exists({str(tmp_path / 'once')!r}):\n"
            f"    open({str(tmp_path / 'once')!r}, 'x')\n"
            "    with doing('wall/image.frag'): os.kill(os.getpid(), signal.SIGSEGV)\n"
            "os.kill(os.getpid(), signal.SIGSEGV)")  # fmt: skip
    one = guard(READY + dies)
    assert [one.check(request_of(tmp_path)).at for _ in range(2)] == ["wall/image.frag", ""]


def test_a_stall_is_ended_in_time(guard, request_of, tmp_path):
    one = guard(READY + "time.sleep(60)", timeout=0.3)
    verdict = one.check(request_of(tmp_path))
    assert verdict.fatal
    assert "within 0.3 s of computing" in verdict.error
    assert verdict.late
    assert 300 <= verdict.ms < 30_000  # its sleep alone takes 60 s


def test_where_no_process_can_draw_the_window_must_compile_itself(guard, request_of, tmp_path):
    one = guard("import json; print(json.dumps({'ready': False, 'error': 'no EGL'}), flush=True)")
    verdict = one.check(request_of(tmp_path))
    assert (verdict.error, verdict.fatal, one.usable, one.why) == ("", False, False, "no EGL")


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="nobody watches here")
def test_a_loop_without_end_in_what_is_called_each_frame_is_told_with_its_line(guard, probe, request_of):
    module = probe / "scene.py"
    spins = "def derive(frame, params):\n    while True:\n        pass\n\n\n"
    module.write_text(spins + module.read_text().replace("SCENE = Scene(", "SCENE = Scene(derive=derive, "))
    verdict = guard(timeout=2.0).check(request_of(probe))
    assert verdict.late
    assert verdict.at in (f"{module}:2", f"{module}:3")
