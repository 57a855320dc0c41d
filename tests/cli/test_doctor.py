"""The doctor: says what is there and what to install, and never faints."""

import os
import sys
from dataclasses import replace

import pytest

from renderer.cli import doctor as module
from renderer.cli.doctor import PROBES, examine
from renderer.core.extras import EXTRAS


@pytest.fixture(scope="module")
def known():
    """Return what this machine answered so far: it answers the same all the while."""
    return {}


@pytest.fixture(autouse=True)
def _asked_once(monkeypatch, known):
    """Start one child for each thing that is asked of this machine, for all tests."""
    real = module._ask

    def ask(code):
        key = code, module._PATIENCE, os.environ.get("DISPLAY")
        if key not in known:
            known[key] = real(code)
        return known[key]

    monkeypatch.setattr(module, "_ask", ask)


def found(what):
    return next(line for line in examine() if line.what == what)


def test_it_speaks_of_everything_an_artist_may_miss(chorus):
    said = chorus("doctor")

    assert said.code == 0
    for word in ("python", "packages", "OpenGL", "largest still", "film h264", "display", "played by", "MIDI", "sound",
                 " free in "):  # fmt: skip
        assert word in said.out, word
    assert "not yet used" not in said.out


def test_it_tells_software_from_a_card(monkeypatch):
    answer = {"vendor": "v", "renderer": "llvmpipe (LLVM 15)", "version": "4.5", "code": 450, "texture": 16384,
              "viewport": 8192}  # fmt: skip
    monkeypatch.setattr(module, "_ask", lambda code: answer if "gpu" in code else [[1920, 1080, 0, 0]])
    assert "software" in found("OpenGL").found
    assert found("largest still").found == "8192 x 8192 px"

    answer["renderer"] = "NVIDIA H200"
    assert "a graphics card" in found("OpenGL").found
    assert "software" not in found("OpenGL").found


def test_an_old_driver_is_told_what_it_cannot(monkeypatch):
    answer = {"vendor": "", "renderer": "", "version": "4.1", "code": 410, "texture": 1, "viewport": 1}
    monkeypatch.setattr(module, "_ask", lambda code: answer if "gpu" in code else [])

    assert not found("compute passes").good
    assert "newer driver" in found("compute passes").remedy


def test_a_driver_that_dies_or_hangs_is_a_finding(monkeypatch):
    monkeypatch.setattr(module, "_GL", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    dead = found("OpenGL")
    assert not dead.good
    assert "apt install libegl1" in dead.remedy
    assert "-11" in dead.found

    monkeypatch.setattr(module, "_GL", "import time; time.sleep(60)")
    monkeypatch.setattr(module, "_PATIENCE", 0.3)
    assert "no answer within 0.3 s" in next(line for line in module._gl()).found


def test_without_a_desktop_it_says_what_still_works(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    line = found("displays")

    assert not line.good
    assert "export works without" in line.remedy


@pytest.mark.parametrize("name", PROBES)
def test_a_probe_that_fails_costs_only_its_own_line(name, monkeypatch, chorus):
    def faint():
        raise RuntimeError("no such thing")
        yield

    monkeypatch.setitem(PROBES, name, faint)
    said = chorus("doctor")

    assert said.code == 0
    assert f"{name} " in said.out
    assert "could not be asked (RuntimeError: no such thing)" in said.out


def test_devices_that_play_are_named_and_none_is_no_fault(monkeypatch):
    there = {module._MIDI: ["Keys 61", "Pads"], module._SOUND: []}
    monkeypatch.setattr(module, "_ask", lambda code: there[code])

    midi, sound = found("MIDI"), found("sound")
    assert (midi.good, midi.found) == (True, "Keys 61, Pads (--midi)")
    assert (sound.good, sound.found) == (True, "no device is connected (--audio)")
    assert "OSC" in found("played by").found


def test_without_midi_or_sound_it_says_what_plays_all_the_same(monkeypatch):
    monkeypatch.setattr(module, "_MIDI", "from renderer.core.errors import UsageError as E\nraise E('no MIDI here')")
    monkeypatch.setattr(module, "_SOUND", "raise OSError('PortAudio library not found')")

    midi, sound = found("MIDI"), found("sound")
    assert (midi.good, midi.found) == (False, "no devices: no MIDI here")
    assert "FILE.mid" in midi.remedy
    assert (sound.good, sound.found) == (False, "no devices: PortAudio library not found")
    assert "libportaudio2" in sound.remedy


def test_an_extra_that_is_missing_is_no_fault_and_says_what_to_type(monkeypatch):
    for name, extra in EXTRAS.items():
        monkeypatch.setitem(EXTRAS, name, replace(extra, module="no_such_module"))

    usd = found("extra usd")
    assert (usd.good, usd.found) == (True, ".usdz objects: not installed (217 MB)")
    assert usd.remedy.endswith(f"install {EXTRAS['usd'].pin}")
    films = {line.what: line.found for line in module._encoders()}
    assert films["film h264"] == "H.264 by av"
    assert films["ffmpeg"].startswith("not installed; av ")


@pytest.mark.parametrize(("how", "good"), [("lock", True), ("pins", False), ("some", False)])
def test_it_tells_whether_the_lock_held_the_installation(monkeypatch, tmp_path, how, good):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    (tmp_path / ".chorus").write_text(f"1 2\n{how}\nbuild run\n")

    line = found("installed")
    assert line.good is good
    assert ("CHORUS_LOCKED=1" in line.remedy) is not good


def test_what_no_run_installed_has_no_line_on_it(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    (tmp_path / ".chorus").write_text("1 2\n")  # of a ./run before the lock

    assert "installed" not in [line.what for line in module._python()]


def test_a_full_disk_is_a_finding(monkeypatch):
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1e8}))

    assert not found("disk").good
    assert "Free some space" in found("disk").remedy


def test_a_state_folder_that_cannot_be_written_is_a_finding(monkeypatch, tmp_path):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    assert [line.good for line in module._disk() if line.what == "state"] == [True]
    (tmp_path / "state").touch()
    (line,) = (line for line in module._disk() if line.what == "state")
    assert not line.good
    assert "Set CHORUS_STATE to a folder of yours" in line.remedy
    assert "kept in" not in line.found


@pytest.mark.parametrize(("answer", "good", "said"), [
    ([True, "kept lit by the X server", [600, 0]], True, "after 600 s without a hand; during a show kept lit by the X"),
    ([True, "kept lit by the X server", [0, 0]], True, "kept lit by the X server"),
    ([False, "nothing here keeps", [600, 300]], False, "after 300 s without a hand; during a show nothing here keeps"),
    ("no answer", False, "could not be asked: no answer"),
])  # fmt: skip
def test_it_says_when_displays_go_black_and_who_holds_that_off(monkeypatch, answer, good, said):
    monkeypatch.setattr(module, "_ask", lambda code: answer if "idle" in code else [])
    line = found("blanking")
    assert line.good is good
    assert line.found.startswith(said)
    assert bool(line.remedy) is (not good and isinstance(answer, list))
