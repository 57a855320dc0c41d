"""A frame from a checkpoint is that frame from the beginning, bit for bit; what is no checkpoint changes nothing."""

from fractions import Fraction

import numpy as np
import pytest

from renderer.flash.viewer import Safety
from renderer.frames.drawn import Drawn
from renderer.gpu.feedback import read_next
from renderer.output.checkpoint import Checkpoints
from renderer.output.flash_gate import FlashGate

SIZE, FPS = (48, 28), Fraction(12)
# A bar that runs, and a state that grows with each frame.
STATE = """void main() {
    o = (u_fresh ? vec4(0.0) : texelFetch(t_state, ivec2(gl_FragCoord.xy), 0)) + vec4(0.07, 0.0, 0.0, 1.0);
}"""
IMAGE = """void main() {
    float x = gl_FragCoord.x / u_resolution.x;
    float bar = step(fract(x - 0.11 * float(u_frame)), 0.2);
    o = vec4(fract(texelFetch(t_state, ivec2(gl_FragCoord.xy), 0).x), bar, 0.5 * bar, 1.0);
}"""
SCENE = """passes=(Pass("state", "state.frag", reads=("state",), format="f4"),
    Pass("image", "image.frag", reads=("state",))),
    effects=(Effect("echo", amount=1.0, wet=1.0),)"""


@pytest.fixture
def engine(engine):
    return engine(SCENE, SIZE, state_frag=STATE, image_frag=IMAGE)


def gate():
    return FlashGate(Safety(), SIZE, FPS)


def checkpoints(engine, guard=None, drawn=None):
    return Checkpoints(engine, guard, drawn or Drawn(), lambda _: None)


def frames(engine, numbers):
    pictures = []
    for number in numbers:
        engine.draw(engine.loaded.scene.frame(number, FPS, SIZE))
        pictures.append(engine.read())
    return np.stack(pictures)


def test_frames_from_a_checkpoint_are_those_from_the_beginning(engine):
    frames(engine, range(5))
    state = checkpoints(engine, drawn=Drawn(3, 5)).take()
    expected = frames(engine, range(5, 9))

    engine.restart()
    frames(engine, range(2))  # something else lies in its targets now
    drawn = Drawn()
    assert checkpoints(engine, drawn=drawn).restore(state, 5)
    np.testing.assert_array_equal(frames(engine, range(5, 9)), expected)
    assert (drawn.pixels, drawn.of) == (3, 5)

    engine.restart()
    for lost in ("state", "echo"):  # each of them matters
        passes = [name for name in read_next(engine.pipeline.targets) if lost in name]
        assert passes
        assert checkpoints(engine).restore(state, 5)
        for name in passes:
            engine.pipeline.targets[name].clear()
        assert (frames(engine, range(5, 9)) != expected).any(), lost


def test_what_is_no_checkpoint_of_this_run_is_refused(engine):
    guard = gate()
    frames(engine, range(3))
    guard.show(engine.read())
    own = checkpoints(engine, guard)
    before = guard.state()
    state = own.take()
    other = checkpoints(engine).take()  # of a run without a guard
    engine.resize((40, 24))
    for content in (b"", state[:-9], other, state):  # the last: its passes are of another size
        assert not own.restore(content, 3)
    assert guard.state() == before
    assert not checkpoints(engine).restore(state, 3)
