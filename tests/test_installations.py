"""The rules that hold for every scene, held against each installation and each template, in small size."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from renderer.core.paths import ASSETS, INSTALLATIONS
from renderer.data.load import load_table
from renderer.frames.probe import Probe
from renderer.frames.rules import RULES
from renderer.scene.catalogue import load

SCENES = [path.parent for home in (INSTALLATIONS, ASSETS / "starter") for path in sorted(home.glob("*/scene.py"))]
SIZE = (192, 108)
# The smile's maps are fine enough for a print, and most parameters draw them anew. Rules that ask for many looks have
# maps of half as many points a side; the others, tests/frames/test_regions and its own tests have them as they are.
MANY_LOOKS = ("every parameter changes the picture", "a picture in parts is the whole picture",
              "presets load, each a look of its own")  # fmt: skip
COARSE = {"smile": {"scene.py": ('("97 * 8", "65 * 8")', '("49 * 8", "33 * 8")'),
                    "atlas.glsl": ("ivec2(97, 65)", "ivec2(49, 33)")}}  # fmt: skip


@pytest.fixture(scope="module", params=SCENES, ids=lambda path: path.name)
def probe(gl_context, request):
    """Return a probe for one installation; its engines last for all rules."""
    made = probe_of(gl_context, request.param)
    yield made
    made.release()
    gl_context.gc()


@pytest.fixture(scope="module")
def coarse(probe, tmp_path_factory):
    """Return the probe, or one of a copy with coarser maps where the installation has maps of its own."""
    name = probe.loaded.name
    if name not in COARSE:
        yield probe
        return
    folder = shutil.copytree(probe.loaded.folder, tmp_path_factory.mktemp("coarse") / name)
    for file, (fine, rough) in COARSE[name].items():
        text = (folder / file).read_text("utf-8")
        assert text.count(fine) == 1
        (folder / file).write_text(text.replace(fine, rough), "utf-8")
    made = probe_of(probe.gl, folder)
    apart = made.draw().astype(int) - probe.draw()
    assert np.abs(apart).mean() < 1.0, "a copy that looks otherwise proves nothing"
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


def test_there_is_an_installation():
    assert set(MANY_LOOKS) < set(RULES)
    assert len(SCENES) > 1
    assert all(isinstance(folder, Path) for folder in SCENES)
