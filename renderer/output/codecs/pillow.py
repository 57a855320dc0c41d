"""What the formats that Pillow writes have in common: density, and a segment that holds the manifest."""

from pathlib import Path
from typing import Any

from .wanted import Notes, Pixels, Words
from .xmp import packet

__all__ = ["density", "fitting", "save", "words_fitting"]

COMMENT_LIMIT = 65533  # bytes of a JPEG or EXIF segment
XMP_LIMIT = 65504  # of one that begins with the name of its kind


def save(path: Path, pixels: Pixels, options: dict[str, Any]) -> None:
    """Write 8-bit pixels with imageio (Pillow)."""
    import imageio.v3 as iio

    # Through memory: on a full disk imageio would complain a second time, from its destructor.
    path.write_bytes(iio.imwrite("<bytes>", pixels, plugin="pillow", extension=path.suffix, **options))


def density(dpi: float | None) -> dict[str, Any]:
    """Return Pillow's option for pixels per inch."""
    return {} if dpi is None else {"dpi": (dpi, dpi)}


def fitting(text: str | None) -> tuple[bytes | None, Notes]:
    """Return the manifest where a segment of JPEG or EXIF holds it, or a note that it does not."""
    if text is None or len(text) <= COMMENT_LIMIT:
        return (None if text is None else text.encode("ascii")), ()
    return None, ("The manifest is too long for this format: it stands only in the JSON beside the file.",)


def words_fitting(words: Words | None) -> tuple[dict[str, Any], Notes]:
    """Return Pillow's option for what a JPEG's segment holds of ``words``, and a note where it does not hold all."""
    if words is None or len(found := packet(words)) <= XMP_LIMIT:
        return ({} if words is None else {"xmp": found}), ()
    note = "The description is too long for this format: it stands only in the JSON beside the file."
    short = packet(Words(words.title, words.alt, ""))
    return ({"xmp": short} if len(short) <= XMP_LIMIT else {}), (note,)
