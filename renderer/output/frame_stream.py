"""Frames on a pipe, raw or Y4M: each as the bytes that came, and as the sRGB codes that they show."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError

from .codecs.y4m import LINE, MAGIC, Y4m, parse_y4m

if TYPE_CHECKING:
    import av

__all__ = ["RawFrames", "Y4mFrames", "open_frames"]

Codes = NDArray[np.uint8]
_HD = 720  # px: pictures of that width or height and more are BT.709, smaller ones BT.601, as players take them


@dataclass(frozen=True, slots=True)
class RawFrames:
    """Frames of rgb24, one behind the other, with nothing between them."""

    size: tuple[int, int]
    fps: Fraction
    head: bytes = b""
    alpha: bool = False

    def line(self, source: BinaryIO) -> bytes:  # noqa: ARG002 - of the other kind
        """Return what stands before a frame: nothing."""
        return b""

    @property
    def length(self) -> int:
        """Bytes of one frame."""
        return 3 * self.size[0] * self.size[1]

    def codes(self, content: bytes) -> Codes:
        """Return what a frame shows, [height, width, 3]."""
        return np.frombuffer(content, np.uint8).reshape(self.size[1], self.size[0], 3)

    def packed(self, shown: Codes, codes: Codes, content: bytes) -> bytes:  # noqa: ARG002 - of the other kind
        """Return the bytes of ``shown``, which was ``codes`` before it was held."""
        return shown.tobytes()


class Y4mFrames:
    """Frames of planes, each behind a line, as the ``head`` of the stream says."""

    def __init__(self, head: bytes) -> None:
        """Take the first line of the stream; raises ValueError where it is none."""
        from av.video.reformatter import VideoReformatter

        self.head, self.format = head, parse_y4m(head)
        self.size, self.fps, self.length = self.format.size, self.format.fps, self.format.length
        self.alpha = self.format.pixels.startswith("yuva")
        self._scaler = VideoReformatter()

    def line(self, source: BinaryIO) -> bytes:
        """Return the line before a frame, "" at the stream's end; raises ValueError where something else comes."""
        line = source.readline(LINE)
        if line and not (line.split(b" ")[0].rstrip() == b"FRAME" and line.endswith(b"\n")):
            raise ValueError("something else stands where a line FRAME should")
        return line

    def codes(self, content: bytes) -> Codes:
        """Return what a frame shows, [height, width, 3], or 4 where it has transparency."""
        planes = self._planes(content)
        if len(planes) == 1:  # the scaler takes grey for full range, whatever it is told
            low, high = self._span
            grey = np.rint(np.clip((planes[0].astype(np.float32) - low) * (255.0 / (high - low)), 0, 255))
            return np.repeat(grey.astype(np.uint8)[..., None], 3, 2)
        from av.video.reformatter import ColorRange

        frame = _frame(self.format, planes)
        made = self._scaler.reformat(
            frame, format="rgba" if self.alpha else "rgb24", src_colorspace=self._matrix, interpolation=_flags(),
            src_color_range=self._range, dst_color_range=ColorRange.JPEG, threads=1,
        )  # fmt: skip
        return made.to_ndarray().astype(np.uint8, copy=False)

    def packed(self, shown: Codes, codes: Codes, content: bytes) -> bytes:
        """Return the bytes of ``shown``, which was ``codes`` before it was held: those that came, where it was not."""
        changed = (shown != codes).any(-1)
        planes, mixed = self._planes(content), self._coded(shown)
        out = []
        for old, new in zip(planes, mixed, strict=True):
            out.append(np.where(_any(changed, old.shape), new, old).astype(old.dtype).tobytes())
        return b"".join(out)

    def _coded(self, shown: Codes) -> list[NDArray[Any]]:
        """Return the planes that show ``shown``."""
        import av
        from av.video.reformatter import ColorRange

        if len(self.format.planes) == 1:
            low, high = self._span
            light = shown.astype(np.float32) @ np.array([0.2126, 0.7152, 0.0722], np.float32)
            return [np.rint(low + light * ((high - low) / 255.0))]
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(shown), format="rgba" if self.alpha else "rgb24")
        made = self._scaler.reformat(
            frame, format=self.format.pixels, dst_colorspace=self._matrix, interpolation=_flags(),
            src_color_range=ColorRange.JPEG, dst_color_range=self._range, threads=1,
        )  # fmt: skip
        return [_plane(plane, shape, self._dtype) for plane, shape in zip(made.planes, self.format.planes, strict=True)]

    def _planes(self, content: bytes) -> list[NDArray[Any]]:
        """Return the samples of a frame, one array a plane."""
        samples, at, found = np.frombuffer(content, self._dtype), 0, []
        for rows, columns in self.format.planes:
            found.append(samples[at : at + rows * columns].reshape(rows, columns))
            at += rows * columns
        return found

    @cached_property
    def _dtype(self) -> np.dtype[Any]:
        return np.dtype("<u2" if self.format.deep else "u1")

    @cached_property
    def _span(self) -> tuple[float, float]:
        """Samples of black and white."""
        top = 1 << (int(self.format.pixels.removeprefix("gray").removesuffix("le")) - 8) if self.format.deep else 1
        return (0.0, 256.0 * top - 1.0) if self.format.full else (16.0 * top, 235.0 * top)

    @cached_property
    def _matrix(self) -> int:
        from av.video.reformatter import Colorspace

        large = max(self.size[0] * 9 // 16, self.size[1]) >= _HD
        return Colorspace.ITU709 if large else Colorspace.ITU601

    @cached_property
    def _range(self) -> int:
        from av.video.reformatter import ColorRange

        return ColorRange.JPEG if self.format.full else ColorRange.MPEG


def open_frames(source: BinaryIO, size: tuple[int, int] | None, fps: Fraction | None) -> "RawFrames | Y4mFrames":
    """
    Return what is on the pipe ``source``: raw frames of ``size`` and ``fps``, or, where neither is said, Y4M.

    Raises UsageError where it is neither.
    """
    if size is not None and fps is not None:
        return RawFrames(size, fps)
    head = source.readline(LINE)
    if not head.startswith(MAGIC):
        what = "nothing came" if not head else "it is no Y4M"
        raise UsageError(f"The stream cannot be read: {what}. Raw frames of rgb24 need --size and --fps.")
    try:
        return Y4mFrames(head)
    except ValueError as error:
        raise UsageError(f"The stream cannot be read: {error}.") from error


def _flags() -> int:
    from .codecs.av import SCALER

    return SCALER


def _frame(form: Y4m, planes: list[NDArray[Any]]) -> "av.VideoFrame":
    """Return ``planes`` as a frame of PyAV, whose rows are padded."""
    import av

    frame = av.VideoFrame(*form.size, form.pixels)
    for plane, samples in zip(frame.planes, planes, strict=True):
        rows = plane.buffer_size // plane.line_size
        padded = np.zeros((rows, plane.line_size // samples.itemsize), samples.dtype)
        padded[: len(samples), : samples.shape[1]] = samples
        plane.update(padded.tobytes())
    return frame


def _plane(plane: Any, shape: tuple[int, int], dtype: np.dtype[Any]) -> NDArray[Any]:  # noqa: ANN401
    """Return the samples of a plane of PyAV, without the padding of its rows."""
    rows = plane.buffer_size // plane.line_size
    return np.frombuffer(plane, dtype).reshape(rows, -1)[: shape[0], : shape[1]]


def _any(changed: NDArray[np.bool_], shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Return for each sample of a plane of ``shape`` whether any px that it colours ``changed``."""
    high, wide = (-(-size // count) for size, count in zip(changed.shape, shape, strict=True))
    padded = np.zeros((shape[0] * high, shape[1] * wide), np.bool_)
    padded[: changed.shape[0], : changed.shape[1]] = changed
    return np.asarray(padded.reshape(shape[0], high, shape[1], wide).any((1, 3)), np.bool_)
