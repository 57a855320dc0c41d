"""The loops of all installations: what breathes and drifts has come back where a loop ends, in every preset."""

import pytest
from thumbnails import called, values

from renderer.params.param import specs
from renderer.scene.catalogue import installations, load

NONE_FALLS_BEHIND = 1e-4  # of a cycle: what a rate loses that is written with six digits


@pytest.mark.parametrize("name", installations())
def test_every_rate_of_every_preset_has_whole_cycles_in_a_loop(name):
    """Lines of light leapt half a step where a film of 60 s begins again."""
    loaded, rates = load(name), [one for one, spec in specs(load(name).scene.params).items() if spec.unit == "Hz"]
    for preset in (None, *loaded.presets):
        params = loaded.scene.params(**values(preset))
        for rate in rates:
            cycles = getattr(params, rate) * loaded.scene.seconds

            assert cycles == pytest.approx(round(cycles), abs=NONE_FALLS_BEHIND), (called(preset), rate)
            assert round(cycles) >= 1
