"""What a file's reader may take of the machine: less for a small XLS, which has no figure that is not in it."""

import sys

import pytest

from renderer.core.errors import DataError
from renderer.data.readers import bounded
from renderer.data.readers.scratch import Given, Scratch

XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GREEDY = "import sys\nfrom renderer.data.readers.bounded import serve\n" \
         "serve(lambda path, folder: {'bytes': len(bytearray(2 << 30))}, *sys.argv[1:])\n"  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="where memory is bounded and untouched pages cost nothing")
def test_a_small_xls_that_asks_for_much_is_refused_and_a_packed_workbook_may(tmp_path, monkeypatch):
    (tmp_path / "greedy.py").write_text(GREEDY)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(bounded.subprocess, "run", _of("greedy", bounded.subprocess.run))
    scratch = Scratch()
    for name, head in (("a.xls", XLS), ("a.xlsx", b"PK\x03\x04")):
        (tmp_path / name).write_bytes(head + bytes(1000))
    assert bounded.ask(Given(tmp_path / "a.xlsx", tmp_path / "a.xlsx", scratch), "") == {"bytes": 2 << 30}
    with pytest.raises(DataError, match=r"a\.xls cannot be read: MemoryError; save the figures as CSV"):
        bounded.ask(Given(tmp_path / "a.xls", tmp_path / "a.xls", scratch), "")


def _of(module, run):
    """Return ``run`` of ``module`` in place of a reader."""
    return lambda command, **how: run([*command[:3], module, *command[4:]], **how)
