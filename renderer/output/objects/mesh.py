"""A field becomes a closed mesh: asked only near its surface, and of the holes it was designed with."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import EncodeError
from renderer.gpu.field import Field
from renderer.scene.solid import Solid

__all__ = ["Mesh", "closed", "mesh_of", "sampled", "topology"]

LEVELS = (16, 8, 4, 2)  # cells of a block, from coarse to fine
STEEP = 1.5  # how much faster than a distance the field may change, with room to spare


@dataclass(frozen=True, slots=True)
class Mesh:
    """
    A closed surface.

    vertices : [n, 3] mm; faces : [m, 3], counterclockwise from outside; normals : [n, 3] unit, outward
    colours : [n, 3] linear light
    grid : [nx, ny, nz] the field it was made of, mm; low : its first corner; step : mm from cell to cell
    """

    vertices: NDArray[np.float32]
    faces: NDArray[np.int32]
    normals: NDArray[np.float32]
    colours: NDArray[np.float32]
    grid: NDArray[np.float32]
    low: NDArray[np.float64]
    step: float


def mesh_of(field: Field, solid: Solid, cells: int, *, base: float = 0.0) -> Mesh:
    """
    Return the surface of ``solid`` with ``cells`` along the longest side of its box.

    base : mm of a plate under it, for what shall stand; 0 is none

    Marching cubes by Lewiner et al. 2003 (scikit-image). Raises EncodeError where the box holds nothing.
    """
    from skimage import measure

    grid, low, step = sampled(field, solid, cells)
    if base > 0.0:
        grid, low = _stand(grid, low, step, base)
    grid = closed(grid, step)
    if not (grid < 0.0).any():
        raise EncodeError("the solid is empty: nothing of it lies in its box with these values")
    # A corner that lies in the surface makes slivers, which formats that round their numbers would close up.
    thin = np.abs(grid) < 0.02 * step
    grid[thin] = np.copysign(np.float32(0.02 * step), grid[thin])
    march: Any = measure.marching_cubes  # untyped
    vertices, faces, normals, _ = march(grid, 0.0, gradient_direction="ascent")
    places = (low + vertices * step).astype(np.float32)
    vertices, faces, normals = places, faces.astype(np.int32), normals.astype(np.float32)
    if _volume(vertices, faces) < 0.0:
        faces = faces[:, ::-1]
    if float((normals * (vertices - vertices.mean(axis=0))).sum()) < 0.0:
        normals = -normals
    colours = np.clip(field.at(vertices)[:, 1:], 0.0, 1.0)
    return Mesh(vertices, np.ascontiguousarray(faces), normals, colours, grid, low, step)


def sampled(field: Field, solid: Solid, cells: int) -> tuple[NDArray[np.float32], NDArray[np.float64], float]:
    """
    Return the field on a grid, its first corner (mm) and step (mm).

    It is true at all corners of each cell that the surface goes through, and its sign is true everywhere: a block whose
    middle is farther from the surface than its corners can be is filled, not asked.
    """
    low, high = np.array(solid.low), np.array(solid.high)
    step = float((high - low).max() / cells)
    coarse = LEVELS[0]
    blocks = np.ceil((high - low) / step / coarse).astype(int)
    shape = tuple(int(n) for n in blocks * coarse)
    grid = np.empty(shape, np.float32)
    corners = np.stack(np.meshgrid(*(np.arange(n) * coarse for n in blocks), indexing="ij"), -1).reshape(-1, 3)
    for level, side in enumerate(LEVELS):
        middle = low + (corners + side / 2 - 0.5) * step
        far = field.at(middle)[:, 0]
        view = _blocks(grid, side)
        at = corners // side
        view[at[:, 0], at[:, 1], at[:, 2]] = far[:, None, None, None]
        near = corners[np.abs(far) <= STEEP * step * (side - 1) * 0.5 * np.sqrt(3.0)]
        after = LEVELS[level + 1] if level + 1 < len(LEVELS) else 1
        corners = _split(near, side, after)
    asked = np.zeros(shape, bool)
    _ask(grid, field, corners, low, step)
    asked[tuple(corners.T)] = True
    _ask(grid, field, np.argwhere(_skin(grid < 0.0) & ~asked), low, step)
    return grid, low, step


def _ask(grid: NDArray[np.float32], field: Field, corners: NDArray[Any], low: NDArray[np.float64], step: float) -> None:
    """Write the field at ``corners`` into ``grid``."""
    grid[tuple(corners.T)] = field.at(low + corners * step)[:, 0]


def _skin(inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which corners belong to a cell that is neither inside nor outside: of those come places and normals."""
    one, every = inside, inside
    for axis in range(3):
        first, last = (slice(None),) * axis + (slice(-1),), (slice(None),) * axis + (slice(1, None),)
        one, every = one[first] | one[last], every[first] & every[last]
    skin = np.zeros(inside.shape, bool)
    cells = one & ~every
    for x, y, z in np.ndindex(2, 2, 2):
        skin[x : x + cells.shape[0], y : y + cells.shape[1], z : z + cells.shape[2]] |= cells
    return skin


def _blocks(grid: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """Return ``grid`` seen as blocks, [bx, by, bz, side, side, side]; writing to it writes to the grid."""
    x, y, z = (n // side for n in grid.shape)
    return grid.reshape(x, side, y, side, z, side).transpose(0, 2, 4, 1, 3, 5)


def _split(corners: NDArray[Any], side: int, after: int) -> NDArray[Any]:
    """Return the corners of the parts of ``after`` cells in blocks of ``side`` cells, [n, 3]."""
    inner = np.stack(np.meshgrid(*3 * (np.arange(0, side, after),), indexing="ij"), -1).reshape(-1, 3)
    return np.asarray((corners[:, None, :] + inner[None]).reshape(-1, 3))


def closed(grid: NDArray[np.float32], step: float) -> NDArray[np.float32]:
    """Return ``grid`` with its outermost cells outside: what is cut by the box is closed there."""
    for axis in range(3):
        for end in (0, -1):
            face = [slice(None)] * 3
            face[axis] = end  # type: ignore[call-overload]
            grid[tuple(face)] = np.maximum(grid[tuple(face)], 0.5 * step)
    return grid


def _stand(
    grid: NDArray[np.float32], low: NDArray[np.float64], step: float, thick: float
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Return ``grid`` with a plate under what is in it, and its first corner: it grows down where it must."""
    inside = np.argwhere(grid < 0.0)
    if not len(inside):
        return grid, low
    first, last = inside.min(axis=0), inside.max(axis=0)
    if (more := int(np.ceil(0.6 * thick / step)) + 2 - int(first[1])) > 0:
        grid = np.concatenate([np.full((grid.shape[0], more, grid.shape[2]), thick, np.float32), grid], axis=1)
        down = np.array([0, more, 0])
        first, last, low = first + down, last + down, low - down * step
    x, y, z = (np.arange(n) for n in grid.shape)
    half = ((last - first) / 2 * step)[[0, 2]] * 0.96
    middle = (first + last)[[0, 2]] / 2
    dx = np.abs(x - middle[0])[:, None, None] * step - half[0]
    dz = np.abs(z - middle[1])[None, None, :] * step - half[1]
    top = first[1] + 0.4 * thick / step
    dy = np.abs((y - top)[None, :, None] * step + thick / 2) - thick / 2
    plate = np.maximum(np.maximum(dx, dz), dy)
    return np.minimum(grid, plate.astype(np.float32)), low


def topology(faces: NDArray[Any]) -> tuple[bool, int, int]:
    """
    Return whether every edge has two faces, the number of bodies, and the holes through all of them.

    genus = bodies - (V - E + F) / 2, Euler and Poincare.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]).astype(np.int64), axis=1)
    count = int(faces.max()) + 1
    keys, times = np.unique(edges[:, 0] * count + edges[:, 1], return_counts=True)
    used = np.unique(faces)
    links = coo_matrix((np.ones(len(keys)), (keys // count, keys % count)), (count, count))
    _, labels = connected_components(links, directed=False)
    bodies = len(np.unique(labels[used]))
    euler = len(used) - len(keys) + len(faces)
    return bool((times == 2).all()), bodies, bodies - euler // 2


def _volume(vertices: NDArray[Any], faces: NDArray[Any]) -> float:
    """Return the volume, mm^3, negative where the faces look inward."""
    a, b, c = (vertices[faces[:, k]].astype(np.float64) for k in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6.0)
