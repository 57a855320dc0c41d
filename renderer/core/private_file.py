"""Files that are for the artist alone: what Chorus remembers, caches and logs, readable by nobody else."""

import os
from contextlib import suppress
from pathlib import Path

from .paths import state_dir

__all__ = ["keep_newest", "made_folder", "opener", "write_private"]

_FOLDER, _FILE = 0o700, 0o600


def made_folder(folder: Path) -> Path:
    """
    Make ``folder`` and return it; below the state's own folder all are for the artist alone, older ones too.

    One that CHORUS_STATE names keeps its rights: others may share it.
    """
    state = state_dir()
    if folder != state and state not in folder.parents:
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    state.parent.mkdir(parents=True, exist_ok=True)
    for one in reversed([folder, *folder.parents]):
        if one == state or state in one.parents:
            one.mkdir(mode=_FOLDER, exist_ok=True)
            if one != state or not os.environ.get("CHORUS_STATE"):
                _close(one, _FOLDER)
    return folder


def opener(path: str, flags: int) -> int:
    """Open as ``open(path, opener=opener)`` does, a file for the artist alone where it lies in the state's folder."""
    ours = state_dir() in Path(path).parents
    descriptor = os.open(path, flags, _FILE if ours else 0o666)
    if ours:
        _close(Path(path), _FILE)
    return descriptor


def write_private(path: Path, *parts: bytes | memoryview) -> None:
    """Write ``parts`` under ``path``, whole or not at all; an older file of more rights gives way. Raises OSError."""
    made_folder(path.parent)
    target = path.resolve() if path.is_symlink() else path
    temporary = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with open(temporary, "wb", opener=opener) as file:
            file.writelines(parts)
        temporary.replace(target)  # no fsync: it would stall a frame, and an older state is good enough
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def keep_newest(path: Path, most: int, *parts: bytes | memoryview) -> bool:
    """Write ``parts`` to ``path``, an entry of a cache, and return whether; the oldest beyond ``most`` go."""
    try:
        write_private(path, *parts)
    except OSError:  # a full disk or read-only home is no reason to show nothing
        return False
    with suppress(OSError):
        ours = f"{'[0-9a-f]' * len(path.stem)}{path.suffix}"
        for one in sorted(path.parent.glob(ours), key=lambda one: one.stat().st_mtime)[:-most]:
            one.unlink(missing_ok=True)
    return True


def _close(path: Path, mode: int) -> None:
    """Take from others what rights they have to ``path``."""
    with suppress(OSError):  # somebody else's, or a disk that knows no rights
        if path.stat().st_mode & 0o077:
            path.chmod(mode)
