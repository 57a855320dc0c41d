"""Views of one frame, gathered and packed into the picture that a device shows."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.frame import Frame
from renderer.core.view import View
from renderer.frames.drawn import Drawn
from renderer.frames.engine import Engine
from renderer.session.setup import Output

from .light import light_of, like, stored
from .recipe import Recipe, Shot

__all__ = ["gather", "packed", "shots", "simulated_size"]


def shots(
    engine: Engine,
    frame: Frame,
    views: tuple[View, ...],
    how: Mapping[str, Any],
    *,
    exact: bool,
    depth: bool,
    components: int,
    drawn: Drawn | None = None,
) -> Iterator[Shot]:
    """
    Draw ``views`` of one frame, sharing between them what can be shared.

    how : what else ``Engine.draw`` takes
    exact : every pass is drawn for every view
    depth : read distances too; components : 3, or 4 with alpha; drawn : counts the pixels truly drawn
    """
    if depth and engine.loaded.scene.depth is None:
        raise UsageError(
            f"{engine.loaded.name} gives no depth, which this output needs: name the pass that holds the "
            'distance from the eye, such as depth=("surface", 3), in its scene.'
        )
    from renderer.frames.view_synthesis import draw_views  # only a scene that takes views needs it

    rest = {name: value for name, value in how.items() if name != "params"}
    for seen in draw_views(engine, frame, how["params"], views, exact=exact, shots_with_depth=depth,
                           components=components, drawn=drawn, **rest):  # fmt: skip
        yield Shot(*seen)


def gather(
    engine: Engine,
    frame: Frame,
    recipe: Recipe,
    output: Output,
    how: Mapping[str, Any],
    components: int,
    counted: Drawn | None = None,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[NDArray[Any]]:
    """
    Return the picture (or pictures) of one frame as the device takes them, or as an eye sees them.

    counted : counts the pixels truly drawn; tell : is told after each view how many there are, and of how many
    """
    views = recipe.views_at(frame.time) if recipe.views_at else recipe.views
    options: dict[str, Any] = {"exact": output.exact, "depth": recipe.needs_depth, "components": components}
    drawn: list[Shot] = []
    for shot in shots(engine, frame, views, how, **options, drawn=counted):
        drawn.append(shot)
        tell(len(drawn), len(views))
    return packed(recipe, drawn, output, frame)


def packed(recipe: Recipe, drawn: Sequence[Shot], output: Output, frame: Frame) -> list[NDArray[Any]]:
    """Return the picture (or pictures) of ``drawn`` views as the device takes them, or as an eye sees them."""
    if output.simulate and recipe.glimpse and drawn[0].picture.dtype.kind != "f":
        return [like(np.asarray(recipe.glimpse(drawn, _angle(recipe, output, frame)), np.uint8), drawn[0].picture)]
    made = recipe.pack(drawn)
    pictures = list(made) if recipe.pictures > 1 else [made]
    if output.simulate:
        pictures = [_seen(recipe, picture, _angle(recipe, output, frame)) for picture in pictures]
    return [like(picture, drawn[0].picture) for picture in pictures]


def simulated_size(recipe: Recipe) -> tuple[int, int]:
    """Return width and height of what the simulator shows, px."""
    width, height = recipe.out
    seen = _seen(recipe, np.zeros((height, width, 3), np.uint8), 0.0)
    return seen.shape[1], seen.shape[0]


def _seen(recipe: Recipe, picture: NDArray[Any], angle: float) -> NDArray[np.uint8]:
    """Return what an eye at ``angle`` degrees sees."""
    if recipe.simulate is None:
        raise UsageError(f"{recipe.name} has no simulator: the picture is what is seen. Leave --simulate out.")
    if picture.dtype.kind == "f":
        picture = stored(light_of(picture), np.dtype(np.uint16))
    return np.asarray(recipe.simulate(picture, angle), np.uint8)


def _angle(recipe: Recipe, output: Output, frame: Frame) -> float:
    """Return where the eye is: it walks through the sweep once a loop, and back where that is no whole turn."""
    low, high = recipe.sweep
    turn = frame.playhead
    if high - low < 360.0:
        return output.angle + 0.5 * (low + high) + 0.5 * (high - low) * math.sin(math.tau * turn)
    return output.angle + low + (high - low) * turn
