"""One installation drawn, read by its decoder, and what was read held against the figures that were shown."""

import importlib
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from figures import own_text
from grounds import on_ground
from scipy.stats import spearmanr

from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.params.param import assign
from renderer.scene.catalogue import load
from renderer.scene.filled import filled
from renderer.signals.moment import cells_at, moment

from .still import Still

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.py")
               if path.stem not in ("__init__", "decode", "still"))  # fmt: skip


class Drawn(NamedTuple):
    """The still of an installation, and what its first role, or a group's, shows of each area, NaN where not known."""

    still: Still
    figures: np.ndarray


def decoder(name):
    """Return the module that reads the installation ``name``."""
    return importlib.import_module(f"{__package__}.{name}")


def own(name):
    """Return the installation ``name`` with a measure of one's own in its first role, and the table of that."""
    loaded = load(name)
    first = loaded.scene.roles[0].name
    scene = filled(loaded.scene, {first: "sealants"}, {first})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.csv"
        path.write_text(own_text())
        return replace(loaded, scene=scene), load_table(str(path), scene.wanted)


def bundled(name):
    """Return the installation ``name``, and the figures that travel with it."""
    loaded = load(name)
    return loaded, load_table(loaded.scene.data, loaded.scene.wanted)


def drawn(gl, loaded, table, size):
    """Return frame 0 of ``loaded`` over ``table`` at ``size`` px; where no groups hide areas, with its defaults."""
    how, engine = decoder(loaded.name), on_ground(Engine(gl, loaded, table, size))
    grouped = any("@" in column.name for column in table.columns)
    frame = loaded.scene.frame(0, size=size)
    try:
        engine.draw(frame, assign(loaded.scene.params(), **(how.PARAMS if grouped else {})))
        engine.row_at(0, 0)  # draws what only picking needs
        targets = engine.pipeline.targets
        where = how.where(targets) if hasattr(how, "where") else {}
        maps = {what: np.rint(one).astype(np.int32) for what, one in where.items()}
        places = how.places(targets) if hasattr(how, "places") else None
        still = Still(engine.read(3), maps, len(table.areas), places)
    finally:
        engine.release()
    return Drawn(still, cells_at(table, getattr(how, "COLUMN", 0) if grouped else 0, moment(frame, table)).value)


def spearman(name, still, figures):
    """Return how well what is read of ``still`` ranks areas by ``figures``, -1 .. 1, and how many areas it ranks."""
    seen = decoder(name).read(still)
    both = np.isfinite(seen) & np.isfinite(figures)
    if both.sum() < 3 or not np.ptp(seen[both]):
        return 0.0, int(both.sum())
    return float(spearmanr(seen[both], figures[both]).statistic), int(both.sum())
