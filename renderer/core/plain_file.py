"""Files under names that others may know beforehand: nothing is waited for, no link is followed, no end is missed."""

import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import IO

__all__ = ["give_way", "open_plain", "plain_bytes", "plain_digest", "plain_head"]

_FLAGS = {"rb": os.O_RDONLY, "r+b": os.O_RDWR, "ab": os.O_WRONLY | os.O_APPEND | os.O_CREAT}
_SURE = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))  # a pipe would be waited for
_BLOCK = 1 << 20  # bytes


def open_plain(path: Path, mode: str = "rb", *, follow: bool = False) -> IO[bytes]:
    """
    Return the plain file ``path``, open, for a ``with``; ``follow`` : links, too.

    mode : ``rb``, ``r+b``, which is unbuffered, or ``ab``, which makes it where there is none
    Raises ValueError for a folder, a pipe or a device, OSError for a link and what cannot be opened.
    """
    descriptor = os.open(path, _FLAGS[mode] | _SURE | (0 if follow else getattr(os, "O_NOFOLLOW", 0)), 0o666)
    try:
        if not stat.S_ISREG(kind := os.fstat(descriptor).st_mode):
            raise ValueError("it is a folder" if stat.S_ISDIR(kind) else "it is no file")
        return os.fdopen(descriptor, mode, buffering=0 if mode == "r+b" else -1)
    except BaseException:
        os.close(descriptor)
        raise


def plain_bytes(path: Path, limit: int, *, follow: bool = False) -> bytes:
    """Return what the plain file ``path`` holds; raises as ``open_plain``, and ValueError beyond ``limit`` bytes."""
    with open_plain(path, follow=follow) as file:
        # Its size first, where the system knows it: of what is too long nothing is held.
        content = b"" if (long := os.fstat(file.fileno()).st_size > limit) else _read(file, limit + 1)
    if long or len(content) > limit:
        raise ValueError(f"it is too long, more than {limit:,} bytes")
    return content


def plain_head(path: Path, most: int, *, follow: bool = False) -> bytes:
    """Return the first ``most`` bytes of the plain file ``path``, or all; raises as ``open_plain``."""
    with open_plain(path, follow=follow) as file:
        return _read(file, most)


def plain_digest(path: Path, *, follow: bool = False) -> str:
    """Return the SHA-256 of the plain file ``path``, hex, however long it is; raises as ``open_plain``."""
    digest = sha256()
    with open_plain(path, follow=follow) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def give_way(*paths: Path) -> None:
    """Remove each of ``paths`` that is no plain file of one name: a link, a pipe; raises OSError for a folder."""
    for path in paths:
        try:
            seen = path.lstat()
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(seen.st_mode) or seen.st_nlink > 1:
            path.unlink(missing_ok=True)


def _read(file: IO[bytes], most: int) -> bytes:
    """Return ``most`` bytes, or what there is: memory for all of ``most`` is not asked for beforehand."""
    content = bytearray()
    while block := file.read(min(_BLOCK, most - len(content))):
        content += block
    return bytes(content)
