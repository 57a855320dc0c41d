"""Keeps an X server from blanking its displays and from powering them down (DPMS).

Over a connection of its own, and not the window's: the server keeps what a killed show asked for over that one, see
``x11_retained``, and what was asked for here shall go with it. Of the extension:
https://www.x.org/releases/X11R7.7/doc/scrnsaverproto/saver.html, Suspend since its version 1.1; it holds DPMS, too.
"""

import ctypes
import os
from typing import Any

__all__ = ["X11Idle"]

_LIT = 0  # DPMSModeOn


class X11Idle:
    """One connection to the server of DISPLAY; to be asked by one thread at a time."""

    def __init__(self) -> None:
        """Connect; raises OSError where there is no server, or no libX11."""
        self._x11 = _library()
        self._display = self._x11.XOpenDisplay(None) if os.environ.get("DISPLAY") else None
        if not self._display:
            raise OSError("no display")

    def hold(self, *, wake: bool = False) -> bool:
        """
        Light what the saver blanked; return whether the server leaves displays lit for as long as this is connected.

        wake : whether one that DPMS has powered down is lit, too, which a key does and a reset of the saver does not
        """
        self.reset()
        if wake:
            self._wake()
        try:
            saver = ctypes.CDLL("libXss.so.1")
        except OSError:
            return False
        pointer, number = ctypes.c_void_p, ctypes.POINTER(ctypes.c_int)
        for name in ("XScreenSaverQueryExtension", "XScreenSaverQueryVersion"):
            getattr(saver, name).argtypes = [pointer, number, number]
        saver.XScreenSaverSuspend.argtypes, saver.XScreenSaverSuspend.restype = [pointer, ctypes.c_int], None
        one, two = ctypes.c_int(), ctypes.c_int()
        for ask in (saver.XScreenSaverQueryExtension, saver.XScreenSaverQueryVersion):
            if not ask(self._display, ctypes.byref(one), ctypes.byref(two)):
                return False
        if (one.value, two.value) < (1, 1):
            return False
        saver.XScreenSaverSuspend(self._display, 1)
        self._x11.XSync(self._display, 0)
        return True

    def reset(self) -> None:
        """Have the server count anew from now on, as a key does, and light what was blanked."""
        self._x11.XResetScreenSaver(self._display)
        self._x11.XSync(self._display, 0)

    def timeouts(self) -> tuple[int, int]:
        """Return after how many seconds without a hand the displays are blanked, and powered down; 0 for never."""
        timeout, *others = (ctypes.c_int() for _ in range(4))
        self._x11.XGetScreenSaver(self._display, *map(ctypes.byref, (timeout, *others)))
        return max(0, timeout.value), self._power()

    def release(self) -> None:
        """Disconnect, and so give back what is held."""
        self._x11.XCloseDisplay(self._display)

    def _wake(self) -> None:
        """Power up what DPMS powered down; its settings stay."""
        if (extensions := self._dpms()) is None:
            return
        level, on = ctypes.c_ushort(), ctypes.c_ubyte()
        extensions.DPMSInfo(self._display, ctypes.byref(level), ctypes.byref(on))
        if on.value and level.value != _LIT:
            extensions.DPMSForceLevel(self._display, _LIT)
            self._x11.XSync(self._display, 0)

    def _dpms(self) -> Any:  # noqa: ANN401
        """Return the library that asks for DPMS, None where there is neither it nor DPMS."""
        if not self._x11.XQueryExtension(self._display, b"DPMS", *(ctypes.byref(ctypes.c_int()) for _ in range(3))):
            return None
        try:
            extensions = ctypes.CDLL("libXext.so.6")
        except OSError:
            return None
        pointer, short = ctypes.c_void_p, ctypes.POINTER(ctypes.c_ushort)
        extensions.DPMSInfo.argtypes = [pointer, short, ctypes.POINTER(ctypes.c_ubyte)]
        extensions.DPMSGetTimeouts.argtypes = [pointer, short, short, short]
        extensions.DPMSForceLevel.argtypes = [pointer, ctypes.c_ushort]
        return extensions

    def _power(self) -> int:
        """Return after how many seconds DPMS powers down, 0 for never."""
        if (extensions := self._dpms()) is None:
            return 0
        level, on = ctypes.c_ushort(), ctypes.c_ubyte()
        extensions.DPMSInfo(self._display, ctypes.byref(level), ctypes.byref(on))
        times = [ctypes.c_ushort() for _ in range(3)]
        extensions.DPMSGetTimeouts(self._display, *map(ctypes.byref, times))
        return min((one.value for one in times if one.value), default=0) if on.value else 0


def _library() -> Any:  # noqa: ANN401
    """Return libX11 with the types of what is called here; raises OSError where it is missing."""
    x11 = ctypes.CDLL("libX11.so.6")
    pointer, integer = ctypes.c_void_p, ctypes.c_int
    types = {
        "XCloseDisplay": (integer, pointer),
        "XGetScreenSaver": (integer, *(pointer,) * 5),
        "XOpenDisplay": (pointer, ctypes.c_char_p),
        "XQueryExtension": (integer, pointer, ctypes.c_char_p, *(pointer,) * 3),
        "XResetScreenSaver": (integer, pointer),
        "XSync": (integer, pointer, integer),
    }
    for name, (result, *arguments) in types.items():
        function = getattr(x11, name)
        function.restype, function.argtypes = result, arguments
    return x11
