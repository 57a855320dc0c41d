"""Files of known names: nothing is waited for, no link is followed, and a limit holds."""

import os
import tracemalloc
from hashlib import sha256

import pytest

from renderer.core.plain_file import give_way, open_plain, plain_bytes, plain_digest


def test_a_plain_file_is_read_and_added_to(tmp_path):
    path = tmp_path / "a"
    for text in (b"one ", b"two"):
        with open_plain(path, "ab") as file:
            file.write(text)
    assert plain_bytes(path, 7) == b"one two"
    assert plain_digest(path) == sha256(b"one two").hexdigest()
    with open_plain(path, "r+b") as file:
        file.seek(4)
        file.write(b"six")
    assert path.read_bytes() == b"one six"
    with pytest.raises(ValueError, match="too long, more than 6 bytes"):
        plain_bytes(path, 6)


@pytest.mark.parametrize("mode", ["rb", "r+b", "ab"])
def test_pipes_and_folders_are_refused_and_not_waited_for(tmp_path, mode):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(ValueError, match="it is no file"):
            open_plain(tmp_path / "pipe", mode)
    finally:
        os.close(reader)
    with pytest.raises((ValueError, IsADirectoryError)):
        open_plain(tmp_path, mode)


def test_links_are_followed_only_where_that_is_asked_for(tmp_path):
    (tmp_path / "a").write_bytes(b"mine")
    (tmp_path / "link").symlink_to("a")
    for mode in ("rb", "r+b", "ab"):
        with pytest.raises(OSError, match="link"):
            open_plain(tmp_path / "link", mode)
    assert plain_bytes(tmp_path / "link", 9, follow=True) == b"mine"


def test_little_is_held_of_a_file_without_end(tmp_path):
    with (tmp_path / "a").open("wb") as file:
        file.truncate(1 << 27)
    tracemalloc.start()
    with pytest.raises(ValueError, match="too long"):
        plain_bytes(tmp_path / "a", 1000)
    plain_digest(tmp_path / "a")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20


def test_what_is_no_plain_file_of_one_name_gives_way(tmp_path):
    names = [tmp_path / name for name in ("plain", "link", "hard", "pipe", "none")]
    (tmp_path / "mine").write_bytes(b"mine")
    names[0].write_bytes(b"ours")
    names[1].symlink_to("mine")
    os.link(tmp_path / "mine", names[2])
    os.mkfifo(names[3])
    give_way(*names)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "plain"]
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - the system's words
        give_way(tmp_path / "folder")
