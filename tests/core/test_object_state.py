"""What objects remember comes back bit for bit; what is no such state is told, and makes nothing."""

import tracemalloc
import zlib
from array import array
from collections import deque
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import pytest

from renderer.core.object_state import packed, unpacked

RNG = np.random.default_rng(3)


@dataclass(frozen=True, slots=True)
class Frozen:
    at: float
    cells: np.ndarray


class Open:
    def __init__(self, inside):
        self.inside, self.detail = inside, lambda: "what no state holds"


@dataclass(slots=True)
class Grown:
    times: array = field(default_factory=lambda: array("d"))


MOST = 1 << 20
CLASSES = {Frozen: {}, Open: {"detail": lambda: str}, Grown: {}}


def there_and_back(content):
    return unpacked(packed(content, CLASSES), CLASSES, MOST)


@pytest.mark.parametrize("value", [
    None, True, 7, -np.inf, 0.1, "größe\n\0", Fraction(30000, 1001), (1, (2.5, "a")), [None, [3]], frozenset({4}),
    {"a": 1, 2: (3,)}, deque([1, (2, 3)]), array("d", [0.1, -0.0]), array("f"),
])  # fmt: skip
def test_plain_values_come_back_as_they_were(value):
    again = there_and_back(value)
    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize("made", [
    RNG.normal(size=(3, 5)).astype(np.float16), RNG.random((2, 3, 4)) > 0.5, np.float32([np.nan, -0.0, np.inf]),
    RNG.integers(0, 9, (4, 6), np.uint8)[:, ::2], np.zeros((0, 3), np.int16), np.array(5, np.uint32),
])  # fmt: skip
def test_arrays_come_back_bit_for_bit_and_may_be_written_to(made):
    again = there_and_back({"held": made})["held"]
    assert (again.dtype, again.shape) == (made.dtype, made.shape)
    assert again.tobytes() == made.tobytes()
    again[...] = 1
    assert type(there_and_back(np.float32(0.1))) is np.float32


def test_objects_come_back_without_a_word_of_their_own():
    cells = RNG.random((3, 3))
    one = Frozen(0.1 + 0.2, cells)
    grown = Grown(array("d", [0.1, 0.2]))
    again = there_and_back(Open([one, one, grown, cells]))
    assert isinstance(again, Open)
    first, second, third, shared = again.inside
    assert first is second  # what was one stays one
    assert shared is first.cells
    assert first.at == 0.1 + 0.2
    np.testing.assert_array_equal(first.cells, cells)
    assert third.times == grown.times
    assert again.detail is str


@pytest.mark.parametrize("stranger", [object(), {"a": print}, [Exception()], {1.0: {2: ...}}])
def test_what_is_none_of_the_classes_is_refused(stranger):
    with pytest.raises(TypeError, match="a state holds no "):
        packed(stranger, CLASSES)


def _of(head, rest=b""):
    return zlib.compress(len(head).to_bytes(8, "little") + head + rest)


@pytest.mark.parametrize("content", [
    b"", b"nonsense", zlib.compress(b""), _of(b"{"), _of(b"[]"), _of(b'{"arrays": [], "tree": ["array", 0]}'),
    _of(b'{"arrays": [["<f4", [9]]], "tree": null}', b"\0" * 8),
    _of(b'{"arrays": [["O", [1]]], "tree": null}', b"\0" * 8), _of(b'{"arrays": [], "tree": ["eval", "1"]}'),
    _of(b'{"arrays": [], "tree": ["object", 0, "Exception", {}]}'), _of(b'{"arrays": [], "tree": ["again", 3]}'),
    _of(b'{"arrays": [], "tree": ["object", 0, "Frozen", {"nosuch": 1}]}'),
    _of(b'{"arrays": [["<f8", [-1]]], "tree": null}'), _of(b'{"arrays": [], "tree": ' + b"[" * 100_000),
])  # fmt: skip
def test_what_holds_no_state_is_told(content):
    with pytest.raises(ValueError, match="it holds no state that can be read"):
        unpacked(content, CLASSES, MOST)


def test_a_state_that_was_cut_or_changed_is_told():
    whole = packed([RNG.random((50, 50)), Frozen(1.0, np.eye(3))], CLASSES)
    for broken in (whole[: len(whole) // 2], whole[:-1], b"\0" + whole[1:]):
        with pytest.raises(ValueError, match="it holds no state"):
            unpacked(broken, CLASSES, MOST)


def test_a_state_that_would_come_to_more_than_it_may_is_inflated_no_further():
    zeros = packed(np.zeros(16 * MOST, np.uint8), CLASSES)
    assert len(zeros) < MOST // 10
    assert unpacked(zeros, CLASSES, 17 * MOST).size == 16 * MOST
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match="it would come to more than 1,048,576 bytes"):
            unpacked(zeros, CLASSES, MOST)
        assert tracemalloc.get_traced_memory()[1] < 3 * MOST
    finally:
        tracemalloc.stop()
    with pytest.raises(ValueError, match="a head of 99,999,999,999,008 bytes"):
        unpacked(zlib.compress((99_999_999_999_000).to_bytes(8, "little") + b"{}"), CLASSES, MOST)
