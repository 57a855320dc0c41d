"""What a library says of a file, in one sentence of ours."""

from pathlib import Path

import pytest

from renderer.core.errors import DataError
from renderer.data.readers.opening import open_source
from renderer.data.readers.relation import reason


def test_it_is_the_first_line_without_the_name_of_a_copy():
    said = ValueError("Invalid Input Error: Footer length error in file '/tmp/x/a.parquet'\n\nLINE 1: select")

    assert reason(said, Path("/tmp/x/a.parquet")) == "Footer length error in file it"
    assert reason(ValueError(""), Path("/tmp/x")) == "ValueError"


def test_a_path_that_was_given_within_a_folder_is_not_torn(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = ValueError(f'Invalid Input Error: Malformed JSON in file "{tmp_path}/a.json", at byte 6')

    assert reason(said, Path("a.json")) == "Malformed JSON in file it, at byte 6"


@pytest.mark.parametrize(("name", "content"), [("a.parquet", b"PAR1 broken PAR1"), ("a.json", b'[{"a": 1}, {"a": ')])
def test_a_damaged_file_is_told_by_the_path_that_was_given(tmp_path, monkeypatch, name, content):
    (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataError) as error:
        open_source(Path(name))
    assert str(error.value).startswith(f"{name} ")
    assert str(tmp_path) not in str(error.value)
