"""What fed back into a still that was kept live, beside it: with it the very same picture can be made again.

    reef-f00412-s7.png, reef-f00412-s7.png.json, reef-f00412-s7.png.state.npz

The manifest knows its hash: ``"state": {"sha256": ...}``, or ``{"inexact": why}`` where there is none.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from renderer.core.errors import DataError
from renderer.core.files import write_whole
from renderer.gpu.feedback import LastFrame

__all__ = ["feedback_beside", "read_feedback", "write_feedback"]

LIMIT = 1 << 30  # bytes, packed or not; a longer file is none of ours


def feedback_beside(path: Path) -> Path:
    """
    Return where the state before ``path`` stands.

    >>> feedback_beside(Path("reef.png")).name
    'reef.png.state.npz'
    """
    return path.with_name(f"{path.name}.state.npz")


def write_feedback(path: Path, frames: Mapping[str, LastFrame]) -> dict[str, str]:
    """Write ``frames`` beside the still ``path``, whole or not at all; return what its manifest says of them."""
    arrays: dict[str, Any] = {f"{name}.outputs": frame.outputs for name, frame in frames.items()}
    arrays |= {f"{name}.held": np.bool_(frame.held) for name, frame in frames.items()}
    content = io.BytesIO()
    np.savez_compressed(content, **arrays)
    write_whole(feedback_beside(path), content.getvalue())
    return {"sha256": hashlib.sha256(content.getvalue()).hexdigest()}


def read_feedback(path: Path, state: Mapping[str, Any]) -> dict[str, LastFrame]:
    """
    Return what fed back into the still ``path``, of which its manifest says ``state``.

    Raises DataError where that is missing, damaged, or of another picture.
    """
    file = feedback_beside(path)
    if "inexact" in state:
        raise DataError(str(state["inexact"]))
    try:
        if file.exists() and not file.is_file():
            raise DataError(f"{file}, which holds what fed back into it, is no file")
        if file.stat().st_size > LIMIT:
            raise DataError(f"{file} is too long to be what fed back into {path.name}")
        content = file.read_bytes()
    except OSError as error:
        raise DataError(f"{file}, which holds what fed back into it, cannot be read: {error.strerror}") from None
    if hashlib.sha256(content).hexdigest() != state.get("sha256"):
        raise DataError(f"{file} is damaged, or belongs to another picture")
    try:
        return _frames(content)
    except Exception as error:  # an archive may be wrong in as many ways as there are modules that read it
        raise DataError(f"{file} holds nothing that can be read ({type(error).__name__}: {error})") from None


def _frames(content: bytes) -> dict[str, LastFrame]:
    """Return what the archive ``content`` holds, which may be anything."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(one.file_size for one in archive.infolist()) > LIMIT:
            raise ValueError("it would unpack to more than any state")
    with np.load(io.BytesIO(content), allow_pickle=False) as kept:
        names = [key.removesuffix(".outputs") for key in kept.files if key.endswith(".outputs")]
        if not names:
            raise ValueError("it holds no pass")
        return {name: LastFrame(bool(kept[f"{name}.held"]), kept[f"{name}.outputs"]) for name in names}
