"""A still as a press will show it: other pixels, the same manifest's picture, and no other file."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from renderer.cli.main import main
from renderer.core.errors import UsageError
from renderer.core.units import Size
from renderer.output.codecs.press_colours import press_of
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.job_check import check_job
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup
from tests.support.profiles import cmyk

TYPED = ["export", "equity", "--size", "64x36"]


@pytest.fixture(autouse=True)
def _paper(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("paper.icc").write_bytes(cmyk())


def test_a_still_shows_what_the_press_makes_of_it(capsys):
    assert main([*TYPED, "a.png"]) == 0
    assert main([*TYPED, "b.png", "--icc", "paper.icc", "--proof", "--ink-limit", "150"]) == 0
    said = capsys.readouterr().out
    assert "as sRGB, to be looked at and not to be printed" in said
    assert "MORE than the 150 % that the paper takes" in said
    plain, shown = (np.asarray(Image.open(name).convert("RGB")) for name in ("a.png", "b.png"))
    proof = press_of({"icc": "paper.icc", "proof": "yes"})
    np.testing.assert_array_equal(shown, proof.convert(plain))
    assert (plain != shown).any()
    assert main(["remake", "b.png"]) == 0
    assert Path("b-remade.png").read_bytes() == Path("b.png").read_bytes()


def test_transparency_stays():
    assert main([*TYPED, "a.png", "--alpha", "--icc", "paper.icc", "--proof"]) == 0
    with Image.open("a.png") as picture:
        assert picture.mode == "RGBA"


@pytest.mark.parametrize(("typed", "words"), [
    (["a.png", "--icc", "paper.icc"], "a .pdf takes a printer's colours; --proof shows here"),
    (["a.exr", "--icc", "paper.icc", "--proof"], "and a .exr never has: write it as .png or .tif"),
    (["a.tif", "--icc", "paper.icc", "--proof"], "a proof has 8 bits a channel, and a.tif 16: take --depth 8"),
    (["a.mp4", "--icc", "paper.icc", "--proof"], "--icc is for a print, and a.mp4 is none: name a .pdf"),
    (["a.png", "--proof"], "--proof is of a printer's colours: name its profile, --icc"),
    (["a.png", "--icc", "paper.icc", "--proof", "--with", "compression=zstd"], "which has no option 'compression'"),
])  # fmt: skip
def test_what_cannot_be_shown_is_refused_before_anything_is_drawn(typed, words, capsys):
    assert main([*TYPED, *typed]) == 2
    assert words in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == ["paper.icc"]


def test_a_mural_is_no_proof():
    setup = Setup("equity")
    job = Job(setup, loaded_of(setup), choose(Path("a.tif"), 8), Size(20_000, 100), options={
        "icc": "paper.icc", "proof": "yes"})  # fmt: skip
    with pytest.raises(UsageError, match="is drawn in tiles, and a proof is to be looked at"):
        check_job(job)
