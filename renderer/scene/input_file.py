"""The picture that an input of a scene begins as."""

from typing import TYPE_CHECKING, Any

from renderer.core.errors import SceneError

from .catalogue import Loaded
from .reads import Input

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["read_input"]


def read_input(loaded: Loaded, declared: Input) -> "NDArray[Any]":
    """
    Return the pixels of the file that ``declared`` names, one transparent black pixel where it names none.

    Returns [height, width, 4], top row first: uint8 numbers of an input in ``u1``, float32 premultiplied
    linear light of others. Raises SceneError for a file that is not there or is no picture.
    """
    import numpy as np

    if not declared.file:
        return np.zeros((1, 1, 4), np.uint8 if declared.format == "u1" else np.float32)
    from PIL import Image, UnidentifiedImageError

    from renderer.core.colour import srgb_decode

    path = loaded.folder / declared.file
    try:
        with Image.open(path) as picture:
            codes = np.asarray(picture.convert("RGBA"))
    except FileNotFoundError:
        raise SceneError(f"{path}: the picture of the input '{declared.name}' is not there") from None
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise SceneError(f"{path}: no picture that the input '{declared.name}' could be ({error})") from None
    if declared.format == "u1":
        return codes
    alpha = codes[..., 3:] / np.float32(255)
    light = srgb_decode(codes[..., :3] / 255).astype(np.float32)
    return np.concatenate([light * alpha, alpha], axis=-1)
