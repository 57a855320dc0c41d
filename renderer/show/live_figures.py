"""The figures of a running show, read anew with each save, release or choice, beside the frame loop.

The loop only takes the newest: one value that never changes, swapped in whole. What cannot be read
(a line cut short, a file without a column of the scene, a deleted one) leaves the figures as they are. A table
cut exactly at a line's end can be read, and is shown until the rest of it is there.
"""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Generic, TypeVar

from renderer.core.errors import RendererError
from renderer.data.domain import Domain, keep_domains
from renderer.data.figure_choice import FigureChoice
from renderer.data.layout import wall_seats
from renderer.data.load import load_newest, load_table
from renderer.data.offer import about_gone, offer_of
from renderer.data.places.seated_table import about_seats
from renderer.data.role import WantedRoles
from renderer.data.role_table import role_table
from renderer.frames.modulation import played
from renderer.params.bind import Bind
from renderer.scene.catalogue import Loaded
from renderer.scene.filled import chosen
from renderer.scene.scene import Scene
from renderer.session.refit import refit_binds
from renderer.signals.fault.events import CALM, Faults
from renderer.signals.fault.feeds import faults_of, feed_notes
from renderer.signals.source import Figures

from .figure_files import FigureFiles, Stamps, files_seen, settled
from .file_watch import changes
from .live_map import OWN_MAP, JoinedMap, LiveMap, drawn_over, seated_live

__all__ = ["LiveFigures"]

AGAIN = 0.1  # s without a change after which what cannot be read is told: it may be half written
PATIENCE = 5.0  # s after which it is told though somebody still writes

T = TypeVar("T")


class LiveFigures:
    """
    A source of figures with a thread that watches them, and one that answers what is asked.

    reads : how often something was read anew; wake : set when there are new figures
    """

    def __init__(self, data: str | None = None, wake: threading.Event | None = None, seed: int = 0,
                 places: LiveMap = OWN_MAP) -> None:  # fmt: skip
        """Read ``data`` in place of a scene's own; ``seed`` is that of made up faults, ``places`` the map it draws."""
        self._asked, self._seed, self._places = _Asked(data), seed, places
        self.wake = wake or threading.Event()
        self.reads, self._ended, self._files = 0, "", FigureFiles("", (), "")
        self._scene: Scene | None = None
        self._domains: dict[Hashable, Domain | None] = {}
        self._newest: Figures | None = None
        self._table: _Part[Figures] = _Part("the figures")
        self._faults: _Part[Faults] = _Part("the faults")
        self._map: _Part[JoinedMap] = _Part("the map")
        self._lock = threading.Lock()
        self._stop, self._turn, self._chosen = threading.Event(), threading.Event(), threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(work,), name=name, daemon=True)
                         for name, work in (("figures", self._watch), ("choices", self._answer))]  # fmt: skip

    @property
    def error(self) -> str:
        """What cannot be read now, and since when what is shown was read; "" where all is well."""
        return "\n".join(words for words in (self._table.error, self._faults.error, self._map.error, self._ended)
                         if words)  # fmt: skip

    def at(self, time: float, seed: int = 0) -> Figures:  # noqa: ARG002
        """Return the newest figures; another ``seed`` is heard, and its faults come when they are made."""
        newest = self._newest
        assert newest is not None, "follow a scene first"
        if newest.faults.seed not in (None, seed) and seed != self._seed:
            self._seed = seed
            self._turn.set()
        return newest

    def choose(self, choice: FigureChoice, binds: tuple[Bind, ...] | None = None) -> None:
        """Put ``choice`` into the roles, and hear what ``binds`` do; another thread reads, and asking costs nothing."""
        if (choice, binds) != (self._asked.choice, self._asked.binds):
            self._asked = replace(self._asked, choice=choice, binds=binds)
            self._chosen.set()

    def show(self, data: str, choice: FigureChoice) -> None:
        """Show other figures, and ``choice`` of them in the roles."""
        self._asked = replace(self._asked, data=data, choice=choice)
        self._chosen.set()

    def draw_on(self, places: LiveMap) -> None:
        """Draw another map."""
        self._places = places
        self._chosen.set()

    def follow(self, loaded: Loaded, choice: FigureChoice | None = None) -> Figures:
        """
        Return the figures of ``loaded``, and keep these up to date from now on; raises RendererError.

        choice : what is put into its roles where nobody chose since
        It reads: call it beside the frame loop. What is known already is not read again.
        """
        with self._lock:
            if choice is not None and self._scene is None:
                self._asked = replace(self._asked, choice=choice)
            asked = self._asked.of(loaded.scene)
            files = FigureFiles.of(asked, self._asked.data)
            table, faults = self._table, self._faults
            if self._scene is None or files[:2] != self._files[:2]:
                stamps = files.figures()
                table = _Part("the figures", _checked(asked, files, self._domains), stamps)
            if self._scene is None or files.feed != self._files.feed:
                stamps = files.releases()
                faults = _Part("the faults", faults_of(files.feed, self._seed), stamps)
            if self._is_due(loaded.scene, table):
                stamps = files_seen(self._places.files())
                self._map = _Part("the map", self._places.joined(loaded.scene, _of(table).table), stamps)
            self._files, self._scene, self._table, self._faults = files, loaded.scene, table, faults
            newest = self._swapped()
        self._turn.set()
        return newest

    def start(self) -> None:
        """Watch, and answer, from now on."""
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop watching."""
        self._stop.set()
        self._turn.set()
        self._chosen.set()
        for thread in filter(threading.Thread.is_alive, self._threads):
            thread.join(2.0)

    def _run(self, work: Callable[[], None]) -> None:
        """Do ``work``; what nobody foresaw ends that, and is told, while the show goes on."""
        try:
            work()
        except Exception as error:
            self._ended = f"Figures that are saved are no longer shown: {type(error).__name__}: {error}."
            self.wake.set()

    def _watch(self) -> None:
        """Look, then watch, until something else is to be watched."""
        while not self._stop.is_set():
            self._turn.clear()
            self._look(set())
            folders = self._folders()
            there = {folder for folder in folders if folder.is_dir()}
            if not there:
                self._turn.wait(1.0 if folders else None)  # one that is gone may come back
                continue
            for paths in changes(there, self._turn):
                self._look({path.resolve() for path in paths})
                if self._turn.is_set() or any(folder.is_dir() != (folder in there) for folder in folders):
                    break

    def _answer(self) -> None:
        """Read what is chosen, at once: who watches may look up only after a while."""
        while not self._stop.is_set():
            self._chosen.wait()
            self._chosen.clear()
            before = self._folders()
            self._look(set())
            if before != self._folders():
                self._turn.set()

    def _look(self, written: set[Path]) -> None:
        """Read what is ``written``, chosen, of another seed, or changed unheard: some disks tell nobody of a save."""
        with self._lock:
            scene, seed = self._scene, self._seed
            if scene is None:
                return
            asked = self._asked.of(scene)
            files = FigureFiles.of(asked, self._asked.data)
            due, self._files = files[:2] != self._files[:2], files
            made = self._faults.value is not None and self._faults.value.seed not in (None, seed)
            table = self._table.renewed(files.figures, lambda: _checked(asked, files, self._domains), written, due=due)
            if not due and (read_now := _of(table)) is not (before := _of(self._table)):
                gone = about_gone(read_now.table, before.table, asked.wanted)
                table = replace(table, value=read_now._replace(notes=(*gone, *read_now.notes)))
            faults = self._faults.renewed(files.releases, lambda: faults_of(files.feed, seed), written, due=made)
            drawn = self._drawn(scene, table, written)
            if table is not self._table or faults is not self._faults or drawn is not self._map:
                self._table, self._faults, self._map = table, faults, drawn
                self.reads += 1
                self._swapped()
                self.wake.set()

    def _drawn(self, scene: Scene, table: "_Part[Figures]", written: set[Path]) -> "_Part[JoinedMap]":
        """Return the map that ``scene`` draws of ``table``, read anew where either changed."""
        places = self._places
        if not places.read_for(scene):
            return self._map
        return self._map.renewed(lambda: files_seen(places.files()), lambda: places.joined(scene, _of(table).table),
                                 written, due=self._is_due(scene, table))  # fmt: skip

    def _is_due(self, scene: Scene, table: "_Part[Figures]") -> bool:
        """Return whether ``scene`` draws a map that is not yet joined with the areas of ``table``."""
        known, places = self._map.value, self._places
        return places.read_for(scene) and (known is None or known.asked != places or not known.fits(_of(table).table))

    def _folders(self) -> set[Path]:
        """Return the folders to watch."""
        drawn = self._places.files() if self._scene is not None and self._places.read_for(self._scene) else ()
        return self._files.folders() | {path.parent for path in drawn}

    def _swapped(self) -> Figures:
        """Put figures, faults and map together as the newest."""
        read, faults, drawn = _of(self._table), self._faults.value or CALM, self._map.value
        notes = (*read.notes, *feed_notes(self._files.feed, read.table, faults))
        ground = drawn.ground if drawn is not None and drawn.fits(read.table) else None
        if ground is not None and self._places.places and self._scene is not None and not self._scene.places:
            notes = (*notes, *about_seats(read.table, ground))
            read, ground = read._replace(table=seated_live(read.table, ground)), None
        elif self._scene is not None and self._scene.places:
            read = read._replace(table=drawn_over(read.table, ground))
        self._newest = read._replace(faults=faults, notes=notes, ground=ground)
        return self._newest


@dataclass(frozen=True, slots=True)
class _Asked:
    """The figures that are asked for, None the scene's own; what stands in its roles; what moves its parameters."""

    data: str | None = None
    choice: FigureChoice = field(default_factory=FigureChoice)
    binds: tuple[Bind, ...] | None = None

    def of(self, scene: Scene) -> Scene:
        """Return ``scene`` showing that; a save may have taken away what it names."""
        scene = scene if self.binds is None else replace(scene, binds=refit_binds(self.binds, scene)[0])
        return chosen(scene, self.choice)


@dataclass(frozen=True, slots=True)
class _Part(Generic[T]):
    """Figures or faults as they were last read: what, from which files, when; ``error`` why not since then."""

    name: str
    value: T | None = None
    stamps: Stamps = field(default_factory=dict)
    good: str = field(default_factory=lambda: time.strftime("%H:%M:%S"))
    error: str = ""

    def renewed(
        self, look: Callable[[], Stamps], read: Callable[[], T], written: set[Path], *, due: bool
    ) -> "_Part[T]":
        """Return it read anew where that is ``due`` or a file changed, itself where nothing did."""
        now = look()
        if not due and now == self.stamps and not written & now.keys():
            return self
        now = settled(look) if now != self.stamps or written & now.keys() else now
        try:
            return _Part(self.name, self._read(look, read), now)
        except Exception as error:  # a file may hold anything; the show goes on with what it has
            words = str(error) if isinstance(error, RendererError) else f"{type(error).__name__}: {error}"
            return replace(self, stamps=now, error=f"{words}\nStill showing {self.name} of {self.good}.")

    def _read(self, look: Callable[[], Stamps], read: Callable[[], T]) -> T:
        """Read; again where it fails and somebody still writes."""
        end = time.monotonic() + PATIENCE
        while True:
            before = look()
            try:
                return read()
            except Exception:
                time.sleep(AGAIN)
                if look() == before or time.monotonic() > end:
                    raise


def _of(part: _Part[Figures]) -> Figures:
    """Return the figures of a part that was read."""
    assert part.value is not None
    return part.value


def _checked(scene: Scene, files: FigureFiles, domains: dict[Hashable, Domain | None]) -> Figures:
    """
    Read the figures; raises RendererError where they lack what ``scene`` reads, binds included.

    domains : from where to where figures were shown until now: that stays, whatever is released
    """
    if isinstance(files.wanted, WantedRoles):
        whole = load_newest(files.data)
        shown = role_table(whole, files.wanted, files.data)
        table = keep_domains(shown.table, files.wanted.roles, domains)
        read = Figures(table, CALM, offer_of(whole, scene.roles), shown.notes)
    else:
        read = Figures(load_table(files.data, files.wanted))
    played(scene, read.table, CALM, scene.frame(), scene.params())
    wall_seats(read.table)  # they cost 25 ms, which would be missed in a frame
    return read
