"""What chorus check tells of the binds of a scene and its presets, over its own figures and others."""

from dataclasses import replace

import pytest
from figures import figures_text

from renderer import Bind
from renderer.core.errors import SceneError
from renderer.frames.bind_rule import bind_notes
from renderer.params.preset import Preset
from renderer.scene.catalogue import load

WALL = load("enamel")
GAP = Bind("gap.lit@income=under_15k..income=50k_and_over", to="parting", span=(0, 40), reach=(0.1, 1.0), rise=2)


def test_each_bind_is_said_with_what_it_does():
    bound = replace(WALL, presets=(*WALL.presets, Preset("gap", binds=(GAP,))))
    own, gap = bind_notes(bound, None)
    assert own.startswith("The mean of the share of adults who saw a dentist")
    assert own.endswith("moves the pool from 0.3 to 2 wall: it goes between 0.613 and 0.655")
    assert gap.startswith("preset 'gap': The gap of the share of adults")
    assert "rising over 2 s: it goes between 0.9" in gap


def test_what_cannot_be_played_is_an_error_that_names_preset_and_bind():
    typo = replace(GAP, signal=GAP.signal.replace("under", "undr"))
    nowhere = replace(GAP, signal="area.Texs.lit")
    for bind, words in ((typo, "did you mean 'income=under_15k'"), (nowhere, "no area 'Texs' .*'Texas'")):
        with pytest.raises(SceneError, match=f"preset 'gap': .*bind 2, to 'parting': .*{words}"):
            list(bind_notes(replace(WALL, presets=(Preset("gap", binds=(bind,)),)), None))


def test_figures_without_the_groups_leave_it_alone(tmp_path):
    (tmp_path / "mine.csv").write_text(figures_text(50.0))
    bound = replace(WALL, presets=(Preset("gap", binds=(GAP,)),))
    own, gap = bind_notes(bound, str(tmp_path / "mine.csv"))
    assert own.endswith(": it stays at 0.3")
    assert gap.endswith("nothing is known of that here, and it stays as it is set")
