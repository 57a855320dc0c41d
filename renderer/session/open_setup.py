"""A setup and its scene brought together: the scene as it is played, the values it has, and the way back."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from renderer.core.errors import UsageError
from renderer.data.domain import domains_shown
from renderer.data.figure_choice import FigureChoice
from renderer.data.places.map_answers import NOTHING_SAID
from renderer.data.table import Table
from renderer.params.bind import Bind, check_binds, merged
from renderer.params.param import assign, specs
from renderer.params.phase import Phases
from renderer.params.preset import Preset, with_preset
from renderer.params.refit_values import refit_values
from renderer.scene.catalogue import Loaded, installations, load
from renderer.scene.filled import filled, ranged

from .in_hand import Values
from .refit import refit_binds
from .session import Session, begin
from .setup import Setup
from .setup_history import regrouped, renamed

__all__ = [
    "check_map", "choice_of", "complete", "fitted", "held_of", "loaded_of", "params_of", "phases_of", "played_live",
    "recorded", "scene_word", "session_of", "setup_now", "with_roles",
]  # fmt: skip


def loaded_of(setup: Setup) -> Loaded:
    """Return the scene of ``setup`` with its chain and feed; raises SceneError where it is gone or broken."""
    loaded = load(setup.scene, setup.effects, setup.feed)
    check_map(setup, loaded)
    return with_roles(loaded, setup)


def fitted(setup: Setup) -> tuple[Setup, tuple[str, ...]]:
    """
    Return ``setup`` without the values of parameters that its scene has no more, and a sentence on each.

    A value out of range is no such thing, nor are figures without their role: what they said would be said otherwise.
    Raises SceneError where the scene is gone or broken.
    """
    loaded = load(setup.scene, setup.effects, setup.feed)
    setup, known = _as_today(setup, loaded), specs(loaded.scene.params)
    left = {name: value for name, value in setup.params.items() if name not in known}
    notes = refit_values(left, loaded.scene.params())[1]
    binds, lost = refit_binds(setup.binds or (), loaded.scene)
    return replace(
        setup, params={name: value for name, value in setup.params.items() if name in known},
        held=None if setup.held is None else setup.held.intersection(known),
        offsets={name: cycles for name, cycles in setup.offsets.items() if name in known},
        binds=None if setup.binds is None else binds,
    ), (*notes, *lost)  # fmt: skip


def played_live(setup: Setup) -> Loaded:
    """Return the scene of ``setup`` with its own figures in its roles, which a session changes live."""
    loaded = load(setup.scene, setup.effects, setup.feed)
    check_map(setup, loaded)
    return loaded


def check_map(setup: Setup, loaded: Loaded) -> None:
    """Raise UsageError where ``setup`` names a map, or says something of one, and its scene has no use for it."""
    if loaded.scene.places or (setup.places is None and setup.map_answers == NOTHING_SAID):
        return
    if not loaded.scene.wanted:
        what = f"the map {setup.places!r} was named" if setup.places else "something was said of a map"
        raise UsageError(f"{loaded.name} shows no areas, and {what}: leave it out")
    if setup.places is None:
        raise UsageError(f"{loaded.name} draws no map, and something was said of one: name the map that its areas are "
                         "to be seated by with --map FILE, or leave it out")  # fmt: skip


def choice_of(setup: Setup, loaded: Loaded) -> FigureChoice:
    """Return what ``setup`` puts into the roles, and from where to where, over what its preset does."""
    setup = _as_today(setup, loaded)
    preset = next((one for one in loaded.presets if one.name == setup.preset), Preset(""))
    return FigureChoice({**preset.figures, **setup.roles}, frozenset(setup.roles),
                        {**preset.domains, **setup.domains}, frozenset(setup.domains))  # fmt: skip


def binds_in(setup: Setup, loaded: Loaded) -> tuple[Bind, ...]:
    """Return what moves parameters in ``setup``: what it says, else what the scene does, and over it its preset."""
    if (said := _as_today(setup, loaded).binds) is not None:
        return said
    preset = next((one.binds for one in loaded.presets if one.name == setup.preset), ())
    return merged(loaded.scene.binds, preset)


def with_roles(loaded: Loaded, setup: Setup) -> Loaded:
    """
    Return ``loaded`` with the figures of ``setup`` and its preset in its roles, and what moves its parameters.

    Raises ParamError, DataError, SceneError.
    """
    choice = choice_of(setup, loaded)
    scene = filled(loaded.scene, choice.figures, choice.asked) if choice.figures else loaded.scene
    scene = ranged(scene, choice.domains) if choice.domains else scene
    if (binds := binds_in(setup, loaded)) != scene.binds:
        check_binds(binds, specs(scene.params), scene.figures)
        scene = replace(scene, binds=binds)
    return loaded if scene is loaded.scene else replace(loaded, scene=scene)


def params_of(setup: Setup, loaded: Loaded) -> Any:  # noqa: ANN401
    """
    Return the scene's defaults, over them the preset, over it what was set; raises ParamError.

    A preset that is gone since says nothing where every value is set.
    """
    start, setup = loaded.scene.params(), _as_today(setup, loaded)
    if setup.preset and not set(specs(start)) <= set(setup.params):
        start = with_preset(start, loaded.presets, setup.preset)
    return assign(start, **setup.params)


def held_of(setup: Setup, loaded: Loaded) -> frozenset[str]:
    """Return the names that binds leave alone: those kept, else those that preset and params set."""
    setup = _as_today(setup, loaded)
    if setup.held is not None:
        return setup.held
    preset = next((one.held for one in loaded.presets if one.name == setup.preset), frozenset())
    return frozenset(setup.params) | preset


def phases_of(setup: Setup, loaded: Loaded) -> Phases:
    """Return the cycles of the rates: from their values, and what live turning left behind."""
    return Phases({}, setup.offsets).turned(params_of(setup, loaded), 0.0)


def complete(setup: Setup, loaded: Loaded) -> Setup:
    """Return ``setup`` saying itself what it left to the scene, so that an edit of that changes nothing here."""
    scene, setup = loaded.scene, _as_today(setup, loaded)
    return replace(setup, params=asdict(params_of(setup, loaded)), held=held_of(setup, loaded), effects=scene.effects,
                   figures=setup.figures or scene.data, feed=scene.feed or "none",
                   binds=binds_in(setup, loaded))  # fmt: skip


def session_of(setup: Setup, loaded: Loaded) -> tuple[Session, tuple[str, ...]]:
    """Return the session that ``setup`` is, and notes on values that the scene no longer takes as they are."""
    setup = _as_today(setup, loaded)
    params, notes = refit_values(setup.params, loaded.scene.params())
    binds, lost = refit_binds(loaded.scene.binds if setup.binds is None else setup.binds, loaded.scene)
    held = (setup.held or frozenset()) & {bind.to for bind in binds}
    phases = Phases({}, setup.offsets).turned(params, 0.0)
    choice = FigureChoice(setup.roles, frozenset(setup.roles), setup.domains, frozenset(setup.domains))
    choice = choice.within(loaded.scene.figure_names)
    gone = tuple(f"the role {name} is gone from the scene, and what stood there"
                 for name in setup.roles if name not in choice.figures)  # fmt: skip
    session = begin(loaded)
    values = Values(params, held, setup.seed, choice, session.unless_own(binds))
    return replace(session, values=values, phases=phases), (*notes, *gone, *lost)


def _as_today(setup: Setup, loaded: Loaded) -> Setup:
    """Return ``setup`` as it is written since scenes have roles, which may have had other names."""
    roles = loaded.scene.roles
    return renamed(regrouped(setup, specs(loaded.scene.params)), roles) if roles else setup


def setup_now(setup: Setup, session: Session) -> Setup:
    """Return ``setup`` as it is played in ``session`` now: its values, what is held, cycles, chain, seed, figures."""
    values = session.values
    return replace(setup, params=asdict(values.params), held=values.held, offsets=session.phases.offsets,
                   binds=session.binds, effects=session.effects, seed=values.seed, roles=session.shown or setup.roles,
                   domains=session.reach or setup.domains)  # fmt: skip


def recorded(setup: Setup, loaded: Loaded, table: Table | None = None) -> Setup:
    """
    Return ``setup`` as a take keeps it: its scene by name, figures and feed said though they are the scene's own.

    table : the figures as they are shown: from where to where is kept, so that the take shows them so whatever comes
    """
    scene = loaded.scene
    figures = setup.figures or (scene.data if scene.wanted else None)
    domains = domains_shown(table, scene.roles) if table else setup.domains
    return replace(setup, scene=loaded.name, figures=figures, feed=scene.feed or None, domains=domains)


def scene_word(loaded: Loaded) -> str:
    """Return what finds ``loaded`` again: an installation's name, or a path, from the current folder if inside it."""
    module = loaded.module.resolve()
    if installations().get(loaded.name, Path()).resolve() == module:
        return loaded.name
    path = module.parent if module.name == "scene.py" else module
    return f"./{path.relative_to(Path.cwd()).as_posix()}" if path.is_relative_to(Path.cwd()) else str(path)
