"""What is refused of what passes read: each way that names, order and number can be wrong, in one sentence."""

from pathlib import Path

import pytest

from renderer.core.errors import SceneError
from renderer.scene.catalogue import load
from renderer.scene.read_rules import check_input, check_reads
from renderer.scene.reads import Input
from renderer.scene.scene import Pass, Scene

FILES = ("image.frag", "a.frag", "sums.comp", "map.png")
A, A_B, IMAGE = "Pass('a', 'a.frag')", "Pass('a', 'a.frag', outputs=('b',))", "Pass('image', 'image.frag')"


def test_a_read_must_be_drawn_by_then():
    early, late = Pass("early", "a.frag", reads=("late",)), Pass("late", "a.frag")
    scene = Scene("", int, (early, late))

    with pytest.raises(SceneError, match="drawn after it; move 'late' up"):
        check_reads(early, scene, ["early"])
    check_reads(early, scene, ["late", "early"])


def test_an_input_without_a_file_needs_none():
    check_input(Input("film"), Path("nowhere"))
    with pytest.raises(SceneError, match=r"no file 'map\.png'"):
        check_input(Input("map", "map.png"), Path("nowhere"))


@pytest.fixture
def told(scene_folder):
    """Return ``told(passes, rest)``: what is said of a scene of these passes, "" where nothing is wrong."""

    def check(passes, rest=""):
        change = {"Bind, Pass, Scene": "Bind, Input, Pass, Scene, last", "(Pass(\"image\", \"image.frag\"),)": (
                  f"({', '.join(passes)},){rest and ', ' + rest}")}  # fmt: skip
        try:
            load(scene_folder(change, files=FILES))
        except SceneError as error:
            return str(error).partition("scene.py: ")[2]
        return ""

    return check


def reading(*reads, name="image"):
    """Return the declaration of a pass that reads ``reads``."""
    return f"Pass('{name}', 'image.frag', reads=({', '.join(reads)},))"


@pytest.mark.parametrize(
    ("passes", "rest", "words"),
    [
        ([reading("'mop'")], "inputs=(Input('map'),)", "pass 'image' reads 'mop'; did you mean 'map'?"),
        ([reading("'zzz'")], "", "pass 'image' reads 'zzz'; no pass and no input has that name"),
        ([A, reading("'a.b'")], "", "pass 'image' reads 'a.b'; name it among that pass' outputs"),
        ([A_B, reading("'a.bb'")], "", "pass 'image' reads 'a.bb'; did you mean 'b'?"),
        ([reading("last('map')")], "inputs=(Input('map'),)",
         "pass 'image' reads the last frame of 'map', which is an input"),
        ([reading("'image'", name="a"), IMAGE], "",
         "pass 'a' reads 'image', which is drawn after it; move 'image' up, or read its last frame: last(\"image\")"),
        ([A, reading("'a'", "'a'")], "", "pass 'image' reads one thing twice; name each once"),
        ([A, "Pass('last_a', 'a.frag')", reading("'last_a'", "last('a')")], "",
         "pass 'image' reads both 'last_a' and 'last a', and each would be t_last_a; give one another name"),
        ([A_B, "Pass('a_b', 'a.frag')", reading("'a.b'", "'a_b'")], "",
         "pass 'image' reads both 'a.b' and 'a_b', and each would be t_a_b; give one another name"),
        (["Pass('image', 'image.frag', outputs=('b', 'c', 'd', 'e'))"], "",
         "pass 'image' has 5 outputs, o among them; four is the most"),
        (["Pass('image', 'image.frag', outputs=('b', 'b'))"], "",
         "pass 'image' has two outputs called 'b'; give each its own name"),
        (["Pass('image', 'image.frag', outputs=('B',))"], "",
         "pass 'image': use small letters, digits and single _ for the output 'B'"),
        ([IMAGE], "inputs=(Input('Map'),)", "input 'Map': use small letters, digits and single _ for a name"),
        ([IMAGE], "inputs=(Input('image'),)", "two passes or inputs are called 'image'; give each its own name"),
        ([IMAGE], "inputs=(Input('table'),)", "input 'table': that name is the loader's own; choose another"),
        (["Pass('faults', 'a.frag')"], "", "pass 'faults': that name is the loader's own; choose another"),
        ([IMAGE], "inputs=(Input('map', format='f8'),)", "input 'map': format 'f8' is none of f2, f4, u1"),
        ([IMAGE], "inputs=(Input('map', filter='cubic'),)", "input 'map': filter 'cubic' is none of linear, nearest"),
        ([IMAGE], "inputs=(Input('map', 'mop.png'),)", "input 'map': no file 'mop.png'; did you mean 'map.png'?"),
        ([IMAGE], "inputs=(Input('map', '../map.png'),)", "input 'map': '../map.png' lies outside the scene's folder"),
        ([IMAGE], "inputs=(Input('map', '/map.png'),)", "input 'map': '/map.png' lies outside the scene's folder"),
        (["Pass('sums', 'sums.comp', local=(64, 32))"], "",
         "pass 'sums': local (64, 32) is no group of 1 .. 1024 threads in all"),
        (["Pass('sums', 'sums.comp', local=(0, 32))"], "", "pass 'sums': local (0, 32) is no group"),
    ],
)  # fmt: skip
def test_each_wrong_read_is_one_sentence(told, passes, rest, words):
    said = told(passes, rest)

    assert said.startswith(words)
    assert "\n" not in said


@pytest.mark.parametrize(("count", "columns", "right"), [(16, "", True), (17, "", False), (14, '"x"', True),
                                                         (15, '"x"', False)])  # fmt: skip
def test_a_pass_samples_no_more_than_every_gpu_can(told, count, columns, right):
    names = [f"i{n}" for n in range(count)]
    inputs = ", ".join(f'Input("{name}")' for name in names)
    rest = f"inputs=({inputs},), columns=({columns}{columns and ','})"
    said = told([reading(*(f"'{name}'" for name in names))], rest)

    expected = "" if right else "pass 'image' samples 17 textures, those of figures, map, strokes and faults among them"
    assert said.startswith(expected)
    assert bool(said) is not right


@pytest.mark.parametrize(
    "passes",
    [
        ["Pass('image', 'image.frag', outputs=('b', 'c', 'd'))"],
        [reading("last('image')", name="a"), IMAGE],
        [A_B, "Pass('a_b', 'a.frag')", reading("'a_b'")],
        ["Pass('sums', 'sums.comp', local=(32, 32))"],
        ["Pass('sums', 'sums.comp', local=(1, 1024))"],
    ],
)
def test_what_is_right_is_not_refused(told, passes):
    assert told(passes) == ""
