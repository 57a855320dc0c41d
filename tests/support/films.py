"""What the tests of files share: colours with known codes, and the other library to read them with."""

import subprocess
from contextlib import contextmanager

import numpy as np
import pytest

PRIMARIES = np.array(
    [[0, 0, 0], [255, 0, 0], [0, 255, 0], [0, 0, 255], [0, 255, 255], [255, 0, 255], [255, 255, 0], [255] * 3],
    np.uint8,
)


@pytest.fixture
def primaries():
    """Return eight colours, uint8 [8, 3]."""
    return PRIMARIES


@pytest.fixture
def bars():
    """Return ``bars(width, height)``: the eight colours as upright bars, uint8 [height, width, 3]."""

    def draw(width=128, height=64):
        return np.broadcast_to(np.repeat(PRIMARIES, width // 8, axis=0), (height, width, 3)).copy()

    return draw


@pytest.fixture
def swirl():
    """Return ``swirl(index, width, height)``: a moving picture, uint8 [height, width, 3]."""

    def draw(index, width=160, height=96):
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        a = np.sin(x * 0.05 + index * 0.2) + np.cos(y * 0.07 - index * 0.1)
        return (127 + 100 * np.stack([np.sin(a), np.sin(a + 2), np.sin(a + 4)], -1)).astype(np.uint8)

    return draw


@pytest.fixture
def no_file_beyond():
    """Return ``no_file_beyond(limit)``: within it no file grows beyond so many bytes, of this process or its own."""
    import resource  # not everywhere

    @contextmanager
    def limited(limit):
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limited


@pytest.fixture(scope="session")
def ffmpeg():
    """Return ``ffmpeg(*arguments) -> bytes``: stdout of the binary, which is not the one inside PyAV."""
    import imageio_ffmpeg

    def run(*arguments):
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, check=True).stdout

    return run


@pytest.fixture
def decoded(ffmpeg):
    """Return ``decoded(path, width, height, pixels)``: every frame, by the binary, [n, height, width, channels]."""

    def read(path, width, height, pixels="rgb24", decoder=()):
        # Full chroma interpolation and the file's own matrix: what a good player shows.
        flags = "scale=flags=bilinear+accurate_rnd+full_chroma_int+full_chroma_inp"
        raw = ffmpeg(*decoder, "-i", path, "-vf", flags, "-pix_fmt", pixels, "-f", "rawvideo", "-")
        kind = "<u2" if pixels.endswith("le") else "u1"
        return np.frombuffer(raw, kind).reshape(-1, height, width, 4 if "a" in pixels else 3)

    return read
