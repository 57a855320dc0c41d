"""Where Chorus keeps its things: bundled files, caches, and what an artist left behind.

In a checkout the bundled folders stand beside ``renderer``; in an installed wheel they
travel inside it, under ``renderer/bundle``.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from .errors import UsageError

__all__ = ["ASSETS", "INSTALLATIONS", "ROOT", "SHADERS", "home_dir", "state_dir", "unwritable_state"]

_PACKAGE = Path(__file__).resolve().parent.parent
_BUNDLE = _PACKAGE / "bundle"
ROOT = _BUNDLE if _BUNDLE.is_dir() else _PACKAGE.parent
SHADERS = ROOT / "shaders"
INSTALLATIONS = ROOT / "installations"
ASSETS = ROOT / "assets"


def state_dir() -> Path:
    """
    Return the folder for what must survive a restart (values, time, seed, liked presets).

    ``CHORUS_STATE`` overrides the system's own place for such files: on Linux that of the XDG base directory
    specification, where a variable that is empty or no absolute path says nothing. The folder may not exist yet.
    """
    if chosen := os.environ.get("CHORUS_STATE"):
        # The environment of a service is read by no shell.
        return home_dir() / chosen[2:] if f"{chosen}/".startswith("~/") else Path(chosen)
    if sys.platform == "win32":
        return (_named("LOCALAPPDATA") or home_dir()) / "chorus"
    if sys.platform == "darwin":
        return home_dir() / "Library" / "Application Support" / "chorus"
    return (_named("XDG_STATE_HOME") or home_dir() / ".local" / "state") / "chorus"


def unwritable_state() -> str:
    """Return what to do about a state folder in which nothing can be kept, "" where all can; it makes no folder."""
    state = state_dir()
    there = next((one for one in (state, *state.parents) if one.exists()), None)
    if there is not None and there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return ""
    return (f"Nothing will be kept: {state} cannot be written. Set CHORUS_STATE to a folder of yours: "
            "CHORUS_STATE=/tmp/chorus")  # fmt: skip


def home_dir() -> Path:
    """Return the artist's home, as the system has it where HOME says none; raises UsageError without one."""
    with suppress(RuntimeError):
        if (home := Path.home()).is_absolute() and os.environ.get("HOME") != "":
            return home
    with suppress(ImportError, KeyError):  # Windows has no such list, and a container's account is often not in it
        import pwd

        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    raise UsageError("this account has no home folder: set HOME to one, or CHORUS_STATE to a folder where Chorus may "
                     "keep its things")  # fmt: skip


def _named(variable: str) -> Path | None:
    """Return the folder that the environment names, None where it names none."""
    path = Path(os.environ.get(variable, ""))
    return path if path.is_absolute() else None
