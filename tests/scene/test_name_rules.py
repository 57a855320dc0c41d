"""Names that a scene brings into GLSL: each that cannot be is one sentence, and one that is taken is told of."""

import re
from dataclasses import make_dataclass
from fractions import Fraction

import pytest

from renderer import Effect, Input, Pass, Scene, param
from renderer.core.errors import SceneError
from renderer.core.volume import Volume
from renderer.frames.uniforms import derived_names
from renderer.gpu.declare import declarations
from renderer.scene.catalogue import load
from renderer.scene.chain import with_effects
from renderer.scene.name_rules import check_derived, check_names

IMAGE = Pass("image", "image.frag")
FULL = {"columns": ("visits",), "views": Volume(), "sculpt": True, "feed": "rehearsal"}


def number(unit=""):
    return param(0.5, 0.0, 1.0, unit=unit)


def choice(*words):
    return param(words[0], choices=words)


def scene(params=(), **rest):
    """A scene with ``params``, by name; each is a number, where nothing else is said."""
    named = params if isinstance(params, dict) else {name: number() for name in params}
    kind = make_dataclass("Params", [(name, type(one.default), one) for name, one in named.items()], frozen=True)
    return Scene("T", kind, (IMAGE,), **rest)


def declared(stage):
    """Return the names that the loader brings into a shader of a scene with everything, and no parameter."""
    text = declarations(scene(**FULL), IMAGE, stage, (), final=stage == "frag")
    return re.findall(r"^uniform \w+ u_(\w+);", text, re.MULTILINE)


@pytest.mark.parametrize("name", sorted({*declared("frag"), *declared("vert"), *declared("comp")}))
def test_no_parameter_and_no_key_of_derive_is_called_like_what_the_loader_declares(name):
    words = f"would be u_{name} in GLSL, which the loader brings already; call it 'own_{name}'"

    with pytest.raises(SceneError, match=f"^parameter '{name}' {words}$"):
        check_names(scene([name], **FULL))
    with pytest.raises(SceneError, match=f"^derive's key '{name}' {words}$"):
        check_derived(scene(**FULL), [name])


@pytest.mark.parametrize("name", ["eye", "bounds", "strokes"])
def test_what_only_some_scenes_are_given_is_free_in_others(name):
    check_names(scene([name]))


@pytest.mark.parametrize("name", ["float", "int", "discard", "sample", "Glow", "size", "pixel", "table"])
def test_words_of_glsl_may_be_parameters(name):
    check_names(scene([name]))


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (scene({"breath": number("Hz"), "breath_phase": number()}),
         "parameter 'breath_phase' would be u_breath_phase in GLSL, which parameter 'breath' brings"),
        (scene(["map_moment"], inputs=(Input("map"),)),
         "input 'map' would be u_map_moment in GLSL, which parameter 'map_moment' brings"),
        (scene(columns=("a-b", "a_b")), "column 'a_b' would be COL_A_B in GLSL, which column 'a-b' brings"),
        (scene(columns=("a", "a")), "columns names 'a' twice"),
        (scene({"col": choice("a", "b")}, columns=("b",)),
         "parameter 'col' would be COL_B in GLSL, which column 'b' brings"),
        (scene({"fault": choice("calm", "stale")}, feed="rehearsal"),
         "parameter 'fault' would be FAULT_STALE in GLSL, which the loader brings"),
        (scene({"mode": choice("a b", "a-b")}), "two choices of parameter 'mode' would both be MODE_A_B"),
        (scene(["gr\u00f6sse"]), "parameter 'gr\u00f6sse': GLSL takes letters a-z, digits and single _ between them; "
                                   "call it 'grosse'"),
        (scene(["\u591c"]), "parameter '\u591c': GLSL takes letters a-z, digits and single _ between them; call it by "
                            "letters a-z"),
        (scene(["a__b"]), "parameter 'a__b': GLSL takes letters a-z, digits and single _ between them; call it 'a_b'"),
        (scene(["a_"]), "parameter 'a_': GLSL takes letters a-z, digits and single _ between them; call it 'a'"),
        (scene(["_a"]), "parameter '_a': GLSL takes letters a-z, digits and single _ between them; call it 'a'"),
        (scene({"gl": choice("es", "fragment precision high")}),
         "parameter 'gl' would be GL_ES in GLSL, which the driver brings already; call it 'own_gl'"),
        (scene(["time", "own_time"]),
         "parameter 'time' would be u_time in GLSL, which the loader brings already; call it 'time_2'"),
        (scene({"mode": choice("calm", "na\u00efve")}),
         "choice 'na\u00efve' of parameter 'mode' would be MODE_NA_VE in GLSL, which has no letters but a-z; "
         "call it 'naive'"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_is_one_sentence(made, words):
    with pytest.raises(SceneError, match=f"^{re.escape(words)}") as caught:
        check_names(made)

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("made", "key", "words"),
    [
        (scene(["glow"]), "glow", "derive's key 'glow' would be u_glow in GLSL, which parameter 'glow' brings"),
        (scene({"breath": number("Hz")}), "breath_phase", "which parameter 'breath' brings"),
        (scene(inputs=(Input("map"),)), "map_moment", "which input 'map' brings"),
        (scene(), "my pitch", "derive's key 'my pitch': GLSL takes"),
        (with_effects(scene(), (Effect("tear"),)), "tear_wet", "which parameter 'tear_wet' brings"),
    ],
)
def test_a_key_of_derive_has_a_name_of_its_own(made, key, words):
    check_derived(made, ["pitch"])
    with pytest.raises(SceneError, match=re.escape(words)):
        check_derived(made, ["pitch", key])


def test_a_scene_whose_names_collide_does_not_load(scene_folder):
    module = scene_folder({"glow:": "weight:"})

    with pytest.raises(SceneError, match=r"parameter 'weight' would be u_weight") as caught:
        load(module)
    assert str(caught.value).startswith(f"{module}: ")


def test_a_key_that_collides_is_told_with_its_file(scene_folder):
    module = scene_folder({"passes=": "derive=lambda frame, params: {'time': 1.0}, passes="})
    loaded = load(module)

    assert loaded.scene.frame(0, Fraction(30)).index == 0
    with pytest.raises(SceneError, match=r"derive's key 'time' would be u_time") as caught:
        derived_names(loaded)
    assert str(caught.value).startswith(f"{module}: ")
