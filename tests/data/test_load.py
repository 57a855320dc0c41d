from pathlib import Path

import pytest

from renderer.core.errors import DataError
from renderer.data.load import bundled, load_all, load_table


def test_bundled_figures_are_found_by_name():
    assert "us_oral_health" in bundled()
    assert load_table("us_oral_health", ["teeth_lost_6"]).value.shape == (2, 51, 1)


def test_a_path_is_a_path_as_text_and_as_path(tidy, monkeypatch):
    path = tidy()
    monkeypatch.chdir(path.parent)

    for source in (path, str(path), "figures.csv", "./figures.csv", Path("figures.csv")):
        assert load_all(source).value[0, 0, 0] == 58.6


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("us_oral_helth", "no figures called 'us_oral_helth'; did you mean 'us_oral_health'"),
        ("figurs.csv", "figurs.csv does not exist; did you mean 'figures.csv'"),
        ("none/figures.csv", "does not exist"),
        (".", "is a folder"),
    ],
)
def test_an_unknown_source_names_the_nearest(tidy, monkeypatch, source, message):
    monkeypatch.chdir(tidy().parent)

    with pytest.raises(DataError, match=message):
        load_all(source)


def test_an_unknown_column_names_the_source():
    with pytest.raises(DataError, match="us_oral_health: no column 'dental'; did you mean 'dental_visit'"):
        load_table("us_oral_health", ["dental"])


def test_the_release_is_the_hash_of_the_file(tidy):
    import hashlib

    path = tidy()

    assert load_all(path).release == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_cached_table_needs_no_duckdb():
    import subprocess
    import sys

    load_all("us_oral_health")
    code = (
        "import sys; from renderer.data.load import load_table;"
        "load_table('us_oral_health', ['dental_visit']);"
        "sys.exit('duckdb' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_link_that_leads_nowhere_is_told_so(tmp_path):
    (tmp_path / "dead.csv").symlink_to(tmp_path / "gone.csv")
    with pytest.raises(DataError, match=r"dead\.csv is a link that leads nowhere: the figures themselves were moved"):
        load_all(tmp_path / "dead.csv")
