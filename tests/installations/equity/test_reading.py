"""The right wing is read as well as the left one, which the decoders' own test reads."""

import numpy as np
from decoders import equity
from decoders.decode import bundled, drawn
from scipy.stats import spearmanr


def test_the_still_ranks_the_areas_on_the_right_wing(gl):
    loaded, table = bundled("equity")
    still, _ = drawn(gl, loaded, table, (960, 540))

    for look, floor in ((still, equity.FLOOR[0]), (still.thumbnail(), equity.FLOOR[1])):
        seen, figures = equity.read(look, wing=1), table.value[-1, :, 2]
        both = np.isfinite(seen) & np.isfinite(figures)
        assert both.sum() == 51
        assert spearmanr(seen[both], figures[both]).statistic >= floor
