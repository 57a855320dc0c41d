"""A device in a real window: what the preview shows is what the export draws, and it turns when simulated."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from renderer.cli.main import main
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.scene.catalogue import load
from renderer.session.setup import Output
from renderer.show import live_display
from renderer.show.live_display import LiveDisplay
from tests.displays.lightfield.test_calibration import FILE

MARCHED = Path(__file__).parent.parent / "scenes" / "marched"
CELLS = 16  # of a side: pictures are compared by the means of so many parts
SLOW = ("--fps", "6")  # time enough to draw each view at its full size


@pytest.fixture
def marched(tmp_path):
    return shutil.copytree(MARCHED, tmp_path / "marched")


@pytest.fixture
def offline(marched):
    """Return ``offline(index, *words)``: the picture that the export draws of a frame, [h, w, 3]."""

    def draw(index, *words):
        path = marched / f"{index}.png"
        assert main(["export", str(marched), str(path), "--frames", f"{index}", *SLOW, *words]) == 0
        (found,) = (one for one in marched.glob(f"{index}*") if one.suffix == ".png")
        with Image.open(found) as opened:
            return np.asarray(opened.convert("RGB"))

    return draw


@pytest.fixture
def live(chorus, marched):
    """Return ``live(size, *words)``: the preview in a window of that size, without its panel."""

    def start(size, *words):
        window = chorus("preview", marched, "--fresh", *SLOW, *words)
        # Not the panel, nor the line of notices.
        window.until(lambda: window.server.screen()[: size[1] - 50, : size[0] // 3].max() > 60)
        window.server.key("Tab")
        return window

    return start


def cells(picture):
    """Return the means of parts of ``picture``, [CELLS, CELLS, 3]."""
    return np.asarray(Image.fromarray(picture).resize((CELLS, CELLS), Image.Resampling.BOX)).astype(float)


def alike(one, other):
    """Return how far two pictures show the same, up to 1, whatever their sizes: correlation of their parts."""
    return np.corrcoef(cells(one).ravel(), cells(other).ravel())[0, 1]


def shown(window, like, size):
    """Return what the window of ``size`` px shows, cut to the aspect of ``like``."""
    screen, (high, wide) = window.server.screen()[: size[1], : size[0]], like.shape[:2]
    scale = min(size[1] / high, size[0] / wide)
    top, left = (round((whole - scale * side) / 2) for whole, side in zip(size[::-1], (high, wide), strict=True))
    return screen[top : size[1] - top, left : size[0] - left]


def halted(window):
    """Pause, keep a still, and return the frame that stands and the still."""
    window.server.key("space", "s")
    note = window.until(lambda: next((window.folder / "exports").glob("*.png.json"), None))
    with Image.open(note.with_suffix("")) as still:
        return json.loads(note.read_text())["destination"]["frames"][0], np.asarray(still.convert("RGB"))


@pytest.mark.parametrize(
    ("words", "size"), [(("--as", "anaglyph:red-cyan-2009"), (320, 240)), (("--as", "pyramid:4"), (240, 240))]
)
def test_a_device_shows_live_what_the_export_draws(live, offline, words, size):
    words = (*words, "--size", f"{size[0]}x{size[1]}")
    expected = offline(0, *words)
    window = live(size, *words)

    window.until(lambda: alike(shown(window, expected, size), expected) > 0.98)
    for turned in (expected[::-1], expected[:, ::-1], expected[..., ::-1]):
        assert alike(shown(window, expected, size), turned) < 0.97


def test_a_simulated_panel_turns_and_stops_where_the_export_has_it(live, offline, tmp_path):
    panel, size = tmp_path / "visual.json", (1280, 720)
    panel.write_text(json.dumps({**FILE, "screenW": 384, "screenH": 512}))
    words = ("--as", f"lenticular:{panel}", "--with", "fit=480", "--simulate")
    window = live(size, *words)
    index, still = halted(window)
    expected = offline(index, *words)
    assert alike(still, expected) > 0.99
    window.until(lambda: alike(shown(window, expected, size), expected) > 0.98)
    window.server.key("space")
    window.until(lambda: alike(shown(window, expected, size), expected) < 0.95)
    assert not window.said


def test_a_panel_that_is_there_gets_its_picture_view_by_view_on_the_card(gl, marched, tmp_path):
    """What the card has is what the export packs of the same views, at the first and when each was drawn."""
    panel = tmp_path / "visual.json"
    panel.write_text(json.dumps({**FILE, "screenW": 96, "screenH": 128}))
    loaded = load(str(marched))
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    device = LiveDisplay(gl, Output(f"lenticular:{panel}", {"fit": "480"}), loaded.scene.views)
    engine = Engine(gl, loaded, table, device.recipe.size)
    how = {"params": loaded.scene.params(), "held": frozenset(), "phases": None}

    def right():
        high, wide = device.texture.height, device.texture.width
        seen = np.frombuffer(device.texture.read(alignment=1), np.uint8).reshape(high, wide, -1)[..., :3]
        newest = device._shots[device._next - 1]
        return (seen == device.recipe.pack([shot or newest for shot in device._shots])).mean()

    device.draw(engine, loaded.scene.frame(0, size=device.recipe.size), how, 0.0, 1.0)
    assert right() > 0.999
    while device.waiting:
        device.draw(engine, loaded.scene.frame(9, size=device.recipe.size), how, 0.0, 1.0)
    assert all(device._shots)
    assert right() > 0.999
    device.release()
    assert device.texture is None
    engine.release()


def test_without_time_each_frame_draws_one_view_small_and_the_others_follow(gl, marched):
    loaded = load(marched / "scene.py")
    scene = loaded.scene
    engine = Engine(gl, loaded, load_table(scene.data, ()), (64, 64))
    device = LiveDisplay(gl, Output("stereo:sbs", {"separation": "60"}, (64, 48)), scene.views)
    how = {"params": scene.params(), "held": frozenset(), "phases": None}
    halves = []
    for _ in range(2):
        device.draw(engine, scene.frame(0, size=(64, 48)), how, 0.0, 0.25)
        picture = np.frombuffer(device.texture.read(alignment=1), np.uint8).reshape(48, 128, 3)
        halves.append((picture[:, :64], picture[:, 64:]))
    device.release()
    engine.release()

    assert device.waiting == 0
    assert engine.size == (16, 16)
    np.testing.assert_array_equal(*halves[0])  # the right eye is not drawn yet: the left one stands in
    assert (halves[1][0] != halves[1][1]).any()


def test_packing_takes_no_more_than_its_share_of_what_drawing_does(gl, marched, monkeypatch):
    """By a clock on which a view takes a second and packing another: of a moving scene every 4th frame is packed."""
    loaded, now, packs = load(marched / "scene.py"), [0.0], []
    device = LiveDisplay(gl, Output("stereo:sbs", {}, (64, 48)), loaded.scene.views)
    engine = Engine(gl, loaded, load_table(loaded.scene.data, ()), (32, 48))
    how = {"params": loaded.scene.params(), "held": frozenset(), "phases": None}
    monkeypatch.setattr(live_display.time, "perf_counter", lambda: now[0])

    def slowly(name, does):
        def do(*args, **more):
            now[0] += 1.0
            packs.extend([turn] if name == "packed" else ())
            return does(*args, **more)

        monkeypatch.setattr(live_display, name, do)

    slowly("shots", live_display.shots)
    slowly("packed", live_display.packed)
    for turn in range(10):
        device.turn()
        device.draw(engine, loaded.scene.frame(turn, size=(64, 48)), how, 0.0, 1.0)
    device.draw(engine, loaded.scene.frame(turn, size=(64, 48)), how, 0.0, 1.0)  # time stands: the other eye, and whole
    engine.release()
    device.release()

    assert packs == [0, 1, 5, 9, 9]  # the first one compiles, and counts for nothing


def test_the_texture_is_kept_until_another_size_or_other_channels_come(gl, marched):
    device = LiveDisplay(gl, Output("stereo:sbs", {}, (64, 48)), load(marched / "scene.py").scene.views)
    seen = []
    for shape in ((4, 6, 3), (4, 6, 3), (6, 4, 3), (6, 4, 4)):
        picture = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
        device._show(picture)
        seen.append(device.texture)
        assert device.size == (shape[1], shape[0])
        np.testing.assert_array_equal(np.frombuffer(device.texture.read(alignment=1), np.uint8).reshape(shape), picture)
    device.release()

    assert seen[0] is seen[1]
    assert len({id(one) for one in seen}) == 3
    assert device.texture is None
