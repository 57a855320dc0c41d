"""A figure is let move a knob in a running window, by real keys and a real mouse, and what moves it is kept."""

import pytest

from renderer.params.bind_text import bind_table, binds_of
from renderer.params.preset import read_preset
from tests.preview.test_roles_live import SCENE, SHADER

PLACE = (60, 360)
FIGURES, SEED, PRESETS = (1100, 331), (1100, 267), (1100, 174)  # headings, which fold what is below them
COLUMN, FILLED = 1060, (84, 79, 68)  # of the screen, through all knobs; how far one is filled
MIDDLE = 1141  # of the knob
ROWS = {"of it": 123, "moves it": 210}  # below a knob whose bind is open, px
SECOND = 43  # of what a right click offers


@pytest.fixture
def wall(tmp_path):
    folder = tmp_path / "wall"
    folder.mkdir()
    (folder / "scene.py").write_text(SCENE)
    (folder / "image.frag").write_text(SHADER)
    return folder


def test_a_knob_is_moved_by_a_figure_undone_saved_and_let_go(chorus, server, wall, tmp_path):
    window = chorus("preview", wall, "--size", "1280x720", "--fps", 4, "--fresh")

    def knob():
        column = server.eye.picture(COLUMN, 0, 1, 720)[:, 0].tolist()
        rows = [y for y, colour in enumerate(column) if tuple(colour) == FILLED]
        return (rows[0] + rows[-1]) // 2 if rows else None

    def press(x, y, button=1):
        server.mouse("mousemove", x, y)
        frames(2)
        server.mouse("click", button)
        frames(3)

    def frames(count):
        for _ in range(count):  # each writes its number above the buttons
            before = server.eye.picture(924, 40, 120, 16).tobytes()
            window.until(lambda before=before: server.eye.picture(924, 40, 120, 16).tobytes() != before)

    def binds():
        return window.memory()["setup"]["binds"]

    window.until(lambda: window.memory() and knob() is not None)
    press(*FIGURES)
    press(*SEED)
    press(*PRESETS)
    y = window.until(lambda: (at := knob()) and at < 400 and at)
    bright = window.at(*PLACE)[0]
    press(MIDDLE, y, 3)
    press(MIDDLE, y + SECOND)
    assert window.until(binds) == [{"signal": "mean.lit", "to": "level", "span": [0.0, 100.0]}]
    window.until(lambda: window.at(*PLACE)[0] < bright - 15)
    server.mouse("mousemove", MIDDLE + 100, y + ROWS["moves it"])
    frames(2)
    server.mouse("mousedown", 1)
    for step in range(4):
        frames(2)
        server.mouse("mousemove", MIDDLE + 90 - 25 * step, y + ROWS["moves it"])
    frames(2)
    server.mouse("mouseup", 1)
    window.until(lambda: binds()[0].get("reach", (0, 1))[1] < 0.5)
    reach = window.steady(binds)
    press(MIDDLE, y + ROWS["of it"])
    press(MIDDLE - 100, y + ROWS["of it"] + 25 + 111)  # the sixth in the list
    gap = window.until(lambda: binds()[0]["signal"].startswith("gap.lit@") and binds())
    assert gap == [{**reach[0], "signal": gap[0]["signal"], "span": [0.0, 40.0]}]
    window.until(lambda: window.at(*PLACE)[0] < 40)
    server.key("l")
    preset = read_preset(window.until(lambda: next(tmp_path.glob("exports/*.toml"), None)))
    assert [bind_table(bind) for bind in preset.binds] == gap
    server.key("ctrl+z")
    window.until(lambda: binds() == reach)
    server.key("ctrl+z", "ctrl+z")
    window.until(lambda: binds() is None and window.at(*PLACE)[0] > bright - 3)
    assert binds_of(gap) == preset.binds
    assert window.leave("Escape") == 0
