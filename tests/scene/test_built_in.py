"""What every shader is given: names of its own, and none of them free for a pass."""

import re

import pytest

from renderer.core.errors import SceneError
from renderer.gpu.declare import DISPLAY, declarations
from renderer.gpu.program import _POINT
from renderer.scene.built_in import BUILT_IN, IN_SCENES, OWN_TEXTURES
from renderer.scene.catalogue import load
from renderer.scene.scene import Scene

PASS = 'Pass("image", "image.frag")'


def test_no_name_is_given_twice():
    names = [*(line.split()[1] for line in BUILT_IN), *(name for some in IN_SCENES.values() for name in some)]

    assert len(names) == len(set(names)) > 20
    assert all(re.fullmatch(r"(float|bool|u?int|vec2) u_[a-z]+", line) for line in BUILT_IN)


@pytest.mark.parametrize("name", OWN_TEXTURES)
def test_no_pass_and_no_input_has_a_name_of_the_loader(name, scene_folder):
    for change in ({PASS: f'Pass("{name}", "image.frag")'},
                   {"Pass, Scene": "Input, Pass, Scene", f"({PASS},)": f'({PASS},), inputs=(Input("{name}"),)'}):
        with pytest.raises(SceneError, match=f"'{name}': that name is the loader's own; choose another"):
            load(scene_folder(change))


def test_every_texture_and_function_of_the_loader_is_among_its_names(scene_folder):
    scene = load(scene_folder({"passes=": "columns=('x',), places=True, sculpt=True, feed='rehearsal', passes="})).scene
    assert isinstance(scene, Scene)
    text = "\n".join((declarations(scene, scene.passes[0], "frag", (), final=True), DISPLAY, _POINT))
    found = re.findall(r"\b(?:sampler\w+ t_|chorus_)(\w+)", text)

    assert set(found) == set(OWN_TEXTURES)
