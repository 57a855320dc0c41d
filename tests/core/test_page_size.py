"""Small pages for a while: asked of the system itself, which says what it gives."""

import re
import sys
from pathlib import Path

import pytest

from renderer.core import page_size
from renderer.core.page_size import small_pages

STATUS = Path("/proc/self/status")


def given():
    """Return whether the system would give this process huge pages, by its own account; None where it says nothing."""
    found = re.search(r"^THP_enabled:\s*(\d)", STATUS.read_text() if STATUS.exists() else "", re.MULTILINE)
    return found and found[1] == "1"


def test_pages_are_small_while_the_block_runs_and_after_a_fault_as_before():
    if sys.platform != "linux" or given() is None:
        with small_pages():
            return
    before = given()
    with small_pages():
        assert given() is False
        with small_pages():
            assert given() is False
        assert given() is False, "the inner one was not the first to say it"
    assert given() is before
    with pytest.raises(ZeroDivisionError), small_pages():
        raise ZeroDivisionError
    assert given() is before


def test_where_the_system_knows_none_nothing_happens(monkeypatch):
    monkeypatch.setattr(page_size, "_prctl", lambda: None)
    before = given()
    with small_pages():
        assert given() is before
