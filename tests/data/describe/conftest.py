"""What the tests of descriptions share: a file written on the spot, and a source of it."""

import csv

import pytest

from renderer.data.describe.answers import Answers
from renderer.data.describe.described_import import import_described
from renderer.data.describe.finding import find_description
from renderer.data.describe.rows import staged
from renderer.data.load import load_all
from renderer.data.readers.opening import open_source
from renderer.data.role_table import role_table
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import installations, load
from renderer.scene.filled import filled


@pytest.fixture
def table(tmp_path):
    """Return ``table(header, *rows)``: a CSV file of them, opened."""

    def write(header, *rows, name="figures.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
        return open_source(path)

    return write


@pytest.fixture
def imports(tmp_path):
    """Return ``imports(path, **answers)``: the file imported as with --yes; the tidy file is ``out.csv``."""

    def run(path, sheet=None, **answers):
        source = staged(open_source(path, sheet))
        found, _ = find_description(source, Answers(yes=True, sheet=sheet or "", **answers))
        open_ = [one for one in found.questions if not one.guess]
        assert not open_, open_
        done = import_described(source, found.description, tmp_path / "out.csv")
        return done, found

    return run


@pytest.fixture
def captions(tmp_path):
    """Return ``captions(measure)``: the caption of each installation that shows it, of ``out.csv``, in a first role."""

    def said(measure):
        table, found = load_all(tmp_path / "out.csv"), {}
        for name in sorted(installations()):
            scene = load(name).scene
            shown = filled(scene, {scene.roles[0].name: measure}, (scene.roles[0].name,))
            found[name] = caption_of(shown, role_table(table, shown.wanted).table)
        return found

    return said
