"""Where Chorus keeps its things: bundled files, caches, and what an artist left behind.

In a checkout the bundled folders stand beside ``renderer``; in an installed wheel they
travel inside it, under ``renderer/bundle``.
"""

import os
import sys
from pathlib import Path

__all__ = ["ASSETS", "INSTALLATIONS", "ROOT", "SHADERS", "state_dir"]

_PACKAGE = Path(__file__).resolve().parent.parent
_BUNDLE = _PACKAGE / "bundle"
ROOT = _BUNDLE if _BUNDLE.is_dir() else _PACKAGE.parent
SHADERS = ROOT / "shaders"
INSTALLATIONS = ROOT / "installations"
ASSETS = ROOT / "assets"


def state_dir() -> Path:
    """
    Return the folder for what must survive a restart (values, time, seed, liked presets).

    ``CHORUS_STATE`` overrides the system's own place for such files. The folder may not exist yet.
    """
    if chosen := os.environ.get("CHORUS_STATE"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "chorus"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "chorus"
    return Path(os.environ.get("XDG_STATE_HOME", Path.home() / ".local" / "state")) / "chorus"
