"""What an artist made by other means is not lost to an export of that name."""

import json

import numpy as np
import pytest

from renderer.cli.main import main
from renderer.core.errors import UsageError
from renderer.output.manifest import SCHEMA, beside
from renderer.output.overwrite import check_free, is_ours
from renderer.output.still import write_still

PIXELS = np.full((8, 8, 3), 90, np.uint8)
SMALL = ("--size", "48x32")


def test_what_chorus_wrote_is_free_and_so_is_nothing(tmp_path):
    path = tmp_path / "a.png"
    check_free(path)
    write_still(path, PIXELS, manifest={"schema": SCHEMA})
    assert is_ours(path)
    check_free(path)


@pytest.mark.parametrize("harm", [
    lambda path: path.write_bytes(path.read_bytes() + b"x"),  # retouched: what it holds inside says nothing
    lambda path: beside(path).unlink(),
    lambda path: beside(path).write_text(json.dumps({"schema": "other", "sha256": "00"})),
    lambda path: beside(path).write_text(json.dumps({"schema": SCHEMA})),
    lambda path: beside(path).write_bytes(b"[" * 5000),
])  # fmt: skip
def test_what_was_changed_or_is_not_ours_is_not(tmp_path, harm):
    path = tmp_path / "a.png"
    write_still(path, PIXELS, manifest={"schema": SCHEMA})
    harm(path)
    with pytest.raises(UsageError, match=r"a\.png.* is there already.*--force"):
        check_free(path)


def test_a_json_of_somebody_else_beside_a_new_name_is_not_lost(tmp_path):
    beside(tmp_path / "a.png").write_text('{"mine": 1}')
    with pytest.raises(UsageError, match=r"a\.png\.json is there already"):
        check_free(tmp_path / "a.png")


def test_exports_and_remakes_ask_before_anything_is_drawn(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.png").write_bytes(b"a photograph")
    assert main(["export", "enamel", "a.png", *SMALL]) == 2
    assert "a.png is there already" in capsys.readouterr().err
    assert (tmp_path / "a.png").read_bytes() == b"a photograph"
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]
    assert main(["export", "enamel", "a.png", *SMALL, "--force"]) == 0
    assert main(["export", "enamel", "a.png", *SMALL, "--seed", "2"]) == 0  # it is ours now
    (tmp_path / "b.png").write_bytes(b"a photograph")
    assert main(["remake", "a.png", "--out", "b.png"]) == 2
    assert (tmp_path / "b.png").read_bytes() == b"a photograph"
    assert main(["remake", "a.png", "--out", "b.png", "--force"]) == 0
    assert main(["remake", "a.png", "--out", "b.png"]) == 0
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_of_a_sweep_each_name_and_the_sheet_are_asked_for(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    sweep = ["export", "enamel", "a.png", *SMALL, "--seed", "1,2"]
    for name in ("a-seed_2.png", "a-sheet.png"):
        (tmp_path / name).write_bytes(b"mine")
        assert main(sweep) == 2
        assert f"{name} is there already" in capsys.readouterr().err
        (tmp_path / name).unlink()
    assert main(sweep) == 0
    assert main(sweep) == 0


def test_what_would_stand_beside_a_film_is_asked_for_too(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for out, mine in (("a.mp4", "a.mp4.flash.json"), ("a.mp4", "a.mp4.flash.png"), ("a-%05d.png", "flash-a.png")):
        export = ["export", "enamel", out, *SMALL, "--frames", "0..1"]
        (tmp_path / mine).write_bytes(b"mine")
        assert main(export) == 2
        assert f"{mine} is there already" in capsys.readouterr().err
        assert [path.name for path in tmp_path.iterdir()] == [mine]
        (tmp_path / mine).unlink()
    assert main(export) == 0
    assert main(export) == 0  # all of it is ours now
    (tmp_path / "a.mp4.flash.json").write_text('{"schema": "chorus-flash/1"}')  # of an older film
    check_free(tmp_path / "a.mp4")
    (tmp_path / "b.png.flash.png").write_bytes(b"mine")  # a still has none
    check_free(tmp_path / "b.png")


def test_the_page_beside_a_form_is_asked_for_too(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    export = ["export", "smile", "a.glb", "--with", "cells=24"]
    page = tmp_path / "a.html"
    page.write_text("<title>mine</title>")
    assert main([*export, "--with", "page=yes"]) == 2
    assert "a.html is there already" in capsys.readouterr().err
    assert main(export) == 0  # which writes no page
    assert page.read_text() == "<title>mine</title>"
    assert main([*export, "--with", "page=yes", "--force"]) == 0
    assert main([*export, "--with", "page=yes"]) == 0
    page.write_text(page.read_text().replace("#000", "#111"))
    assert main([*export, "--with", "page=yes"]) == 2


def test_a_second_export_to_one_name_is_refused_while_the_first_runs(tmp_path, monkeypatch, capsys):
    from renderer.core.name_lock import claimed

    monkeypatch.chdir(tmp_path)
    with claimed(tmp_path / "a.png"):
        assert main(["export", "enamel", "a.png", *SMALL]) == 1
    assert "a.png is being written by another Chorus" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_two_sweeps_to_one_sheet_are_two_exports_to_one_name(tmp_path, monkeypatch, capsys):
    from renderer.core.name_lock import claimed

    monkeypatch.chdir(tmp_path)
    with claimed(tmp_path / "a-sheet.png"):
        assert main(["export", "enamel", "a.png", *SMALL, "--seed", "1,2"]) == 1
    assert "a-sheet.png is being written by another Chorus" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
