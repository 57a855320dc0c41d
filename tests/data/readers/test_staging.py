"""DuckDB that stays within its bounds, and takes a path for one file."""

import pytest

from renderer.data.readers.staging import connect
from tests.support.sources import opened, rows_of


def test_it_never_goes_to_the_network_and_keeps_a_core_free():
    with connect() as connection:
        names = ("autoinstall_known_extensions", "autoload_known_extensions", "threads")
        found = [connection.execute(f"select current_setting('{name}')").fetchone()[0] for name in names]
    assert found == [False, False, 1]


@pytest.mark.parametrize("name", ["a[1].csv", "a*.csv", "a'b.csv", "what?.csv"])
def test_a_name_is_no_pattern(tmp_path, name):
    (tmp_path / "ab.csv").write_text("x,y\n9,9\n")

    assert rows_of(opened(tmp_path / name, "area,n\nMitte,1\nNord,2\n"))[0] == ("Mitte", "1", 2)
