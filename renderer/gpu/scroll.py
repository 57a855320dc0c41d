"""A part of a picture that moves along it: what is still valid in its target stays, and only new columns are drawn.

A pass that others read far around a pixel is drawn that far around each part of a mural, and its neighbours need most
of that again. A target that is wide enough lies anywhere; what is still needed of it moves with it.
"""

from typing import Any, NamedTuple

from renderer.scene.extent import texel_bytes

from .context import Context, unbind

__all__ = ["Columns", "left_of", "missing", "move", "valid"]

_ROWS = 256  # that move at once: in between they lie aside
_UNSURE = 2  # px inside an edge that are drawn again: a part's edges are moved out by up to so many, to be even


class Columns(NamedTuple):
    """From ``left`` up to before ``right``, px of a picture."""

    left: int
    right: int


def valid(drawn: Columns | None, asked: Columns, whole: int) -> Columns | None:
    """
    Return what is still right of the columns that are ``drawn`` where ``asked`` are, of a picture ``whole`` px wide.

    >>> valid(Columns(0, 100), Columns(60, 160), 1000)
    Columns(left=60, right=98)
    """
    if drawn is None:
        return None
    left = drawn.left and drawn.left + _UNSURE
    right = drawn.right if drawn.right == whole else (drawn.right - _UNSURE) // 2 * 2
    found = Columns(max(left, asked.left), min(right, asked.right))
    return found if found.right > found.left else None


def missing(drawn: Columns | None, asked: Columns) -> list[Columns]:
    """
    Return what is to be drawn of ``asked`` beside what is ``drawn``, which lies within.

    >>> missing(Columns(60, 98), Columns(60, 160))
    [Columns(left=98, right=160)]
    """
    if drawn is None:
        return [asked]
    beside = Columns(asked.left, drawn.left), Columns(drawn.right, asked.right)
    return [one for one in beside if one.right > one.left]


def left_of(place: Columns, asked: Columns, whole: int) -> int:
    """
    Return where what lies at ``place`` is to begin for ``asked`` to be in it: where it does, if that will do.

    >>> left_of(Columns(0, 100), Columns(20, 100), 1000), left_of(Columns(0, 100), Columns(950, 1000), 1000)
    (0, 900)
    """
    if place.left <= asked.left and asked.right <= place.right:
        return place.left
    return min(asked.left, whole - (place.right - place.left))


def move(gl: Context, texture: Any, columns: Columns, by: int) -> None:  # noqa: ANN401
    """Copy ``columns`` of ``texture``, counted in it, ``by`` px to the right; the others may be overwritten."""
    width, height, texel = columns.right - columns.left, texture.height, texel_bytes(texture.dtype)
    rows = min(_ROWS, height)
    aside, source = gl.buffer(reserve=width * rows * texel), gl.framebuffer([texture])
    for row in range(0, height, rows):
        high = min(rows, height - row)
        source.read_into(aside, (columns.left, row, width, high), components=4, dtype=texture.dtype, alignment=1)
        texture.write(aside, (columns.left + by, row, width, high), alignment=1)
    unbind(gl)
    source.release()
    aside.release()
