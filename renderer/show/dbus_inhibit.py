"""Asks the desktop and the system not to go idle, over D-Bus, by the libdbus that every desktop has.

Whoever grants it gives it back when the connection is gone, or the file that logind hands out is closed: so the
kernel itself sees to it where a show is killed. Of the protocol: https://dbus.freedesktop.org/doc/dbus-specification.html,
https://www.freedesktop.org/wiki/Specifications/idle-inhibit-spec, https://systemd.io/INHIBITOR_LOCKS.
"""

import ctypes
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

__all__ = ["DBusInhibitor"]

_SESSION, _SYSTEM = 0, 1  # DBusBusType
_PATIENCE = 3000  # ms for one answer
_ITER = 256  # bytes; a DBusMessageIter has 72 on machines of 64 bits
_IDLE, _SUSPEND = 8, 4  # of the session manager and of the portal
_WHO, _WHY = "Chorus", "a show is on the wall"

# Who holds off what, at which path and interface; the method is Inhibit everywhere. The first that answers is enough.
_DESKTOPS: tuple[tuple[str, str, str, tuple[Any, ...]], ...] = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", (_WHO, _WHY)),
    ("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager",
     (_WHO, 0, _WHY, _IDLE | _SUSPEND)),
    ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Inhibit",
     ("", _IDLE | _SUSPEND, {})),
)  # fmt: skip
_LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")


class DBusInhibitor:
    """Holds idling off from ``hold`` until ``release``; to be asked by one thread only."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._bus: _Bus | None = None
        self._lock = -1

    def hold(self) -> tuple[str, str]:
        """Return who of the desktop holds blanking off, and what the system holds off; "" each for nobody."""
        return self._desktop(), self._system()

    def release(self) -> None:
        """Give back what is held."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def _desktop(self) -> str:
        home = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nonexistent") / "bus"
        if not os.environ.get("DBUS_SESSION_BUS_ADDRESS") and not home.exists():
            return ""  # libdbus would start a bus of its own
        with suppress(OSError):
            self._bus = _Bus(_SESSION)
            for name, path, interface, values in _DESKTOPS:
                if self._bus.call(name, path, interface, values) is not None:
                    return name
        return ""

    def _system(self) -> str:
        with suppress(OSError):
            bus = _Bus(_SYSTEM)
            try:
                for what in ("idle:sleep", "idle"):  # without a seat only the second may be granted
                    found = bus.call(*_LOGIN, (what, _WHO, _WHY, "block"))
                    if found is not None:
                        self._lock = int(found)
                        return what
            finally:
                bus.close()
        return ""


class _Bus:
    """One connection of our own."""

    def __init__(self, kind: int) -> None:
        """Connect; raises OSError where there is no such bus."""
        self._lib = _library()
        self._connection = self._lib.dbus_bus_get_private(kind, None)
        if not self._connection:
            raise OSError("no bus")
        self._lib.dbus_connection_set_exit_on_disconnect(self._connection, 0)  # a bus that ends shall end nobody

    def call(self, name: str, path: str, interface: str, values: tuple[Any, ...]) -> int | str | None:
        """Return the answer of ``name`` to ``Inhibit(*values)``, None where it is not there or refuses."""
        lib = self._lib
        message = lib.dbus_message_new_method_call(*(word.encode() for word in (name, path, interface)), b"Inhibit")
        lib.dbus_message_set_auto_start(message, 0)  # who is not there would show nothing either
        at = ctypes.create_string_buffer(_ITER)
        lib.dbus_message_iter_init_append(message, at)
        for value in values:
            _append(lib, at, value)
        reply = lib.dbus_connection_send_with_reply_and_block(self._connection, message, _PATIENCE, None)
        lib.dbus_message_unref(message)
        if not reply:
            return None
        try:
            return _read(lib, reply)
        finally:
            lib.dbus_message_unref(reply)

    def close(self) -> None:
        """End the connection; what it was granted goes with it."""
        self._lib.dbus_connection_close(self._connection)
        self._lib.dbus_connection_unref(self._connection)


def _append(lib: Any, at: Any, value: str | int | Mapping[str, Any]) -> None:  # noqa: ANN401
    """Put ``value`` after what a message holds: text, a number without sign, or a table, which is empty."""
    if isinstance(value, str):
        text = ctypes.c_char_p(value.encode())
        lib.dbus_message_iter_append_basic(at, ord("s"), ctypes.byref(text))
    elif isinstance(value, int):
        lib.dbus_message_iter_append_basic(at, ord("u"), ctypes.byref(ctypes.c_uint32(value)))
    else:
        inner = ctypes.create_string_buffer(_ITER)
        lib.dbus_message_iter_open_container(at, ord("a"), b"{sv}", inner)
        lib.dbus_message_iter_close_container(at, inner)


def _read(lib: Any, reply: Any) -> int | str:  # noqa: ANN401
    """Return the first value of ``reply``: a number, a file's number (ours to close), a path; 0 for none."""
    at = ctypes.create_string_buffer(_ITER)
    kind = chr(lib.dbus_message_iter_get_arg_type(at)) if lib.dbus_message_iter_init(reply, at) else ""
    if kind in ("s", "o"):
        text = ctypes.c_char_p()
        lib.dbus_message_iter_get_basic(at, ctypes.byref(text))
        return (text.value or b"").decode(errors="replace")
    number = ctypes.c_int() if kind == "h" else ctypes.c_uint32()
    if kind in ("h", "u"):
        lib.dbus_message_iter_get_basic(at, ctypes.byref(number))
    return number.value


def _library() -> Any:  # noqa: ANN401
    """Return libdbus with the types of what is called here; raises OSError where it is missing."""
    lib = ctypes.CDLL("libdbus-1.so.3")
    pointer, text, integer = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    types = {
        "dbus_bus_get_private": (pointer, integer, pointer),
        "dbus_connection_close": (None, pointer),
        "dbus_connection_send_with_reply_and_block": (pointer, pointer, pointer, integer, pointer),
        "dbus_connection_set_exit_on_disconnect": (None, pointer, ctypes.c_uint32),
        "dbus_connection_unref": (None, pointer),
        "dbus_message_iter_append_basic": (ctypes.c_uint32, pointer, integer, pointer),
        "dbus_message_iter_close_container": (ctypes.c_uint32, pointer, pointer),
        "dbus_message_iter_get_arg_type": (integer, pointer),
        "dbus_message_iter_get_basic": (None, pointer, pointer),
        "dbus_message_iter_init": (ctypes.c_uint32, pointer, pointer),
        "dbus_message_iter_init_append": (None, pointer, pointer),
        "dbus_message_iter_open_container": (ctypes.c_uint32, pointer, integer, text, pointer),
        "dbus_message_new_method_call": (pointer, text, text, text, text),
        "dbus_message_set_auto_start": (None, pointer, ctypes.c_uint32),
        "dbus_message_unref": (None, pointer),
    }
    for name, (result, *arguments) in types.items():
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    return lib
