"""Numbered stills of one run."""

import json
import os

import numpy as np
import pytest
from PIL import Image

from renderer.core.errors import EncodeError
from renderer.output.companions import digest_of
from renderer.output.formats import choose
from renderer.output.frame_sums import FrameSums, forget_sums
from renderer.output.manifest import beside, write_beside
from renderer.output.recall import read_manifest
from renderer.output.sequence import Sequence, frame_path
from renderer.output.still import write_still

RUN = {"schema": "chorus-manifest/2", "scene": "enamel", "seed": 7}
OTHER = {**RUN, "seed": 8}
FRAME = np.full((8, 8, 3), 90, np.uint8)


def test_frames_are_numbered_by_their_index(tmp_path):
    pattern = tmp_path / "walk-%04d.png"
    sequence = Sequence(pattern, RUN, dpi=150)
    for index in (30, 31):
        sequence.write(index, FRAME)
    names = sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".drawn")
    assert names == ["walk-%04d.png.json", "walk-0030.png", "walk-0031.png"]
    assert read_manifest(pattern) == RUN
    assert read_manifest(tmp_path / "walk-0030.png") == RUN


@pytest.mark.parametrize(("name", "depth"), [("%d.tif", 16), ("%03d.exr", None), ("%02d.jpg", None)])
def test_any_still_may_be_numbered(tmp_path, name, depth):
    choice = choose(tmp_path / name, depth)
    pixels = np.zeros((8, 8, 3), choice.dtype)
    Sequence(tmp_path / name, RUN, choice=choice).write(5, pixels)
    assert frame_path(tmp_path / name, 5).is_file()


def test_a_killed_run_goes_on_where_it_ended(tmp_path):
    pattern = tmp_path / "%03d.png"
    Sequence(pattern, RUN).write(0, FRAME)
    again = Sequence(pattern, RUN)
    assert again.done(0)
    assert not again.done(1)


def test_another_run_is_not_mixed_in(tmp_path):
    pattern = tmp_path / "%03d.png"
    Sequence(pattern, RUN).write(0, FRAME)
    with pytest.raises(EncodeError, match=r"already holds 1 frames of another run \(000\.png"):
        Sequence(pattern, OTHER)
    assert read_manifest(pattern) == RUN


def test_replacing_removes_the_other_run_s_frames_and_nothing_else(tmp_path):
    pattern = tmp_path / "%03d.png"
    for index in (0, 999, 1000):
        Sequence(pattern, RUN).write(index, FRAME)
    for name in ("0000.png", "00.png", "x000.png", "000.png.txt", "001.jpg"):
        (tmp_path / name).write_bytes(b"mine")
    sequence = Sequence(pattern, OTHER, replace=True)
    assert not sequence.done(0)
    left = {path.name for path in tmp_path.iterdir()}  # the other run's list of its frames is gone, too
    assert left == {"0000.png", "00.png", "x000.png", "000.png.txt", "001.jpg", "%03d.png.json"}
    assert read_manifest(pattern) == OTHER


def test_frames_without_a_manifest_are_of_another_run(tmp_path):
    (tmp_path / "004.png").write_bytes(b"?")
    with pytest.raises(EncodeError, match="another run"):
        Sequence(tmp_path / "%03d.png", RUN)


def test_a_damaged_manifest_is_of_another_run(tmp_path):
    pattern = tmp_path / "%03d.png"
    Sequence(pattern, RUN).write(0, FRAME)
    (tmp_path / "%03d.png.json").write_text("{")
    with pytest.raises(EncodeError, match="another run"):
        Sequence(pattern, RUN)


def test_a_missing_folder_and_a_name_without_number_are_said(tmp_path):
    with pytest.raises(EncodeError, match="does not exist"):
        Sequence(tmp_path / "none" / "%03d.png", RUN)
    with pytest.raises(EncodeError, match=r"frame-%05d\.png"):
        Sequence(tmp_path / "a.png", RUN)


def test_a_frame_that_another_export_writes_meanwhile_stays(tmp_path):
    from renderer.core.name_lock import claimed

    sequence = Sequence(tmp_path / "%d.png", RUN)
    with claimed(tmp_path / "0.png"), pytest.raises(EncodeError, match=r"0\.png is being written by another"):
        sequence.write(0, FRAME)
    (tmp_path / "1.png").write_bytes(b"a photograph")
    with pytest.raises(EncodeError, match=r"1\.png appeared while this sequence was drawn"):
        sequence.write(1, FRAME)
    assert (tmp_path / "1.png").read_bytes() == b"a photograph"
    sequence.write(2, FRAME)
    sequence.write(2, FRAME)  # a run's own frames may be drawn again
    Sequence(tmp_path / "%d.png", RUN).write(2, FRAME)


@pytest.mark.parametrize("ending", ["png", "tif", "exr", "jpg", "webp"])
def test_a_frame_that_is_not_as_the_run_drew_it_is_no_frame_of_it(tmp_path, ending):
    pattern = tmp_path / f"%03d.{ending}"
    frame = FRAME.astype({"exr": np.float32, "tif": np.uint16}.get(ending, np.uint8))
    for index in range(2):
        Sequence(pattern, RUN).write(index, frame)
    Sequence(pattern, RUN).check(range(3))
    other = tmp_path / f"002.{ending}"
    write_still(other, frame[:9], manifest=RUN | {"size": [9, 9]}, sidecar=False)
    with pytest.raises(EncodeError, match=rf"002\.{ending} stands there, and is not as this sequence drew it: move it"):
        Sequence(pattern, RUN).check(range(3))
    if ending == "exr":
        return
    Image.fromarray(FRAME[::-1]).save(other)  # and what was saved by others says nothing of a run
    with pytest.raises(EncodeError, match=rf"002\.{ending} stands there"):
        Sequence(pattern, RUN).check(range(3))


def test_a_frame_that_was_retouched_with_what_it_says_of_itself_is_seen_once_the_run_was_finished(tmp_path):
    pattern, paths = tmp_path / "%03d.png", [tmp_path / f"{index:03d}.png" for index in range(2)]
    for index in range(2):
        Sequence(pattern, RUN).write(index, FRAME)
    write_beside(pattern, RUN | {"sha256": digest_of(pattern, paths)})
    forget_sums(pattern)
    Sequence(pattern, RUN).check(range(2))
    with paths[1].open("ab") as file:
        file.write(b"x")
    with pytest.raises(EncodeError, match=r"Some of the 2 frames of .* were changed since they were drawn: move"):
        Sequence(pattern, RUN).check(range(2))
    paths[1].unlink()
    Sequence(pattern, RUN).check(range(2))
    assert "sha256" not in json.loads(beside(pattern).read_text())  # other bytes, of another driver's, are none's fault


def test_a_frame_that_was_retouched_is_seen_while_the_run_is_unfinished_whatever_it_says_of_itself(tmp_path):
    pattern, path = tmp_path / "%03d.png", tmp_path / "001.png"
    for index in range(2):
        Sequence(pattern, RUN).write(index, FRAME)
    Sequence(pattern, RUN).check(range(3))
    write_still(path, FRAME[::-1] // 2, manifest=RUN, sidecar=False)
    with pytest.raises(EncodeError, match=r"001\.png stands there, and is not as this sequence drew it: move it"):
        Sequence(pattern, RUN).check(range(3))
    path.unlink()
    Sequence(pattern, RUN).write(1, FRAME[::-1] // 2)  # drawn again it is whatever comes of it now
    Sequence(pattern, RUN).check(range(3))


def test_what_stands_where_the_list_of_frames_is_makes_way_and_a_folder_is_told_before_anything_is_drawn(tmp_path):
    pattern = tmp_path / "%03d.png"
    Sequence(pattern, RUN).write(0, FRAME)
    (names,) = tmp_path.glob(".*.drawn")
    names.unlink()
    os.mkfifo(names)
    Sequence(pattern, RUN).write(1, FRAME)
    assert names.read_bytes().startswith(b"1 ")
    names.unlink()
    names.mkdir()
    with pytest.raises(EncodeError, match="is a folder, where the list of this sequence's frames stands: move it away"):
        Sequence(pattern, RUN)


def test_a_list_of_frames_that_is_cut_damaged_or_gone_speaks_for_none_of_them(tmp_path):
    pattern = tmp_path / "%03d.png"
    for index in range(2):
        Sequence(pattern, RUN).write(index, FRAME)
    (names,) = tmp_path.glob(".*.drawn")
    whole = names.read_bytes()
    for content in (whole[:-9], b"\xff\0 x\n" + whole, b"", b"0 " + b"z" * 63 + b"\n" + whole):
        names.write_bytes(content)
        Sequence(pattern, RUN).check(range(3))
    names.write_bytes(whole[:-9])
    Sequence(pattern, RUN).write(1, FRAME)
    assert names.read_bytes().splitlines()[-1] == whole.splitlines()[-1]  # a line of its own, after the one that is cut
    names.unlink()
    Sequence(pattern, RUN).check(range(3))


def test_a_list_of_frames_that_begins_anew_has_nothing_before_its_first_line(tmp_path):
    pattern, frame = tmp_path / "%03d.png", tmp_path / "000.png"
    frame.write_bytes(b"a frame")
    FrameSums(pattern).note(0, frame)
    (names,) = tmp_path.glob(".*.drawn")
    whole = names.read_bytes()
    names.write_bytes(whole[:-9])
    one = FrameSums(pattern)
    for _ in range(2):  # after a line that is cut, and after a whole one
        one.forget()
        one.note(0, frame)
        assert names.read_bytes() == whole
