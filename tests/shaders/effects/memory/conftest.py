"""Effects that remember, compute or draw shards, over films from numpy: the real passes of the real loader."""

from collections import deque
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from renderer.core.frame import Frame
from renderer.gpu.pipeline import Pipeline
from renderer.params.param import assign, specs
from renderer.params.phase import Phases
from renderer.scene.catalogue import Loaded
from renderer.scene.chain import with_effects
from renderer.scene.effect import kind_of
from renderer.scene.scene import Effect, Pass, Scene


@dataclass(frozen=True)
class NoParams:
    """The film has nothing to turn."""


class Player:
    """Effect ``name`` over films of ``size`` px."""

    def __init__(self, gl, name, size):
        self.name, self.size = name, size
        film = Scene(title="Film", params=NoParams, passes=(Pass("film", "source.frag"),))
        self.scene = with_effects(film, (Effect(name),))
        loaded = Loaded(self.scene, "film", Path(__file__))
        self.pipeline = Pipeline(gl, loaded, ())
        self.pipeline.compiled.pop(0).release()  # the film is written, not drawn
        self.pipeline.resize(size)

    def show(self, picture, index, seed, fps, settings):
        """Draw the effect over ``picture``, float [h, w, 3 or 4], bottom row first, as frame ``index``."""
        picture = np.asarray(picture, np.float16)
        if picture.shape[2] == 3:
            picture = np.concatenate([picture, np.ones_like(picture[..., :1])], axis=2)
        target = self.pipeline.targets["film"]
        target.front.write(np.ascontiguousarray(picture).tobytes())
        target.drawn += 1
        frame = Frame(index, Fraction(fps), self.size, seed, 10**6)
        params = assign(self.scene.params(), **{f"{self.name}_{key}": value for key, value in settings.items()})
        values = self.values(params, frame)
        self.pipeline.advance(values)
        deque(self.pipeline.draw(values, None), 0)

    def values(self, params, frame):
        """Return the uniforms that the engine would give."""
        values = {f"u_{name}": getattr(params, name) for name in specs(params)}
        phases = Phases().turned(params, 0.0)
        values |= {f"u_{name}_phase": cycle for name, cycle in phases.cycles(frame.time).items()}
        values |= {f"u_{name}_beat": beat for name, beat in phases.beats(frame.time, frame.dt).items()}
        values |= {"u_output": tuple(map(float, self.size)), "u_jitter": (0.0, 0.0)}
        return values | {"u_time": frame.time, "u_dt": frame.dt, "u_frame": frame.index, "u_seed": frame.seed}

    def read(self, name=""):
        """Return what pass ``name`` of the effect holds, the picture without one, float32 [h, w, 4]."""
        targets = self.pipeline.targets
        texture = targets[f"fx_{self.name}_{name}"].front if name else self.pipeline.last.front
        raw = np.frombuffer(texture.read(), np.float32 if texture.dtype == "f4" else np.float16)
        return raw.reshape(texture.height, texture.width, 4).astype(np.float32)


@pytest.fixture
def play(gl):
    """
    Return ``play(name, film, seed=0, fps=30, start=0, **settings)``: the effect's frames [n, h, w, 4].

    ``film`` : float [n, h, w, 3 or 4], bottom row first; ``settings`` : the effect's parameters, or a
        function of the frame's index that gives them. ``play.read(pass)`` reads a pass of the last frame.
    """
    held = {}

    def run(name, film, seed=0, fps=30, start=0, **settings):
        size = np.shape(film)[2], np.shape(film)[1]
        player = held.get((name, size)) or held.setdefault((name, size), Player(gl, name, size))
        player.pipeline.clear()
        run.read = player.read
        turn = settings.pop("turn_knobs", None)
        frames = []
        for index, picture in enumerate(film, start):
            player.show(picture, index, seed, fps, settings | (turn(index) if turn else {}))
            frames.append(player.read())
        return np.stack(frames)

    yield run
    for player in held.values():
        player.pipeline.release()


@pytest.fixture(scope="session")
def film():
    """Return 24 frames [24, 72, 96, 4]: soft lights that wander over a dark striped ground."""
    y, x = np.mgrid[0:72, 0:96] / 72.0
    frames = []
    for t in np.linspace(0.0, 1.0, 24):
        light = np.exp(-30.0 * ((x - 0.2 - 0.9 * t) ** 2 + (y - 0.5) ** 2))[..., None] * [0.9, 0.6, 0.3]
        light = light + np.exp(-60.0 * ((x - 1.0) ** 2 + (y - 0.1 - 0.8 * t) ** 2))[..., None] * [0.1, 0.4, 0.8]
        stripes = 0.05 + 0.04 * np.sin(40.0 * x + 3.0 * y)[..., None] * [1.0, 0.8, 0.6]
        frames.append(light + stripes)
    frames = np.stack(frames).astype(np.float16)
    return np.concatenate([frames, np.ones_like(frames[..., :1])], axis=3).astype(np.float32)


def pytest_generate_tests(metafunc):
    """Give the tests that hold for every such effect their names."""
    if "remembering" in metafunc.fixturenames:
        names = ("datamosh", "echo", "feedback", "freeze", "ghost", "mesh_explode", "pixel_sort", "slit_scan",
                 "spikes", "stutter")  # fmt: skip
        metafunc.parametrize("remembering", [name for name in names if kind_of(name)])
