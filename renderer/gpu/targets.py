"""The targets of a scene's passes: made for a picture or a part of it, with what they hold kept where it fits."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from renderer.core.region import Region
from renderer.scene.extent import Extent, extent_of
from renderer.scene.scene import Pass, Scene
from renderer.scene.size import evaluate

from .context import Context, unbind
from .program import compile_text
from .scroll import Columns, left_of, move, valid
from .target import Place, Target, check_whole, make_target

__all__ = ["Targets"]

# A state of another size is read between its texels.
_RESAMPLE = """#version 410 core
uniform sampler2D t_old;
uniform vec2 u_size;
out vec4 o;
void main() { o = textureLod(t_old, gl_FragCoord.xy / u_size, 0.0); }
"""


class Targets(dict[str, Target]):
    """
    The targets by their pass' name; ``release`` frees them.

    drawn : the region of the picture that any pass is drawn in, which holds the one that was asked for
    shown : that of the last pass, which holds it, too; the others may be drawn further
    """

    def __init__(self, gl: Context, scene: Scene, *, direct: bool) -> None:
        """Hold none yet; ``direct`` where the last pass draws straight into the picture and needs none."""
        super().__init__()
        self._gl, self._scene = gl, scene
        self._steps = scene.passes[:-1] if direct else scene.passes
        self._resampler: Any = None
        self.drawn = self.shown = Region(0, 0, 1, 1)

    def around(self, size: tuple[int, int], region: Region, names: Mapping[str, int]) -> Region:
        """Return what the last pass draws of a picture of ``size`` px for ``region`` of it to be right."""
        return region.grown(extent_of(self._scene, size, names["rows"]).reaches[self._scene.passes[-1].name], size)

    def fit(self, size: tuple[int, int], region: Region, names: Mapping[str, int]) -> None:
        """
        Make targets for ``region`` of a picture of ``size`` px; ``names`` are what sizes are sums of.

        What keeps its place keeps what it holds; a state whose pass has another size now is resampled, one
        that lies elsewhere is lost. Where the new ones cannot be made, the old ones stay; of a part some are empty.
        """
        names = {"width": size[0], "height": size[1], **names}
        extent = extent_of(self._scene, size, names["rows"])
        scrolled = self._scrolled(size, region, names, extent)
        made, moved, gone = self._remade(size, region, names, extent, scrolled)
        last = extent.reaches[self._scene.passes[-1].name]
        self.drawn, self.shown = region.grown(extent.reach, size), region.grown(last, size)
        for name, place in moved.items():
            self[name].place = place
            self[name].drawn += 1
            self[name].clear()
        for name, place in scrolled.items():
            self._scroll(self[name], place)
        for name, target in made.items():
            if name in self:
                self._resample(self[name], target)
            if before := self.get(name) or gone.get(name):
                target.drawn = before.drawn + 1  # it is another picture, to all who read it
        _release(self._gl, [self[name] for name in made if name in self])
        self.update(made)

    def _scrolled(
        self, size: tuple[int, int], region: Region, names: Mapping[str, int], extent: Extent
    ) -> dict[str, Place]:
        """Return the places that are asked of targets that stay as wide as they are, with what is valid in them."""
        parts = {step.name: _place(step, names, size, region.grown(extent.reaches[step.name], size))
                 for step in self._steps if step.name not in extent.whole}  # fmt: skip
        return {name: place for name, place in parts.items() if name in self and _scrolls(self[name], place)}

    def _scroll(self, target: Target, place: Place) -> None:
        """Move ``target``, and what is valid in it, to where ``place`` is within it."""
        old, (width, height), (x, y) = target.place, target.size, place.origin
        asked = Columns(x, x + place.size[0])
        still = valid(target.valid, asked, place.whole[0]) if y == old.origin[1] else None
        x = left_of(Columns(old.origin[0], old.origin[0] + width), asked, place.whole[0])
        if still and x != old.origin[0]:
            held = Columns(still.left - old.origin[0], still.right - old.origin[0])
            for texture in target.side(last=False):
                move(self._gl, texture, held, old.origin[0] - x)
        target.place, target.asked, target.valid = Place((width, height), (x, y), place.whole), asked, still
        if not still:
            target.drawn += 1
            target.clear()

    def _remade(
        self, size: tuple[int, int], region: Region, names: Mapping[str, int], extent: Extent,
        scrolled: Collection[str],
    ) -> tuple[dict[str, Target], dict[str, Place], dict[str, Target]]:
        """Return the new targets, the places of those that only move, and those that had to go for the new ones."""
        made, moved, gone = dict[str, Target](), dict[str, Place](), dict[str, Target]()
        try:
            for step in self._steps:
                part = None if step.name in extent.whole else region.grown(extent.reaches[step.name], size)
                place, old = _place(step, names, size, part), self.get(step.name)
                if region.size != size:
                    check_whole(self._gl, step, place)
                if step.name in scrolled:
                    continue
                if old is not None and _only_moves(old, place):
                    moved[step.name] = place  # of a mural there are thousands, and two at once take twice the memory
                elif old is None or old.place != place:
                    if old is not None and part is not None and region.size != size and not old.double:
                        gone[step.name] = self.pop(step.name)  # likewise, at a mural's edges
                        _release(self._gl, [old])
                        self._let_go()
                    fresh = made[step.name] = make_target(self._gl, step, place, double=step.name in self._scene.kept)
                    if step.kind == "fragment" and not fresh.double and place.size != place.whole:
                        fresh.asked = Columns(place.origin[0], place.origin[0] + place.size[0])
        except Exception:
            _release(self._gl, made.values())
            for step in (step for step in self._steps if step.name in gone):  # for these there was room
                self[step.name] = make_target(self._gl, step, gone[step.name].place, double=False)
                self[step.name].drawn = gone[step.name].drawn + 1  # it is another picture, to all who read it
            raise
        return made, moved, gone

    def keeps(self, size: tuple[int, int], names: Mapping[str, int]) -> bool:
        """Return whether all that feeds back stays as it is where the whole picture is drawn at ``size`` px."""
        names = {"width": size[0], "height": size[1], **names}
        region, whole = Region(0, 0, *size), extent_of(self._scene, size, names["rows"]).whole
        return all(self[step.name].place == _place(step, names, size, None if step.name in whole else region)
                   for step in self._steps if step.name in self._scene.kept)  # fmt: skip

    def adopt(self, old: "Targets") -> None:
        """Go on with the states that the same passes held in ``old``, which loses them."""
        for name, target in self.items():
            if name not in old:
                continue
            if target.double and _alike(target, old[name]):
                self[name], old[name] = old[name], target
            else:
                self._resample(old[name], target)

    def release(self) -> None:
        """Free the GL objects."""
        _release(self._gl, self.values())
        self.clear()
        for item in self._resampler or ():
            item.release()
        self._resampler = None

    @property
    def held(self) -> set[str]:
        """The passes that have a last frame to go on from."""
        return {name for name, target in self.items() if target.double and target.held}

    def rewind(self) -> None:
        """Go back to the states before the last frame, which is to be drawn again."""
        for target in self.values():
            if target.turned:
                target.swap()

    def _let_go(self) -> None:
        """Draw one pixel: Mesa holds what was sampled last, though it was deleted, until something else is sampled."""
        self._resampler = self._resampler or compile_text(self._gl, _RESAMPLE)
        program, vao = self._resampler
        pixels = [self._gl.texture((1, 1), 4) for _ in range(2)]
        buffer = self._gl.framebuffer(pixels[:1])
        buffer.use()
        pixels[1].use(0)
        program["u_size"].value = 1.0, 1.0
        vao.render(self._gl.TRIANGLES, vertices=3)
        self._gl.finish()
        unbind(self._gl)
        buffer.release()
        for pixel in pixels:
            pixel.release()

    def _resample(self, old: Target, new: Target) -> None:
        """Draw both frames that ``old`` holds into ``new``, where both are the whole picture of a pass with a state."""
        lost = not (old.held and old.double and new.double)
        if lost or any(one.place.size != one.place.whole for one in (old, new)):
            return
        self._resampler = self._resampler or compile_text(self._gl, _RESAMPLE)
        program, vao = self._resampler
        program["u_size"].value = tuple(map(float, new.size))
        pairs = [pair for last in (False, True) for pair in zip(old.side(last=last), new.side(last=last), strict=False)]
        for source, into in pairs:
            buffer = self._gl.framebuffer([into])
            buffer.use()
            source.use(0)
            vao.render(self._gl.TRIANGLES, vertices=3)
            unbind(self._gl)
            buffer.release()
        for last in (False, True):
            new.fill(last=last, held=old.holds(last=last))
        new.turned = old.turned


def _place(step: Pass, names: Mapping[str, int], size: tuple[int, int], drawn: Region | None) -> Place:
    """Return where the target of ``step`` lies; with a region it has the picture's size and is drawn there only."""
    own = (evaluate(step.size[0], names), evaluate(step.size[1], names))
    if drawn is None:
        return Place(own, (0, 0), own)
    return Place(drawn.size, (drawn.x, size[1] - drawn.y - drawn.height), size)


def _only_moves(target: Target, place: Place) -> bool:
    """Return whether ``target``, a part without a state, is as large a part of as large a picture at ``place``."""
    old = target.place
    return not target.double and old != place and old.size == place.size != place.whole == old.whole


def _scrolls(target: Target, place: Place) -> bool:
    """Return whether ``target``, a part that may move, has room for one at ``place``, and not for far more."""
    old, width = target.place, place.size[0]
    return (target.asked is not None and old.whole == place.whole and old.size[1] == place.size[1]
            and width <= old.size[0] <= 2 * width)  # fmt: skip


def _alike(one: Target, other: Target) -> bool:
    """Return whether one may stand for the other: place, numbers, outputs, filter and wrap are the same."""
    said = [(t.place, t.dtype, t.double, len(t.textures[0]), t.front.filter, t.front.repeat_x, t.depth is None)
            for t in (one, other)]  # fmt: skip
    return said[0] == said[1]


def _release(gl: Context, targets: Iterable[Target]) -> None:
    unbind(gl)
    for target in targets:
        target.release()
