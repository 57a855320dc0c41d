"""A map on the GPU: what the shaders of a scene read of it, and a large picture's own pixels of it."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.region import Region
from renderer.data.places.ground import Ground
from renderer.data.places.ground_texture import NO_GROUND, NO_WAY, cartogram_texels, ground_textures, part_texels
from renderer.data.places.list_texture import LISTS, NO_LIST
from renderer.scene.extent import extent_of, radius_of
from renderer.scene.scene import Scene

from .textures import Textures

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MapMaker", "MapTextures"]

_AROUND = 16  # px that every pass may look around its pixel in the picture's own pixels of a map
_NOWHERE = {"u_ground_part": (0, 0, 0, 0), "u_ground_reach": 0.0}


class MapMaker:
    """
    Makes what takes long of a map while it is waited for, as exports do.

    band : bytes of it that the GPU takes at a time, 0 for all
    """

    band = 0

    def cartogram(self, ground: Ground, people: "NDArray[np.float64] | None") -> "NDArray[np.float32]":
        """Return the ways between ``ground`` and its cartogram by ``people``, as ``cartogram_texels`` does."""
        return cartogram_texels(ground, people)

    def part(
        self, ground: Ground, size: tuple[int, int], region: Region, rows: int
    ) -> "NDArray[np.float32] | None":
        """Return the texels of ``region`` of the map in a picture of ``size`` px; None where there are none."""
        from renderer.data.places.ground_part import ground_part

        part = ground_part(ground, size, region)
        return None if part is None else part_texels(ground, part, rows)


class MapTextures:
    """
    The map of one scene, in its ``Textures``.

    ground : the map, None for none; a scene that reads none keeps it for the next
    """

    def __init__(self, textures: Textures, scene: Scene, samplers: Iterable[str]) -> None:
        """Hold none yet; ``samplers`` are the uniforms of all passes: what none of them samples is not made."""
        self._textures, self._scene, self._samplers = textures, scene, set(samplers)
        self.ground: Ground | None = None
        self._fine, self._rows = False, 1
        self._maker = MapMaker()
        self._people: NDArray[np.float64] | None = None
        self._size, self._drawn = (0, 0), Region(0, 0, 1, 1)
        self._of: dict[str, dict[str, Any]] = {}
        self._own: NDArray[np.float32] | None = None  # the own pixels that there is a texture of
        if scene.places:
            self._upload()

    def take(self, ground: Ground | None, rows: int, *, fine: bool = False, maker: MapMaker | None = None) -> None:
        """
        Take a map beside a table of ``rows``; ``fine`` : a picture larger than it gets pixels of its own.

        maker : makes these, and cartograms; the one before without. What it has not ready is taken by ``remake``
        """
        self.ground, self._rows, self._fine, self._maker = ground, rows, fine, maker or self._maker
        if self._scene.places:
            self._upload()

    def renew(self, rows: int) -> None:
        """Take the map again beside a table of another number of ``rows``."""
        self.take(self.ground, rows, fine=self._fine)

    def take_people(self, people: "NDArray[np.float64] | None") -> None:
        """Take who live in each row of the table, for a cartogram; the same as before cost nothing."""
        before, self._people = self._people, people
        if self._scene.places and not np.array_equal(_or_none(before), _or_none(people), equal_nan=True):
            self._upload_cartogram()

    def adopt(self, old: "MapTextures", rows: int) -> None:
        """Take the map that ``old`` has."""
        self.take(old.ground, rows, fine=old._fine, maker=old._maker)

    def remake(self, kinds: Collection[str]) -> set[str]:
        """Take what the maker has ready now, "cartogram" or "part"; return of which there is more to take."""
        if not self._scene.places:
            return set()
        if "cartogram" in kinds:
            self._upload_cartogram()
        return {"part"} if "part" in kinds and not self._upload_part(self._maker.band) else set()

    def sample(self, names: Iterable[str]) -> None:
        """Make ready what a shader that is no pass samples; ``names`` are its uniforms."""
        if not self._samplers.issuperset(names):
            self._samplers.update(names)
            self.renew(self._rows)

    def fit(self, size: tuple[int, int], drawn: Region) -> None:
        """Draw a picture of ``size`` px from now on, ``drawn`` of it."""
        if (size, drawn) != (self._size, self._drawn):
            self._size, self._drawn = size, drawn
            if self._scene.places:
                self._upload_part()

    def uniforms(self, name: str) -> dict[str, Any]:
        """Return what tells the pass ``name`` where the picture's own pixels of the map lie."""
        return self._of.get(name, _NOWHERE) if self._scene.places else {}

    def _upload(self) -> None:
        ground, rows, textures = self.ground, self._rows, self._textures
        picture, areas = NO_GROUND if ground is None else ground_textures(ground, rows)
        textures.numbers("t_ground", picture)
        textures.numbers("t_ground_areas", areas)
        counts = (areas.shape[0] * areas.shape[1], *((len(ground.corners), len(ground.lines)) if ground else (0, 0)))
        textures.versions |= dict(zip(("u_places", "u_place_triangles", "u_place_lines"), counts, strict=True))
        for name, texels in LISTS.items():
            if name in self._samplers:
                textures.numbers(name, NO_LIST if ground is None else texels(ground, rows))
        self._upload_cartogram()
        self._upload_part()

    def _upload_cartogram(self) -> None:
        if "t_ground_cartogram" in self._samplers:
            texels = NO_WAY if self.ground is None else self._maker.cartogram(self.ground, self._people)
            self._textures.numbers("t_ground_cartogram", texels)

    def _upload_part(self, most: int = 0) -> bool:
        """
        Take the map in the picture's own pixels, where it is larger than the map and its passes look there.

        most : bytes that are taken now, 0 for all; returns whether none are left
        """
        self._of = {}
        ground, size, rows = self.ground, self._size, self._rows
        whole = extent_of(self._scene, size, rows).whole
        reach = {step.name: radius_of(step, size, rows) + _AROUND for step in self._scene.passes
                 if step.name not in whole}  # fmt: skip
        texels, lies = None, (0, 0, 0, 0)
        if ground is not None and self._fine and "t_ground_part" in self._samplers and size[1] > ground.size[1]:
            region = self._drawn.grown(max(reach.values(), default=0), size)
            texels = self._maker.part(ground, size, region, rows)
            lies = (region.x, size[1] - region.y - region.height, *size)
        if texels is None:
            texels = NO_GROUND[0]
        if texels is not self._own:  # of none after none no pass is drawn again
            if not self._textures.grow("t_ground_part", texels, most):
                return False
            self._own = texels
        if texels is not NO_GROUND[0]:
            self._of = {name: {"u_ground_part": lies, "u_ground_reach": float(px)} for name, px in reach.items()}
        return True


def _or_none(people: "NDArray[np.float64] | None") -> "NDArray[np.float64]":
    return np.zeros(0) if people is None else people
