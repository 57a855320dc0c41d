"""Which scenes an artist has met: those that came with Chorus, began here, or were told to be code once."""

import json
from contextlib import suppress
from pathlib import Path

from renderer.core.paths import INSTALLATIONS, state_dir
from renderer.core.private_file import write_private
from renderer.core.small_file import read_bytes

__all__ = ["know", "met"]

MOST = 1000  # folders that are remembered, the newest


def met(module: Path) -> bool:
    """Return whether the scene of ``module`` came with Chorus, was begun here, or has been told of."""
    folder = module.resolve().parent
    return folder.is_relative_to(INSTALLATIONS.resolve()) or str(folder) in _folders()


def know(module: Path) -> None:
    """Remember the scene of ``module``; where nothing can be kept, it is told of once more."""
    folder = str(module.resolve().parent)
    kept = [one for one in _folders() if one != folder][-MOST + 1 :]
    with suppress(OSError):
        write_private(_file(), json.dumps([*kept, folder], indent=1).encode())


def _folders() -> list[str]:
    """Return the folders that are remembered, oldest first."""
    with suppress(OSError, ValueError):
        found = json.loads(read_bytes(_file()))
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
    return []


def _file() -> Path:
    return state_dir() / "known-scenes.json"
