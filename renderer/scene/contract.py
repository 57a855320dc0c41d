"""The scene contract, checked: everything that can be known without a GPU."""

import re
from collections import Counter
from dataclasses import is_dataclass
from math import isfinite
from pathlib import Path

from renderer.core.errors import ParamError, SceneError
from renderer.core.quote import quoted
from renderer.core.suggest import nearest
from renderer.core.volume import Volume
from renderer.params.bind import check_binds
from renderer.params.param import specs
from renderer.params.trigger import check_triggers

from .built_in import OWN_TEXTURES
from .camera_of import camera_of
from .caption import check_caption
from .name_rules import check_names
from .read_rules import check_input, check_reads
from .reads import Input
from .scene import Pass, Scene
from .size import evaluate

__all__ = ["check_scene"]

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
_MOST_OUTPUTS = 4
_FARTHEST = 1e6  # px that a footprint may reach
_MOST_THREADS = 1024  # of a compute group, what OpenGL 4.3 promises
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
        check_binds(scene.binds, specs(scene.params), scene.figures)
        check_triggers(scene.triggers, specs(scene.params))
    except ParamError as error:
        raise SceneError(str(error)) from None
    if not scene.passes:
        raise SceneError("a scene needs at least one Pass; the last one is the picture")
    for root in [scene.roots] if isinstance(scene.roots, str) else scene.roots:
        if isinstance(scene.roots, str) or not (folder / root).is_dir():
            raise SceneError(f"roots names the folder '{root}', which is none: write roots=(\"../common\",)")
    names = [step.name for step in scene.passes]
    every = [*names, *(one.name for one in scene.inputs)]
    if doubled := [name for name, count in Counter(every).items() if count > 1]:
        raise SceneError(f"two passes or inputs are called '{doubled[0]}'; give each its own name")
    for position, step in enumerate(scene.passes):
        _check_pass(step, folder)
        check_reads(step, scene, names[: position + 1])
    for one in scene.inputs:
        _check_name(one, "input")
        _check_options(one, f"input '{one.name}'")
        check_input(one, folder)
    check_names(scene)
    check_caption(scene)
    for what, named in (("pick", scene.pick), ("depth", scene.depth)):
        if named is not None and named[0] not in names:
            raise SceneError(f"{what} names the pass '{named[0]}'{nearest(named[0], names)}")
    _check_least_change(scene.least_change)
    if scene.views is not None:
        _check_views(scene.views)
    if scene.camera is not None:
        _check_camera(scene)
    return scene


def _check_least_change(least: object) -> None:
    """Refuse what is no share of a picture."""
    if isinstance(least, bool) or not isinstance(least, (int, float)) or not 0.0 <= least < 1.0:
        raise SceneError(f"least_change = {quoted(least)} is no share of the picture: write 0.05 for 5 %")


def _check_views(views: object) -> None:
    """Refuse what is no box: named fields of finite mm, with room to see it in."""
    if not isinstance(views, Volume):
        raise SceneError("views is the box the scene lives in: views=Volume(width=80, height=60), in mm")
    centre = views.centre
    if not isinstance(centre, tuple) or len(centre) != 3 or not all(map(_is_mm, centre)):
        raise SceneError(f"views: centre = {quoted(centre)} is no point in mm, (x, y, z); name what is meant: width=80")
    for name in ("width", "height", "front", "back", "distance"):
        if not _is_mm(value := getattr(views, name)) or value < 0.0 or (value == 0.0 and name not in ("front", "back")):
            raise SceneError(f"views: {name} = {quoted(value)} is no length in mm")


def _check_camera(scene: Scene) -> None:
    """Refuse a camera without a box to look at, or one that is none."""
    if scene.views is None:
        raise SceneError("camera says from where a box is seen, and there is none: give the scene views=Volume(...)")
    camera_of(scene, scene.frame(0), scene.params())


def _is_mm(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


def _check_pass(step: Pass, folder: Path) -> None:
    """Check one pass by itself."""
    _check_name(step, "pass")
    if step.kind == "unknown":
        raise SceneError(f"pass '{step.name}': '{step.shader}' must end in .frag, .vert or .comp")
    if not (folder / step.shader).is_file():
        files = [path.name for path in folder.glob("*.*")]
        raise SceneError(f"pass '{step.name}': no file '{step.shader}'{nearest(step.shader, files)}")
    _check_options(step, f"pass '{step.name}'")
    _check_footprint(step)
    if len(step.size) != 2:
        raise SceneError(f"pass '{step.name}': size is width and height, not {step.size}")
    if min(step.local) < 1 or step.local[0] * step.local[1] > _MOST_THREADS:
        raise SceneError(f"pass '{step.name}': local {step.local} is no group of 1 .. {_MOST_THREADS} threads in all")
    if len(step.outputs) > _MOST_OUTPUTS - 1:
        raise SceneError(f"pass '{step.name}' has {len(step.outputs) + 1} outputs, o among them; four is the most")
    if wrong := [name for name in step.outputs if not _NAME.match(name)]:
        raise SceneError(f"pass '{step.name}': use small letters, digits and single _ for the output '{wrong[0]}'")
    if doubled := [name for name, count in Counter(step.outputs).items() if count > 1]:
        raise SceneError(f"pass '{step.name}' has two outputs called '{doubled[0]}'; give each its own name")


def _check_footprint(step: Pass) -> None:
    """Check how far one pass says that it looks."""
    footprint = step.footprint
    for what, px in (("radius", footprint.radius), ("displacement", footprint.displacement)):
        if not isinstance(px, str) and not 0 <= px < _FARTHEST:
            raise SceneError(f"pass '{step.name}': {what}={px} of its footprint is no distance in px")
    if isinstance(footprint.radius, str):
        evaluate(footprint.radius, {"width": 1920, "height": 1080, "rows": 51})
    sources = {read.source for read in step.sampled}
    for name in () if isinstance(footprint.whole, bool) else footprint.whole:
        if name not in sources:
            raise SceneError(f"pass '{step.name}': its footprint names '{name}', which it does not read"
                             f"{nearest(name, sources)}")  # fmt: skip


def _check_name(one: Pass | Input, kind: str) -> None:
    """Check the name of a pass or an input, which becomes one of GLSL."""
    if not _NAME.match(one.name):
        raise SceneError(f"{kind} '{one.name}': use small letters, digits and single _ for a name")
    if one.name in OWN_TEXTURES:
        raise SceneError(f"{kind} '{one.name}': that name is the loader's own; choose another")


def _check_options(one: Pass | Input, who: str) -> None:
    """Check the options that are words."""
    for option, allowed in _FIXED.items():
        if (value := getattr(one, option, allowed[0])) not in allowed:
            raise SceneError(f"{who}: {option} '{value}' is none of {', '.join(allowed)}")
