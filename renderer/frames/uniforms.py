"""The uniforms of a frame: its time, the parameters as they are played, the figures' counts."""

from collections.abc import Mapping
from fractions import Fraction
from numbers import Real
from typing import Any

import numpy as np

from renderer.core.colour import hex_to_linear
from renderer.core.errors import RendererError, SceneError
from renderer.core.frame import Frame
from renderer.core.quote import quoted
from renderer.data.table import Table
from renderer.gpu.picture import STEPS, Picture
from renderer.params.param import specs
from renderer.params.phase import Phases
from renderer.scene.catalogue import Loaded
from renderer.scene.name_rules import check_derived
from renderer.scene.scene import Scene
from renderer.signals.values import moment

__all__ = ["cycles", "derived_names", "picture_uniforms", "scene_uniforms"]

_LARGEST = float(np.finfo(np.float32).max)


def scene_uniforms(
    scene: Scene, table: Table, frame: Frame, params: Any, phases: Phases | None = None  # noqa: ANN401
) -> dict[str, Any]:
    """
    Return what GLSL is told of ``scene`` at ``frame``, by name.

    params : as binds and triggers left them; phases : cycles of the rates, constant ones without
    """
    derived, phases = _derived(scene, frame, params), phases or Phases().turned(params, 0.0)
    return {
        **_parameters(params),
        **{f"u_{name}": value for name, value in derived.items()},
        **cycles(phases, frame.time),
        **{f"u_{name}_beat": beat for name, beat in phases.beats(frame.time, frame.dt).items()},
        "u_time": frame.wrapped_time,
        "u_dt": frame.dt,
        "u_playhead": frame.playhead,
        "u_moment": moment(frame, table),
        "u_frame": frame.number,
        "u_seed": frame.seed,
        "u_rows": len(table.areas),
        "u_columns": len(table.columns),
        **({"u_domain": _domains(scene, table)} if scene.roles else {}),
        **({"u_strata": len(table.columns) // len(scene.roles) - 1} if scene.strata else {}),
        "u_times": len(table.times),
    }


def picture_uniforms(picture: Picture, size: tuple[int, int]) -> dict[str, Any]:
    """Return what GLSL is told of the ``picture`` it draws, a whole one of ``size`` px, at the pixel's centre."""
    return {
        "u_output": tuple(map(float, size)),
        "u_jitter": (0.0, 0.0),
        "u_steps": STEPS[picture.depth],
        "u_weight": 1.0,
        "u_straight": int(picture.straight),
    }


def derived_names(loaded: Loaded) -> tuple[str, ...]:
    """Return the names that the scene's ``derive`` gives, by asking it once."""
    scene = loaded.scene
    if scene.derive is None:
        return ()
    try:
        names = tuple(_derived(scene, Frame(0, Fraction(30), (1280, 720), 0, 1), scene.params()))
    except SceneError as error:
        raise SceneError(f"{loaded.module}: {error}") from None
    except Exception as error:
        raise RendererError(f"{loaded.module}: derive failed: {type(error).__name__}: {error}") from error
    try:
        check_derived(scene, names)
    except SceneError as error:
        raise SceneError(f"{loaded.module}: {error}") from None
    return names


def _domains(scene: Scene, table: Table) -> tuple[Any, ...]:
    """Return the domain of each role; of a table that knows none, all that can be."""
    shown = table.columns[: len(scene.roles)]
    return tuple(one.domain or ((one.low, one.high) if one.figure else (0.0, 0.0)) for one in shown)


def _derived(scene: Scene, frame: Frame, params: Any) -> Mapping[str, float]:  # noqa: ANN401
    """Return what the scene's ``derive`` gives; where it would end the program, raise SceneError in its place."""
    try:
        given = scene.derive(frame, params) if scene.derive else {}
        return {name: _number(scene, name, value) for name, value in given.items()}
    except (Exception, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise SceneError(f"derive of '{scene.title}' failed: {type(error).__name__}: {error}") from error


def _number(scene: Scene, name: str, value: Any) -> float:  # noqa: ANN401
    """Return ``value`` as a float; raise SceneError where it is no number, or none that a float of GLSL holds."""
    number: Any = value.item() if isinstance(value, np.ndarray) and value.ndim == 0 else value
    # A comparison, for an int may be larger than any float is; NaN fails it too.
    if not (isinstance(number, (Real, np.bool_)) and -_LARGEST <= number <= _LARGEST):  # type: ignore[operator]
        raise SceneError(f"derive of '{scene.title}' gives {name} = {quoted(value)}, and a float of GLSL holds numbers "
                         f"within {-_LARGEST:.4g}..{_LARGEST:.4g} alone")  # fmt: skip
    return float(number)


def _parameters(params: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return each parameter as its uniform's value; colours in linear light."""
    values = {}
    for name, spec in specs(params).items():
        value = getattr(params, name)
        if spec.kind == "colour":
            value = tuple(hex_to_linear(value).tolist())
        elif spec.kind == "choice":
            value = spec.choices.index(value)
        values[f"u_{name}"] = value
    return values


def cycles(phases: Phases, time: float) -> Mapping[str, float]:
    """Return the phase uniforms at ``time`` (s)."""
    return {f"u_{name}_phase": turned for name, turned in phases.cycles(time).items()}
