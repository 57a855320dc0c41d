import csv
import hashlib
import io
import os
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.core.errors import DataError
from renderer.data import scan as module
from renderer.data.scan import MAX_LINE, scan


@pytest.fixture
def put(tmp_path):
    def write(content):
        path = tmp_path / "f.csv"
        path.write_bytes(content)
        return path

    return write


def test_hash_and_size_are_the_file_s(put):
    content = b"a,b\n1,2\n" * 70_000
    seen = scan(put(content))

    assert (seen.sha256, seen.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert seen.records == 140_000


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "f.csv is empty"),
        (b"\xef\xbb\xbf", "only blank lines"),
        (b"\r\n \n\n", "only blank lines"),
        ("a,b\n1,2\n".encode("utf-16"), "UTF-16; save it again as CSV UTF-8"),
        ("a,b\n1,2\n".encode("utf-32"), "UTF-32"),
        ("area,b\n1,2\n".encode("utf-16-le"), "UTF-16 without its mark"),
        ("a,b\n1,Caf\xe9\n".encode("latin-1"), r"line 2, byte 6: 0xe9 is not UTF-8"),
        (b"a,b\n1,2\n\x89PNG\0\0\0\r", "line 3 has a zero byte: this is a binary file"),
        ("a,b\n1,é".encode()[:-1], "in the middle of a character: it was cut short"),
        (b"a,b\n1,2\n3,4", "line 3 ends the file without a line end: it may have been cut short"),
        (b'a,b\n1,2\n"3,4\n', "a quote opens on line 3 and never closes"),
        (b"a,b\n1," + b"x" * (MAX_LINE + 1), "line 2 is longer than"),
    ],
)
def test_bad_bytes_are_named_with_their_place(put, content, message):
    with pytest.raises(DataError, match=message):
        scan(put(content))


def test_the_place_of_a_bad_byte_is_right_beyond_the_first_chunk(put):
    content = b"abc,def\n" * 100_000 + b"ab\xe9\n"

    with pytest.raises(DataError, match=r"line 100001, byte 3: 0xe9"):
        scan(put(content))


def test_a_character_across_two_chunks_is_one_character(put, monkeypatch):
    monkeypatch.setattr(module, "_CHUNK", 3)

    assert scan(put("aé,b\n€,2\n".encode())).records == 2


def test_plain_letters_after_half_a_character_are_no_text(put, monkeypatch):
    monkeypatch.setattr(module, "_CHUNK", 4)

    with pytest.raises(DataError, match="0xc3 is not UTF-8"):
        scan(put(b"a,b\xc3\n1,2\n"))


def test_folders_pipes_and_absent_files_are_named(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, message in ((".", "is a folder"), ("pipe", "not a file"), ("none.csv", "does not exist")):
        with pytest.raises(DataError, match=message):
            scan(tmp_path / name)
    with pytest.raises(DataError, match="cannot be read"):
        scan(tmp_path / ("x" * 300))
    with pytest.raises(DataError, match="cannot be read"):
        scan(tmp_path / "a\0b")


def test_a_file_without_permission_is_named(put, monkeypatch):
    path = put(b"a,b\n1,2\n")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything: let the system refuse in another way

        def refuse(*_args, **_options):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(type(path), "open", refuse)

    with pytest.raises(DataError, match="cannot be read: Permission denied"):
        scan(path)


def test_an_endless_line_takes_no_memory(tmp_path):
    path = tmp_path / "endless.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n1,")
        file.truncate(1_000_000_000)  # sparse: a billion zero bytes after the comma
    text = tmp_path / "text.csv"
    text.write_bytes(b"a,b\n1," + b"x" * 30_000_000)

    tracemalloc.start()
    with pytest.raises(DataError, match="line 2 has a zero byte"):
        scan(path)
    with pytest.raises(DataError, match="line 2 is longer than"):
        scan(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 8_000_000


@settings(max_examples=150)
@given(
    st.lists(st.lists(st.text('ab,"\n\r é', max_size=5), min_size=2, max_size=3), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(1, 9),
)
def test_records_are_those_that_a_csv_writer_wrote(tmp_path_factory, rows, end, chunk):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    path = tmp_path_factory.mktemp("scan") / "f.csv"
    path.write_bytes(text.getvalue().encode() + 2 * end.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_CHUNK", chunk)

        assert scan(path).records == len(rows)
