"""A setup: everything that is being played, as one value that can be written down, compared and handed on.

A job is a setup and a destination; a take begins with one; the preview remembers one; a trial is asked for one;
a manifest keeps one. It is made without a GPU and without the scene: ``open_setup`` brings the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from renderer.data.places.map_answers import NOTHING_SAID, MapAnswers
from renderer.flash.viewer import Safety
from renderer.params.bind import Bind
from renderer.scene.scene import Effect
from renderer.sculpture.stroke import Stroke

__all__ = ["Output", "Setup"]


@dataclass(frozen=True, slots=True)
class Output:
    """
    What an artist asked for in place of one plain picture.

    name : ``family`` or ``family:profile``; ``options`` : ``--with`` key and value, of the family
    size : px of the packed picture, where another than the device's is wanted
    exact : draw every pass for every view, sharing nothing
    simulate : what an eye sees on the device, from ``angle`` degrees, in place of the device's picture
    """

    name: str
    options: Mapping[str, str] = field(default_factory=dict)
    size: tuple[int, int] | None = None
    exact: bool = False
    simulate: bool = False
    angle: float = 0.0

    def __hash__(self) -> int:
        """Equal outputs have one hash, whatever the order of their options."""
        return _hash(self)


@dataclass(frozen=True, slots=True)
class Setup:
    """
    What is being played.

    scene : name of an installation, or the path of a folder or scene.py
    params : values that were set, over those of ``preset``; what neither says is the scene's default
    held : names that binds leave alone; None for those that preset and params set
    offsets : cycles that a rate in Hz is ahead, where it was turned live
    figures, feed : name or path; None is the scene's own, as for ``effects``, the chain over its picture
    places : name or path of a map, None without
    seed : 0 .. 2**32 - 1
    strokes : what hands did to a scene that can be sculpted, in their one order
    take : lines of a performance whose values, frame by frame, take the place of preset and params
    output : the device it is made for; one plain picture without
    roles : figures by the role that shows them, over those of ``preset``; under ``stratum`` whose they are
    domains : from where to where roles show their figures, by role, over the scene's own and the table's
    map_answers : what somebody says of that map
    binds : what moves parameters, all of it; None for what the scene and ``preset`` have
    safety : where the nearest viewer stands, for the flash guard, and who sets it aside
    """

    scene: str
    params: Mapping[str, Any] = field(default_factory=dict)
    preset: str | None = None
    held: frozenset[str] | None = None
    offsets: Mapping[str, float] = field(default_factory=dict)
    figures: str | None = None
    places: str | None = None
    feed: str | None = None
    effects: tuple[Effect, ...] | None = None
    seed: int = 0
    strokes: tuple[Stroke, ...] = ()
    take: tuple[str, ...] = ()
    output: Output | None = None
    safety: Safety = field(default_factory=Safety)
    roles: Mapping[str, str] = field(default_factory=dict)
    domains: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    binds: tuple[Bind, ...] | None = None
    map_answers: MapAnswers = NOTHING_SAID

    def __post_init__(self) -> None:
        """Take values out of the caller's reach, points as tuples."""
        for name in ("params", "offsets", "roles", "domains"):
            values = {key: tuple(value) if isinstance(value, list) else value
                      for key, value in getattr(self, name).items()}  # fmt: skip
            object.__setattr__(self, name, MappingProxyType(values))

    def __hash__(self) -> int:
        """Equal setups have one hash."""
        return _hash(self)


def _hash(value: Any) -> int:  # noqa: ANN401
    """Return the hash of a dataclass whose fields may be mappings."""
    found = (getattr(value, one.name) for one in fields(value))
    return hash(tuple(frozenset(one.items()) if isinstance(one, Mapping) else one for one in found))
