"""Many views of one frame for less than drawing each: neighbours are nearly the same picture.

Some views are truly drawn. Those between are warped from their two neighbours, and only pixels on
which these do not agree are drawn. Passes that do not depend on the view are shared in any case.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from renderer.core.frame import Frame
from renderer.core.view import View
from renderer.gpu.mask import Mask, sees
from renderer.scene.extent import radius_of
from renderer.scene.scene import Pass

from .drawn import Drawn
from .engine import Engine
from .reproject import Key, between, key, parallel

__all__ = ["Seen", "draw_views", "pays"]

REACH = 40.0  # px that the scene's front or back moves between two keys
SPAN = 12  # views from key to key at most
FEWEST = 6  # views below which nothing is warped
MOST = 0.5  # of a view's pixels: where more have to be drawn, all are


class Seen(NamedTuple):
    """One view: picture [height, width, channels] and, where asked for, depth [height, width] in mm."""

    picture: NDArray[Any]
    depth: NDArray[np.float32] | None = None


def pays(engine: Engine, views: Sequence[View]) -> bool:
    """
    Return whether warping is cheaper than drawing, by rule: the same job must give the same bytes.

    It pays where all that depends on the view is full-screen shading, as in a ray march: its cost falls
    with the pixels. A pass of geometry costs its vertices however few pixels are wanted, so such scenes
    are drawn view by view. And it needs one sample a pixel, depth at the picture's size, eyes in a row.
    """
    scene, pipeline = engine.loaded.scene, engine.pipeline
    if len(views) < FEWEST or engine.exposure.samples > 1 or scene.feedback or scene.depth is None:
        return False
    if engine.picture.depth == 32 or scene.depth[0] not in pipeline.targets:
        return False
    seen = sees(pipeline)
    steps = [step for step in scene.passes if step.name in seen]
    local = all(step.kind == "fragment" and not _looks_far(step, seen) for step in steps)
    return local and pipeline.targets[scene.depth[0]].size == engine.size and parallel(tuple(views))


def _looks_far(step: Pass, seen: frozenset[str]) -> bool:
    """Return whether ``step`` may look anywhere in a pass that depends on the view."""
    whole = step.footprint.whole
    far = {read.source for read in step.sampled} if whole is True else set(whole or ())
    return bool(far & seen)


def draw_views(
    engine: Engine,
    frame: Frame,
    params: Any,  # noqa: ANN401
    views: Sequence[View],
    *,
    exact: bool = False,
    shots_with_depth: bool,
    components: int = 3,
    drawn: Drawn | None = None,
    **how: Any,  # noqa: ANN401
) -> Iterator[Seen]:
    """
    Draw ``views`` of one frame, in their order.

    exact : draw every pass of every view; without, share what does not depend on the view, and warp
        where that pays
    shots_with_depth : give depth too; then every view is truly drawn
    components : 3, or 4 with alpha; ``how`` : what else ``Engine.draw`` takes
    drawn : counts the pixels truly drawn
    """
    drawn = drawn or Drawn()
    each = engine.size[0] * engine.size[1]

    def true(view: View) -> NDArray[Any]:
        if exact:
            engine.pipeline.forget()
        engine.draw(frame, params, view=view, **how)
        drawn.pixels += each
        drawn.of += each
        return engine.read(components)

    if exact or shots_with_depth or not pays(engine, views):
        for view in views:
            yield Seen(true(view), engine.depth() if shots_with_depth else None)
        return
    mask = Mask(engine.gl, engine.pipeline, engine.picture)
    try:
        yield from _warped(engine, views, _Filler(engine, mask, frame, params, how, components, drawn), true)
    finally:
        mask.release()


def keys(engine: Engine, views: Sequence[View]) -> list[int]:
    """Return the places of the views to be truly drawn: the first, the last, and enough between."""
    volume = engine.loaded.scene.views
    assert volume is not None
    apart = max(float(np.linalg.norm(np.subtract(b.eye, a.eye))) for a, b in pairwise(views))
    scale = engine.size[0] / float(np.linalg.norm(views[0].right))
    distance = volume.distance
    worst = max(volume.front / max(distance - volume.front, 1e-6), volume.back / (distance + volume.back))
    span = int(np.clip(REACH / max(apart * scale * worst, 1e-6), 1, SPAN))
    count = -(-(len(views) - 1) // span)
    return [round(i * (len(views) - 1) / count) for i in range(count + 1)]


def _warped(engine: Engine, views: Sequence[View], filler: "_Filler", true: Any) -> Iterator[Seen]:  # noqa: ANN401
    """Yield the views from key to key."""
    places, volume = keys(engine, views), engine.loaded.scene.views
    assert volume is not None

    def made(place: int) -> tuple[NDArray[Any], Key]:
        picture, depth = true(views[place]), engine.depth()
        assert depth is not None
        return picture, key(views[place], picture, depth, volume.back)

    picture, left = made(places[0])
    yield Seen(picture)
    for start, end in pairwise(places):
        picture, right = made(end)
        for place in range(start + 1, end):
            yield Seen(filler.view(left, right, views[place]))
        yield Seen(picture)
        left = right


@dataclass(slots=True)
class _Filler:
    """Warps one view and draws what the warp cannot know."""

    engine: Engine
    mask: Mask
    frame: Frame
    params: Any
    how: dict[str, Any]
    components: int
    drawn: Drawn

    def view(self, left: Key, right: Key, view: View) -> NDArray[Any]:
        """Return the picture at ``view``, between two keys."""
        full = float(2**self.engine.picture.depth - 1)
        picture, holes = between(left, right, view, full)
        wanted = _grown(holes, self._margin())
        self.drawn.of += holes.size
        if wanted.mean() > MOST:
            self.drawn.pixels += holes.size
            self.engine.draw(self.frame, self.params, view=view, **self.how)
            return self.engine.read(self.components)
        self.drawn.pixels += int(wanted.sum())
        self.mask.set(wanted)
        with self.mask:
            self.engine.draw(self.frame, self.params, view=view, **self.how)
        fresh = self.engine.read(self.components)
        made = np.rint(picture).astype(fresh.dtype)
        made[holes] = fresh[holes]
        return made

    def _margin(self) -> int:
        """Return how far around a pixel its passes look, px."""
        seen = sees(self.engine.pipeline)
        steps = (step for step in self.engine.loaded.scene.passes if step.name in seen)
        return sum(radius_of(step, self.engine.size, len(self.engine.table.areas)) for step in steps)


def _grown(holes: NDArray[np.bool_], margin: int) -> NDArray[np.bool_]:
    """Return ``holes`` and all within ``margin`` px of them, in a square."""
    for axis in (0, 1):
        grown = holes.copy()
        for step in range(1, margin + 1):
            ahead = [slice(None)] * 2
            back = [slice(None)] * 2
            ahead[axis], back[axis] = slice(step, None), slice(None, -step)
            grown[tuple(back)] |= holes[tuple(ahead)]
            grown[tuple(ahead)] |= holes[tuple(back)]
        holes = grown
    return holes
