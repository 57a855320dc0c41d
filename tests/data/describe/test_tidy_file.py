"""What the disk refuses is told of the disk, and not of the file that was read."""

from pathlib import Path

import pytest

from renderer.data.describe.tidy_file import write_tidy


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_no_fault_of_the_file(tmp_path, imports):
    path = tmp_path / "a.csv"
    path.write_text("ward,year,decay %\nA,2024,3\nB,2024,4\n", "utf-8")
    done, _ = imports(path)

    with pytest.raises(OSError, match="No space left on device"):
        write_tidy(done.cells, done.description, Path("/dev/full"))
