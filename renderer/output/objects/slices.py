"""Slices for a resin printer: a zip of pictures, one a layer, white where resin hardens."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .mesh import Mesh

__all__ = ["layer_at", "write_slices"]


def write_slices(mesh: Mesh, path: Path, *, layer: float = 0.05, pixel: float = 0.05) -> int:
    """
    Write NAME.zip of ``layer-%05d.png`` from the bottom up, with ``slices.json``; return the number of layers.

    layer, pixel : mm. Edges are grey by the share of the pixel that is inside (antialiasing).
    """
    from PIL import Image

    inside = np.argwhere(mesh.grid < 0.0)
    first, last = inside.min(axis=0) - 1, inside.max(axis=0) + 2
    wide, tall, deep = ((last - first - 1) * mesh.step).tolist()
    count = int(np.ceil(tall / layer))
    size = (int(np.ceil(wide / pixel)), int(np.ceil(deep / pixel)))
    note = {"unit": "mm", "layer": layer, "pixel": pixel, "layers": count, "width": size[0], "height": size[1],
            "up": "+y", "columns": "+x", "rows": "+z", "size": [wide, tall, deep]}  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as folder:
        folder.writestr(zipfile.ZipInfo("slices.json"), json.dumps(note, indent=2))
        for number in range(count):
            height = first[1] + (number + 0.5) * layer / mesh.step
            picture = layer_at(mesh, height, first, size, pixel)
            content = io.BytesIO()
            Image.fromarray(picture).save(content, "png", compress_level=1)
            folder.writestr(zipfile.ZipInfo(f"layer-{number:05d}.png"), content.getvalue())
    return count


def layer_at(
    mesh: Mesh, height: float, first: NDArray[Any], size: tuple[int, int], pixel: float
) -> NDArray[np.uint8]:
    """Return one layer at ``height`` (cells of the grid), [rows along z, columns along x], 0 .. 255."""
    from scipy.ndimage import map_coordinates

    below = int(np.clip(np.floor(height), 0, mesh.grid.shape[1] - 2))
    part = height - below
    plane = mesh.grid[:, below] * (1.0 - part) + mesh.grid[:, below + 1] * part
    x = first[0] + (np.arange(size[0]) + 0.5) * pixel / mesh.step
    z = first[2] + (np.arange(size[1]) + 0.5) * pixel / mesh.step
    far = map_coordinates(plane, np.meshgrid(x, z), order=1, mode="nearest")
    return np.asarray(np.rint(255 * np.clip(0.5 - far / pixel, 0.0, 1.0)), np.uint8)
