"""Which marked pixel is nearest: SciPy's compiled transform without its package, against its public function."""

import subprocess
import sys

import numpy as np
import pytest
from scipy.ndimage import distance_transform_edt

from renderer.data.places import nearest_seed as nearest
from renderer.data.places.nearest_seed import nearest_seed

SEEN = np.random.default_rng(0).random((37, 53)) < 0.02


@pytest.mark.parametrize("there", [True, False])
def test_it_is_what_scipy_says_with_its_compiled_part_or_without(there, monkeypatch):
    assert nearest._compiled() is not None  # else what a map costs is a third more
    if not there:
        monkeypatch.setattr(nearest, "_compiled", lambda: None)

    assert np.array_equal(nearest_seed(SEEN), distance_transform_edt(~SEEN, return_distances=False,
                                                                    return_indices=True))  # fmt: skip


def test_scipys_package_is_not_imported():
    code = ("import sys, numpy as np; from renderer.data.places.nearest_seed import nearest_seed; "
            "nearest_seed(np.eye(3) > 0); assert 'scipy' not in sys.modules")  # fmt: skip

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
