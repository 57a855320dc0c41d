"""All rules over one scene: what holds, what is broken, and how long each took to find out."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from renderer.core.errors import RendererError
from renderer.data.load import load_table
from renderer.gpu.context import Context
from renderer.scene.catalogue import load

from .probe import Probe
from .rules import RULES, Rule

__all__ = ["CONTRACT", "Finding", "check_all"]

CONTRACT = "keeps the scene contract"


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one rule; ``fault`` is "" where it holds, ``told`` what it measured, a line each."""

    rule: str
    seconds: float
    fault: str = ""
    told: tuple[str, ...] = ()


def check_all(gl: Context, name: str | Path, size: tuple[int, int] = (192, 108)) -> Iterator[Finding]:
    """
    Yield what came of each rule for the scene ``name``; a scene that cannot be loaded yields one.

    size : px of the pictures compared
    """
    begun = time.perf_counter()
    try:
        loaded = load(name)
        table = load_table(loaded.scene.data, loaded.scene.wanted)
    except RendererError as error:
        yield Finding(CONTRACT, time.perf_counter() - begun, str(error))
        return
    yield Finding(CONTRACT, time.perf_counter() - begun)
    probe = Probe(gl, loaded, table, size)
    try:
        for rule, holds in RULES.items():
            found = _try(probe, rule, holds)
            yield found
            if rule == "compiles" and found.fault:
                return  # nothing else can be said of it
    finally:
        probe.release()


def _try(probe: Probe, rule: str, holds: Rule) -> Finding:
    """Return what came of one rule; what it raises is its fault."""
    begun = time.perf_counter()
    probe.told.clear()
    try:
        fault = holds(probe)
    except RendererError as error:
        fault = str(error)
    return Finding(rule, time.perf_counter() - begun, fault, tuple(probe.told))
