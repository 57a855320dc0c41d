"""A chain of effects is more parameters and more passes, and heads say what they declare."""

import os

import pytest

from renderer.core.errors import SceneError
from renderer.params.param import specs
from renderer.scene import effect as effects_module
from renderer.scene.catalogue import load
from renderer.scene.chain import keys, with_effects
from renderer.scene.effect import chain_of, effects, kind_of, listed, parse_chain
from renderer.scene.scene import Effect, EffectPass

HEAD = """/*
title = "{title}"
says = "{title} for a test."
{more}
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How much."
[params.rate]
default = 2.0
low = 0.0
high = 8.0
unit = "Hz"
help = "How often."
*/
void main() {{ o = texelFetch(t_source, texel(), 0); }}
"""
SCENE = """
from dataclasses import dataclass
from renderer import Bind, Effect, Pass, Scene, Trigger, param

@dataclass(frozen=True)
class Params:
    glow: float = param(0.5, 0.0, 1.0, help="Light.")

SCENE = Scene("Small", Params, (Pass("image", "image.frag"),), effects=(Effect("plain", rate=4.0),),
              triggers=(Trigger("revised", to="plain_amount"),))
"""


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """Return the folder of effects, with one plain and one that remembers."""
    folder = tmp_path / "effects"
    folder.mkdir()
    monkeypatch.setattr(effects_module, "EFFECTS", folder)
    (folder / "plain.frag").write_text(HEAD.format(title="Plain", more=""))
    (folder / "trail.frag").write_text(HEAD.format(title="Trail", more='reads = ["source", "trail"]'))
    return folder


@pytest.fixture
def module(tmp_path, shelf):  # noqa: ARG001
    """Return a scene with a chain, a trigger to it, and a preset that sets it."""
    (tmp_path / "small" / "presets").mkdir(parents=True)
    path = tmp_path / "small" / "scene.py"
    path.write_text(SCENE)
    (path.parent / "image.frag").write_text("void main() { o = vec4(u_glow); }")
    (path.parent / "presets" / "torn.toml").write_text("[params]\nglow = 1.0\nplain_amount = 0.5\n")
    return path


def test_a_scene_with_a_chain_has_its_parameters_and_its_passes(module):
    scene = load(module).scene
    assert list(specs(scene.params)) == ["glow", "plain_amount", "plain_rate", "plain_wet"]
    assert scene.params().plain_rate == 4.0
    assert [step.name for step in scene.passes] == ["image", "fx_plain"]
    last = scene.passes[-1]
    assert isinstance(last, EffectPass)
    assert dict(last.aliases)["t_source"] == "t_image"
    assert dict(last.aliases)["u_rate_phase"] == "u_plain_rate_phase"
    assert scene.triggers[0].to == "plain_amount"


def test_another_chain_takes_the_place_of_the_scenes_own_and_what_spoke_of_that_rests(module):
    loaded = load(module, (Effect("trail"), Effect("trail")))
    assert list(specs(loaded.scene.params))[:3] == ["glow", "trail_amount", "trail_rate"]
    assert "trail2_wet" in specs(loaded.scene.params)
    assert loaded.scene.triggers == ()
    assert loaded.presets[0].params == {"glow": 1.0}
    assert [(step.name, step.reads) for step in loaded.scene.passes[1:]] == [
        ("fx_trail", ("image", "fx_trail")), ("fx_trail2", ("fx_trail", "fx_trail2")),
    ]  # fmt: skip
    assert not loaded.scene.passes[1].idle
    assert load(module, ()).scene.effects == ()


def test_an_effect_that_comes_twice_has_a_key_of_its_own():
    assert keys((Effect("tear"), Effect("echo"), Effect("tear"))) == ("tear", "echo", "tear2")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ((Effect("plian"),), "no effect 'plian'; did you mean 'plain'"),
        ((Effect("plain", raet=1.0),), "effect 'plain' has no 'raet'; did you mean 'rate'"),
        ((Effect("plain", rate=9.0),), "9.0 is outside 0..8 Hz"),
    ],
)
def test_a_chain_that_cannot_be_says_why(module, change, words):
    scene = load(module, ()).scene
    with pytest.raises(Exception, match=words) as caught:
        with_effects(scene, change)
    assert caught.value.exit_code in (1, 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("void main() {}", "block comment"),
        ("/* title = */", "cannot be read"),
        ('/*\ntitle = "T"\nsays = "S"\n*/', "'params' is missing"),
        (HEAD.format(title="T", more='fault = "haunted"'), "'haunted' is none of stale"),
        (HEAD.format(title="T", more='colour = "x"'), "'colour' is not known"),
        (HEAD.format(title="T", more="").replace("default = 0.0", "default = 0.5"), "first parameter must be amount"),
        (HEAD.format(title="T", more="").replace("default = 2.0", "default = 12.0"), "12.0 is outside"),
    ],
)
def test_a_head_that_is_wrong_names_its_file_and_what_to_change(shelf, text, words):
    (shelf / "wrong.frag").write_text(text)
    with pytest.raises(SceneError, match=rf"shaders/effects/wrong.frag: .*{words}"):
        kind_of("wrong")


@pytest.mark.usefixtures("shelf")
def test_a_chain_survives_json_and_words():
    chain = (Effect("plain", rate=1.0), Effect("trail"))
    assert chain_of(listed(chain)) == chain
    assert chain_of(None) is None
    assert parse_chain("plain, trail") == (Effect("plain"), Effect("trail"))
    assert parse_chain("none") == ()
    with pytest.raises(SceneError, match="no chain of effects"):
        chain_of([["plain"]])


def test_every_bundled_effect_reads_and_says_what_it_is_for():
    for name in effects():
        kind = kind_of(name)
        assert kind.says.endswith("."), name
        assert all(spec.help for spec in kind.params.values()), name


def test_a_head_that_was_saved_anew_is_read_anew(shelf):
    assert kind_of("plain").params["rate"].high == 8.0
    path = shelf / "plain.frag"
    path.write_text(path.read_text().replace("high = 8.0", "high = 9.0"))
    os.utime(path, ns=(0, 1))
    assert kind_of("plain").params["rate"].high == 9.0


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('reads = ["source", "zzz"]', "effect 'plain' reads 'zzz'; it can read 'source', its own passes, and"),
        ('reads = ["source", "last sourse"]', "effect 'plain' reads 'sourse'; did you mean 'source'?"),
        ('reads = ["source", "source.age"]', "reads 'image.age'; name it among that pass' outputs"),
        ('reads = ["last source"]', r"plain\.frag: its head cannot be read: its reads must name 'source'"),
        ('inputs = ["map"]', "'inputs' is not known; a head may say draw, fault, params, passes, reads, says, title"),
        ('draw = {outputs = ["a", "b", "c", "d"]}', "pass 'fx_plain' has 5 outputs, o among them; four is the most"),
        ('draw = {outputs = ["A"]}', "use small letters, digits and single _ for the output 'A'"),
    ],
)
def test_what_an_effect_cannot_read_or_write_is_one_sentence(module, shelf, more, words):
    (shelf / "plain.frag").write_text(HEAD.format(title="Plain", more=more))
    with pytest.raises(SceneError, match=words):
        load(module)


def test_an_effect_whose_last_frame_the_next_one_reads_does_not_rest(module, shelf):
    (shelf / "trail.frag").write_text(HEAD.format(title="Trail", more='reads = ["source", "last source"]'))
    passes = load(module, (Effect("plain"), Effect("plain"), Effect("trail"))).scene.passes

    assert [(step.name, step.idle) for step in passes[1:]] == [
        ("fx_plain", True), ("fx_plain2", False), ("fx_trail", False)]  # fmt: skip
