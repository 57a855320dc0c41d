"""How a preview or a performance begins: what is remembered, then what the command line asks for."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

from renderer.core.errors import ParamError, RendererError, UsageError
from renderer.core.paths import ASSETS
from renderer.core.suggest import nearest
from renderer.data.load import figure_notes, load_table
from renderer.data.places.seated_table import about_seats
from renderer.data.places.shown_ground import about_ground
from renderer.data.role_table import figures_shown
from renderer.displays.recipe import recipe_of
from renderer.frames.clock import Clock
from renderer.params.parse import parse_value
from renderer.scene.catalogue import Loaded
from renderer.sculpture.file import Journal
from renderer.session.memory import memory_path, recall
from renderer.session.open_setup import loaded_of, setup_now
from renderer.session.session import Session, begin
from renderer.session.setup import Setup
from renderer.session.setup_json import setup_json
from renderer.signals.fault.feeds import faults_of, feed_notes
from renderer.signals.source import Figures

from .live_map import LiveMap
from .player import Sources
from .trial import TrialProcess

__all__ = [
    "LaunchOptions",
    "check_device",
    "check_head",
    "check_options",
    "request_of",
    "safe_launch",
    "say_lost",
    "sculpture_path",
    "started",
    "try_first_frame",
]  # fmt: skip

SAFE_SCENE = ASSETS / "safe" / "scene.py"
TRIAL = 160  # px of the longer side of a trial's picture


@dataclass(frozen=True, slots=True)
class LaunchOptions:
    """
    What the command line asked for, on top of what is remembered.

    setup : what is played; its values are those of its preset, ``values`` as typed come on top once the scene is read
    seed : None keeps the one remembered; size : px; fps : to hold; since : s of the show to begin at
    scale : of the letters in the window, the desktop's without; after : whether the take ``record`` goes on
    """

    setup: Setup
    size: tuple[int, int] = (1280, 720)
    fps: Fraction = Fraction(30)
    seed: int | None = None
    values: tuple[str, ...] = ()
    fresh: bool = False
    sculpture: Path | None = None
    osc: tuple[str, int] | None = None
    exports: Path = field(default_factory=lambda: Path("exports"))
    sources: Sources = field(default_factory=Sources)
    record: Path | None = None
    after: bool = False
    head: bool = False
    since: float | None = None
    scale: float | None = None


def started(
    loaded: Loaded, launch: LaunchOptions, say: Callable[[str], None], figures: Figures | None = None
) -> tuple[Session, int]:
    """
    Return the session to begin with and its frame: remembered, then as asked for. Raises ParamError, DataError.

    figures : those that ``loaded`` begins with: what is remembered and cannot be shown of them goes, with a note
    """
    kept = None if launch.fresh else recall(memory_path(loaded.module), loaded)
    for note in kept.notes if kept else ():
        say(note)
    session = kept.session if kept else begin(loaded)
    if figures is not None:
        shown = figures_shown(figures.table, loaded.scene.wanted)
        session, notes = session.showing(shown, figures.offer).fitted()
        for note in notes:
            say(note)
    if launch.setup.preset:
        session = session.recall(launch.setup.preset, 0.0, 0.0)
    for name, figure in launch.setup.roles.items():
        session = session.choose(name, figure, 0.0)
    for name, domain in launch.setup.domains.items():
        session = session.range(name, domain, 0.0)
    for text in launch.values:
        name, _, value = text.partition("=")
        if name not in session.known:
            raise ParamError(f"no parameter '{name}'{nearest(name, session.known)}")
        session = session.turn(name, parse_value(name, value, session.known[name]), 0.0)
    if launch.seed is not None:
        session = session.reseed(launch.seed, 0.0)
    if launch.since is not None:
        return session, round(launch.since * launch.fps)
    return session, kept.index if kept else 0


def safe_launch(launch: LaunchOptions) -> LaunchOptions:
    """Return what is shown in the place of ``launch`` where that ends again and again: nothing in it can fail."""
    return LaunchOptions(Setup(str(SAFE_SCENE), safety=launch.setup.safety), launch.size, launch.fps, fresh=True)


def say_lost(loaded: Loaded, told: set[str], say: Callable[[str], None]) -> None:
    """Say what presets have that the scene has not, once each: ``told`` remembers what is so still."""
    told &= set(loaded.lost())
    for note in loaded.lost():
        if note not in told:
            told.add(note)
            say(note)


def sculpture_path(module: Path, launch: LaunchOptions) -> Path:
    """Return the file to sculpt on in: the one named, or the scene's own; a fresh start sets that one aside."""
    if launch.sculpture is not None:
        return launch.sculpture
    own = memory_path(module).with_suffix(".sculpture")
    if launch.fresh and own.is_file():
        kept = (own.with_name(f"{own.stem}-{n}.sculpture") for n in count(1))
        own.rename(next(path for path in kept if not path.exists()))
    return own


def check_options(launch: LaunchOptions) -> tuple[str, ...]:
    """
    Raise now what is wrong with what is asked of a scene that can be read; a broken scene has a window for that.

    Returns what an artist should know of the figures that it shows, a sentence each.
    """
    if launch.sculpture is not None:
        Journal(launch.sculpture).read()
    try:
        loaded_of(replace(launch.setup, roles={}, domains={}))
    except RendererError:
        return ()
    loaded = loaded_of(launch.setup)
    data = launch.setup.figures or loaded.scene.data
    notes = figure_notes(data, loaded.scene.wanted)
    named = LiveMap.of(launch.setup, launch.size)
    if named.read_for(loaded.scene):
        table = load_table(data, loaded.scene.wanted)
        drawn = named.joined(loaded.scene, table).ground
        notes += about_ground(drawn) if loaded.scene.places or drawn is None else about_seats(table, drawn)
    if loaded.scene.feed:
        faults = faults_of(loaded.scene.feed)
        if launch.setup.figures:
            notes += feed_notes(loaded.scene.feed, load_table(data, loaded.scene.wanted), faults)
    started(loaded, launch, lambda _: None)
    check_head(loaded, launch)
    check_device(loaded, launch)
    return notes


def check_device(loaded: Loaded, launch: LaunchOptions) -> tuple[int, int] | None:
    """Return the px that the device of ``launch`` takes, None without one; raise UsageError where none can be shown."""
    output, volume = launch.setup.output, loaded.scene.views
    if output is None:
        return None
    if volume is None:
        raise UsageError(f"{loaded.name} is a flat picture: it has no views for {output.name}")
    return recipe_of(output, volume).out


def about_device(loaded: Loaded, launch: LaunchOptions, canvas: tuple[int, int], display: str) -> str:
    """Return what is to be said where a device's picture is scaled to ``display``, ``check_device`` as it is."""
    px, output = check_device(loaded, launch), launch.setup.output
    if px in (None, canvas) or output is None or output.simulate:
        return ""
    return (f"{output.name} is {px[0]}x{px[1]} px, and {display} has {canvas[0]}x{canvas[1]}: it is scaled "
            "to fit, which interlaced pictures and light modulators do not bear")  # fmt: skip


def check_head(loaded: Loaded, launch: LaunchOptions) -> None:
    """Raise UsageError where no head can be followed."""
    if launch.head and loaded.scene.views is None:
        raise UsageError(f"{loaded.name} is a flat picture: it looks the same from everywhere; --head needs depth")
    if launch.head and launch.setup.output is not None:
        raise UsageError("--head and --as are two windows; take one of them")


def request_of(setup: Setup, session: Session | None, clock: Clock, wanted: tuple[int, int]) -> dict[str, Any]:
    """Return what a trial draws of ``setup``: the first frame as it would be drawn in the window, small."""
    scale = min(1.0, TRIAL / max(wanted))
    size = [max(16, round(side * scale)) for side in wanted]
    if session is not None:  # its chain may be the one before: the setup's is the one to be tried
        setup = replace(setup_now(setup, session), effects=setup.effects)
    return {"setup": setup_json(setup), "size": size, "fps": str(clock.fps), "index": clock.index(time.perf_counter())}


def try_first_frame(launch: LaunchOptions, session: Session, index: int, say: Callable[[str], None]) -> None:
    """Draw the first frame in a trial process, where no audience looks; raise RendererError if it fails."""
    trial = TrialProcess()
    try:
        clock = Clock(Fraction(launch.fps), 0.0, stopped=index)
        request = request_of(launch.setup, session, clock, launch.size)
        tried = trial.check(request)
        if tried.late:  # drivers keep what they compiled: the next one is sooner there
            say(f"{tried.error}; trying once more")
            tried = trial.check(request)
    finally:
        trial.close()
    if tried.error:
        words = f"{tried.at or launch.setup.scene}: {tried.error}" if tried.fatal else tried.error
        raise RendererError(words)
