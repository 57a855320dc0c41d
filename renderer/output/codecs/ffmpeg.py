"""Encoding with the ffmpeg binary of imageio-ffmpeg, for what the one inside PyAV lacks."""

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import IO

import av

from renderer.core.extras import need

from .container import flags
from .encoders import THREADS, Codec
from .worker import plane

__all__ = ["PipeSink", "has_encoder"]

# ffmpeg 9 drops tags given as output options: the frames themselves must carry them.
COLOUR = (
    "scale=in_range=full:out_range=limited:out_color_matrix=bt709:flags=bilinear+accurate_rnd+full_chroma_inp"
    ",format={},setparams=range=limited:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
)
RGB = "format={},setparams=range=full:color_primaries=bt709:color_trc=bt709"


def has_encoder(codec: Codec) -> bool:
    """Say whether the ffmpeg inside PyAV encodes this."""
    try:
        av.Codec(codec.encoder, "w")
    except av.codec.codec.UnknownCodecError:
        return False
    return True


class PipeSink:
    """A film being encoded into ``path`` by a process of its own, its words kept and its status read."""

    def __init__(
        self,
        path: Path,
        size: tuple[int, int],
        fps: Fraction,
        codec: Codec,
        pixel_format: str,
        options: Mapping[str, str],
    ) -> None:
        need("ffmpeg", f"{codec.label}, which the FFmpeg inside av does not write,")
        self._path, self._size, self._fps = path, size, fps
        colour = (RGB if codec.rgb else COLOUR).format(pixel_format)
        self._output = ["-vf", colour, "-c:v", codec.encoder, "-threads", str(THREADS)]
        for key, value in options.items():
            self._output += [f"-{key}:v", value]
        if codec.tag is not None:
            self._output += ["-tag:v", codec.tag]
        for key, value in flags(path).items():
            self._output += [f"-{key}", value]
        if pixel_format.startswith("yuva") and codec.encoder == "libvpx-vp9":
            self._output += ["-metadata:s:v", "alpha_mode=1"]
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 (a pipe would fill up and stop the encoder)
        self._process: subprocess.Popen[bytes] | None = None

    def put(self, frame: av.VideoFrame, index: int) -> None:
        """Hand one frame over."""
        if index == 0:
            self._process = self._start(frame.format.name)
        try:
            self._stdin().write(plane(frame).tobytes())
        except BrokenPipeError:
            raise self._failure() from None

    def finish(self) -> None:
        """Wait for the encoder; whatever it says with a status other than 0 is an error."""
        process = self._process
        if process is None:
            return
        try:
            self._stdin().close()
        except BrokenPipeError:
            raise self._failure() from None
        if process.wait() != 0:
            raise self._failure()

    def abort(self) -> None:
        """End the process, if it still runs."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        if self._process is not None and self._process.stdin and not self._process.stdin.closed:
            with suppress(BrokenPipeError):  # what was not written yet has nowhere to go
                self._process.stdin.close()
        self._words.close()

    def _start(self, source: str) -> subprocess.Popen[bytes]:
        """Start ffmpeg; ``source`` is the pixel format of the frames to come."""
        import imageio_ffmpeg

        width, height = self._size
        given = [
            "-f",
            "rawvideo",
            "-pix_fmt",
            source,
            "-s",
            f"{width}x{height}",
            "-r",
            str(self._fps),
            "-i",
            "-",
        ]
        exact = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
        return subprocess.Popen(
            [
                imageio_ffmpeg.get_ffmpeg_exe(),
                "-v",
                "error",
                "-y",
                *given,
                *exact,
                *self._output,
                str(self._path),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._words,
            env={**os.environ, "SVT_LOG": "1"},
        )

    def _stdin(self) -> IO[bytes]:
        """Return the pipe to the encoder."""
        assert self._process is not None
        assert self._process.stdin is not None
        return self._process.stdin

    def _failure(self) -> OSError:
        """Return what the encoder said, once it has ended."""
        status = self._process.wait() if self._process else None
        self._words.seek(0)
        lines = self._words.read().decode("utf-8", "replace").splitlines()
        # What went wrong comes first; the rest is ffmpeg taking itself apart.
        said = "; ".join(re.sub(r" @ 0x[0-9a-f]+", "", line.strip()) for line in lines[:3]) or "nothing"
        return OSError(f"the encoder (ffmpeg, status {status}) says: {said}")
