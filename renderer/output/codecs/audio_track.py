"""The sound of a film, encoded as its pictures are joined: as long as they are, to the sample."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from .sound_file import RATE

__all__ = ["ENCODERS", "AudioTrack"]

# Encoder by the name of what a container holds, and its options: few bytes beside a picture's, and nothing is missed.
ENCODERS = {"AAC": ("aac", 128_000), "PCM": ("pcm_s24le", 0), "Opus": ("libopus", 96_000), "FLAC": ("flac", 0)}
_BLOCK = 4800  # samples at a time


class AudioTrack:
    """A track of sound in ``made``, a container that is being written; its other tracks are its maker's."""

    def __init__(self, made: Any, kind: str, layout: str, blocks: Iterator[NDArray[np.float32]]) -> None:  # noqa: ANN401
        """Kind : of ``ENCODERS``; blocks : float32 [n, channels of ``layout``], at ``RATE``, to the film's end."""
        encoder, rate = ENCODERS[kind]
        self._made, self._layout, self._blocks = made, layout, blocks
        self._stream = made.add_stream(encoder, rate=RATE, layout=layout)
        context = self._stream.codec_context
        context.flags |= av.codec.context.Flags.bitexact
        if rate:
            context.bit_rate = rate * max(1, context.layout.nb_channels)
        self._at = 0  # samples

    def until(self, seconds: Fraction) -> None:
        """Write what is heard before that moment of the film."""
        while self._at < seconds * RATE:
            block = next(self._blocks, None)
            if block is None:
                return
            self._put(block)

    def finish(self) -> None:
        """Write the rest, and what the encoder still holds back."""
        for block in self._blocks:
            self._put(block)
        self._made.mux(self._stream.encode(None))

    def _put(self, block: NDArray[np.float32]) -> None:
        for start in range(0, len(block), _BLOCK):
            part = np.ascontiguousarray(block[start : start + _BLOCK])
            frame = av.AudioFrame.from_ndarray(part.reshape(1, -1), format="flt", layout=self._layout)
            frame.sample_rate, frame.pts, frame.time_base = RATE, self._at, Fraction(1, RATE)
            self._at += len(part)
            self._made.mux(self._stream.encode(frame))
