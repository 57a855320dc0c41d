"""Files that appear whole or not at all."""

import errno
import os
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import EncodeError, RendererError

__all__ = ["check_target", "explain", "sync_folder", "whole", "write_whole"]

# What the encoders say, in their own words, when the system refused them; the last are numpy's, of bytes it had left.
_PHRASES = {
    errno.ENOSPC: ("no space left on device", "requested and"),
    errno.EFBIG: ("file too large",),
    errno.EDQUOT: ("disk quota exceeded",),
}
_REASONS = {
    errno.ENOSPC: "the disk is full. Free some space, or write to another disk",
    errno.EDQUOT: "your disk quota is used up. Free some space, or write to another disk",
    errno.EFBIG: "the file grew too large for this disk or account. Write to another disk",
    errno.EACCES: "you may not write there. Choose another folder, or change its permissions",
    errno.EPERM: "you may not write there. Choose another folder, or change its permissions",
    errno.EROFS: "that disk is read-only. Choose another folder",
    errno.ENAMETOOLONG: "the name is too long. Choose a shorter one",
    errno.ENOENT: "its folder does not exist. Create it first",
    errno.ENOTDIR: "part of that path is a file, not a folder. Choose another folder",
    errno.EISDIR: "a folder of that name exists. Choose another name",
    errno.EIO: "the disk reported an error. Try another disk",
}


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """
    Give a temporary name beside ``path``; the file written there becomes ``path`` when all went well.

    The name keeps the extension. On any exception, and on Ctrl-C, the temporary file goes and an
    older ``path`` stays as it was. Raises EncodeError, with the reason, where the system refuses.
    """
    check_target(path)
    # Hidden, and with our process's and thread's ids: two writers of the same name never write into one file.
    # Cut, so that a name which just fits still fits here; the checksum tells names cut alike apart.
    who = f"{os.getpid()}.{threading.get_native_id()}"
    name = f".{path.stem[:24]}-{zlib.crc32(os.fsencode(path.name)):08x}.{who}.part{path.suffix}"
    temporary = path.with_name(name)
    try:
        with suppress(FileNotFoundError):
            temporary.unlink()
        yield temporary
        _sync(temporary)
        temporary.replace(path)
        sync_folder(path.parent)
    except RendererError:
        raise
    except OSError as error:
        raise explain(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``, whole or not at all."""
    with whole(path) as temporary:
        temporary.write_bytes(content)


def explain(path: Path, error: BaseException) -> EncodeError:
    """
    Return the EncodeError that says why ``path`` could not be written.

    >>> print(explain(Path("wall.png"), OSError(errno.ENOSPC, "No space left on device")))
    Could not write wall.png: the disk is full. Free some space, or write to another disk.
    """
    number = getattr(error, "errno", None)
    words = str(error)
    for code, phrases in _PHRASES.items():
        if any(phrase in words.lower() for phrase in phrases):
            number = code
    reason = _REASONS.get(number) if number is not None else None
    return EncodeError(f"Could not write {path}: {reason or words.rstrip('.') or type(error).__name__}.")


def check_target(path: Path) -> None:
    """Raise EncodeError for what cannot end well: a missing folder, a folder in the way."""
    try:
        if path.is_dir():
            raise explain(path, IsADirectoryError(errno.EISDIR, ""))
        if not path.parent.is_dir():
            number = errno.ENOTDIR if path.parent.exists() else errno.ENOENT
            raise explain(path, OSError(number, ""))
        if not os.access(path.parent, os.W_OK):
            raise explain(path, OSError(errno.EACCES, ""))
    except OSError as error:
        raise explain(path, error) from error


def _sync(path: Path) -> None:
    """Make sure that the content is on the disk before the name points to it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can open a folder (not on Windows)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
