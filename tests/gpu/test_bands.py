"""A target is cut into bands: each row once, and bands that follow what a pixel costs."""

from types import SimpleNamespace

import pytest

from renderer.gpu import bands
from renderer.gpu.bands import Parts


@pytest.fixture
def clock(monkeypatch):
    made = SimpleNamespace(now=0.0)
    monkeypatch.setattr(bands, "time", SimpleNamespace(perf_counter=lambda: made.now))
    return made


def rows(made, name, size, clock, cost):
    """Return the heights of the bands of a target whose pixels take ``cost`` s each."""
    found = []
    for x, y, width, height in made.bands(name, size):
        assert (x, y, width) == (0, sum(found), size[0])
        found.append(height)
        clock.now += cost * width * height
    return found


@pytest.mark.parametrize("size", [(1, 1), (64, 7), (64, 360), (100, 511)])
def test_each_row_is_drawn_once(clock, size):
    made = Parts(0.01)
    for _ in range(3):
        assert sum(rows(made, "image", size, clock, 1e-5)) == size[1]


def test_bands_come_to_take_as_long_as_asked_each_pass_for_itself(clock):
    made = Parts(0.01)
    for _ in range(2):
        slow, fast = rows(made, "slow", (100, 400), clock, 2e-6), rows(made, "fast", (100, 400), clock, 1e-8)
    assert set(slow[:-1]) <= {49, 50}
    assert fast == [400]


def test_whoever_waits_is_heard_after_each_band_and_soon_after_the_first(clock):
    heard = []
    made = Parts(0.01, lambda: heard.append(clock.now))
    for _ in range(2):
        found = rows(made, "image", (100, 400), clock, 1e-8)
    assert found == [8, 32, 128, 232]  # one that is suddenly slow is known after a small part of it
    assert len(heard) == 8
    clock.now, heard[:] = 0.0, []
    found = rows(made, "image", (100, 400), clock, 2e-6)
    assert found[:2] == [8, 32]
    assert set(found[2:-1]) <= {49, 50}
    assert heard == pytest.approx([2e-4 * sum(found[: n + 1]) for n in range(len(found))])


def test_the_first_picture_of_which_nothing_is_known_begins_small_and_groups_are_cut_one_by_one(clock):
    assert rows(Parts(0.05), "image", (1920, 1080), clock, 36.0 / (1920 * 1080))[0] == 8
    found = []
    for _, _, _, height in Parts(0.05).bands("sums", (9, 30), least=1):
        found.append(height)
        clock.now += 0.1 * height
    assert found == [1] * 30


def test_a_band_has_some_rows_however_slow(clock):
    assert min(rows(Parts(0.01), "image", (100, 80), clock, 1.0)) >= 8
