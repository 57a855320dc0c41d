"""Pictures of a scene's inputs: the file that one begins as, and what any source may give."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renderer.core.errors import SceneError
from renderer.core.suggest import nearest
from renderer.data.dated_events import event_texels

from .catalogue import Loaded
from .reads import Input

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.data.table import Table

__all__ = ["SUFFIXES", "check_pixels", "checked_input", "input_files", "of_events", "read_input"]

SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif"}  # of pictures, for who watches a folder
_LONGEST = 1 << 29  # bytes of a file


def input_files(loaded: Loaded) -> dict[Input, Path]:
    """Return the pictures that inputs of ``loaded`` begin as: what it is made of, as its shaders are."""
    return {one: loaded.folder / one.file for one in loaded.scene.inputs if one.file}


def of_events(declared: Input) -> bool:
    """Return whether ``declared`` holds the events of the table that is shown, whichever that is."""
    return declared.name == "events" and not declared.file and declared.format == "f4"


def read_input(loaded: Loaded, declared: Input, table: "Table | None" = None) -> "NDArray[Any]":
    """
    Return the pixels of the file that ``declared`` names, one transparent black pixel where it names none.

    One that ``of_events`` knows is those of ``table``.

    Returns [height, width, 4], top row first: uint8 numbers of an input in ``u1``, float32 premultiplied
    linear light of others. Raises SceneError for a file that is not there or is no picture.
    """
    import numpy as np

    if table is not None and of_events(declared):
        return event_texels(table)
    if not declared.file:
        return np.zeros((1, 1, 4), np.uint8 if declared.format == "u1" else np.float32)
    from renderer.core.colour import srgb_decode

    codes = _codes(loaded.folder / declared.file, declared.name)
    if declared.format == "u1":
        return codes
    light: NDArray[Any] = srgb_decode(np.arange(256) / 255).astype(np.float32)[codes]
    light[..., 3] = codes[..., 3] / np.float32(255)  # alpha is no light
    light[..., :3] *= light[..., 3:]
    return light


def checked_input(loaded: "Loaded", name: str, pixels: "NDArray[Any]", moment: float) -> Input:
    """Return the input ``name`` of ``loaded``; raise SceneError where it has none, or takes no such pixels."""
    declared = {one.name: one for one in loaded.scene.inputs}
    if name not in declared:
        raise SceneError(f"{loaded.name} has no input '{name}'{nearest(name, declared)}")
    check_pixels(declared[name], pixels, moment)
    return declared[name]


def check_pixels(declared: Input, pixels: "NDArray[Any]", moment: float) -> None:
    """Raise SceneError, saying what is wrong, unless this is what ``Engine.input`` takes for ``declared``."""
    import numpy as np

    who, wanted = f"input '{declared.name}'", "[height, width, 4]"
    if not isinstance(pixels, np.ndarray):
        raise SceneError(f"{who} takes a numpy array {wanted}; this is a {type(pixels).__name__}")
    if pixels.ndim != 3 or pixels.shape[2] != 4 or 0 in pixels.shape:
        raise SceneError(f"{who} takes pixels {wanted}, RGBA; these are {list(pixels.shape)}")
    if declared.format == "u1":
        if pixels.dtype != np.uint8:
            raise SceneError(f"{who} is declared as u1, 8 bit, and takes uint8; these are {pixels.dtype}")
    elif pixels.dtype.kind != "f":
        raise SceneError(f"{who} is declared as {declared.format} and takes linear light as floats; "
                         f"these are {pixels.dtype}")  # fmt: skip
    elif not (np.isfinite(pixels.max()) and np.isfinite(pixels.min())):
        raise SceneError(f"{who} takes finite light; some of these pixels are NaN or infinite")
    if not np.isfinite(moment):
        raise SceneError(f"{who} takes a moment in seconds; this is {moment}")


def _codes(path: Path, name: str) -> "NDArray[Any]":
    """Return the picture in ``path`` as uint8 [height, width, 4], top row first."""
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's words on tags of no use here are none for an artist
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _opened(path, name)
    except FileNotFoundError:
        raise SceneError(f"{path}: the picture of the input '{name}' is not there") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise SceneError(f"{path}: too large a picture for the input '{name}' ({error})") from None
    except (OSError, SyntaxError, ValueError):  # Pillow raises any of them where a file ends too early
        # One sentence, however much of it is there: it is said once while a slow hand writes it.
        raise SceneError(f"{path}: the input '{name}' takes a picture, and this is none, or not a whole one, "
                         "or not of 8 bit a channel") from None  # fmt: skip


def _opened(path: Path, name: str) -> "NDArray[Any]":
    """Return the picture as ``_codes`` does; raises whatever Pillow does where it is none."""
    import numpy as np
    from PIL import Image, ImageOps

    from renderer.core.picture_file import is_deep, is_signed
    from renderer.core.small_file import read_bytes

    # From memory: in an open file, a length that lies makes Pillow ask for as much memory.
    with Image.open(io.BytesIO(read_bytes(path, _LONGEST))) as picture:
        if is_deep(picture) or is_signed(picture):  # Pillow clips grey ones and cuts coloured ones without a word
            raise SceneError(f"{path}: the input '{name}' takes pictures of 8 bit a channel; save it so")
        picture.load()
        if picture.mode in ("LAB", "HSV"):
            raise SceneError(f"{path}: the input '{name}' takes RGB or grey, and this is {picture.mode}; save it so")
        return np.asarray(ImageOps.exif_transpose(picture).convert("RGBA"))
