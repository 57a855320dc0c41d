"""The command line, called as an artist calls it, in this process."""

from dataclasses import dataclass

import pytest

from renderer.cli.main import main


@dataclass(frozen=True)
class Said:
    """What came of one call."""

    code: int
    out: str
    err: str


@pytest.fixture
def chorus(capsys, tmp_path, monkeypatch):
    """Return ``chorus(*words)``: its exit code and what it printed; the current folder is empty at first."""
    monkeypatch.chdir(tmp_path)

    def call(*words):
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call
