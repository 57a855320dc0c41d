"""One effect over numpy pictures: what the loader writes around it, in a few lines, and one draw."""

import re
import tomllib
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest

from renderer.core.paths import SHADERS
from renderer.gpu.include import expand
from renderer.scene.size import evaluate

EFFECTS = SHADERS / "effects"
DTYPES = {"f2": "f2", "f4": "f4", "u1": "f1"}
COVER = """#version 410 core
void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0); }"""
BEFORE = """#version 410 core
uniform vec2 u_resolution, u_output, u_origin, u_jitter;
uniform float u_time, u_dt, u_wet;
uniform int u_frame;
uniform uint u_seed;
out vec4 o;
ivec2 texel() { return ivec2(gl_FragCoord.xy); }
ivec2 target_texel() { return texel(); }
vec2 pixel() { return gl_FragCoord.xy; }
#define main effect_main
"""
MIXED = """
#undef main
void main() { effect_main(); o = mix(fetch_source(target_texel()), o, u_wet); }"""
SAMPLED = """uniform sampler2D t_{0};
vec4 fetch_{0}(ivec2 place) {{ return texelFetch(t_{0}, place, 0); }}
"""


def read_head(name):
    """Return the TOML that effect ``name`` begins with."""
    text = (EFFECTS / f"{name}.frag").read_text()
    assert text.startswith("/*\n"), f"{name}.frag begins with its TOML"
    return tomllib.loads(text[2 : text.index("*/")])


def kind(spec):
    """Return the GLSL type of one parameter's default."""
    default = spec["default"]
    if "choices" in spec or (isinstance(default, int) and not isinstance(default, bool)):
        return "int"
    return {bool: "bool", float: "float", str: "vec3", list: "vec2"}[type(default)]


def declared_parameters(parameters):
    """Return the uniforms and constants that the parameters make."""
    lines = []
    for name, spec in parameters.items():
        lines.append(f"uniform {kind(spec)} u_{name};")
        if spec.get("unit") == "Hz":
            lines += [f"uniform float u_{name}_phase;", f"uniform ivec2 u_{name}_beat;"]
        for number, choice in enumerate(spec.get("choices", ())):
            lines.append(f"const int {re.sub('[^A-Z0-9]+', '_', f'{name}_{choice}'.upper())} = {number};")
    return "\n".join(lines)


@dataclass
class Step:
    """One pass: its program and targets; two of them where it reads its own last frame."""

    name: str
    reads: list
    program: object
    vao: object
    textures: list
    frames: list


class Runner:
    """Effect ``name`` at one size of picture; fragment passes only. ``release`` frees it."""

    def __init__(self, gl, name, size):
        self.gl, self.name, self.size = gl, name, size
        self.head = read_head(name)
        self.parameters = self.head["params"]
        self.source = gl.texture(size, 4, dtype="f2")
        self.source.repeat_x = self.source.repeat_y = False
        last = {"name": name, "shader": f"{name}.frag", "reads": self.head.get("reads", ["source"])}
        self.steps = [self.step(each, each is last) for each in [*self.head.get("passes", ()), last]]

    def step(self, spec, final):
        """Compile one pass and make its cleared targets."""
        gl, reads = self.gl, spec.get("reads", [])
        samplers = "".join(SAMPLED.format(name) for name in dict.fromkeys(["source"] * final + [*reads]))
        head = BEFORE.replace("#define", declared_parameters(self.parameters) + "\n" + samplers + "#define")
        after = MIXED if final else "\n#undef main\nvoid main() { effect_main(); }"
        program = gl.program(COVER, expand(EFFECTS / spec["shader"], head, after).text)
        names = dict(zip(("width", "height"), self.size, strict=True))
        size = tuple(evaluate(side, names) for side in spec.get("size", ("width", "height")))
        count = 1 + (spec["name"] in reads)
        textures = [gl.texture(size, 4, dtype=DTYPES[spec.get("format", "f2")]) for _ in range(count)]
        for texture in textures:
            texture.repeat_x = texture.repeat_y = False
            smooth = gl.LINEAR if spec.get("filter", "linear") == "linear" else gl.NEAREST
            texture.filter = (smooth, smooth)
        frames = [gl.framebuffer([texture]) for texture in textures]
        for frame in frames:
            frame.clear(0.0, 0.0, 0.0, 0.0)
        return Step(spec["name"], reads, program, gl.vertex_array(program, []), textures, frames)

    def draw(self, frame=0, seed=0, dt=1 / 60, wet=1.0, **values):
        """Draw every pass once over what ``source`` holds; a parameter not given keeps its default."""
        unknown = set(values) - set(self.parameters) - {f"{name}_phase" for name in self.parameters}
        assert not unknown, f"{self.name} has no {unknown}"
        values = {name: spec["default"] for name, spec in self.parameters.items()} | values
        for name, spec in self.parameters.items():
            if "choices" in spec:
                values[name] = spec["choices"].index(values[name])
            if spec.get("unit") == "Hz":
                values.setdefault(f"{name}_phase", values[name] * frame * dt)
        drawn = {"source": self.source}
        for step in self.steps:
            step.textures.reverse()
            step.frames.reverse()
            last = {**drawn, step.name: step.textures[-1]}
            width, height = step.textures[0].size
            given = {"u_resolution": (width, height), "u_output": self.size, "u_frame": frame, "u_seed": seed}
            given |= {"u_time": frame * dt, "u_dt": dt, "u_wet": wet}
            given |= {f"u_{name}": value for name, value in values.items()}
            for unit, name in enumerate(dict.fromkeys(["source", *step.reads])):
                last[name].use(unit)
                given[f"t_{name}"] = unit
            for name, value in given.items():
                if name in step.program:
                    step.program[name] = value
            step.frames[0].use()
            step.vao.render(vertices=3)
            drawn[step.name] = step.textures[0]

    def read(self, name=None):
        """Return what pass ``name`` (the last one when none is named) holds, float32 [h, w, 4]."""
        step = next((step for step in self.steps if step.name == name), self.steps[-1])
        width, height = step.textures[0].size
        raw = step.frames[0].read(components=4, dtype="f4")
        return np.frombuffer(raw, np.float32).reshape(height, width, 4)

    def release(self):
        """Free every GL object."""
        self.gl.detect_framebuffer(0).use()  # none may die bound
        for step in self.steps:
            for thing in (*step.frames, *step.textures, step.vao, step.program):
                thing.release()
        self.source.release()


def rgba(picture):
    """Return ``picture`` [h, w, 3 or 4] as the half floats that the effect reads, opaque where 3."""
    picture = np.asarray(picture, np.float16)
    if picture.shape[2] == 3:
        picture = np.concatenate([picture, np.ones_like(picture[..., :1])], axis=2)
    return np.ascontiguousarray(picture)


@pytest.fixture
def effect(gl):
    """
    Return ``effect(name, pictures, frame=0, seed=0, dt=1/60, wet=1.0, **params)``: float32 [h, w, 4].

    ``pictures`` : linear light [h, w, 3 or 4], bottom row first as ``t_source``; or [n, h, w, 3 or 4]:
        frames ``frame - n + 1 .. frame`` in turn, for feedback; what the last one gave is returned.
    ``params`` : by name without the effect's; a phase in cycles may be given as ``<name>_phase``.
    ``effect.passes(pass)`` reads what a pass of the last call holds.
    """
    held = {}

    def run(name, pictures, frame=0, **values):
        pictures = pictures if np.ndim(pictures) == 4 else [pictures]
        shape = np.shape(pictures[0])
        held.pop("last", None)
        key = (name, shape[:2])
        if len(pictures) > 1 and key in held:
            held.pop(key).release()  # starts from an empty last frame
        if key not in held:
            held[key] = Runner(gl, name, (shape[1], shape[0]))
        for index, picture in enumerate(pictures, frame - len(pictures) + 1):
            held[key].source.write(rgba(picture).tobytes())
            held[key].draw(index, **values)
        held["last"] = held[key]
        return held[key].read()

    run.passes = lambda name: held["last"].read(name)
    yield run
    held.pop("last", None)
    for runner in held.values():
        runner.release()


@pytest.fixture(scope="session")
def picture():
    """Return a lit picture [72, 96, 4]: soft light, hard edges, strong colours, fine stripes, deep black."""
    y, x = np.mgrid[0:72, 0:96] / 72.0
    light = np.exp(-3.0 * ((x - 0.9) ** 2 + (y - 0.6) ** 2))[..., None] * [0.95, 0.7, 0.4]
    light[8:20, 8:40] = [0.8, 0.05, 0.03]
    light[8:20, 48:80] = [0.02, 0.3, 0.7]
    light[30:44, 6:30] = (np.arange(24)[None, :, None] % 4 < 2) * np.ones((14, 1, 3))
    light[56:66, 60:90] = 0.0
    return rgba(light).astype(np.float32)


@pytest.fixture(scope="session")
def srgb():
    """Return the sRGB curve of IEC 61966-2-1 both ways, in numpy float64."""

    def encode(x):
        x = np.asarray(x, np.float64)
        return np.where(x <= 0.0031308, 12.92 * x, 1.055 * np.maximum(x, 1e-9) ** (1 / 2.4) - 0.055)

    def decode(x):
        x = np.asarray(x, np.float64)
        return np.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)

    return SimpleNamespace(encode=encode, decode=decode)
