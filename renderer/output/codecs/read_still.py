"""Reads a still back as it was written, without loss: what a run that was cut off left behind."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import DataError
from renderer.core.media_file import open_media

__all__ = ["keeps_codes", "read_codes"]


def keeps_codes(form: str, quality: int | None) -> bool:
    """Return whether a file of format ``form`` holds the very codes that were written."""
    return form in ("png", "tif", "tiff") or (form == "webp" and quality in (None, 100))


def read_codes(path: Path, *, alpha: bool) -> NDArray[Any]:
    """
    Return the sRGB codes of ``path``, uint8 or uint16 [height, width, 3], or 4 with ``alpha``.

    Raises DataError where it is damaged.
    """
    try:
        if path.suffix.lower() in (".tif", ".tiff"):
            import tifffile

            return np.asarray(tifffile.imread(path))[..., : 4 if alpha else 3]
        return _decoded(path)[..., : 4 if alpha else 3]
    except Exception as error:  # a file may be wrong in as many ways as there are libraries that read it
        raise DataError(f"{path} stands there and cannot be read ({error}); remove it to draw it again.") from error


def _decoded(path: Path) -> NDArray[Any]:
    """Return a PNG or WebP, which Pillow would cut to 8 bits."""
    with open_media(path) as container:
        frame = next(container.decode(video=0))
    parts = frame.format.components
    deep, clear = max(part.bits for part in parts) > 8, any(part.is_alpha for part in parts)
    name = ("rgba64le" if clear else "rgb48le") if deep else ("rgba" if clear else "rgb24")
    return frame.to_ndarray(format=name)
