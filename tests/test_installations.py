"""The rules that hold for every scene, held against each installation and each template, in small size."""

from pathlib import Path

import pytest
from coarse import ROUGH

from renderer.core.paths import ASSETS, INSTALLATIONS
from renderer.data.load import load_table
from renderer.frames.probe import Probe
from renderer.frames.rules import RULES
from renderer.scene.catalogue import load

SCENES = [path.parent for home in (INSTALLATIONS, ASSETS / "starter") for path in sorted(home.glob("*/scene.py"))]
SIZE = (192, 108)
# Rules that ask for many looks, each of which draws the maps of the smile anew and grows the colonies of the biome map:
# see tests/support/coarse. The others, tests/frames/test_regions, goldens and own tests have the maps as they are; that
# light is finite there is asked by the rule of missing figures.
MANY_LOOKS = ("light is finite", "every parameter changes the picture", "a picture in parts is the whole picture",
              "presets load, each a look of its own")  # fmt: skip


@pytest.fixture(scope="module", params=SCENES, ids=lambda path: path.name)
def probe(gl_context, request):
    """Return a probe for one installation; its engines last for all rules."""
    made = probe_of(gl_context, request.param)
    yield made
    made.release()
    gl_context.gc()


@pytest.fixture(scope="module")
def coarse(probe, request):
    """Return the probe, or one of the copy with coarser maps where there is one."""
    if probe.loaded.name not in ROUGH:
        yield probe
        return
    made = probe_of(probe.gl, request.getfixturevalue(f"coarse_{probe.loaded.name}"))
    yield made
    made.release()


def probe_of(gl, folder):
    loaded = load(folder)
    return Probe(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), SIZE)


@pytest.mark.parametrize("rule", RULES)
def test_every_installation_keeps_the_rule(probe, coarse, gl, rule):  # noqa: ARG001  gl: no GL error, before and after
    assert RULES[rule](coarse if rule in MANY_LOOKS else probe) == ""


@pytest.mark.parametrize("folder", SCENES, ids=lambda path: path.name)
def test_every_installation_can_be_explained_to_a_passer_by(folder):
    scene = load(folder).scene

    assert scene.title
    assert sum(scene.caption.count(end) for end in ".!?") >= 2
    assert all(spec.metadata["param"].help for spec in scene.params.__dataclass_fields__.values())


@pytest.mark.parametrize("folder", SCENES, ids=lambda path: path.name)
def test_no_preset_says_what_its_scene_has_not(folder):
    assert load(folder).lost() == ()


def test_there_is_an_installation():
    assert set(MANY_LOOKS) < set(RULES)
    assert len(SCENES) > 1
    assert all(isinstance(folder, Path) for folder in SCENES)
