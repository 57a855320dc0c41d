"""What is kept from a preview: the still is the frame at full size with its manifest, nothing older is lost."""

import json

import numpy as np
import pytest
from PIL import Image

from renderer.core.errors import EncodeError
from renderer.params.preset import read_preset
from renderer.preview.save import save_preset, save_still, slug
from renderer.session.session import begin
from renderer.session.setup import Setup

RAMP = "void main() { o = vec4(pixel().x / u_output.x, u_level, float(u_seed) / 8.0, 1.0); }"
BACK = "passes=(Pass('sum', 'sum.frag', reads=('sum',), format='f4'), Pass('image', 'image.frag', reads=('sum',)))"
SUM = "void main() { o = texelFetch(t_sum, texel(), 0) * 0.5 + vec4(0.25); }"
SHOW = "void main() { o = vec4(texelFetch(t_sum, texel(), 0).rgb, 1.0); }"


SETUP = Setup("./small")


def pixels(path):
    with Image.open(path) as still:
        return np.asarray(still.convert("RGB"))


def test_a_still_has_the_full_size_and_the_window_goes_on_at_its_own(stage, tmp_path):
    one = stage(wanted=(64, 32), window=(32, 16), image_frag=RAMP)
    session = begin(one.engine.loaded).turn("level", 1.0, 0.0).reseed(4, 0.0)
    one.draw(session, 12)
    path = save_still(one, SETUP, session, 12, tmp_path / "new" / "exports")
    assert path == tmp_path / "new" / "exports" / "small-f00012-s4.png"
    assert pixels(path).shape == (32, 64, 3)
    assert (pixels(path)[..., 1] == 255).all()
    assert one.engine.size == (32, 16)
    manifest = json.loads(path.with_name(f"{path.name}.json").read_text())
    setup, where = manifest["setup"], manifest["destination"]
    assert (setup["scene"], setup["seed"], setup["params"]["level"]) == ("small", 4, 1.0)
    assert (where["size"], where["frames"][0]) == ([64, 32], 12)


def test_a_second_still_of_the_frame_does_not_replace_the_first(stage, tmp_path):
    one = stage(image_frag=RAMP)
    session = begin(one.engine.loaded)
    one.draw(session, 0)
    paths = [save_still(one, SETUP, session, 0, tmp_path) for _ in range(3)]
    assert [path.name for path in paths] == ["small-f00000-s0.png", "small-f00000-s0-2.png", "small-f00000-s0-3.png"]
    np.testing.assert_array_equal(pixels(paths[0]), pixels(paths[2]))


def test_a_picture_that_feeds_back_is_kept_as_it_is_being_drawn(stage, tmp_path):
    one = stage(BACK, wanted=(64, 32), window=(32, 16), sum_frag=SUM, image_frag=SHOW)
    session = begin(one.engine.loaded)
    for index in range(4):
        one.draw(session, index)
    shown = one.engine.read(3).copy()
    np.testing.assert_array_equal(pixels(save_still(one, SETUP, session, 3, tmp_path)), shown)
    np.testing.assert_array_equal(one.engine.read(3), shown)


def test_nothing_drawn_is_nothing_to_keep(stage, tmp_path):
    with pytest.raises(EncodeError, match="Nothing is drawn yet"):
        save_still(stage(adopt=False), SETUP, None, 0, tmp_path)


def test_a_folder_that_cannot_be_made_is_told(stage, tmp_path):
    (tmp_path / "file").write_text("")
    one = stage(image_frag=RAMP)
    session = begin(one.engine.loaded)
    with pytest.raises(EncodeError, match=r"Could not make the folder .*file/exports: "):
        save_still(one, SETUP, session, 0, tmp_path / "file" / "exports")
    with pytest.raises(EncodeError, match="Could not make the folder"):
        save_preset(tmp_path / "file" / "presets", "a", "A", session)


def test_a_preset_is_read_back_as_it_was_and_an_older_one_stays(stage, tmp_path):
    loaded = stage(image_frag=RAMP).engine.loaded
    session = begin(loaded).turn("level", 1.25, 0.0).turn("mode", "hard", 0.0)
    first = save_preset(tmp_path / "presets", "Dusk, after rain!", "Dusk, after rain!", session)
    second = save_preset(tmp_path / "presets", "Dusk, after rain!", "Dusk", session)
    third = save_preset(tmp_path / "presets", "Small-F1", "x", session, exact=True)
    assert [path.name for path in (first, second, third)] == [
        "dusk-after-rain.toml", "dusk-after-rain-2.toml", "Small-F1.toml"]  # fmt: skip
    found = read_preset(first)
    assert found.title == "Dusk, after rain!"
    assert (found.params["level"], found.params["mode"]) == (1.25, "hard")


@pytest.mark.parametrize(("title", "name"), [("Dusk", "dusk"), ("  A--b  ", "a-b"), ("\u00c4\u00d6", "untitled"),
                                             ("", "untitled"), ("../../etc", "etc"), ("3 m/s", "3-m-s")])  # fmt: skip
def test_a_title_becomes_a_name_that_any_disk_takes(title, name):
    assert slug(title) == name


def test_a_preset_keeps_figures_that_are_not_the_scenes_own(stage, tmp_path):
    one = stage("roles=(Role('lit', 'light', default='dental_visit'),), passes=(Pass('image', 'image.frag'),)",
                image_frag=RAMP)  # fmt: skip
    session = begin(one.engine.loaded).choose("lit", "dental_visit", 0.0)
    assert "figures" not in save_preset(tmp_path, "a", "A", session).read_text()
    chosen = session.choose("lit", "1-teeth_lost_6", 0.0).choose("stratum", "race=black", 0.0)
    assert read_preset(save_preset(tmp_path, "b", "B", chosen)).figures == chosen.chosen
