"""The names that a scene brings into its shaders, checked: GLSL takes them, and none stands for two things."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from functools import partial

from renderer.core.errors import SceneError
from renderer.core.quote import quoted
from renderer.params.param import Spec, choice_constants, specs
from renderer.signals.fault.kinds import KINDS

from .built_in import BUILT_IN, IN_SCENES, column_constant, role_constant
from .glsl_word import foreign, glsl_word, is_glsl_word
from .scene import Scene

__all__ = ["check_derived", "check_names"]

_LOADER, _DRIVER = "the loader", "the driver"
_MACROS = ("GL_ES", "GL_FRAGMENT_PRECISION_HIGH", "GL_SPIRV", "GL_VULKAN")  # which some drivers, or none, define
COLUMN = "column"  # called as the table calls it
Names = Callable[[str], tuple[str, ...]]


def check_names(scene: Scene) -> None:
    """Check what parameters, columns and inputs are called in GLSL. Raises SceneError saying what to rename."""
    _owners(scene)


def check_derived(scene: Scene, keys: Iterable[str]) -> None:
    """Check the ``keys`` that the scene's ``derive`` returns, each of which becomes a uniform. Raises SceneError."""
    owners = _owners(scene)
    for key in keys:
        _check_word(key, f"derive's key '{key}'")
        _claim(owners, "derive's key", key, lambda name: (f"u_{name}",))


def _owners(scene: Scene) -> dict[str, str]:
    """Return who brings each name of GLSL: a parameter, a column or an input, or the loader."""
    owners = dict.fromkeys(_loaders(scene), _LOADER) | dict.fromkeys(_MACROS, _DRIVER)
    if doubled := [name for name, count in Counter(scene.columns).items() if count > 1]:
        raise SceneError(f"columns names '{doubled[0]}' twice; name each once")
    for column in scene.columns:
        _claim(owners, COLUMN, column, lambda name: (column_constant(name),))
    if scene.roles and scene.columns:
        raise SceneError("a scene names either roles or columns of a certain table; put the columns into roles")
    if scene.strata and not scene.roles:
        raise SceneError("strata stand beside each other in roles; name roles too")
    for role in scene.roles:
        _claim(owners, "role", role.name, lambda name: (role_constant(name),))
    known = specs(scene.params)
    for name, spec in known.items():
        _check_word(name, f"parameter '{name}'")
        _check_choices(name, spec)
        _claim(owners, "parameter", name, partial(_of_parameter, spec=spec), known)
    for one in scene.inputs:
        _claim(owners, "input", one.name, lambda name: (f"u_{name}_moment",))
    return owners


def _loaders(scene: Scene) -> Iterator[str]:
    """Yield the names that the loader declares in shaders of ``scene``."""
    yield from (line.split()[1] for line in BUILT_IN)
    yield from (name for field, names in IN_SCENES.items() if getattr(scene, field) for name in names)
    if scene.feed:
        yield from (f"FAULT_{kind.upper()}" for kind in KINDS)


def _of_parameter(name: str, spec: Spec) -> tuple[str, ...]:
    """Return what one parameter is called in GLSL."""
    rate = (f"u_{name}_phase", f"u_{name}_beat") if spec.unit == "Hz" else ()
    return (f"u_{name}", *rate, *choice_constants(name, spec))


def _check_word(name: str, who: str) -> None:
    if not is_glsl_word(name):
        raise SceneError(f"{who}: GLSL takes letters a-z, digits and single _ between them; call it {_nearest(name)}")


def _check_choices(name: str, spec: Spec) -> None:
    """Check that who reads the words of a choice can guess what they are called where a-z are all the letters."""
    for word, constant in zip(spec.choices, choice_constants(name, spec), strict=True):
        if foreign(word):
            raise SceneError(f"choice {quoted(word)} of parameter '{name}' would be {constant} in GLSL, which has no "
                             f"letters but a-z; call it {_nearest(word)}")  # fmt: skip


def _nearest(name: str) -> str:
    word = glsl_word(name)
    return f"'{word}'" if word else "by letters a-z, as it is spelt with these"


def _claim(owners: dict[str, str], kind: str, name: str, names: Names, others: Collection[str] = ()) -> None:
    """
    Note what the ``kind`` of thing called ``name`` brings; raise SceneError where that is taken.

    names : what it brings, by its name; others : names that it cannot be given either
    """
    who = f"{kind} '{name}'"
    for brought in names(name):
        owner = owners.get(brought)
        if owner == who:
            raise SceneError(f"two choices of {who} would both be {brought} in GLSL; call one of them otherwise")
        if owner is not None:
            other = "otherwise" if kind == COLUMN else f"'{_free(name, names, {*owners}, others)}'"
            raise SceneError(f"{who} would be {brought} in GLSL, which {owner} brings already; call it {other}")
        owners[brought] = who


def _free(name: str, names: Names, taken: Set[str], others: Collection[str]) -> str:
    """Return a name like ``name`` that brings nothing that is taken."""
    tried = (f"own_{name}", *(f"{name}_{n}" for n in range(2, 99)))
    return next((one for one in tried if one not in others and not taken & {*names(one)}), tried[0])
