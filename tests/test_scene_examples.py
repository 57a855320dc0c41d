"""The examples of installations/README.md: each is a whole scene that loads, draws and shows its figures."""

import re
from dataclasses import fields

import numpy as np
import pytest

from renderer.core.paths import INSTALLATIONS
from renderer.data.load import load_table
from renderer.data.state import State
from renderer.frames.probe import Probe, differ
from renderer.frames.trials import all_of
from renderer.output.objects.mesh import mesh_of, topology
from renderer.scene.built_in import BUILT_IN
from renderer.scene.catalogue import load
from renderer.scene.scene import Pass, Scene
from renderer.signals.moment import cells_at, moment

PAGE = (INSTALLATIONS / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = {path: text for language, path, text in BLOCK.findall(PAGE) if path}
NAMES = sorted({path.partition("/")[0] for path in CODE})
SIZE = (160, 90)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Return a folder in which every example lies as the page says."""
    folder = tmp_path_factory.mktemp("examples")
    for path, text in CODE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


@pytest.fixture
def probe(gl, shelf):
    """Return ``make(name)``: a probe for one example; all are released."""
    made = []

    def make(name):
        loaded = load(shelf / name)
        table = load_table(loaded.scene.data, loaded.scene.columns)
        made.append(Probe(gl, loaded, table, SIZE))
        return made[-1]

    yield make
    for one in made:
        one.release()


def test_code_on_the_page_belongs_to_an_example():
    loose = [text for kind, path, text in BLOCK.findall(PAGE) if kind in ("python", "glsl", "toml") and not path]

    assert not loose
    assert len(NAMES) > 5


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_drawn(probe, name):
    one = probe(name)
    for index in (0, 6):
        light = one.draw(one.frame(index), depth=32)
        assert np.isfinite(light).all()
        assert light[..., :3].std() > 0.01


@pytest.mark.parametrize("name", NAMES)
def test_an_example_shows_its_figures_and_what_is_not_known(probe, name):
    one = probe(name)
    if not one.loaded.scene.columns:
        return
    drawn = [one.draw(table=all_of(one.table, State.VALUE, part)) for part in (0.1, 0.9)]
    drawn += [one.draw(table=all_of(one.table, state)) for state in (State.MISSING, State.ZERO)]

    assert differ(drawn[0], drawn[1])
    assert differ(drawn[2], drawn[3])


def test_what_a_pixel_shows_can_be_asked(probe):
    one = probe("fields")
    one.draw()

    assert {one.engine().row_at(x, 45) for x in range(0, 160, 10)} <= set(range(51))
    assert len({one.engine().row_at(x, 45) for x in range(0, 160, 10)}) > 5


def test_the_compute_example_puts_the_states_in_order(probe):
    one = probe("ranks")
    frame = one.frame(0)
    one.draw(frame)
    order = one.engine().pipeline.targets["ranks"].channel(0)[0].astype(int)
    figures = cells_at(one.table, 0, moment(frame, one.table)).value

    assert sorted(order) == list(range(51))
    assert (np.diff(figures[order]) >= -1e-4).all()


def test_the_feedback_example_remembers(probe):
    one = probe("trace")
    first, later = (one.draw(one.frame(index), depth=32)[..., :3] for index in (0, 60))

    assert (later > 0.02).any(axis=-1).sum() > (first > 0.02).any(axis=-1).sum()


def test_the_pebble_is_one_body(probe):
    one = probe("pebble")
    field = one.engine().field(one.frame(0))
    tight, bodies, genus = topology(mesh_of(field, one.loaded.scene.solid, 64).faces)
    field.release()

    assert (tight, bodies, genus) == (True, 1, 0)


@pytest.mark.parametrize("word", [*(field.name for kind in (Pass, Scene) for field in fields(kind)),
                                  *(line.split()[1] for line in BUILT_IN)])  # fmt: skip
def test_the_page_tells_of_every_word_of_the_contract(word):
    assert re.search(rf"`[^`\n]*\b{word}\b[^`\n]*`", PAGE)
