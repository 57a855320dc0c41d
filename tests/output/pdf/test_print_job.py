"""A print has its true size, cut in panels that overlap, whose pixels are those of the picture; read by others."""

import hashlib
import json
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pypdf
import pytest
import tifffile
from PIL import Image

from renderer.cli.main import main
from renderer.core.errors import DataError, EncodeError, UsageError
from renderer.core.name_lock import hidden
from renderer.core.units import Size, parse_size
from renderer.output import mural
from renderer.output.codecs import tiled_tiff
from renderer.output.codecs.press_colours import press_of
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.job_check import check_job
from renderer.output.job_file import job_json, job_of
from renderer.output.make import run
from renderer.output.pdf import manifest_in, pages, print_job
from renderer.output.pdf.panels import layout_of, with_bleed
from renderer.output.recall import read_manifest
from renderer.output.record import job_of_manifest
from renderer.session.open_setup import loaded_of
from renderer.session.replay import begin_take, keep
from renderer.session.session import begin
from renderer.session.setup import Output, Setup
from tests.support.profiles import cmyk

POINTS = 72 / 25.4
SIZE = Size(150, 80, 25.4)  # 1 px is 1 mm
PANELS = {"panels": "60mm", "overlap": "10mm", "bleed": "5mm"}


@pytest.fixture(autouse=True)
def _small(monkeypatch, tmp_path):
    """Take GPUs for ones that draw 64 px in one piece, and tiles for 32 px."""
    for module in (mural, tiled_tiff):
        monkeypatch.setattr(module, "TILE", 32)
    monkeypatch.setattr(mural, "EVERY_GPU", 64)
    monkeypatch.setattr(pages, "_BAND", 13)
    monkeypatch.chdir(tmp_path)


def job(path="a.pdf", options=PANELS, size=SIZE, depth=8, scene="equity", **how):
    setup = Setup(scene, **how)
    made = Job(setup, loaded_of(setup), choose(Path(path), depth), with_bleed(size, options), options=options)
    check_job(made)
    return made


def picture(page, depth):
    """Return the pixels of the one image of a page, as pypdf hands out its bytes."""
    image = page["/Resources"]["/XObject"]["/Picture"]
    plain = np.frombuffer(image.get_data(), f">u{depth // 8}")
    return plain.reshape(image["/Height"], image["/Width"], 3)


def boxes(page):
    """Return the boxes, mm."""
    return {name: np.array([float(one) for one in getattr(page, name)]) / POINTS * float(page.user_unit)
            for name in ("mediabox", "bleedbox", "trimbox")}  # fmt: skip


@pytest.mark.parametrize(("wide", "panel", "parts"), [
    (110, "110cm", [(0, 4331)]), (242, "122cm", [(0, 4803), (4724, 4804)]), (243, "122cm", 3),
])  # fmt: skip
def test_half_a_pixel_besides_the_overlap_is_no_panel(wide, panel, parts):
    layout = layout_of(parse_size(f"{wide}x80cm", 100.0), {"panels": panel})
    assert len(layout.panels) == parts if isinstance(parts, int) else parts == [
        (one.trim.x, one.trim.width) for one in layout.panels]  # fmt: skip


def test_the_advice_for_panels_that_are_alike_is_one_that_works():
    said = run(job(options={**PANELS, "panels": "80mm x 5cm"}, size=Size(160, 90, 25.4)))
    (advice,) = [line for line in said if "the last is" in line]
    typed = re.search(r"the last is 2 cm wide; --panels (\S+) makes all equally wide", advice)[1]
    assert typed == "6cmx5cm"
    layout = layout_of(with_bleed(Size(160, 90, 25.4), PANELS), {**PANELS, "panels": typed})
    assert [one.trim.width for one in layout.panels] == [60] * 6


@pytest.mark.parametrize("depth", [8, 16])
def test_the_panels_are_the_picture_pixel_for_pixel_and_overlap(depth):
    said = run(job(depth=depth))
    assert "15 x 8 cm in 3 panels of 6 x 8 cm, overlap 1 cm; bleed 0.5 cm around each" in said[1]
    run(Job(job().setup, job().loaded, choose(Path("a.tif"), depth), Size(160, 90, 25.4)))
    whole = tifffile.imread("a.tif")
    made = pypdf.PdfReader("a.pdf").pages
    assert len(made) == 4
    for page, left, width in zip(made, (0, 50, 100), (70, 70, 60), strict=False):
        np.testing.assert_array_equal(picture(page, depth), whole[:, left : left + width])
        found = boxes(page)
        np.testing.assert_allclose(found["trimbox"], [17, 17, 17 + width - 10, 97], atol=1e-3)
        np.testing.assert_allclose(found["bleedbox"], [12, 12, 12 + width, 102], atol=1e-3)
        np.testing.assert_allclose(found["mediabox"], [0, 0, width + 24, 114], atol=1e-3)


def test_a_press_gets_its_inks_its_profile_and_its_name():
    Path("paper.icc").write_bytes(cmyk())
    run(job())
    plain = [picture(page, 8) for page in pypdf.PdfReader("a.pdf").pages[:3]]
    said = run(job("b.pdf", {**PANELS, "icc": "paper.icc", "ink-limit": "400"}))
    assert any("'A made-up press' (CMYK)" in line for line in said)
    assert any("within the 400 % that the paper takes" in line for line in said)
    press, reader = press_of({"icc": "paper.icc"}), pypdf.PdfReader("b.pdf")
    for page, pixels in zip(reader.pages, plain, strict=False):
        image = page["/Resources"]["/XObject"]["/Picture"]
        np.testing.assert_array_equal(
            np.frombuffer(image.get_data(), np.uint8).reshape(*pixels.shape[:2], 4), press.convert(pixels))  # fmt: skip
        assert image["/ColorSpace"][1]["/N"] == 4
        assert image["/ColorSpace"][1].get_data() == cmyk()
    (intent,) = reader.trailer["/Root"]["/OutputIntents"]
    assert (intent["/S"], intent["/Info"]) == ("/GTS_PDFX", "A made-up press")
    assert intent["/DestOutputProfile"].get_data() == cmyk()
    with pytest.raises(UsageError, match="converted at 8 bits a channel: leave --depth 16 out"):
        job("c.pdf", {"icc": "paper.icc"}, depth=16)


def test_colours_of_a_screen_or_a_photo_printer_are_no_press_s_output_intent():
    """PDF/X takes an output profile (ISO 15930), and that of a screen is none."""
    said = run(job("a.pdf", {"icc": "p3"}))
    assert any("'Display P3' (RGB)" in line for line in said)
    reader = pypdf.PdfReader("a.pdf")
    assert reader.pages[0]["/Resources"]["/XObject"]["/Picture"]["/ColorSpace"][1]["/N"] == 3
    assert "/OutputIntents" not in reader.trailer["/Root"]


def test_a_print_for_a_press_is_made_again_by_its_manifest_where_the_profile_lies(capsys, tmp_path):
    (tmp_path / "shop").mkdir()
    Path("shop/paper.icc").write_bytes(cmyk())
    run(job(options={"icc": "shop/paper.icc"}))
    manifest = read_manifest(Path("a.pdf"))
    assert manifest["destination"]["options"]["icc"] == "paper.icc"
    assert manifest["files"]["the printer's profile"] == hashlib.sha256(cmyk()).hexdigest()
    assert main(["remake", "a.pdf"]) == 1
    assert "icc 'paper.icc' is no name that comes with Chorus" in capsys.readouterr().err
    assert main(["remake", "a.pdf", "--icc", "shop/paper.icc"]) == 0
    assert Path("a-remade.pdf").read_bytes() == Path("a.pdf").read_bytes()
    assert main(["label", "a.pdf"]) == 0, "words need no printer"
    content = job_json(job(options={"icc": "shop/paper.icc"}))
    content["destination"]["options"] = {"icc": "../paper.icc"}
    with pytest.raises(DataError, match=r"icc '../paper.icc' lies outside the folder of this file; --allow"):
        job_of(content, "a.job", (Path(),))


def test_marks_stand_around_the_picture_and_say_up_to_where_the_next_panel_lies():
    run(job())
    first, second, last, _ = pypdf.PdfReader("a.pdf").pages
    for page, wide, dashed in ((first, 70, {67.0}), (second, 70, {67.0}), (last, 60, set())):
        solid, over, rest = re.split(r"\[[^]]*\] 0 d", page.get_contents().get_data().decode())
        ends = [tuple(map(float, one)) for one in re.findall(r"^(\S+) (\S+) m (\S+) (\S+) l S", solid, re.MULTILINE)]
        assert len(ends) == 8  # two lines at each corner
        assert {x for x, y, to_x, to_y in ends if x == to_x} == {17.0, 7.0 + wide}
        assert {y for x, y, to_x, to_y in ends if y == to_y} == {17.0, 97.0}
        for x, y, to_x, to_y in ends:  # none over what is printed
            assert not any(12 < across < 12 + wide and 12 < up < 102 for across, up in ((x, y), (to_x, to_y)))
        assert {float(x) for x in re.findall(r"^(\S+) \S+ m", over, re.MULTILINE)} == dashed
        assert len(re.findall(r"\d c\b", rest)) == 16  # four circles of four quarters


def test_a_page_of_more_than_five_metres_counts_in_larger_units():
    run(job(options={}, size=Size(150, 80, 0.254)))  # 15 x 8 m
    (page,) = pypdf.PdfReader("a.pdf").pages
    assert page.user_unit == 3
    assert max(map(float, page.mediabox)) <= 14_400
    np.testing.assert_allclose(boxes(page)["trimbox"], [0, 0, 15_000, 8000], atol=0.01)
    np.testing.assert_allclose(boxes(page)["mediabox"], [0, 0, 15_000, 8000], atol=0.01)


def test_each_panel_says_which_it_is_and_the_sheet_how_they_hang():
    run(job(options={**PANELS, "panels": "8cm x 5cm"}))
    texts = [page.extract_text() for page in pypdf.PdfReader("a.pdf").pages]
    assert len(texts) == 5  # two columns and two rows, and the sheet
    assert "3 of 4" in texts[2]
    assert "of 8 x 5 cm, overlap 1 cm" in texts[-1]
    assert "OVER the upper edge of the one below" in " ".join(texts[-1].split())


def test_the_pdf_holds_colours_words_and_how_it_was_made():
    run(job())
    reader = pypdf.PdfReader("a.pdf")
    image = reader.pages[0]["/Resources"]["/XObject"]["/Picture"]
    kind, profile = image["/ColorSpace"]
    assert (kind, profile["/N"]) == ("/ICCBased", 3)
    assert profile.get_data()[36:40] == b"acsp"
    alt = json.loads(Path("a.pdf.json").read_text())["alt"]
    assert alt[:20].encode() in reader.trailer["/Root"]["/Metadata"].get_data()
    assert read_manifest(Path("a.pdf"))["setup"]["scene"] == "equity"
    assert sorted(path.name for path in Path().iterdir()) == ["a.pdf", "a.pdf.json"]


def test_made_again_it_is_the_same_file_also_when_it_was_killed(monkeypatch):
    run(job())
    expected = Path("a.pdf").read_bytes()
    Path("a.pdf").unlink()

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(print_job, "TilePixels", full)
        with pytest.raises(EncodeError, match="the disk is full"):
            run(job())
    assert not Path("a.pdf").exists()
    assert "15 of them were drawn before" in run(job())[0]
    assert Path("a.pdf").read_bytes() == expected


def test_a_link_of_the_hidden_name_leads_to_nothing_that_is_written():
    Path("precious.txt").write_text("mine")
    hidden(Path("a.pdf"), ".mural.pdf").symlink_to("precious.txt")
    run(job())
    assert Path("precious.txt").read_text() == "mine"
    assert not Path("a.pdf").is_symlink()


def test_a_print_for_a_device_is_not_called_no_print(capsys):
    assert main(["export", "smile", "hall.pdf", "--as", "anaglyph", "--panels", "1m", "--size", "50x40"]) == 2
    assert "hall_anaglyph.pdf is a print, and --as is for screens" in capsys.readouterr().err
    assert main(["export", "smile", "hall.png", "--panels", "1m", "--size", "50x40"]) == 2
    assert "--panels is for a print, and hall.png is none: name a .pdf" in capsys.readouterr().err


def test_its_manifest_makes_it_again():
    run(job())
    run(job_of_manifest(read_manifest(Path("a.pdf")), "a.pdf", Path("b.pdf"), (Path(),)))
    assert Path("b.pdf").read_bytes() == Path("a.pdf").read_bytes()


def test_a_foreign_pdf_is_no_manifest_and_a_long_one_is_refused(monkeypatch):
    run(job())
    monkeypatch.setattr(manifest_in, "LIMIT", 100)
    with pytest.raises(DataError, match=r"a\.pdf is too long to be a manifest"):
        read_manifest(Path("a.pdf"))
    Path("b.pdf").write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(DataError, match=r"b\.pdf does not say how it was made"):
        read_manifest(Path("b.pdf"))


def test_what_remembers_past_frames_is_drawn_in_one_piece(monkeypatch):
    monkeypatch.setattr(mural, "EVERY_GPU", 16384)
    run(job(scene="signal_loss", options={}))
    whole = picture(pypdf.PdfReader("a.pdf").pages[0], 8)
    run(Job(job(scene="signal_loss").setup, job(scene="signal_loss").loaded, choose(Path("a.png")), Size(150, 80)))
    np.testing.assert_array_equal(whole, np.asarray(Image.open("a.png").convert("RGB")))


SUM = '''
"""Sum: light that each frame adds to."""
from dataclasses import dataclass
from renderer import Pass, Scene, param

@dataclass(frozen=True)
class Params:
    level: float = param(0.5, 0.0, 1.0, help="Light.")

SCENE = Scene("Sum", Params, (Pass("sum", "sum.frag", reads=("sum",), format="f4"),
                              Pass("image", "image.frag", reads=("sum",))))
'''
ADDED = "void main() { o = vec4(fetch_sum(texel()).rgb + 0.1 * u_level * pixel().x / u_resolution.x, 1.0); }"


def test_a_moment_of_a_take_is_the_same_on_paper_and_in_a_still(tmp_path, monkeypatch):
    """Hands moved on the way there, and the scene remembers it; a print began from nothing."""
    monkeypatch.setattr(mural, "EVERY_GPU", 16384)
    Path("sum").mkdir()
    Path("sum", "scene.py").write_text(SUM)
    Path("sum", "sum.frag").write_text(ADDED)
    Path("sum", "image.frag").write_text("void main() { o = fetch_sum(texel()); }")
    session = begin(loaded_of(Setup("./sum")))
    recorder = begin_take(tmp_path / "t", Setup("sum"), session, frame=0, fps=Fraction(30), size=(64, 16))
    for frame, level in ((0, 0.9), (3, 0.1), (6, 0.9)):
        keep(recorder, session.turn("level", level, 0.0), frame)
    recorder.close()
    setup = Setup("./sum", take=tuple((tmp_path / "t").read_text().splitlines()))
    for name in ("a.png", "a.pdf"):
        run(Job(setup, loaded_of(setup), choose(Path(name)), SIZE, range(5, 6), Fraction(30)))
    still = np.asarray(Image.open("a.png").convert("RGB"))
    np.testing.assert_array_equal(picture(pypdf.PdfReader("a.pdf").pages[0], 8), still)
    assert still.max() > 100


@pytest.mark.parametrize(("options", "words"), [
    ({"panels": "3cm", "overlap": "2cm"}, "would lie under their neighbours by half and more"),
    ({"overlap": "2cm"}, "say how wide they are, such as --panels 120cm"),
    ({"panels": "12 px"}, "give a length with its unit, such as 120cm"),
    ({"panels": "1e9cm"}, "give a length with its unit"),
    ({"panels": "0.01mm", "overlap": "0mm"}, "is no width: give one such as 120cm"),
    ({"panels": "1x1mm", "overlap": "0mm"}, "makes 12,000 of them; at most 2,000"),
    ({"bleed": "9m"}, "leaves nothing of a picture"),
    ({"panel": "2cm"}, "a print has no option 'panel'; did you mean"),
    ({"marks": "maybe"}, "marks is one of"),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_what_can(options, words):
    with pytest.raises(UsageError, match=words):
        check_job(Job(job().setup, job().loaded, choose(Path("a.pdf")), SIZE, options={**options}))


def test_a_device_and_other_files_take_no_print(capsys):
    with pytest.raises(UsageError, match="is a print, and --as is for screens"):
        job(scene="smile", output=Output("anaglyph"))
    assert main(["export", "equity", "a.png", "--panels", "2cm"]) == 2
    assert "--panels is for a print, and a.png is none: name a .pdf" in capsys.readouterr().err
