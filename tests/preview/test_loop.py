"""The preview as an artist meets it: real keys and mouse in a real window."""

import json
import re
import shutil
from types import SimpleNamespace

import numpy as np
import pytest
from desktop import PROBE, Chorus, save
from PIL import Image

from renderer.core.errors import RendererError
from renderer.preview.loop import _Loop
from renderer.show.adoption import Adoption
from renderer.show.reload import News

BAR = np.array([84, 79, 68])  # the filled part of a slider
ERROR = np.array([42, 33, 25])  # the box behind an error
LEFT, EDGE = (100, 360), 912  # in the left third of the picture; in the panel's margin, where nothing is drawn


@pytest.fixture(scope="module")
def preview(server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("preview")
    shutil.copytree(PROBE, folder / "probe")
    window = Chorus(server, folder, "preview", "probe", "--size", "1280x720", "--fps", 12, "--fresh")
    window.until(lambda: window.at(*LEFT)[0] > 100)
    yield window
    window.close()


def near(screen, colour, reach=6):
    return (abs(screen.astype(int) - colour) <= reach).all(-1)


def same(one, other):
    """Return whether two colours are one, but for the dither."""
    return all(abs(a - b) <= 1 for a, b in zip(one, other, strict=True))


def bars(screen):
    """Return (x of the end, y of the middle) of each slider's bar, from the top."""
    filled = near(screen, BAR)
    rows = np.flatnonzero(filled[:, 900:].sum(1) > 12)
    groups = np.split(rows, np.flatnonzero(np.diff(rows) > 3) + 1)
    ends = []
    for group in groups:
        y = int(np.median(group))
        xs = np.flatnonzero(filled[y])
        ends.append((int(xs[xs >= 900].max()), y))
    return ends


def box(server):
    """Return how many pixels have the colour of an error's box, above the line of notices (whose letters have some)."""
    return near(server.screen()[:670, :910], ERROR, 12).sum()


def level(preview):
    return preview.memory()["setup"]["params"].get("level", 0.5)  # only what was turned is remembered


def test_a_slider_moves_by_the_mouse_and_one_drag_is_one_step_of_undo(preview, server):
    before = preview.at(*LEFT)[0]
    x, y = bars(server.screen())[1]  # the first is the morph's
    server.mouse("mousemove", x, y, "mousedown", 1)
    for step in range(1, 9):
        server.mouse("mousemove", x - 6 * step, y, "sleep", 0.04)
    server.mouse("mouseup", 1, "mousemove", x, 700)
    preview.until(lambda: preview.at(*LEFT)[0] < before - 20)
    preview.until(lambda: level(preview) < 0.4)
    turned = preview.steady(lambda: level(preview))
    server.key("ctrl+z")
    preview.until(lambda: abs(preview.at(*LEFT)[0] - before) <= 1)
    preview.until(lambda: level(preview) == 0.5)
    server.key("ctrl+shift+z")
    preview.until(lambda: level(preview) == turned)
    server.key("ctrl+z")
    preview.until(lambda: level(preview) == 0.5)


def test_space_pauses_and_the_dot_steps_one_frame(preview, server):
    server.key("space")

    def shown():
        preview.work()
        return server.screen()[360, 450].tolist()

    first = preview.steady(shown)  # refined first
    assert shown() == first
    stood = preview.steady(lambda: preview.memory()["index"])
    server.key("period")
    preview.until(lambda: preview.memory()["index"] == stood + 1)
    assert (server.screen()[360, 450] != first).any()
    server.key("space")
    preview.until(lambda: preview.memory()["index"] > stood + 10)


def test_r_takes_a_new_seed_and_the_picture_follows(preview, server):
    before = preview.at(800, 360)
    server.key("r")
    preview.until(lambda: preview.memory()["setup"]["seed"] != 0)
    assert preview.at(800, 360) != before
    server.key("ctrl+z")
    preview.until(lambda: preview.memory()["setup"]["seed"] == 0)


def test_number_keys_morph_to_presets(preview, server):
    before, seen = preview.at(*LEFT)[0], []

    def there():
        seen.append(preview.at(*LEFT)[0])
        return seen[-1] >= 247

    for _ in range(5):  # a busy machine may show nothing of what lies between
        server.key("1")
        preview.until(there)
        preview.until(lambda: level(preview) == 1.0)
        server.key("ctrl+z")
        preview.until(lambda: level(preview) == 0.5)
        preview.until(lambda: preview.at(*LEFT)[0] <= before + 1)
        if between := any(before + 8 < red < 247 for red in seen):
            break
    assert between


def test_s_keeps_a_still_with_its_manifest(preview):
    exports = preview.folder / "exports"
    path = preview.press("s", lambda: next(exports.glob("probe-*.png"), None))
    preview.until(lambda: list(exports.glob("probe-*.png.json")))
    with Image.open(path) as still:
        assert still.size == (1280, 720)
    manifest = json.loads(next(exports.glob("probe-*.png.json")).read_text())
    assert manifest["setup"]["scene"] == "probe"
    assert manifest["setup"]["params"]["level"] == 0.5


def test_l_keeps_the_preset_too(preview, server):
    server.key("l")
    exports = preview.folder / "exports"
    preset = preview.until(lambda: next(exports.glob("probe-*.toml"), None))
    assert "level = 0.5" in preset.read_text()
    assert preset.with_suffix(".png").is_file()


def test_tab_hides_the_panel(preview, server):
    assert preview.at(EDGE, 500) == (22, 23, 28)
    server.key("Tab")
    preview.until(lambda: preview.at(EDGE, 500) != (22, 23, 28))
    server.key("Tab")
    preview.until(lambda: preview.at(EDGE, 500) == (22, 23, 28))


@pytest.mark.parametrize("control", [False, True])
def test_a_number_is_typed_by_a_double_click_and_by_control_and_a_click_and_its_digits_are_no_presets(
    preview, server, control
):
    before = preview.at(*LEFT)[0]
    x, y = bars(server.screen())[1]
    server.mouse("mousemove", x - 12, y)
    if control:
        server.mouse("keydown", "ctrl", "click", 1, "keyup", "ctrl")
    else:
        server.mouse("click", "--repeat", 2, "--delay", 60, 1)
    server.key("1", "BackSpace", "0", "period", "7", "5", "Return")
    preview.until(lambda: level(preview) == 0.75)
    assert preview.steady(lambda: level(preview)) == 0.75  # and no preset is faded to
    server.mouse("mousemove", 450, 700)
    server.key("ctrl+z")
    preview.until(lambda: level(preview) == 0.5)
    preview.until(lambda: abs(preview.at(*LEFT)[0] - before) <= 1)


def test_tab_goes_from_field_to_field_while_something_is_typed_however_slow_the_panel_hears_of_the_click(
    preview, server
):
    before = preview.at(*LEFT)[0]
    x, y = bars(server.screen())[1]
    for _ in range(2):  # hidden, and there again: what is in it is not chosen by that
        shown = preview.at(EDGE, 500) == (22, 23, 28)
        server.key("Tab")
        preview.until(lambda shown=shown: (preview.at(EDGE, 500) == (22, 23, 28)) is not shown)
    server.key("1")
    preview.until(lambda: level(preview) == 1.0)
    server.key("ctrl+z")
    preview.until(lambda: level(preview) == 0.5)
    # All within a frame or two: the panel knows of no click yet. 3 to 9 are presets of nothing, 1 is one.
    server.mouse("mousemove", x - 12, y, "click", "--repeat", 2, "--delay", 20, 1,
                 "key", "--delay", 1, "0", "period", "2", "5", "Tab", "1", "Escape")  # fmt: skip
    preview.until(lambda: level(preview) == 0.25)
    assert preview.steady(lambda: level(preview)) == 0.25
    assert preview.at(EDGE, 500) == (22, 23, 28)  # Esc closed the next field, and not the preview
    server.mouse("mousemove", 450, 700)
    server.key("ctrl+z")
    preview.until(lambda: level(preview) == 0.5)
    preview.until(lambda: abs(preview.at(*LEFT)[0] - before) <= 1)


def test_pointing_at_the_picture_opens_a_card_and_a_click_keeps_it(preview, server):
    def card():
        return near(server.screen()[600:700, 20:200], np.array([20, 21, 26]), 3).mean() > 0.5

    server.mouse("mousemove", 1200, 710)
    preview.until(lambda: not card())
    server.mouse("mousemove", 700, 300)
    preview.until(card)
    server.mouse("click", 1, "mousemove", 1200, 710)
    preview.work()
    assert card()
    server.mouse("mousemove", 700, 300, "click", 1, "mousemove", 1200, 710)
    preview.until(lambda: not card())


def test_a_broken_shader_is_told_once_with_its_place_and_mended(preview, server):
    shader = preview.folder / "probe" / "image.frag"
    good, before = shader.read_text(), preview.at(*LEFT)
    save(shader, good.replace("u_level", "u_levl"))
    preview.until(lambda: "image.frag:6" in preview.said)
    preview.until(lambda: box(server) > 2000)
    assert same(preview.at(*LEFT), before)
    save(shader, good.replace("u_level * TINT", "vec3(1.0)"))
    preview.until(lambda: preview.at(*LEFT) == (255, 255, 255))
    preview.until(lambda: box(server) < 50)
    assert preview.said.count("image.frag:6") == 1
    assert "did you mean u_level?" in preview.said
    save(shader, good)
    preview.until(lambda: same(preview.at(*LEFT), before))


def test_a_broken_scene_module_is_treated_alike(preview):
    module = preview.folder / "probe" / "scene.py"
    good, before = module.read_text(), preview.at(*LEFT)
    save(module, good.replace("passes=(", "passes=(1 / 0, "))
    preview.until(lambda: "scene.py:23: ZeroDivisionError" in preview.said)
    assert same(preview.at(*LEFT), before)
    save(module, good.replace("param(0.5,", "param(0.9,"))
    preview.until(lambda: preview.at(*LEFT)[0] > before[0] + 40)  # the new default was meant
    save(module, good)
    preview.until(lambda: same(preview.at(*LEFT), before))


def test_it_is_told_that_what_was_saved_plays_again_where_it_does_and_not_where_the_scene_still_fails(monkeypatch):
    said, refused = [], [False]

    def adopt(*_):
        if refused[0]:
            raise RendererError("no room on this GPU")

    def lost(*_):
        if "lost" in refused:
            raise RendererError("calm.toml cannot be read")

    stage = SimpleNamespace(error="", engine=object(), adopt=adopt, give=lambda _: None)
    session = SimpleNamespace(adopt=lambda *_: (session, ()))
    loop = _Loop.__new__(_Loop)
    loop.state = SimpleNamespace(stage=stage, session=session, player=None, note=said.append, time=lambda _: 0.0)
    loop.reloader, loop.say, loop.error, loop._told, loop._good = SimpleNamespace(figures=None), said.append, "", "", ""
    loop._trial = 0.0
    loop._told_lost, loop._adoption = set(), Adoption(stage, said.append)
    monkeypatch.setattr("renderer.preview.loop.say_lost", lost)

    def save(name, **news):
        said.clear()
        loop._hear(News(SimpleNamespace(scene=SimpleNamespace(inputs=())), object(), changed=(name,), **news))
        loop._adoption.drawn()
        return said

    assert save("leaf.png", error="leaf.png is no picture", only_presets=True) == ["leaf.png is no picture"]
    refused[0] = True
    assert save("a.frag") == ["no room on this GPU"]
    assert re.search(r"Still playing the version from \d\d:\d\d:\d\d\.$", loop.error)  # though never without a mistake
    refused[0] = False
    assert save("leaf.png", only_presets=True) == ["leaf.png plays again"]
    refused[0] = True
    assert save("a.frag") == ["no room on this GPU"]
    assert save("calm.toml", only_presets=True) == []  # still the same, which is told
    assert "no room on this GPU" in loop.error
    refused[0] = False
    assert save("a.frag") == ["a.frag plays again"]
    refused.append("lost")
    assert save("calm.toml", only_presets=True) == ["calm.toml cannot be read"]
    refused.pop()
    assert save("calm.toml", only_presets=True) == ["calm.toml plays again"]


def test_a_shader_bomb_does_not_take_the_window_along(preview):
    shader = preview.folder / "probe" / "image.frag"
    good, before = shader.read_text(), preview.at(*LEFT)
    bomb = f"b = {' + '.join(['b'] * 300_000)};\n"  # deeper than the compiler's stack: it takes its process down
    save(shader, good.replace("void main() {", "void main() { float b = u_level;\n" + bomb).replace("u_level *", "b *"))
    preview.until(lambda: "not let into this window" in preview.said)
    assert "image.frag" in preview.said
    index = preview.memory()["index"]
    preview.until(lambda: preview.memory()["index"] > index)  # time runs on
    assert same(preview.at(*LEFT), before)
    save(shader, good.replace("u_level * TINT", "vec3(1.0)"))
    preview.until(lambda: preview.at(*LEFT) == (255, 255, 255))
    save(shader, good)
    preview.until(lambda: same(preview.at(*LEFT), before))


def test_f11_and_escape(preview, server):
    server.key("F11")
    preview.work()
    server.key("F11")
    preview.until(lambda: preview.at(*LEFT)[0] > 100)
    assert preview.leave("Escape") == 0


def test_values_seed_and_time_survive_a_restart(chorus, probe):
    first = chorus("preview", probe, "--size", "640x360", "-p", "level=0.8", "--seed", "77")
    first.until(lambda: (m := first.memory()) and m["index"] > 20)
    first.close()
    left = first.memory()["index"]
    again = chorus("preview", probe, "--size", "640x360")
    again.until(lambda: again.memory()["index"] > left)
    assert (again.memory()["setup"]["params"]["level"], again.memory()["setup"]["seed"]) == (0.8, 77)
    assert again.memory()["index"] < left + 200


def test_a_scene_that_is_broken_from_the_start_opens_with_its_error(chorus, probe):
    (probe / "tint.glsl").unlink()
    window = chorus("preview", probe, "--size", "640x360")
    window.until(lambda: "no file 'tint.glsl'" in window.said)
    save(probe / "tint.glsl", "const vec3 TINT = vec3(1.0, 1.0, 0.0);\n")
    window.until(lambda: window.at(50, 180)[1] > 100)


def test_a_picture_larger_than_the_screen_gets_a_window_that_fits(chorus, probe):
    window = chorus("preview", probe, "--size", "2560x1440")
    window.until(lambda: window.at(*LEFT)[0] > 100)
    still = window.press("s", lambda: next((window.folder / "exports").glob("probe-*.json"), None))
    assert json.loads(still.read_text())["destination"]["size"] == [2560, 1440]


def test_without_a_display_it_says_what_to_do(chorus, probe, server, monkeypatch):
    monkeypatch.delitem(server.env, "DISPLAY")
    window = chorus("preview", probe)
    assert window.ended() == 2
    window.close()
    assert "chorus export" in window.said
    assert window.said.count("\n") == 1
