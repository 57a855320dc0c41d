"""A setup's JSON: whole both ways, and one sentence for whatever is none. Holds placed and setup_fields too."""

import json
import math
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.core.errors import DataError
from renderer.core.json_object import read_object
from renderer.core.paths import INSTALLATIONS
from renderer.scene.catalogue import find
from renderer.session.setup import Output, Setup
from renderer.session.setup_fields import READERS
from renderer.session.setup_json import setup_json, setup_of
from tests.session.test_setup import FULL

HERE = (Path(),)
LEAST = {"chorus_setup": 1, "scene": "enamel"}


def read(text):
    return setup_of(read_object(text, "a.json"), "a.json")


@pytest.mark.parametrize("setup", [FULL, Setup("enamel")])
def test_it_comes_back_as_it_was(setup):
    text = json.dumps(setup_json(setup), allow_nan=False)
    assert read(text) == setup
    assert json.dumps(setup_json(read(text))) == text
    assert set(json.loads(text)) == {"chorus_setup", *READERS}


def test_what_is_left_out_is_as_a_setup_has_it():
    assert setup_of(LEAST, "a.json") == Setup("enamel")


@pytest.mark.parametrize(("content", "words"), [
    ([], "a setup is a JSON object"),
    ({"scene": "enamel"}, 'does not say "chorus_setup": 1; this Chorus reads version 1'),
    ({**LEAST, "chorus_setup": 2}, "this setup is of version 2; this Chorus reads version 1"),
    ({**LEAST, "chorus_setup": True}, "is of version True"),
    ({**LEAST, "chorus_setup": "1"}, "is of version '1'"),
    ({"chorus_setup": 1}, "this setup names no scene"),
    ({**LEAST, "sceen": "x"}, "a setup has no 'sceen'; did you mean 'scene'?"),
    ({**LEAST, "scene": 7}, "scene = 7 is not the name or path of a scene"),
    ({**LEAST, "scene": ""}, "scene = '' is not"),
    ({**LEAST, "params": {"glow": math.nan}}, "is not values by their parameter's name"),
    ({**LEAST, "params": {"glow": -math.inf}}, "is not values"),
    ({**LEAST, "params": {"focus": [0.5, math.inf]}}, "is not values"),
    ({**LEAST, "params": {"focus": [0.5]}}, "is not values"),
    ({**LEAST, "params": {"glow": None}}, "is not values"),
    ({**LEAST, "params": ["glow"]}, "is not values"),
    ({**LEAST, "offsets": {"breath": math.inf}}, "is not cycles by parameter's name"),
    ({**LEAST, "domains": {"lit": [20]}}, "is not a range by role, {\"lit\": [20, 80]}"),
    ({**LEAST, "domains": {"lit": [20, math.inf]}}, "is not a range by role"),
    ({**LEAST, "domains": [20, 80]}, "is not a range by role"),
    ({**LEAST, "binds": 3}, "binds: binds are a list of tables"),
    ({**LEAST, "binds": [{"to": "glow"}]}, "binds: bind 1, to 'glow': it does not say signal and span"),
    ({**LEAST, "binds": [{"signal": "mean.x", "to": "glow", "span": [0, math.inf]}]}, "binds: bind 1, to 'glow'"),
    ({**LEAST, "held": "glow"}, "held = 'glow' is not a list"),
    ({**LEAST, "held": [1]}, "is not a list"),
    ({**LEAST, "seed": -1}, "seed = -1 is not a whole number, 0..4294967295"),
    ({**LEAST, "seed": 2**32}, "seed = 4294967296 is not"),
    ({**LEAST, "seed": True}, "seed = True is not"),
    ({**LEAST, "seed": 1.5}, "seed = 1.5 is not"),
    ({**LEAST, "preset": "a\0"}, "is not the name of a preset"),
    ({**LEAST, "preset": "\ud800"}, "is not the name of a preset"),
    ({**LEAST, "take": ["\ud800"]}, "is not a list of a take's lines"),
    ({**LEAST, "output": {"name": "slm", "options": {"table": "a\0"}}}, "is not an output"),
    ({**LEAST, "preset": 3}, "preset = 3 is not the name of a preset"),
    ({**LEAST, "effects": "tear"}, "is no chain of effects"),
    ({**LEAST, "effects": [["tear"]]}, "is no chain of effects"),
    ({**LEAST, "effects": [["../../evil", {}]]}, "'../../evil' is no name of an effect"),
    ({**LEAST, "effects": [["tear", {"bands": math.nan}]]}, "is not a chain of effects"),
    ({**LEAST, "strokes": ["{}"]}, "it is no stroke"),
    ({**LEAST, "strokes": "x"}, "is not a list of a sculpture's lines"),
    ({**LEAST, "take": [1]}, "is not a list of a take's lines"),
    ({**LEAST, "output": {"nam": "quilt"}}, "output: there is no 'nam'; did you mean 'name'?"),
    ({**LEAST, "output": {}}, "is not an output"),
    ({**LEAST, "output": "quilt"}, "is not an output"),
    ({**LEAST, "output": {"name": "quilt", "size": [0, 3]}}, "is not an output"),
    ({**LEAST, "output": {"name": "quilt", "exact": 1}}, "is not an output"),
    ({**LEAST, "output": {"name": "quilt", "angle": math.nan}}, "is not an output"),
    ({**LEAST, "safety": {"geometry": {"width_m": -1, "distance_m": 3}}}, "safety: width = -1.0 m is no width"),
    ({**LEAST, "safety": {"geometry": {"width": 1, "distance_m": 3}}}, "did you mean 'width_m'?"),
    ({**LEAST, "safety": {"geometry": {"width_m": 1, "distance_m": 3}, "override": {"name": " ", "reason": "x"}}},
     "needs the name of who decides"),
    ({**LEAST, "safety": {}}, "is not a place to look from"),
])  # fmt: skip
def test_what_is_none_is_refused_in_one_sentence_that_names_the_file(content, words):
    with pytest.raises(DataError, match=r"^a\.json: ") as told:
        setup_of(content, "a.json")
    assert words in str(told.value)
    assert "\n" not in str(told.value)
    assert str(told.value).count("a.json") == 1


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_none_is_refused_wherever_it_stands(word):
    with pytest.raises(DataError, match=r"a\.json.*(is no number|is not values)"):
        read(f'{{"chorus_setup": 1, "scene": "enamel", "params": {{"glow": {word}}}}}')


@settings(max_examples=200)
@given(st.sampled_from([*READERS, "chorus_setup", "x"]),
       st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.text(max_size=5), inner, max_size=3)))
def test_no_content_ends_in_anything_but_a_sentence(name, value):
    with suppress(DataError):
        setup = setup_of({**LEAST, name: value}, "a.json", HERE)
        assert setup_of(json.loads(json.dumps(setup_json(setup), allow_nan=False)), "a.json") == setup


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a scene, figures and a calibration in it, and a secret beside it."""
    for path in ("show/mine", "show/releases", "secret"):
        (tmp_path / path).mkdir(parents=True)
    (tmp_path / "show" / "figures.csv").write_text("")
    (tmp_path / "show" / "lens.json").write_text("")
    (tmp_path / "secret" / "figures.csv").write_text("")
    (tmp_path / "show" / "door").symlink_to(tmp_path / "secret")
    return tmp_path / "show"


def placed(folder, allowed=(), **fields):
    return setup_of({**LEAST, **fields}, "a.json", (folder, *allowed))


def test_a_path_is_meant_from_the_folder_of_the_file_and_a_name_stays_one(folder):
    device = {"name": "lenticular:lens.json", "options": {"table": "lens.json", "ratio": "16/9"}}
    setup = placed(folder, scene="./mine", figures="figures.csv", feed="releases", output=device)
    assert (setup.scene, setup.figures, setup.feed) == tuple(
        str(folder / name) for name in ("mine", "figures.csv", "releases"))
    assert setup.output == Output(f"lenticular:{folder / 'lens.json'}",
                                  {"table": str(folder / "lens.json"), "ratio": "16/9"})  # fmt: skip
    named = placed(folder, figures="us_oral_health", feed="rehearsal", output={"name": "quilt:portrait"})
    assert (named.scene, named.figures, named.feed, named.output.name) == (
        "enamel", "us_oral_health", "rehearsal", "quilt:portrait")  # fmt: skip
    assert placed(folder, figures=str(folder / "figures.csv")).figures == str(folder / "figures.csv")


def test_a_name_alone_is_looked_for_in_its_own_folder_then_in_those_that_are_let_in(folder):
    """What a picture keeps of its figures: beside it first, then in the folder that the command is typed in."""
    there = folder.parent / "secret"
    device = {"name": "lenticular:far.json", "options": {"table": "lens.json"}}
    (there / "mine").mkdir()
    for name in ("far.csv", "far.json", "lens.json", "mine/far.csv"):
        (there / name).write_text("")
    assert placed(folder, (there,), figures="figures.csv").figures == str(folder / "figures.csv")
    assert placed(folder, (there,), figures="far.csv").figures == str(there / "far.csv")
    assert placed(folder, (there,), figures="far").figures == str(there / "far.csv")
    assert placed(folder, (there,), output=device).output == Output(
        f"lenticular:{there / 'far.json'}", {"table": str(folder / "lens.json")})  # fmt: skip
    assert placed(folder, (there,), figures="mine/far.csv").figures == str(folder / "mine" / "far.csv"), "no name alone"
    with pytest.raises(DataError, match="the folder of this file or in another that is allowed"):
        placed(folder, (there,), figures="gone.csv")


@pytest.mark.parametrize(("field", "word", "hint"), [
    ("scene", "pond2", ""), ("scene", "enamle", "; did you mean 'enamel'?"), ("figures", "mine.csv", ""),
    ("figures", "us_oral_helth", "; did you mean 'us_oral_health'?"),
    ("feed", "rel", "; did you mean 'rehearsal'?"), ("places", "rel", ""),
])  # fmt: skip
def test_a_bare_word_that_is_no_name_never_leads_to_the_current_folder(folder, monkeypatch, field, word, hint):
    monkeypatch.chdir(folder.parent)
    for made in ("pond2", "rel"):
        Path(made).mkdir()
    Path("pond2/scene.py").write_text("")
    Path("mine.csv").write_text("")
    with pytest.raises(DataError) as told:
        placed(folder, **{field: word})
    assert str(told.value) == (f"a.json: {field} '{word}' is no name that comes with Chorus and does not lie in the "
                               f"folder of this file{hint}")  # fmt: skip


def test_a_bare_file_of_an_output_is_meant_from_the_file_s_folder_too(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    Path("own.json").write_text("")
    (folder / "portrait").write_text("")
    device = {"name": "lenticular:own.json", "options": {"table": "own.json"}}
    own = str(folder / "own.json")
    assert placed(folder, output=device).output == Output(f"lenticular:{own}", {"table": own})
    assert placed(folder, output={"name": "quilt:portrait"}).output == Output("quilt:portrait")


def test_no_folder_takes_the_place_of_a_name_that_comes_with_chorus(folder, monkeypatch):
    for name in ("enamel", "us_oral_health", "none", "flusight"):
        (folder / name).mkdir()
    (folder / "enamel" / "scene.py").write_text("")
    for feed in ("none", "flusight"):
        setup = placed(folder, scene="enamel", figures="us_oral_health", feed=feed)
        assert (setup.scene, setup.figures, setup.feed) == ("enamel", "us_oral_health", feed)
    monkeypatch.chdir(folder)
    assert find("enamel") == INSTALLATIONS / "enamel" / "scene.py"
    assert find("./enamel") == Path("enamel/scene.py")


def test_what_was_typed_stands_before_the_rule_and_the_refusal_says_how(folder):
    typed = {"scene": "/else/where", "figures": None}
    assert setup_of({**LEAST, "scene": "gone"}, "a.json", (folder,), typed).scene == "/else/where"
    for field, option in (("scene", "--scene"), ("figures", "--data")):
        for word, why in (("gone", "is no name that comes"), ("../secret", "lies outside")):
            with pytest.raises(DataError, match=f"{field} '{word}' {why}.* name it with {option}$"):
                setup_of({**LEAST, field: word}, "a.json", (folder,), {"scene": None, "figures": None})


@pytest.mark.parametrize("word", ["a\0b", "./a\0b", "\ud800", "./" + "a" * 5000])
@pytest.mark.parametrize("field", ["scene", "figures", "feed", "places"])
def test_what_no_file_can_be_called_is_one_sentence(folder, field, word):
    with pytest.raises(DataError, match=rf"^a\.json: {field}") as told:
        placed(folder, **{field: word})
    assert len(str(told.value)) < 200


def test_the_folder_itself_is_what_is_let_in(folder):
    for word, said in (("..", folder.parent), ("../secret", folder.parent / "secret"),
                       ("../secret/figures.csv", folder.parent / "secret")):  # fmt: skip
        with pytest.raises(DataError, match=f"--allow {said} lets it in"):
            placed(folder, figures=word)


@pytest.mark.parametrize("fields", [
    {"scene": "../../etc"}, {"scene": ".."}, {"scene": "/etc"}, {"scene": "mine/../../secret"},
    {"figures": "../secret/figures.csv"}, {"figures": "door/figures.csv"}, {"figures": "door"}, {"feed": "../secret"},
    {"places": "/etc/passwd"}, {"output": {"name": "lenticular:../secret/x.json"}},
    {"output": {"name": "lenticular:/etc/passwd"}}, {"output": {"name": "slm", "options": {"table": "/etc/passwd"}}},
    {"output": {"name": "slm", "options": {"table": "door/figures.csv"}}},
])  # fmt: skip
def test_a_path_that_leads_out_is_refused_with_what_lets_it_in(folder, fields):
    with pytest.raises(DataError, match="lies outside the folder of this file; --allow ") as told:
        placed(folder, **fields)
    said = Path(str(told.value).partition("--allow ")[2].removesuffix(" lets it in"))
    assert placed(folder, (said,), **fields)


def test_where_nobody_says_within_every_path_is_trusted():
    assert setup_of({**LEAST, "scene": "/etc/x"}, "a.json").scene == "/etc/x"


def test_which_areas_of_a_map_are_drawn_is_one_of_two():
    content = {"chorus_setup": 1, "scene": "enamel", "map_answers": {"areas": "some"}}
    with pytest.raises(DataError, match="areas 'some' is neither joined nor all"):
        setup_of(content, "s.json")
    assert setup_of({**content, "map_answers": {"areas": "all"}}, "s.json").map_answers.areas == "all"
