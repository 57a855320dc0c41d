"""What an operator left on the wall, for a supervisor that somebody begins anew after it was killed: systemd does.

A wall that was black lights up by nobody's doing then. It is kept until the machine is booted again, for whoever
switches the machine itself off in the evening wants light in the morning, and goes with a show that ends in order.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from renderer.core.errors import UsageError
from renderer.core.paths import state_dir
from renderer.core.private_file import write_private
from renderer.core.small_file import load_json, read_bytes

__all__ = ["OperatorFile"]

_BOOT = Path("/proc/sys/kernel/random/boot_id")


class OperatorFile:
    """
    The file of one show: of what was typed for it, in which folder and for which desktop.

    There is none without a system that tells its boots, nor where a folder is gone or an account has no home.
    """

    def __init__(self, words: Sequence[str]) -> None:
        """Find it by ``words``, those of the command line."""
        self._known = (False, False)
        self._path, self._boot = Path(), ""
        with suppress(OSError, UsageError):  # no reason to refuse a show
            show = json.dumps([str(Path.cwd()), os.environ.get("DISPLAY", ""), *words])
            self._path = state_dir() / "shows" / f"{hashlib.sha256(show.encode()).hexdigest()[:16]}.json"
            self._boot = _BOOT.read_text().strip()

    def read(self) -> tuple[bool, bool]:
        """Return whether the wall was left black, and whether still; neither where nobody was killed since the boot."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            content = load_json(read_bytes(self._path))
            if self._boot and content["boot"] == self._boot:
                self._known = bool(content["black"]), bool(content["frozen"])
        return self._known

    def keep(self, operator: tuple[bool, bool]) -> None:
        """Keep what an ``operator`` did, black and frozen, unless it is kept already; a full disk is tried again."""
        if operator == self._known or not self._boot:
            return
        with suppress(OSError):
            if any(operator):
                content = {"boot": self._boot, "black": operator[0], "frozen": operator[1]}
                write_private(self._path, json.dumps(content).encode())
            else:
                self._path.unlink(missing_ok=True)
            self._known = operator
