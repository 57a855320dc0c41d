"""Encoding in this process, with PyAV: colour converted as its signal says, BT.709 without one, and tagged."""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.logging
from av.video.reformatter import (
    ColorRange,
    Interpolation,
    VideoReformatter,
)

from .container import flags
from .encoders import THREADS, Codec
from .worker import plane

__all__ = ["AvSink"]

# Bilinear is exact for the 2 x 2 averages of 4:2:0; the flags round properly, at no cost (within 0.6/255).
SCALER = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INP | Interpolation.BITEXACT

RGB = 0  # of ITU-T H.273: no matrix
DELAY = 3  # frames before x265's decoding times are its own


class AvSink:
    """
    A film being encoded into ``path``: one frame is encoded while the next is converted.

    Frames given to ``put`` are ``av.VideoFrame`` of sRGB-encoded RGB at the film's size. An error of the
    encoder passes through as ``av.FFmpegError``, at the next call.
    """

    def __init__(
        self,
        path: Path,
        size: tuple[int, int],
        fps: Fraction,
        codec: Codec,
        pixel_format: str,
        options: Mapping[str, str],
    ) -> None:
        if codec.encoder == "libsvtav1":
            os.environ.setdefault("SVT_LOG", "1")  # it prints a page for each film otherwise
        # Bit-exact: neither the moment nor the library's version goes into the file.
        self._container = av.open(str(path), "w", options={"fflags": "+bitexact", **flags(path)})
        stream: Any = self._container.add_stream(codec.encoder, rate=fps, options=dict(options))
        stream.width, stream.height = size
        stream.pix_fmt = pixel_format
        stream.thread_count = THREADS
        if pixel_format.startswith("yuva") and codec.encoder == "libvpx-vp9":
            stream.metadata["alpha_mode"] = "1"  # without it players ignore the second, transparent layer
        context = stream.codec_context
        context.time_base = 1 / fps
        context.color_range = ColorRange.JPEG if codec.rgb else ColorRange.MPEG
        primaries, transfer, matrix = codec.signal.tags
        context.colorspace = RGB if codec.rgb else matrix
        context.color_primaries = primaries
        context.color_trc = transfer
        if codec.tag is not None:
            context.codec_tag = codec.tag
        self._stream, self._format, self._tick, self._rgb = stream, pixel_format, 1 / fps, codec.rgb
        self._signal = codec.signal
        self._scaler = VideoReformatter()
        self._count = 0
        self._encoder = ThreadPoolExecutor(1, "encoder")
        self._ahead: Future[None] | None = None

    def put(self, frame: av.VideoFrame, index: int) -> None:
        """Encode one frame, which is not looked at any more when this returns; ``index`` counts from 0."""
        encoded = self._converted(frame)
        encoded.pts, encoded.time_base = index, self._tick
        self._count += 1
        self._wait()
        self._ahead = self._encoder.submit(self._encode, encoded)
        if encoded is frame:  # nothing was to be converted, and the caller draws into it again
            self._wait()

    def finish(self) -> None:
        """Encode what is still held back, write the index and close the file."""
        self._wait()
        with _words():
            packets = self._stream.encode(None)
            if self._count < DELAY:
                for packet in packets:  # x265 gives them a decoding time from memory that it never wrote
                    packet.dts = packet.pts
            self._container.mux(packets)
            self._container.close()
        self._encoder.shutdown()

    def abort(self) -> None:
        """Let go of the file, however it stands."""
        self._encoder.shutdown()
        with suppress(av.FFmpegError):  # what went wrong has been said already
            self._container.close()

    def _wait(self) -> None:
        """Wait until the frame before is encoded; raises what went wrong with it."""
        if self._ahead is not None:
            self._ahead.result()

    def _encode(self, frame: av.VideoFrame) -> None:
        """Encode a converted frame; nothing else is done with the encoder meanwhile."""
        with _words():
            self._container.mux(self._stream.encode(frame))

    def _converted(self, frame: av.VideoFrame) -> av.VideoFrame:
        """Return ``frame`` as it is encoded."""
        if not self._rgb:
            return self._coded(frame)
        converted = self._scaler.reformat(frame, format=self._format, interpolation=SCALER, threads=1)
        converted.colorspace, converted.color_range = RGB, ColorRange.JPEG
        return converted

    def _coded(self, frame: av.VideoFrame) -> av.VideoFrame:
        """Return ``frame`` as luma and chroma in limited range; its transfer is said, not changed."""
        if frame.format.name.endswith("le"):  # the scaler takes 65,280 for white: 940 of 10 bits would be 943
            colours = plane(frame)[..., :3]
            colours -= colours >> 8
        coded = self._scaler.reformat(
            frame,
            format=self._format,
            interpolation=SCALER,
            dst_colorspace=self._signal.matrix,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            threads=1,
        )
        coded.color_trc, coded.color_primaries = self._signal.transfer, self._signal.primaries
        return coded


@contextmanager
def _words() -> Iterator[None]:
    """
    Have the encoder's own words in the error that it raises, and not on the artist's terminal.

    Only here: threads of a decoder that say something of a damaged film wait for Python's lock, and Python for them.
    """
    before = av.logging.get_level()
    av.logging.set_level(av.logging.ERROR)
    try:
        with av.logging.Capture():
            yield
    finally:
        av.logging.set_level(before)
