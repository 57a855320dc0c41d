"""Reads back how a picture or film was made: from inside the file, or from the JSON beside it."""

from collections.abc import Iterable
from pathlib import Path

from renderer.core.errors import DataError
from renderer.core.small_file import read_bytes
from renderer.output.manifest import SCHEMA, beside, parse
from renderer.session.setup_history import manifest_from_1

from .companions import digest_of
from .formats import FORMATS

__all__ = ["folders_of", "inside", "read_manifest"]


def folders_of(path: Path, allowed: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Return where the files that the manifest of ``path`` names are looked for: beside it, here, where ``allowed``."""
    return tuple(dict.fromkeys((path.parent, Path(), *allowed)))


def read_manifest(path: Path) -> dict[str, object]:
    """
    Return the manifest of a picture, sequence (``walk-%05d.png``) or film, or of its ``.json``.

    Raises DataError where the file is missing, or holds none and none stands beside it.
    """
    if path.is_dir():
        raise DataError(f"{path} is a folder; name the picture or film in it that is to be made again.")
    try:
        found = inside(path) if path.is_file() else None
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
    manifest.pop("sha256", None)  # of the file that it stood beside: how it was made is the rest
    kind = manifest.get("schema")
    if kind == "chorus-manifest/1":
        return manifest_from_1(manifest, str(path))
    if kind != SCHEMA:
        raise DataError(f"{path} holds no manifest of Chorus: its schema is {kind!r}, not '{SCHEMA}'.")
    return manifest


def _check_film(film: Path, path: Path, content: bytes) -> None:
    """Raise DataError where the manifest at ``path`` says that it is of another file than ``film`` is now."""
    said = parse(content, str(path)).get("sha256")
    if isinstance(said, str) and film.is_file() and digest_of(film) != said:
        raise DataError(f"{film} was changed since it was made as {path.name} says; chorus remake {path} makes that "
                        "one again.")  # fmt: skip


def inside(path: Path) -> str | bytes | None:
    """Return the text that the file holds, None where it has none that could be a manifest."""
    name = path.suffix.lower().lstrip(".")
    reader = _short if name == "json" else FORMATS[name].read if name in FORMATS else None
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
    try:
        return read_bytes(path)
    except ValueError as error:
        raise DataError(f"{path} is too long to be a manifest.") from error
