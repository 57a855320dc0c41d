"""From a save to a scene that may be shown: watch, try, load; all of it beside the frame loop."""

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from renderer.core.errors import RendererError
from renderer.core.paths import ASSETS, SHADERS
from renderer.data.figure_choice import FigureChoice
from renderer.gpu.include import show
from renderer.scene.catalogue import Loaded, find
from renderer.scene.scene import Effect
from renderer.session.open_setup import choice_of, played_live
from renderer.session.setup import Setup
from renderer.signals.source import Figures

from .file_watch import Digests, changes, folders_of, matters, named
from .live_figures import LiveFigures
from .live_map import LiveMap
from .live_pictures import LivePictures
from .trial import TrialProcess, TrialResult

__all__ = ["News", "Reloader"]

AGAIN = 0.1  # s after which a scene that fails is tried once more, before that is told, if files of it changed
MOST_AGAIN = 20

Context = Callable[[Setup], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class News:
    """
    What came of a save: a scene that drew its first frame in the trial, or why there is none.

    inputs : pictures that changed, by the input that begins as them; error : also which of them cannot be
        read; presets that cannot are told by ``loaded``
    only_presets : nothing that is compiled changed
    changed : files that were saved, as an artist knows them, where it is known that they were
    """

    loaded: Loaded | None = None
    figures: Figures | None = None
    inputs: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""
    only_presets: bool = False
    ms: float = 0.0
    changed: tuple[str, ...] = ()
    saved: float = field(default_factory=time.perf_counter)


def _both(earlier: News | None, later: News) -> News:
    """Return ``later`` with what ``earlier`` brought and nobody has heard: a slow frame may see several saves."""
    if earlier is None:
        return later
    return replace(later, inputs={**earlier.inputs, **later.inputs}, ms=max(earlier.ms, later.ms),
                   only_presets=earlier.only_presets and later.only_presets,
                   changed=tuple(dict.fromkeys((*earlier.changed, *later.changed))))  # fmt: skip


class Reloader:
    """
    A thread that hears of saves and tries them; its news wait for the frame loop.

    compiles : trials so far; wake : set when news wait, so that nobody sleeps through them
    """

    def __init__(self, setup: Setup, context: Context, trial: TrialProcess | None = None,
                 figures: LiveFigures | None = None) -> None:  # fmt: skip
        """
        Watch the scene of ``setup``; ``context`` returns the request of a setup's trial as things stand.

        figures : gives a scene its figures, and watches these; those of ``setup`` without
        """
        self.setup, self.module, self.context = setup, find(setup.scene).absolute(), context
        self.figures = figures or LiveFigures(setup.figures)
        self.trial = trial or TrialProcess()
        self.wake = threading.Event()
        self.compiles = 0
        self._news: queue.SimpleQueue[News] = queue.SimpleQueue()
        self._stop, self._asked = threading.Event(), threading.Event()
        self._files: set[Path] = {self.module}  # by their names: links on the way may be led elsewhere
        self._digests = Digests([self.module, *self._presets()])
        self._failed = False
        self._pictures = LivePictures()
        self._thread = threading.Thread(target=self._run, name="reload", daemon=True)

    def start(self) -> None:
        """Try the scene as it is, then watch it."""
        self._thread.start()

    def play(self, effects: tuple[Effect, ...]) -> None:
        """Try the scene with another chain of effects."""
        self.setup = replace(self.setup, effects=effects)
        self._asked.set()

    def show(self, data: str, choice: FigureChoice) -> None:
        """Show the figures of the file ``data`` from now on, and ``choice`` of them in the roles."""
        self.setup = replace(self.setup, figures=data)
        self.figures.show(data, choice)

    def draw_on(self, places: LiveMap) -> None:
        """Draw another map from now on."""
        self.setup = replace(self.setup, places=places.places, map_answers=places.said)
        self.figures.draw_on(places)

    def news(self) -> News | None:
        """Return what came of all saves since this was last asked, None where there were none."""
        self.wake.clear()
        newest = None
        with contextlib.suppress(queue.Empty):
            while True:
                newest = _both(newest, self._news.get_nowait())
        return newest

    def close(self) -> None:
        """Stop watching, and end the trial process."""
        self._stop.set()
        self.trial.close()
        self._thread.join(2.0)

    def _run(self) -> None:
        """Try, then watch; folders that a save brings in are watched from then on."""
        try:
            self._try(())
            while not self._stop.is_set():
                watched = self._folders()
                self._hear(self._touched())
                for paths in changes(watched, self._stop):
                    if self._asked.is_set():
                        self._asked.clear()
                        self._try(())
                    # Some disks tell nobody of a save, and one may fall between two watches: look, too.
                    self._hear(named(self._names(), paths) or self._touched())
                    if self._folders() != watched:
                        break
        except Exception as error:  # the window must live on, and say why nothing reloads any more
            self._tell(News(error=f"reloading ended: {type(error).__name__}: {error}"))

    def _hear(self, paths: set[Path]) -> None:
        """Act on a save, once, if it is ours and changed anything."""
        mine = {path for path in paths if self._ours(path)}
        saved = time.perf_counter()
        changed = self._digests.changed(mine)
        if not self._failed and set(changed) <= self._figures():
            return  # the figures' own watch reads them, and nothing is compiled
        if not changed or self._stop.is_set():
            return
        if not self._failed and all(path.suffix == ".toml" or path in self._pictures.files for path in changed):
            self._reread(saved, changed)
        else:
            self._try(changed, saved)

    def _touched(self) -> set[Path]:
        """Return the files that matter whose time or size changed since this was last asked."""
        found = self._files | set(self._presets())
        for folder in self._folders() if self._failed else ():
            with contextlib.suppress(OSError):  # it may be gone a moment later
                found |= named(self._names(), filter(matters, folder.iterdir()))
        return self._digests.stale(found)

    def _ours(self, path: Path) -> bool:
        """Return whether ``path`` matters; after a failure any file beside the scene may be the missing one."""
        if path in self._files or path.parent == self._preset_folder():
            return True
        return self._failed and path.suffix != ".toml" and path.parent.resolve() in self._folders()

    def _try(self, changed: tuple[Path, ...], saved: float | None = None) -> None:
        """Have the trial process draw the scene, and tell what came of it."""
        saved = time.perf_counter() if saved is None else saved
        tried = self._tried()
        for _ in range(MOST_AGAIN):  # of a checkout some files may still be to come
            if tried.fatal or not tried.error or self._stop.wait(AGAIN):
                break
            if not (more := self._digests.changed(filter(self._ours, self._touched()))):
                break
            changed = tuple(dict.fromkeys((*changed, *more)))
            tried = self._tried()
        if tried.fatal:
            blame = tried.at or ", ".join(show(path) for path in changed) or show(self.module)
            self._tell(News(error=f"{blame}: {tried.error}", saved=saved))
        elif tried.error:
            self._tell(News(error=tried.error, saved=saved))
        else:
            self._reread(saved, changed, only_presets=False, ms=tried.ms)

    def _tried(self) -> TrialResult:
        """Return what came of a trial, and know the files that the scene was made of."""
        self.compiles += 1
        tried = self.trial.check(self.context(self.setup))
        if tried.files:
            self._files = {path.absolute() for path in tried.files} | self._figures()
            self._digests.know(self._files)
        self._failed = bool(tried.error)
        return tried

    def _reread(self, saved: float, changed: Iterable[Path], *, only_presets: bool = True, ms: float = 0.0) -> None:
        """Load scene, figures and changed pictures as Python sees them, and tell."""
        try:
            loaded = played_live(self.setup)
            figures = self.figures.follow(loaded, choice_of(self.setup, loaded))
        except RendererError as error:
            self._failed = True
            self._tell(News(error=str(error), saved=saved))
            return
        inputs = self._pictures.changed(loaded)
        there = tuple(show(one) for one in changed if one.exists())  # a file that is gone plays nothing
        self._tell(News(loaded, figures, inputs, self._pictures.error, only_presets=only_presets, ms=ms, saved=saved,
                        changed=there))  # fmt: skip

    def _tell(self, news: News) -> None:
        self._news.put(news)
        self.wake.set()

    def _preset_folder(self) -> Path:
        return self.module.parent / "presets"

    def _presets(self) -> list[Path]:
        return sorted(self._preset_folder().glob("*.toml"))

    def _figures(self) -> set[Path]:
        """Return the files of figures and map that the artist named; those that travel with Chorus stay."""
        own = (Path(one) for one in (self.setup.figures, self.setup.places) if one)
        return {path.absolute() for path in own if path.is_file() and not path.is_relative_to(ASSETS)}

    def _folders(self) -> dict[Path, tuple[int, int]]:
        """Return the folders to watch, each with which it is."""
        return folders_of(self._names())

    def _names(self) -> tuple[Path, ...]:
        """Return what is watched by its name, in each folder that is: a preset may come, and a file of the library."""
        return (*self._files, self.module, *self._presets(), self._preset_folder() / "any", SHADERS / "any")
