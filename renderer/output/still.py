"""One picture in one file, with its physical size, its colour space and how it was made."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from renderer.core.errors import EncodeError, UsageError
from renderer.core.files import explain, whole
from renderer.output.formats import Choice, choose, transparent
from renderer.output.manifest import dumps, words_of, write_beside

from .codecs.wanted import Notes, Pixels, Wanted

__all__ = ["write_still"]


def write_still(
    path: Path,
    pixels: Pixels,
    dpi: float | None = None,
    manifest: Mapping[str, object] | None = None,
    choice: Choice | None = None,
    *,
    sidecar: bool = True,
) -> Notes:
    """
    Write one picture, whole or not at all; the extension decides the format.

    pixels : [height, width, 3 or 4], top row first, alpha straight: uint8 or uint16 encoded as sRGB,
        or float32 in linear light (EXR, float TIFF)
    dpi : pixels per inch; manifest : stored in the file where it has room, and beside it as JSON
    choice : depth and quality; by default those that fit the pixels
    sidecar : whether to write the JSON beside the file

    Returns notes for the artist. Raises EncodeError, UsageError.
    """
    choice = choice or choose(path, depth={"uint8": 8, "uint16": 16, "float32": 32}[pixels.dtype.name])
    if choice.dtype != pixels.dtype.name:
        raise EncodeError(f"{path.name} stores {choice.dtype} pixels, but {pixels.dtype} came.")
    pixels = _opaque(path, pixels) if not choice.format.alpha else pixels
    text = None if manifest is None else dumps(manifest)
    if choice.format.write is None:
        raise UsageError(f"{path.name} is a {choice.format.kind}, not a still.")
    wanted = Wanted(choice.depth, choice.quality or choice.format.quality or 100, dpi, text, words_of(manifest))
    with whole(path) as temporary:
        try:
            notes = choice.format.write(temporary, pixels, wanted)
        except (ValueError, RuntimeError) as error:
            raise explain(path, error) from error
    if manifest is not None and sidecar:
        write_beside(path, manifest)
    return notes


def _opaque(path: Path, pixels: Pixels) -> Pixels:
    """Drop an alpha channel that says nothing; refuse to drop one that does."""
    if pixels.shape[2] == 3:
        return pixels
    if int(pixels[..., 3].min()) < (255 if pixels.dtype == np.uint8 else 65535):
        some = f"{path.suffix} cannot hold transparency, and {path.name} has some"
        raise UsageError(f"{some}. Choose {transparent('still')}.")
    return np.ascontiguousarray(pixels[..., :3])
