"""Reads back how a picture or film was made: from inside the file, or from the JSON beside it."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from renderer.core.errors import DataError
from renderer.output.manifest import LIMIT, SCHEMA, beside, parse
from renderer.session.setup_history import manifest_from_1

from .codecs.exr import read_attributes
from .codecs.png16 import SIGNATURE
from .companions import digest_of

__all__ = ["read_manifest"]


def read_manifest(path: Path) -> dict[str, object]:
    """
    Return the manifest of a picture, sequence (``walk-%05d.png``) or film, or of its ``.json``.

    Raises DataError where the file is missing, or holds none and none stands beside it.
    """
    try:
        found = _inside(path) if path.is_file() else None
        if found is None and path.suffix.lower() != ".json" and beside(path).is_file():
            film, path = path, beside(path)
            found = _short(path)
            _check_film(film, path, found)
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror or error}.") from error
    if found is None and not path.is_file():
        raise DataError(f"There is no {path}, and no {beside(path).name} beside it.")
    if found is None:
        raise DataError(
            f"{path} does not say how it was made: it holds no manifest, and no {beside(path).name} stands beside it."
        )
    manifest = parse(found, str(path))
    kind = manifest.get("schema")
    if kind == "chorus-manifest/1":
        return manifest_from_1(manifest, str(path))
    if kind != SCHEMA:
        raise DataError(f"{path} holds no manifest of Chorus: its schema is {kind!r}, not '{SCHEMA}'.")
    return manifest


def _check_film(film: Path, path: Path, content: bytes) -> None:
    """Raise DataError where the manifest at ``path`` says that it is of another film than ``film`` is now."""
    said = parse(content, str(path)).get("sha256")
    if isinstance(said, str) and film.is_file() and digest_of(film) != said:
        raise DataError(f"{path} is of another film than {film.name} is now; make {film.name} again.")


def _inside(path: Path) -> str | bytes | None:
    """Return the text that the file holds, None where it has none that could be a manifest."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        return None
    try:
        found = reader(path)
    except Exception as error:
        if isinstance(error, DataError) or (isinstance(error, OSError) and error.errno):
            raise
        return None  # damaged, or of another format than its name says: the JSON beside may still speak
    return found if found and found.lstrip()[:1] in ("{", b"{") else None


def _short(path: Path) -> bytes:
    """Return a file's content, refusing what is far too long to be a manifest."""
    if path.stat().st_size > LIMIT:
        raise DataError(f"{path} is too long to be a manifest.")
    return path.read_bytes()


def _png(path: Path) -> str | None:
    """Return the iTXt chunk ``chorus``."""
    with path.open("rb") as file:
        if file.read(8) != SIGNATURE:
            return None
        while len(head := file.read(8)) == 8:
            length, name = struct.unpack(">I4s", head)
            if name == b"iTXt" and length <= LIMIT:
                content = file.read(length)
                key, _, rest = content.partition(b"\0")
                if key == b"chorus":
                    text = rest[2:].split(b"\0", 2)[2]
                    return (zlib.decompress(text) if rest[0] else text).decode("utf-8")
                file.seek(4, 1)
            else:
                file.seek(length + 4, 1)
    return None


def _jpeg(path: Path) -> bytes | None:
    """Return the comment segment."""
    with path.open("rb") as file:
        if file.read(2) != b"\xff\xd8":
            return None
        while len(head := file.read(4)) == 4:
            mark, length = struct.unpack(">HH", head)
            if mark == 0xFFFE:
                return file.read(length - 2)
            if mark == 0xFFDA or mark < 0xFF00:  # the pixels begin
                return None
            file.seek(length - 2, 1)
    return None


def _webp(path: Path) -> str | None:
    """Return the ImageDescription of the EXIF chunk."""
    from PIL import Image

    with path.open("rb") as file:
        if (head := file.read(12))[:4] + head[8:] != b"RIFFWEBP":
            return None
        while len(part := file.read(8)) == 8:
            name, length = struct.unpack("<4sI", part)
            if name == b"EXIF" and length <= LIMIT:
                exif = Image.Exif()
                exif.load(file.read(length))
                return str(exif.get(0x010E, ""))
            file.seek(length + length % 2, 1)
    return None


def _tiff(path: Path) -> str | None:
    """Return the ImageDescription."""
    import tifffile

    with tifffile.TiffFile(path) as file:
        return str(file.pages.first.description)


def _exr(path: Path) -> bytes | None:
    """Return the attribute ``chorus``."""
    with path.open("rb") as file:
        return read_attributes(file).get("chorus")


def _film(path: Path) -> str | None:
    """Return the comment of the container."""
    import av

    try:
        with av.open(str(path)) as container:
            return {key.lower(): value for key, value in container.metadata.items()}.get("comment")
    except av.FFmpegError:
        return None


READERS: dict[str, Callable[[Path], str | bytes | None]] = {
    ".png": _png,
    ".jpg": _jpeg,
    ".jpeg": _jpeg,
    ".webp": _webp,
    ".tif": _tiff,
    ".tiff": _tiff,
    ".exr": _exr,
    ".mp4": _film,
    ".mov": _film,
    ".webm": _film,
    ".json": _short,
}
