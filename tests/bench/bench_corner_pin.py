"""What a corner pin costs a show: its pass at 1280x720 beside the copy of a picture that it takes the place of."""

import statistics
import time
from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from renderer.displays.projector.alignment import Alignment, PolygonMask
from renderer.gpu.context import create
from renderer.show.present import Presenter
from tests.bench.measure import bar

SIZE, ROUNDS, BAR = (1280, 720), 60, 1.2
PINNED = Alignment(((0.04, 0.01), (0.97, 0.03), (0.99, 0.98), (0.01, 0.96)))
MASK = PolygonMask(((0.1, 0.1), (0.3, 0.2), (0.2, 0.5)), 0.02)


def main() -> None:
    """Print each kind of alignment beside the copy, by CPU time of a software driver, in turn."""
    gl = create()
    texture = gl.texture(SIZE, 4, np.random.default_rng(1).integers(0, 256, (*SIZE[::-1], 4), np.uint8).tobytes())
    target = gl.texture(SIZE, 4)
    screen = gl.framebuffer([target])
    presenter = Presenter(_Screen(gl, screen))
    kinds = {"a copy": Alignment(), "a corner pin": PINNED, "masks": Alignment(masks=(MASK,)),
             "brightness and gamma": Alignment(brightness=0.8, gamma=1.1),
             "all of them": replace(PINNED, masks=(MASK,), brightness=0.8, gamma=1.1)}  # fmt: skip
    costs = {name: [] for name in kinds}
    for _ in range(ROUNDS):
        for name, alignment in kinds.items():
            presenter.through.alignment = alignment
            presenter.clear(SIZE)
            gl.finish()
            begun = time.process_time()
            presenter.show(texture, (0, 0, *SIZE))
            gl.finish()
            costs[name].append(time.process_time() - begun)
    copy = statistics.median(costs.pop("a copy")[5:])
    print(f"      a copy of {SIZE[0]}x{SIZE[1]} px{1e3 * copy:45.2f} ms of CPU")
    for name, each in costs.items():
        ratio = statistics.median(each[5:]) / copy
        if name == "a corner pin":
            bar(f"{name}, beside a copy", ratio, BAR)
        else:
            print(f"      {name:58} {ratio:9.3f} x    beside a copy")


class _Screen(SimpleNamespace):
    """A context whose window is a framebuffer."""

    def __init__(self, gl, screen) -> None:
        super().__init__(screen=screen, _gl=gl)

    def __getattr__(self, name):
        return getattr(vars(self)["_gl"], name)
