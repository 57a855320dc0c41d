"""Live pictures are held inside the limits, also while the machine draws them smaller and larger."""

import time
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from renderer.flash.analyse import Analyser
from renderer.flash.limits import DESK, Override
from renderer.flash.viewer import Safety
from renderer.scene.catalogue import load
from renderer.session.session import begin
from renderer.show.stage import Stage
from renderer.signals.source import read_figures

SCENE = '''
from dataclasses import dataclass
from renderer import Pass, Scene, param

@dataclass(frozen=True)
class Params:
    strobe: float = param(10.0, 0.0, 15.0, unit="Hz", help="Flashes a second.")

SCENE = Scene("Lamp", Params, (Pass("image", "image.frag"),))
'''
SHADER = "void main() { o = vec4(vec3(fract(u_strobe_phase) < 0.5 ? 1.0 : 0.05), 1.0); }"
FPS = Fraction(30)


@pytest.fixture
def shown(gl, tmp_path, monkeypatch):
    """Return ``shown(safety, sizes)``: what 90 frames of a strobe put on the wall, drawn at sizes in turn."""
    (tmp_path / "scene.py").write_text(SCENE)
    (tmp_path / "image.frag").write_text(SHADER)
    loaded = load(tmp_path / "scene.py")
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(time, "perf_counter", lambda: clock.now)

    def run(safety, sizes, said):
        window = SimpleNamespace(gl=gl, size=(160, 90), ratio=1.0)
        stage = Stage(window, (160, 90), FPS, said.append, safety=safety)
        stage.adopt(loaded, read_figures("us_oral_health", (), ""))
        session, pictures = begin(loaded), []
        for index in range(90):
            clock.now = 5.0 + index / 30
            monkeypatch.setattr(Stage, "size", sizes[index // 7 % len(sizes)])
            stage.draw(session, index)
            raw = np.frombuffer(stage._shown.read(), np.uint8).reshape(*stage._shown.size[::-1], 4)
            pictures.append(raw[..., :3].copy())
        stage.release()
        return pictures

    return run


def passes(pictures):
    """Return whether the analyser passes what was shown."""
    analyser = Analyser(FPS, DESK)
    records = [analyser.feed(picture) for picture in pictures]
    return all(record.passes for record in records)


def test_a_strobe_is_held_at_one_size_and_while_sizes_change(shown):
    for sizes in (((160, 90),), ((160, 90), (112, 63), (128, 72))):
        said = []
        pictures = shown(Safety(), sizes, said)
        assert passes(pictures), sizes
        assert len({picture.shape for picture in pictures}) == len(sizes)
        assert said == ["the flash guard holds back what flashes more than three times a second"]


def test_what_somebody_decided_to_show_is_shown(shown):
    said = []
    assert not passes(shown(Safety(DESK, Override("Ada", "a test")), ((160, 90),), said))
    assert said == []
