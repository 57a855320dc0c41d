"""What a probe draws is the frame alone, whatever was drawn before: seeds of a first frame are no chance."""

import pytest

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.frames.probe import Probe
from renderer.frames.rules import RULES
from renderer.frames.trial_tables import all_of

REPEATS, ALONE = "same seed, same bytes", "a frame alone equals it in sequence"
FEEDS = """columns=("dental_visit",), {more} passes=(Pass('pool', 'pool.frag', reads=('pool',), format='f4'),
    Pass('image', 'image.frag', reads=('pool',)))"""
POOL = """
#include "lib/hash/pcg.glsl"
void main() {
    uvec3 h = pcg3d(uvec3(target_texel(), u_seed));
    vec4 was = FIRST ? vec4(vec3(h >> 8) / 16777216.0, 1.0) : texelFetch(t_pool, target_texel(), 0);
    o = fract(was + 0.01 * u_level CHANCE);
}
"""
IMAGE = "void main() { o = vec4(texelFetch(t_pool, target_texel(), 0).rgb, 1.0); }"


@pytest.fixture
def probe(gl, scene):
    """Return ``probe(first, chance, more)``: a probe of a scene whose state is seeded in its first frame."""
    made = []

    def make(first="u_fresh", chance="", more=""):
        pool = POOL.replace("FIRST", first).replace("CHANCE", chance)
        loaded = scene(FEEDS.replace("{more}", more), pool_frag=pool, image_frag=IMAGE)
        made.append(Probe(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), (32, 18)))
        return made[-1]

    yield make
    for one in made:
        one.release()


@pytest.mark.parametrize("first", ["u_fresh", "u_frame == 0"])
@pytest.mark.parametrize("before", [0, 1, 2, 5])
def test_a_state_that_is_seeded_in_its_first_frame_repeats(probe, first, before):
    made = probe(first)
    made.draw(made.frame(before))  # with another seed, as another rule would
    assert RULES[REPEATS](made) == ""
    assert RULES[ALONE](made) == ""


def test_nothing_that_was_drawn_before_lingers(probe):
    made = probe()
    alone = made.draw(made.frame(3, seed=7))
    made.draw(made.frame(1))
    assert (made.draw(made.frame(3, seed=7)) == alone).all()
    assert (made.draw(made.frame(3, seed=7)) == alone).all()


def test_the_seed_is_seen(probe):
    made = probe()
    assert (made.draw(made.frame(3, seed=7)) != made.draw(made.frame(3, seed=8))).any()


def test_chance_is_still_found_out(probe):
    made = probe(chance="+ u_chance", more="derive=lambda frame, params: {'chance': __import__('random').random()},")
    assert "seed 7" in RULES[REPEATS](made)
    assert "is not frame 5 after" in RULES[ALONE](made)


def test_a_state_that_hangs_on_more_than_its_frames_is_still_found_out(probe):
    made = probe(first="false", chance="+ u_chance",
                 more="derive=lambda frame, params, n=[0]: (n.append(0), {'chance': 0.137 * len(n)})[1],")  # fmt: skip
    assert "seed 7" in RULES[REPEATS](made)


def test_other_figures_are_an_upload_to_the_same_engine(probe):
    made = probe()
    first = made.engine()
    other = all_of(made.table, State.MISSING)
    made.draw(table=other)
    assert made.engine(other) is first
    assert first.table is other
    made.draw()
    assert first.table is made.table


def test_faults_that_are_made_up_are_those_of_the_seed_that_is_drawn(probe):
    made = probe(more="feed='rehearsal',")
    made.draw(made.frame(0, seed=7))
    assert made.engine().faults.seed == 7
