"""What stood in the roles of a show stands there when its take is drawn: at its frame, alone, in a film and remade."""

import json
import shutil
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from renderer import Bind
from renderer.cli.main import main
from renderer.core.errors import DataError
from renderer.data.load import find_source, load_newest
from renderer.output.fault_report import why
from renderer.output.recall import read_manifest
from renderer.output.take_figures import OTHER
from renderer.params.bind_text import bind_table, binds_of
from renderer.params.preset import preset_text
from renderer.scene.catalogue import find, load
from renderer.scene.effect import parse_chain
from renderer.session.open_take import OpenTake
from renderer.session.replay import begin_take, keep
from renderer.session.session import begin
from renderer.session.setup import Setup
from renderer.session.take_file import read_take

SIZE = ("--size", "64x36")
OWN = {"lit": "dental_visit", "worn": "teeth_lost_6", "open": "teeth_lost_all", "stratum": ""}
POOR = {name: f"{figure}@income=under_15k" if figure else "" for name, figure in OWN.items()}
TURNED = OWN | {"lit": "1-teeth_lost_all"}
HEAD = ("--figure", "lit=dental_visit")


@pytest.fixture(scope="module")
def take(tmp_path_factory):
    """Return the file of a performance of 9 frames: everybody, at 43 those of least income, at 46 another figure."""
    path = tmp_path_factory.mktemp("take") / "night.take"
    session = begin(load(find("enamel"), None, "none")).showing(OWN, None)
    recorder = begin_take(path, Setup("enamel"), session, frame=40, fps=Fraction(30), size=(64, 36))
    for frame in range(40, 49):
        shown = OWN if frame < 43 else POOR if frame < 46 else TURNED
        session = session.showing(shown, None)
        keep(recorder, session, frame)
    recorder.close()
    return path


@pytest.fixture
def export(capsys):
    """Return ``export(*words)``: what a command said that ended well."""

    def run(*words):
        assert main([str(word) for word in words]) == 0
        said = capsys.readouterr()
        return said.out + said.err

    return run


def picture(path):
    return np.asarray(Image.open(path).convert("RGB"))


def test_a_take_says_what_stood_in_the_roles_from_which_frame_on(take):
    read, notes = read_take(take)
    assert notes == ()
    assert [read.fact("figures", frame) for frame in (40, 42, 43, 45, 46)] == [OWN, OWN, POOR, POOR, TURNED]
    assert sum(b'"figures"' in line for line in take.read_bytes().splitlines()[1:]) == 2


@pytest.mark.parametrize(("line", "kept"), [
    ({"lit": "sealants"}, True), ({"lit": 3}, False), ({"stratum": "race"}, False), ([], False),
    ({"lit": "@a=b"}, False),
])  # fmt: skip
def test_a_line_that_says_no_figures_is_told_and_left_out(take, tmp_path, line, kept):
    path = tmp_path / "odd.take"
    path.write_bytes(take.read_bytes() + json.dumps({"frame": 60, "figures": line}).encode() + b"\n")
    read, notes = read_take(path)
    assert (read.fact("figures", 60) == line, len(notes)) == (kept, not kept)


def test_each_frame_shows_its_figures_alone_in_sequence_and_remade(export, take, tmp_path):
    said = export("export", "enamel", tmp_path / "f-%03d.png", *SIZE, "--take", take)
    assert "what stands in the roles changes on the way: the caption is that of frame 40" in said
    for frame, how in ((42, HEAD), (43, ("--stratum", "income=under_15k")), (46, ("--figure", "lit=teeth_lost_all"))):
        still = tmp_path / f"still-{frame}.png"
        export("export", "enamel", still, *SIZE, "--frames", frame, *how, "--feed", "none")
        np.testing.assert_array_equal(picture(still), picture(tmp_path / f"f-{frame:03d}.png"))
    assert not np.array_equal(picture(tmp_path / "f-042.png"), picture(tmp_path / "f-043.png"))
    alone = tmp_path / "alone.png"
    assert "changes on the way" not in export("export", "enamel", alone, *SIZE, "--take", take, "--frames", "45")
    np.testing.assert_array_equal(picture(alone), picture(tmp_path / "f-045.png"))
    assert "household income" in read_manifest(alone)["caption"]
    export("remake", alone)
    assert (tmp_path / "alone-remade.png").read_bytes() == alone.read_bytes()
    export("remake", tmp_path / "f-%03d.png", "--out", tmp_path / "g-%03d.png")
    for frame in (42, 43, 46):
        first, again = (picture(tmp_path / f"{name}-{frame:03d}.png") for name in "fg")
        np.testing.assert_array_equal(again, first)


def test_what_is_typed_stays_through_the_whole_take(export, take, tmp_path):
    typed = ("--figure", "lit=teeth_lost_6", "--stratum", "race=black")
    export("export", "enamel", tmp_path / "take-%03d.png", *SIZE, "--take", take, "--frames", "42..43", *typed)
    export("export", "enamel", tmp_path / "plain-%03d.png", *SIZE, "--feed", "none", "--frames", "42..43", *typed)
    np.testing.assert_array_equal(picture(tmp_path / "take-042.png"), picture(tmp_path / "plain-042.png"))


def test_a_take_is_drawn_with_each_range_at_its_frame_and_a_typed_one_for_all(export, tmp_path):
    session, path = begin(load(find("lagoon"), None, "none")), tmp_path / "range.take"
    own = {**{role.name: role.default for role in session.wanted.roles}, "stratum": ""}
    first = {role.name: role.domain for role in session.wanted.roles}
    then = {**first, "bell": (60.0, 70.0)}
    session = session.showing(own, None, first)
    recorder = begin_take(path, Setup("lagoon"), session, frame=0, fps=Fraction(30), size=(64, 36))
    for frame in range(4):
        session = session.showing(own, None, first if frame < 2 else then)
        keep(recorder, session, frame)
    recorder.close()
    read, notes = read_take(path)
    assert notes == ()
    assert [read.fact("domains", frame)["bell"] for frame in (1, 2)] == [[48.0, 76.0], [60.0, 70.0]]
    take, plain = (*SIZE, "--take", path), (*SIZE, "--feed", "none")
    export("export", "lagoon", tmp_path / "a-%03d.png", *take, "--frames", "1..3")
    export("export", "lagoon", tmp_path / "typed.png", *take, "--frames", "3", "--domain", "bell=40..80")
    export("export", "lagoon", tmp_path / "b.png", *plain, "--frames", "3", "--domain", "bell=60..70")
    export("export", "lagoon", tmp_path / "c.png", *plain, "--frames", "3", "--domain", "bell=40..80")
    export("export", "lagoon", tmp_path / "d.png", *plain, "--frames", "1")
    for one, other in (("a-001", "d"), ("a-003", "b"), ("typed", "c")):
        np.testing.assert_array_equal(picture(tmp_path / f"{one}.png"), picture(tmp_path / f"{other}.png"))
    assert (picture(tmp_path / "b.png") != picture(tmp_path / "c.png")).any()


def test_another_chain_on_the_way_leaves_figures_and_their_range_as_they_are(export, tmp_path):
    session = begin(load(find("lagoon"), None, "none"))
    own = {**{role.name: role.default for role in session.wanted.roles}, "stratum": ""}
    session = session.showing(own, None)
    recorder = begin_take(tmp_path / "chain.take", Setup("lagoon"), session, frame=0, fps=Fraction(30), size=(64, 36))
    for frame in range(4):
        if frame == 2:
            session, _ = session.adopt(load(find("lagoon"), parse_chain("palette"), "none"), frame / 30)
        session = session.showing(own if frame < 1 else own | {"bell": "1-teeth_lost_all"}, None)
        keep(recorder, session, frame)
    recorder.close()
    how = ("--domain", "bell=10..99", "--frames", "1")  # all effects are compiled at first, and here none plays
    export("export", "lagoon", tmp_path / "a.png", *SIZE, "--take", tmp_path / "chain.take", *how)
    plain = (*SIZE, "--feed", "none", "--figure", "bell=teeth_lost_all", *how)
    export("export", "lagoon", tmp_path / "b.png", *plain)
    np.testing.assert_array_equal(picture(tmp_path / "a.png"), picture(tmp_path / "b.png"))


GAP = Bind("gap.lit@income=under_15k..income=50k_and_over", to="parting", span=(0, 40), reach=(0.1, 1.0), fall=2.0)


def test_what_moved_a_knob_moves_it_again_from_its_frame_on(export, tmp_path):
    session = begin(load(find("enamel"), None, "none")).showing(OWN, None)
    path = tmp_path / "bound.take"
    recorder = begin_take(path, Setup("enamel"), session, frame=0, fps=Fraction(30), size=(64, 36))
    for frame in range(6):
        if frame in (3, 5):
            session = session.bind(GAP, 0.0) if frame == 3 else session.unbind("parting", 0.0)
        keep(recorder, session, frame)
    recorder.close()
    read, notes = read_take(path)
    assert notes == ()
    assert [len(read.fact("binds", frame)) for frame in range(6)] == [1, 1, 1, 2, 2, 1]
    export("export", "enamel", tmp_path / "f-%03d.png", *SIZE, "--take", path)
    pictures = [picture(tmp_path / f"f-{frame:03d}.png") for frame in range(6)]
    changes = [np.abs(one.astype(float) - other).mean() for one, other in pairwise(pictures)]
    assert min(changes[2], changes[4]) > 3 * max(changes[0], changes[1], changes[3])
    alone = tmp_path / "alone.png"
    export("export", "enamel", alone, *SIZE, "--take", path, "--frames", "4")
    np.testing.assert_array_equal(picture(alone), pictures[4])
    export("remake", alone)
    assert (tmp_path / "alone-remade.png").read_bytes() == alone.read_bytes()


@pytest.mark.parametrize(("line", "kept"), [
    ([bind_table(GAP)], True), ([], True), (None, True), ([{"to": "glow"}], False), ({"to": "glow"}, False), (3, False),
])  # fmt: skip
def test_a_line_that_says_no_binds_is_told_and_left_out(take, tmp_path, line, kept):
    path = tmp_path / "odd.take"
    path.write_bytes(take.read_bytes() + json.dumps({"frame": 60, "binds": line}).encode() + b"\n")
    read, notes = read_take(path)
    assert (read.fact("binds", 60) == line, len(notes)) == (kept, not kept)


def test_what_a_preset_lets_move_is_in_the_manifest_and_remade(export, tmp_path):
    wall = tmp_path / "wall"
    shutil.copytree(find("enamel").parent, wall)
    (wall / "presets" / "gap.toml").write_text(preset_text(load(wall / "scene.py").scene.params(), "Gap", binds=(GAP,)))
    scene = load(wall / "scene.py").scene
    asked = {"bound": ("--preset", "gap"), "plain": (), "held": ("--preset", "gap", "-p", "parting=0.55")}
    for name, how in asked.items():
        export("export", wall, tmp_path / f"{name}.png", *SIZE, *how)
    bound, plain, held = (picture(tmp_path / f"{name}.png") for name in ("bound", "plain", "held"))
    assert np.count_nonzero(bound != plain) > 500
    assert np.count_nonzero(bound != held) > 500
    assert binds_of(read_manifest(tmp_path / "bound.png")["setup"]["binds"]) == (*scene.binds, GAP)
    export("remake", tmp_path / "bound.png", "--scene", wall)
    assert (tmp_path / "bound-remade.png").read_bytes() == (tmp_path / "bound.png").read_bytes()


DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture
def night(tmp_path):
    """Return a take of 4 frames of ``mine.csv`` beside it, which was imported anew before the third."""
    table = tmp_path / "mine.csv"
    shutil.copy(find_source("us_oral_health"), table)
    first = load_newest(str(table)).release
    session = replace(begin(load(find("enamel"), None, "none")).showing(OWN, None), release=first)
    setup = Setup("enamel", figures=str(table))
    recorder = begin_take(tmp_path / "night.take", setup, session, frame=0, fps=Fraction(30), size=(64, 36))
    for frame in range(4):
        if frame == 2:
            table.write_text(table.read_text().replace("overall,58.6,57.1", "overall,57.6,57.1", 1))
            session = replace(session, release=load_newest(str(table)).release)
        keep(recorder, session, frame)
    recorder.close()
    return tmp_path / "night.take"


def test_a_take_keeps_of_which_figures_each_frame_was(night):
    read, notes = read_take(night)
    assert notes == ()
    first, then = read.head.release, load_newest(str(night.with_name("mine.csv"))).release
    assert len({first, then, ""}) == 3
    assert [read.fact("release", frame) for frame in range(4)] == [first, first, then, then]
    assert [read.others(then, range(4)), read.others(then, range(2, 4)), read.others(DIGEST, range(3))] == [2, 0, 3]
    assert read.others(first, range(0, 8), Fraction(60)) == 4


@pytest.mark.parametrize("said", ["9f86", 3, None, DIGEST.upper()])
def test_a_release_that_is_none_is_told_and_left_out(night, said):
    whole = night.read_bytes()
    night.write_bytes(whole + json.dumps({"frame": 60, "release": said}).encode() + b"\n")
    read, notes = read_take(night)
    assert len(notes) == 1
    assert read.fact("release", 60) == read.fact("release", 3)
    head, _, rest = whole.decode().partition("\n")
    night.write_text(json.dumps(json.loads(head) | {"release": said}) + "\n" + rest)
    with pytest.raises(DataError, match="is no take"):
        read_take(night)


def test_what_is_drawn_with_other_figures_than_on_the_night_says_so_everywhere(export, night, tmp_path, capsys):
    whole = ("export", "enamel", tmp_path / "f-%03d.png", *SIZE, "--take", night)
    export(*whole[:2], tmp_path / "late.png", *SIZE, "--take", night, "--frames", "3")
    assert "night" not in read_manifest(tmp_path / "late.png"), "these figures are those of that frame"
    assert main([str(word) for word in whole]) == 0
    assert f"mine.csv: {OTHER} in 2 of 4 frames" in capsys.readouterr().err
    early = tmp_path / "early.png"
    assert main([str(word) for word in (*whole[:2], early, *SIZE, "--take", night, "--frames", "1")]) == 0
    assert f"mine.csv: {OTHER}\n" in capsys.readouterr().err
    said = read_manifest(early)
    assert said["night"] == OTHER
    for key in ("caption", "description"):
        assert "Drawn with figures other than on the night." in said[key]
    label = " ".join(export("label", early, "--data", tmp_path / "mine.csv").split())  # its lines are broken anywhere
    assert "Drawn with figures other than on the night." in label
    made = export("remake", early, "--data", tmp_path / "mine.csv")
    assert "the same as" not in made
    assert f"the bytes are those of early.png, and both are {OTHER}" in made
    (tmp_path / "mine.csv").unlink()
    shutil.copy(find_source("us_oral_health"), tmp_path / "mine.csv")
    first = export(*whole[:2], early, *SIZE, "--take", night, "--frames", "1")
    assert "other than on the night" not in first, "the figures of that frame are back"
    assert "the same as early.png, byte for byte" in export("remake", early, "--data", tmp_path / "mine.csv", "--force")


def test_a_moment_whose_figures_have_changed_since_is_explained_with_that(night):
    take = read_take(night)[0]
    show = OpenTake(load(find("enamel"), None, "none"), take)
    words = "mine.csv has changed since: this moment would now be drawn with figures other than on the night."
    assert any(line.endswith(words) for line in why(show, take.wall(0).isoformat(" ")))
    with_old = replace(take, facts={})
    assert any(line.endswith(words) for line in why(show._replace(take=with_old), take.wall(3).isoformat(" ")))
    older = replace(with_old, head=replace(take.head, release=""))  # which kept nothing of them
    assert not any(line.endswith(words) for line in why(show._replace(take=older), take.wall(0).isoformat(" ")))
