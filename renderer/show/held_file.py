"""What an operator left on the wall, for a supervisor that somebody begins anew after it was killed: systemd does.

A wall that was black lights up by nobody's doing then. It is kept until the machine is booted again, for whoever
switches the machine itself off in the evening wants light in the morning, and goes with a show that ends in order.
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from renderer.core.paths import state_dir
from renderer.core.private_file import write_private

__all__ = ["HeldFile"]

_BOOT = Path("/proc/sys/kernel/random/boot_id")


class HeldFile:
    """The file of one show, that is of what was typed for it, where; without a system that tells its boots none."""

    def __init__(self, words: Sequence[str]) -> None:
        """Find it by ``words``, those of the command line."""
        name = hashlib.sha256(json.dumps([str(Path.cwd()), *words]).encode()).hexdigest()[:16]
        self._path = state_dir() / "shows" / f"{name}.json"
        self._known = (False, False)
        self._boot = ""
        with suppress(OSError):
            self._boot = _BOOT.read_text().strip()

    def read(self) -> tuple[bool, bool]:
        """Return whether the wall was left black, and whether still; neither where nobody was killed since the boot."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            content = json.loads(self._path.read_bytes())
            if self._boot and content["boot"] == self._boot:
                self._known = bool(content["black"]), bool(content["frozen"])
        return self._known

    def keep(self, held: tuple[bool, bool]) -> None:
        """Keep what is ``held``, black and frozen, where it is not what is kept; a disk that is full keeps nothing."""
        if held == self._known or not self._boot:
            return
        self._known = held
        with suppress(OSError):
            if any(held):
                content = {"boot": self._boot, "black": held[0], "frozen": held[1]}
                write_private(self._path, json.dumps(content).encode())
            else:
                self._path.unlink(missing_ok=True)
