"""A day of a show at 30 fps on a fast clock, with faults, keys, OSC and reloads: it may not stop, nor hold more.

SHOW_DAY=60 has the day pass in 60 s; frames are skipped, as a slow machine skips them.
"""

import json
import os
import random
import shutil
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from desktop import Server, save

from renderer.core.paths import ASSETS, INSTALLATIONS
from renderer.session.take_file import read_take
from renderer.session.take_parts import parts_of
from tests.bench.measure import HERE, bar

HOURS, FPS = 24.0, 30
SECONDS = float(os.environ.get("SHOW_DAY", "600"))  # that the day takes
KEYS = [*"1234567890qwertasdfgzxcvbf", "KP_1", "shift+1", "ctrl+b", "F5", "Caps_Lock"]
NAMES = ("param/glow", "param/parting", "typed/prisms", "cue/moonlit", "nothing", "command/restart")
MOST_TOLD = 16  # lines of what the show said
KINDS = {"memory": (24.0, "MiB"), "descriptors": (0.0, ""), "threads": (0.0, ""), "objects": (0.0, "")}


class Artist:
    """Hands that do not rest: keys, OSC that means something and OSC that does not, and saves, good and bad."""

    def __init__(self, server: Server, folder: Path, port: int) -> None:
        """Play the show of ``folder`` on ``server``, which hears OSC on ``port``."""
        self._server, self._folder, self._port = server, folder, port
        self._chance = random.Random(1)
        self._shader = (folder / "image.frag").read_text()
        self._figures = (folder / "mine.csv").read_text()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.done = dict.fromkeys(("keys", "packets", "saves"), 0)

    def act(self, number: int) -> None:
        """Do what comes as the ``number``th."""
        chance = self._chance
        key = chance.choice(KEYS)
        if key in ("b", "f", "Caps_Lock"):  # and back: most of the day is played
            self._server.key(key)
            time.sleep(0.1)
            self._server.key(key)
        else:
            self._server.key(key)
        if number % 50 == 0:  # twice leaves, and two that come within one slow picture are twice
            self._server.key("Escape")
        self.done["keys"] += 1
        for _ in range(20):
            name = chance.choice(NAMES)
            self._socket.sendto(packet(f"/chorus/{name}", chance.choice((0.0, 0.5, 1.0, float("nan"), 12.0))),
                                ("127.0.0.1", self._port))  # fmt: skip
            self._socket.sendto(chance.randbytes(40), ("127.0.0.1", self._port))
        self.done["packets"] += 40
        if number % 8 == 0:
            self._save(number // 8)

    def _save(self, number: int) -> None:
        """Save a shader, a broken one, a preset, figures, the module: in turn, each again and again the same few."""
        kind = number % 6
        if kind == 0:
            save(self._folder / "image.frag", self._shader.replace("}", f"}} // {number // 6 % 3}", 1))
        elif kind == 1:
            save(self._folder / "image.frag", self._shader.replace("void main", "void man", 1))
        elif kind == 2:
            save(self._folder / "image.frag", self._shader)
        elif kind == 3:
            save(self._folder / "presets" / "liked.toml", f"[params]\nglow = {number % 4}.0\ngone = 1.0\n")
        elif kind == 4:
            half = self._figures[: len(self._figures) // 2]  # cut in the middle of a line
            save(self._folder / "mine.csv", self._figures if number % 12 == 4 else half)
        else:
            module = self._folder / "scene.py"
            save(module, module.read_text().rstrip("\n") + "\n" * (1 + number // 6 % 3))
        self.done["saves"] += 1


def packet(address: str, value: float) -> bytes:
    """Return an OSC message of one float."""
    name = address.encode() + b"\0"
    return name.ljust(-(-len(name) // 4) * 4, b"\0") + b",f\0\0" + struct.pack(">f", value)


def main() -> None:
    """Print how much more the show holds at its end than in its morning, and whether it ever stopped."""
    server = Server(["Xvfb", "-screen", "0", "320x180x24", "+extension", "GLX", "-noreset"])
    with tempfile.TemporaryDirectory() as name:
        try:
            day(server, Path(name))
        finally:
            server.close()


def day(server: Server, folder: Path) -> None:
    """Play a day, and measure it."""
    shutil.copytree(INSTALLATIONS / "enamel", folder / "enamel")
    shutil.copy(ASSETS / "data" / "us_oral_health.csv", folder / "enamel" / "mine.csv")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["perform", "./enamel", "--size", "96x54", "--fps", str(FPS), "--reload", "--osc", str(port), "--feed",
             "rehearsal", "--effects", "tear,echo", "--data", "enamel/mine.csv", "--record", "day.take"]  # fmt: skip
    child = [sys.executable, str(HERE / "show_day_child.py"), str(HOURS * 3600 / SECONDS), str(HOURS)]
    env = {**server.env, "CHORUS_STATE": str(folder / "state"), "PYTHONPATH": str(HERE.parent.parent)}
    with (folder / "said").open("w") as said:
        show = subprocess.Popen([*child, *words], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=said, text=True)
        seen: list[dict[str, float]] = []
        reading = threading.Thread(target=lambda: seen.extend(map(json.loads, show.stdout)), daemon=True)
        reading.start()
        artist, number, before = Artist(server, folder / "enamel", port), 0, 0
        while show.poll() is None:
            if len(seen) > before:
                before = len(seen)
                for _ in range(4):
                    artist.act(number)
                    number += 1
            time.sleep(0.05)
        reading.join()
    told(show.returncode, seen, artist, (folder / "said").read_text())
    take, notes = read_take(folder / "day.take")
    print(f"      a take of {len(parts_of(folder / 'day.take'))} parts, {take.last / FPS / 3600:.1f} h; {notes}")
    bar("its take: hours that are missing", HOURS - take.last / FPS / 3600, 0.2, "h")


def told(status: int, seen: list[dict[str, float]], artist: Artist, said: str) -> None:
    """Print what was measured."""
    hours, drawn = (seen[-1][name] if seen else 0.0 for name in ("hours", "frames"))
    print(f"      {hours:.1f} h of show, {drawn:.0f} frames drawn of {hours * 3600 * FPS:.0f}; " + ", ".join(
        f"{count:,} {name}" for name, count in artist.done.items()), flush=True)  # fmt: skip
    lines = (line for line in said.splitlines() if not line.startswith("a picture took"))  # by a clock that runs fast
    for line, count in Counter(lines).most_common(MOST_TOLD):
        print(f"      it said {count} x: {line[:100]}")
    bar("stops: its exit status, and hours that were not played", status + max(0.0, HOURS - hours), 0.0, "")
    part = max(1, len(seen) // 6)
    for name, (most, unit) in KINDS.items():
        morning, night = ([one[name] for one in some] for some in (seen[2 * part : 3 * part], seen[-part:]))
        bar(f"{name}: more in the last sixth than in the third",
            statistics.median(night) - statistics.median(morning), most, unit)  # fmt: skip


if __name__ == "__main__":
    main()
