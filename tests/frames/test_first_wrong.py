"""Of several passes the one that is wrong first in a part is named, whatever reads it afterwards."""

import pytest

from renderer.core.region import parts
from renderer.data.load import load_table
from renderer.frames.first_wrong import first_wrong
from renderer.frames.probe import Probe

SIZE = (64, 32)
NAMES = ("a", "b", "image")
SPOT = "void main() { o = vec4(fract(pixel() / 7.0), fract(float(u_frame) / 5.0), 1.0); }"
SAME = "void main() { o = fetch_%s(target_texel()); }"
FAR = "void main() { o = fetch_%s(clamp(target_texel() + ivec2(9, 0), ivec2(0), ivec2(u_resolution) - 1)); }"


@pytest.fixture
def named(gl, scene):
    """Return ``named(b, image)``: which of three passes in a row is named, of the last two with these shaders."""
    made = []

    def name(b, image, reads="('a',)"):
        passes = (f"passes=(Pass('a', 'a.frag'), Pass('b', 'b.frag', reads={reads}), "
                  "Pass('image', 'image.frag', reads=('b',)))")  # fmt: skip
        loaded = scene(passes, a_frag=SPOT, b_frag=b, image_frag=image % "b")
        made.append(Probe(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), SIZE))
        return first_wrong(made[-1], parts(SIZE, (21, 13)), made[-1].frame(3), made[-1].params(), NAMES)

    yield name
    for one in made:
        one.release()


def test_none_is_wrong_where_nobody_looks_aside(named):
    assert named(SAME % "a", SAME) == ""


def test_the_one_that_looks_aside_is_named_and_not_its_reader(named):
    assert named(FAR % "a", SAME) == "b"
    assert named(SAME % "a", FAR) == "image"


def test_a_last_frame_is_followed_frame_by_frame(named):
    fade = "void main() {{ o = 0.5 * fetch_a(target_texel()) + 0.5 * fetch_b({}); }}"
    aside = "max(target_texel() - ivec2(3, 0), ivec2(0))"

    assert named(fade.format("target_texel()"), FAR, "('a', 'b')") == "image"
    assert named(fade.format(aside), SAME, "('a', 'b')") == "b"
