"""The mark of a show on a desktop under X11: a window never shown that says which process shows what, and where.

It goes with the program that made it, unless the server keeps that one's windows (see ``x11_retained``); so it names
processes that can be asked for: the show, and whoever begins it again where it ends.
"""

import ctypes
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from renderer.core.small_file import load_json

from .monitors import Display

__all__ = ["Area", "Process", "ShowMark", "library", "mark_of", "marks", "opened", "take_place"]

_MARK = b"_CHORUS_SHOW"
_LONGEST = 1 << 14  # bytes of a mark
_STRING, _REPLACE, _ANY = 31, 0, 0

Area = tuple[int, int, int, int]  # x, y, width, height, px of the desktop


@dataclass(frozen=True, slots=True)
class Process:
    """
    A process of a machine.

    machine : which it runs on, see ``_this_machine``; host : what that was called then, which may change at any time
    since : tells it from a later one of the same number, 0 where the system does not
    """

    machine: str
    number: int
    since: int
    host: str = field(default="", compare=False)

    @classmethod
    def of(cls, number: int) -> "Process":
        """Return the process of this machine that has ``number`` now."""
        return cls(_this_machine(), number, _known(number)[0], socket.gethostname())

    @property
    def here(self) -> bool:
        """Whether it is of this machine, so that its number means something."""
        return self.machine == _this_machine()

    @property
    def runs(self) -> bool:
        """Whether it still runs; of another machine nobody can tell, and it does."""
        if not self.here:
            return True
        try:
            os.kill(self.number, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except OSError:
            pass  # it is another account's
        began, gone = _known(self.number)
        return not gone and (not self.since or self.since == began)


@dataclass(frozen=True, slots=True)
class ShowMark:
    """
    What a show says of itself.

    watcher : who begins it again, None where nobody does; scene : as it was asked for; name : of its display
    """

    show: Process
    watcher: Process | None
    scene: str
    name: str
    area: Area

    @property
    def holds(self) -> bool:
        """Whether its place is its own: while who watches it lives, whatever becomes of one of its lives."""
        return (self.watcher or self.show).runs

    def meets(self, area: Area) -> bool:
        """Return whether it shows on a part of ``area``, on whatever connector: two may show the same."""
        return all(
            min(self.area[at] + self.area[at + 2], area[at] + area[at + 2]) > max(self.area[at], area[at])
            for at in (0, 1)
        )

    def text(self) -> bytes:
        """Return it as a window says it."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def read(cls, said: bytes) -> "ShowMark | None":
        """Return what ``text`` gave, None for anything else: any program may say something."""
        try:
            content = load_json(said)
            watcher = content["watcher"]
            return cls(_process(content["show"]), _process(watcher) if watcher else None, str(content["scene"]),
                       str(content["name"]), _area(content["area"]))  # fmt: skip
        except (ValueError, KeyError, TypeError, OverflowError):
            return None


def mark_of(scene: str, display: Display, watcher: int | None) -> ShowMark:
    """Return what this process says: that it shows ``scene`` on ``display``, and which process watches it."""
    watched = None if watcher is None else Process.of(watcher)
    return ShowMark(Process.of(os.getpid()), watched, scene[: _LONGEST // 16], display.name, display.area)


def take_place(native: Any, mark: ShowMark, window: int = 0) -> tuple[int, ShowMark | None]:  # noqa: ANN401
    """
    Put ``mark`` on the desktop of ``native``, a connection of pyglet's, unless another show holds its place.

    window : that carries it already, 0 for none yet. Returns the window, and who holds the place, one of the two.
    Of several that ask at the same moment one is answered first: nobody else's word is heard meanwhile.
    """
    x11, display = library(), ctypes.cast(native, ctypes.c_void_p)
    with _quiet(x11, display):
        x11.XGrabServer(display)
        try:
            for _, other in marks(x11, display):
                ours = other.show == mark.show or (mark.watcher is not None and other.watcher == mark.watcher)
                if not ours and other.holds and other.meets(mark.area):
                    return window, other
            if not window:
                window = x11.XCreateSimpleWindow(display, x11.XDefaultRootWindow(display), -1, -1, 1, 1, 0, 0, 0)
            _set_mark(x11, display, window, mark)
        finally:
            x11.XUngrabServer(display)
            x11.XFlush(display)
    return window, None


def _set_mark(x11: Any, display: Any, window: int, mark: ShowMark) -> None:  # noqa: ANN401
    """Have ``window`` say ``mark``."""
    said = mark.text()
    x11.XChangeProperty(display, window, x11.XInternAtom(display, _MARK, 0), _STRING, 8, _REPLACE, said, len(said))


def marks(x11: Any, display: Any) -> Iterator[tuple[int, ShowMark]]:  # noqa: ANN401
    """Yield each window that says what a show does, and what it says."""
    atom = x11.XInternAtom(display, _MARK, 0)
    for window in _tops(x11, display):
        if (said := _property(x11, display, window, atom)) and (mark := ShowMark.read(said)):
            yield window, mark


def _process(content: Any) -> Process:  # noqa: ANN401
    """Return the process that ``content`` of JSON is; raises TypeError where it is none, KeyError without a part."""
    machine, host, number, since = (content[name] for name in ("machine", "host", "number", "since"))
    if not type(machine) is type(host) is str or not type(number) is type(since) is int or number <= 0:
        raise TypeError("no process")  # to kill(2), 0 and less are many
    return Process(machine, number, since, host)


def _area(content: Any) -> Area:  # noqa: ANN401
    x, y, width, height = map(int, content)
    return x, y, width, height


@cache
def _this_machine() -> str:
    """
    Return what tells this machine, since it was switched on, and the processes that are seen here, from all others.

    Its name is another with a network's next lease. Containers of one machine number their processes apart.
    """
    with suppress(OSError):
        started = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{started} {Path('/proc/self/ns/pid').readlink()}"
    return socket.gethostname()


def _known(number: int) -> tuple[int, bool]:
    """Return when a process began, ticks of the system or 0, and whether only its name is left (proc(5), 22 and 3)."""
    with suppress(OSError, ValueError, IndexError):
        state, *numbers = Path(f"/proc/{number}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        return int(numbers[18]), state == "Z"
    return 0, False


@contextmanager
def opened() -> Iterator[tuple[Any, Any]]:
    """Give the library and a connection to the desktop of DISPLAY; raises OSError without one."""
    x11 = library()
    display = x11.XOpenDisplay(None) if os.environ.get("DISPLAY") else None
    if not display:
        raise OSError("no display")
    try:
        with _quiet(x11, ctypes.c_void_p(display)):
            yield x11, ctypes.c_void_p(display)
    finally:
        x11.XCloseDisplay(ctypes.c_void_p(display))


@contextmanager
def _quiet(x11: Any, display: Any) -> Iterator[None]:  # noqa: ANN401
    """Let errors be no news within: a window may go while it is looked at."""
    quiet = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
    x11.XSync(display, 0)
    before = x11.XSetErrorHandler(ctypes.cast(quiet, ctypes.c_void_p))
    try:
        yield
    finally:
        x11.XSync(display, 0)
        x11.XSetErrorHandler(before)


def _tops(x11: Any, display: Any) -> list[int]:  # noqa: ANN401
    """Return the windows on the desktop itself; no window manager moves one that was never shown."""
    root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
    found = ctypes.POINTER(ctypes.c_ulong)()
    x11.XQueryTree(display, x11.XDefaultRootWindow(display), *map(ctypes.byref, (root, parent, found, count)))
    windows = [int(found[at]) for at in range(count.value)]
    if found:
        x11.XFree(ctypes.cast(found, ctypes.c_void_p))
    return windows


def _property(x11: Any, display: Any, window: int, name: int) -> bytes:  # noqa: ANN401
    """Return what ``window`` says under ``name``, b"" for nothing."""
    kind, form, count, left = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong()
    content = ctypes.c_void_p()
    x11.XGetWindowProperty(display, window, name, 0, _LONGEST // 4, 0, _ANY,
                           *map(ctypes.byref, (kind, form, count, left, content)))  # fmt: skip
    said = ctypes.string_at(content, count.value) if content.value and form.value == 8 else b""
    if content.value:
        x11.XFree(content)
    return said


def library() -> Any:  # noqa: ANN401
    """Return libX11 with the types of what is called here; raises OSError where it is missing."""
    x11 = ctypes.CDLL("libX11.so.6")
    pointer, number, integer = ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int
    types = {
        "XChangeProperty": (integer, pointer, number, number, number, integer, integer, ctypes.c_char_p, integer),
        "XCloseDisplay": (integer, pointer),
        "XCreateSimpleWindow": (number, pointer, number, *(integer,) * 2, *(ctypes.c_uint,) * 3, number, number),
        "XDefaultRootWindow": (number, pointer),
        "XFlush": (integer, pointer),
        "XFree": (integer, pointer),
        "XGetWindowProperty": (integer, pointer, number, number, ctypes.c_long, ctypes.c_long, integer, number,
                               *(pointer,) * 5),
        "XGrabServer": (integer, pointer),
        "XInternAtom": (number, pointer, ctypes.c_char_p, integer),
        "XKillClient": (integer, pointer, number),
        "XOpenDisplay": (pointer, ctypes.c_char_p),
        "XQueryTree": (integer, pointer, number, *(pointer,) * 4),
        "XSetCloseDownMode": (integer, pointer, integer),
        "XSetErrorHandler": (pointer, pointer),
        "XSync": (integer, pointer, integer),
        "XUngrabServer": (integer, pointer),
    }  # fmt: skip
    for name, (result, *arguments) in types.items():
        function = getattr(x11, name)
        function.restype, function.argtypes = result, arguments
    return x11
