"""GIF films: one palette for the whole film, with memory that does not grow with its length.

The palette can be known only after the last frame, so the frames wait on disk, stored
without loss, while their colours are counted.
"""

import shutil
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
from av.filter import Graph
from av.video.format import VideoFormat
from av.video.reformatter import VideoReformatter

from .encoders import THREADS
from .wanted import Words
from .xmp import packet

__all__ = ["GifSink"]

SPOOLED = VideoFormat("bgr0")
TICK = Fraction(1, 100)  # GIF counts in hundredths of a second


class GifSink:
    """A GIF being made at ``path``; it loops for ever."""

    def __init__(self, path: Path, size: tuple[int, int], fps: Fraction, words: Words | None = None) -> None:
        self._words = words
        self._path, self._size, self._fps = path, size, fps
        self._spool = path.with_suffix(".frames")
        self._store = av.open(str(self._spool), "w", format="nut", options={"fflags": "+bitexact"})
        self._stream = self._store.add_stream("ffv1", rate=fps)
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = SPOOLED.name
        self._stream.thread_count = THREADS
        self._scaler = VideoReformatter()
        self._colours = Graph()
        self._counted = self._colours.add_buffer(width=size[0], height=size[1], format=SPOOLED, time_base=1 / fps)
        generator = self._colours.add("palettegen", "stats_mode=full")
        self._colours.link_nodes(self._counted, generator, self._colours.add("buffersink")).configure()

    def put(self, frame: av.VideoFrame, index: int) -> None:
        """Store one frame and count its colours."""
        stored = self._scaler.reformat(frame, format=SPOOLED.name, threads=1)
        stored.pts, stored.time_base = index, 1 / self._fps
        self._store.mux(self._stream.encode(stored))
        self._counted.push(stored)
        with suppress(BlockingIOError):  # no palette yet; but asking lets the filter count, and free the frame
            self._colours.vpull()

    def finish(self) -> None:
        """Choose the palette and write the GIF."""
        self._store.mux(self._stream.encode(None))
        self._store.close()
        self._counted.push(None)
        self._paint(self._colours.vpull())
        self._spool.unlink()
        if self._words is not None:
            _store(self._path, packet(self._words))

    def _paint(self, palette: av.VideoFrame) -> None:
        """Draw every stored frame with the palette's 256 colours, dithered."""
        with av.open(str(self._spool)) as spool, av.open(str(self._path), "w", format="gif") as made:
            stream = made.add_stream("gif", rate=self._fps)
            stream.width, stream.height = self._size
            stream.pix_fmt = "pal8"
            stream.codec_context.time_base = TICK
            source = spool.streams.video[0]
            graph = Graph()
            frames = graph.add_buffer(template=source)
            colours = graph.add_buffer(width=16, height=16, format=palette.format, time_base=TICK)
            painter, drawn = graph.add("paletteuse", "dither=sierra2_4a"), graph.add("buffersink")
            frames.link_to(painter, 0, 0)
            colours.link_to(painter, 0, 1)
            painter.link_to(drawn)
            graph.configure()
            palette.pts, palette.time_base = 0, TICK
            colours.push(palette)
            colours.push(None)
            for frame in spool.decode(source):
                frames.push(frame)
                made.mux(stream.encode(graph.vpull()))
            made.mux(stream.encode(None))

    def abort(self) -> None:
        """Let go of its files."""
        with suppress(av.FFmpegError):  # what went wrong has been said already
            self._store.close()
        for left in (self._spool, self._path.with_suffix(".words")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _store(path: Path, xmp: bytes) -> None:
    """
    Put ``xmp`` into the GIF at ``path``, before its pictures: FFmpeg takes what stands behind them for one more.

    As XMP Specification Part 3, 1.1.2: its bytes are read as lengths of blocks by who does not know it, and wherever
    they jump to, the row of 255 to 0 behind it leads them to its end.
    """
    whole = path.with_suffix(".words")
    with path.open("rb") as made, whole.open("wb") as file:
        head = made.read(13)
        file.write(head)
        if head[10] & 0x80:  # a table of colours follows
            file.write(made.read(3 << (head[10] & 7) + 1))
        file.write(b"\x21\xff\x0bXMP DataXMP" + xmp + b"\x01" + bytes(range(255, -1, -1)) + b"\0")
        shutil.copyfileobj(made, file)
    whole.replace(path)
