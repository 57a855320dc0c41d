"""Files of strangers: endless, deep, packed a thousandfold; each ends in one reason and little memory."""

import os
import tracemalloc
import zlib

import pytest

from renderer.core.small_file import DEEPEST, inflate, load_json, load_toml, read_bytes, read_toml


def test_what_is_sound_is_read(tmp_path):
    (tmp_path / "a.toml").write_bytes("\ufefftitle = 'Zähne'\n".encode())
    assert read_toml(tmp_path / "a.toml") == {"title": "Zähne"}
    assert load_json(b'{"a": [1, 2.5, null]}') == {"a": [1, 2.5, None]}
    deep = "[" * DEEPEST + "]" * DEEPEST
    assert load_json(deep)
    assert inflate(zlib.compress(b"x" * 1000), 1000) == b"x" * 1000


@pytest.mark.parametrize("text", [
    "[" * 65 + "]" * 65, "[" * 900 + "]" * 900, "[" * 200_000, '{"a":' * 5000 + "1" + "}" * 5000,
    "1" * 5000, "[NaN]", "[-Infinity]", b'{"a": "\xff"}', "{", "",
])  # fmt: skip
def test_json_that_is_none_has_a_reason(text):
    with pytest.raises(ValueError, match=r"^.{5,120}$"):
        load_json(text)


@pytest.mark.parametrize("text", [
    "a = " + "[" * 65 + "]" * 65, "a = " + "[" * 50_000, ".".join("a" * 70) + " = 1",
    f"[{'.'.join('a' * 5000)}]\nb = 1", "a = " + "9" * 5000, b"a = '\xff'", "a = ", "a = 1\na = 2",
    "a = " + "{a=" * 3000 + "1" + "}" * 3000,
])  # fmt: skip
def test_toml_that_is_none_has_a_reason(text):
    with pytest.raises(ValueError, match=r"^.{5,160}$"):
        load_toml(text)


def test_the_reasons_are_words():
    for text, words in (("9" * 5000, "a number in it has thousands of digits"), ("[" * 9999, "nests deeper than 64")):
        with pytest.raises(ValueError, match=words):
            load_json(text)
    with pytest.raises(ValueError, match="it is no UTF-8 text"):
        load_toml(b"\xff")


def test_a_file_without_end_is_not_read_to_it(tmp_path):
    with (tmp_path / "a").open("wb") as file:
        file.truncate(1 << 33)
    with pytest.raises(ValueError, match="it is too long, more than 1,000 bytes"):
        read_bytes(tmp_path / "a", 1000)
    if os.path.exists("/dev/zero"):  # noqa: PTH110
        with pytest.raises(ValueError, match="it is no file"):
            read_bytes(type(tmp_path)("/dev/zero"))


def test_what_is_packed_a_thousandfold_is_not_unpacked():
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(512)) + packer.flush()
    assert len(bomb) < 1 << 20
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match="it would unpack to more than 16,777,216 bytes"):
            inflate(bomb)
        assert tracemalloc.get_traced_memory()[1] < 1 << 26
    finally:
        tracemalloc.stop()
    with pytest.raises(ValueError, match="it is damaged"):
        inflate(b"no zlib")
