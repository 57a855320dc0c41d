"""Nothing is read, listed or asked of a disk while a frame is drawn: a show must not wait for one."""

import builtins
import io
import os
import sys
from pathlib import Path

import pytest
from coarse import ROUGH

from renderer.frames.engine import Engine
from renderer.scene.catalogue import installations, load
from renderer.signals.source import read_figures

SIZE = (48, 27)
CALLS = [(builtins, "open"), (io, "open"), *((os, name) for name in ("open", "stat", "lstat", "scandir", "listdir")),
         *((Path, name) for name in ("open", "stat", "exists", "is_file", "is_dir", "glob", "iterdir"))]  # fmt: skip
watching = []


def hook(event, arguments):
    """Hear what Python itself opens, imports among it; a hook cannot be taken off, so it asks whether to listen."""
    if watching and event in ("open", "os.listdir", "os.scandir", "import"):
        watching.append(f"{event} {arguments[:1]}")


sys.addaudithook(hook)


@pytest.fixture
def sealed(monkeypatch):
    """Return ``sealed(draw)``: calls it while every way to a disk raises; returns what was tried."""

    def run(draw):
        def refuse(*arguments, **_):
            raise AssertionError(f"asked of a disk within a draw: {arguments[:2]}")

        with monkeypatch.context() as patch:
            for place, name in CALLS:
                patch.setattr(place, name, refuse)
            watching.append("on")
            try:
                draw()
            finally:
                tried = watching[1:]
                watching.clear()
        return tried

    return run


@pytest.mark.parametrize("feed", [None, "none", "rehearsal", "flusight"])
@pytest.mark.parametrize("name", installations())
def test_a_draw_reads_nothing(gl, request, sealed, name, feed):
    loaded = load(request.getfixturevalue(f"coarse_{name}") if name in ROUGH else name, None, feed)
    scene = loaded.scene
    figures = read_figures(scene.data, scene.wanted, scene.feed)
    engine = Engine(gl, loaded, figures.table, SIZE, faults=figures.faults)
    try:
        # Frame 9000 is in the middle of a feed; the seed is another one than that of the faults.
        for index, seed in ((0, 0), (9000, 0), (9001, 5)):
            assert sealed(lambda i=index, s=seed: engine.draw(scene.frame(i, size=SIZE, seed=s), catch_up=2)) == []
        assert engine.read().any()
    finally:
        engine.release()


def test_the_seal_holds(sealed, tmp_path):
    (tmp_path / "late.py").write_text("")
    with pytest.raises(AssertionError, match="within a draw"):
        sealed(lambda: tmp_path.stat())
    sys.path.insert(0, str(tmp_path))
    try:
        assert "import ('late',)" in sealed(lambda: __import__("late"))
    finally:
        sys.path.remove(str(tmp_path))
