"""A take is drawn again as typed: the same pictures, alone or in sequence, remade, and refused in words."""

import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from PIL import Image

from renderer.scene.catalogue import find, load
from renderer.scene.effect import parse_chain
from renderer.session.replay import begin_take, keep
from renderer.session.session import begin
from renderer.session.setup import Setup
from renderer.session.take_file import parse_take
from renderer.session.take_line import head_line

FIRST, LAST = 40, 59


@pytest.fixture(scope="module")
def take(tmp_path_factory):
    """Return the file of a performance of 20 frames, with an effect that remembers."""
    return performed(tmp_path_factory.mktemp("take") / "night.take", "tear,echo")


def performed(path, chain):
    """Write 20 frames of ``chain`` over enamel to ``path``, and return it."""
    loaded = load(find("enamel"), parse_chain(chain), "none")
    session = begin(loaded, seed=4)
    recorder = begin_take(path, Setup("enamel"), session, frame=FIRST, fps=Fraction(30), size=(64, 36))
    for frame in range(FIRST, LAST + 1):
        session = session.turn(f"{chain.split(',')[-1]}_amount", (frame - FIRST) / 30, frame / 30)
        if frame == 50:
            session = session.turn("spread", 0.7, frame / 30)
        keep(recorder, session, frame)
    recorder.close()
    return path


def in_parts(take, folder, frame):
    """Return ``take`` anew in ``folder``, in two parts, the second from ``frame`` on."""
    lines = take.read_bytes().splitlines(keepends=True)
    cut = next(n for n, line in enumerate(lines[1:], 1) if json.loads(line)["frame"] > frame)
    read = parse_take(lines[:cut], "night.take")[0]
    setup = replace(read.head.setup, params=read.at(frame))
    head = head_line(replace(read.head, setup=setup, frame=frame), 2, read.head.began.isoformat())
    (folder / "night.take").write_bytes(b"".join(lines[:cut]) + b'{"frame": %d, "goes_on": 2}\n' % frame)
    (folder / "night.2.take").write_bytes(head.encode() + b"".join(lines[cut:]))
    return folder / "night.take"


def picture(path):
    return np.asarray(Image.open(path).convert("RGB"))


def apart(one, other):
    """Return the mean difference of two pictures, codes."""
    return np.abs(picture(one).astype(int) - picture(other)).mean()


def test_a_frame_alone_is_the_frame_of_the_sequence_and_of_the_remade_one(chorus, take, tmp_path):
    assert chorus("export", "enamel", tmp_path / "f-%03d.png", "--size", "64x36", "--take", take).code == 0
    assert len(list(tmp_path.glob("f-*.png"))) == LAST - FIRST + 1
    assert chorus("export", "enamel", tmp_path / "one.png", "--size", "64x36", "--take", take,
                  "--frames", "55").code == 0  # fmt: skip
    np.testing.assert_array_equal(picture(tmp_path / "one.png"), picture(tmp_path / "f-055.png"))
    assert chorus("remake", tmp_path / "one.png").code == 0
    assert (tmp_path / "one-remade.png").read_bytes() == (tmp_path / "one.png").read_bytes()
    parts = in_parts(take, tmp_path, 52)
    assert chorus("export", "enamel", tmp_path / "two.png", "--size", "64x36", "--take", parts,
                  "--frames", "55").code == 0  # fmt: skip
    np.testing.assert_array_equal(picture(tmp_path / "two.png"), picture(tmp_path / "one.png"))
    for part in (parts, tmp_path / "night.2.take"):
        part.unlink()  # the manifest holds all of it
    assert chorus("remake", tmp_path / "two.png").code == 0
    assert (tmp_path / "two-remade.png").read_bytes() == (tmp_path / "two.png").read_bytes()
    # The wall shrank.
    before, here, after = (tmp_path / f"f-0{n}.png" for n in (48, 49, 50))
    assert apart(here, after) > 3 * apart(before, here)


def test_of_a_long_take_only_those_parts_are_read_that_are_drawn(chorus, tmp_path):
    whole = performed(tmp_path / "whole.take", "palette,tear")
    parts = in_parts(whole, tmp_path, 52)
    for frame, fps, held in ((53, 30, [2]), (52, 30, [1, 2]), (45, 30, [1]), (27, 15, [2])):
        how = ("--size", "64x36", "--frames", frame, "--fps", fps)
        for name, take in (("a", whole), ("b", parts)):
            assert chorus("export", "enamel", tmp_path / f"{name}{frame}.png", "--take", take, *how).code == 0
        np.testing.assert_array_equal(picture(tmp_path / f"a{frame}.png"), picture(tmp_path / f"b{frame}.png"))
        lines = json.loads((tmp_path / f"b{frame}.png.json").read_text())["setup"]["take"]
        heads = [json.loads(line) for line in lines if "chorus_take" in line]
        assert [head.get("part", 1) for head in heads] == held
    assert chorus("remake", tmp_path / "b53.png").code == 0
    assert (tmp_path / "b53-remade.png").read_bytes() == (tmp_path / "b53.png").read_bytes()
    said = chorus("export", "enamel", tmp_path / "no.png", "--take", parts, "--frames", 99)
    assert "the take holds frames 40..59 at 30" in said.err  # all of it, not of the last part


@pytest.mark.parametrize(("asked", "fps", "held"), [("55..60", "30", "40..59 at 30"), ("39", "30", "40..59 at 30"),
                                                    ("40", "15", "20..29 at 15")])  # fmt: skip
def test_frames_that_the_take_does_not_hold_are_refused_with_those_it_holds(chorus, take, tmp_path, asked, fps, held):
    said = chorus("export", "enamel", tmp_path / "f-%03d.png", "--take", take, "--frames", asked, "--fps", fps)

    assert (said.code, said.err.count("\n")) == (2, 1)
    assert f"the take holds frames {held} frames per second" in said.err
    assert not list(tmp_path.glob("*.png"))


def test_a_take_at_another_rate_has_the_same_pictures_at_the_same_times(chorus, take, tmp_path):
    chorus("export", "enamel", tmp_path / "a-%03d.png", "--size", "64x36", "--take", take, "--fps", "15")
    assert sorted(path.stem for path in tmp_path.glob("a-*.png")) == [f"a-{n:03d}" for n in range(20, 30)]
    # The wall shrank at 50 of 30 a second, which is 25 of 15.
    before, here, after = (tmp_path / f"a-0{n}.png" for n in (23, 24, 25))
    assert apart(here, after) > 3 * apart(before, here)


def test_a_chain_that_was_changed_on_the_way_is_changed_again(chorus, tmp_path):
    path = tmp_path / "changed.take"
    one, other = (begin(load(find("enamel"), parse_chain(chain), "none"), seed=4) for chain in ("palette", "stripes"))
    recorder = begin_take(path, Setup("enamel"), one, frame=0, fps=Fraction(30), size=(64, 36))
    keep(recorder, one.turn("palette_amount", 1.0, 0.0), 0)
    keep(recorder, other.turn("stripes_amount", 1.0, 0.1), 3)
    keep(recorder, other.turn("stripes_amount", 1.0, 0.1), 6)
    recorder.close()
    said = chorus("export", "enamel", tmp_path / "c-%d.png", "--size", "128x72", "--take", path)
    assert said.code == 0, said.err
    for name, chain, index in (("p", "palette", 1), ("s", "stripes", 5)):
        chorus("export", "enamel", tmp_path / f"{name}.png", "--size", "128x72", "--seed", "4", "--effects", chain,
               "--frames", index, "-p", f"{chain}_amount=1")  # fmt: skip
        np.testing.assert_array_equal(picture(tmp_path / f"c-{index}.png"), picture(tmp_path / f"{name}.png"))


@pytest.mark.parametrize(
    ("scene", "more", "words"),
    [
        ("lagoon", (), "is a take of enamel, not of lagoon"),
        ("enamel", ("-p", "glow=1.0"), "a take brings its own values"),
        ("enamel", ("--effects", "tear"), "a take brings its own effects and feed"),
    ],
)
def test_what_a_take_cannot_be_asked_is_refused(chorus, take, tmp_path, scene, more, words):
    done = chorus("export", scene, tmp_path / "x.png", "--take", take, *more)
    assert done.code == 2
    assert words in done.err


def test_a_take_cut_in_half_is_drawn_as_far_as_it_is_whole(chorus, take, tmp_path):
    content = take.read_bytes()
    half = tmp_path / "half.take"
    half.write_bytes(content[: content.index(b'"frame": 50') + 9])
    done = chorus("export", "enamel", tmp_path / "half.png", "--size", "64x36", "--take", half)
    assert done.code == 0
    assert "it is cut at line" in done.err


def test_what_remembers_tells_what_it_costs_before_it_begins(chorus, tmp_path):
    words = ("export", "enamel", tmp_path / "x.png", "--effects", "ghost,tear", "--preflight")
    said = chorus(*words, "--frames", "900", "--samples", "4").out
    assert "ghost remembers past frames: 900 are run through" in said
    assert "--samples smooths nothing" in said
    for free in (words, (*words[:4], "tear", "--preflight", "--frames", "900", "--samples", "4")):
        (line,) = chorus(*free, "--size", "64x36").out.splitlines()
        assert "has room for it: 64x36 px, drawn in one piece." in line
