"""One picture in one file, with its physical size, its colour space and how it was made."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import EncodeError, UsageError
from renderer.core.files import explain, whole
from renderer.output.formats import Choice, choose
from renderer.output.manifest import dumps, write_beside

from .codecs.exr import write_exr
from .codecs.icc import profile
from .codecs.png16 import write_png16

__all__ = ["Pixels", "write_still"]

Pixels = NDArray[Any]  # uint8, uint16 or float32, [height, width, 3 or 4]
Notes = tuple[str, ...]  # what an artist should know

WEBP_LIMIT = 16383  # px a side, of the format
COMMENT_LIMIT = 65533  # bytes of a JPEG or EXIF segment
SRGB_CHUNKS = (
    (b"cICP", bytes([1, 13, 0, 1])),  # BT.709 primaries, sRGB curve, RGB, full range
    (b"sRGB", b"\x00"),
    (b"gAMA", (45455).to_bytes(4, "big")),
)


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
    writer = WRITERS[choice.format.name]
    with whole(path) as temporary:
        try:
            notes = writer(temporary, pixels, dpi, text, choice)
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
        raise UsageError(
            f"{path.suffix} cannot hold transparency, and {path.name} has some. Choose .png, .webp or .tif."
        )
    return np.ascontiguousarray(pixels[..., :3])


def _png(path: Path, pixels: Pixels, dpi: float | None, text: str | None, choice: Choice) -> Notes:
    """Write a PNG of 8 bits with Pillow, of 16 bits with our own writer."""
    if choice.depth == 8:
        from PIL import Image
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        for name, content in SRGB_CHUNKS:
            info.add(name, content)
        if text is not None:
            info.add_itxt("chorus", text, zip=True)
        # Level 4 takes a third of level 6's time, and its files are 0 to 2 % larger.
        # imageio would write the same bytes, and load all of Pillow's 40 formats first: a tenth of a small still's CPU.
        Image.fromarray(pixels).save(path, "PNG", pnginfo=info, compress_level=4, **_density(dpi))
        return ()
    chunks = [*SRGB_CHUNKS]
    if dpi is not None:
        per_metre = round(dpi / 0.0254).to_bytes(4, "big")
        chunks.append((b"pHYs", per_metre + per_metre + b"\x01"))
    if text is not None:
        chunks.append((b"iTXt", b"chorus\0\0\0\0\0" + text.encode("ascii")))
    with path.open("wb") as file:
        write_png16(file, pixels, chunks)
    return ()


def _jpeg(path: Path, pixels: Pixels, dpi: float | None, text: str | None, choice: Choice) -> Notes:
    """Write a JPEG without chroma subsampling; its comment holds the manifest."""
    comment, notes = _fitting(text)
    extra = {"comment": comment} if comment else {}
    quality = choice.quality or choice.format.quality
    colour = {"subsampling": 0, "icc_profile": profile()}
    _imageio(path, pixels, {"quality": quality, **colour, **_density(dpi), **extra})
    return notes


def _webp(path: Path, pixels: Pixels, dpi: float | None, text: str | None, choice: Choice) -> Notes:
    """Write a WebP: without loss at quality 100; its EXIF holds dpi and manifest."""
    from PIL import Image

    if max(pixels.shape[:2]) > WEBP_LIMIT:
        raise UsageError(
            f"WebP holds at most {WEBP_LIMIT} px a side. Choose .png or .tif for {path.suffix} this large."
        )
    comment, notes = _fitting(text)
    exif = Image.Exif()
    if comment:
        exif[0x010E] = comment.decode("ascii")  # ImageDescription
    if dpi is not None:
        exif[0x011A] = exif[0x011B] = dpi  # XResolution, YResolution
        exif[0x0128] = 2  # ... per inch
    quality = choice.quality or choice.format.quality
    how: dict[str, Any] = {"lossless": True, "exact": True} if quality == 100 else {"quality": quality}
    _imageio(path, pixels, {"method": 4, "icc_profile": profile(), "exif": exif.tobytes(), **how})
    return notes


def _tiff(path: Path, pixels: Pixels, dpi: float | None, text: str | None, choice: Choice) -> Notes:
    """Write a TIFF, deflated, BigTIFF where it must be; ImageDescription holds the manifest."""
    import tifffile

    tifffile.imwrite(
        path,
        pixels,
        photometric="rgb",
        extrasamples=["unassalpha"] if pixels.shape[2] == 4 else None,
        compression="zlib",
        compressionargs={"level": 4},
        predictor=choice.depth != 32,
        iccprofile=profile(linear=choice.depth == 32),
        description=text,
        resolution=None if dpi is None else (dpi, dpi),
        resolutionunit=None if dpi is None else "INCH",
        software="Chorus",
        metadata=None,
        maxworkers=2,
    )
    return ()


def _exr(path: Path, pixels: Pixels, dpi: float | None, text: str | None, choice: Choice) -> Notes:
    """Write an OpenEXR file in linear light."""
    with path.open("wb") as file:
        write_exr(file, pixels, half=choice.depth == 16, dpi=dpi, manifest=text)
    return ()


def _imageio(path: Path, pixels: Pixels, options: dict[str, Any]) -> None:
    """Write 8-bit pixels with imageio (Pillow)."""
    import imageio.v3 as iio

    # Through memory: on a full disk imageio would complain a second time, from its destructor.
    path.write_bytes(iio.imwrite("<bytes>", pixels, plugin="pillow", extension=path.suffix, **options))


def _density(dpi: float | None) -> dict[str, Any]:
    """Return Pillow's option for pixels per inch."""
    return {} if dpi is None else {"dpi": (dpi, dpi)}


def _fitting(text: str | None) -> tuple[bytes | None, Notes]:
    """Return the manifest where a segment of JPEG or EXIF holds it, or a note that it does not."""
    if text is None or len(text) <= COMMENT_LIMIT:
        return (None if text is None else text.encode("ascii")), ()
    return None, ("The manifest is too long for this format: it stands only in the JSON beside the file.",)


WRITERS: dict[str, Callable[[Path, Pixels, float | None, str | None, Choice], Notes]] = {
    "png": _png,
    "jpg": _jpeg,
    "jpeg": _jpeg,
    "webp": _webp,
    "tif": _tiff,
    "tiff": _tiff,
    "exr": _exr,
}
