"""Keeps how each projector is aligned, by the projector and apart from any scene, with copies of what was before.

A file is named by the connector and the digest of the EDID: ``HDMI-1.0f3c….json``, with ``none`` where there is none.
"""

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, unquote

from renderer.core.errors import RendererError
from renderer.core.files import whole
from renderer.core.json_object import read_object
from renderer.core.paths import state_dir
from renderer.core.private_file import made_folder, opener
from renderer.core.small_file import read_bytes
from renderer.displays.projector.alignment import Alignment

from .monitors import Display

__all__ = ["BACKUPS", "alignment_path", "load_alignment", "save_alignment"]

BACKUPS = 9  # that are kept of each projector: .1 is the newest
_LIMIT = 1 << 20  # bytes
_NONE = "none"


def alignment_path(display: Display, around: Sequence[Display] = ()) -> Path:
    """
    Return the file of ``display``, which may not be there yet.

    The same EDID is the same projector, on whatever connector, unless that has a file of its own: twins with one EDID,
    ``around`` at once or lit one after the other, each have their connector's. Where an EDID is not told, now or then,
    the connector's name is what counts.
    """
    exact = _folder() / f"{quote(display.name, safe='')}.{display.edid or _NONE}.json"
    known = [(path, *_identity(path)) for path in sorted(_folder().glob("*.json"), key=_age) if path.stem.count(".")]
    twins = {one.name for one in around if one.edid == display.edid and one.name != display.name}
    moved = [path for path, name, edid in known if edid == display.edid != "" and name not in twins]
    named = [path for path, name, edid in known if name == display.name and "" in (edid, display.edid)]
    return exact if _there(exact) else next(iter((*moved, *named)), exact)


def load_alignment(display: Display, around: Sequence[Display] = ()) -> tuple[Alignment, str]:
    """Return how ``display`` is aligned, and what is to be told: that its file is damaged, and what stands for it."""
    try:
        with suppress(FileNotFoundError):
            os.scandir(_folder()).close()
    except OSError as error:  # another account's: a show is not refused for that
        return Alignment(), f"no alignment can be read ({_folder()}: {error.strerror}), so nothing is pinned"
    path = alignment_path(display, around)
    if not os.path.lexists(path):
        return Alignment(), ""
    try:
        return _read(path), _newer(path, {one.name for one in around})
    except (RendererError, OSError, ValueError) as error:
        why = str(error)
    for number in range(1, BACKUPS + 1):
        backup = _backup(path, number)
        with suppress(RendererError, OSError, ValueError):
            found = _read(backup)
            kept = time.strftime("%Y-%m-%d %H:%M", time.localtime(backup.stat().st_mtime))
            return found, f"the alignment of {display.name} is damaged ({path}: {why}); its backup of {kept} is used"
    return Alignment(), (f"the alignment of {display.name} is damaged ({path}: {why}), and it has no backup: "
                         "pin the corners anew, F6")  # fmt: skip


def _newer(path: Path, lit: set[str]) -> str:
    """Return what is told where one of the same EDID, none that is ``lit``, was aligned since ``path`` was kept."""
    name, edid = _identity(path)
    others = (one for one in _folder().glob(f"*.{edid}.json") if edid and _identity(one)[0] not in lit)
    newest = min(others, key=_age, default=path)
    if newest == path or _age(newest) >= _age(path):
        return ""
    return (f"{name} has the alignment that was kept for it; a projector of the same EDID was aligned on "
            f"{_identity(newest)[0]} since: where that is this one, copy {newest} to {path}")  # fmt: skip


def save_alignment(alignment: Alignment, display: Display, around: Sequence[Display] = ()) -> Path:
    """Keep ``alignment`` for ``display``, whole or not at all; return its file. Raises EncodeError, OSError."""
    made_folder(_folder())
    found = alignment_path(display, around)
    edid = _identity(found)[1]
    # One whose EDID is not told this time is still the one that had one.
    path = found.with_name(f"{quote(display.name, safe='')}.{display.edid or edid or _NONE}.json")
    _keep_backup(found, path)
    content = {**alignment.json(), "display": {"name": display.name, "edid": display.edid or edid,
                                               "size": [display.width, display.height]}}  # fmt: skip
    lines = ",\n ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in content.items())
    _write(path, f"{{{lines}}}\n".encode())
    if found != path and not edid:
        found.unlink(missing_ok=True)  # its EDID was not told before; its backups stay
    return path


def _keep_backup(found: Path, path: Path) -> None:
    """Make what ``found`` holds the newest backup of ``path``; what is damaged is set aside, and no backup."""
    if not found.is_file():
        return
    try:
        _read(found)
    except (RendererError, OSError, ValueError):
        found.replace(found.with_suffix(".damaged"))
        return
    for number in range(BACKUPS - 1, 0, -1):
        if (older := _backup(path, number)).is_file():
            older.replace(_backup(path, number + 1))
    when = found.stat()
    _write(_backup(path, 1), found.read_bytes())
    os.utime(_backup(path, 1), ns=(when.st_atime_ns, when.st_mtime_ns))


def _read(path: Path) -> Alignment:
    if not path.is_file():  # a pipe would be waited for
        raise ValueError("it is no file")
    return Alignment.read(read_object(read_bytes(path, _LIMIT), path.name))


def _write(path: Path, content: bytes) -> None:
    """Write ``content`` whole or not at all, for the artist alone."""
    with whole(path) as temporary, open(temporary, "wb", opener=opener) as file:
        file.write(content)


def _backup(path: Path, number: int) -> Path:
    return path.with_suffix(f".json.{number}")


def _identity(path: Path) -> tuple[str, str]:
    """Return connector and EDID that a file is named by."""
    name, _, edid = path.stem.rpartition(".")
    return unquote(name), "" if edid == _NONE else edid


def _there(path: Path) -> bool:
    """Return whether ``path`` is a file; one of a folder that may not be looked into is none."""
    with suppress(OSError):
        return path.is_file()
    return False


def _age(path: Path) -> float:
    """Return what sorts the newest first."""
    with suppress(OSError):
        return -path.stat().st_mtime
    return 0.0


def _folder() -> Path:
    return state_dir() / "displays"
