"""The state before a live still: the same numbers come back, and whatever is not that state is told in a sentence."""

import hashlib
import io
import os

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.gpu.feedback import LastFrame
from renderer.output import feedback_file
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
    plain, empty, packed = io.BytesIO(), io.BytesIO(), io.BytesIO()
    np.save(plain, np.zeros(3))
    np.savez(empty, other=np.zeros(3))
    np.savez_compressed(packed, **{"pool.outputs": RNG.normal(0, 1, (1, 9, 9, 4)), "pool.held": np.bool_(True)})
    flipped, encrypted = bytearray(packed.getvalue()), bytearray(packed.getvalue())
    flipped[len(flipped) // 3] ^= 1  # within what is packed
    encrypted[6] |= 1
    encrypted[encrypted.index(b"PK\1\2") + 8] |= 1
    still = tmp_path / "reef.png"
    for content in (b"", b"PK\3\4 nonsense", b"\x93NUMPY", plain.getvalue(), empty.getvalue(), flipped, encrypted):
        feedback_beside(still).write_bytes(content)
        with pytest.raises(DataError, match="holds nothing that can be read"):
            read_feedback(still, {"sha256": hashlib.sha256(content).hexdigest()})


def test_an_archive_that_unpacks_without_end_is_not_unpacked(tmp_path, monkeypatch):
    still = tmp_path / "reef.png"
    state = write_feedback(still, {"pool": LastFrame(True, np.zeros((1, 200, 200, 4), np.float32))})
    monkeypatch.setattr(feedback_file, "LIMIT", 100_000)
    assert feedback_beside(still).stat().st_size < 100_000
    with pytest.raises(DataError, match="it would unpack to more than any state"):
        read_feedback(still, state)


def test_what_is_no_file_is_not_waited_for(tmp_path):
    still = tmp_path / "reef.png"
    os.mkfifo(feedback_beside(still))
    with pytest.raises(DataError, match="is no file"):
        read_feedback(still, {"sha256": ""})
