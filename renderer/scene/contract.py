"""The scene contract, checked: everything that can be known without a GPU."""

import re
from collections import Counter
from dataclasses import is_dataclass
from pathlib import Path

from renderer.core.errors import ParamError, SceneError
from renderer.core.suggest import nearest
from renderer.core.volume import Volume
from renderer.params.bind import check_binds
from renderer.params.param import assign, specs
from renderer.params.preset import Preset
from renderer.params.trigger import check_triggers

from .scene import Pass, Scene

__all__ = ["check_presets", "check_scene"]

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_FIXED = {
    "format": ("f2", "f4", "u1"),
    "blend": ("none", "over", "add"),
    "filter": ("linear", "nearest"),
    "mode": ("triangles", "triangle_strip", "lines", "points"),
}


def check_scene(scene: object, folder: Path) -> Scene:
    """Return ``scene`` if it keeps the contract; raise SceneError saying what to change."""
    if not isinstance(scene, Scene):
        kind = type(scene).__name__
        raise SceneError(f"SCENE is a {kind}; it must be a Scene(title=..., params=..., passes=...)")
    frozen = getattr(getattr(scene.params, "__dataclass_params__", None), "frozen", False)
    if not is_dataclass(scene.params) or not frozen:
        raise SceneError("params must be a frozen dataclass: write @dataclass(frozen=True) above it")
    try:
        check_binds(scene.binds, specs(scene.params))
        check_triggers(scene.triggers, specs(scene.params))
    except ParamError as error:
        raise SceneError(str(error)) from None
    if not scene.passes:
        raise SceneError("a scene needs at least one Pass; the last one is the picture")
    names = [step.name for step in scene.passes]
    if doubled := [name for name, count in Counter(names).items() if count > 1]:
        raise SceneError(f"two passes are called '{doubled[0]}'; give each its own name")
    for position, step in enumerate(scene.passes):
        _check_pass(step, names[: position + 1], names, folder)
    for what, named in (("pick", scene.pick), ("depth", scene.depth)):
        if named is not None and named[0] not in names:
            raise SceneError(f"{what} names the pass '{named[0]}'{nearest(named[0], names)}")
    if scene.views is not None and not isinstance(scene.views, Volume):
        raise SceneError("views is the box the scene lives in: views=Volume(width=80, height=60), in mm")
    return scene


def check_presets(scene: Scene, presets: tuple[Preset, ...]) -> None:
    """Raise ParamError for a preset with an unknown parameter or a value out of range."""
    for preset in presets:
        try:
            assign(scene.params(), **preset.params)
        except ParamError as error:
            raise ParamError(f"preset '{preset.name}': {error}") from None


def _check_pass(step: Pass, drawn: list[str], names: list[str], folder: Path) -> None:
    """Check one pass; ``drawn`` are the passes up to and with it."""
    if not _NAME.match(step.name):
        raise SceneError(f"pass '{step.name}': use small letters, digits and _ for a name")
    if step.kind == "unknown":
        raise SceneError(f"pass '{step.name}': '{step.shader}' must end in .frag, .vert or .comp")
    if not (folder / step.shader).is_file():
        files = [path.name for path in folder.glob("*.*")]
        raise SceneError(f"pass '{step.name}': no file '{step.shader}'{nearest(step.shader, files)}")
    for option, allowed in _FIXED.items():
        if (value := getattr(step, option)) not in allowed:
            raise SceneError(f"pass '{step.name}': {option} '{value}' is none of {', '.join(allowed)}")
    for read in step.reads:
        if read not in names:
            hint = nearest(read, names) or "; no pass has that name"
            raise SceneError(f"pass '{step.name}' reads '{read}'{hint}")
        if read not in drawn:
            raise SceneError(f"pass '{step.name}' reads '{read}', which is drawn after it; move '{read}' up")
