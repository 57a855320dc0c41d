"""The examples of installations/README.md: each is a whole scene that loads, draws and shows its figures."""

import re
from dataclasses import fields

import numpy as np
import pytest
from PIL import Image

from renderer.core.paths import INSTALLATIONS
from renderer.data.load import load_all, load_table
from renderer.data.role import Role
from renderer.data.state import State
from renderer.frames.probe import Probe, differ
from renderer.frames.region_rule import regions
from renderer.frames.rules import alone
from renderer.frames.trial_tables import all_of
from renderer.output.objects.mesh import mesh_of, topology
from renderer.scene.built_in import BUILT_IN, IN_SCENES
from renderer.scene.catalogue import load
from renderer.scene.filled import filled
from renderer.scene.scene import Pass, Scene
from renderer.signals.moment import cells_at, moment

PAGE = (INSTALLATIONS / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = {path: text for language, path, text in BLOCK.findall(PAGE) if path}
NAMES = sorted({path.partition("/")[0] for path in CODE})
PICTURES = re.compile(r'Input\("\w+", file="(\w+\.png)"')
SIZE, SMALL = (160, 90), (96, 54)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Return a folder in which every example lies as the page says."""
    folder = tmp_path_factory.mktemp("examples")
    for path, text in CODE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
        for picture in PICTURES.findall(text):
            _cut_paper((folder / path).with_name(picture))
    return folder


def _cut_paper(path):
    """Draw the picture that an example asks an artist for: stripes of paper, and light between them."""
    stripes = np.where(np.arange(64) // 4 % 2, 255, 40).astype(np.uint8)
    Image.fromarray(np.broadcast_to(stripes, (36, 64)).copy()).convert("RGB").save(path)


@pytest.fixture
def probe(gl, folders):
    """Return ``make(name, size)``: a probe for one example; all are released."""
    made = []

    def make(name, size=SIZE):
        loaded = load(folders / name)
        table = load_table(loaded.scene.data, loaded.scene.wanted)
        made.append(Probe(gl, loaded, table, size))
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
    if not one.loaded.scene.wanted:
        return
    drawn = [one.draw(table=all_of(one.table, State.VALUE, part)) for part in (0.1, 0.9)]
    drawn += [one.draw(table=all_of(one.table, state)) for state in (State.MISSING, State.ZERO)]

    assert differ(drawn[0], drawn[1])
    assert differ(drawn[2], drawn[3])


@pytest.mark.parametrize("name", NAMES)
def test_an_example_keeps_the_rules_of_parts_and_of_frames(probe, name):
    one = probe(name, SMALL)

    assert regions(one) == ""
    assert alone(one) == ""


@pytest.mark.parametrize("name", NAMES)
def test_an_example_names_a_measure_only_as_what_a_role_shows_at_first(name):
    texts = "".join(text for path, text in CODE.items() if path.startswith(f"{name}/") and not path.endswith(".toml"))
    texts = re.sub(r'default="dental_visit"', "", texts)

    assert not re.search(r"COL_|columns=|dental|dentist", texts)


def test_the_example_of_groups_weaves_a_band_for_each_that_the_table_has(probe):
    """Each pixel against numpy: everybody's band is the lowest, then one for each income."""
    one = probe("loom")
    drawn = one.draw(one.frame(0), depth=32)[::-1, :, 0]
    names = [column.name for column in load_all("us_oral_health").columns if column.name.startswith("dental_visit@inc")]
    table = load_table("us_oral_health", ["dental_visit", *names])
    y, x = (np.arange(SIZE[1]) + 0.5) / SIZE[1] * len(table.columns), (np.arange(SIZE[0]) + 0.5) / SIZE[0] * 51
    value, state = table.value[-1].T, table.state[-1].T.astype(float)
    light = np.where(state == State.VALUE, (np.nan_to_num(value) / 100.0) ** 2, 0.01 + 0.02 * state)
    woven = light[y.astype(int)][:, x.astype(int)] * np.sin(np.pi * (x % 1)) * np.sqrt(np.sin(np.pi * (y % 1)))[:, None]

    assert len(names) > 3
    np.testing.assert_allclose(drawn / drawn.max(), woven / woven.max(), atol=1e-3)


def test_the_example_of_time_sinks_away_half_way_between_two_releases_and_only_there(probe):
    one = probe("brook", (65, 51 * 9))
    drawn = one.draw(one.frame(0), depth=32)[4::9, :, 0]  # the middle of each area's stream
    known = np.isfinite(one.table.value[:, ::-1, 0]).all(axis=0)  # the first area is the lowest
    way = (np.arange(65) + 0.5) / 65  # from the first release to the second and last
    light = 1.0 - one.params().sink * (1.0 - abs(2 * way - 1))

    np.testing.assert_allclose(drawn[known] / drawn[known, :1], np.tile(light / light[0], (known.sum(), 1)), rtol=1e-3)


def test_the_example_of_a_preset_puts_its_figures_into_the_roles(folders):
    loaded = load(folders / "tiles")
    figures = {preset.name: preset.figures for preset in loaded.presets}
    table = load_table(loaded.scene.data, filled(loaded.scene, figures["least_income"], ()).wanted)

    assert figures["dusk"] == {}
    assert table.columns[0].figure == "1-teeth_lost_all@income=under_15k"


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


def test_the_example_of_an_input_shows_its_file_and_what_is_given(probe):
    one = probe("lantern")
    plain = one.draw(one.frame(0), depth=32)
    across = plain[:, 80:, :3].sum(axis=(0, 2))  # the paper's stripes are 10 px wide
    assert np.argmax(np.abs(np.fft.rfft(across))[1:]) + 1 == 8 * 80 // 160

    engine = one.engine(depth=32)
    for age, left in ((0.0, 0.0), (1.0, 1.0 - np.exp(-1.0))):  # s since what the shadow shows; light that is left
        engine.input("shadow", np.ones((2, 2, 4), np.float32), one.frame(0).time - age)
        shown = one.draw(one.frame(0), depth=32)[..., :3]
        np.testing.assert_allclose(shown, plain[..., :3] * left, atol=1e-6)


def test_two_passes_of_the_example_of_last_feed_each_other(probe):
    """Each next frame against numpy, from the frame before of both."""
    one = probe("follow")
    engine, states = one.engine(), []
    for index in (7, 8):
        engine.draw(one.frame(index))
        states.append([engine.pipeline.targets[name].channel(0).copy() for name in ("worry", "care")])
    (worry, care), new = states

    def spread(x):
        return 0.2 * (sum(np.roll(x, way, axis) for axis in (0, 1) for way in (-1, 1)) - 4.0 * x)

    eaten = worry / (worry + 0.4)
    np.testing.assert_allclose(new[0], worry + 0.4 * (worry * (1 - worry) - eaten * care) + spread(worry), atol=1e-3)
    np.testing.assert_allclose(new[1], care + 0.4 * care * (2.0 * eaten - 0.6) + spread(care), atol=1e-3)


def test_the_second_output_of_its_example_is_the_slope_of_the_first(probe):
    one = probe("dunes")
    one.draw(one.frame(0))
    target = one.engine().pipeline.targets["sand"]
    height = target.channel(0)
    slope = np.frombuffer(target.textures[0][1].read(), np.float32).reshape(*height.shape, 4)[::-1]
    across, up = slope[..., 0], slope[..., 1]

    np.testing.assert_allclose(across[:, 1:-1], (height[:, 2:] - height[:, :-2]) * 0.5 * SIZE[1], atol=0.2)
    np.testing.assert_allclose(up[1:-1], (height[:-2] - height[2:]) * 0.5 * SIZE[1], atol=0.2)
    assert np.abs(across).max() > 1.0


def test_the_example_of_shared_memory_spreads_warmth_as_numpy_does(probe):
    one = probe("embers")
    engine, heats, embers = one.engine(), [], []
    for index in (0, 1, 2):
        engine.draw(one.frame(index))
        for name, kept in (("heat", heats), ("embers", embers)):
            kept.append(engine.pipeline.targets[name].channel(0).copy())
    wide = np.pad(heats[1], 1, mode="edge")
    around = 0.25 * (wide[1:-1, :-2] + wide[1:-1, 2:] + wide[:-2, 1:-1] + wide[2:, 1:-1])

    np.testing.assert_array_equal(heats[0], embers[0])
    np.testing.assert_allclose(heats[2], np.maximum((0.2 * heats[1] + 0.8 * around) * 0.98, embers[2]), atol=1e-6)


def test_the_pebble_is_one_body(probe):
    one = probe("pebble")
    field = one.engine().field(one.frame(0))
    tight, bodies, genus = topology(mesh_of(field, one.loaded.scene.solid, 64).faces)
    field.release()

    assert (tight, bodies, genus) == (True, 1, 0)


# Never by a scene:
SAID_BY_CHORUS = ("asked", "beside", "beside_asked", "chosen", "gather", "gather_asked", "own", "place_asked",
                  "stratum_asked")  # fmt: skip


@pytest.mark.parametrize("word", [*(field.name for kind in (Pass, Role, Scene) for field in fields(kind)
                                    if field.name not in SAID_BY_CHORUS),
                                  *(line.split()[1] for line in BUILT_IN), *IN_SCENES["strata"]])  # fmt: skip
def test_the_page_tells_of_every_word_of_the_contract(word):
    spans = [span for line in BLOCK.sub("", PAGE).splitlines() for span in re.findall(r"`([^`]+)`", line)]

    assert any(re.search(rf"\b{word}\b", span) for span in spans)
