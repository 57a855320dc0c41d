"""What a scene looked like when it was last left: what was changed, seed and time, kept over a restart."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from renderer.core.errors import RendererError
from renderer.core.json_object import read_object
from renderer.core.paths import state_dir
from renderer.core.private_file import write_private
from renderer.core.quote import quoted
from renderer.scene.catalogue import Loaded

from .open_setup import session_of, setup_now
from .session import Session, begin
from .setup import Setup
from .setup_fields import finite, whole
from .setup_history import memory_from_1
from .setup_json import setup_json, setup_of

__all__ = ["Kept", "memory_of", "memory_path", "recall", "remember", "restored"]

SCHEMA = "chorus-session/2"
LAST = 2**63 - 1  # frame; 2**32 are 50 days of 1000 a second
LIMIT = 1 << 20  # bytes; a longer file is none of ours


@dataclass(frozen=True, slots=True)
class Kept:
    """A session as it was left, the frame it stood at, and notes for the artist."""

    session: Session
    index: int = 0
    notes: tuple[str, ...] = ()


def memory_path(module: Path) -> Path:
    """Return the file that remembers the scene of ``module``; two scenes of one name have two."""
    whole = module.resolve()
    mark = hashlib.sha256(str(whole).encode()).hexdigest()[:8]
    return state_dir() / "scenes" / f"{whole.parent.name}-{mark}.json"


def remember(path: Path, setup: Setup, session: Session, index: int) -> None:
    """Write what was changed in ``session``, at frame ``index``, whole or not at all; a full disk stops nothing."""
    with suppress(OSError):
        write_private(path, json.dumps(memory_of(setup, session, index), indent=1).encode())


def memory_of(setup: Setup, session: Session, index: int) -> dict[str, Any]:
    """Return what was changed in ``session``, at frame ``index``, as JSON holds it."""
    now = setup_now(setup, session)
    kept = setup_json(replace(now, params=_changed(session), roles=session.chosen, binds=session.values.binds,
                              domains=session.values.choice.domains))  # fmt: skip
    return {"schema": SCHEMA, "setup": kept, "locked": session.locked, "index": index,
            "stood": [[*key, *values] for key, values in session.stood.items()]}  # fmt: skip


def recall(path: Path, loaded: Loaded) -> Kept:
    """Return what ``path`` remembers; where it is absent or cannot be read, the scene's defaults and a note."""
    fresh = begin(loaded)
    if not path.is_file():
        return Kept(fresh)
    try:
        return restored(_read(path, loaded.name), loaded)
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RendererError) as error:
        why = f"it lacks {error}" if isinstance(error, KeyError) else str(error).partition("\n")[0]
        aside = f"; it is kept as {path.name}.unread" if _set_aside(path) else ""
        return Kept(fresh, notes=(f"{path}: not readable ({why}); starting from the scene's defaults{aside}",))


def _set_aside(path: Path) -> bool:
    """Keep what ``path`` holds beside it, for the next save overwrites it; return whether that could be done."""
    aside = path.with_name(f"{path.name}.unread")
    try:
        aside.unlink(missing_ok=True)
        try:
            os.link(path, aside)  # the save puts another file in its place
        except OSError:
            path.replace(aside)  # on a disk without links
    except OSError:
        return False
    return True


def _changed(session: Session) -> dict[str, Any]:
    """Return the values that a hand or a preset changed; the others follow ``scene.py`` when it is edited later."""
    values = session.values
    now = {name: (getattr(values.params, name), spec.default) for name, spec in session.known.items()}
    return {name: value for name, (value, default) in now.items() if value != default or name in values.held}


def _read(path: Path, scene: str) -> Mapping[str, Any]:
    """Return the content of ``path`` in this version's form, or raise ValueError saying what is wrong with it."""
    if path.stat().st_size > LIMIT:
        raise ValueError("it is too long")
    content = read_object(path.read_bytes(), "it")
    if content.get("schema") == "chorus-session/1":
        return memory_from_1(content, scene)
    if content.get("schema") != SCHEMA:
        raise ValueError("it is no session of this version")
    return content


def restored(content: Mapping[str, Any], loaded: Loaded) -> Kept:
    """Return the session that ``content`` describes; its chain is the scene's, whatever played when it was left."""
    session, notes = session_of(setup_of(content["setup"], "its setup"), loaded)
    session = replace(session, locked=bool(content["locked"]), stood=_stood(content.get("stood", ())))
    return Kept(session, _index(content["index"]), notes)


def _stood(kept: Iterable[Any]) -> dict[tuple[str, str], tuple[float, float]]:
    """Return what stood before hands came; a session of before this was kept has nothing of it."""
    return {(str(address), str(name)): (finite(low), finite(last)) for address, name, low, last in kept}


def _index(value: object) -> int:
    """Return the frame it stood at."""
    try:
        return whole(value, high=LAST)
    except TypeError:
        raise ValueError(f"index = {quoted(value)} is no frame") from None
