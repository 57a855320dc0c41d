"""Enamel: what is seen of prisms: sockets to be counted, dishes that are no pits, a lamp's visit, a figure's warmth."""

import numpy as np
import pytest
from decoders import enamel as decoder
from decoders.still import Still
from scipy.stats import spearmanr
from thumbnails import LUMA

from installations.enamel.scene import visited
from renderer.core.colour import linear_to_oklab, srgb_decode
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.scene.catalogue import load

SIZE = (1280, 720)
AREAS, VISITS, SECOND = 51, 4, 270  # frames from one visit to the next
CALM = {"sway": 0.0, "swell": 0.0}


class Look:
    """One picture: its linear light, the row and the prism at each pixel, and what cells.frag says of each prism."""

    def __init__(self, engine):
        def target(name, width, height):
            read = engine.pipeline.targets[name].buffer.read(components=4, dtype="f4")
            return np.frombuffer(read, np.float32).reshape(height, width, 4)

        relief = target("relief", *SIZE)
        self.codes = engine.read(3)[::-1]
        self.light = srgb_decode(self.codes / 255.0)
        self.row, self.edge = relief[..., 1].astype(np.int32), relief[..., 2]
        self.prism = np.where(self.row < 0, -1, target("lattice", *SIZE)[..., 0].astype(np.int32))
        cells = target("cells", 101, AREAS)[:, :100]
        self.open, self.lit, self.worn = cells[..., 0] < 0.17, cells[..., 1] > 0.5, cells[..., 3] >= 2.0
        self.asleep = (cells[..., 0] > 0.27) & (cells[..., 1] < 0.2)  # between them, those of which one is unsure

    def within(self, low, high=9.0):
        """Return each prism's mean luminance between two distances from its rim, NaN of few pixels, [areas, 100]."""
        mask = (self.prism >= 0) & (self.edge > low) & (self.edge < high)
        names, count = self.prism[mask], AREAS * 128
        pixels = np.bincount(names, minlength=count)
        means = np.bincount(names, (self.light @ LUMA)[mask], count) / np.maximum(pixels, 1)
        return np.where(pixels > 2, means, np.nan).reshape(AREAS, 128)[:, :100]

    def of_lit(self, values):
        """Return the mean of ``values``, [height, width], over the hearts of each field's prisms in the light."""
        lit = np.pad(self.lit, ((0, 0), (0, 28))).ravel()[self.prism.clip(0)] & (self.prism >= 0) & (self.edge > 0.25)
        return np.array([values[lit & (self.row == row)].mean() for row in range(AREAS)])


@pytest.fixture(scope="module")
def look(gl_context):
    """Return ``look(turn, seed)``: the wall as the lamp rests for the turn-th time."""
    loaded, kept = load("enamel"), {}
    engine = Engine(gl_context, loaded, load_table(loaded.scene.data, loaded.scene.wanted), SIZE)

    def draw(turn=0, seed=0):
        if (turn, seed) not in kept:
            engine.draw(loaded.scene.frame(SECOND * turn, size=SIZE, seed=seed), loaded.scene.params(**CALM))
            kept[turn, seed] = Look(engine)
        return kept[turn, seed]

    yield draw
    engine.release()


@pytest.fixture(scope="module")
def figures():
    scene = load("enamel").scene
    return load_table(scene.data, scene.wanted).value[-1, :, 0]


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_sockets_can_be_counted(look, seed):
    """They were domes like all others, as dark as prisms asleep at a field's far edge: up to seven times as light."""
    seen = look(0, seed)
    heart, rim = seen.within(0.30), seen.within(-0.03, 0.06)

    assert seen.open.sum() > 500
    assert np.nanmax(heart[seen.open]) < 0.7 * np.nanmin(heart[seen.asleep])
    assert np.nanmedian(rim[seen.open]) > 3.0 * np.nanmedian(heart[seen.open]), "a lip that takes the moon"


@pytest.mark.parametrize("seed", [0, 3])
def test_worn_prisms_are_dishes_and_no_pits(look, seed):
    """And bowls in the light: from near, nobody told them from prisms that are merely in less of it."""
    seen = look(0, seed)
    part = seen.within(0.36) / seen.within(0.12, 0.24)  # heart against ring
    asleep = seen.asleep & (seen.within(0.30) > 0.02)
    for among, below, least in ((seen.lit, 0.66, 0.27), (asleep, 0.9, 0.45)):
        worn, whole = part[among & seen.worn], part[among & ~seen.worn]
        assert len(worn) > 30
        assert np.nanmedian(worn) < below * np.nanmedian(whole)
        assert np.nanquantile(worn, 0.05) > least


@pytest.mark.parametrize(("turn", "seed"), [(0, 0), (1, 0), (2, 0), (3, 0), (1, 3)])
def test_the_field_that_the_lamp_visits_stands_out_however_small_it_is(look, turn, seed):
    """Mississippi's, a small one at the wall's lower edge, was the seventh of the wall, and nobody saw the visit."""
    params = load("enamel").scene.params()
    own, seen = visited(params, turn, AREAS), look(turn, seed)
    prisms = seen.of_lit(seen.light @ LUMA)
    field = [(one.light @ LUMA)[one.row == own].mean() for one in (seen, look((turn + 2) % VISITS, seed))]

    assert prisms.argmax() == own
    assert np.log2(field[0] / field[1]) > 0.5  # stops, against another visit
    assert prisms[own] < 0.95, "nothing clips"


@pytest.mark.parametrize("turn", range(VISITS))
def test_fields_are_ranked_at_every_visit_by_their_prisms_and_by_their_warmth(look, figures, turn):
    """Warmth was the lamp's as well as the figure's: 0.76 to 0.87."""
    seen = look(turn)
    still = Still(seen.codes[::-1], {"row": seen.row[::-1], "prism": seen.prism[::-1]}, AREAS)
    warmth = seen.of_lit(linear_to_oklab(seen.light.astype(np.float32))[..., 2])

    assert spearmanr(decoder.read(still), figures).statistic >= 0.92
    assert spearmanr(decoder.read(still.thumbnail()), figures).statistic >= 0.7
    assert spearmanr(warmth, figures).statistic >= 0.9
