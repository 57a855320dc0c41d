"""A desktop for window tests: an X server of our own, real keys and mouse, and what is on its screen."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from x_screen import Screen

NEEDED = ("Xvfb", "xdotool")
PROBE = Path(__file__).parent.parent / "scenes" / "probe"
AGAIN = 20.0  # s after which a key that did nothing is pressed again
CAP = 120.0  # s after which a test gives up; only what is broken takes so long, a busy neighbour does not
PACKAGES = "apt install xvfb xdotool x11-xserver-utils"


def missing():
    """Return which of the programs are not installed."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Server:
    """One X server, on a number that the server itself finds free."""

    def __init__(self, command, display=None):
        if display is None:
            read, write = os.pipe()
            self.process = subprocess.Popen(
                [*command, "-displayfd", str(write)], pass_fds=[write], stderr=subprocess.DEVNULL
            )
            os.close(write)
            with os.fdopen(read) as pipe:
                display = f":{pipe.readline().strip()}"
        else:
            self.process = subprocess.Popen([command[0], display, *command[1:]], stderr=subprocess.DEVNULL)
        self.name = display
        self.env = {**os.environ, "DISPLAY": display}

    def run(self, *command):
        return subprocess.run(command, env=self.env, check=True, capture_output=True, timeout=CAP).stdout

    def key(self, *names):
        self.run("xdotool", "key", *names)

    def mouse(self, *words):
        self.run("xdotool", *map(str, words))

    @cached_property
    def eye(self):
        return Screen(self.name)

    def screen(self):
        """Return what is shown, uint8 [height, width, 3]."""
        while (shown := self.eye.picture(0, 0, *self.eye.size())) is None:
            pass  # its size changed in between
        return shown

    def close(self):
        if "eye" in vars(self):
            self.eye.close()
        self.process.terminate()
        self.process.wait(CAP)


class Chorus:
    """One running ``chorus`` command, its words and its memory."""

    _tables: ClassVar = {}  # name -> content: figures read by those before, as an artist's second start finds them

    def __init__(self, server, folder, *args):
        self.server, self.folder = server, folder
        self._cache = folder / "state" / "cache" / "tables"
        for name, content in self._tables.items():
            self._cache.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._cache / name).write_bytes(content)
        env = {**server.env, "CHORUS_STATE": str(folder / "state")}
        code = "import sys; from renderer.cli.main import main; sys.exit(main())"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, args)], env=env, cwd=folder, stderr=subprocess.PIPE, text=True
        )
        self.words = []
        self._reader = threading.Thread(target=lambda: self.words.extend(self.process.stderr), daemon=True)
        self._reader.start()

    @property
    def said(self):
        """Return what it said on stderr, but for the note that a scene of the tests is code: see cli/own_code."""
        return "".join(line for line in self.words if " did not come with Chorus: " not in line)

    def memory(self):
        """Return what it wrote down last, None where nothing yet."""
        found = list((self.folder / "state" / "scenes").glob("*.json"))
        return json.loads(found[0].read_text()) if found else None

    def until(self, check):
        """Wait until ``check()`` is true, and return what it gave."""
        end = time.monotonic() + CAP
        while time.monotonic() < end:
            if result := check():
                return result
            assert self.process.poll() is None, f"it ended: {self.said}"
            time.sleep(0.02)
        raise AssertionError(f"not within {CAP} s: {self.said}")

    @property
    def drawing(self):
        """The process that draws: the first that its watcher started of those that live."""
        pid = self.process.pid
        return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])

    @property
    def cpu(self):
        """Seconds of CPU that it has used so far."""
        words = Path(f"/proc/{self.drawing}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def work(self, seconds=0.2):
        """Let it use so many seconds of CPU: time for several frames, however few of them a busy machine draws in one.

        To be asked before something is said not to happen.
        """
        enough = self.cpu + seconds
        self.until(lambda: self.cpu >= enough)

    def steady(self, read):
        """Return what ``read()`` gives once it gives the same over two of its writings of memory."""
        last = [object()]

        def same():
            before, last[0] = last[0], read()
            if before != last[0]:
                time.sleep(1.2)  # it writes down what changed once a second ...
                self.work()  # ... if it comes to it
            return before == last[0]

        self.until(same)
        return last[0]

    def at(self, x, y):
        """Return the colour at ``x``, ``y`` as three numbers."""
        return tuple(map(int, self.server.eye.picture(x, y, 1, 1)[0, 0]))

    def press(self, key, check):
        """Press ``key`` until ``check()`` is true, and return what it gave.

        One that is pressed while a window comes back from the whole display reaches nobody, as on any desktop.
        """
        asked = -AGAIN

        def came():
            nonlocal asked
            if not (result := check()) and time.monotonic() > asked + AGAIN:
                self.server.key(key)
                asked = time.monotonic()
            return result

        return self.until(came)

    def leave(self, *keys):
        """Press ``keys`` until it ends, and return its exit status."""
        for _ in range(int(CAP / AGAIN)):
            self.server.key(*keys)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(AGAIN)
                break
        return self.ended()

    def ended(self):
        """Wait until it has ended by itself, and return its exit status."""
        code = self.process.wait(CAP)
        self._reader.join(CAP)
        return code

    def close(self):
        """End it, if it still runs, hear its last words, and keep the figures that it read."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(CAP)
        self._reader.join(CAP)
        self.process.stderr.close()
        self._tables.update((path.name, path.read_bytes()) for path in self._cache.glob("*.table"))


def save(path: Path, text: str):
    """Save as careful editors do: into another file, which then takes the name."""
    other = path.with_name(f".{path.name}.swp")
    other.write_text(text)
    other.replace(path)
