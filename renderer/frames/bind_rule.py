"""What the figures really do to a scene: every bind of it and of its presets, played over its loop."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from renderer.core.errors import RendererError, SceneError
from renderer.data.load import load_table
from renderer.data.table import Table
from renderer.params.bind import Bind, merged
from renderer.params.moved import apply_binds
from renderer.params.param import specs
from renderer.params.sentence import bind_sentence, rounded
from renderer.scene.catalogue import Loaded
from renderer.scene.filled import filled
from renderer.scene.scene import Scene
from renderer.signals.lookback import Lookback

__all__ = ["bind_notes"]

_MOMENTS = 24  # of a loop


def bind_notes(loaded: Loaded, data: str | None) -> Iterator[str]:
    """
    Yield a sentence on each bind of ``loaded`` and its presets, and from where to where it moves its parameter.

    data : the figures in place of the scene's own. Raises SceneError, naming preset and bind, where one cannot play.
    """
    scene = loaded.scene
    if scene.binds:
        yield from _notes(scene, load_table(data or scene.data, scene.wanted), scene.binds)
    for preset in loaded.presets:
        if not preset.binds:
            continue
        try:
            bound = filled(replace(scene, binds=merged(scene.binds, preset.binds)), preset.figures, ())
            for note in _notes(bound, load_table(data or scene.data, bound.wanted), preset.binds):
                yield f"preset '{preset.name}': {note}"
        except RendererError as error:
            raise SceneError(f"preset '{preset.name}': {error}") from None


def _notes(scene: Scene, table: Table, binds: tuple[Bind, ...]) -> Iterator[str]:
    """Yield what each of ``binds`` does in ``scene`` over ``table``."""
    length = scene.frame().frames
    moments = [Lookback(table, scene.frame(length * n // _MOMENTS)) for n in range(_MOMENTS)]
    moved = [apply_binds(scene.params(), scene.binds, moment) for moment in moments]
    known = specs(scene.params)
    for bind in binds:
        said = bind_sentence(bind, known, table)
        yield f"{said[0].upper()}{said[1:]}: {_way(bind, moments, moved)}"


def _way(bind: Bind, moments: list[Lookback], moved: list[Any]) -> str:
    """Return from where to where the parameter of ``bind`` goes."""
    if all(value != value for moment in moments for value in moment.last(bind.signal, 1)):  # NaN differs from itself
        return "nothing is known of that here, and it stays as it is set"
    ends = [min(values := [getattr(one, bind.to) for one in moved]), max(values)]
    low, high = map(rounded, ends)
    return f"it stays at {low}" if low == high else f"it goes between {low} and {high}"
