"""The figures of a picture are found by their name and known by their hash."""

from pathlib import Path

import pytest

from renderer.core.units import Size
from renderer.data.load import find_source
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.kept_figures import files_gone, kept_release, release_at, with_own_figures
from renderer.output.record import manifest_of
from renderer.scene.listing import listing
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup


@pytest.mark.parametrize("name", [one.name for one in listing()])
def test_the_hash_that_a_manifest_keeps_is_that_of_the_table_read_alone(name):
    loaded = loaded_of(Setup(name))
    job = Job(Setup(name), loaded, choose(Path("a.png")), Size(64, 36))
    assert kept_release(manifest_of(job)) == release_at(loaded.scene.data) != ""


@pytest.fixture
def folders(tmp_path):
    """Return two folders with a table of one name: the bundled one of teeth, and one with a line less."""
    whole = find_source("us_oral_health").read_bytes()
    for name, content in (("one", whole), ("two", whole[: whole.rstrip().rindex(b"\n") + 1])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.csv").write_bytes(content)
    return tmp_path / "one", tmp_path / "two"


def test_of_two_of_a_name_that_is_taken_whose_hash_is_kept_wherever_it_lies(folders):
    one, two = folders
    setup = {"figures": "mine.csv", "scene": "enamel"}
    for own, others in ((one, (one, two)), (two, (two, one))):
        kept = {"setup": setup, "data": {"release": release_at(own / "mine.csv")}}
        assert with_own_figures(kept, others) == setup, "the first is its own"
        assert with_own_figures(kept, others[::-1]) == {**setup, "figures": str(own / "mine.csv")}
    assert with_own_figures({"setup": setup, "data": {"release": "00"}}, folders) == setup
    assert with_own_figures({"setup": setup}, folders) == setup
    assert with_own_figures({"setup": 3}, folders) == 3


def test_gone_is_what_lies_in_no_folder_and_is_no_name_that_comes_with_chorus(folders):
    def gone(name, within=folders, what="figures", typed=()):
        return files_gone({"setup": {what: name}}, within, typed)

    assert not gone("mine.csv")
    assert not gone("mine"), "manifests once gave names without their suffix"
    assert gone("yours.csv") == "yours.csv"
    assert not gone("us_oral_health", ())
    assert not gone("../mine.csv"), "a path is told by whoever opens it"
    assert not gone(None)
    assert gone("a" * 5000)
    assert not files_gone({}, folders)
    assert gone("yours.geojson", what="places") == "yours.geojson"
    assert not gone("us_states", (), what="places")
    assert not gone("yours.csv", typed=("figures",))
    assert gone("yours.csv", typed=("places",)) == "yours.csv"


def test_a_table_that_cannot_be_read_has_no_hash(tmp_path):
    (tmp_path / "no.csv").write_text("no table")
    assert release_at(tmp_path / "no.csv") == release_at(tmp_path / "none.csv") == ""
    assert kept_release({}) == kept_release({"data": 3}) == kept_release({"data": {"release": None}}) == ""
