"""Values that outlive their scene module: matched by name after a save, and after a restart."""

from typing import Any, TypeVar

from renderer.core.errors import SceneError
from renderer.core.suggest import continued
from renderer.params.bind import Bind, binds_now, check_binds
from renderer.params.param import specs
from renderer.params.refit_values import refit_values
from renderer.scene.scene import Scene

__all__ = ["refit", "refit_binds"]

P = TypeVar("P")


def refit(old: Any, fresh: P) -> tuple[P, tuple[str, ...]]:  # noqa: ANN401
    """
    Return ``fresh`` with the values of ``old`` that were turned by hand, and notes on what changed.

    A value that stood at its default takes the new default: the artist is editing that very line.
    """
    turned = {
        name: value for name, spec in specs(old).items() if (value := getattr(old, name)) != spec.default
    }
    return refit_values(turned, fresh)


def refit_binds(binds: tuple[Bind, ...], scene: Scene) -> tuple[tuple[Bind, ...], tuple[str, ...]]:
    """Return ``binds`` that ``scene`` can play, and a note on each that it cannot."""
    kept, notes = [], []
    for bind in binds_now(binds, scene.roles):
        try:
            check_binds([bind], specs(scene.params), scene.figures)
            kept.append(bind)
        except SceneError as error:
            notes.append(continued(f"the bind {str(error).partition(', ')[2]}", "it was dropped"))
    return tuple(kept), tuple(notes)
