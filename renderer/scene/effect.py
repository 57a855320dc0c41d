"""An effect: a glitch that goes over any installation's picture, one small file in ``shaders/effects``.

Its file begins with a block comment in TOML that gives title, meaning, parameters with their ranges,
and the passes it needs; what follows is the GLSL of its last pass. README, Effects, tells the contract.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from renderer.core.errors import ParamError, SceneError
from renderer.core.paths import SHADERS
from renderer.core.quote import quoted
from renderer.core.small_file import load_toml, read_bytes
from renderer.core.suggest import nearest
from renderer.params.param import Spec, param
from renderer.signals.fault.kinds import KINDS

from .scene import Effect, Footprint, Pass

__all__ = ["EFFECTS", "NAME", "Kind", "chain_of", "effects", "kind_of", "listed", "parse_chain"]

EFFECTS = SHADERS / "effects"
NAME = re.compile(r"[a-z][a-z0-9_]*\Z", re.ASCII)  # a file of shaders/effects, and never one elsewhere
_HEAD = re.compile(r"\s*/\*(.*?)\*/", re.DOTALL)
_KEYS = {"title", "says", "fault", "reads", "params", "passes", "draw"}
_WET = {"default": 1.0, "low": 0.0, "high": 1.0, "help": "How much of it is mixed in; 0 bypasses it."}


@dataclass(frozen=True, slots=True)
class Kind:
    """
    What a file in ``shaders/effects`` declares.

    says : one sentence for the artist; fault : the family of fault that it stands for, "" for none
    params : by their names inside the effect, ``amount`` (0 is the identity) first and ``wet`` last
    passes : drawn before the last one, with names of their own; last : the pass of the file itself.
        Both read ``source``, the picture so far, and each other by these names
    """

    name: str
    title: str
    says: str
    fault: str
    params: Mapping[str, Spec]
    passes: tuple[Pass, ...]
    last: Pass

    @property
    def remembers(self) -> bool:
        """Whether a frame depends on the one before it."""
        return any(read.last for step in (*self.passes, self.last) for read in step.sampled)


def effects() -> tuple[str, ...]:
    """Return the names of all effects."""
    return tuple(sorted(path.stem for path in EFFECTS.iterdir() if path.suffix in (".frag", ".comp", ".vert")
                        and _leads(path)))  # fmt: skip


def kind_of(name: str) -> Kind:
    """Return the effect called ``name`` as its file stands; raises SceneError for an unknown one or a wrong head."""
    paths = [EFFECTS / f"{name}{suffix}" for suffix in (".comp", ".vert", ".frag")] if NAME.match(name) else []
    found = next((path for path in paths if path.is_file()), None)
    if found is None:
        hint = nearest(name, effects()) or f"; there are {', '.join(effects())}"
        raise SceneError(f"no effect {quoted(name)}{hint}")
    return _read(found, found.stat().st_mtime_ns)


@lru_cache(256)
def _read(found: Path, _stamp: int) -> Kind:
    """Return the effect in the file ``found``, read once for each time it was saved."""
    try:
        return _kind(found, load_toml(_head(found)))
    except (OSError, ValueError, ParamError, SceneError, TypeError, KeyError, AttributeError) as error:
        words = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise SceneError(f"shaders/effects/{found.name}: its head cannot be read: {words}") from None


def parse_chain(text: str) -> tuple[Effect, ...]:
    """
    Return the chain that ``text`` names, first to last; ``none`` is the empty one.

    >>> [effect.name for effect in parse_chain("tear, tear")]
    ['tear', 'tear']
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    return () if names in ([], ["none"]) else tuple(Effect(kind_of(name).name) for name in names)


def listed(chain: tuple[Effect, ...] | None) -> list[list[Any]] | None:
    """Return ``chain`` as JSON holds it."""
    return None if chain is None else [[effect.name, dict(effect.settings)] for effect in chain]


def chain_of(kept: Any) -> tuple[Effect, ...] | None:  # noqa: ANN401
    """Return the chain that ``listed`` gave; raises SceneError where it is damaged."""
    if kept is None:
        return None
    try:
        return tuple(Effect(str(name), **{key: tuple(one) if isinstance(one, list) else one
                                          for key, one in settings.items()}) for name, settings in kept)  # fmt: skip
    except (TypeError, ValueError, AttributeError):
        raise SceneError(f"{quoted(kept)} is no chain of effects: [[name, {{setting: value}}], ...]") from None


def _leads(path: Path) -> bool:
    """Return whether ``path`` is an effect's own file: the fragment half of a ``.vert`` is not."""
    return not (path.suffix == ".frag" and path.with_suffix(".vert").is_file())


def _head(path: Path) -> str:
    found = _HEAD.match(read_bytes(path).decode("utf-8"))
    if found is None:
        raise SceneError("it must begin with a /* block comment */ in TOML")
    return found[1]


def _kind(path: Path, head: Mapping[str, Any]) -> Kind:
    """Return the effect that ``head`` declares."""
    if unknown := [key for key in head if key not in _KEYS]:
        hint = nearest(unknown[0], _KEYS) or f"; a head may say {', '.join(sorted(_KEYS))}"
        raise SceneError(f"'{unknown[0]}' is not known{hint}")
    params = {name: _spec(line, head["title"]) for name, line in (head["params"] | {"wet": _WET}).items()}
    if next(iter(params), "") != "amount" or params["amount"].default != 0.0:
        raise SceneError("the first parameter must be amount, 0 .. 1, with default 0.0")
    fault = head.get("fault", "")
    if fault and fault not in KINDS:
        raise SceneError(f"fault '{fault}' is none of {', '.join(KINDS)}")
    passes = tuple(_pass(EFFECTS, line) for line in head.get("passes", ()))
    own = {"name": path.stem, "shader": path.name, "reads": head.get("reads", ["source"]), **head.get("draw", {})}
    if "source" not in own["reads"]:
        raise SceneError("its reads must name 'source', the picture so far: wet mixes what the effect makes with it")
    return Kind(path.stem, head["title"], head["says"], fault, params, passes, _pass(EFFECTS, own))


def _spec(line: Mapping[str, Any], group: str) -> Spec:
    """Return what one ``[params.name]`` declares."""
    given = _tupled(line)
    spec: Spec = param(given.pop("default"), group=group, **given).metadata["param"]
    return spec


def _pass(folder: Path, line: Mapping[str, Any]) -> Pass:
    """Return one pass of a head."""
    shader = folder / line["shader"]
    if not shader.is_file():
        raise SceneError(f"no file '{line['shader']}' under shaders/effects")
    made = _tupled(line)
    if "footprint" in made:
        made["footprint"] = Footprint(**_tupled(made["footprint"]))
    return Pass(**{**made, "shader": str(shader)})


def _tupled(line: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in line.items()}

