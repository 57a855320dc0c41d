"""``--as pyramid:4``: Pepper's ghost, seen in one sheet, three or four, and never the wrong way round.

A mirror reverses handedness, so every face of the picture is a mirror picture, not just a turned one:
under an apex-down pyramid, right stays right and up points away from the middle. Feet to the middle.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.paths import ASSETS
from renderer.core.view import orbit
from renderer.core.volume import Volume
from renderer.displays.light import light_of, stored
from renderer.displays.options import Options
from renderer.displays.profiles import titles
from renderer.displays.recipe import Recipe, Shot

__all__ = ["OPTIONS", "Sheets", "placed", "profiles", "recipe", "seen"]

FOLDER = ASSETS / "devices" / "pyramid"
OPTIONS = {
    "fill": "Share of a face that the form takes, 0.1 .. 1.",
    "gap": "Share of a face left free at the middle, 0 .. 0.5.",
    "tilt": "Of the sheets, degrees.",
    "keystone": "How much wider a face's outer edge is, -0.5 .. 0.5.",
    "gain": "Brightness in linear light: one number, or one for each face with commas.",
    "screen": "Whether the screen lies `below` the sheets or hangs `above` them.",
}


@dataclass(frozen=True, slots=True)
class Sheets:
    """
    Where the faces lie in the picture.

    faces : degrees around the form, 0 in front (at the picture's lower edge), 90 to its right: right in the
        picture, but left in that of a screen above, which is seen from behind
    pixels : width, height; middle : column and row of the pyramid's apex, px
    tile : width, height of one face's picture, px; gap : px from the middle to its nearer edge
    keystone : how much wider its outer edge is, share; above : the screen hangs above, apex up
    lean : height of what is seen against that of the tile: a sheet that is not at 45 degrees tilts its image
    """

    faces: tuple[float, ...]
    pixels: tuple[int, int]
    middle: tuple[float, float]
    tile: tuple[int, int]
    gap: float
    keystone: float
    above: bool
    lean: float = 1.0


def profiles() -> dict[str, str]:
    """Return how many sheets there may be, and what that is."""
    return titles(FOLDER)


def recipe(profile: str, volume: Volume, size: tuple[int, int] | None, options: Mapping[str, str]) -> Recipe:
    """
    Return the picture for a pyramid of ``profile`` (1, 3 or 4; 4 without) sheets.

    options : of ``OPTIONS``
    """
    name = profile or "4"
    path = FOLDER / f"{name}.toml"
    known = sorted(one.stem for one in FOLDER.glob("*.toml"))
    if name not in known:
        raise UsageError(f"no pyramid '{name}'; there are {', '.join(known)}, the number of its sheets")
    kind = tomllib.loads(path.read_text("utf-8"))
    chosen = Options("pyramid", options, OPTIONS)
    sheets = _sheets(kind, chosen, size or (int(kind["pixels"][0]), int(kind["pixels"][1])))
    gains = _gains(options.get("gain", "1"), len(sheets.faces))
    aspect = sheets.tile[0] / (sheets.tile[1] * sheets.lean)
    around = sheets.faces if len(sheets.faces) > 1 else ()

    def pack(shots: Sequence[Shot]) -> NDArray[Any]:
        first = shots[0].picture
        out = np.zeros((sheets.pixels[1], sheets.pixels[0], first.shape[2]), first.dtype)
        for face, shot, gain in zip(sheets.faces, shots, gains, strict=True):
            placed(out, _lit(shot.picture, gain), face, sheets)
        return out

    return Recipe(
        name=f"pyramid:{name}",
        views=tuple(orbit(volume, aspect, face, around) for face in sheets.faces),
        size=sheets.tile,
        pack=pack,
        out=sheets.pixels,
        tag=f"_pyramid{name}",
        simulate=lambda picture, angle: seen(picture, angle, sheets),
        sweep=(0.0, 360.0) if len(sheets.faces) == 4 else (-90.0, 90.0) if len(sheets.faces) == 3 else (-30.0, 30.0),
        facts={"device": kind["title"], "source": kind["source"], "faces": list(sheets.faces)},
        check=lambda volume: _check(sheets, volume),
        exact_black=True,
    )


def _sheets(kind: Mapping[str, Any], chosen: Options, pixels: tuple[int, int]) -> Sheets:
    """Return the layout for a screen of ``pixels``."""
    wide, high = pixels
    faces = tuple(float(face) for face in kind["faces"])
    lean = float(np.sin(np.radians(2.0 * chosen.number("tilt", 45.0, 30.0, 60.0))))
    fill, gap = chosen.number("fill", 0.9, 0.1, 1.0), chosen.number("gap", float(kind["gap"]), 0.0, 0.5)
    keystone = chosen.number("keystone", 0.0, -0.5, 0.5)
    above = chosen.choice("screen", "below", "above") == "above"
    if len(faces) == 1:
        tile = (round(wide * fill), round(high * fill))
        return Sheets(faces, pixels, (wide / 2, (high - tile[1]) / 2), tile, 0.0, keystone, above, lean)
    middle = (wide / 2, high / 2 if len(faces) == 4 else 0.36 * high)  # room for the two at the sides
    reach = min(wide / 2, high - middle[1])
    # A sheet is a triangle: what is wider than its distance from the middle lies beside it.
    room = reach * (1.0 - gap) * fill
    tall = room * 0.62 / lean
    start = max(reach * gap, (reach - tall) * 0.72)
    width = 2.0 * min(start + 0.3 * tall, reach)
    return Sheets(faces, pixels, middle, (max(16, round(width)), max(16, round(tall))), start, keystone, above, lean)


def placed(out: NDArray[Any], picture: NDArray[Any], face: float, sheets: Sheets) -> None:
    """Lay ``picture`` of one face into ``out`` as the sheet's mirror needs it; brighter of two where they meet."""
    mirror = picture[:, ::-1] if sheets.above else picture[::-1]
    rows, columns, row, column, inside = _from_face(face, sheets, out.shape)
    part = mirror[row, column]
    there = out[rows, columns]
    out[rows, columns] = np.where(inside[:, None], np.maximum(there, part), there)


def seen(picture: NDArray[Any], angle: float, sheets: Sheets) -> NDArray[np.uint8]:
    """
    Return what an eye at ``angle`` degrees around the pyramid sees in its nearest sheet, [h, w, 3] uint8.

    The sheet turned away is narrower by the cosine, and a tilted image lower by its lean.
    """
    turn = [math.remainder(angle - face, 360.0) for face in sheets.faces]
    nearest_face = int(np.argmin(np.abs(turn)))
    rows, columns, row, column, inside = _from_face(sheets.faces[nearest_face], sheets, picture.shape)
    width, height = sheets.tile
    upright = np.zeros((height, width, 3), np.uint8)
    codes = picture[..., :3] if picture.dtype == np.uint8 else picture[..., :3] // 257
    mirror = codes[rows, columns] * inside[:, None]
    upright[row, column] = mirror
    upright = upright[:, ::-1] if sheets.above else upright[::-1]
    narrow = max(0.1, float(np.cos(np.radians(turn[nearest_face]))))
    at = np.rint((np.arange(width) - width / 2 + 0.5) / narrow + width / 2 - 0.5).astype(int)
    ahead = upright[:, np.clip(at, 0, width - 1)]
    ahead = np.where((at >= 0)[None, :, None] & (at < width)[None, :, None], ahead, 0)
    low = max(1, round(height * sheets.lean))
    return np.asarray(ahead[np.arange(low) * height // low], np.uint8)


def _from_face(face: float, sheets: Sheets, shape: tuple[int, ...]) -> tuple[NDArray[Any], ...]:
    """
    Return pixels of the screen that one face's tile covers: rows, columns, and their row and column in the tile.

    The tile's first row lies nearest to the middle; ``inside`` says what of it lies on the sheet.
    """
    width, height = sheets.tile
    wide = 1.0 + abs(sheets.keystone)
    reach = int(np.ceil(max(width * wide / 2, sheets.gap + height))) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    turn = np.radians(-face if sheets.above else face)
    c, s = np.round((np.cos(turn), np.sin(turn)), 12)  # exact for quarter turns: no pixel falls between two
    rows, columns = np.floor(sheets.middle[1] + y).astype(int), np.floor(sheets.middle[0] + x).astype(int)
    px, py = columns + 0.5 - sheets.middle[0], rows + 0.5 - sheets.middle[1]
    across, away = c * px - s * py, s * px + c * py  # from the middle, in the face's own frame
    along = np.clip((away - sheets.gap) / height, 0.0, 1.0)  # beyond the tile a keystone would come to a point
    scale = 1.0 + sheets.keystone * (along - 0.5)
    column = np.floor(across / scale + width / 2).astype(int)
    row = np.floor(away - sheets.gap).astype(int)
    good = (row >= 0) & (row < height) & (column >= 0) & (column < width)
    good &= (rows >= 0) & (rows < shape[0]) & (columns >= 0) & (columns < shape[1])
    inside = (np.abs(across) <= away + 1.0) | (len(sheets.faces) == 1)
    return rows[good], columns[good], row[good], column[good], inside[good]


def _lit(picture: NDArray[Any], gain: float) -> NDArray[Any]:
    """Return ``picture`` with its light multiplied."""
    if gain == 1.0:
        return picture
    out = picture.copy()
    out[..., :3] = stored(light_of(picture) * gain, picture.dtype)
    return out


def _gains(text: str, count: int) -> tuple[float, ...]:
    """Return one gain for each face."""
    try:
        gains = tuple(float(part) for part in text.split(","))
    except ValueError:
        gains = ()
    if len(gains) not in (1, count) or not all(0.0 <= gain <= 4.0 for gain in gains):
        raise UsageError(f"pyramid: gain is one number or {count}, each 0 .. 4, not '{text}'")
    return gains if len(gains) == count else gains * count


def _beside(sheets: Sheets, volume: Volume) -> float:
    """Return which share of the form's width at its feet lies beside the sheet, were it as wide as its box there."""
    if len(sheets.faces) == 1:
        return 0.0
    width, height = sheets.tile
    aspect = width / (height * sheets.lean)
    high = max(volume.height, volume.width / aspect)
    half = width / 2 * volume.width / (high * aspect)
    feet = sheets.gap + height / 2 * (1.0 - volume.height / high)
    return max(0.0, 1.0 - feet / half)


def _check(sheets: Sheets, volume: Volume) -> tuple[str, ...]:
    """Tell what spoils a ghost."""
    place = "above the sheets, apex up" if sheets.above else "below the sheets, apex down"
    turn = "below" if sheets.above else "above"
    said = (
        f"The pictures are mirrored for a screen that lies {place}; where yours lies otherwise: --with screen={turn}.",
        "What is black on the screen is air on the stage: darken the room, and turn the screen's black level down.",
    )
    if (share := _beside(sheets, volume)) < 0.02:
        return said
    return (
        *said,
        f"A sheet narrows towards its tip: at the feet it shows the middle {100.0 * (1.0 - share):.0f} % of the width "
        "that a form may have; one that is wider there is cut. Make it smaller (--with fill=) or move it outwards "
        "(--with gap=).",
    )
