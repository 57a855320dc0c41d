"""TIFF, deflated, BigTIFF where it must be; ImageDescription holds the manifest."""

from pathlib import Path

from .icc import profile
from .wanted import Notes, Pixels, Wanted

__all__ = ["read", "write"]


def write(path: Path, pixels: Pixels, wanted: Wanted) -> Notes:
    """Write a TIFF: whole numbers as sRGB, floats in linear light."""
    import tifffile

    dpi = wanted.dpi
    tifffile.imwrite(
        path,
        pixels,
        photometric="rgb",
        extrasamples=["unassalpha"] if pixels.shape[2] == 4 else None,
        compression="zlib",
        compressionargs={"level": 4},
        predictor=wanted.depth != 32,
        iccprofile=profile(linear=wanted.depth == 32),
        description=wanted.manifest,
        resolution=None if dpi is None else (dpi, dpi),
        resolutionunit=None if dpi is None else "INCH",
        software="Chorus",
        metadata=None,
        maxworkers=2,
    )
    return ()


def read(path: Path) -> str | None:
    """Return the ImageDescription."""
    import tifffile

    with tifffile.TiffFile(path) as file:
        return str(file.pages.first.description)
