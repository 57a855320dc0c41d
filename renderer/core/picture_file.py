"""Pictures that anybody may have drawn, as the numbers that are in them: Pillow cuts, clips and misreads some.

``convert("L")`` turns 16 bits white wherever they are not nearly 0, floats of 0 .. 1 black, and a transparent part
into whatever lies under it; here each is read by its depth, or refused with a reason that can stand behind
"cannot be read: ".
"""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .small_file import read_bytes

__all__ = ["is_deep", "is_signed", "read_grey"]

_FILE = 1 << 28  # bytes: a grey picture of 16k by 8k in 16 bit
_FULL = 257  # steps of 16 bit to one of 8
_NARROW = 4096  # greys of 16 bit; a picture that stays below holds 12 bit or less, and nothing says of which range
_APART = 4  # steps between the channels of a grey picture in colours: what JPEG and WebP leave
_DEEP = re.compile(r"(?<!BGR);(12|16|32|64)")  # Pillow's names of what it reads; BGR;16 has 5 bits a channel
_PREFIX = re.compile(rb"\xff\x4f\xff\x51.{36}(..)", re.DOTALL)  # of a JPEG 2000 stream, up to its channels


def is_deep(picture: Any) -> bool:  # noqa: ANN401
    """Return whether a picture that Pillow opened, and has not loaded, has more than 8 bits a channel."""
    if picture.mode[0] in "IF" or _DEEP.search(str(picture.tile)):
        return True
    if picture.format == "PPM":
        numbers = [one for one in _flat(picture.tile[0][3]) if isinstance(one, int)] if picture.tile else []
        return any(one > 255 for one in numbers) and picture.tile[0][0] != "raw"
    return picture.format == "JPEG2000" and _stream_depth(picture.fp) > 8


def is_signed(picture: Any) -> bool:  # noqa: ANN401
    """Return whether a TIFF holds signed numbers, which Pillow takes for others where they have 8 bits."""
    return 2 in _flat(getattr(picture, "tag_v2", {}).get(339, 1))


def read_grey(path: Path, size: tuple[int, int]) -> NDArray[np.uint8]:
    """
    Return the greys of the picture ``path``, of ``size`` px, uint8 [height, width]; 16 bit are rounded to 8.

    Raises OSError, or ValueError with a reason: floats and whole numbers of 32 bit, whose range nobody knows,
    colours, and what is transparent are no greys.
    """
    with _opened(read_bytes(path, _FILE)) as picture:
        if picture.size != size:
            raise ValueError(f"it is {picture.width}x{picture.height} px, not the {size[0]}x{size[1]} px of the device")
        deep = is_deep(picture)
        _load(picture)
        if is_signed(picture):
            raise ValueError("it holds signed numbers; save it in 8 or 16 bit grey")
        if picture.mode.startswith("I;16") or (picture.mode == "I" and picture.format == "PPM"):
            return _of_16(picture)
        if picture.mode[0] in "IF":
            kind = "floats" if picture.mode == "F" else "whole numbers of 32 bit"
            raise ValueError(f"it holds {kind}, and nothing says which is white; save it in 8 or 16 bit grey")
        grey = _of_8(picture)
        if deep and grey.max() < _NARROW // 256:
            raise ValueError(_narrow(f"{grey.max()} of 255"))
        return grey


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    """Give the picture that ``content`` is; all that Pillow raises is a ValueError."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on tags of no use here, and on sizes, which are looked at before a load
        try:
            with Image.open(io.BytesIO(content)) as picture:
                yield picture
        except UnidentifiedImageError:
            raise ValueError("it is no picture, or one whose numbers have neither 8 nor 16 bit") from None
        except Image.DecompressionBombError:
            raise ValueError("it is far too large") from None
        except (OSError, SyntaxError):
            raise ValueError("it is not a whole picture") from None


def _load(picture: Any) -> None:  # noqa: ANN401
    """Read the pixels; raises ValueError."""
    try:
        picture.load()
    except Exception:  # OSError, SyntaxError, ValueError, struct.error, zlib.error: whatever a torn file leads to
        raise ValueError("it is not a whole picture") from None


def _of_16(picture: Any) -> NDArray[np.uint8]:  # noqa: ANN401
    """Return 16 bits of grey as 8."""
    numbers = np.asarray(picture)
    if getattr(picture, "tag_v2", {}).get(262) == 0:  # TIFF: 0 is white, which Pillow heeds in 8 bit alone
        numbers = 65535 - numbers
    clear = picture.info.get("transparency")
    if isinstance(clear, int) and (numbers == clear).any():
        raise ValueError("parts of it are transparent; save it without alpha")
    if 0 < (brightest := int(numbers.max())) < _NARROW:
        raise ValueError(_narrow(f"{brightest:,} of 65,535"))
    return np.rint(numbers / _FULL).astype(np.uint8)


def _of_8(picture: Any) -> NDArray[np.uint8]:  # noqa: ANN401
    """Return the greys of what Pillow knows to turn into colours of 8 bit."""
    if picture.mode in ("LAB", "HSV"):  # its first channel is no grey of a file in grey
        raise ValueError(f"its colours are {picture.mode}; save it in 8 or 16 bit grey")
    pixels = np.asarray(picture.convert("RGBA"))
    if pixels[..., 3].min() < 255:
        raise ValueError("parts of it are transparent; save it without alpha")
    colours = pixels[..., :3].astype(np.int16)
    if np.ptp(colours, axis=-1).max() > _APART:
        raise ValueError("it is in colours; save it in 8 or 16 bit grey")
    return np.asarray(picture.convert("RGB").convert("L"))


def _narrow(brightest: str) -> str:
    return (f"its brightest grey is {brightest}, as of 8 or 12 bit in a file of 16; save it in 8 bit, or stretch it to "
            "the whole range")  # fmt: skip


def _stream_depth(file: Any) -> int:  # noqa: ANN401
    """Return the bits of the deepest channel of a JPEG 2000 file, 0 where they are not found."""
    at = file.tell()
    file.seek(0)
    head = file.read(1 << 16)
    file.seek(at)
    found = _PREFIX.search(head)
    if found is None:
        return 0
    channels = head[found.end() : found.end() + 3 * int.from_bytes(found[1], "big")]
    return max(((depth & 0x7F) + 1 for depth in channels[::3]), default=0)


def _flat(one: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """Return ``one`` as a tuple."""
    return tuple(one) if isinstance(one, (tuple, list)) else (one,)
