"""The contract: each way to break it, and what is said."""

import pytest

from renderer.core.errors import SceneError
from renderer.scene.catalogue import load

PASS = 'Pass("image", "image.frag")'


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"SCENE =": "SCENES ="}, "no SCENE in it"),
        ({"SCENE = Scene": "SCENE = dict"}, "SCENE is a dict"),
        ({"frozen=True": "frozen=False"}, "frozen dataclass"),
        ({"params=Params": "params=int"}, "frozen dataclass"),
        ({"float = param(1.0, 0.0, 4.0, help=\"Light.\")": "float = 1.0"}, "declare it with param"),
        ({f"({PASS},)": "()"}, "at least one Pass"),
        ({PASS: f"{PASS}, {PASS}"}, "two passes or inputs are called 'image'"),
        ({PASS: 'Pass("Image", "image.frag")'}, "small letters"),
        ({PASS: 'Pass("image", "image.txt")'}, r"must end in \.frag, \.vert or \.comp"),
        ({PASS: 'Pass("image", "imaeg.frag")'}, "did you mean 'image.frag'"),
        ({PASS: 'Pass("image", "image.frag", format="f8")'}, "format 'f8' is none of f2, f4, u1"),
        ({PASS: 'Pass("image", "image.frag", blend="mix")'}, "blend 'mix'"),
        ({PASS: 'Pass("image", "image.frag", filter="cubic")'}, "filter 'cubic'"),
        ({PASS: 'Pass("image", "image.frag", mode="quads")'}, "mode 'quads'"),
        ({PASS: 'Pass("image", "image.frag", reads=("imgae",))'}, "did you mean 'image'"),
        ({PASS: f'Pass("a", "image.frag", reads=("image",)), {PASS}'}, "move 'image' up"),
        ({PASS: 'Pass("image", "image.frag", footprint=Footprint(-1))', "Pass, Scene": "Footprint, Pass, Scene"},
         "radius=-1 of its footprint is no distance"),
        ({PASS: 'Pass("image", "image.frag", footprint=Footprint(float("nan")))',
          "Pass, Scene": "Footprint, Pass, Scene"}, "radius=nan of its footprint is no distance"),
        ({PASS: 'Pass("image", "image.frag", footprint=Footprint("hight / 3"))',
          "Pass, Scene": "Footprint, Pass, Scene"}, "did you mean 'height'"),
        ({PASS: 'Pass("image", "image.frag", footprint=Footprint(whole=("relef",)))',
          "Pass, Scene": "Footprint, Pass, Scene"}, "its footprint names 'relef', which it does not read"),
        ({PASS: 'Pass("image", "image.frag", size=("1", "2", "3"))'}, "size is width and height"),
        ({f"({PASS},)": f'({PASS},), roots=("../gone",)'}, "roots names the folder '../gone', which is none"),
        ({f"({PASS},)": f'({PASS},), roots="/"'}, r'write roots=\("../common",\)'),
        ({f"({PASS},)": f'({PASS},), pick=("imag", 0)'}, "did you mean 'image'"),
        ({f"({PASS},)": f"({PASS},), least_change=5"}, "least_change = 5 is no share of the picture: write 0.05"),
        ({f"({PASS},)": f"({PASS},), least_change='5 %'"}, "least_change = '5 %' is no share"),
        ({f"({PASS},)": f"({PASS},), least_change=True"}, "least_change = True is no share"),
        ({f"({PASS},)": f'({PASS},), least_change=float("nan")'}, "least_change = nan is no share"),
        ({f"({PASS},)": f'({PASS},), binds=(Bind("drift.0", to="glw", span=(0, 1)),)'}, "did you mean 'glow'"),
        ({f"({PASS},)": f'({PASS},), binds=(Bind("drift.0", to="breath", span=(0, 1)),)'}, "rate in Hz"),
        ({f"({PASS},)": f'({PASS},), binds=(Bind("drift.0", to="tint", span=(0, 1)),)'}, "this is a colour"),
        ({f"({PASS},)": f'({PASS},), binds=(Bind("drift.0", to="glow", span=(1, 1)),)'}, "has no length"),
    ],
)
def test_a_broken_contract_says_what_to_change(scene_folder, change, part):
    module = scene_folder(change)

    with pytest.raises(SceneError, match=part) as caught:
        load(module)

    assert str(module) in str(caught.value)


@pytest.mark.parametrize(("box", "part"), [
    ("60.0, 44.0", "centre = 60.0 is no point in mm"), ("(0, 0)", r"centre = \(0, 0\) is no point"),
    ('(0, 0, float("nan"))', "is no point in mm"), ("width=0", "width = 0 is no length in mm"),
    ('height="60"', "height = '60' is no length"), ("front=-1.0", "front = -1.0 is no length"),
    ('distance=float("inf")', "distance = inf is no length"),
])  # fmt: skip
def test_a_box_that_nothing_can_be_seen_in_is_refused(scene_folder, box, part):
    change = {f"({PASS},)": f"({PASS},), views=Volume({box})", "Pass, Scene": "Pass, Scene, Volume"}
    with pytest.raises(SceneError, match=part):
        load(scene_folder(change))


@pytest.mark.parametrize(("camera", "part"), [
    ("camera=lambda frame, params: Camera(30.0)", "there is none: give the scene views"),
    ("views=Volume(), camera=Camera(30.0)", "camera gives Camera.*: write a function of frame and params"),
    ("views=Volume(), camera=lambda frame, params: 30.0", "camera gives 30.0: write a function"),
    ("views=Volume(), camera=lambda frame, params: 1 / 0", r"scene.py:\d+: camera failed: ZeroDivisionError: division"),
    ("views=Volume(), camera=lambda frame, params: exit(3)", r"scene.py:\d+: camera failed: SystemExit: 3"),
])  # fmt: skip
def test_a_camera_that_sees_nothing_is_refused(scene_folder, camera, part):
    change = {f"({PASS},)": f"({PASS},), {camera}", "Pass, Scene": "Camera, Pass, Scene, Volume"}
    with pytest.raises(SceneError, match=part):
        load(scene_folder(change))


@pytest.mark.parametrize(
    "change",
    [
        {PASS: 'Pass("image", "image.frag", reads=("image",))'},
        {PASS: f'Pass("a", "image.frag"), {PASS[:-1]}, reads=("a",))'},
        {f"({PASS},)": f'({PASS},), binds=(Bind("drift.0", to="glow", span=(1, 0)),)'},
        {f"({PASS},)": f'({PASS},), pick=("image", 3)'},
    ],
)
def test_what_the_contract_allows_loads(scene_folder, change):
    assert load(scene_folder(change)).scene.title == "Good"
