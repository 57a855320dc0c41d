"""Glitches: what effects cost, whether the flash guard finds and holds, what inputs stand, and that takes are exact.

``./run bench glitch`` prints every bar; ``glitch_effects``, ``glitch_flash`` and ``glitch_inputs`` one part. The chains
that the limiter is tried on are drawn by the GPU's own effects here, and made up in numpy in ``glitch_flash``.
"""

import importlib
import tempfile
from fractions import Fraction
from pathlib import Path

import numpy as np

from renderer.core.paths import INSTALLATIONS
from renderer.data.load import load_table
from renderer.flash.analyse import Analyser
from renderer.flash.numpy_limiter import NumpyLimiter
from renderer.frames.engine import Engine
from renderer.gpu.context import create
from renderer.params.param import assign, specs
from renderer.scene.catalogue import load
from renderer.scene.effect import effects
from renderer.scene.scene import Effect
from renderer.session.replay import begin_take, keep, replayed
from renderer.session.session import begin
from renderer.session.setup import Setup
from renderer.session.take_file import read_take

PARTS = ("effects", "flash", "inputs")
SIZE, FPS, FRAMES, CHAINS = (160, 90), Fraction(30), 75, 24


def chains(gl):
    """Draw random chains of the real effects over a scene, every knob at random; return how many pass when limited."""
    rng, names = np.random.default_rng(7), effects()
    table = load_table("us_oral_health", load(INSTALLATIONS / "enamel" / "scene.py").scene.wanted)
    passed = offended = 0
    for _ in range(CHAINS):
        chain = tuple(Effect(str(name)) for name in rng.choice(names, 3, replace=False))
        loaded = load(INSTALLATIONS / "enamel" / "scene.py", chain)
        engine = Engine(gl, loaded, table, SIZE)
        limiter, plain, held = NumpyLimiter(FPS), Analyser(FPS), Analyser(FPS)
        fails = [False, False]
        for index in range(FRAMES):
            params = loaded.scene.params()
            if index % 9 == 0:
                turned = {name: _anywhere(rng, spec) for name, spec in specs(params).items() if _own(name, chain)}
            engine.draw(loaded.scene.frame(index, FPS, SIZE, int(rng.integers(99))), assign(params, **turned))
            picture = engine.read()
            fails[0] |= not plain.feed(picture).passes
            fails[1] |= not held.feed(limiter.show(picture)).passes
        offended += fails[0]
        passed += not fails[1]
        engine.release()
    verdict = "ok" if passed == CHAINS else "FAILS"
    said = f"limiter: {passed} of {CHAINS} random chains of the effects pass after it; {offended} failed before"
    print(f"{verdict:5} {said}")


def _own(name, chain):
    return any(name.startswith(f"{effect.name}_") for effect in chain) and not name.endswith("_wet")


def _anywhere(rng, spec):
    """Return a value somewhere in the range of ``spec``."""
    if spec.kind in ("number", "whole"):
        value = rng.uniform(spec.low, spec.high)
        return round(value) if spec.kind == "whole" else float(value)
    return spec.default


def takes(gl):
    """Play a scene with effects that remember, and draw its take twice; print whether all are bit-identical."""
    loaded = load(INSTALLATIONS / "enamel" / "scene.py", (Effect("ghost"), Effect("tear")), "rehearsal")
    table = load_table("us_oral_health", loaded.scene.wanted)
    session, drawn = begin(loaded, seed=3), []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "night.take")
        recorder = begin_take(path, Setup(loaded.name, feed="rehearsal"), session, frame=0, fps=FPS, size=SIZE)
        for index in range(60):
            if index % 7 == 0:
                session = session.turn("tear_amount", index / 60, index / 30)
                session = session.turn("ghost_amount", 1.0 - index / 60, index / 30)
            keep(recorder, session, index)
            drawn.append(session)
        recorder.close()
        take, _ = read_take(path, session.known)
    films = []
    for sessions in (drawn, *([replayed(begin(loaded), take, n) for n in range(60)] for _ in range(2))):
        engine = Engine(gl, loaded, table, SIZE)
        pictures = []
        for index, one in enumerate(sessions):
            engine.draw(loaded.scene.frame(index, FPS, SIZE, one.values.seed), one.params, held=one.values.held,
                        phases=one.phases)  # fmt: skip
            pictures.append(engine.read().copy())
        films.append(np.stack(pictures))
        engine.release()
    same = all((film == films[0]).all() for film in films[1:])
    print(f"{'ok' if same else 'DIFFERS':5} a take drawn again, twice: {'bit-identical' if same else 'not identical'}")


def main():
    """Print each bar."""
    for part in PARTS:
        importlib.import_module(f"tests.bench.bench_glitch_{part}").main()
    gl = create()
    takes(gl)
    chains(gl)
    gl.release()


if __name__ == "__main__":
    main()
