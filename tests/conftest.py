"""What every GPU test shares: one context, a clean error state, and GLSL that can be called from numpy."""

import gc
import os
import signal
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does, before anything imports numpy

import numpy as np
import pytest
from hypothesis import settings

from renderer.core import name_lock
from renderer.core.paths import SHADERS
from renderer.gpu.include import expand

sys.path.insert(0, str(Path(__file__).parent / "support"))  # importlib mode puts no folder of tests on the path

settings.register_profile("busy", deadline=None)  # of the wall's clock: a busy neighbour would fail a test
settings.load_profile("busy")

# Fixtures that tests of several rooms share.
# "coarse" imports "grounds", whose assertions are explained only where it is named first.
pytest_plugins = ("bus", "grounds", "coarse", "engines", "films", "knobs", "panels", "pyglets", "stages", "takes",
                  "windows")  # fmt: skip

# What the loader declares and the library reads.
UNIFORMS = """#version 410 core
uniform vec2 u_resolution, u_output;
uniform int u_rows, u_columns, u_times, u_strokes, u_places, u_place_triangles, u_place_lines;
uniform sampler2DArray t_table;
uniform sampler2D t_seats;
uniform sampler2D t_strokes;
uniform sampler2D t_ground;
uniform sampler2D t_ground_areas;
uniform sampler2D t_ground_part;
uniform ivec4 u_ground_part;
uniform float u_ground_reach;
uniform sampler2D t_ground_neighbours;
uniform sampler2D t_ground_triangles;
uniform sampler2D t_ground_lines;
uniform sampler2D t_ground_seats;
uniform sampler2D t_ground_cartogram;
uniform sampler2D t_input;
out vec4 o;
vec2 chorus_here() { return gl_FragCoord.xy; }
vec4 wide(int v) { return vec4(float(v), 0.0, 0.0, 0.0); }
vec4 wide(float v) { return vec4(v, 0.0, 0.0, 0.0); }
vec4 wide(vec2 v) { return vec4(v, 0.0, 0.0); }
vec4 wide(vec3 v) { return vec4(v, 0.0); }
vec4 wide(vec4 v) { return v; }
"""
MAIN = """
void main() {
    vec4 x = texelFetch(t_input, ivec2(gl_FragCoord.xy), 0);
    o = wide(EXPRESSION);
}
"""
WIDTH = 1024  # of the target; rows beyond it wrap


def pytest_addoption(parser):
    """Add the flag that draws the goldens anew."""
    parser.addoption("--rewrite-goldens", action="store_true", help="draw tests/goldens anew")
    parser.addoption("--rewrite-docs", action="store_true", help="write the generated parts of the documents anew")


def pytest_configure(config):
    """Hear every signal: whoever starts us in the background, or by nohup, has some ignored, by our children too."""
    for name, own in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_IGN:
            signal.signal(getattr(signal, name), own)
    name_lock._PAUSES = (0.01,)  # tests that hold a name do not let it go
    compile_once(config)
    rewrite_in_parts(config)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """
    Run a process more than there are cores: what drives a window waits for clocks and a display, not for a core.

    None, for xdist to decide, where PYTEST_XDIST_AUTO_NUM_WORKERS names how many.
    """
    if os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS"):
        return None
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1


def compile_once(config):
    """Let hundreds of children share what the first of them compiles, where Python may write nothing into the tree."""
    if sys.dont_write_bytecode and not os.environ.get("PYTHONPYCACHEPREFIX"):
        folder = tempfile.TemporaryDirectory(prefix="chorus-pycache-")
        config.add_cleanup(folder.cleanup)
        os.environ["PYTHONPYCACHEPREFIX"] = folder.name
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def rewrite_in_parts(config):
    """
    Let each worker rewrite the assertions of a part of the tests into the cache that all of them read.

    Where there is none yet (a fresh checkout), each would rewrite all of them: two thirds of what collecting costs.
    """
    worker = getattr(config, "workerinput", None)
    if worker is None or sys.dont_write_bytecode or config.getoption("assertmode") != "rewrite":
        return
    from _pytest.assertion import rewrite  # no public way leads there

    state = config.stash[rewrite.assertstate_key]
    given = [config.rootpath / name.partition("::")[0] for name in config.args]
    files = sorted(file for path in given for file in ([path] if path.is_file() else path.rglob("test_*.py")))
    for file in files[int(worker["workerid"].removeprefix("gw")) :: worker["workercount"]]:
        cached = rewrite.get_cache_dir(file) / (file.name[:-3] + rewrite.PYC_TAIL)
        if rewrite.try_makedirs(cached.parent) and rewrite._read_pyc(file, cached) is None:
            known, code = rewrite._rewrite_test(file, config)
            rewrite._write_pyc(state, code, known, cached)


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Look for no garbage while thousands of tests are collected, nor among them later: all of it stays."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_unconfigure():
    """Let go of what was kept from the collector: bindings in C++ complain at the end of what is still there."""
    gc.unfreeze()


_shared = []  # the session's context, once there is one


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup():
    """Make the session's context current before any fixture draws: an export in an earlier test left its own so."""
    for context in _shared:
        context.__enter__()


@pytest.fixture(scope="session")
def gl_context():
    """Return the one headless context of the session: many standalone contexts fail on macOS."""
    import moderngl
    from programs import Programs

    try:
        context = moderngl.create_context(standalone=True, backend="egl", require=430)
    except Exception as error:
        pytest.fail(
            f"no headless OpenGL 4.3 through EGL ({error}): on Debian `apt install libegl1 libgl1-mesa-dri`",
            pytrace=False,
        )
    _shared.append(context)
    programs = Programs(context)
    yield context
    _shared.clear()
    programs.release()
    context.release()


@pytest.fixture
def gl(gl_context):
    """Return the session's context; GL_NO_ERROR must hold before and after the test."""
    assert gl_context.error == "GL_NO_ERROR", "left by an earlier test"
    yield gl_context
    assert gl_context.error == "GL_NO_ERROR"


@pytest.fixture
def call(gl):
    """
    Return ``call(file, expression, rows, **uniforms)``: GLSL evaluated once for each input row.

    ``rows`` : float, [n] or [n, 1..4], reaches the expression as ``vec4 x``; returns float32 [n, 4].
    ``table`` : optional float [times, areas, columns, 4], the data table as the loader uploads it.
    ``strokes`` : optional float [n, 3, 4], the strokes of a sculpture as the loader uploads them.
    ``places`` : optional picture and areas of a map, as ``ground_textures`` gives them.
    ``textures`` : optional others by their samplers, float32 [height, width, channels].
    """

    def run(file, expression, rows, table=None, strokes=None, places=None, textures=None, **uniforms):
        rows = np.asarray(rows, np.float32)
        rows = rows.reshape(len(rows), -1)
        count, height = len(rows), -(-len(rows) // WIDTH)
        texels = np.zeros((height * WIDTH, 4), np.float32)
        texels[:count, : rows.shape[1]] = rows
        source = expand(SHADERS / file, UNIFORMS, MAIN.replace("EXPRESSION", expression))
        program = gl.program(
            vertex_shader="#version 410 core\nvoid main() {"
            "gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0); }",
            fragment_shader=source.text,
        )
        held = [program, inputs := gl.texture((WIDTH, height), 4, texels.tobytes(), dtype="f4")]
        target = gl.texture((WIDTH, height), 4, dtype="f4")
        frame, mesh = gl.framebuffer([target]), gl.vertex_array(program, [])
        held += [target, frame, mesh]
        if table is not None:
            times, areas, columns, _ = table.shape
            held.append(
                layers := gl.texture_array((columns, areas, times), 4, table.astype("f4").tobytes(), dtype="f4")
            )
            layers.use(1)
            uniforms |= {"t_table": 1, "u_rows": areas, "u_columns": columns, "u_times": times}
        if strokes is not None:
            held.append(hands := gl.texture((3, len(strokes)), 4, strokes.astype("f4").tobytes(), dtype="f4"))
            hands.use(2)
            uniforms |= {"t_strokes": 2, "u_strokes": len(strokes)}
        for unit, (name, texels) in enumerate(zip(("t_ground", "t_ground_areas"), places or (), strict=False), 3):
            held.append(one := gl.texture(texels.shape[1::-1], 4, texels.tobytes(), dtype="f4"))
            one.use(unit)
            uniforms |= {name: unit, "u_places": texels.shape[0] * texels.shape[1]}
        for unit, (name, texels) in enumerate((textures or {}).items(), 5):
            held.append(one := gl.texture(texels.shape[1::-1], texels.shape[2], texels.tobytes(), dtype="f4"))
            one.use(unit)
            uniforms |= {name: unit}
        inputs.use(0)
        for name, value in {"t_input": 0, **uniforms}.items():
            if name in program:
                program[name] = value
        frame.use()
        mesh.render(vertices=3)
        result = np.frombuffer(frame.read(components=4, dtype="f4"), np.float32).reshape(-1, 4)[:count]
        # moderngl returns to the bound framebuffer after making another: none may die bound.
        gl.detect_framebuffer(0).use()
        for thing in reversed(held):
            thing.release()
        return result

    return run


@pytest.fixture(scope="session")
def declared():
    """Return what stands before a library file in the tests, in the loader's place."""
    return UNIFORMS
