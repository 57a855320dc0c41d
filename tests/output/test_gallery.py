"""The plates of a gallery: the pixels that an export would write, laid out."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from renderer.core.errors import UsageError
from renderer.core.units import Size
from renderer.data.state import State
from renderer.output import gallery
from renderer.output.contact_sheet import contact_sheet
from renderer.output.formats import choose
from renderer.output.gallery import Exhibit, Plate, make_plate
from renderer.output.job import Job
from renderer.output.make import run
from renderer.scene.catalogue import load
from renderer.session.setup import Setup

SCENE = '''
"""Tiles: a scene for tests."""
from dataclasses import dataclass
from renderer import Pass, Role, Scene, param

@dataclass(frozen=True)
class Params:
    level: float = param(1.0, 0.0, 1.0, help="Light.")

SCENE = Scene("Tiles", Params, (Pass("image", "image.frag"),), roles=(Role("lit", "tiles", default="dental_visit"),),
              caption="Every tile is a {area}, as bright as {lit}.", seconds=0.4)
'''
SHADER = """
#include "lib/data/cell.glsl"
void main() {
    int row = int(pixel().x / u_resolution.x * float(u_rows));
    float light = data_at(row, ROLE_LIT, u_moment).state == SUPPRESSED ? 0.0 : u_level;
    o = vec4(light, u_time, float(u_seed) / 4.0, 1.0);
}
"""


@pytest.fixture(scope="module")
def tiles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiles")
    (folder / "scene.py").write_text(SCENE, "utf-8")
    (folder / "image.frag").write_text(SHADER, "utf-8")
    return load(folder)


def job(tiles, **setup):
    return Job(Setup(str(tiles.folder), **setup), tiles, choose(Path("cell.png"), 8), Size(102, 40))


def exported(one, path):
    """Return the pixels that an export of the job writes."""
    run(replace(one, choice=choose(path, 8)))
    return np.asarray(Image.open(path))[..., :3]


def read(path):
    return np.asarray(Image.open(path).convert("RGB")).astype(int)


def test_one_picture_is_that_of_an_export(tiles, tmp_path):
    make_plate(Plate(tmp_path / "new" / "hero.png", (Exhibit("", job(tiles, seed=2)),), bare=True))
    assert (read(tmp_path / "new" / "hero.png") == exported(job(tiles, seed=2), tmp_path / "x.png")).all()


def test_a_piece_is_cut_at_one_to_one_and_a_thumbnail_scaled(tiles, tmp_path):
    whole = exported(job(tiles), tmp_path / "x.png")
    make_plate(Plate(tmp_path / "a.png", (Exhibit("", job(tiles), (0.5, 0.25, 0.25, 0.5)),), bare=True))
    assert (read(tmp_path / "a.png") == whole[10:30, 51:77]).all()
    make_plate(Plate(tmp_path / "b.png", (Exhibit("", job(tiles)),), bare=True, width=51))
    assert read(tmp_path / "b.png").shape == (20, 51, 3)


def test_cells_that_share_an_engine_are_those_drawn_alone(tiles, tmp_path, monkeypatch):
    jobs = [job(tiles), job(tiles, seed=3), job(tiles, params={"level": 0.25}),
            replace(job(tiles), frames=range(7, 8)), replace(job(tiles), size=Size(60, 60))]  # fmt: skip
    alone = [exported(one, tmp_path / f"{n}.png") for n, one in enumerate(jobs)]
    engines = []
    opened = gallery.opened
    monkeypatch.setattr(gallery, "opened", lambda one: engines.append(one) or opened(one))
    make_plate(Plate(tmp_path / "sheet.png", tuple(Exhibit(f"{n}", one) for n, one in enumerate(jobs)), 2))
    assert (read(tmp_path / "sheet.png") == contact_sheet([(f"{n}", one) for n, one in enumerate(alone)], 2)).all()
    assert len(engines) == 2


def test_every_third_area_is_in_the_state_and_the_next_picture_is_whole_again(tiles):
    cells = (Exhibit("", job(tiles), state=State.SUPPRESSED), Exhibit("", job(tiles)))
    drawn = [*gallery._drawn(cells)]
    dark = drawn[0][20, :, 0].reshape(51, 2)[:, 0] == 0
    assert (dark == (np.arange(51) % 3 == 0)).all()
    assert (drawn[1][20, :, 0] > 0).all()


def test_a_plate_without_a_picture_is_refused_and_nothing_is_left(tiles, tmp_path):
    with pytest.raises(UsageError, match=r"a\.jpg needs at least one picture"):
        make_plate(Plate(tmp_path / "a.jpg", ()))
    with pytest.raises(UsageError, match="needs one picture"):
        make_plate(Plate(tmp_path / "a.jpg", (Exhibit("", job(tiles)), Exhibit("", job(tiles))), bare=True))
    assert not [*tmp_path.iterdir()]
