"""What a device shows, or an eye before it sees, kept up to date live.

A frame's time is not enough for 48 views, so each frame draws as many as fit, in turn, and packs
them with those drawn before: a still scene is whole after a moment, and a moving one never stands.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.frame import Frame
from renderer.core.volume import Volume
from renderer.displays.recipe import Shot, recipe_of
from renderer.displays.views import packed, shots
from renderer.frames.engine import Engine
from renderer.gpu.context import Context
from renderer.scene.catalogue import Loaded
from renderer.session.setup import Output

__all__ = ["LiveDisplay", "display_for"]

SHARE = 0.6  # of a frame's time that goes into drawing views
PACKING = 0.3  # of the time in which views are drawn: as much may go into packing them while some are to be drawn


class LiveDisplay:
    """
    One output of one scene, as a texture.

    size : px of what is shown
    texture : sRGB codes, top row first; None before the first ``draw``
    waiting : views that still show an older moment
    pictures : of one frame; where there are more than one they take turns, another with each one that is shown
    """

    def __init__(self, gl: Context, output: Output, volume: Volume) -> None:
        """Raises UsageError where there is no such output."""
        self.gl, self.output = gl, output
        self.recipe = recipe_of(output, volume)
        self.size = self.recipe.out
        self.texture: Any = None
        self.pictures = self.recipe.pictures
        self._packed: list[NDArray[Any]] = []
        self._panel = self.recipe.native(gl) if self.recipe.native and not output.simulate else None
        self._turn, self._seen = 0, False  # whose turn it is, and whether that one was shown
        self._shots: list[Shot | None] = [None] * len(self.recipe.views)
        self._next = 0
        self._fresh: dict[int, Shot] = {}  # drawn, and not packed yet
        self._drawing, self._packing = 0.0, 0.0  # s of drawing since views were packed, and of packing them then
        self.waiting = len(self._shots)

    def follow(self, before: "LiveDisplay") -> None:
        """Let what ``before`` showed take turns until something is drawn, and that go on with the other eye."""
        self._packed, self._turn, self._seen = before._packed, before._turn, before._seen

    def turn(self) -> None:
        """Take all that is drawn for old: a knob was turned, or time went on."""
        self.waiting = len(self._shots)

    def draw(self, engine: Engine, frame: Frame, how: Mapping[str, Any], budget: float, scale: float) -> None:
        """
        Draw views for ``budget`` s, one at least, at ``scale`` of their sides, and pack all there are.

        Where a frame has no time for all views they are packed once in some frames, and when all are drawn: until then
        packing takes no more than ``PACKING`` of the time that drawing does. The first packing, which compiles, counts
        for nothing.
        """
        recipe, begun = self.recipe, time.perf_counter()
        engine.resize((max(16, round(recipe.size[0] * scale)), max(16, round(recipe.size[1] * scale))))
        views = recipe.views_at(frame.time) if recipe.views_at else recipe.views
        for _ in views:
            at = self._next
            (shot,) = shots(engine, frame, (views[at],), how, exact=False, depth=recipe.needs_depth, components=3)
            self._shots[at] = self._fresh[at] = _grown(shot, recipe.size)
            self._next = (at + 1) % len(views)
            self.waiting = max(0, self.waiting - 1)
            if time.perf_counter() - begun > SHARE * budget:
                break
        self._drawing += time.perf_counter() - begun
        if self.texture is None or self.waiting == 0 or self._packing <= PACKING * self._drawing:
            self._pack(frame)

    def _pack(self, frame: Frame) -> None:
        """Pack the views there are; where one was never drawn, the one that was drawn last stands for it."""
        begun, newest, first = time.perf_counter(), self._shots[self._next - 1], self.texture is None
        known = [one for shot in self._shots if (one := shot or newest)]
        if self._panel is None:
            self._packed = packed(self.recipe, known, self.output, frame)
            self._show_turn()
        else:
            new = self._fresh if self.texture else dict(enumerate(known))
            self.texture = self._panel.show({view: shot.picture for view, shot in new.items()})
            self.gl.finish()  # so that it is known what it took
        self._drawing, self._packing, self._fresh = 0.0, 0.0 if first else time.perf_counter() - begun, {}

    def take(self) -> bool:
        """Have the texture shown now; return whether it is another one, for the one before was shown already."""
        turned = self._seen and len(self._packed) > 1
        if turned:
            self._show_turn()
        self._seen = True
        return turned

    def _show_turn(self) -> None:
        """Show the picture whose turn it is."""
        self._turn = (self._turn + self._seen) % len(self._packed)
        self._seen = False
        self._show(self._packed[self._turn])

    def _show(self, picture: NDArray[Any]) -> None:
        """Keep ``picture`` as the texture."""
        height, width, channels = picture.shape
        if self.texture is None or (self.texture.size, self.texture.components) != ((width, height), channels):
            self.release()
            self.texture = self.gl.texture((width, height), channels, alignment=1)
        self.size = (width, height)
        self.texture.write(np.ascontiguousarray(picture), alignment=1)

    def release(self) -> None:
        """Free the texture."""
        if self._panel is not None:
            self._panel.release()  # the texture is its own
        elif self.texture is not None:
            self.texture.release()
        self.texture = None


def _grown(shot: Shot, size: tuple[int, int]) -> Shot:
    """Return ``shot`` at ``size`` px, each pixel repeated."""
    height, width = shot.picture.shape[:2]
    if (width, height) == size:
        return shot
    rows = (np.arange(size[1]) * height) // size[1]
    columns = (np.arange(size[0]) * width) // size[0]
    far = None if shot.depth is None else shot.depth[rows][:, columns]
    return Shot(shot.picture[rows][:, columns], far)


@contextmanager
def display_for(
    gl: Context, output: Output | None, loaded: Loaded, before: LiveDisplay | None = None
) -> Iterator[LiveDisplay | None]:
    """
    Give the device of ``loaded``, None where none is asked for; it is freed where the scene within cannot be played.

    before : the one whose place it takes

    Raises UsageError where the scene has no views for it.
    """
    if output is None:
        yield None
        return
    if loaded.scene.views is None:
        raise UsageError(f"{loaded.name} is a flat picture: it has no views for {output.name}")
    device = LiveDisplay(gl, output, loaded.scene.views)
    if before is not None:
        device.follow(before)
    try:
        yield device
    except BaseException:
        device.release()
        raise
