"""Presets left behind by an edit of their scene: they load without what is gone, and say what and where."""

from dataclasses import dataclass

import pytest

from renderer import Pass, Role, Scene, param
from renderer.core.errors import ParamError
from renderer.params.preset import read_preset
from renderer.scene.preset_fit import fit_preset


@dataclass(frozen=True)
class Params:
    glow: float = param(1.0, 0.0, 4.0)
    rouge: float = param(0.5, 0.0, 1.0)
    mode: str = param("a", choices=("a", "b"))


LIT = Role("lit", "lights", default="dental_visit", domain=(20.0, 80.0))
SCENE = Scene("T", Params, (Pass("image", "image.frag"),), roles=(LIT,))


@pytest.fixture
def fitted(tmp_path):
    """Return ``fitted(text)``: the preset of that text, as the scene has it."""

    def fit(text):
        path = tmp_path / "liked.toml"
        path.write_text(text)
        return fit_preset(SCENE, read_preset(path), tmp_path)

    return fit


@pytest.mark.parametrize(("text", "lost"), [
    ("[params]\nglow = 2.0\nred = 0.5\n",
     "3: preset 'liked': no parameter 'red'; did you mean 'rouge'? It is left out"),
    ("[params]\nglow = 2.0\nzz = 0.5\n", "3: preset 'liked': no parameter 'zz'; it is left out"),
    ("[params]\nglow = 2.0\nrouge = 1.5\n", "3: preset 'liked': rouge = 1.5 is outside 0..1; it is now 1"),
    ("[params]\nglow = 2.0\nmode = 'c'\n", "3: preset 'liked': mode = c is outside a | b; it is now a"),
    ("[params]\nglow = 2.0\n[figures]\nlid = 'dental_visit'\n",
     "4: preset 'liked': 'T' has no role 'lid'; did you mean 'lit'? It is left out"),
    ("[params]\nglow = 2.0\n[domains]\nlid = [20, 80]\n",
     "4: preset 'liked': no domain for 'lid' of 'T': there is no role 'lid'; did you mean 'lit'"),
    ("[params]\nglow = 2.0\n[[binds]]\nsignal = 'mean.lit'\nto = 'red'\nspan = [0, 1]\n",
     "3: preset 'liked': bind 1, to 'red': no such parameter; did you mean 'rouge'? It is left out"),
    ("[params]\nglow = 2.0\n[[binds]]\nsignal = 'mean.lid'\nto = 'rouge'\nspan = [0, 1]\n",
     "3: preset 'liked': bind 1, to 'rouge': signal 'mean.lid': no figure 'lid'; did you mean 'lit'? It is left out"),
])  # fmt: skip
def test_what_is_gone_is_left_out_and_told_with_its_line(fitted, text, lost):
    preset = fitted(text)

    assert preset.params.pop("glow") == 2.0
    assert preset.params in ({}, {"rouge": 1.0}, {"mode": "a"})
    assert (preset.figures, preset.domains, preset.binds) == ({}, {}, ())
    assert len(preset.lost) == 1
    assert preset.lost[0].startswith(f"liked.toml:{lost}")


def test_binds_beside_one_that_is_left_out_stay_and_none_moves_a_parameter_twice(fitted):
    preset = fitted("".join(f"[[binds]]\nsignal = 'mean.lit'\nto = '{to}'\nspan = [0, 1]\n"
                            for to in ("red", "glow", "rouge", "glow")))  # fmt: skip

    assert [bind.to for bind in preset.binds] == ["glow", "rouge"]
    assert [note.partition(":")[2][:2] for note in preset.lost] == ["1:", "13"]


def test_what_the_scene_has_all_of_is_as_it_was(fitted):
    text = ("[params]\nrouge = 0.25\n[figures]\nlit = 'sealants'\n[domains]\nlit = [20, 80]\n"
            "[[binds]]\nsignal = 'mean.lit'\nto = 'glow'\nspan = [0, 1]\n")  # fmt: skip
    preset = fitted(text)

    assert (preset.params, preset.figures, preset.domains) == (
        {"rouge": 0.25}, {"lit": "sealants"}, {"lit": (20.0, 80.0)})  # fmt: skip
    assert ([bind.to for bind in preset.binds], preset.lost) == (["glow"], ())


@pytest.mark.parametrize(("text", "words"), [
    ("[figures]\nlit = 'a@b@c'\n", "liked.toml:2: preset 'liked': "),
    ("[domains]\nlit = [80, 20]\n", "liked.toml:2: preset 'liked': the domain 80..20 for 'lit' is none"),
])  # fmt: skip
def test_what_is_nothing_in_any_scene_is_refused_with_its_line(fitted, text, words):
    with pytest.raises(ParamError, match=words):
        fitted(text)
