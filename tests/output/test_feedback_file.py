"""The state before a live still: the same numbers come back, and whatever is not that state is told in a sentence."""

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.gpu.feedback import LastFrame
from renderer.output.feedback_file import feedback_beside, read_feedback, write_feedback

RNG = np.random.default_rng(7)
FRAMES = {
    "pool": LastFrame(True, RNG.normal(0, 1e3, (2, 5, 7, 4)).astype(np.float32)),
    "fx_echo": LastFrame(False, np.zeros((1, 3, 4, 4), np.float16)),
    "mask": LastFrame(True, RNG.integers(0, 256, (1, 2, 2, 4), np.uint8)),
}


def test_the_same_numbers_come_back(tmp_path):
    still = tmp_path / "reef.png"
    state = write_feedback(still, FRAMES)
    again = read_feedback(still, state)
    assert list(again) == list(FRAMES)
    for name, frame in FRAMES.items():
        assert again[name].held == frame.held
        assert again[name].outputs.dtype == frame.outputs.dtype
        np.testing.assert_array_equal(again[name].outputs, frame.outputs)
    assert write_feedback(tmp_path / "b.png", FRAMES) == state  # the same states, the same bytes


def test_what_is_missing_damaged_or_of_another_is_told(tmp_path):
    still = tmp_path / "reef.png"
    state, file = write_feedback(still, FRAMES), feedback_beside(still)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(DataError, match=r"reef.png.state.npz is damaged, or belongs to another picture"):
        read_feedback(still, state)
    file.unlink()
    with pytest.raises(DataError, match=r"which holds what fed back into it, cannot be read: No such"):
        read_feedback(still, state)
    with pytest.raises(DataError, match=r"^because$"):
        read_feedback(still, {"inexact": "because"})


def test_a_file_that_is_no_state_is_told_though_its_hash_is_right(tmp_path):
    import hashlib

    still = tmp_path / "reef.png"
    for content in (b"", b"PK\3\4 nonsense", b"\x93NUMPY"):
        feedback_beside(still).write_bytes(content)
        with pytest.raises(DataError, match="holds nothing that can be read"):
            read_feedback(still, {"sha256": hashlib.sha256(content).hexdigest()})
