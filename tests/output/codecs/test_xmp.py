"""Words inside stills and films, as other programs read them: Pillow, tifffile, FFmpeg, and exiftool where it is."""

import json
import shutil
import subprocess
from fractions import Fraction
from xml.etree import ElementTree

import av
import numpy as np
import pytest
import tifffile
from PIL import Image

from renderer.output.codecs.exr import read_attributes
from renderer.output.codecs.film_end import has_end
from renderer.output.codecs.wanted import Words
from renderer.output.codecs.xmp import packet
from renderer.output.film import open_film
from renderer.output.recall import read_manifest
from renderer.output.still import write_still

MANIFEST = {"schema": "chorus-manifest/2", "title": "Teeth & <Gums>", "alt": "A field: each prism is one in a hundred.",
            "description": "Où l\u2019on voit “61.2 %” à São Paulo. Lowest: 3 %, Utah."}  # fmt: skip
PROPERTIES = {"title": "title", "alt": "AltTextAccessibility", "description": "ExtDescrAccessibility"}


def texts(xmp):
    """Return the texts of an XMP packet by their names, as an XML parser reads them."""
    li = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
    return {one.tag.partition("}")[2]: one.find(f".//{li}").text for one in ElementTree.fromstring(xmp)[0][0]}


def test_the_packet_is_xml_whatever_the_words_hold():
    assert texts(packet(Words("a\x00b\ufffe\ud800", "<&>", ""))) == {
        "title": "a\ufffdb\ufffd\ufffd", "AltTextAccessibility": "<&>"}  # fmt: skip


@pytest.mark.parametrize(("name", "dtype"), [
    ("a.png", np.uint8), ("b.png", np.uint16), ("a.jpg", np.uint8), ("a.webp", np.uint8), ("a.tif", np.uint16),
])  # fmt: skip
def test_a_still_says_what_it_shows(tmp_path, name, dtype):
    write_still(tmp_path / name, np.full((6, 9, 3), 99, dtype), 150.0, MANIFEST)
    if name.endswith(".tif"):
        with tifffile.TiffFile(tmp_path / name) as tif:
            found = tif.pages[0].tags[700].value
    else:
        with Image.open(tmp_path / name) as picture:
            picture.load()
            found = picture.info.get("xmp") or picture.info["XML:com.adobe.xmp"]
    said = texts(found)
    assert {key: said[PROPERTIES[key]] for key in PROPERTIES} == {key: MANIFEST[key] for key in PROPERTIES}
    assert said["description"] == MANIFEST["description"]
    assert read_manifest(tmp_path / name) == MANIFEST


def test_an_exr_says_what_it_shows(tmp_path):
    write_still(tmp_path / "a.exr", np.ones((4, 4, 3), np.float32), None, MANIFEST)
    with (tmp_path / "a.exr").open("rb") as file:
        assert read_attributes(file)["comments"].decode() == MANIFEST["description"]


def test_what_no_segment_holds_is_told_and_the_line_stays(tmp_path):
    long = {**MANIFEST, "description": "word " * 14_000}
    notes = write_still(tmp_path / "a.jpg", np.zeros((4, 4, 3), np.uint8), None, long)
    assert any("description is too long" in note for note in notes)
    with Image.open(tmp_path / "a.jpg") as picture:
        assert texts(picture.info["xmp"]) == {"title": MANIFEST["title"], "AltTextAccessibility": MANIFEST["alt"]}


@pytest.mark.parametrize("name", ["a.mp4", "a.mov", "a.webm"])
def test_a_film_says_what_it_shows(tmp_path, name):
    with open_film(tmp_path / name, (64, 36), Fraction(25), manifest=MANIFEST) as film:
        film.write(np.full((36, 64, 3), 99, np.uint8))
    with av.open(str(tmp_path / name)) as container:
        told = {key.lower(): value for key, value in container.metadata.items()}
    assert (told["title"], told["description"]) == (MANIFEST["title"], MANIFEST["description"])


def test_a_gif_says_what_it_shows_and_still_plays(tmp_path):
    path = tmp_path / "a.gif"
    with open_film(path, (16, 9), Fraction(25), manifest=MANIFEST) as film:
        for grey in (9, 99, 199):
            film.write(np.full((9, 16, 3), grey, np.uint8))
    content = path.read_bytes()
    start = content.index(b"XMP DataXMP") + 11
    assert texts(content[start : content.index(b"\x01\xff\xfe\xfd", start)])["title"] == MANIFEST["title"]
    assert has_end(path, "gif")
    with Image.open(path) as picture:
        assert picture.n_frames == 3
    with av.open(str(path)) as container:
        assert len(list(container.decode(video=0))) == 3


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed")
@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.tif", "a.gif", "a.mp4"])
def test_exiftool_reads_it(tmp_path, name):
    path = tmp_path / name
    if name in ("a.gif", "a.mp4"):
        with open_film(path, (64, 36), Fraction(25), manifest=MANIFEST) as film:
            film.write(np.full((36, 64, 3), 99, np.uint8))
    else:
        write_still(path, np.full((6, 9, 3), 99, np.uint16 if name == "a.tif" else np.uint8), None, MANIFEST)
    told = json.loads(subprocess.run(["exiftool", "-json", "-n", path], capture_output=True, check=True).stdout)[0]
    assert (told["Title"], told["Description"]) == (MANIFEST["title"], MANIFEST["description"])
    assert name == "a.mp4" or told["AltTextAccessibility"] == MANIFEST["alt"]
