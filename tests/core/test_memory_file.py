"""A file that two processes share without a name, on systems with such files in memory and on others."""

import os

import pytest

from renderer.core.memory_file import memory_file


@pytest.mark.parametrize("system", ["memory", "disk"])
def test_what_a_child_writes_is_read_here_and_another_file_has_nothing_of_it(system, monkeypatch):
    if system == "disk":
        monkeypatch.delattr(os, "memfd_create", raising=False)
    one, other = memory_file("one"), memory_file("one")
    if (child := os.fork()) == 0:
        os.pwrite(one, b"heard", 3)
        os._exit(0)
    os.waitpid(child, 0)
    assert (os.pread(one, 99, 0), os.pread(other, 99, 0)) == (b"\0\0\0heard", b"")
    for descriptor in (one, other):
        os.close(descriptor)
