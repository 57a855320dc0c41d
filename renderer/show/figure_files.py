"""The files that a scene's figures and faults come from, and whether somebody wrote to them."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from renderer.core.errors import DataError
from renderer.core.paths import ASSETS
from renderer.data.dated_events import EVENTS
from renderer.data.descriptor import DESCRIPTOR
from renderer.data.load import find_source
from renderer.data.role import WantedRoles
from renderer.scene.scene import Scene

from .file_watch import ABSENT, QUIET, Stamp, stamp

__all__ = ["FigureFiles", "Stamps", "files_seen", "settled"]

Stamps = dict[Path, Stamp]  # of each file that is there


class FigureFiles(NamedTuple):
    """
    What a scene asks for, by name or path.

    data : the figures; wanted : what is read of them
    feed : the releases or messages whose faults strike it, "" for none
    """

    data: str
    wanted: tuple[str, ...] | WantedRoles
    feed: str

    @classmethod
    def of(cls, scene: Scene, data: str | None) -> "FigureFiles":
        """Return those of ``scene``, with ``data`` in place of its own figures."""
        return cls(data or scene.data, scene.wanted, scene.feed)

    @property
    def path(self) -> Path | None:
        """The file of figures, None for bundled ones: they stay as they are."""
        try:
            path = find_source(self.data).resolve()
        except DataError:  # it was there, and may come back
            path = Path(self.data).resolve()
        return None if path.is_relative_to(ASSETS.resolve()) else path

    @property
    def folder(self) -> Path | None:
        """The folder of releases, None where the feed is a bundled one."""
        return Path(self.feed).resolve() if self.feed and Path(self.feed).is_dir() else None

    def figures(self) -> Stamps:
        """Return the stamps of the figures, their description and events; of bundled ones none."""
        path = self.path
        return files_seen((path, path.parent / DESCRIPTOR, path.parent / EVENTS)) if path else {}

    def releases(self) -> Stamps:
        """Return the stamps of the releases; of a bundled feed none."""
        folder = self.folder  # asked once: it may be gone a moment later
        return files_seen(folder.glob("[!.]*.csv")) if folder else {}

    def folders(self) -> set[Path]:
        """Return the folders to watch."""
        path, folder = self.path, self.folder
        return ({path.parent} if path else set()) | ({folder} if folder else set())


def settled(look: Callable[[], Stamps]) -> Stamps:
    """Return what ``look`` sees once nobody writes there any more: twice the same, and nothing gone or empty."""
    end, last, known = time.monotonic() + ABSENT, look(), set[Path]()
    while time.monotonic() < end:
        known |= last.keys()
        time.sleep(QUIET)
        now = look()
        if now == last and now.keys() >= known and now and all(one.size for one in now.values()):
            break
        last = now
    return last


def files_seen(paths: Iterable[Path]) -> Stamps:
    """Return the stamps of those ``paths`` that are there."""
    return {path: seen for path in paths if (seen := stamp(path)) is not None}
