"""Signals in plain words, over the bundled figures and over a sheet that says little."""

import pytest

from renderer.data.load import load_all, load_table
from renderer.scene.catalogue import load
from renderer.signals.words import family_words, group_words, signal_unit, signal_words

SCENE = load("enamel").scene
TABLE = load_table(SCENE.data, SCENE.wanted)
SAW = "the share of adults who saw a dentist in the past year"


@pytest.mark.parametrize(("name", "words", "unit"), [
    ("mean.lit", f"the mean of {SAW}", "%"),
    ("level.lit@everybody", f"the mean of {SAW} (0 where it is dark, 1 where it is full)", ""),
    ("spread.lit", f"the spread of {SAW} among the states", "percentage points"),
    ("gap.lit", f"the gap of {SAW} between the highest and the lowest state", "percentage points"),
    ("width.lit", f"the uncertainty of {SAW}", "percentage points"),
    ("area.Texas.lit", f"{SAW} in Texas", "%"),
    ("area.TX.width.lit", f"the uncertainty of {SAW} in Texas", "percentage points"),
    ("trend.lit", f"the trend of {SAW}", "percentage points a year"),
    ("z.lit", f"how far one state stands out in {SAW}", "robust z"),
    ("drift.0", "a slow drift", ""),
])  # fmt: skip
def test_a_signal_in_words(name, words, unit):
    assert signal_words(name, TABLE) == words
    assert signal_unit(name, TABLE) == unit


def test_groups_are_called_as_the_figures_call_them():
    table = load_all("us_oral_health")
    words = signal_words("gap.dental_visit@income=under_15k..income=50k_and_over", table)
    assert words == f"the gap of {SAW} between Less than $15,000 and $50,000+ (household income)"
    assert "between Less than $15,000" not in signal_words("gap.dental_visit@income=under_15k..age=18_to_24", table)
    assert signal_words("mean.dental_visit@age=18_to_24", table) == (
        "the mean of the share of adults (age: 18-24) who saw a dentist in the past year"
    )
    assert group_words("race=martian", table) == "race=martian"


def test_what_nobody_described_is_called_by_its_name(table):
    assert signal_words("mean.visit", table) == "the mean of “visit”"
    assert family_words("median", table) == "median"
    assert family_words("gap", table) == "gap, highest to lowest area"
