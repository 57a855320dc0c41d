"""A running window sees saved figures, a new release and the key 0; a still of it is made again byte for byte."""

import subprocess
import sys
import textwrap

import pytest
from desktop import save
from figures import figures_text

SCENE = """
from dataclasses import dataclass
from renderer import Pass, Scene, param

@dataclass(frozen=True)
class Params:
    level: float = param(1.0, 0.0, 1.0, help="Light.")

SCENE = Scene("Wall", Params, columns=("dental_visit",), passes=(
    Pass("pool", "pool.frag", reads=("pool",), format="f4"), Pass("image", "image.frag", reads=("pool",))))
"""
# Left: the first figure as a red. Right: green is 1 until it was restarted at frame 12 or later.
POOL = """
#include "lib/hash/pcg.glsl"
void main() {
    vec3 h = vec3(pcg3d(uvec3(target_texel(), u_seed)) >> 8) / 16777216.0;
    vec4 was = texelFetch(t_pool, target_texel(), 0);
    if (u_fresh) was = vec4(h, u_frame < 12 ? 1.0 : 0.0);
    o = vec4(fract(was.rgb * 0.99 + 0.002 * sin(u_time)), was.a);
}
"""
IMAGE = """
#include "lib/data/cell.glsl"
void main() {
    vec4 pool = texture(t_pool, pixel() / u_resolution);
    float x = pixel().x / u_resolution.x;
    vec3 figure = vec3(data_cell(0, 0, 0).value / 100.0, 0.0, 0.0);
    o = vec4(x < 0.25 ? figure : x < 0.5 ? vec3(0.0, pool.a, 0.0) : pool.rgb, 1.0);
}
"""
LEFT, MIDDLE = (100, 360), (350, 360)  # of a preview whose panel lies at the right


@pytest.fixture
def wall(tmp_path):
    """Return the folder of a scene that feeds back; its figures lie beside it."""
    folder = tmp_path / "wall"
    folder.mkdir()
    for name, text in {"scene.py": SCENE, "pool.frag": POOL, "image.frag": IMAGE}.items():
        (folder / name).write_text(textwrap.dedent(text))
    (tmp_path / "figures.csv").write_text(figures_text(20.0))
    return folder


def chorus_run(folder, *words):
    code = "import sys; from renderer.cli.main import main; sys.exit(main())"
    return subprocess.run([sys.executable, "-c", code, *map(str, words)], cwd=folder, capture_output=True, text=True)


@pytest.mark.usefixtures("wall")
def test_a_preview_shows_saved_figures_restarts_and_its_still_is_made_again(chorus, server, tmp_path):
    preview = chorus("preview", "wall", "--size", "1280x720", "--fresh", "--data", "figures.csv")
    red = preview.until(lambda: (at := preview.at(*LEFT)) and at[0] > 50 and at[2] == 0 and at[0])
    assert preview.at(*MIDDLE)[1] == 255
    save(tmp_path / "figures.csv", figures_text(80.0))
    preview.until(lambda: preview.at(*LEFT)[0] > red + 60)
    assert preview.at(*MIDDLE)[1] == 255  # what fed back went on
    now = preview.at(*LEFT)[0]
    save(tmp_path / "figures.csv", "area,time\n")
    preview.until(lambda: "Still showing the figures of" in preview.said)
    preview.work()
    assert abs(preview.at(*LEFT)[0] - now) <= 2  # of dither
    assert preview.said.count("Still showing") == 1
    preview.until(lambda: (m := preview.memory()) and m["index"] >= 12)
    server.key("0")
    preview.until(lambda: preview.at(*MIDDLE)[1] == 0)

    save(tmp_path / "figures.csv", figures_text(80.0))
    still = preview.press("s", lambda: next((tmp_path / "exports").glob("wall-*.png"), None))
    preview.until(lambda: list((tmp_path / "exports").glob("wall-*.png.json")))
    preview.leave("Escape")
    done = chorus_run(tmp_path, "remake", still, "--scene", "wall", "--data", "figures.csv")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("\n") == 1, "a scene is code, and nothing else is said"
    assert "did not come with Chorus" in done.stderr
    again = still.with_stem(f"{still.stem}-remade")
    assert again.read_bytes() == still.read_bytes()
    still.with_name(f"{still.name}.state.npz").unlink()
    done = chorus_run(tmp_path, "remake", still, "--scene", "wall", "--data", "figures.csv")
    assert done.returncode == 1
    assert "is written, but only like" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("wall")
def test_a_performance_shows_saved_figures_and_restarts(chorus, server, tmp_path):
    command = chorus("perform", "wall", "--size", "640x480", "--data", "figures.csv", "--record", "night.take")
    red = command.until(lambda: (at := command.at(300, 360)) and at[0] > 50 and at[0])
    save(tmp_path / "figures.csv", figures_text(80.0))
    command.until(lambda: command.at(300, 360)[0] > red + 60)
    (tmp_path / "figures.csv").unlink()
    command.until(lambda: "Still showing the figures of" in command.said)
    server.key("0")
    command.work()
    server.key("Escape")
    assert command.leave("Escape") == 0
    lines = (tmp_path / "night.take").read_text()
    assert lines.count('"restart": true') == 1


TOLD = SCENE.replace("import Pass, Scene, param", "import Input, Pass, Role, Scene, param").replace(
    'columns=("dental_visit",), passes=(', """roles=(Role("lit", "light", default="dental_visit"),),
    inputs=(Input("events", format="f4", filter="nearest"),), passes=(""").replace(
    'reads=("pool",))))', 'reads=("events",))))')
MARKS = """
void main() { o = vec4(texelFetch(t_events, ivec2(textureSize(t_events, 0).x - 1, 0), 0).z / 3.0, 0.0, 1.0, 1.0); }
"""  # as red as the last event's kind


def test_a_preview_shows_saved_events(chorus, wall):
    (wall / "scene.py").write_text(TOLD)
    (wall / "image.frag").write_text(MARKS)
    preview = chorus("preview", "wall", "--size", "1280x720", "--fresh", "--data", "figures.csv")
    preview.until(lambda: preview.at(*LEFT)[2] > 200)
    assert preview.at(*LEFT)[0] == 0
    events = wall.parent / "events.csv"
    save(events, "date,kind,place,words\n2012,workshop,,Come in\n")
    one = preview.until(lambda: preview.at(*LEFT)[0])
    save(events, events.read_text() + "2012,repair,A2,\n")
    two = preview.until(lambda: (red := preview.at(*LEFT)[0]) > one + 60 and red)
    save(events, "date,kind,place,words\n2012,repare,,\n")
    preview.until(lambda: "did you mean 'repair'" in preview.said)
    preview.work()
    assert abs(preview.at(*LEFT)[0] - two) <= 2
    events.unlink()
    preview.until(lambda: preview.at(*LEFT)[0] == 0)
