"""Gaussian splats of a surface: flat discs of colour, as viewers of 3D Gaussian splatting read them."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from renderer.core.colour import srgb_encode

from .mesh import Mesh

__all__ = ["write_splats"]

DC = 0.28209479177387814  # of the first spherical harmonic, 1 / (2 sqrt(pi))
THIN = 0.12  # thickness of a disc, of its width


def write_splats(mesh: Mesh, path: Path, *, most: int, opacity: float = 0.95) -> int:
    """
    Write one splat for each vertex, at most ``most``, as binary PLY in mm; return how many.

    Layout of Kerbl et al. 2023, all float32: place, normal, f_dc, 45 f_rest, opacity (a logit), scale (logs),
    rot (a unit quaternion, w first) that turns z to the normal. Colours are sRGB: f_dc = (code - 0.5) / DC.
    """
    chosen = np.unique(np.linspace(0, len(mesh.vertices) - 1, min(most, len(mesh.vertices))).astype(int))
    count = len(chosen)
    names = ["x", "y", "z", "nx", "ny", "nz", "f_dc_0", "f_dc_1", "f_dc_2", *(f"f_rest_{i}" for i in range(45)),
             "opacity", "scale_0", "scale_1", "scale_2", "rot_0", "rot_1", "rot_2", "rot_3"]  # fmt: skip
    rows = np.zeros((count, len(names)), "<f4")
    rows[:, 0:3], rows[:, 3:6] = mesh.vertices[chosen], mesh.normals[chosen]
    rows[:, 6:9] = (srgb_encode(mesh.colours[chosen]) - 0.5) / DC
    rows[:, 54] = np.log(opacity / (1.0 - opacity))
    width = 0.75 * mesh.step * np.sqrt(len(mesh.vertices) / count)
    rows[:, 55:57], rows[:, 57] = np.log(width), np.log(THIN * width)
    rows[:, 58:62] = _turns(mesh.normals[chosen])
    head = ["ply", "format binary_little_endian 1.0", "comment unit millimetre", f"element vertex {count}",
            *(f"property float {name}" for name in names), "end_header\n"]  # fmt: skip
    path.write_bytes("\n".join(head).encode("ascii") + rows.tobytes())
    return count


def _turns(normals: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return unit quaternions, w first, [n, 4], that turn z to each normal by the shortest way."""
    x, y, z = normals.astype(np.float64).T
    turn = np.stack([1.0 + z, -y, x, np.zeros_like(x)], axis=1)
    turn[z < -0.999999] = (0.0, 1.0, 0.0, 0.0)
    return np.asarray(turn / np.linalg.norm(turn, axis=1, keepdims=True))
