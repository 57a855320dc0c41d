"""Which marked pixel is nearest to each pixel: the exact Euclidean feature transform (Maurer 2003) of SciPy."""

from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["nearest_seed"]


def nearest_seed(seen: "NDArray[np.bool_]") -> "tuple[NDArray[np.int32], NDArray[np.int32]]":
    """
    Return the row and the column of the pixel in ``seen``, [height, width], that is nearest to each; one must be there.

    >>> row, column = nearest_seed(np.array([[True, False, False, True]]))
    >>> row.tolist(), column.tolist()
    ([[0, 0, 0, 0]], [[0, 0, 3, 3]])
    """
    if (compiled := _compiled()) is None:
        from scipy.ndimage import distance_transform_edt

        row, column = distance_transform_edt(~seen, return_distances=False, return_indices=True)
    else:
        row, column = found = np.zeros((2, *seen.shape), np.int32)
        compiled.euclidean_feature_transform((~seen).view(np.int8), None, found)
    return row, column


@cache
def _compiled() -> Any:  # noqa: ANN401
    """
    Return the compiled part of scipy.ndimage alone, None where this SciPy has it elsewhere.

    The package itself takes 0.4 CPU-s to import, longer than the transform of a map of 2048 px takes.
    """
    scipy = find_spec("scipy")
    folders = [str(Path(one) / "ndimage") for one in (scipy and scipy.submodule_search_locations) or ()]
    spec = PathFinder.find_spec("_nd_image", folders)
    if spec is None or spec.loader is None:
        return None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module if hasattr(module, "euclidean_feature_transform") else None
