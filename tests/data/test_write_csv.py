import errno
import os
import stat

import pytest
from renderer.data.write_csv import replace_file

from renderer.core.errors import DataError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_file_appears_whole_and_readable_by_others(tmp_path):
    replace_file(tmp_path / "a.csv", lambda file: file.write(b"new"))

    assert (tmp_path / "a.csv").read_bytes() == b"new"
    assert (tmp_path / "a.csv").stat().st_mode & stat.S_IRUSR
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize(
    "failure", [OSError(errno.ENOSPC, "No space left on device"), DataError("bad"), KeyboardInterrupt()]
)
@pytest.mark.parametrize("when", ["write", "check"])
def test_a_failure_keeps_the_old_file_and_leaves_nothing_behind(tmp_path, failure, when):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def fail(*_):
        raise failure

    expected = KeyboardInterrupt if isinstance(failure, KeyboardInterrupt) else DataError
    with pytest.raises(expected):
        replace_file(
            path,
            fail if when == "write" else lambda file: file.write(b"n"),
            fail if when == "check" else None,
        )

    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv"]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match=r"a\.csv cannot be written: No such file or directory"):
        replace_file(tmp_path / "none" / "a.csv", lambda file: file.write(b""))


def test_a_temporary_file_that_somebody_took_away_is_not_missed(tmp_path):
    def taken(part):
        part.unlink()
        raise DataError("the check says no")

    with pytest.raises(DataError, match="the check says no"):
        replace_file(tmp_path / "a.csv", lambda file: file.write(b"n"), taken)
    assert names(tmp_path) == []


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077])
def test_the_file_has_the_rights_that_new_files_have(tmp_path, mask):
    before = os.umask(mask)
    try:
        replace_file(tmp_path / ("a" * 240 + ".csv"), lambda file: file.write(b"new"))
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    (path,) = tmp_path.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
