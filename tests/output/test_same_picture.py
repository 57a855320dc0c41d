"""Two files show the same where their pixels do, whatever stands in them besides; and what differs is named."""

import json

import numpy as np
import pikepdf
import pytest

from renderer.core.errors import DataError
from renderer.output.manifest import SCHEMA
from renderer.output.same_picture import MOST, record_differs, same_drawn
from renderer.output.still import write_still

GREY = np.full((8, 12, 3), 90, np.uint8)
ONE = GREY.copy()
ONE[3, 5, 1] += 1


def still(path, pixels, scene):
    write_still(path, pixels, manifest={"schema": SCHEMA, "setup": {"scene": scene}}, sidecar=False)
    return path


@pytest.mark.parametrize("name", ["png", "tif", "webp"])
def test_it_is_the_pixels_that_count(tmp_path, name):
    first = still(tmp_path / f"a.{name}", GREY, "a")
    renamed, other = still(tmp_path / f"b.{name}", GREY, "b"), still(tmp_path / f"c.{name}", ONE, "a")
    wider = still(tmp_path / f"d.{name}", np.full((12, 8, 3), 90, np.uint8), "a")
    size = GREY[..., 0].size
    assert same_drawn([(first, renamed)], "still", size)
    assert same_drawn([(first, renamed), (other, other)], "sequence", size)
    assert not same_drawn([(first, renamed), (first, other)], "sequence", size)
    assert not same_drawn([(first, other)], "still", size)
    assert not same_drawn([(first, wider)], "still", size)
    assert not same_drawn([(first, renamed)], "still", MOST + 1)
    assert not same_drawn([(first, renamed)], "object", size)
    cut = tmp_path / f"e.{name}"
    cut.write_bytes(first.read_bytes()[:60])
    assert not same_drawn([(first, cut)], "still", size)
    assert not same_drawn([(first, cut)], "film", size)
    assert not same_drawn([(first, other)], "film", size)


def test_a_print_is_what_its_pages_hold(tmp_path):
    def printed(name, seed, scene="a", *, words=None, width=40):
        pixels = np.random.default_rng(seed).integers(0, 255, (30, 40, 3), np.uint8)
        pdf = pikepdf.new()
        page = pdf.add_blank_page(page_size=(width, 30))
        page.Contents = pdf.make_stream(b"q Q")
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=pdf.make_stream(pixels.tobytes(), Width=40)))
        pdf.docinfo["/ChorusManifest"] = json.dumps({"schema": SCHEMA, "setup": {"scene": scene}})
        if words:
            pdf.Root.Metadata = pdf.make_stream(words, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.save(tmp_path / name)
        return tmp_path / name

    first = printed("a.pdf", 1, words=b"a plate")
    renamed, other = printed("b.pdf", 1, "b", words=b"other words"), printed("c.pdf", 2, words=b"a plate")
    larger, cut = printed("d.pdf", 1, words=b"a plate", width=50), tmp_path / "e.pdf"
    cut.write_bytes(first.read_bytes()[:200])
    assert same_drawn([(first, renamed)], "print", 1200)
    assert "names the scene b" in record_differs(first, renamed)
    for wrong in (other, larger, cut):
        assert not same_drawn([(first, wrong)], "print", 1200)
    assert not same_drawn([(first, renamed)], "print", MOST + 1)


@pytest.mark.parametrize(("now", "said"), [
    ({"setup": {"scene": "b", "seed": 1}}, "names the scene b"),
    ({"setup": {"scene": "b", "seed": 2}}, "names the scene b and the seed 2"),
    ({"setup": {"scene": "b", "seed": 1}, "files": {"x": "1"}}, "names the scene b, and also differs in files"),
    ({"setup": {"scene": "a", "seed": 1, "params": {"glow": 1}}}, "differs in params"),
    ({"setup": {"scene": "a", "seed": 1}}, "is written otherwise"),
])  # fmt: skip
def test_what_differs_in_the_record_is_named(tmp_path, now, said):
    for name, manifest in (("a.json", {"setup": {"scene": "a", "seed": 1}}), ("b.json", now)):
        (tmp_path / name).write_text(json.dumps({"schema": SCHEMA, **manifest}))
    assert record_differs(tmp_path / "a.json", tmp_path / "b.json") == said
    with pytest.raises(DataError):
        record_differs(tmp_path / "a.json", tmp_path / "gone.json")
