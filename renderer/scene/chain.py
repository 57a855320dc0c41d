"""A scene with a chain of effects is a scene with more passes and more parameters, no more.

So sliders, presets, OSC, binds, triggers, films and manifests know of effects without another line.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, make_dataclass, replace
from typing import Any

from renderer.core.errors import ParamError, SceneError
from renderer.core.suggest import nearest
from renderer.params.param import Spec, checked, choice_constants, param, specs

from .effect import Kind, kind_of
from .reads import parse_read, renamed
from .scene import Effect, EffectPass, Pass, Scene

__all__ = ["MOST", "check_chain", "keys", "names", "with_effects"]

MOST = 32  # effects over one picture; each brings passes, parameters and textures of the picture's size
_MARK = "fx_"  # before the names of an effect's passes, which a scene's own never have


def keys(chain: Iterable[Effect]) -> tuple[str, ...]:
    """
    Return the name of each effect in its chain: ``tear``, and ``tear2`` where it comes again.

    >>> keys((Effect("tear"), Effect("tear")))
    ('tear', 'tear2')
    """
    seen: Counter[str] = Counter()
    found = []
    for effect in chain:
        seen[effect.name] += 1
        found.append(effect.name + (str(seen[effect.name]) if seen[effect.name] > 1 else ""))
    return tuple(found)


def check_chain(chain: tuple[Effect, ...]) -> None:
    """Raise SceneError for a ``chain`` that is too long, and for an effect or a setting that is unknown or outside."""
    if len(chain) > MOST:
        raise SceneError(f"a chain of {len(chain)} effects is too long: at most {MOST} go over one picture")
    for effect in chain:
        kind = kind_of(effect.name)
        for name, value in dict(effect.settings).items():
            if name not in kind.params:
                raise SceneError(f"effect '{effect.name}' has no '{name}'{nearest(name, kind.params)}")
            try:
                checked(name, kind.params[name], value)
            except ParamError as error:
                raise SceneError(f"effect '{effect.name}': {error}") from None


def names(chain: tuple[Effect, ...]) -> set[str]:
    """Return the names of the parameters that ``chain`` brings."""
    return {f"{key}_{name}" for key, effect in zip(keys(chain), chain, strict=True)
            for name in kind_of(effect.name).params}  # fmt: skip


def with_effects(scene: Scene, chain: tuple[Effect, ...]) -> Scene:
    """
    Return ``scene`` with ``chain`` over its picture in place of its own.

    Binds and triggers of an effect that is no longer there rest. Raises SceneError for an unknown
    effect or setting, and for a chain that is too long.
    """
    check_chain(chain)
    if not (chain or scene.effects):
        return scene
    params, passes = scene.params, scene.passes
    for key, effect in zip(keys(chain), chain, strict=True):
        kind = kind_of(effect.name)
        params = _more(params, key, kind, effect)
        passes = (*passes, *_passes(key, kind, passes[-1].name))
    passes = _awake(passes)
    resting = names(scene.effects) - set(specs(params))
    return replace(
        scene,
        params=params,
        passes=passes,
        effects=chain,
        binds=tuple(bind for bind in scene.binds if bind.to not in resting),
        triggers=tuple(trigger for trigger in scene.triggers if trigger.to not in resting),
    )


def _awake(passes: tuple[Pass, ...]) -> tuple[Pass, ...]:
    """Return ``passes`` in which no effect rests whose last frame another one reads: it must be there."""
    kept = {read.source for step in passes for read in step.sampled if read.last}
    awake = {step.key for step in passes if isinstance(step, EffectPass) and step.name in kept}
    return tuple(replace(step, idle=False) if isinstance(step, EffectPass) and step.key in awake else step
                 for step in passes)  # fmt: skip


def _more(params: type, key: str, kind: Kind, effect: Effect) -> type:
    """Return ``params`` with those of one effect, ``<key>_<name>``, set as the scene asks."""
    settings = dict(effect.settings)
    if doubled := {f"{key}_{name}" for name in kind.params} & set(specs(params)):
        raise SceneError(f"the scene has a parameter '{min(doubled)}' already; rename it to use effect '{kind.name}'")
    more: list[Any] = [(f"{key}_{name}", type(spec.default), _field(spec, settings.get(name, spec.default)))
                         for name, spec in kind.params.items()]  # fmt: skip
    return make_dataclass(params.__name__, more, bases=(params,), frozen=True)


def _field(spec: Spec, default: Any) -> Any:  # noqa: ANN401
    """Return the line of a dataclass for ``spec`` with another default, which its range must hold."""
    trigger = spec.kind == "trigger"
    return param(default, spec.low, spec.high, unit=spec.unit, help=spec.help, group=spec.group,
                 choices=spec.choices, trigger=trigger)  # fmt: skip


def _passes(key: str, kind: Kind, source: str) -> Iterator[EffectPass]:
    """Yield the passes of one effect, over the picture of the pass ``source``."""
    meant = {"source": source, kind.name: f"{_MARK}{key}",
             **{step.name: f"{_MARK}{key}_{step.name}" for step in kind.passes}}  # fmt: skip
    uniforms = {f"u_{name}": f"u_{key}_{name}" for name in kind.params}
    uniforms |= {f"u_{name}_{of}": f"u_{key}_{name}_{of}" for name, spec in kind.params.items() if spec.unit == "Hz"
                 for of in ("phase", "beat")}  # fmt: skip
    uniforms |= {choice: f"{key.upper()}_{choice}" for name, spec in kind.params.items()
                 for choice in choice_constants(name, spec)}  # fmt: skip
    for step in (*kind.passes, kind.last):
        if unknown := [read.source for read in step.sampled if read.source not in meant]:
            hint = nearest(unknown[0], meant) or "; it can read 'source', its own passes, and their last frames"
            raise SceneError(f"effect '{kind.name}' reads '{unknown[0]}'{hint}")
        reads = tuple(renamed(text, meant) for text in step.reads)
        there = [parse_read(text, meant[step.name]) for text in reads]
        textures = {f"{word}_{one.sampler}": f"{word}_{other.sampler}" for word in ("t", "fetch")
                    for one, other in zip(step.sampled, there, strict=True)}  # fmt: skip
        images = ("", *(f"_{output}" for output in step.outputs)) if step.kind == "compute" else ()
        own = {f"i_{step.name}{image}": f"i_{meant[step.name]}{image}" for image in images}
        whole = step.footprint.whole
        freely = whole if isinstance(whole, bool) else tuple(meant[name] for name in whole)
        known = {field.name: getattr(step, field.name) for field in fields(Pass)}
        yield EffectPass(**{**known, "name": meant[step.name], "reads": reads,
                            "footprint": replace(step.footprint, whole=freely)},
                         key=key, source=source, aliases=tuple((uniforms | textures | own).items()),
                         leads=step is kind.last, idle=not kind.remembers)  # fmt: skip
