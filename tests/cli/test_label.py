"""``chorus label``: of a scene as it would be drawn, and of a file as it was."""

import base64
import csv
import hashlib
import json
import re
import shutil
import wave
from pathlib import Path

import neighbourhoods
import pypdf
import pytest
import zxingcpp
from PIL import Image

from renderer.output.recall import read_manifest


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("here")
def test_a_file_is_told_with_the_figures_that_it_was_drawn_with(chorus):
    how = ("--size", "64x36", "--stratum", "income=under_15k")
    assert chorus("export", "enamel", "poor.png", *how).code == 0
    of_file = chorus("label", "poor.png")
    of_scene = chorus("label", "enamel", "--stratum", "income=under_15k")
    everybody = chorus("label", "enamel")
    assert of_file.code == 0
    assert of_file.out == of_scene.out != everybody.out
    assert "household income" in of_file.out


@pytest.mark.usefixtures("here")
def test_a_picture_that_is_tall_says_where_its_own_north_is(chorus):
    assert chorus("export", "enamel", "tall.png", "--size", "36x64").code == 0
    assert "Fields lie as on maps, north to the right." in " ".join(chorus("label", "tall.png").out.split())


@pytest.mark.usefixtures("here")
def test_an_object_is_told_with_its_own_words(chorus):
    """Its options, which no still has, kept it from being told at all."""
    assert chorus("export", "smile", "form.stl", "--with", "cells=24", "-p", "jaw=upper").code == 0
    told = chorus("label", "form.stl")
    assert told.code == 0
    assert "blue glass" in told.out
    assert "A light comes round" not in told.out
    assert "without its colours" in " ".join(told.out.split())
    assert chorus("label", "form.stl.json").out == told.out


def codes(picture):
    """Return what another library reads of the QR codes in a picture."""
    return [one.text for one in zxingcpp.read_barcodes(picture.convert("L"))]


@pytest.mark.usefixtures("here")
def test_a_qr_code_names_the_manifest_on_plate_page_and_sheet(chorus):
    assert chorus("export", "equity", "hall.pdf", "--size", "20x4in", "--dpi", "10", "--panels", "10in").code == 0
    told = chorus("label", "hall.pdf", "--qr").out
    (name,) = re.findall(r"Made as (ni:///sha-256;\S{43})\n", told)
    inside = read_manifest(Path("hall.pdf"))
    digest = hashlib.sha256(json.dumps(inside, sort_keys=True, separators=(",", ":")).encode()).digest()
    assert base64.urlsafe_b64decode(name[14:] + "=") == digest
    assert chorus("label", "hall.pdf.json", "--qr").out == told, "beside it stands what is known afterwards, too"
    assert chorus("label", "hall.pdf", "--qr", "--out", "plate.pdf").code == 0
    for path, page in (("hall.pdf", -1), ("plate.pdf", 0)):
        images = [one.image for one in pypdf.PdfReader(path).pages[page].images]
        assert [text for image in images for text in codes(image)] == [name]
    assert chorus("label", "hall.pdf", "--qr", "--out", "plate.html").code == 0
    text = Path("plate.html").read_text()
    assert text.count("<svg") == 1
    assert f"<p>The name of its manifest: {name}</p>" in text
    for what, out, words in (("equity", "a.pdf", "export it, then chorus label FILE --qr"),
                             ("hall.pdf", "a.csv", "a table, which holds no QR code")):  # fmt: skip
        refused = chorus("label", what, "--qr", "--out", out)
        assert refused.code == 2
        assert words in refused.err


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("name", "how"), [
    ("walk.mp4", ("--size", "64x36", "--frames", "0..1", "--codec", "h264", "--quality", "60")),
    ("hall.pdf", ("--size", "20x4in", "--dpi", "10", "--panels", "10in")),
    ("a.exr", ("--size", "64x36")), ("walk-%02d.png", ("--size", "64x36", "--frames", "0..1")),
])  # fmt: skip
def test_whatever_was_made_is_told_with_the_options_of_its_own_kind(chorus, name, how):
    """They were measured by a still's."""
    sound = ("--audio", "tone.wav") if name.endswith(".mp4") else ()
    with wave.open("tone.wav", "wb") as tone:
        tone.setparams((1, 2, 8000, 0, "NONE", ""))
        tone.writeframes(bytes(1600))
    made = chorus("export", "enamel", name, *how, *sound)
    assert made.code == 0, made.err
    Path("tone.wav").unlink()  # which is not wanted for what is seen
    shutil.copy(f"{name}.json", "other.v2.json")
    for file in (name.replace("%02d", "01"), f"{name}.json", "other.v2.json"):
        told = chorus("label", file)
        assert told.code == 0, told.err
        assert "Enamel" in told.out


def test_a_page_shows_the_picture_and_nothing_is_written_over_unasked(chorus, here):
    assert chorus("export", "enamel", "wall.png", "--size", "64x36").code == 0
    assert chorus("label", "wall.png", "--out", "wall.html").out == "wall.html\n"
    assert 'src="data:image/jpeg' in (here / "wall.html").read_text("utf-8")
    again = chorus("label", "wall.png", "--out", "wall.html")
    assert (again.code, "--force" in again.err) == (2, True)
    assert chorus("label", "wall.png", "--out", "wall.html", "--force").code == 0


def test_a_still_of_another_time_is_told_with_the_figures_of_that_time(chorus, here):
    assert chorus("export", "enamel", "old.png", "--size", "64x36", "--frames", "540").code == 0
    assert chorus("label", "old.png", "--out", "old.csv").code == 0
    assert chorus("label", "enamel", "--out", "new.csv").code == 0
    old, new = ([*csv.reader((here / name).read_text("utf-8").splitlines())] for name in ("old.csv", "new.csv"))
    assert old[0][1].endswith(", 2012")
    assert new[0][1].endswith(", 2014")
    assert old[1][0] == new[1][0]
    assert old[1][1] != new[1][1]


@pytest.mark.parametrize(("words", "said"), [
    (("nosuch",), "nosuch"),
    (("enamel", "--out", "wall.doc"), ".txt, .html, .pdf, .csv"),
    (("plain.png",), "does not say how it was made"),
    (("enamel", "--preset", "nosuch"), "nosuch"),
])  # fmt: skip
def test_what_cannot_be_told_is_said_in_a_sentence(chorus, here, words, said):
    Image.new("RGB", (4, 4)).save("plain.png")
    told = chorus("label", *words)
    assert told.code != 0
    assert said in told.err
    assert "Traceback" not in told.err
    assert [*here.iterdir()] == [here / "plain.png"]


NO_ROOM = ("signal_loss", "smile")  # on these plates for where who stands, or no area stands anywhere


def test_a_sheet_and_a_map_of_ones_own_are_told_by_every_installation(chorus, here):
    """Each plate says where who stands, what is not known, and what the main figure is shown by."""
    drawn, sheet = neighbourhoods.write(here)
    words = ("--mark", "*=suppressed", "--mark", "held=held", "--mark", "=missing", "--time", "2026", "--yes")
    imported = chorus("data", "import", str(sheet), *words)
    assert (imported.code, "12 neighbourhoods x 1 time x 6 columns" in imported.out) == (0, True)
    for name in ("biome_map", "equity", "enamel", "fracture", "journey", "lagoon", "signal_loss", "smile"):
        told = chorus("label", name, "--data", "neighbourhoods_tidy.csv", "--map", str(drawn))
        plate = " ".join(told.out.partition("What it is")[0].split())
        assert told.code == 0, name
        assert "Source: neighbourhoods." in plate, name
        assert "“Children who saw a dentist”" in plate, name
        assert all(word in plate for word in ("withheld", "held back")) == (name != "smile"), name
        assert ("map" in plate or "within its border" in plate) == (name not in NO_ROOM), name


TWO = "area,area_name,time,measure,value,state,unit\n" \
      "a,Alpha,2020,visit,{},value,percent\nb,Beta,2020,visit,20,value,percent\n"


@pytest.fixture
def drawn(here, chorus):
    """Return the folder of a picture with its table beside it, and folders with a stranger's and with none."""
    for name, figure in (("own", 50), ("strange", 77), ("empty", 0)):
        (here / name).mkdir()
        if figure:
            (here / name / "two.csv").write_text(TWO.format(figure))
    assert chorus("export", "enamel", "own/a.png", "--data", "own/two.csv", "--size", "64x36").code == 0
    return here / "own"


def test_a_table_is_looked_for_beside_the_picture_and_a_strangers_is_never_told_as_its_own(chorus, drawn, monkeypatch):
    for folder in ("own", "strange", "empty"):
        monkeypatch.chdir(drawn.parent / folder)
        told = chorus("label", "../own/a.png")
        assert told.code == 0
        assert "Highest: 50 %, Alpha." in told.out
        assert "visit, 2020: 50 %" in told.out
        assert "77" not in told.out
        assert "other figures" not in told.err
    again = chorus("remake", "../own/a.png")  # likewise
    assert (again.code, "byte for byte" in again.out) == (0, True), again.err


@pytest.mark.parametrize("spoil", [
    lambda table: table.write_text(table.read_text().replace("Beta,2020,visit,20", "Beta,2020,visit,90")),
    lambda table: table.write_text(table.read_text().replace("visit", "decay")),
    lambda table: table.write_text("no table"),
    lambda table: (table.parent / "events.csv").write_text("date,kind,place,words\n2020,workshop,,At school\n"),
])  # fmt: skip
def test_figures_of_a_table_that_changed_are_no_figures_of_the_picture(chorus, drawn, spoil):
    spoil(drawn / "two.csv")
    told = chorus("label", "own/a.png")
    assert told.code == 0
    assert "own/two.csv holds other figures than a.png shows: these are the words that it was given" in told.err
    said = " ".join(told.out.split())
    assert "Lowest: 20 %, Beta. Highest: 50 %, Alpha." in said
    assert "Every field is an area" in said
    assert "Count the prisms of a field" in said
    assert not any(word in said for word in ("90", "decay", "The figures Alpha", "At school"))
    refused = chorus("label", "own/a.png", "--out", "a.csv")
    assert (refused.code, Path("a.csv").exists()) == (1, False)
    assert "--data FILE names the figures" in refused.err


def test_where_neither_is_its_own_the_one_beside_it_is_meant(chorus, drawn, monkeypatch):
    (drawn / "two.csv").write_text(TWO.format(60))
    monkeypatch.chdir(drawn.parent / "strange")
    assert "../own/two.csv holds other figures than a.png shows" in chorus("label", "../own/a.png").err


def test_of_two_tables_of_its_name_the_picture_is_told_with_its_own(chorus, drawn, monkeypatch):
    shutil.copy(drawn / "two.csv", drawn.parent / "empty")
    shutil.copy(drawn.parent / "strange" / "two.csv", drawn)
    monkeypatch.chdir(drawn.parent / "empty")
    told = chorus("label", "../own/a.png")
    assert "visit, 2020: 50 %" in told.out
    assert "other figures" not in told.err


def test_a_picture_whose_table_is_gone_is_told_in_the_words_that_it_keeps(chorus, drawn):
    (drawn / "two.csv").rename(drawn.parent / "moved.csv")
    told = chorus("label", "own/a.png")
    assert (told.code, "two.csv lies neither beside a.png nor here" in told.err) == (0, True)
    assert "Highest: 50 %, Alpha." in " ".join(told.out.split())
    named = chorus("label", "own/a.png", "--data", "moved.csv")
    assert "visit, 2020: 50 %" in named.out
    strange = chorus("label", "own/a.png", "--data", "strange/two.csv")
    assert "strange/two.csv holds other figures" in strange.err
    assert "77" not in strange.out
    for name in ("description", "caption"):  # of a picture of long ago
        kept = json.loads((drawn / "a.png.json").read_text())
        del kept[name]
        (drawn / "old.png.json").write_text(json.dumps(kept))
        refused = chorus("label", "own/old.png.json")
        assert (refused.code, "keeps no words: --data FILE names" in refused.err) == (1, True)


def test_a_picture_whose_map_is_gone_is_told_in_the_words_that_it_keeps(chorus, drawn):
    kept = json.loads((drawn / "a.png.json").read_text())
    kept["setup"]["places"] = "mine.geojson"
    (drawn / "mapped.png.json").write_text(json.dumps(kept))
    told = chorus("label", "own/mapped.png.json")
    assert (told.code, "mine.geojson lies neither beside mapped.png.json nor here" in told.err) == (0, True)
    assert "Highest: 50 %, Alpha." in " ".join(told.out.split())
    refused = chorus("label", "own/mapped.png.json", "--out", "a.csv")
    assert (refused.code, "--map FILE" in refused.err) == (1, True)
    assert "lies neither" not in chorus("label", "own/mapped.png.json", "--map", "other.geojson").err


def test_of_a_picture_that_does_not_say_which_figures_it_shows_they_are_not_told_as_its_own(chorus, drawn):
    kept = json.loads((drawn / "a.png.json").read_text())
    assert "does not say" not in chorus("label", "own/a.png.json").err
    (drawn / "mute.png.json").write_text(json.dumps({**kept, "data": {}}))
    told = chorus("label", "own/mute.png.json")
    assert told.code == 0
    assert "mute.png.json does not say which figures it was drawn with" in told.err
    assert "those of own/two.csv" in told.err


@pytest.mark.usefixtures("here")
def test_files_of_the_scene_or_the_map_that_changed_are_told(chorus):
    assert chorus("export", "biome_map", "a.png", "--size", "64x36").code == 0
    kept = json.loads(Path("a.png.json").read_text())
    assert "changed" not in chorus("label", "a.png.json").err
    Path("a.png.json").write_text(json.dumps({**kept, "files": {**kept["files"], "image.frag": "00"}}))
    told = chorus("label", "a.png.json")
    assert "image.frag changed since a.png.json was drawn: these words say how it would be drawn now" in told.err
    mapped = {name: "00" if name.startswith("the map") else one for name, one in kept["files"].items()}
    assert mapped != kept["files"]
    Path("a.png.json").write_text(json.dumps({**kept, "files": mapped, "caption": "It was so."}))
    told = chorus("label", "a.png.json")
    assert "the map is another than a.png.json was drawn with" in told.err
    assert "It was so." in told.out
    assert "The figures\n" in told.out, "which are as they were"
