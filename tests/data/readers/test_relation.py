"""What a library says of a file, in one sentence of ours."""

from pathlib import Path

from renderer.data.readers.relation import reason


def test_it_is_the_first_line_without_the_name_of_a_copy():
    said = ValueError("Invalid Input Error: Footer length error in file '/tmp/x/a.parquet'\n\nLINE 1: select")

    assert reason(said, Path("/tmp/x/a.parquet")) == "Footer length error in file it"
    assert reason(ValueError(""), Path("/tmp/x")) == "ValueError"
