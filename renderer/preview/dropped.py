"""Files that are dropped onto the preview: read, or imported, beside the frame loop, then shown as figures or map."""

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError, RendererError
from renderer.data.describe.answers import UNSAID, Answers
from renderer.data.describe.described_import import import_described
from renderer.data.describe.finding import beside, find_description
from renderer.data.describe.rows import staged
from renderer.data.figure_choice import FigureChoice
from renderer.data.importing import check_out, import_file, known_form
from renderer.data.load import load_newest
from renderer.data.offer import offer_of
from renderer.data.places.map_areas import read_places
from renderer.data.places.map_file import is_map
from renderer.data.places.map_parts import one_of_parts
from renderer.data.readers.opening import open_source
from renderer.data.readers.source import Source
from renderer.data.role import WantedRoles
from renderer.data.role_table import role_table
from renderer.data.schema import REQUIRED
from renderer.data.sheet import read_header
from renderer.scene.catalogue import Loaded
from renderer.scene.filled import filled
from renderer.session.open_setup import check_map
from renderer.session.setup import Setup

__all__ = ["Dropped", "Drops", "read_drop"]

_EITHER = (".geojson", ".gpkg", ".json", ".zip")  # which may hold figures as well as a map
MOST = 3  # sentences on an import that the panel has room for


@dataclass(frozen=True, slots=True)
class Dropped:
    """
    Figures, or a map, that may be shown.

    data : their file; choice : what stays of what was put into the roles; notes : what to know of them, a sentence each
    places : the file of a map, in place of figures
    error : why there are none, or what was left of several files, in place of all that
    """

    data: str = ""
    choice: FigureChoice = field(default_factory=FigureChoice)
    notes: tuple[str, ...] = ()
    places: str = ""
    error: str = ""


class Drops:
    """Hears of files, and reads each in a thread of its own; what came of them waits for the frame loop."""

    def __init__(self, wake: threading.Event) -> None:
        """Set ``wake`` when something waits."""
        self._wake = wake
        self._paths: queue.SimpleQueue[Path] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Dropped] = queue.SimpleQueue()

    def handlers(self) -> dict[str, Callable[..., Any]]:
        """Return handlers for the window's events."""
        return {"on_file_drop": lambda _x, _y, paths: self.hear(paths)}

    def hear(self, paths: list[str]) -> None:
        """Take the first of ``paths``, or the Shapefile whose parts they are."""
        whole = one_of_parts([Path(path) for path in paths])
        if len(paths) > 1 and whole is None:
            self._tell(Dropped(error=f"one file at a time: {Path(paths[0]).name} is read, the others are left"))
        for path in paths[:1]:
            self._paths.put(whole or Path(path))

    def work(self, loaded: Loaded | None, choice: FigureChoice) -> list[Dropped]:
        """Begin to read what was dropped for ``loaded``, with ``choice`` in its roles; return what was read."""
        found = []
        with suppress(queue.Empty):
            while loaded is not None:
                how = (self._paths.get_nowait(), loaded, choice)
                threading.Thread(target=lambda how=how: self._tell(read_drop(*how)), name="drop", daemon=True).start()
        with suppress(queue.Empty):
            while True:
                found.append(self._done.get_nowait())
        return found

    def _tell(self, dropped: Dropped) -> None:
        self._done.put(dropped)
        self._wake.set()


def read_drop(path: Path, loaded: Loaded, choice: FigureChoice) -> Dropped:
    """
    Return the figures of the file at ``path`` for ``loaded``, or the map, where it draws one or may be seated by one.

    What of ``choice`` the figures lack goes, with a note.
    """
    scene = loaded.scene
    meant = is_map(path)
    if meant and (scene.places or path.suffix.lower() not in _EITHER):
        return _map(path, loaded)
    if not scene.roles:
        return Dropped(error=f"{path.name}: '{scene.title}' has no roles to put other figures into")
    try:
        tidy, report = _tidy(path)
        whole = load_newest(tidy)
        offer = offer_of(whole, scene.roles)
        lost = offer.unfit(choice, {})
        kept = choice.without(lost)
        wanted = filled(scene, kept.figures, kept.asked).wanted
        shown = role_table(whole, wanted, tidy.name) if isinstance(wanted, WantedRoles) else None
    except RendererError as error:
        return _map(path, loaded) if meant else Dropped(error=str(error))
    except Exception as error:  # a file may hold anything; the show goes on with what it has
        return Dropped(error=f"{path.name}: {type(error).__name__}: {error}")
    return Dropped(str(tidy), kept, (*report, f"figures: {tidy}", *lost.values(), *(shown.notes if shown else ())))


def _map(path: Path, loaded: Loaded) -> Dropped:
    """Return the map at ``path``; what of the figures joins is told once it is drawn."""
    try:
        check_map(Setup(loaded.name, places=path.name), loaded)
        read_places(path)
    except RendererError as error:
        typed = f"; such options are typed: chorus preview {loaded.name} --map {path.name}"
        return Dropped(error=f"{error}{typed if ' --' in str(error) else ''}")
    except Exception as error:  # a file may hold anything; the show goes on with what it has
        return Dropped(error=f"{path.name}: {type(error).__name__}: {error}")
    return Dropped(places=str(path), notes=(f"map: {path}",))


def _tidy(path: Path) -> tuple[Path, tuple[str, ...]]:
    """Return a tidy file of what lies at ``path``, and what was done for it; raises DataError with what to do."""
    if path.suffix.lower() == ".csv" and set(REQUIRED) <= set(_header(path)):
        return path, ()
    out = path.with_name(f"{path.name.partition('.')[0]}_tidy.csv")
    try:
        check_out(path, out, force=False)
        source = open_source(path)
        if beside(path).is_file() or not known_form(source):
            return out, _by_description(source, out)
        done = import_file(source, out)
    except OSError as error:
        raise DataError(f"{out} cannot be written ({error.strerror}): type `chorus data import {path}`") from None
    return out, (f"{path.name} is {done.adapter}: imported as {out.name}", *done.report[:MOST])


def _by_description(source: Source, out: Path) -> tuple[str, ...]:
    """Import a file that has no form of ours, where nothing is open that only a person can say; say what was done."""
    source, path = staged(source), source.path
    found, where = find_description(source, Answers())
    if needed := [one for one in found.questions if one.guess != UNSAID]:
        more = f", and {len(needed) - 1} more" if needed[1:] else ""
        raise DataError(f"{path.name}: {needed[0].words}{more}. No file tells that: type `chorus data import "
                        f"{path}`, which asks, and drop what it writes")  # fmt: skip
    done = import_described(source, found.description, out)
    return (f"{path.name} is {where}: imported as {out.name}", *(*found.notes, *done.report)[:MOST])


def _header(path: Path) -> tuple[str, ...]:
    """Return the columns in the first line, () where that is no line of them: a title may stand above."""
    try:
        return read_header(path)
    except DataError:
        return ()
