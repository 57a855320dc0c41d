"""``--as head:path.csv``: a window that a head looks through, from where it was at each moment."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import DataError, UsageError
from renderer.core.small_file import read_bytes
from renderer.core.view import View, head
from renderer.core.volume import Volume
from renderer.displays.options import Options
from renderer.displays.recipe import Recipe, Shot

__all__ = ["OPTIONS", "profiles", "read_path", "recipe"]


def read_path(path: Path) -> NDArray[np.float64]:
    """
    Return a head's path, [n, 4]: s, then x, y, z mm before the middle of the window, in time's order.

    The file is CSV with the head ``time,x,y,z``. Raises DataError with the line where it is wrong.
    """
    try:
        lines = list(csv.reader(read_bytes(path).decode("utf-8").splitlines()))
    except (OSError, ValueError, csv.Error) as error:
        raise DataError(f"{path} cannot be read as a head's path: {error}") from None
    if not lines or [name.strip() for name in lines[0]] != ["time", "x", "y", "z"]:
        raise DataError(f"{path}:1: a head's path begins with the line time,x,y,z (s, mm, mm, mm)")
    rows: list[list[float]] = []
    for number, line in enumerate(lines[1:], 2):
        try:
            row = [float(part) for part in line]
        except ValueError:
            row = []
        if len(row) != 4 or not np.isfinite(row).all():
            raise DataError(f"{path}:{number}: '{','.join(line)}' is not four numbers: time, x, y, z")
        if not row[3] > 0.0:
            raise DataError(f"{path}:{number}: z = {row[3]:g} mm is behind the window")
        if rows and not row[0] > rows[-1][0]:
            raise DataError(f"{path}:{number}: time goes back from {rows[-1][0]:g} to {row[0]:g} s")
        rows.append(row)
    if not rows:
        raise DataError(f"{path} holds no moment")
    return np.array(rows)


OPTIONS = {"scale": "Times the path, 0.01 .. 100: where the head was recorded in another unit."}


def profiles() -> dict[str, str]:
    """Return how a path is named."""
    return {"FILE.csv": "The recorded path: the line time,x,y,z, then seconds, and mm from the focal plane's middle."}


def recipe(profile: str, volume: Volume, size: tuple[int, int] | None, options: Mapping[str, str]) -> Recipe:
    """Return the window as seen along the path ``profile``, a CSV file; its first moment is the film's first."""
    if not profile:
        raise UsageError("head needs a recorded path: --as head:path.csv, with the line time,x,y,z first")
    chosen = Options("head", options, OPTIONS)
    scale = chosen.number("scale", 1.0, 0.01, 100.0)
    track = read_path(Path(profile))
    out = size or (1920, 1080)
    aspect = out[0] / out[1]

    def views_at(time: float) -> tuple[View, ...]:
        place = [float(np.interp(time + track[0, 0], track[:, 0], track[:, k])) * scale for k in (1, 2, 3)]
        return (head(volume, aspect, (place[0], place[1], place[2])),)

    def pack(shots: Sequence[Shot]) -> NDArray[Any]:
        return shots[0].picture

    return Recipe(
        name="head",
        views=views_at(0.0),
        size=out,
        pack=pack,
        out=out,
        views_at=views_at,
        facts={"seconds": float(track[-1, 0] - track[0, 0]), "moments": len(track)},
    )
