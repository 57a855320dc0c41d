"""All rules over one scene: what holds, what is broken, and how long each took to find out."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from renderer.core.errors import RendererError
from renderer.data.load import figure_notes, load_table
from renderer.data.places.map_answers import NOTHING_SAID, MapAnswers
from renderer.data.places.seated_table import SEATED, about_seats
from renderer.data.places.shown_ground import shown_ground
from renderer.data.table import Table
from renderer.gpu.context import Context
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import Loaded, load
from renderer.scene.filled import filled
from renderer.session.open_setup import check_map
from renderer.session.setup import Setup
from renderer.session.shown_table import shown_table

from .bind_rule import bind_notes
from .probe import Probe
from .rules import PARAMETERS, RULES, Rule
from .swap_rule import figures_swapped

__all__ = ["CONTRACT", "Finding", "RuleProgress", "check_all"]

# Told the rule, how much of what is done, how much there is, and what: ("presets load ...", 2, 7, "looks").
RuleProgress = Callable[[str, int, int, str], None]
CONTRACT = "keeps the scene contract"


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one rule; ``fault`` is "" where it holds, ``notes`` what it measured, and what else to know."""

    rule: str
    seconds: float
    fault: str = ""
    notes: tuple[str, ...] = ()


def check_all(
    gl: Context, name: str | Path, size: tuple[int, int] = (192, 108), data: str | None = None,
    figures: Mapping[str, str] | None = None, places: str | None = None, said: MapAnswers = NOTHING_SAID,
    progress: RuleProgress | None = None,
) -> Iterator[Finding]:
    """
    Yield what came of each rule for the scene ``name``; a scene that cannot be loaded yields one.

    size : px of the pictures compared
    data : the table that it shows in place of its own; figures : what stands in its roles, as ``filled`` takes them
    places, said : the map that it draws, and what somebody says of it
    progress : called while a rule takes long
    A parameter that finds nothing to turn in figures that are not the scene's own is told, and breaks no rule.
    """
    begun, own = time.perf_counter(), not (data or figures)
    try:
        loaded, table, notes = _shown(name, data, figures or {})
        setup = Setup(loaded.name, places=places, map_answers=said)
        check_map(setup, loaded)
        notes += _map_notes(loaded, table, size, setup)
        table = shown_table(table, loaded.scene, setup, size)
        if not own and loaded.scene.roles:
            notes += (f"It says: {caption_of(loaded.scene, table)}",)
    except RendererError as error:
        yield Finding(CONTRACT, time.perf_counter() - begun, str(error))
        return
    yield Finding(CONTRACT, time.perf_counter() - begun, notes=notes)
    probe = Probe(gl, loaded, table, size, places=places, said=said)
    try:
        for rule, holds in RULES.items():
            if progress:
                probe.step = partial(progress, rule)
            found = _try(probe, rule, holds)
            yield found if own else _over_others(found, holds)
            if rule == "compiles" and found.fault:
                return  # nothing else can be said of it
    finally:
        probe.release()


def _over_others(found: Finding, holds: Rule) -> Finding:
    """Return what came of a rule over figures that are not the scene's own, of which it promises less."""
    if found.rule == PARAMETERS and found.fault:
        return replace(found, fault="", notes=(f"some find nothing to turn in these figures: {found.fault}",))
    # The scene's floor was measured over its own.
    return replace(found, fault="") if holds is figures_swapped else found


def _shown(name: str | Path, data: str | None, figures: Mapping[str, str]) -> tuple[Loaded, Table, tuple[str, ...]]:
    """Return the scene, its table and, where these are not its own, what is then shown, a sentence each."""
    loaded = load(name)
    if figures:
        loaded = replace(loaded, scene=filled(loaded.scene, figures, figures))
    source = data or loaded.scene.data
    table = load_table(source, loaded.scene.wanted)
    lost = (note for one in loaded.presets for note in one.lost)  # of what is not read a rule tells
    moved = (*lost, *bind_notes(loaded, data))
    if not (data or figures) or not loaded.scene.roles:
        return loaded, table, moved
    return loaded, table, (*figure_notes(source, loaded.scene.wanted), *moved)


def _map_notes(
    loaded: Loaded, table: Table, size: tuple[int, int], setup: Setup
) -> tuple[str, ...]:
    """Return what is to be known of the map that somebody named; raises RendererError where it cannot be read."""
    if setup.places is None:
        return ()
    if loaded.scene.places:
        return shown_ground(setup.places, table, size, setup.map_answers).told
    return about_seats(table, shown_ground(setup.places, table, SEATED, setup.map_answers))


def _try(probe: Probe, rule: str, holds: Rule) -> Finding:
    """Return what came of one rule; what it raises is its fault."""
    begun = time.perf_counter()
    probe.told.clear()
    try:
        fault = holds(probe)
    except RendererError as error:
        fault = str(error)
    return Finding(rule, time.perf_counter() - begun, fault, tuple(probe.told))
