"""Biome map: what is fuller is lighter, what is not known is not; kelp has tufts; all hangs on figures."""

import numpy as np
import pytest
from PIL import Image

from renderer.data.state import State
from renderer.frames.trial_tables import alike

BRIGHT = np.array([0.2126, 0.7152, 0.0722])
STRAIGHT = {"tilt": 0.0, "travel": 0.0}
LOOKS = [{}, {"night": 1.0, "glimmer": 1.4}, {"elevation": 34.0, "clear": 0.95}]


@pytest.mark.parametrize("values", LOOKS)
def test_the_fuller_a_place_the_lighter_and_what_is_not_known_is_never_the_lightest(flat, values):
    made, seen = flat((320, 180), 12), {}
    for name, part, state in (("full", 1.0, State.VALUE), ("half", 0.5, State.VALUE), ("dry", 0.05, State.VALUE),
                              *((state, 0.0, state) for state in (State.ZERO, State.SUPPRESSED, State.HELD,
                                                                  State.MISSING))):  # fmt: skip
        made.show(part, np.full(12, state), bare=0.5)
        made.engine.restart()
        picture = made.draw(**STRAIGHT, **values) @ BRIGHT
        seen[name] = picture[made.texels("whose")[::-1, :, 0] >= 0].mean()

    assert seen["full"] > seen["half"] + 8 > seen["dry"] + 16
    assert max(seen[state] for state in (State.ZERO, State.SUPPRESSED, State.HELD, State.MISSING)) < seen["dry"]


def test_figures_that_are_all_alike_are_another_picture_at_arm_s_length(flat):
    made, seen = flat((640, 360)), []
    for table in (made.table, alike(made.table)):
        made.engine.table = table
        made.engine.restart()
        seen.append(np.asarray(Image.fromarray(made.draw()).resize((200, 113), Image.Resampling.LANCZOS)).astype(int))

    assert (np.abs(seen[1] - seen[0]).max(axis=2) > 24).mean() >= 0.2


def fringe(colony):
    """Return how many steps of rim there are for each pixel of what is shown: of discs 16 px wide three tenths."""
    there = colony > 0.5
    rim = (there[1:] != there[:-1]).sum() + (there[:, 1:] != there[:, :-1]).sum()
    return rim / there.sum()


@pytest.mark.parametrize("seed", [0, 2])
@pytest.mark.parametrize(("moment", "least"), [(0, 0.52), (0.4, 0.34)])  # smooth rims have 0.44 and 0.27
def test_kelp_has_tufts_and_no_round_rim_at_any_moment(drawn_parts, seed, moment, least):
    made, parts = drawn_parts((640, 360), 12)
    made.show(0.7, bare=0.3)
    _, kelp, _ = parts(round(moment * 240), 5, seed=seed, **STRAIGHT)

    assert fringe(kelp) > least


def test_a_zero_of_the_second_figure_is_counted_as_any_and_bears_a_star(drawn_parts, flat):
    """As much kelp as the plate says of the least; and the sea star tells it from that."""
    made, parts = drawn_parts((640, 360), 12)
    made.show(0.7, bare=0.0, bare_state=np.full(12, State.ZERO))
    rows, kelp, wet = parts(0, **STRAIGHT)
    here = (rows >= 0) & (wet > 0.5)
    whole, looks = flat((640, 360), 12), []
    for state in (State.VALUE, State.ZERO):
        whole.show(0.7, bare=0.0, bare_state=np.full(12, state))
        looks.append(whole.draw(**STRAIGHT).astype(int))
    red = (looks[1][..., 0] - looks[1][..., 1])[here]

    assert kelp[here].mean() == pytest.approx(0.8, abs=0.03)
    assert 0.001 < (np.abs(looks[1] - looks[0]).max(axis=2) > 24)[here].mean() < 0.1
    assert red.max() > 50 > (looks[0][..., 0] - looks[0][..., 1])[here].max()
