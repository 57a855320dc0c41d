"""What a scene looked like when it was last left: values, seed and time, kept over a restart."""

import hashlib
import json
import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from renderer.core.paths import state_dir
from renderer.params.phase import Phases
from renderer.scene.catalogue import Loaded

from .refit import refit_values
from .session import SEEDS, Session, Values, begin

__all__ = ["Kept", "memory_path", "recall", "remember"]

SCHEMA = "chorus-session/1"
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


def remember(path: Path, session: Session, index: int) -> None:
    """Write ``session`` at frame ``index`` to ``path``, whole or not at all; a full disk is no reason to stop."""
    content = {
        "schema": SCHEMA,
        "params": asdict(session.params),
        "held": sorted(session.values.held),
        "seed": session.values.seed,
        "locked": session.locked,
        "index": index,
        "rates": dict(session.phases.rates),
        "offsets": dict(session.phases.offsets),
    }
    temporary = path.with_suffix(".part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(content, indent=1), "utf-8")
        temporary.replace(path)  # no fsync: it would stall a frame, and an older state is good enough


def recall(path: Path, loaded: Loaded) -> Kept:
    """Return what ``path`` remembers; where it is absent or cannot be read, the scene's defaults and a note."""
    fresh = begin(loaded)
    if not path.is_file():
        return Kept(fresh)
    try:
        return _restored(_read(path), loaded, fresh)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        why = str(error).partition("\n")[0] or type(error).__name__
        return Kept(fresh, notes=(f"{path}: not readable ({why}); starting from the scene's defaults",))


def _read(path: Path) -> Mapping[str, Any]:
    """Return the content of ``path``, or raise ValueError saying what is wrong with it."""
    if path.stat().st_size > LIMIT:
        raise ValueError("it is too long")
    content = json.loads(path.read_text("utf-8"))
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise ValueError("it is no session of this version")
    return content


def _restored(content: Mapping[str, Any], loaded: Loaded, fresh: Session) -> Kept:
    """Return the session that ``content`` describes."""
    turned = {name: tuple(v) if isinstance(v, list) else v for name, v in dict(content["params"]).items()}
    params, notes = refit_values(turned, loaded.scene.params())
    held = frozenset(map(str, content["held"])) & {bind.to for bind in loaded.scene.binds}
    seed, index = int(content["seed"]) % SEEDS, max(0, int(content["index"]))
    rates, offsets = _numbers(content["rates"]), _numbers(content["offsets"])
    phases = Phases(rates, offsets).turned(params, 0.0)
    session = replace(fresh, values=Values(params, held, seed), phases=phases, locked=bool(content["locked"]))
    return Kept(session, index, notes)


def _numbers(content: Mapping[str, Any]) -> dict[str, float]:
    """Return ``content`` as finite numbers by name."""
    numbers = {str(name): float(value) for name, value in content.items()}
    if not all(map(math.isfinite, numbers.values())):
        raise ValueError("a rate is not finite")
    return numbers
