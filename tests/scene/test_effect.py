"""Effects by name: what each file's head declares, what a wrong head is told, chains as words and as JSON."""

import pytest

from renderer.core.errors import SceneError
from renderer.scene import effect as module
from renderer.scene.catalogue import load
from renderer.scene.chain import with_effects
from renderer.scene.effect import chain_of, effects, kind_of, listed, parse_chain
from renderer.scene.scene import Effect
from renderer.scene.size import evaluate

HEAD = """/*
title = "Plain"
says = "It does nothing much."
{more}
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How much."
{last}
*/
void main() {{}}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "EFFECTS", tmp_path)
    (tmp_path / "plain.frag").write_text(HEAD.format(more="", last=""))
    return tmp_path


def test_a_head_declares_title_parameters_and_passes(folder):
    (folder / "own").mkdir()
    (folder / "own" / "blur.frag").write_text("")
    more = """fault = "missing"
reads = ["source", "blurred", "trail"]
passes = [{name = "blurred", shader = "own/blur.frag", reads = ["source"], format = "f4", local = [4, 2]}]
"""
    last = '[params.rate]\ndefault = 2.0\nlow = 0.0\nhigh = 8.0\nunit = "Hz"\nhelp = "How often."'
    (folder / "trail.frag").write_text(HEAD.format(more=more, last=last))
    kind = kind_of("trail")
    assert (kind.name, kind.title, kind.says, kind.fault) == ("trail", "Plain", "It does nothing much.", "missing")
    assert [*kind.params] == ["amount", "rate", "wet"]
    assert (kind.params["rate"].unit, kind.params["rate"].group) == ("Hz", "Plain")
    assert (kind.params["wet"].default, kind.params["wet"].low, kind.params["wet"].high) == (1.0, 0.0, 1.0)
    (blur,) = kind.passes
    assert (blur.name, blur.reads, blur.format, blur.local) == ("blurred", ("source",), "f4", (4, 2))
    assert (kind.last.name, kind.last.reads) == ("trail", ("source", "blurred", "trail"))
    assert kind.remembers
    assert not kind_of("plain").remembers


def test_the_fragment_half_of_geometry_is_no_effect_of_its_own(folder):
    (folder / "shards.vert").write_text(HEAD.format(more="", last="").replace("Plain", "Shards"))
    (folder / "shards.frag").write_text("void main() {}")
    (folder / "sums.comp").write_text(HEAD.format(more="", last=""))
    (folder / "notes.txt").write_text("")
    assert effects() == ("plain", "shards", "sums")
    assert kind_of("shards").title == "Shards"


@pytest.mark.parametrize(("more", "last", "words"), [
    ("titel = 1", "", "'titel' is not known; did you mean 'title'"), ('fault = "late"', "", "fault 'late' is none of"),
    ("", "[params.rate]\ndefault = 2.0", "needs a range"), ("", "[params.rate]\nlow = 0.0", "'default' is missing"),
    ('passes = [{name = "a", shader = "none.frag"}]', "", "no file 'none.frag' under shaders/effects"), ("x", "", ""),
])  # fmt: skip
def test_a_wrong_head_is_told_with_its_file(folder, more, last, words):
    (folder / "plain.frag").write_text(HEAD.format(more=more, last=last))
    with pytest.raises(SceneError, match=r"shaders/effects/plain\.frag: its head cannot be read: ") as told:
        kind_of("plain")
    assert words in str(told.value)


@pytest.mark.parametrize("change", [("default = 0.0", "default = 0.5"), ("params.amount", "params.strength")])
def test_the_first_parameter_is_an_amount_that_is_nothing_at_first(folder, change):
    (folder / "plain.frag").write_text(HEAD.format(more="", last="").replace(*change))
    with pytest.raises(SceneError, match="the first parameter must be amount"):
        kind_of("plain")


@pytest.mark.parametrize("size", [(16384, 16), (16, 16384), (16384, 16384)])
def test_no_effect_needs_more_px_a_side_than_the_picture_that_a_gpu_draws(size):
    names = {"width": size[0], "height": size[1]}
    for name in effects():
        kind = kind_of(name)
        for step in (*kind.passes, kind.last):
            assert max(evaluate(side, names) for side in step.size) <= 16384, f"{name}, pass {step.name}"


def test_an_unknown_effect_is_answered_with_the_nearest_or_with_all(folder):
    with pytest.raises(SceneError, match=r"no effect 'plan'; did you mean 'plain'\?"):
        kind_of("plan")
    with pytest.raises(SceneError, match="no effect 'xyz'; there are plain"):
        kind_of("xyz")
    (folder / "bare.frag").write_text("void main() {}")
    with pytest.raises(SceneError, match="it must begin with a"):
        kind_of("bare")


@pytest.mark.parametrize("name", [
    "../{}/secret", "{}/secret", "../secret", "Secret", "a/../secret", "secret\n", "", "é",
])  # fmt: skip
def test_a_path_is_no_effect_and_nothing_is_opened(folder, name):
    (folder / "Secret.frag").write_text(HEAD.format(more="", last=""))
    (folder.parent / "secret.frag").write_text(HEAD.format(more="", last=""))
    (folder / "é.frag").write_text(HEAD.format(more="", last=""))
    (folder / "a").mkdir()
    (folder / "secret\n.frag").write_text(HEAD.format(more="", last=""))
    (folder / "secret.frag").write_text(HEAD.format(more="", last=""))
    with pytest.raises(SceneError, match="no effect "):
        kind_of(name.format(folder.parent))


def test_a_chain_of_more_than_32_effects_is_refused():
    scene = load("enamel").scene
    assert with_effects(scene, (Effect("tear"),) * 32).effects == (Effect("tear"),) * 32
    with pytest.raises(SceneError, match="a chain of 33 effects is too long: at most 32 go over one picture"):
        with_effects(scene, (Effect("tear"),) * 33)


def test_chains_as_words_and_as_json():
    assert parse_chain(" tear, echo ,tear,") == (Effect("tear"), Effect("echo"), Effect("tear"))
    assert parse_chain("none") == parse_chain("") == parse_chain(" , ") == ()
    chain = (Effect("tear", bands=12), Effect("echo"))
    assert listed(chain) == [["tear", {"bands": 12}], ["echo", {}]]
    assert chain_of(listed(chain)) == chain
    assert listed(None) is chain_of(None) is None
    assert chain_of([]) == ()


@pytest.mark.parametrize("kept", [7, "tear", [["tear"]], [["tear", 3]], [[]], [None]])
def test_a_chain_that_is_damaged_is_refused(kept):
    with pytest.raises(SceneError, match="is no chain of effects"):
        chain_of(kept)
