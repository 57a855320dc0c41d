"""A view made from its neighbours: every pixel is moved by its depth, along its row.

Eyes on a line parallel to the screen's lower edge see each point on the same row, moved by

    shift = - eye's step * z / (distance - z)

with z how far the point stands before the screen. So warping is one-dimensional, and drawing pixels in
the order of the eye's step lets near ones cover far ones without a depth test (McMillan, 1997).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.view import View, rays

__all__ = ["Key", "between", "key", "parallel"]

JOINED = 1.0  # px of disparity over the keys' whole distance, above which neighbours are two surfaces
DEPTHS = 0.75  # px of disparity over the keys' whole distance by which two warps may differ
SLOPE = 1.0  # the same between a pixel and its neighbours, where only one key sees it
COLOURS = 16.0  # codes of 255 by which two warps may differ


@dataclass(frozen=True, slots=True)
class Key:
    """
    A view truly drawn.

    picture : [channels, height * width], float32
    parallax : px that a point moves for each mm of the eye, [height, width]; where nothing is, that of ``back``
    solid : where something is, [height, width]
    """

    view: View
    picture: NDArray[np.float32]
    parallax: NDArray[np.float32]
    solid: NDArray[np.bool_]


def parallel(views: tuple[View, ...]) -> bool:
    """Return whether all look through one flat screen, from eyes on a line along its lower edge."""
    first = views[0]
    right, up = np.array(first.right), np.array(first.up)
    for view in views:
        step = np.array(view.eye) - first.eye
        same = (view.corner, view.right, view.up, view.bounds) == (first.corner, first.right, first.up, None)
        if not same or np.linalg.norm(np.cross(step, right)) > 1e-9 * np.linalg.norm(right) * (1 + abs(step).max()):
            return False
    return bool(abs(right @ up) < 1e-9 * (right @ right))


def key(view: View, picture: NDArray[Any], depth: NDArray[np.float32], back: float) -> Key:
    """
    Return what a true view tells.

    depth : mm along each ray, [height, width], 0 where nothing is
    back : how far behind the screen emptiness is taken to stand, mm: it is hidden as a far wall is
    """
    height, width = depth.shape
    right, up = np.array(view.right), np.array(view.up)
    ahead = np.cross(up, right)
    ahead = ahead / np.linalg.norm(ahead)
    distance = float((np.array(view.corner) - view.eye) @ ahead)
    solid = depth > 0
    along = np.where(solid, depth * (rays(view, width, height) @ ahead), distance + back)
    # z / (distance - z), with distance - z = along
    parallax = (1.0 - distance / along) * (width / np.linalg.norm(right))
    planes = np.ascontiguousarray(picture.reshape(height * width, -1).T, np.float32)
    return Key(view, planes, parallax.astype(np.float32), solid)


def between(left: Key, right: Key, view: View, full: float) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """
    Return the picture at ``view`` as both keys say it, [height, width, channels], and where it has to be drawn.

    full : code of full light, 255 or 65535

    Where both keys see one surface in one colour, they are mixed; where they see two, the nearer one hides
    the other. What only one key sees is taken from it, but not at edges. The rest is hidden from both,
    is an edge, or shines in another way from each side: it has to be drawn.
    """
    apart = _step(left.view, right.view)
    share = np.float32(_step(left.view, view) / apart)
    (a, far_a), (b, far_b) = _moved(left, share, apart), _moved(right, share - 1, apart)
    only_a, only_b = np.isnan(far_b) & ~np.isnan(far_a), np.isnan(far_a) & ~np.isnan(far_b)
    with np.errstate(invalid="ignore"):
        same = np.abs(far_a - far_b) * apart < DEPTHS
        nearer_a = only_a | (~same & (far_a < far_b))  # near things move against the eye: negative parallax
        nearer_b = only_b | (~same & (far_b < far_a))
    mixed = a + (b - a) * share
    mixed[:, nearer_a.ravel()] = a[:, nearer_a.ravel()]
    mixed[:, nearer_b.ravel()] = b[:, nearer_b.ravel()]
    alike = np.abs(a[0] - b[0])
    for channel in range(1, len(a)):
        np.maximum(alike, np.abs(a[channel] - b[channel]), out=alike)
    known = same & (alike.reshape(same.shape) <= COLOURS / 255.0 * full)
    known |= ~same & ~only_a & ~only_b & ~np.isnan(far_a)
    known |= (only_a | only_b) & _calm(np.where(only_a, far_a, far_b), apart)
    return mixed.T.reshape(*same.shape, len(a)), ~known


def _calm(far: NDArray[np.float32], apart: float) -> NDArray[np.bool_]:
    """Return where one key's word is enough: away from edges, which fall between pixels."""
    around = np.pad(far, ((0, 0), (1, 1)), constant_values=np.nan)
    with np.errstate(invalid="ignore"):
        steps = np.abs(np.diff(around, axis=1)) * apart < SLOPE
    return np.asarray(steps[:, 1:] & steps[:, :-1])


def _step(one: View, other: View) -> float:
    """Return how far to the right of ``one`` the eye of ``other`` is, mm."""
    right = np.array(one.right)
    return float((np.array(other.eye) - one.eye) @ right / np.linalg.norm(right))


def _moved(key: Key, share: np.floating[Any], apart: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """
    Return colours and parallax of ``key`` seen ``share`` of ``apart`` mm to its right.

    Parallax is NaN where it saw nothing.
    """
    step = np.float32(share * apart)
    width = key.parallax.shape[1]
    across = np.arange(width, dtype=np.float32)
    place = across + key.parallax * step
    jump = np.diff(key.parallax, axis=1)
    joined = np.zeros(place.shape, np.bool_)  # with the pixel on the right, to one surface
    joined[:, :-1] = (np.abs(jump) * apart <= JOINED) & (key.solid[:, 1:] == key.solid[:, :-1])
    length = np.ones_like(place)
    length[:, :-1] += jump * step
    found = _covered(np.ceil(place), place + length, joined, forward=bool(step > 0))
    hit = np.flatnonzero(found >= 0)
    source = found[hit]
    into = (across[hit % width] - place.ravel()[source]) / length.ravel()[source]
    return _taken(key, hit, source, into)


def _covered(
    first: NDArray[np.float32], end: NDArray[np.float32], joined: NDArray[np.bool_], *, forward: bool
) -> NDArray[np.int32]:
    """
    Return for each pixel the pair of pixels that covers it, by the index of its left one; -1 where none does.

    first, end : where a pair's stretch has its first pixel, and where it ends, px
    forward : of several pairs the last counts, otherwise the first: that one is nearer
    """
    height, width = first.shape
    found = np.full(height * width, -1, np.int32)
    for more in (0, 1):  # a stretched pair covers up to two pixels
        at = first + np.float32(more)
        source = np.flatnonzero(joined & (at < end) & (at >= 0) & (at < width))
        source = source if forward else source[::-1]
        target = at.ravel()[source].astype(np.int32) + (source // width * width).astype(np.int32)
        if more:
            held = found[target]
            wins = (source > held) if forward else (held < 0) | (source < held)
            source, target = source[wins], target[wins]
        found[target] = source
    return found


def _taken(
    key: Key, hit: NDArray[np.intp], source: NDArray[np.int32], share: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return colours and parallax at the pixels ``hit``: those of ``source``, mixed with its right neighbour."""

    def mixed(values: NDArray[np.float32]) -> NDArray[np.float32]:
        near = values[source]
        return near + (values[source + 1] - near) * share

    picture = np.zeros(key.picture.shape, np.float32)
    for channel, values in enumerate(key.picture):
        picture[channel, hit] = mixed(values)
    far = np.full(key.parallax.size, np.nan, np.float32)
    far[hit] = mixed(key.parallax.ravel())
    return picture, far.reshape(key.parallax.shape)
