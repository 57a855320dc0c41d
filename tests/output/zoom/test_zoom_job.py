"""A Deep Zoom: tiles of all sizes that fit each other, a page that shows them, and nothing of others is lost."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from renderer.core.errors import EncodeError, UsageError
from renderer.core.name_lock import hidden
from renderer.core.paths import ASSETS
from renderer.core.units import Size
from renderer.output import mural
from renderer.output.codecs import tiled_tiff
from renderer.output.codecs.halved import halved
from renderer.output.codecs.wanted import Words
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.leftovers import leftovers
from renderer.output.make import run
from renderer.output.overwrite import check_unlost
from renderer.output.recall import read_manifest
from renderer.output.zoom import deep_zoom, zoom_job
from renderer.output.zoom.deep_zoom import levels, tiles_in
from renderer.output.zoom.zoom_page import zoom_page
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup

SIZE = Size(301, 150)
MANY = levels((301, 150))


@pytest.fixture(autouse=True)
def _small(monkeypatch, tmp_path):
    """Take GPUs for ones that draw 128 px in one piece, tiles for 64 px, and hold no level of more than 64."""
    for module in (mural, tiled_tiff):
        monkeypatch.setattr(module, "TILE", 64)
    monkeypatch.setattr(mural, "EVERY_GPU", 128)
    monkeypatch.setattr(deep_zoom, "TILE", 60)
    monkeypatch.setattr(zoom_job, "TILE", 60)
    monkeypatch.setattr(deep_zoom, "_HELD", 64)
    monkeypatch.chdir(tmp_path)


def job(path="a.dzi", size=SIZE, **how):
    setup = Setup("equity", **how)
    return Job(setup, loaded_of(setup), choose(Path(path), quality=100 if path.endswith(".dzi") else None), size)


def pixels(path):
    with Image.open(path) as file:
        return np.asarray(file.convert("RGB"))


def level(at):
    """Return a level put together from its tiles."""
    width, height = MANY[at]
    made = np.zeros((height, width, 3), int)
    for path in Path(f"a_files/{at}").iterdir():
        x, y = (60 * int(number) for number in path.stem.split("_"))
        tile = pixels(path).astype(int)
        left, top = int(x > 0), int(y > 0)
        made[y : y + 60, x : x + 60] = tile[top : top + 60, left : left + 60]
    return made


def test_each_level_is_the_picture_at_half_the_size_of_the_next():
    said = run(job())
    run(job("a.png"))
    whole = pixels("a.png")
    assert f"{tiles_in((301, 150)):,} tiles of all sizes in a_files" in said[1]
    assert sum(1 for _ in Path("a_files").rglob("*.jpg")) == tiles_in((301, 150))
    assert len(MANY) == 10
    for at in range(len(MANY) - 1, -1, -1):
        made = level(at)
        assert made.shape == whole.shape
        assert abs(made - whole).mean() < 1.0  # JPEG of 100 %
        whole = halved(whole)


def test_tiles_show_a_pixel_of_their_neighbours():
    run(job())
    last = len(MANY) - 1
    sizes = {path.stem: pixels(path).shape[1::-1] for path in Path(f"a_files/{last}").iterdir()}
    assert sizes["0_0"] == (61, 61)
    assert sizes["1_1"] == (62, 62)
    assert sizes["5_2"] == (2, 31)  # what is left of 301 x 150, and a pixel before it


def test_sizes_are_halved_in_light():
    board = np.zeros((4, 6, 3), np.uint8)
    board[::2, ::2] = board[1::2, 1::2] = 255
    assert halved(board).shape == (2, 3, 3)
    assert set(halved(board).ravel()) == {188}  # half the light of white, not the half of 255
    odd = halved(np.full((3, 1, 3), 77, np.uint8))
    assert odd.shape == (2, 1, 3)
    assert (odd == 77).all()


def test_the_page_and_the_dzi_say_where_the_tiles_are_and_what_is_seen():
    run(job())
    image = ElementTree.parse("a.dzi").getroot()
    assert (image.get("TileSize"), image.get("Overlap"), image.get("Format")) == ("60", "1", "jpg")
    assert {name: image[0].get(name) for name in ("Width", "Height")} == {"Width": "301", "Height": "150"}
    page = Path("a.html").read_text()
    assert 'Url: "a_files/"' in page
    assert not re.search(r"\{\{[A-Z]+\}\}", page)
    assert Path(re.search(r'<noscript><img src="([^"]+)"', page)[1]).is_file()
    alt = read_manifest(Path("a.dzi"))["alt"]
    assert alt.split(":")[0] in page
    assert sorted(path.name for path in Path().iterdir()) == ["a.dzi", "a.dzi.json", "a.html", "a_files"]


def test_again_over_its_own_it_is_the_same_and_nobody_elses_is_lost(monkeypatch):
    run(job())
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    check_unlost(job())
    run(job())
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    Path("a_files/notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="a_files is there already, and is a link or holds what is no tile: move it"):
        check_unlost(job())
    monkeypatch.setattr(zoom_job, "tiles_drawn", None)  # told before hours are spent on it, with --force, too
    with pytest.raises(EncodeError, match=r"notes\.txt is no tile of it"):
        run(job())
    assert Path("a_files/notes.txt").read_text() == "mine"
    Path("a_files/notes.txt").unlink()
    Path("a.html").write_text(Path("a.html").read_text().replace("Drag to move", "Pull to move"))
    with pytest.raises(UsageError, match=r"a\.html is there already"):
        check_unlost(job())


def test_a_kill_between_its_parts_is_no_reason_to_refuse_it():
    run(job())
    expected = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    for part in ("a.dzi", "a.dzi.json"):
        Path(part).unlink()  # as before they are written, over page and tiles that stand
    check_unlost(job())
    shutil.rmtree("a_files")
    check_unlost(job())
    run(job())
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == expected
    Path("a.html").unlink()
    with pytest.raises(UsageError, match="a_files is there already"):  # tiles of nobody
        check_unlost(job())


def test_a_full_disk_leaves_the_drawn_tiles_and_nothing_half(monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(deep_zoom, "TilePixels", full)  # of the next level, whose file stands
        with pytest.raises(EncodeError, match="the disk is full"):
            run(job())
    assert not [path for path in Path().iterdir() if not path.name.startswith(".a-")]
    assert not list(Path().glob(".*_files*"))
    assert "15 of them were drawn before" in run(job())[0]


class Killed(BaseException):
    """What ends a run without a word."""


def test_a_kill_while_the_tiles_are_replaced_leaves_whole_ones_and_clean_finds_the_rest(monkeypatch):
    run(job(seed=1))
    fresh, real = {path: path.read_bytes() for path in Path().glob("a_files/*/*")}, shutil.rmtree
    run(job())
    assert {path: path.read_bytes() for path in Path().glob("a_files/*/*")} != fresh

    def killed(folder, **how):
        if Path(folder).name.endswith("_files.old") and Path(folder).exists():
            next(Path(folder).rglob("*.jpg")).unlink()
            raise Killed
        real(folder, **how)

    with monkeypatch.context() as patched:
        patched.setattr(zoom_job.shutil, "rmtree", killed)
        with pytest.raises(Killed):
            run(job(seed=1))
    assert {path: path.read_bytes() for path in Path().glob("a_files/*/*")} == fresh
    (begun,) = [one for one in leftovers(Path()) if one.what.startswith("tiles of a Deep Zoom")]
    assert begun.path.name.endswith(".mural_files.old")
    run(job(seed=1))
    assert not list(Path().glob(".*"))


def test_a_link_of_a_hidden_name_leads_to_nothing_that_is_written_or_removed():
    Path("precious").mkdir()
    Path("precious/mine.txt").write_text("mine")
    hidden(Path("a.dzi"), ".mural.dzi").symlink_to("precious/mine.txt")
    for name in (".mural_files", ".mural_files.old"):
        hidden(Path("a.dzi"), name).symlink_to("precious")
    run(job())
    assert Path("precious/mine.txt").read_text() == "mine"
    assert [path.name for path in Path("precious").iterdir()] == ["mine.txt"]
    assert not Path("a.dzi").is_symlink()
    assert not Path("a_files").is_symlink()


@pytest.mark.skipif(not shutil.which("node"), reason="no node to read the page's script with")
def test_the_script_of_the_page_is_one():
    run(job())
    for script in re.findall(r"<script>(.*?)</script>", Path("a.html").read_text(), re.DOTALL):
        Path("s.js").write_text(script)
        subprocess.run(["node", "--check", "s.js"], check=True)


def retouched(path):
    Image.new("RGB", (9, 9), "red").save(path)


@pytest.mark.parametrize(("harm", "said"), [
    (lambda: retouched("a_files/8/0_0.jpg"), "0_0.jpg is there already.*--force"),
    (lambda: retouched("a_files/8/7_7.jpg"), "7_7.jpg is there already"),
    (lambda: (Path("a_files/0/0_0.jpg").unlink(), os.mkfifo("a_files/0/0_0.jpg")), "0_0.jpg is there already"),
    (lambda: Path("a_files/tiles.sha256").unlink(), "a_files is there already"),
    (lambda: (Path("a.html").unlink(), os.mkfifo("a.html")), "a.html is there already"),
])  # fmt: skip
def test_a_tile_that_a_hand_changed_is_not_lost_without_force(harm, said):
    run(job(size=Size(200, 90)))
    Path("a_files/3/0_0.jpg").unlink()  # of which nothing is lost
    check_unlost(job())
    harm()
    with pytest.raises(UsageError, match=said):
        check_unlost(job())


def test_words_of_a_scene_are_never_taken_for_names_in_the_page():
    words = Words("a {{TEXT}}", "b {{SCRIPT}}", "c {{FILES}} {{SCRIPT}}")
    page = zoom_page("w_files", (1000, 500), words)
    assert len(page) < 2 * (ASSETS / "zoom" / "openseadragon.min.js").stat().st_size
    for said in ("<title>a {{TEXT}}</title>", 'aria-label="b {{SCRIPT}}"', "<p>c {{FILES}} {{SCRIPT}}</p>"):
        assert page.count(said) == 1
    linked = zoom_page("w_files", (1000, 500), words, "open.js")
    assert '<script src="open.js"></script>' in linked
