"""What an artist holds in hand while a scene runs: values, seed, what was undone, and where a morph is.

Pure: every change returns the next session, so that undo, reload and a restart are only values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from renderer.core.errors import ParamError
from renderer.core.suggest import nearest
from renderer.data.domain import Domain, Domains, check_domain
from renderer.data.figure_choice import FigureChoice
from renderer.data.offer import Offer
from renderer.data.role import STRATUM, WantedRoles
from renderer.params.bind import Bind, check_binds, merged
from renderer.params.param import Spec, assign, specs
from renderer.params.phase import Phases
from renderer.params.preset import Preset, kept_presets, morph, with_preset
from renderer.params.preset_keys import keyed
from renderer.params.trigger import Trigger
from renderer.scene.catalogue import Loaded
from renderer.scene.chain import names as brought
from renderer.scene.scene import Effect

from .in_hand import Morph, Values, fitter
from .refit import refit, refit_binds

__all__ = ["Session", "begin"]

MOST_UNDO = 200
SEEDS = 2**32
PLAY = "play"  # the gesture of instruments


@dataclass(frozen=True, slots=True)
class Session:
    """
    Everything that is in hand.

    own_binds : what moves parameters in the scene; time : s of it at which the last change was told to the phases
    effects : the chain over the picture; triggers : the faults that play parameters
    keys : names of presets, see ``keyed``; locked : whether the seed stays when a new one is asked for
    gesture : the drag that the last edit belonged to; edits of one drag are one step of undo
    restart : whether what feeds back begins anew with the next frame; wanted : the scene's own roles, None without
    offer : what may be put there, None before it is read
    shown : what stands in each role of the picture, which follows ``values.choice`` when that is read
    reach : from where to where the picture shows it, by role; release : of its figures, as ``Table`` has it
    played : what moves the picture, which follows ``binds`` when their figures are read; None before it is drawn
    stood : by control and parameter, what stood before a hand came, and what it played last
    """

    values: Values
    own_binds: tuple[Bind, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    effects: tuple[Effect, ...] = ()
    presets: tuple[Preset, ...] = ()
    keys: tuple[str, ...] = ()
    phases: Phases = field(default_factory=Phases)
    locked: bool = False
    past: tuple[Values, ...] = ()
    future: tuple[Values, ...] = ()
    gesture: object = None
    morph: Morph | None = None
    restart: bool = False
    wanted: WantedRoles | None = None
    offer: Offer | None = None
    shown: Mapping[str, str] = field(default_factory=dict)
    reach: Domains = field(default_factory=dict)
    played: tuple[Bind, ...] | None = None
    release: str = ""
    stood: Mapping[tuple[str, str], tuple[float, float]] = field(default_factory=dict)

    @property
    def params(self) -> Any:  # noqa: ANN401
        """The parameters now."""
        return self.values.params

    @property
    def known(self) -> dict[str, Spec]:
        """What is known of each parameter, by name."""
        return specs(self.params)

    @property
    def roles(self) -> tuple[str, ...]:
        """The names under which figures are chosen."""
        return self.wanted.names if self.wanted else ()

    @property
    def chosen(self) -> dict[str, str]:
        """The figures in the roles that are not the scene's own."""
        roles = self.wanted.roles if self.wanted else ()
        own = {STRATUM: self.wanted.stratum if self.wanted else "", **{role.name: role.default for role in roles}}
        return {name: figure for name, figure in self.values.choice.figures.items() if figure != own.get(name)}

    @property
    def binds(self) -> tuple[Bind, ...]:
        """What moves parameters now; that of an effect which is not in the chain rests."""
        if self.values.binds is None:
            return self.own_binds
        known = self.known
        return tuple(bind for bind in self.values.binds if bind.to in known)

    def bound(self, name: str) -> Bind | None:
        """Return the bind that moves ``name``, None where none does."""
        return next((bind for bind in self.binds if bind.to == name), None)

    def turn(self, name: str, value: Any, time: float, gesture: object = None) -> "Session":  # noqa: ANN401
        """Set one parameter by hand; one that a bind moves is held from then on. Raises ParamError."""
        held = self.values.held | {name} if self.bound(name) else self.values.held
        return self._edit(replace(self.values, params=assign(self.params, **{name: value}), held=held),
                          time, gesture)  # fmt: skip

    def play(self, values: Mapping[str, Any], time: float) -> "Session":
        """
        Set what an instrument plays, all at once; a morph goes on around it, and what a bind moves is held.

        A run of play is one step of undo. Raises ParamError.
        """
        held = self.values.held | {name for name in values if self.bound(name)}
        played = self._edit(replace(self.values, params=assign(self.params, **values), held=held), time, PLAY)
        if (going := self.morph) is None:
            return played
        kept = replace(going, start=assign(going.start, **values), end=assign(going.end, **values))
        return replace(played, morph=kept)

    def choose(self, name: str, figure: str, time: float) -> "Session":
        """
        Put ``figure`` into the role ``name``, "" its own again; under ``stratum`` choose whose all show, "" everybody.

        A morph goes on around it. Raises ParamError for a role that the scene has not, DataError for no such figure.
        """
        if name not in self.roles:
            has = f"; choose {', '.join(self.roles)}" if self.roles else ": it shows no figures that could be chosen"
            raise ParamError(f"this scene has no role '{name}'{nearest(name, self.roles) or has}")
        choice = self.values.choice.put(name, figure)
        if self.offer is not None and name in choice.figures:
            self.offer.check(name, choice, self.shown)
        return replace(self._edit(replace(self.values, choice=choice), time), morph=self.morph)

    def range(self, name: str, domain: Domain | None, time: float) -> "Session":
        """Show the role ``name`` from where to where ``domain`` says; None: its own again. Raises ParamError."""
        if domain is not None:
            check_domain(self.wanted.roles if self.wanted else (), name, domain, "this scene")
        choice = self.values.choice.range(name, domain)
        return replace(self._edit(replace(self.values, choice=choice), time), morph=self.morph)

    def showing(self, shown: Mapping[str, str], offer: Offer | None, reach: Domains | None = None) -> "Session":
        """Return the session whose picture shows ``shown``, as ``reach`` says, and may show what ``offer`` holds."""
        same = shown == self.shown and offer is self.offer and (reach or {}) == self.reach
        return self if same else replace(self, shown=shown, offer=offer, reach=reach or {})

    def playing(self, played: tuple[Bind, ...], release: str = "") -> "Session":
        """Return the session whose picture is moved by ``played``, and shows figures of ``release``, from now on."""
        return self if (played, release) == (self.played, self.release) else \
            replace(self, played=played, release=release)

    def chosen_from(self, choice: FigureChoice) -> "Session":
        """Return the session with ``choice`` in the roles of other figures, which is nothing to undo."""
        return replace(self, values=replace(self.values, choice=choice))

    def fitted(self) -> tuple["Session", tuple[str, ...]]:
        """Return the session without figures that are not offered, which is nothing to undo, and notes on these."""
        lost = self.offer.unfit(self.values.choice, self.shown) if self.offer else {}
        if not lost:
            return self, ()
        return self.chosen_from(self.values.choice.without(lost)), tuple(lost.values())

    def bind(self, bind: Bind, time: float, gesture: object = None) -> "Session":
        """Let ``bind`` move its parameter in place of what did; a hand lets go of it. Raises SceneError."""
        check_binds([bind], self.known)
        binds = self.unless_own(merged(self.binds, (bind,)))
        return self._edit(replace(self.values, binds=binds, held=self.values.held - {bind.to}), time, gesture)

    def unbind(self, name: str, time: float) -> "Session":
        """Let nothing move the parameter ``name``: it is as it was set."""
        binds = self.unless_own(tuple(bind for bind in self.binds if bind.to != name))
        return self._edit(replace(self.values, binds=binds, held=self.values.held - {name}), time)

    def fire(self, name: str) -> "Session":
        """Pull a trigger: it stays on for the next frame only, and is nothing to undo."""
        return replace(self, values=replace(self.values, params=assign(self.params, **{name: True})))

    def restarted(self) -> "Session":
        """Let what feeds back begin anew with the next frame; nothing else is touched, and nothing to undo."""
        return replace(self, restart=True)

    def settled(self) -> "Session":
        """Return the session after a frame was drawn: triggers are off again."""
        if self.restart:
            return replace(self, restart=False).settled()
        fired = [n for n, spec in self.known.items() if spec.kind == "trigger" and getattr(self.params, n)]
        if not fired:
            return self
        params = assign(self.params, **dict.fromkeys(fired, False))
        return replace(self, values=replace(self.values, params=params))

    def reset(self, name: str, time: float) -> "Session":
        """Give one parameter its default, and a bound one back to its bind."""
        params = assign(self.params, **{name: self.known[name].default})
        return self._edit(replace(self.values, params=params, held=self.values.held - {name}), time)

    def reset_all(self, time: float) -> "Session":
        """Give everything but the seed its default."""
        return self._edit(Values(type(self.params)(), frozenset(), self.values.seed), time)

    def reseed(self, seed: int, time: float) -> "Session":
        """Take another seed, 0 .. SEEDS - 1, unless it is locked."""
        return self if self.locked else self._edit(replace(self.values, seed=seed), time)

    def recall(self, name: str, time: float, now: float, seconds: float = 0.0) -> "Session":
        """Go to a preset, over ``seconds`` of the wall clock from ``now``; raises ParamError for an unknown one."""
        end = with_preset(type(self.params)(), self.presets, name)
        preset = next(one for one in self.presets if one.name == name)
        binds = merged(self.own_binds, preset.binds)
        held = preset.held & {bind.to for bind in binds}
        choice = self.values.choice.over(preset.figures, preset.domains)
        there = self._edit(Values(end, held, self.values.seed, choice, self.unless_own(binds)), time)
        if seconds <= 0.0:
            return there
        return replace(there, morph=Morph(self.params, end, now, seconds)).moved(time, now)

    def moved(self, time: float, now: float) -> "Session":
        """Return the session with its morph where it is at ``now``."""
        if self.morph is None:
            return self
        part = (now - self.morph.since) / self.morph.seconds
        params = morph(self.morph.start, self.morph.end, part) if part < 1.0 else self.morph.end
        values, going = replace(self.values, params=params), self.morph if part < 1.0 else None
        return replace(self, values=values, phases=self.phases.turned(params, time), morph=going)

    def undo(self, time: float) -> "Session":
        """Take the last edit back."""
        if not self.past:
            return self
        back = self._to(self.past[-1], time)
        return replace(back, past=self.past[:-1], future=(*self.future, self._final()))

    def redo(self, time: float) -> "Session":
        """Make again what was taken back."""
        if not self.future:
            return self
        on = self._to(self.future[-1], time)
        return replace(on, past=(*self.past, self._final()), future=self.future[:-1])

    def adopt(self, loaded: Loaded, time: float) -> tuple["Session", tuple[str, ...]]:
        """Return the session for a scene that was edited, and notes on what could not stay as it was."""
        params, notes = refit(self._final().params, loaded.scene.params())
        left = brought(self.effects) - brought(loaded.scene.effects)  # an effect takes its knobs along
        notes = tuple(note for note in notes if note.partition(" ")[0] not in left)
        scene = loaded.scene
        fit = fitter(params, scene.figure_names)
        values = replace(fit(self._final()), params=params)
        gone = self.values.choice.figures.keys() - values.choice.figures.keys()
        notes += tuple(f"the role {name} is gone from the scene, and what stood there" for name in sorted(gone))
        if values.binds is not None:
            binds, lost = refit_binds(values.binds, scene)
            values, notes = replace(values, binds=binds), (*notes, *lost)
        presets = kept_presets(self.presets, loaded.presets)
        return replace(self, values=values, own_binds=scene.binds, triggers=scene.triggers, effects=scene.effects,
                       presets=presets, keys=keyed(self.keys, self.presets, presets), wanted=_roles_of(loaded),
                       past=tuple(map(fit, self.past)), future=tuple(map(fit, self.future)), morph=None,
                       phases=self.phases.turned(params, time)), notes  # fmt: skip

    def unless_own(self, binds: tuple[Bind, ...] | None) -> tuple[Bind, ...] | None:
        """Return ``binds``, None where they are what the scene has, as ``Values`` keep them."""
        return None if binds == self.own_binds else binds

    def _final(self) -> Values:
        """Return the values, or those that a morph is on its way to."""
        return replace(self.values, params=self.morph.end) if self.morph else self.values

    def _to(self, values: Values, time: float) -> "Session":
        phases = self.phases.turned(values.params, time)
        return replace(self, values=values, phases=phases, gesture=None, morph=None)

    def _edit(self, values: Values, time: float, gesture: object = None) -> "Session":
        """Return the session with ``values``; an edit of the same gesture as the last adds no step."""
        if values == self.values and self.morph is None:
            return self
        joined = gesture is not None and gesture == self.gesture
        past = self.past if joined else (*self.past, self._final())[-MOST_UNDO:]
        return replace(self._to(values, time), past=past, future=(), gesture=gesture)


def begin(
    loaded: Loaded, *, seed: int = 0, params: Any = None, held: frozenset[str] = frozenset(),  # noqa: ANN401
) -> Session:  # fmt: skip
    """Return the session of a scene as it starts; ``params`` are the scene's defaults without."""
    params = loaded.scene.params() if params is None else params
    values, scene = Values(params, held, seed), loaded.scene
    return Session(values, scene.binds, scene.triggers, scene.effects, loaded.presets, keyed((), (), loaded.presets),
                   Phases().turned(params, 0.0), wanted=_roles_of(loaded))  # fmt: skip


def _roles_of(loaded: Loaded) -> WantedRoles | None:
    return wanted if isinstance(wanted := loaded.scene.wanted, WantedRoles) else None
