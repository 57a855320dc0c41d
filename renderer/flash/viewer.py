"""Before whom a picture is shown, and who decided to show it in spite of the flash guard."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from renderer.core.paths import state_dir
from renderer.core.private_file import made_folder, opener

from .limits import DESK, Geometry, Override

__all__ = ["Safety", "log_override"]

LOG = "flash-overrides.jsonl"


@dataclass(frozen=True, slots=True)
class Safety:
    """Where the nearest viewer stands, and who decided to leave the pictures as they are, if anybody did."""

    geometry: Geometry = DESK
    override: Override | None = None

    def at(self, size: tuple[int, int]) -> "Safety":
        """Return the same place before a picture of ``size`` px."""
        return replace(self, geometry=replace(self.geometry, aspect=size[0] / size[1]))

    def plain(self) -> dict[str, object]:
        """Return what a manifest says."""
        return {"geometry": asdict(self.geometry), "override": asdict(self.override) if self.override else None}


def log_override(override: Override, what: Sequence[str]) -> Path:
    """Add a decision to the log of this machine, with what it was for; return the log."""
    path = state_dir() / LOG
    made_folder(path.parent)
    line = {"at": datetime.now().astimezone().isoformat(timespec="seconds"), **asdict(override), "what": list(what)}
    with open(path, "a", encoding="utf-8", opener=opener) as log:
        log.write(json.dumps(line) + "\n")
    return path
