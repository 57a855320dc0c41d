"""``chorus doctor``: what this machine can do, and what to install where something is missing."""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

import click

from renderer.core.extras import EXTRAS
from renderer.core.paths import state_dir, unwritable_state
from renderer.core.units import size_words

from .tell import tell

__all__ = ["PROBES", "Line", "doctor", "examine"]

# Asked in a process of its own: a broken driver may crash or hang whoever asks it.
_GL = """
import json
from renderer.gpu.context import create, driver
gl = create()
print(json.dumps({**driver(gl), "code": gl.version_code, "texture": gl.info["GL_MAX_TEXTURE_SIZE"],
                  "viewport": min(gl.info["GL_MAX_VIEWPORT_DIMS"])}))
"""
_SCREENS = """
import json
from renderer.show.monitors import displays
print(json.dumps([[str(one), one.x, one.y] for one in displays()]))
"""
_IDLE = """
import json
from renderer.show.idle import Inhibition, inhibition_words
inhibition, times = Inhibition.tried()
print(json.dumps([inhibition.lit, inhibition_words(inhibition), times]))
"""
_MIDI = """
import json
from renderer.show.input.midi import system_ports
print(json.dumps(system_ports().names()))
"""
_SOUND = """
import json, sounddevice
print(json.dumps([str(one["name"]) for one in sounddevice.query_devices() if one["max_input_channels"] > 0]))
"""
_SOFTWARE = re.compile(r"llvmpipe|softpipe|swrast|lavapipe|SwiftShader|GDI Generic|Basic Render", re.IGNORECASE)
_PATIENCE = 30  # s for one question
_ROOM = 2e9  # bytes that films and murals soon fill


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was asked: ``good`` or not, what it is, what was found and what to do."""

    good: bool
    what: str
    found: str
    remedy: str = ""


def examine() -> Iterator[Line]:
    """Yield what each probe found; one that fails itself is a finding too."""
    for name, probe in PROBES.items():
        try:
            yield from probe()
        except Exception as error:  # noqa: BLE001, RUF100  a doctor does not faint
            yield Line(False, name, f"could not be asked ({type(error).__name__}: {error})")


@click.command()
def doctor() -> None:
    """Say what this machine can do, and what to install."""
    poor = 0
    for line in examine():
        tell(f"{'ok' if line.good else '--':<3} {line.what:<14} {line.found}")
        if line.remedy:
            tell(f"    {'':<14} {line.remedy}")
        poor += not line.good
    tell("Everything Chorus uses is here." if not poor else f"To look at, marked --: {poor}.")


def _python() -> Iterator[Line]:
    """Python, the system and the packages that Chorus asks for."""
    cores = os.cpu_count() or 1
    yield Line(True, "machine", f"{platform.platform()}, {cores} cores")
    yield Line(True, "python", f"{platform.python_version()} at {sys.executable}")
    found, missing = [], []
    for line in requires("chorus") or []:
        if "extra ==" in line:
            continue
        name = re.split(r"[\s<>=!~;\[]", line, maxsplit=1)[0]
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    yield Line(not missing, "packages", ", ".join(found),
               f"missing: pip install {' '.join(missing)}" if missing else "")  # fmt: skip
    yield from _installed(Path(sys.prefix) / ".chorus")


def _installed(stamp: Path) -> Iterator[Line]:
    """How ./run installed the parts, where it did: the second line of ``stamp`` says it."""
    how = stamp.read_text("utf-8").splitlines()[1:2] if stamp.is_file() else []
    if how == ["lock"]:
        yield Line(True, "installed", "by requirements.lock: the hash of every part stands there")
    elif how:
        yield Line(False, "installed", "not all by requirements.lock: the hashes of some parts were not checked",
                   "CHORUS_LOCKED=1 ./run doctor installs anew, and refuses other files.")  # fmt: skip


def _extras() -> Iterator[Line]:
    """Parts that few need; their lack is no fault."""
    for name, extra in EXTRAS.items():
        state = "installed" if extra.here else f"not installed ({extra.size} MB)"
        remedy = "" if extra.here else f"Who needs it: {extra.command}"
        yield Line(True, f"extra {name}", f"{extra.what}: {state}", remedy)


def _gl() -> Iterator[Line]:
    """The graphics driver, as drawing without a window meets it."""
    remedy = "On Debian or Ubuntu: apt install libegl1 libgl1 libgl1-mesa-dri; elsewhere the graphics driver."
    answer = _ask(_GL)
    if isinstance(answer, str):
        yield Line(False, "OpenGL", f"none without a window: {answer}", remedy)
        return
    software = bool(_SOFTWARE.search(answer["renderer"]))
    kind = "software: right, but slow; a graphics card is faster" if software else "a graphics card"
    yield Line(True, "OpenGL", f"{answer['version']}, {answer['renderer']}, {answer['vendor']} ({kind})")
    most = min(answer["texture"], answer["viewport"])
    yield Line(True, "largest still", f"{most} x {most} px")
    compute = answer["code"] >= 430
    yield Line(compute, "compute passes", "yes" if compute else "no, they need OpenGL 4.3",
               "" if compute else "Scenes without .comp files work; others need a newer driver.")  # fmt: skip


def _encoders() -> Iterator[Line]:
    """Which films can be written: in this process, or through the ffmpeg binary."""
    import av

    from renderer.output.codecs.encoders import CODECS

    release, binary = _ffmpeg() if EXTRAS["ffmpeg"].here else ("not installed", set[str]())
    for name, codec in CODECS.items():
        ways = [way for way, known in (("av", av.codecs_available), ("ffmpeg", binary)) if codec.encoder in known]
        yield Line(bool(ways), f"film {name}", f"{codec.label} by {' and '.join(ways)}" if ways else "no encoder",
                   "" if ways else f"pip install --force-reinstall av; or {EXTRAS['ffmpeg'].command}")  # fmt: skip
    yield Line(True, "ffmpeg", f"{release}; av {av.__version__}")


def _ffmpeg() -> tuple[str, set[str]]:
    """Return the release of the ffmpeg binary and the encoders in it."""
    import imageio_ffmpeg

    said = subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-encoders"], capture_output=True,
                          text=True, timeout=_PATIENCE, check=True).stdout  # fmt: skip
    return imageio_ffmpeg.get_ffmpeg_version(), set(re.findall(r"^ V\S+ (\S+)", said, re.MULTILINE))


def _displays() -> Iterator[Line]:
    """Screens and projectors that a window can open on."""
    windowless = sys.platform.startswith("linux") and not os.environ.get("DISPLAY")
    answer = "no DISPLAY is set" if windowless else _ask(_SCREENS)
    if isinstance(answer, str):
        yield Line(False, "displays", f"none ({answer})",
                   "export works without; preview and perform need a desktop, or xvfb-run to try them.")  # fmt: skip
        return
    for number, (said, x, y) in enumerate(answer, 1):
        yield Line(True, f"display {number}", f"{said} at {x}, {y}: perform --display {number}")


def _blanking() -> Iterator[Line]:
    """After how long this desktop blanks its displays, and who holds that off while a show runs."""
    if not sys.platform.startswith("linux"):
        yield Line(True, "blanking", "not held off here: switch it off in the system's settings before a show")
        return
    answer = _ask(_IDLE)
    if isinstance(answer, str):
        yield Line(False, "blanking", f"could not be asked: {answer}")
        return
    lit, words, times = answer
    after = min((one for one in times if one), default=0)
    when = f"after {after} s without a hand; during a show " if after else ""
    yield Line(lit, "blanking", f"{when}{words}",
               "" if lit else "Switch it off in the desktop's settings; on X11: xset s off -dpms")  # fmt: skip


def _inputs() -> Iterator[Line]:
    """What a performance may be played by: what is always there, and the devices of this machine."""
    yield Line(True, "played by", "keyboard and mouse, OSC (--osc), gamepads (--pads), files of MIDI and sound")
    yield _devices("MIDI", _MIDI, "--midi", "Files (--midi FILE.mid) play without. Devices need, on Linux, the ALSA "
                   "sequencer: modprobe snd-seq")  # fmt: skip
    yield _devices("sound", _SOUND, "--audio", "Files and the drummer (--audio drummer) play without. A microphone "
                   "needs PortAudio: apt install libportaudio2")  # fmt: skip


def _devices(what: str, code: str, option: str, remedy: str) -> Line:
    """Return which devices answer to ``code``, a list of names; none connected is no fault."""
    answer = _ask(code)
    if isinstance(answer, str):
        return Line(False, what, f"no devices: {answer}", remedy)
    return Line(True, what, f"{', '.join(answer) or 'no device is connected'} ({option})")


def _disk() -> Iterator[Line]:
    """Room for what is exported, and whether it may be written."""
    folder = Path("exports") if Path("exports").is_dir() else Path.cwd()
    free = shutil.disk_usage(folder).free
    writable = os.access(folder, os.W_OK)
    good = free >= _ROOM and writable
    found = f"{size_words(free)} free in {folder.resolve()}" + ("" if writable else ", which may not be written")
    yield Line(good, "disk", found, "" if good else "Free some space, or export to another folder.")
    lost = unwritable_state()
    where = f"{state_dir()}, which may not be written" if lost else f"kept in {state_dir()}"
    yield Line(not lost, "state", where, lost)


PROBES: dict[str, Callable[[], Iterator[Line]]] = {
    "python": _python,
    "extras": _extras,
    "OpenGL": _gl,
    "films": _encoders,
    "displays": _displays,
    "blanking": _blanking,
    "inputs": _inputs,
    "disk": _disk,
}


def _ask(code: str) -> Any:  # noqa: ANN401
    """Return what a child process running ``code`` answers in JSON, or why it does not, as text."""
    try:
        child = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True,
                               timeout=_PATIENCE, check=False)  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"no answer within {_PATIENCE} s"
    if child.returncode == 0:
        return json.loads(child.stdout.splitlines()[-1])
    last = child.stderr.strip().splitlines()[-1:] or [f"it died with {child.returncode}"]
    return re.sub(r"^[\w.]+Error: ", "", last[0])
