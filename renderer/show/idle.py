"""Keeps displays lit and the machine awake while a show or a preview runs.

All that may blank them is asked at once: the X server, the desktop, the system. Each gives back by itself what it
granted when this process is gone, however it ended.
"""

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from .dbus_inhibit import DBusInhibitor
from .x11_idle import X11Idle

__all__ = ["IdleInhibitor", "Inhibition", "inhibition_words"]

RESET = 5.0  # s between two resets of an X server that cannot suspend its saver; it blanks after a minute at least


@dataclass(frozen=True, slots=True)
class Inhibition:
    """
    Who holds blanking off.

    server : how an X server does: "suspended", "reset" or "" for none; desktop : the name that granted it, or ""
    system : what the system holds off, as "idle:sleep", or ""; wayland : whether the displays are no X server's
    """

    server: str = ""
    desktop: str = ""
    system: str = ""
    wayland: bool = False

    @property
    def lit(self) -> bool:
        """Whether the displays stay lit, as far as can be told."""
        return bool(self.desktop) or (bool(self.server) and not self.wayland)

    @classmethod
    def tried(cls) -> tuple["Inhibition", tuple[int, int]]:
        """Hold idling off and give it back; return who did, and what ``X11Idle.timeouts`` says, (0, 0) elsewhere."""
        server, bus = _server(), DBusInhibitor()
        try:
            return _hold(server, bus), server.timeouts() if server else (0, 0)
        finally:
            bus.release()
            if server is not None:
                server.release()


class IdleInhibitor:
    """A thread that holds idling off, from now until ``close``: who is asked may take its time to answer."""

    def __init__(self, say: Callable[[str], None], *, wake: bool = True) -> None:
        """
        Begin; ``say`` is told, once, where nothing holds it off.

        wake : whether displays that are powered down are lit: the next life of a supervised show lights none, for
            somebody may have switched that wall off meanwhile
        """
        self._wake = wake
        self._say, self._stop = say, threading.Event()
        self.inhibition: Inhibition | None = None  # None until all were asked
        # Connected here: an older libX11 does not expect that two threads do so at once.
        self._thread = threading.Thread(target=self._run, args=(_server(),), name="idle", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Give back what is held."""
        self._stop.set()
        self._thread.join(5.0)

    def _run(self, server: X11Idle | None) -> None:
        bus = DBusInhibitor()
        try:
            self.inhibition = _hold(server, bus, wake=self._wake)
            if not self.inhibition.lit and sys.platform.startswith("linux"):
                self._say(f"{inhibition_words(self.inhibition)}; switch blanking off in the desktop's settings")
            while not self._stop.wait(RESET):
                if server is not None and self.inhibition.server == "reset":
                    server.reset()
        finally:
            bus.release()
            if server is not None:
                server.release()


def inhibition_words(inhibition: Inhibition) -> str:
    """Return in words who keeps displays lit."""
    if not inhibition.lit:
        return "nothing here keeps the displays from going black while nobody touches the keyboard"
    servers = {"suspended": "the X server", "reset": "the X server, told every few seconds"}
    by = [servers[inhibition.server]] if inhibition.server and not inhibition.wayland else []
    by += [inhibition.desktop] if inhibition.desktop else []
    system = f"; the system holds off {inhibition.system.replace(':', ' and ')}" if inhibition.system else ""
    return f"kept lit by {' and '.join(by)}{system}"


def _server() -> X11Idle | None:
    with suppress(OSError):
        return X11Idle()
    return None


def _hold(server: X11Idle | None, bus: DBusInhibitor, *, wake: bool = False) -> Inhibition:
    lit = "" if server is None else "suspended" if server.hold(wake=wake) else "reset"
    return Inhibition(lit, *bus.hold(), bool(os.environ.get("WAYLAND_DISPLAY")))
