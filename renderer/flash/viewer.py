"""Before whom a picture is shown, and who decided to show it in spite of the flash guard."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from renderer.core.paths import state_dir
from renderer.core.private_file import made_folder, opener

from .limits import Geometry, Override
from .rooms import ROOMS, ratio

__all__ = ["Safety", "log_override"]

LOG = "flash-overrides.jsonl"


@dataclass(frozen=True, slots=True)
class Safety:
    """
    Where the nearest viewer stands, and who decided to leave the pictures as they are, if anybody did.

    geometry : None where nobody said, as of a film that may be shown anywhere
    """

    geometry: Geometry | None = None
    override: Override | None = None

    def places(self, size: tuple[int, int]) -> tuple[Geometry, ...]:
        """Return where a picture of ``size`` px must pass: the place that was said, or each of ROOMS."""
        known = (self.geometry,) if self.geometry else ROOMS
        return tuple(replace(place, aspect=size[0] / size[1]) for place in known)

    def nearest(self, size: tuple[int, int]) -> Geometry:
        """Return the strictest of these places, for which pictures are held."""
        return min(self.places(size), key=ratio)

    def plain(self) -> dict[str, object]:
        """Return what a manifest says."""
        said = (("geometry", self.geometry), ("override", self.override))
        return {name: asdict(one) if one else None for name, one in said}


def log_override(override: Override, what: Sequence[str]) -> Path:
    """Add a decision to the log of this machine, with what it was for; return the log."""
    path = state_dir() / LOG
    made_folder(path.parent)
    line = {"at": datetime.now().astimezone().isoformat(timespec="seconds"), **asdict(override), "what": list(what)}
    with open(path, "a", encoding="utf-8", opener=opener) as log:
        log.write(json.dumps(line) + "\n")
    return path
