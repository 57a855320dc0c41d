"""The names that a scene brings into its shaders, checked: GLSL takes them, and none stands for two things."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from renderer.core.errors import SceneError
from renderer.params.param import Spec, choice_constants, specs
from renderer.signals.fault.kinds import KINDS

from .built_in import BUILT_IN, IN_SCENES, column_constant, role_constant
from .scene import Scene

__all__ = ["check_derived", "check_names"]

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*\Z")  # GLSL keeps names with __ for itself
_LOADER = "the loader"


def check_names(scene: Scene) -> None:
    """Check what parameters, columns and inputs are called in GLSL. Raises SceneError saying what to rename."""
    _owners(scene)


def check_derived(scene: Scene, keys: Iterable[str]) -> None:
    """Check the ``keys`` that the scene's ``derive`` returns, each of which becomes a uniform. Raises SceneError."""
    owners = _owners(scene)
    for key in keys:
        who = f"derive's key '{key}'"
        _check_word(key, who)
        _claim(owners, who, (f"u_{key}",))


def _owners(scene: Scene) -> dict[str, str]:
    """Return who brings each name of GLSL: a parameter, a column or an input, or the loader."""
    owners = dict.fromkeys(_loaders(scene), _LOADER)
    if doubled := [name for name, count in Counter(scene.columns).items() if count > 1]:
        raise SceneError(f"columns names '{doubled[0]}' twice; name each once")
    for column in scene.columns:
        _claim(owners, f"column '{column}'", (column_constant(column),))
    if scene.roles and scene.columns:
        raise SceneError("a scene names either roles or columns of a certain table; put the columns into roles")
    if scene.strata and not scene.roles:
        raise SceneError("strata stand beside each other in roles; name roles too")
    for role in scene.roles:
        _claim(owners, f"role '{role.name}'", (role_constant(role.name),))
    for name, spec in specs(scene.params).items():
        _check_word(name, f"parameter '{name}'")
        _claim(owners, f"parameter '{name}'", _of_parameter(name, spec))
    for one in scene.inputs:
        _claim(owners, f"input '{one.name}'", (f"u_{one.name}_moment",))
    return owners


def _loaders(scene: Scene) -> Iterator[str]:
    """Yield the names that the loader declares in shaders of ``scene``."""
    yield from (line.split()[1] for line in BUILT_IN)
    yield from (name for field, names in IN_SCENES.items() if getattr(scene, field) for name in names)
    if scene.feed:
        yield from (f"FAULT_{kind.upper()}" for kind in KINDS)


def _of_parameter(name: str, spec: Spec) -> tuple[str, ...]:
    """Return what one parameter is called in GLSL."""
    phase = (f"u_{name}_phase",) if spec.unit == "Hz" else ()
    return (f"u_{name}", *phase, *choice_constants(name, spec))


def _check_word(name: str, who: str) -> None:
    if not _WORD.match(name):
        raise SceneError(f"{who}: GLSL takes letters a-z, digits and single _ between them; call it otherwise")


def _claim(owners: dict[str, str], who: str, names: Iterable[str]) -> None:
    """Note that ``names`` are brought by ``who``; raise SceneError where one is taken."""
    for name in names:
        owner = owners.get(name)
        if owner == who:
            raise SceneError(f"two choices of {who} would both be {name} in GLSL; call one of them otherwise")
        if owner is not None:
            raise SceneError(f"{who} would be {name} in GLSL, which {owner} brings already; call it otherwise")
        owners[name] = who
