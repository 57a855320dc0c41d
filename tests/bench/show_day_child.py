"""A performance whose clock runs fast, to be ended after so many hours of its own: what it holds, once a second.

    show_day_child.py SPEED HOURS CHORUS-ARGUMENTS...

Everything a show asks the time of is told the fast clock; frames are skipped, as a slow machine skips them.
"""

import gc
import json
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

SPEED, HOURS = float(sys.argv[1]), float(sys.argv[2])
NAMES = 4096  # of GL objects that are asked for; drivers give small ones again
TAKE_PART = 1 << 15  # bytes: parts enough in one day
_counter, _sleep, _began = time.perf_counter, time.sleep, datetime.now().astimezone()
_start = _counter()


def fast() -> float:
    """Return s of the fast clock."""
    return _start + (_counter() - _start) * SPEED


class FastDatetime(datetime):
    """The clock on the wall, as fast."""

    @classmethod
    def now(cls, tz: Any = None) -> datetime:
        """Return when it is."""
        return (_began + timedelta(seconds=fast() - _start)).astimezone(tz)


def alive() -> int:
    """Return how many GL objects live, by asking the driver for each name."""
    from pyglet import gl

    asks = (gl.glIsTexture, gl.glIsFramebuffer, gl.glIsProgram, gl.glIsRenderbuffer, gl.glIsVertexArray, gl.glIsBuffer,
            gl.glIsQuery)  # fmt: skip
    return sum(bool(ask(name)) for ask in asks for name in range(1, NAMES))


def main() -> int:
    """Play until the hours are over; return the exit status of ``chorus``."""
    time.perf_counter = fast  # before anything remembers it
    from renderer.cli.main import main as chorus
    from renderer.frames import clock
    from renderer.session import recorder, replay, take_parts
    from renderer.show.perform import Performance

    clock.time = SimpleNamespace(perf_counter=fast, sleep=lambda seconds: _sleep(seconds / SPEED))
    recorder.datetime = replay.datetime = FastDatetime
    take_parts.PART = TAKE_PART
    frame, counted = Performance.frame, {"frames": 0.0, "next": _counter() + 1.0}

    def watched(show: Performance, reloader: Any = None) -> None:
        frame(show, reloader)
        counted["frames"] += 1
        if _counter() >= counted["next"]:
            counted["next"] = _counter() + 1.0
            gc.collect()
            hours = show.clock.index(fast()) / float(show.clock.fps) / 3600
            print(json.dumps({
                "hours": hours, "frames": counted["frames"], "descriptors": len([*Path("/proc/self/fd").iterdir()]),
                "threads": threading.active_count(), "objects": alive(),
                "memory": int(Path("/proc/self/statm").read_text().split()[1]) * 4 / 1024,
            }), flush=True)  # fmt: skip
            show.window.open = show.window.open and hours < HOURS

    Performance.frame = watched
    return chorus(sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
