"""A picture larger than a GPU draws in one piece is written in tiles: the whole picture's pixels, whatever kills it."""

import json
import os
import re
import shutil
import struct
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tifffile
import zstandard
from engines import HEAD
from PIL import Image

from renderer.cli.main import main
from renderer.core.errors import EncodeError, UsageError
from renderer.core.name_lock import claimed, hidden
from renderer.core.units import Size
from renderer.frames.engine import Engine
from renderer.output import make, mural, tile_blocks
from renderer.output.codecs import tiled_tiff
from renderer.output.codecs.packed_tiff import PackedTiff
from renderer.output.codecs.tile_journal import head_of, read_journal
from renderer.output.codecs.tiled_tiff import TiledTiff
from renderer.output.codecs.wanted import Wanted
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.job_check import check_job
from renderer.output.leftovers import leftovers
from renderer.output.make import run
from renderer.output.overwrite import check_unlost
from renderer.output.preflight import preflight
from renderer.output.recall import read_manifest
from renderer.output.sweep import run_sweep
from renderer.scene import extent
from renderer.scene.scene import Effect
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Output, Setup

SIZE = Size(150, 91, 100.0)  # of tiles of 32 px 5 x 3, the last of each row and column in part
SMALL = "../small/scene.py"  # what a file holds and a kill leaves is the same of every scene: this one costs little
IMAGE = """#include "lib/hash/pcg.glsl"
void main() {
    vec2 p = pixel() / u_resolution;
    float grain = unit(pcg3d(uvec3(uvec2(pixel()), u_seed)).x);
    o = vec4(p, 0.5 + 0.4 * sin(30.0 * p.x * p.y) + 0.02 * grain, 1.0 - 0.5 * p.x);
}"""


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    """Return where the figures and maps lie that the first mural of each kind reads."""
    return str(tmp_path_factory.mktemp("state"))


@pytest.fixture(autouse=True)
def _small(monkeypatch, tmp_path, state):
    """Take GPUs for ones that draw 64 px in one piece, and tiles for 32 px."""
    for module in (mural, tiled_tiff):
        monkeypatch.setattr(module, "TILE", 32)
    monkeypatch.setattr(mural, "EVERY_GPU", 64)
    monkeypatch.setenv("CHORUS_STATE", state)
    (tmp_path / "small").mkdir()
    scene = f"{HEAD}\nSCENE = Scene('Small', Params, (Pass('image', 'image.frag'),))\n"
    (tmp_path / "small" / "scene.py").write_text(scene)
    (tmp_path / "small" / "image.frag").write_text(IMAGE)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def job(path, scene=SMALL, size=SIZE, depth=None, alpha=False, frame=0, **how):
    setup = Setup(scene, **how)
    made = Job(setup, loaded_of(setup), choose(Path(path), depth), size, samples=2, alpha=alpha)
    return replace(made, frames=range(frame, frame + 1))


@pytest.fixture
def tiles_of_48(monkeypatch):
    """Take tiles for 48 px, 4 x 2: for sides that are powers of two llvmpipe compiles every shader anew."""
    for module in (mural, tiled_tiff):
        monkeypatch.setattr(module, "TILE", 48)
    monkeypatch.setattr(mural, "EVERY_GPU", 96)


@pytest.mark.usefixtures("tiles_of_48")
@pytest.mark.parametrize(("scene", "depth", "alpha"), [
    ("equity", 16, False), ("equity", 8, True), ("equity", 32, True), ("enamel", 16, False), ("biome_map", 8, False),
])  # fmt: skip
def test_its_pixels_are_those_of_the_picture_in_one_piece(monkeypatch, scene, depth, alpha):
    with monkeypatch.context() as cut:  # into bands of eight rows, and still the same
        cut.setattr(make, "LARGE", 0)
        cut.setattr(make, "SUBMISSION", 1e-9)
        said = run(job("tiles.tif", scene, depth=depth, alpha=alpha))
    assert "8 tiles of 48 px" in said[0]
    assert "the driver was busy for" in said[-2], "longer than asked, which it cannot help"
    monkeypatch.setattr(mural, "EVERY_GPU", 16384)
    run(job("whole.tif", scene, depth=depth, alpha=alpha))
    tiles, whole = (tifffile.imread(name) for name in ("tiles.tif", "whole.tif"))
    assert whole.shape[2] == 3 + alpha
    assert whole.std() > 0.005 * {8: 255, 16: 65535, 32: 1}[depth]
    np.testing.assert_array_equal(tiles, whole)


@pytest.mark.usefixtures("tiles_of_48")
def test_a_state_that_is_whole_is_run_through_once_for_all_tiles(monkeypatch):
    drawn = []
    real = Engine._values
    monkeypatch.setattr(Engine, "_values", lambda *a: (drawn.append(a[1].index), real(*a))[1])
    run(job("tiles.tif", "biome_map", depth=8, frame=3))
    assert [index for index in drawn if index < 3] == [0, 1, 2]
    monkeypatch.setattr(mural, "EVERY_GPU", 16384)
    run(job("whole.tif", "biome_map", depth=8, frame=3))
    np.testing.assert_array_equal(*(tifffile.imread(name) for name in ("tiles.tif", "whole.tif")))


def unpacked(path):
    """Return the pixels of a TIFF as libtiff reads them, which knows Zstandard."""
    with Image.open(path) as file:
        return np.asarray(file)


def packed(path="a.tif", **how):
    return replace(job(path, **how), options={"compression": "zstd"})


@pytest.mark.parametrize("alpha", [False, True])
def test_compressed_tiles_hold_the_same_pixels_in_fewer_bytes(alpha):
    run(packed(depth=8, alpha=alpha))
    run(job("raw.tif", depth=8, alpha=alpha))
    np.testing.assert_array_equal(unpacked("a.tif"), tifffile.imread("raw.tif"))
    assert Path("a.tif").stat().st_size < 0.65 * Path("raw.tif").stat().st_size


@pytest.mark.parametrize(("depth", "predictor"), [(16, 2), (32, 1)])
def test_compressed_tiles_of_other_depths_are_what_was_drawn(depth, predictor):
    run(packed(depth=depth))
    run(job("raw.tif", depth=depth))
    with tifffile.TiffFile("a.tif") as file:
        page = file.pages.first
        assert (page.predictor, page.compression) == (predictor, 50000)
        raw = Path("a.tif").read_bytes()
        tiles = [np.frombuffer(zstandard.decompress(raw[at : at + length]), page.dtype).reshape(32, 32, 3)
                 for at, length in zip(page.dataoffsets, page.databytecounts, strict=True)]  # fmt: skip
    made = [np.cumsum(tile, axis=1, dtype=tile.dtype) if predictor == 2 else tile for tile in tiles]
    whole = np.concatenate([np.concatenate(made[row : row + 5], axis=1) for row in (0, 5, 10)])
    np.testing.assert_array_equal(whole[:91, :150], tifffile.imread("raw.tif"))


@pytest.mark.parametrize("harm", ["", "tile", "gap", "line"])
def test_compressed_tiles_go_on_after_a_kill_and_end_with_the_same_bytes(monkeypatch, harm):
    run(packed())
    expected = Path("a.tif").read_bytes()
    Path("a.tif").unlink()
    run_and_kill(monkeypatch, 7, packed())
    (part,) = Path().glob(".*.mural.tif")
    journal = part.with_name(f"{part.name}.journal")
    lines = journal.read_text().splitlines()
    place = json.loads(lines[4])["at"]  # of the fourth tile
    if harm == "tile":
        with part.open("r+b") as file:
            file.seek(place + 3)
            file.write(b"\xff\xfe")
    if harm == "gap":
        journal.write_text("\n".join(lines[:4] + lines[5:]) + "\n")
    if harm == "line":
        with journal.open("a") as file:
            file.write(json.dumps({"tile": 7, "hash": "", "at": "x", "length": -1}) + "\n{")
    assert f"{3 if harm in ('tile', 'gap') else 7} of them were drawn before" in run(packed())[0]
    assert Path("a.tif").read_bytes() == expected


def test_a_kill_before_it_gets_its_name_costs_no_tile(monkeypatch):
    run(packed())
    expected = Path("a.tif").read_bytes()

    def killed(*_):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(mural, "write_whole", killed)
        with pytest.raises(Killed):
            run(packed())
    assert "15 of them were drawn before" in run(packed())[0]
    assert Path("a.tif").read_bytes() == expected


@pytest.mark.parametrize(("name", "options", "hidden"), [
    ("a.tif", {}, "tif"), ("a.TIF", {}, "TIF"), ("a.tif", {"pyramid": "yes"}, "pyramid"), ("a.png", {}, "png"),
])  # fmt: skip
def test_a_kill_between_the_manifest_and_the_name_leaves_the_older_file_ours(monkeypatch, name, options, hidden):
    run(replace(job(name, seed=1), options=options))
    older, real, again = Path(name).read_bytes(), Path.replace, replace(job(name), options=options)

    def killed(self, target):
        if Path(target).name == name:
            raise Killed
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(Killed):
            run(again)
    assert Path(name).read_bytes() == older
    check_unlost(again)
    (part,) = Path().glob(f".*.mural.{hidden}")
    part.write_bytes(b"another")
    with pytest.raises(UsageError, match=f"{name} is there already"):
        check_unlost(again)


def test_what_gets_its_name_is_on_the_disk(monkeypatch):
    synced, seen, real = [0], [], Path.replace
    monkeypatch.setattr(mural.os, "fsync", lambda number: synced.append(os.fstat(number).st_ino))
    monkeypatch.setattr(Path, "replace", lambda self, to: (seen.append((to.name, synced[-1] == self.stat().st_ino)),
                                                           real(self, to))[1])  # fmt: skip
    monkeypatch.setattr(mural, "write_whole", lambda *_: None)  # which syncs its own
    run(packed())  # whose lists are filled in behind the last row
    assert seen[-1] == ("a.tif", True)


def test_compression_is_for_large_tiffs_alone(capsys):
    with pytest.raises(UsageError, match="compression is one of none, zstd, not 'zst'; did you mean 'zstd'"):
        check_job(replace(job("a.tif"), options={"compression": "zst"}))
    with pytest.raises(UsageError, match=r"fracture is drawn in one piece, not in tiles: .* is --size 64x32; whether"):
        check_job(replace(job("a.tif", "fracture"), size=Size(20_000, 10_000), options={"pyramid": "yes"}))
    assert main(["export", "equity", "a.tif", "--size", "50x40", "--with", "compression=zstd"]) == 2
    assert "a.tif is deflated anyway: leave it out" in capsys.readouterr().err


@pytest.mark.parametrize("compression", ["none", "zstd"])
def test_tiles_that_need_much_around_them_are_drawn_several_at_once(monkeypatch, compression):
    drawn = []
    real = Engine.resize
    monkeypatch.setattr(Engine, "resize", lambda *a: (drawn.append(a[2].size), real(*a)))
    monkeypatch.setattr(tile_blocks, "_AT_ONCE", 150**2)
    made = replace(job("a.tif", "enamel"), options={"compression": compression})
    run(made)
    assert drawn == [(64, 64), (64, 64), (22, 64), (64, 27), (64, 27), (22, 27)]
    expected = Path("a.tif").read_bytes()
    run_and_kill(monkeypatch, 6, made)  # in the middle of the second
    drawn.clear()
    run(made)
    assert drawn == [(64, 32), (22, 64), (64, 27), (64, 27), (22, 27)]
    assert Path("a.tif").read_bytes() == expected


@pytest.mark.usefixtures("tiles_of_48")
@pytest.mark.parametrize(("room", "drawn"), [
    (10**9, [(48, 48)] * 3 + [(6, 48)] + [(48, 43)] * 3 + [(6, 43)]),
    (1, [(12, 48)] * 12 + [(6, 48)] + [(12, 43)] * 12 + [(6, 43)]),
])  # fmt: skip
def test_a_part_that_moves_along_is_as_narrow_as_there_is_room(monkeypatch, room, drawn):
    seen, real = [], Engine.resize
    monkeypatch.setattr(Engine, "resize", lambda *a: (seen.append(a[2].size), real(*a)))
    monkeypatch.setattr(tile_blocks, "ROOM", room)
    run(replace(job("tiles.tif", "enamel", depth=8), samples=1))
    assert seen == drawn
    monkeypatch.setattr(mural, "EVERY_GPU", 16384)
    run(replace(job("whole.tif", "enamel", depth=8), samples=1))
    np.testing.assert_array_equal(*(tifffile.imread(name) for name in ("tiles.tif", "whole.tif")))


def test_others_read_its_size_in_print_its_words_and_how_it_was_made():
    run(job("a.tif", "equity"))
    with tifffile.TiffFile("a.tif") as file:
        page = file.pages.first
        assert file.is_bigtiff
        assert page.tile == (32, 32)
        assert page.tags["XResolution"].value == (100, 1)
        alt = json.loads(Path("a.tif.json").read_text())["alt"]
        assert alt.split(":")[0].encode() in bytes(page.tags[700].value)
        assert page.tags["InterColorProfile"].value
    assert read_manifest(Path("a.tif"))["setup"]["scene"] == "equity"
    assert json.loads(Path("a.tif.json").read_text())["title"]
    assert sorted(path.name for path in Path().iterdir()) == ["a.tif", "a.tif.json"]


def _place_of(path, tile):
    """Return where a tile begins in the file."""
    with tifffile.TiffFile(path) as file:
        return file.pages.first.dataoffsets[tile]


class Killed(BaseException):
    """What ends a run without a word."""


def run_and_kill(monkeypatch, tiles, made):
    """Run ``made``, and end it after so many tiles as a kill would."""
    real, left = tiled_tiff.TiledTiff.write, [tiles]

    def write(self, number, pixels):
        if not left[0]:
            raise Killed
        left[0] -= 1
        real(self, number, pixels)

    with monkeypatch.context() as patched:
        patched.setattr(tiled_tiff.TiledTiff, "write", write)  # and PackedTiff's, which is the same
        with pytest.raises(Killed):
            run(made)


def test_a_run_that_was_killed_goes_on_and_ends_with_the_same_bytes(monkeypatch):
    run(job("a.tif"))
    expected = Path("a.tif").read_bytes()
    Path("a.tif").unlink()
    run_and_kill(monkeypatch, 7, job("a.tif"))
    assert not Path("a.tif").exists()
    begun = [one.path.suffix for one in leftovers(Path()) if one.what.startswith("part of a mural")]
    assert begun == [".tif", ".journal"]
    (part,) = Path().glob(".*.mural.tif")
    with part.open("r+b") as file:  # of one tile that stands, a byte is another
        file.seek(_place_of(part, 3) + 5)
        file.write(b"\xff")
    with part.with_name(f"{part.name}.journal").open("a") as journal:
        journal.write('{"tile": 9, "ha')  # and the kill cut a line
    assert "6 of them were drawn before" in run(job("a.tif"))[0]
    assert Path("a.tif").read_bytes() == expected
    assert not list(Path().glob(".*mural*"))


def test_another_picture_of_that_name_begins_anew_and_says_so(monkeypatch):
    run_and_kill(monkeypatch, 7, job("a.tif"))
    said = run(job("a.tif", seed=5))
    assert said[0] == "7 tiles that were begun under this name are of another picture, or damaged: given up"
    assert "drawn before" not in said[1]
    run(job("b.tif", seed=5))
    assert Path("b.tif").read_bytes() == Path("a.tif").read_bytes()


def test_the_head_of_another_picture_is_never_taken_for_this_ones(monkeypatch):
    """A kill, or a full disk, between the head of one picture and its journal."""
    run_and_kill(monkeypatch, 7, job("a.tif"))
    (part,) = Path().glob(".*.mural.tif")
    journal = part.with_name(f"{part.name}.journal")
    kept = journal.read_bytes()
    run_and_kill(monkeypatch, 0, job("a.tif", size=Size(200, 91, 100.0), seed=5))
    journal.write_bytes(kept)
    run(job("a.tif"))
    run(job("b.tif"))
    assert Path("a.tif").read_bytes() == Path("b.tif").read_bytes()


@pytest.mark.parametrize("harm", ["head", "cut", "gone"])
def test_a_head_that_a_power_cut_left_half_begins_anew(monkeypatch, harm):
    run_and_kill(monkeypatch, 7, job("a.tif"))
    (part,) = Path().glob(".*.mural.tif")
    content = bytearray(part.read_bytes())
    content[: 512 if harm == "gone" else 0] = bytes(512 if harm == "gone" else 0)
    if harm == "head":
        content[content.index(b'"seed"')] = ord("'")
    part.write_bytes(content[: 900 if harm == "cut" else len(content)])
    assert "drawn before" not in run(job("a.tif"))[-1]
    run(job("b.tif"))
    assert Path("a.tif").read_bytes() == Path("b.tif").read_bytes()


def test_a_link_of_the_hidden_name_leads_to_nothing_that_is_written():
    Path("precious.txt").write_text("mine")
    for name in (".a-618ba5e2.mural.tif.journal", ".a-618ba5e2.mural.tif"):
        Path(name).symlink_to("precious.txt")
    run(job("a.tif"))
    assert Path("precious.txt").read_text() == "mine"
    assert not Path("a.tif").is_symlink()


@pytest.mark.parametrize("name", [".a-618ba5e2.mural.tif.journal", ".a-618ba5e2.mural.tif"])
def test_a_pipe_of_the_hidden_name_is_not_waited_for(name):
    os.mkfifo(name)
    run(job("a.tif"))
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []


def test_little_is_read_of_a_journal_without_end():
    with Path("journal").open("wb") as file:
        file.truncate(1 << 28)
    tracemalloc.start()
    assert read_journal(Path("journal")) == ({}, {})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1 << 27


@pytest.mark.parametrize("place", [2**60, 2**63, 6 * 2**30, 2**20, 0])
@pytest.mark.parametrize("kind", [TiledTiff, PackedTiff])
def test_a_head_that_says_that_tiles_lie_elsewhere_is_given_up_and_little_is_held(kind, place):
    """Written by whoever knows how: the journal speaks for that head, too."""
    wanted = Wanted(8, manifest="{}")
    with kind(Path("a.tif"), (150, 91), 3, wanted, "job") as file:
        at, dtype, count = file._head.offsets.at, file._head.offsets.dtype, len(file.tiles)
        file.write(0, np.full((32, 32, 3), 7, np.uint8))
    content = bytearray(Path("a.tif").read_bytes())
    content[at : at + 8 * count] = np.full(count, place, dtype).tobytes()
    Path("a.tif").write_bytes(content)
    head = head_of(Path("a.tif"), wanted)
    if head:
        note = {"job": "job", "head": head.hash}
        lines = file.journal.read_text().splitlines()
        file.journal.write_text("\n".join([json.dumps(note), *lines[1:]]) + "\n")
    tracemalloc.start()
    with kind(Path("a.tif"), (150, 91), 3, wanted, "job") as again:
        done = again.done
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1 << 24
    assert done == (1 if kind is PackedTiff else 0)  # whose head says nothing of places until the end


def test_a_head_that_is_damaged_anywhere_is_of_no_picture_and_nothing_is_said_of_it(caplog):
    wanted = Wanted(8, manifest='{"seed":1}')
    with TiledTiff(Path("a.tif"), (150, 91), 3, wanted, "job"):
        pass
    sound = Path("a.tif").read_bytes()
    known, found = head_of(Path("a.tif"), wanted), set()
    rng = np.random.default_rng(5)
    for _ in range(300):
        content = bytearray(sound[: known.end])
        content[rng.integers(len(content))] = rng.integers(256)
        Path("b.tif").write_bytes(content)
        head = head_of(Path("b.tif"), wanted)
        found.add(head is None or head.hash == known.hash)
    assert found == {True, False}
    content = bytearray(sound)
    at = content.index(struct.pack("<HHQ", 324, 16, len(known.places)))
    content[at + 4 : at + 12] = bytes(8)
    Path("b.tif").write_bytes(content)
    assert head_of(Path("b.tif"), wanted) is None, "of no tile at all"
    assert caplog.records == []


def test_a_disk_that_is_full_for_the_manifest_loses_nothing(monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(mural, "write_whole", full)
        with pytest.raises(EncodeError, match="the disk is full"):
            run(job("a.tif"))
    assert not Path("a.tif").exists()
    assert "15 of them were drawn before" in run(job("a.tif"))[0]


@pytest.mark.parametrize("line", ['{"tile": -1, "hash": ""}', '{"tile": Infinity, "hash": ""}', "[" * 20_000, "\xff"])
def test_a_journal_that_was_edited_by_hand_costs_what_it_no_longer_says(monkeypatch, line):
    run_and_kill(monkeypatch, 7, job("a.tif"))
    (journal,) = Path().glob(".*.mural.tif.journal")
    with journal.open("a", encoding="latin-1") as file:
        file.write(line + "\n")
    assert "15 tiles of 32 px; 7 of them were drawn before" in run(job("a.tif"))[0]
    run(job("b.tif"))
    assert Path("a.tif").read_bytes() == Path("b.tif").read_bytes()


def test_a_disk_without_room_is_told_before_anything_is_drawn(monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tiled_tiff.os, "posix_fallocate", full)
    monkeypatch.setattr(tiled_tiff.TiledTiff, "write", lambda *_: pytest.fail("it was drawn"))
    with pytest.raises(EncodeError, match=r"Could not write a\.tif: the disk is full"):
        run(job("a.tif"))
    assert not list(Path().iterdir())


@pytest.mark.parametrize("made", [
    lambda: job("a.jpg"), lambda: job("a.tif", "smile", output=Output("anaglyph")),
    lambda: job("a.tif", "equity", effects=(Effect("echo"),)), lambda: job("a.tif", "fracture"),
])  # fmt: skip
def test_what_is_not_written_in_tiles_is_drawn_in_one_piece_as_far_as_a_gpu_can(monkeypatch, made):
    monkeypatch.setattr(extent, "EVERY_GPU", 100)
    assert not mural.is_mural(made())


def test_a_numbered_sequence_of_tiffs_is_all_its_frames_and_no_tiles():
    made = job("a-%03d.tif", size=Size(80, 45))
    run(replace(made, frames=range(3, 5)))
    assert sorted(path.name for path in Path().glob("*.tif")) == ["a-003.tif", "a-004.tif"]
    assert mural.why_not(job("a-%03d.tif", "fracture", size=Size(19685, 3937, 25.0))) == ""


def test_a_scene_whose_whole_passes_a_gpu_takes_is_drawn_in_tiles():
    assert mural.is_mural(job("a.tif", "fracture"))


@pytest.mark.parametrize(("scene", "words"), [
    ("fracture", "fracture is drawn in one piece, not in tiles: 'relief' is needed whole for any part, and at "
                 "19685x3937 px it is larger than GPUs draw. The largest of that shape that needs none is "
                 "--size 16384x3277, or --dpi 20.8 where the size is a length; whether this GPU has room for it, "
                 "--preflight says."),
    ("signal_loss", "'glass' is needed whole for any part"), ("enamel", ""), ("equity", ""), ("lagoon", ""),
    ("smile", ""), ("biome_map", ""),
])  # fmt: skip
def test_each_scene_is_drawn_in_tiles_or_says_why_not(monkeypatch, scene, words):
    monkeypatch.setattr(mural, "EVERY_GPU", 16384)
    wall = job("a.tif", scene, size=Size(19685, 3937, 25.0))
    assert mural.is_mural(wall) == (not words)
    said = [line for line in preflight(wall) if "in tiles" in line]
    assert [words in line for line in said] == ([True] if words else [])


def test_what_a_performance_remembers_is_drawn_in_one_piece():
    scene = loaded_of(Setup("biome_map")).scene
    assert not extent.why_whole(scene, (20_000, 4_000))
    assert "would begin without them" in extent.why_whole(scene, (20_000, 4_000), taken=True)


def test_a_picture_as_large_as_every_gpu_draws_is_drawn_in_one_piece_and_nothing_is_said_of_it(monkeypatch):
    monkeypatch.setattr(mural, "_taken", lambda _: True)
    assert "would begin without them" in mural.why_not(job("a.tif", size=Size(65, 20)))
    assert mural.why_not(job("a.tif", size=Size(64, 20))) == ""
    assert not mural.is_mural(job("a.tif", size=Size(64, 20)))


@pytest.mark.parametrize("name", ["a.tif", "a.pdf", "a.dzi"])
def test_a_sweep_of_murals_is_refused(name):
    made = job(name, depth=8)
    with pytest.raises(UsageError, match=r"150x91 px is drawn in tiles, one picture at a time"):
        run_sweep(made, [("one", made)])


def test_sizes_beyond_all_files_are_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["export", "enamel", "a.tif", "--size", "600000x10"]) == 2
    assert "at most 500000 px a side can be drawn" in capsys.readouterr().err
    assert main(["export", "enamel", "a.jpg", "--size", "20000x10"]) == 1
    assert "is drawn in tiles" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "size", "words"), [
    ("a.webp", "16384x10", "a .webp ends at 16,383 px a side. Ask for 16383x10, the largest of that shape, or name"),
    ("a.jpg", "10x65536", "a .jpg ends at 65,535 px a side. Ask for 10x65535, the largest of that shape, or name"),
    ("frame-%03d.webp", "40000x20000", "Ask for 16383x8192"),
    ("a.gif", "70000x70000", "Ask for 65535x65535"),
])  # fmt: skip
def test_what_a_format_cannot_count_is_refused_before_it_is_drawn(monkeypatch, capsys, name, size, words):
    monkeypatch.setattr(Engine, "__init__", lambda *_: pytest.fail("it was drawn"))
    assert main(["export", "enamel", name, "--size", size]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(("name", "ends"), [
    ("a.tif", ".mural.tif"), ("a.tif", ".mural.tif.journal"), ("a.png", ".mural.tif"), ("a.png", ".mural.png"),
    ("out/a.tif", ".mural.tif"),
])  # fmt: skip
def test_a_folder_under_a_hidden_name_is_named(name, ends):
    Path("out").mkdir()
    there = hidden(Path(name), ends)
    there.mkdir()
    with pytest.raises(EncodeError, match=rf"Could not write {name}: {re.escape(str(there))} is a folder, and what"):
        run(job(name, depth=8))
    there.rmdir()
    run(job(name, depth=8))


def test_two_exports_to_one_name_do_not_mix():
    with claimed(Path("a.tif")), pytest.raises(EncodeError, match=r"a\.tif is being written by another Chorus"):
        run(job("a.tif"))


def test_a_folder_that_goes_while_it_is_drawn_is_told(monkeypatch):
    Path("out").mkdir()
    real = tiled_tiff.TiledTiff.write

    def write(self, number, pixels):
        if number == 5:
            shutil.rmtree("out")
        real(self, number, pixels)

    monkeypatch.setattr(tiled_tiff.TiledTiff, "write", write)
    with pytest.raises(EncodeError, match=r"Could not write out/a\.tif: its folder does not exist"):
        run(job("out/a.tif"))
    assert not Path("out").exists()
