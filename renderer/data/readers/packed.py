"""Tables in a .gz or .zip: unpacked by stream into a folder that goes again, within bounds that no real table meets."""

import gzip
import lzma
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Protocol

from renderer.core.errors import DataError
from renderer.core.units import size_words
from renderer.data.readers.choice import choose
from renderer.data.readers.recognise import KINDS
from renderer.data.readers.scratch import MAX_BYTES, Given, room_in

__all__ = ["check_size", "check_zip", "open_zip", "unpack_gz", "unpack_zip", "zip_members"]

_CHUNK = 1 << 20
_RATIO, _FREE = 300, 1 << 24  # a table shrinks to a hundredth at most; beyond 16 MiB, more is a bomb
_MEMBERS = 10_000
_TABLES = tuple(suffix for name, kind in KINDS.items() if name not in ("gz", "zip") for suffix in kind.suffixes)
_WORDS = ("readme", "licence", "license", "notice", "metadata", "read_me")
_DAMAGED = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError, ValueError)


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def unpack_gz(given: Given) -> Given:
    """Return the file inside a .gz."""
    name = given.told.name.removesuffix(".gz") or "table"
    try:
        with gzip.open(given.path, "rb") as packed:
            path = _unpack(given, packed, given.path.stat().st_size, name)
    except _DAMAGED as error:
        raise DataError(f"{given.told} cannot be unpacked ({error}): it was cut short or damaged; "
                        "copy it again") from None  # fmt: skip
    return Given(given.told, path, given.scratch, given.sheet, (*given.notes, "unpacked from gzip"))


def unpack_zip(given: Given) -> Given:
    """Return the one table inside a .zip, or the one asked for by its name."""
    with open_zip(given) as archive:
        check_zip(given, archive)
        names = _tables(archive)
        if not names:
            inside = next((one.filename for one in archive.infolist() if not one.filename.endswith("/")), "")
            kind = f"'{inside}'" if inside else "nothing"
            kind = "a map (.shp), which chorus data places shows" if _has(archive, ".shp") else kind
            raise DataError(f"{given.told} holds no table but {kind}; unpack it and name the file with the figures")
        wanted = given.sheet if given.sheet in names or len(names) > 1 else None
        member = choose(Given(given.told, given.path, given.scratch, wanted), names, "file")
        info = archive.getinfo(member)
        if info.flag_bits & 1:
            raise DataError(f"{given.told}: '{member}' is locked by a password; unpack it first")
        try:
            with archive.open(info) as packed:
                path = _unpack(given, packed, info.compress_size, PurePosixPath(member).name)
        except (*_DAMAGED, RuntimeError) as error:
            raise DataError(f"{given.told}: '{member}' cannot be unpacked: {error}; copy the file again") from None
    return Given(given.told, path, given.scratch, None if wanted else given.sheet,
                 (*given.notes, f"'{member}' is read from the zip"))  # fmt: skip


def zip_members(given: Given) -> tuple[str, ...]:
    """Return the names of the tables in a .zip."""
    with open_zip(given) as archive:
        check_zip(given, archive)
        return _tables(archive)


def check_zip(given: Given, archive: zipfile.ZipFile) -> None:
    """Raise DataError for a zip that would fill the disk, or whose files lie outside it."""
    infos = archive.infolist()
    if len(infos) > _MEMBERS:
        raise DataError(f"{given.told} holds {len(infos):,} files; unpack it and name the one with the figures")
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in (path.parts or [""])[0]:
            raise DataError(f"{given.told} holds a file outside its own folder ('{info.filename[:60]}'): it is damaged "
                            "or made to do harm; ask for it again")  # fmt: skip
        check_size(given, info.file_size, info.compress_size)


def open_zip(given: Given) -> zipfile.ZipFile:
    """Return the zip opened; raise DataError where its list of contents is damaged."""
    try:
        return zipfile.ZipFile(given.path)
    except _DAMAGED:
        raise DataError(f"{given.told} is no whole zip: it was cut short or damaged; copy it again") from None


def _tables(archive: zipfile.ZipFile) -> tuple[str, ...]:
    names = [info.filename for info in archive.infolist() if not info.filename.endswith("/") and info.file_size]
    names = [name for name in names if PurePosixPath(name).suffix.lower() in _TABLES
             and not name.startswith("__MACOSX/") and not PurePosixPath(name).name.startswith(".")
             and not PurePosixPath(name).stem.lower().startswith(_WORDS)]  # fmt: skip
    figures = [name for name in names if not name.lower().endswith(".txt")]
    return tuple(figures or names)


def _has(archive: zipfile.ZipFile, suffix: str) -> bool:
    return any(name.lower().endswith(suffix) for name in archive.namelist())


def _unpack(given: Given, packed: "_Stream", size: int, name: str) -> Path:
    """Write what is packed into the scratch folder, and return where; ``size`` is that of the packed bytes."""
    path, written = given.scratch.folder / f"unpacked{Path(name).suffix}", 0
    with room_in(given.scratch.folder, given.told), path.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            written += file.write(chunk)
            check_size(given, written, size)
    return path


def check_size(given: Given, size: int, packed: int) -> None:
    """Raise DataError where ``size`` bytes out of ``packed`` are more than anybody publishes."""
    if size > MAX_BYTES or (size > _FREE and size > _RATIO * max(packed, 1)):
        raise DataError(f"{given.told} unpacks to more than a table can be ({size_words(size)} from "
                        f"{size_words(packed)}); it is damaged or made to do harm: ask for it again")  # fmt: skip
