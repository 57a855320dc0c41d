"""The rules that hold for every scene, held against each installation and each template, in small size."""

from pathlib import Path

import pytest

from renderer.core.paths import ASSETS, INSTALLATIONS
from renderer.data.load import load_table
from renderer.frames.probe import Probe
from renderer.frames.rules import RULES
from renderer.scene.catalogue import load

SCENES = [path.parent for home in (INSTALLATIONS, ASSETS / "starter") for path in sorted(home.glob("*/scene.py"))]
SIZE = (192, 108)


@pytest.fixture(scope="module", params=SCENES, ids=lambda path: path.name)
def probe(gl_context, request):
    """Return a probe for one installation; its engines last for all rules."""
    loaded = load(request.param)
    made = Probe(gl_context, loaded, load_table(loaded.scene.data, loaded.scene.wanted), SIZE)
    yield made
    made.release()
    gl_context.gc()


@pytest.mark.parametrize("rule", RULES)
def test_every_installation_keeps_the_rule(probe, gl, rule):  # noqa: ARG001  gl: no GL error, before and after
    assert RULES[rule](probe) == ""


@pytest.mark.parametrize("folder", SCENES, ids=lambda path: path.name)
def test_every_installation_can_be_explained_to_a_passer_by(folder):
    scene = load(folder).scene

    assert scene.title
    assert sum(scene.caption.count(end) for end in ".!?") >= 2
    assert all(spec.metadata["param"].help for spec in scene.params.__dataclass_fields__.values())


def test_there_is_an_installation():
    assert len(SCENES) > 1
    assert all(isinstance(folder, Path) for folder in SCENES)
