"""The box of a scene: a value, in millimetres, that any scene module may import."""

import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest

from renderer.core.view import plain
from renderer.core.volume import Volume


def test_without_words_it_is_a_small_box_before_a_viewer_at_a_desk():
    one = Volume()
    assert (one.centre, one.width, one.height, one.front, one.back, one.distance) == (
        (0.0, 0.0, 0.0), 80.0, 60.0, 20.0, 40.0, 280.0)  # fmt: skip
    assert plain(one, 80 / 60).right == (80.0, 0.0, 0.0)


def test_it_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Volume().width = 3.0


def test_it_costs_no_import_of_numpy():
    code = "import sys, renderer.core.volume; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
