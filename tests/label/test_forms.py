"""The forms of a label: text, page, large print, table."""

import csv
import io
import json
import re
import subprocess
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from labels import label
from listener import chromium

from renderer.core.errors import EncodeError
from renderer.label.forms import FORMS, written
from renderer.session.setup import Setup

JPEG = b"\xff\xd8\xff\xd9"
RUN = """<script>{axe}</script><script>
addEventListener("load", () => axe.run().then(found => {{
  document.title = JSON.stringify({{
    violations: found.violations.map(one => [one.id, one.nodes.map(node => node.html)]),
    passes: found.passes.length}});
}}));</script>"""


class Words(HTMLParser):
    """The text of a page, and the attributes of its elements."""

    def __init__(self, page):
        super().__init__()
        self.text, self.elements = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(scope="module")
def said():
    return label(Setup("enamel", roles={"stratum": "race=black"}))[2]


def test_every_form_says_all_and_the_table_gives_each_cell_back(said):
    text = " ".join(written(said, ".txt").decode().split())
    page = Words(written(said, ".html").decode())
    shown = " ".join(" ".join(page.text).split())
    for _, sentences in said.told:
        for sentence in sentences:
            assert " ".join(sentence.split()) in text
            assert sentence in shown
    rows = [*csv.reader(io.StringIO(written(said, ".csv").decode()))]
    assert rows == [list(map(str, said.heads)), *map(list, said.rows)]
    cells = sum(tag == "td" for tag, _ in page.elements)
    assert cells == sum(len(row) - 1 for row in said.rows)


def test_no_name_runs_in_a_spreadsheet_and_a_figure_stays_a_number(said):
    """As OWASP has it: an apostrophe before whatever begins as a formula does."""
    bad = ("=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\tx", " =1+1", "\uff1d1+1", "-5 Main Street")
    good = ("Ash - East", "5+5", "a=b", "", "Élan")
    figure = ("-3.2 %", "-3 index (-4.5 to -1 index)", "-3.2 % (-5 to 1,000 %)", "12 %", "no figure")
    heads = (said.heads[0], replace(said.heads[1], measure='=HYPERLINK("x")'))
    of = replace(said, heads=heads, rows=tuple((name, "7 %") for name in (*bad, *good)))
    text = written(of, ".csv").decode()
    (_, head), *rows = csv.reader(io.StringIO(text, newline=""))
    assert head.startswith("'=HYPERLINK")
    assert [name for name, _ in rows] == [*(f"'{name}" for name in bad), *good]
    figures = replace(said, heads=said.heads[:2], rows=tuple(("Ash", cell) for cell in figure))
    assert [cell for _, cell in [*csv.reader(io.StringIO(written(figures, ".csv").decode()))][1:]] == list(figure)
    unit = replace(figures, rows=(("Ash", "-3 +cmd|' /C calc'!A0"),))
    assert "'-3 +cmd" in written(unit, ".csv").decode()
    assert "=1+1" in written(of, ".txt").decode(), "which nothing runs, and so says the name itself"


def test_a_picture_on_the_page_has_words_in_its_place(said):
    page = Words(written(said, ".html", JPEG).decode())
    (picture,) = [attrs for tag, attrs in page.elements if tag == "img"]
    assert picture["alt"] == f"{said.title}: {said.look}"
    assert not any(tag == "img" for tag, _ in Words(written(said, ".html").decode()).elements)


def test_a_number_stays_with_its_unit_on_a_page(said):
    page = written(said, ".html").decode()
    assert re.search(r"\d\u00a0%", page)
    assert not re.search(r"\d %", page)


def test_words_of_others_stay_words_on_a_page(said):
    bad = replace(said, title="<script>alert(1)</script>", heads=said.heads[:2])
    page = written(replace(bad, rows=(("<img src=x>", '"><b>'),)), ".html").decode()
    assert {"script", "b", "img"}.isdisjoint(tag for tag, _ in Words(page).elements)


def test_large_print_is_large_and_says_which_letters_it_lacks(said):
    pdf = written(replace(said, title="Zürich, Łódź"), ".pdf")
    sizes = [float(size) for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
             for size in re.findall(rb"/F\d+ ([\d.]+) Tf", plain(stream))]  # fmt: skip
    assert len(sizes) > 10
    assert min(sizes) == 18.0
    with pytest.raises(EncodeError, match="no letters for Ω Δ:"):
        written(replace(said, title="ΩΔ"), ".pdf")


def plain(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_a_browser_finds_nothing_that_shuts_somebody_out(said, tmp_path):
    axe = (files("axe_core_python") / "axe.min.js").read_text("utf-8")
    for name, of in (("good", said), ("bad", None)):
        page = written(said, ".html", JPEG).decode()
        if of is None:
            page = re.sub(r' alt="[^"]*"', "", page).replace(' lang="en"', "")
        path = tmp_path / f"{name}.html"
        path.write_text(page.replace("</body>", RUN.format(axe=axe) + "</body>"), "utf-8")
        dom = subprocess.run([chromium(), "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom",
                              "--virtual-time-budget=20000", f"--user-data-dir={tmp_path / 'profile'}", path.as_uri()],
                             capture_output=True, timeout=600, check=True).stdout.decode()  # fmt: skip
        found = json.loads(re.search(r"<title>(.*?)</title>", dom)[1].replace("&quot;", '"'))
        assert found["passes"] > 10
        wrong = {one[0] for one in found["violations"]}
        assert {"image-alt", "html-has-lang"} <= wrong if of is None else not wrong, found["violations"]


def test_the_endings_that_are_offered_are_those_that_are_written(said):
    assert all(written(said, ending) for ending in FORMS)
