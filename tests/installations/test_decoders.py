"""Somebody who has only the still and the page on it can rank the areas: as well as the floors of the decoders say.

``./run bench data_decode`` prints the same at print size. A decoder may know where a mark stands; that what it reads
comes from the picture is seen by what it reads where all areas are alike.
"""

from dataclasses import replace

import numpy as np
import pytest
from decoders.decode import NAMES, bundled, decoder, drawn, own, spearman
from grounds import any_ground

from renderer.frames import probe as probes
from renderer.frames import swap_rule
from renderer.frames.probe import Probe
from renderer.frames.trial_tables import alike
from renderer.scene.catalogue import installations

PRINT, SMALL = (960, 540), (480, 270)
# Share of the picture that hangs on a table of twelve areas. Bells do not grow where they are few.
OWN_CHANGE = {"biome_map": 0.2, "enamel": 0.11, "equity": 0.2, "fracture": 0.2, "journey": 0.25,
              "lagoon": 0.053,
              "signal_loss": 0.075, "smile": 0.065}  # fmt: skip
CHANCE = 0.35  # 51 areas in any order reach that once in a hundred times


@pytest.fixture(scope="module")
def seen(gl_context):
    """Return ``seen(name)``: the installation over the bundled figures, drawn once."""
    kept = {}

    def see(name):
        if name not in kept:
            kept[name] = drawn(gl_context, *bundled(name), PRINT)
        return kept[name]

    return see


def test_every_installation_has_a_decoder_and_says_how_it_is_read():
    assert sorted(installations()) == NAMES
    assert all(bundled(name)[0].scene.reading for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_still_ranks_the_areas(seen, gl, name):  # noqa: ARG001  gl: no GL error, before and after
    still, figures = seen(name)
    (large, count), (small, _) = spearman(name, still, figures), spearman(name, still.thumbnail(), figures)

    assert count == (28 if name == "smile" else 51)  # so many teeth stand in two rows
    assert large >= decoder(name).FLOOR[0]
    assert small >= decoder(name).FLOOR[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_of_areas_that_are_all_alike_ranks_nothing(gl, name):
    loaded, table = bundled(name)
    still, _ = drawn(gl, loaded, alike(table), SMALL)
    figures = table.value[-1, :, 0]

    assert abs(spearman(name, still, figures)[0]) < CHANCE
    assert abs(spearman(name, still.thumbnail(), figures)[0]) < CHANCE


@pytest.mark.parametrize("name", NAMES)
def test_so_it_does_over_a_table_of_ones_own(gl, name):
    still, figures = drawn(gl, *own(name), SMALL)
    (large, count), (small, _) = spearman(name, still, figures), spearman(name, still.thumbnail(), figures)

    assert (len(figures), count) == (12, 11)  # one is withheld, and ranks nowhere
    assert large >= decoder(name).OWN[0]
    assert small >= decoder(name).OWN[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_hangs_on_a_table_of_ones_own(gl, name, monkeypatch):
    monkeypatch.setattr(swap_rule, "SIZE", (240, 135))
    monkeypatch.setattr(probes, "ground_for", any_ground)
    probe = Probe(gl, *own(name), (96, 54))
    shares = dict(swap_rule.changed(probe))
    probe.release()

    assert set(shares) == {"areas swapped", "all alike"}
    assert min(shares.values()) >= OWN_CHANGE[name]


def test_a_still_without_marks_ranks_nothing(seen):
    """What a decoder knows of places says nothing of figures."""
    for name in NAMES:
        still, figures = seen(name)
        blank = replace(still, picture=np.full_like(still.picture, 90))
        assert abs(spearman(name, blank, figures)[0]) < CHANCE, name
