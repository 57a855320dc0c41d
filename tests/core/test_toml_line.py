"""Where something stands in a TOML file."""

import pytest

from renderer.core.toml_line import toml_place

TEXT = """\ufeff# a preset
title = "x"

[params]
glow = 1
"dark glow"=2
[[binds]]
to = "glow"
[other.table]
glow = 9
[[binds]]   # the second
to = "prisms"
"""


@pytest.mark.parametrize(("table", "key", "number", "line"), [
    ("", "title", 1, ":2"), ("", "glow", 1, ""), ("params", "", 1, ":4"), ("params", "glow", 1, ":5"),
    ("params", "dark glow", 1, ":6"), ("params", "glo", 1, ""), ("binds", "", 1, ":7"), ("binds", "", 2, ":11"),
    ("binds", "to", 2, ":12"), ("binds", "", 3, ""), ("other.table", "glow", 1, ":10"),
])  # fmt: skip
def test_a_table_or_a_key_is_found_where_it_stands(tmp_path, table, key, number, line):
    (tmp_path / "a.toml").write_text(TEXT, "utf-8")
    assert toml_place(tmp_path / "a.toml", table, key, number) == f"a.toml{line}"


def test_a_file_that_is_gone_is_its_name(tmp_path):
    assert toml_place(tmp_path / "a.toml", "params") == "a.toml"
