"""Each effect's cost at 1280x720, against a copy of the picture, measured in turn."""

import statistics
import time

from renderer.core.paths import INSTALLATIONS
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.gpu.context import create, unbind
from renderer.gpu.program import compile_text
from renderer.params.param import assign
from renderer.scene.catalogue import load
from renderer.scene.effect import effects, kind_of
from renderer.scene.scene import Effect

SIZE, ROUNDS = (1280, 720), 7
SIMPLE, SORT = 2.5, 120.0  # copies, ms
# Those that read a few texels for each one they write; the others are listed.
FEW = ("bit_planes", "blocks", "channel_shift", "chroma_bleed", "head_switching", "palette", "rolling_shutter",
       "snow", "stripes", "sync_loss", "tear", "text")  # fmt: skip
COPY = """#version 410 core
uniform sampler2D t_source;
out vec4 o;
void main() { o = texelFetch(t_source, ivec2(gl_FragCoord.xy), 0); }
"""


class Copy:
    """What an effect is measured against: one texel read and written for each pixel."""

    def __init__(self, gl):
        self.gl = gl
        self.program, self.vao = compile_text(gl, COPY)
        self.source, self.target = (gl.texture(SIZE, 4, dtype="f2") for _ in range(2))
        self.buffer = gl.framebuffer([self.target])

    def run(self):
        """Return the s that one copy takes."""
        self.source.use(0)
        self.gl.finish()
        begun = time.perf_counter()
        self.buffer.use()
        self.vao.render(self.gl.TRIANGLES, vertices=3)
        self.gl.finish()
        return time.perf_counter() - begun


def cost(gl, copy, name):
    """Return s of the effect's own passes and of a copy, medians of turns; the picture below stands."""
    loaded = load(INSTALLATIONS / "enamel" / "scene.py", (Effect(name),))
    engine = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), SIZE)
    params = assign(loaded.scene.params(), **{f"{name}_amount": 0.8})
    engine.draw(loaded.scene.frame(0, size=SIZE), params)
    pipeline, frame = engine.pipeline, loaded.scene.frame(1, size=SIZE)
    values = engine._values(frame, params, frozenset(), None)
    own = [one for one in pipeline.compiled if one.step.name.startswith("fx_")]
    pairs = []
    for _ in range(ROUNDS):
        gl.finish()
        begun = time.perf_counter()
        for one in own:
            target = pipeline.targets[one.step.name]
            target.inputs = None
            target.swap()
            pipeline._draw(one, values, target.buffer)
        gl.finish()
        pairs.append((time.perf_counter() - begun, copy.run()))
    engine.release()
    return [statistics.median(column) for column in zip(*pairs, strict=True)]


def main():
    """Print a line for each effect."""
    gl = create()
    copy = Copy(gl)
    found = {name: cost(gl, copy, name) for name in effects()}
    for name, (own, one) in sorted(found.items(), key=lambda row: row[1][0] / row[1][1]):
        passes = len(kind_of(name).passes) + 1
        if name == "pixel_sort":
            verdict = "ok" if own * 1e3 <= SORT else "OVER"
            print(f"{verdict:5} {name:16} {own * 1e3:7.1f} ms  (bar {SORT:g} ms)")
        elif name in FEW:
            verdict = "ok" if own / one <= SIMPLE else "OVER"
            print(f"{verdict:5} {name:16} {own / one:7.2f} copies  {own * 1e3:6.1f} ms (bar {SIMPLE:g})")
        else:
            print(f"      {name:16} {own / one:7.2f} copies  {own * 1e3:6.1f} ms in {passes} passes")
    unbind(gl)
    gl.release()


if __name__ == "__main__":
    main()
