"""Encoding on a thread of its own, with never more than two frames in hand."""

import queue
import threading
from typing import Any, Protocol

import av
import numpy as np
from numpy.typing import NDArray

__all__ = ["Sink", "Worker", "mean_of", "plane"]

IN_HAND = 2  # one being encoded, one being filled: more would only fill memory
SOURCES = {("uint8", 3): "rgb24", ("uint8", 4): "rgba", ("uint16", 3): "rgb48le", ("uint16", 4): "rgba64le"}


class Sink(Protocol):
    """What takes frames and makes a file of them."""

    def put(self, frame: av.VideoFrame, index: int) -> None:
        """Encode frame number ``index``."""

    def finish(self) -> None:
        """Complete the file."""

    def abort(self) -> None:
        """Let go of the file; harmless after ``finish``."""


class Worker:
    """
    Hands frames to a sink on a thread; an error there is raised here, at the next call.

    size : width and height to encode, px; smaller frames are continued by their last row and column
    first, last : mean colour of those frames, float64 [3], 0 .. 1, for the check afterwards
    """

    def __init__(self, sink: Sink, size: tuple[int, int]) -> None:
        self._sink: Sink | None = sink
        self._size = size
        self._ready: queue.Queue[tuple[av.VideoFrame, int] | None] = queue.Queue()
        self._free: queue.Queue[av.VideoFrame] = queue.Queue()
        self._newest: av.VideoFrame | None = None
        self.first: NDArray[np.float64] = np.zeros(3)
        self.last: NDArray[np.float64] = np.zeros(3)
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="film", daemon=True)
        self._thread.start()

    def put(self, frame: NDArray[Any], index: int) -> None:
        """Copy frame ``index``, uint8 or uint16 [height, width, 3 or 4], top row first, and queue it for encoding."""
        if self._newest is None:
            source = SOURCES[frame.dtype.name, frame.shape[2]]
            for _ in range(IN_HAND):
                self._free.put(av.VideoFrame(*self._size, source))
        target = self._free.get()
        self._raise()
        pixels = plane(target)
        height, width = frame.shape[:2]
        pixels[:height, :width] = frame
        pixels[height:, :width] = frame[-1:]
        pixels[:, width:] = pixels[:, width - 1 : width]
        if self._newest is None:
            self.first = mean_of(target)
        self._newest = target
        self._ready.put((target, index))

    def finish(self) -> None:
        """Wait until everything is encoded and the file complete."""
        self._stop()
        self._raise()
        if self._newest is not None:
            self.last = mean_of(self._newest)
        if self._sink is not None:
            self._sink.finish()

    def abort(self) -> None:
        """Stop, whatever the state, and let memory go; harmless after ``finish``."""
        self._stop()
        if self._sink is not None:
            self._sink.abort()
        self._sink = self._newest = None
        self._free = queue.Queue()

    def _stop(self) -> None:
        """End the thread after the frames that wait."""
        self._ready.put(None)
        self._thread.join()

    def _raise(self) -> None:
        """Raise what went wrong on the thread."""
        if self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        """Encode until told to stop; after a failure only hand frames back, so that nobody waits for ever."""
        while (given := self._ready.get()) is not None:
            frame, index = given
            if self._failure is None and self._sink is not None:
                try:
                    self._sink.put(frame, index)
                except BaseException as error:  # to the thread that draws, whatever it is
                    self._failure = error
            self._free.put(frame)


def plane(frame: av.VideoFrame) -> NDArray[Any]:
    """Return the memory of a packed frame as [height, width, channels], writable."""
    channels = 4 if frame.format.name.startswith("rgba") else 3
    dtype = np.dtype("<u2" if frame.format.name.endswith("le") else "u1")
    packed = frame.planes[0]
    lines: NDArray[Any] = np.frombuffer(memoryview(packed), dtype).reshape(packed.height, -1)
    return lines[:, : packed.width * channels].reshape(packed.height, packed.width, channels)


def mean_of(frame: av.VideoFrame) -> NDArray[np.float64]:
    """Return the mean colour of a frame, [3], 0 .. 1."""
    pixels = plane(frame)
    mean: NDArray[np.float64] = pixels[..., :3].mean(axis=(0, 1)) / np.iinfo(pixels.dtype).max
    return mean
