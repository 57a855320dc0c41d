"""Verdict, plot and manifest name their film, and none of an older film stands beside a newer one."""

import hashlib
import json
import re
from fractions import Fraction

import numpy as np
import pytest
from PIL import Image

from renderer.cli.main import main
from renderer.core.errors import DataError, EncodeError
from renderer.flash.analyse import Analyser
from renderer.flash.limits import DESK, Limits, Override
from renderer.flash.verdict import Series
from renderer.output.companions import decided, digest_of, plot_path, stale_companions, verdict_path, write_verdict
from renderer.output.film import open_film
from renderer.output.flash_plot import write_plot
from renderer.output.manifest import write_beside
from renderer.output.recall import read_manifest

GREY = np.full((36, 64, 3), 128, np.uint8)


def film(path, level=128):
    with open_film(path, (64, 36), Fraction(25)) as out:
        for _ in range(5):
            out.write(np.full_like(GREY, level))
    return path


def verdict(override=None):
    analyser, series = Analyser(25), Series()
    series.add(analyser.feed(GREY))
    return series.verdict(DESK, Limits(), override), series


def test_sequences_that_are_called_alike_have_plots_of_their_own(tmp_path):
    names = ("f-%05d.png", "f%05d.png", "f_%05d.png", "f-%d.png", "f-%04d.png", "f-%05d.jpg", "%05d-f.png", "%05d.png",
             "g-%05d.png", "f.png", "f-%05d-.png")  # fmt: skip
    plots = [plot_path(tmp_path / name) for name in names]
    assert len({plot.name for plot in plots}) == len(names)
    assert plots[0].name == "flash-f.png", "of the usual one as before"
    for name in names:
        digits = re.compile(re.sub("%0?([0-9]*)d", "[0-9]+", re.escape(name)))
        assert not any(digits.fullmatch(plot.name) for plot in plots), "none is one of the pictures"


@pytest.fixture
def judged(tmp_path):
    """A film with all its companions, shown by Ada's decision."""
    path = film(tmp_path / "a.mp4")
    made, series = verdict(Override("Ada", "a test"))
    write_verdict(path, made, digest_of(path))
    write_plot(path, series, made, digest_of(path))
    write_beside(path, {"schema": "chorus-manifest/2", "sha256": digest_of(path)})
    return path


def test_each_names_its_film(judged):
    digest = hashlib.sha256(judged.read_bytes()).hexdigest()

    assert json.loads(verdict_path(judged).read_text())["sha256"] == digest
    assert json.loads(judged.with_name("a.mp4.json").read_text())["sha256"] == digest
    with Image.open(judged.with_name("a.mp4.flash.png")) as plot:
        assert plot.info["film-sha256"] == digest
    assert stale_companions(judged, digest) == []


def test_older_companions_go_before_the_new_film_has_its_name(judged, monkeypatch):
    """A kill right after the film got its name leaves nothing that speaks of another film."""
    seen = []
    replaced = type(judged).replace

    def replace(self, target):
        if target == judged:
            seen.append(sorted(path.name for path in judged.parent.iterdir() if not path.name.startswith(".")))
        return replaced(self, target)

    monkeypatch.setattr(type(judged), "replace", replace)
    film(judged, 40)

    assert seen == [["a.mp4"]]


def test_a_film_that_could_not_be_made_leaves_the_older_one_with_its_companions(judged):
    before = sorted(path.name for path in judged.parent.iterdir())
    with pytest.raises(EncodeError), open_film(judged, (64, 36), Fraction(25)) as out:
        out.write(GREY[:-1])

    assert sorted(path.name for path in judged.parent.iterdir()) == before


def test_a_verdict_of_another_film_is_told_and_its_decision_does_not_count(judged, tmp_path, capsys):
    newer = film(tmp_path / "b.mp4", 40)
    judged.write_bytes(newer.read_bytes())

    assert decided(judged, digest_of(judged)) is None
    assert len(stale_companions(judged, digest_of(judged))) == 3
    assert main(["flash", str(judged)]) == 0
    said = capsys.readouterr()
    assert "a.mp4.json is of another film than a.mp4 is now" in said.err
    assert "a.mp4.flash.png is of another film" in said.err
    assert "Ada" not in said.out
    left = stale_companions(judged, digest_of(judged))
    assert [path.name for path in left] == ["a.mp4.json", "a.mp4.flash.png"]


def test_what_stands_beside_a_film_of_the_same_bytes_is_its_own(judged, capsys):
    assert main(["flash", str(judged)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "Ada: a test" in said.out


def test_a_manifest_of_another_film_is_not_read_as_this_ones(tmp_path):
    path = film(tmp_path / "a.gif")
    write_beside(path, {"schema": "chorus-manifest/2", "sha256": digest_of(path)})
    assert read_manifest(path)["schema"] == "chorus-manifest/2"
    film(tmp_path / "b.gif", 40).replace(path)
    with pytest.raises(DataError, match="was changed since it was made as"):
        read_manifest(path)


def test_the_digest_of_a_sequence_changes_with_any_picture_and_their_order(tmp_path):
    stills = [tmp_path / f"{n}.png" for n in range(3)]
    for number, still in enumerate(stills):
        still.write_bytes(bytes([number]))
    found = {digest_of(tmp_path / "%d.png", order) for order in (stills, stills[::-1], stills[:2])}
    stills[1].write_bytes(b"x")
    assert len(found | {digest_of(tmp_path / "%d.png", stills)}) == 4
