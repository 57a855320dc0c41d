"""The state of a show, as it is kept beside it: with it another process goes on where this one was ended."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from renderer.data.role_table import figures_shown
from renderer.frames.clock import Clock
from renderer.frames.engine import Engine
from renderer.params.preset_keys import keyed
from renderer.scene.catalogue import Loaded
from renderer.scene.input_file import input_files
from renderer.session.memory import memory_of, restored
from renderer.session.session import Session
from renderer.session.setup import Setup
from renderer.signals.source import Figures

from .file_watch import stamp
from .life import Life
from .monitors import Placed
from .start import LaunchOptions

__all__ = ["ShowState", "StateKeeper", "next_take", "stamps_of", "state_of", "with_keys"]


@dataclass(frozen=True, slots=True)
class ShowState:
    """
    Where a show was.

    clock : its own, which goes on whoever draws
    frozen : the frame that stood there, None where none did
    step : how far the size of the picture was brought down for the machine, see ``Adaptive``
    unchanged : whether the scene's files are as they were: what drew them before need not be tried
    take : the file that it records into, None where it does not
    """

    session: Session
    clock: Clock
    frozen: int | None
    step: int
    unchanged: bool
    take: Path | None

    @classmethod
    def read(cls, content: Mapping[str, Any], loaded: Loaded, figures: Figures, fps: Fraction) -> "ShowState":
        """Return what ``state_of`` kept, of ``loaded`` over ``figures``; raises RendererError where it fits no more."""
        session = restored(content["memory"], loaded).session
        session = with_keys(session, content)
        session, _ = session.showing(figures_shown(figures.table, loaded.scene.wanted), figures.offer).fitted()
        files = content["files"]
        return cls(session, Clock(fps, content["origin"]), content["frozen"], content["step"],
                   files == stamps_of(map(Path, files)), Path(content["take"]) if content["take"] else None)


def with_keys(session: Session, kept: Mapping[str, Any] | None) -> Session:
    """Return ``session`` with presets on the keys that ``kept`` told them on; what was saved since comes after them."""
    return replace(session, keys=keyed(tuple(map(str, kept["keys"])), (), session.presets)) if kept else session


class StateKeeper:
    """Keeps the state of a show for its next life, whenever it changes."""

    def __init__(self, life: Life, launch: LaunchOptions) -> None:
        """Keep it in ``life``; ``launch`` says what is played and where that is recorded."""
        self._life, self._setup = life, launch.setup
        self._take = str(launch.record.absolute()) if launch.record else None
        self._files: dict[str, list[int]] = {}

    def know(self, engine: Engine | None) -> None:
        """Remember which files draw: another life tries them first where they are others by then."""
        if self._life.watched and engine is not None:
            shaders = (path for one in engine.pipeline.compiled for path in one.files)
            self._files = stamps_of([engine.loaded.module, *shaders, *input_files(engine.loaded).values()])

    def keep(
        self, session: Session, clock: Clock, now: float, *, frozen: int | None, placed: Placed, step: int
    ) -> None:
        """Keep what is played at ``now``, s of ``clock``, and where, where it is not what is kept."""
        more = (placed, step)
        key = (session.values, session.keys, session.phases.offsets, session.morph, session.locked, session.stood,
               clock, frozen, more)
        self._life.keep(now, key, lambda: {**state_of(self._setup, session, clock, now, frozen=frozen,
                                                      files=self._files), "placed": placed.json(), "step": step,
                                           "take": self._take})


def state_of(
    setup: Setup, session: Session, clock: Clock, now: float, *, frozen: int | None, files: Mapping[str, list[int]],
) -> dict[str, Any]:  # fmt: skip
    """Return a show at ``now``, s of ``clock``, as JSON holds it; a morph on its way has arrived in it."""
    if (going := session.morph) is not None:
        time = clock.index(now) / float(clock.fps)
        session = replace(session, values=replace(session.values, params=going.end), morph=None,
                          phases=session.phases.turned(going.end, time))  # fmt: skip
    return {"memory": memory_of(setup, session, clock.index(now)), "origin": clock.origin,
            "frozen": frozen, "files": files, "keys": session.keys}  # fmt: skip


def next_take(launch: LaunchOptions, say: Callable[[str], None], going: Path | None = None) -> LaunchOptions:
    """
    Return ``launch`` of a watched life: where a take is ``going`` that goes on, else another begins beside those there.

    So it is of the first one, too: what starts by itself after a power cut finds the take of before. Names say nothing
    of whose a take is: another show may record beside this one.
    """
    path, number = launch.record, 2
    if path is None:
        return launch
    if going is not None and going.exists():
        return replace(launch, record=going, after=True)
    if not path.exists():
        return launch
    while (other := path.with_stem(f"{path.stem}-{number}")).exists():
        number += 1
    say(f"{path} is there already; this take is {other}")
    return replace(launch, record=other)


def stamps_of(files: Iterable[Path]) -> dict[str, list[int]]:
    """Return the stamp of each of ``files`` that is there, as JSON holds it."""
    return {str(path): list(found) for path in files if (found := stamp(path)) is not None}
