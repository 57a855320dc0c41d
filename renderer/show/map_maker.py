"""What a running picture's map takes long to make, made beside the frame loop: its cartogram, and its own pixels.

Until the cartogram is ready the map stands as it truly lies, then it moves there; until a large picture's own pixels
are ready those of the map are seen. Exports wait for both.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.region import Region
from renderer.data.places.ground import Ground
from renderer.data.places.ground_texture import NO_WAY
from renderer.gpu.map_textures import MapMaker

from .map_process import made_apart

if TYPE_CHECKING:
    import subprocess

    from numpy.typing import NDArray

    from renderer.frames.engine import Engine

__all__ = ["BAND", "MORPH", "BackgroundMapMaker"]

MORPH = 1.5  # s in which a map moves to its cartogram
SETTLED = 0.3  # s that a size has stood before pixels are made for it: a window that is drawn larger passes many
BAND = 4 << 20  # bytes that a frame takes of what was made: more would be seen as a halt
_WORDS = {"cartogram": "cartogram", "part": "finer picture"}
_KEPT = 2  # of each kind: a picture that is refined where it stands goes to and fro between two sizes


class BackgroundMapMaker(MapMaker):
    """
    Has what is asked for made in a process of its own, the newest of each kind; a thread waits for it.

    band : bytes of it that the GPU takes at a time; ground : the map that is drawn
    """

    band = BAND

    def __init__(self, say: Callable[[str], None]) -> None:
        """Make nothing yet; ``say`` is told what fails."""
        self._say = say
        self.ground: Ground | None = None
        self._wrong: list[str] = []
        self._made: dict[str, deque[tuple[Any, Any]]] = {kind: deque(maxlen=_KEPT) for kind in ("cartogram", "part")}
        self._due: dict[str, tuple[Any, tuple[Any, ...], float]] = {}
        self._news: set[str] = set()
        self._shown: tuple[Any, float] = (None, 0.0)  # which cartogram the map moves to, and since when
        self._turn, self._closed = threading.Condition(), False
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def give(self, engine: "Engine", ground: Ground | None) -> None:
        """Let ``engine`` draw ``ground``, as this makes it ready."""
        engine.pipeline.ground(ground, fine=True, maker=self)
        self.ground = ground

    def work(self, engine: "Engine") -> bool:
        """Hand over what was made since; return whether the picture is another one for it. To be asked each frame."""
        with self._turn:
            news, self._news = self._news, set()
            wrong, self._wrong = self._wrong, []
        for words in wrong:
            self._say(words)
        if news:
            self._hear(engine.pipeline.remake(news))
        return bool(news)

    def cartogram(self, ground: Ground, people: "NDArray[np.float64] | None") -> "NDArray[np.float32]":
        """Return the ways to the cartogram of ``ground``, or as far as the map has moved there."""
        if people is None or not np.nansum(people) > 0:
            return NO_WAY
        key = (ground, people.tobytes())
        ways = self._asked("cartogram", key, (ground, people), 0.0)
        if ways is None:
            return NO_WAY
        now = time.perf_counter()
        if self._shown[0] != key:
            self._shown = key, now
        part = min(1.0, (now - self._shown[1]) / MORPH)
        if part < 1.0:
            self._hear({"cartogram"})
        return np.asarray(ways * np.float32(part * part * (3 - 2 * part)) if part < 1.0 else ways, np.float32)

    def part(
        self, ground: Ground, size: tuple[int, int], region: Region, rows: int
    ) -> "NDArray[np.float32] | None":
        """Return the texels of ``region`` of the map in a picture of ``size`` px; None until they are made."""
        asked = ground, size, region, rows
        found: NDArray[np.float32] | None = self._asked("part", asked, asked, SETTLED)
        return found

    def close(self) -> None:
        """Make nothing any more."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
            if self._process is not None:
                self._process.kill()

    def _hear(self, kinds: set[str]) -> None:
        """Hand over more of ``kinds`` with the next frame."""
        with self._turn:
            self._news |= kinds

    def _asked(self, kind: str, key: Any, given: tuple[Any, ...], after: float) -> Any:  # noqa: ANN401
        """Return what was made for ``key``, None where it is not yet; it is begun ``after`` s, unless another is."""
        with self._turn:
            for known, value in self._made[kind]:
                if known == key:
                    self._due.pop(kind, None)
                    return value
            if kind not in self._due or self._due[kind][0] != key:
                self._due[kind] = key, given, time.monotonic() + after
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="map", daemon=True)
                self._thread.start()
            self._turn.notify_all()
        return None

    def _run(self) -> None:
        """Have made what is due, until this is closed."""
        while (job := self._next()) is not None:
            kind, key, given = job
            value, wrong = None, []
            try:
                value = made_apart(kind, *given, begun=self._began)
            except Exception as error:  # a map may hold anything; the show goes on with what it has
                wrong = [f"its {_WORDS[kind]} cannot be made, so that the map stays as it is: {error}"]
            with self._turn:
                self._process = None
                self._wrong += wrong
                self._made[kind].append((key, value))
                if kind in self._due and self._due[kind][0] == key:
                    del self._due[kind]
                if value is not None:
                    self._news.add(kind)

    def _began(self, process: "subprocess.Popen[bytes]") -> None:
        with self._turn:
            self._process = process
            if self._closed:
                process.kill()

    def _next(self) -> tuple[str, Any, tuple[Any, ...]] | None:
        """Return what is to be made next; wait until something is. None where this was closed."""
        with self._turn:
            while not self._closed:
                now = time.monotonic()
                ready = min(self._due.items(), key=lambda one: one[1][2], default=None)
                if ready is not None and ready[1][2] <= now:
                    return ready[0], ready[1][0], ready[1][1]
                self._turn.wait(None if ready is None else ready[1][2] - now)
        return None
