"""What the engine adds to a draw call, and what it leaves behind over a long run."""

import ctypes
import gc
import resource
import statistics
import time
from pathlib import Path

import numpy as np

from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.gpu.context import create
from renderer.scene.catalogue import load
from tests.bench.measure import HERE, bar

FRAMES, SWITCHES = 10_000, 200


def main() -> None:
    """Print overhead a frame, then memory and live GL objects over many frames and switches."""
    gl = create()
    overhead(gl)
    frames(gl)
    switches(gl)
    gl.release()


def overhead(gl) -> None:
    """Compare ``Engine.draw`` with the naked draw of the same program into the same target."""
    engine = made(gl, HERE / "fractal", (16, 16))
    scene = engine.loaded.scene
    compiled, target = engine.pipeline.compiled[0], engine.picture.codes
    ours, bare = [], []
    for index in range(2000):
        begun = time.perf_counter()
        engine.draw(scene.frame(index, size=(16, 16)))
        middle = time.perf_counter()
        target.use()
        compiled.vao.render(gl.TRIANGLES, vertices=3)
        bare.append(time.perf_counter() - middle)
        ours.append(middle - begun)
        gl.finish()
    bar("engine beyond the draw call", (statistics.median(ours) - statistics.median(bare)) * 1000, 0.5, "ms")
    engine.release()


def frames(gl) -> None:
    """Draw many frames of the installation and watch memory."""
    engine = made(gl, "enamel", (64, 36))
    scene, seen = engine.loaded.scene, []
    for index in range(FRAMES):
        engine.draw(scene.frame(index, size=(64, 36)))
        if index % 500 == 499:
            engine.read()
            seen.append(resident())
    engine.release()
    slope = np.polyfit(np.arange(len(seen) // 2), seen[len(seen) // 2 :], 1)[0] / 500
    bar(f"{FRAMES} frames: growth a frame, second half", float(slope), 1.0, "KiB")


def switches(gl) -> None:
    """Switch scenes many times, released each time; ask the driver for live GL objects."""
    names, living, seen = 0, [], []
    for index in range(SWITCHES):
        engine = made(gl, ("enamel", HERE / "fractal")[index % 2], (320, 180))
        engine.draw(engine.loaded.scene.frame(0, size=(320, 180)))
        engine.read()
        names = max(names, engine.picture.texture.glo)
        engine.release()
        del engine
        gc.collect()
        living.append(alive(names))
        seen.append(resident())
    bar(f"{SWITCHES} scene switches: growth of live GL objects", float(living[-1] - living[1]), 0.0, "")
    slope = np.polyfit(np.arange(SWITCHES // 2), seen[SWITCHES // 2 :], 1)[0]
    # Mesa keeps some memory of every program it ever linked: about 0.5 MiB a reload (facts: 0.48 MB).
    bar(f"{SWITCHES} scene switches: growth a switch, second half", float(slope), 512.0, "KiB")


def alive(most: int) -> int:
    """Return how many textures, framebuffers, programs and buffers live, by asking the driver for each name."""
    address = ctypes.CDLL("libEGL.so.1").eglGetProcAddress
    address.restype = ctypes.c_void_p
    kinds = (b"glIsTexture", b"glIsFramebuffer", b"glIsProgram", b"glIsRenderbuffer", b"glIsVertexArray")
    asks = [ctypes.CFUNCTYPE(ctypes.c_ubyte, ctypes.c_uint)(address(kind)) for kind in kinds]
    return sum(bool(ask(name)) for ask in asks for name in range(1, most + 64))


def made(gl, scene: str | Path, size: tuple[int, int]) -> Engine:
    """Return an engine for ``scene``."""
    loaded = load(scene)
    return Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), size)


def resident() -> float:
    """Return the memory this process holds now, KiB."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1024
    except OSError:
        return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
