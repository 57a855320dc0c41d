"""A film as segments, each by an encoder of its own, and the segments as one film: packets are copied, none is coded.

A segment begins with a key frame and its encoder knows nothing of those before: what it writes hangs on its own
pictures alone, so that a film is the same whoever made which segment, and when.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np

from .container import flags
from .verify import Expected, place_of, verify_segment
from .worker import Sink, mean_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.output.film_journal import Segment
    from renderer.output.film_parts import FilmParts

    from .audio_track import AudioTrack

__all__ = ["SegmentSink", "join"]


class SegmentSink:
    """
    Encodes pictures into the segments that they belong to; each is decoded before it counts.

    encoder : starts one that writes into a file; name : of the film, for messages
    """

    def __init__(
        self, parts: "FilmParts", encoder: Callable[[Path], Sink], name: str, size: tuple[int, int], fps: Fraction, *,
        tags: tuple[int, int, int] | None,
    ) -> None:  # fmt: skip
        """``size`` : px as encoded; tags : what its container says of its colours."""
        self._parts, self._encoder, self._name = parts, encoder, name
        self._size, self._fps, self._tags = size, fps, tags
        self._sink: Sink | None = None
        self._number = self._count = 0
        self._first: NDArray[np.float64] = np.zeros(3)
        self._newest: av.VideoFrame | None = None

    def put(self, frame: av.VideoFrame, index: int) -> None:
        """Encode picture ``index`` of the film; where segments are there already, it need not be the next."""
        number, at = divmod(index, self._parts.length)
        if self._sink is not None and number != self._number:
            self.finish()
        if self._sink is None:
            self._number, self._count, self._first = number, 0, mean_of(frame)
            self._sink = self._encoder(self._made)
        self._sink.put(frame, at)
        self._newest, self._count = frame, self._count + 1
        if self._count == self._parts.length:  # the next picture may be long in coming
            self.finish()

    def finish(self) -> None:
        """Complete the segment that is being written: its file is whole, read back, and noted."""
        if self._sink is None or self._newest is None:
            return
        last = mean_of(self._newest)
        self._sink.finish()
        self._sink.abort()
        self._sink = None
        expected = Expected(self._size, self._fps, self._count, None, self._first, last, self._tags)
        delay = verify_segment(self._made, self._name, expected)
        facts = {"frames": self._count, "delay": delay, "first": tuple(self._first), "last": tuple(last)}
        self._parts.done(self._number, self._made, facts)

    def abort(self) -> None:
        """Let go of what is not whole."""
        if self._sink is not None:
            self._sink.abort()
            self._sink = None
        self._made.unlink(missing_ok=True)

    @property
    def _made(self) -> Path:
        """The file that the segment has until it is whole."""
        whole = self._parts.file(self._number)
        return whole.with_name(f"{whole.stem}.part{whole.suffix}")


def join(
    pieces: "Iterable[tuple[Segment, Path]]", into: Path, fps: Fraction, metadata: Mapping[str, str],
    sound: Callable[[Any], "AudioTrack"] | None = None,
) -> None:  # fmt: skip
    """
    Write ``pieces``, in their order, as one film ``into``; raises av.FFmpegError, OSError.

    sound : adds its track to the container, and encodes it between the pictures

    A packet's place is counted, so that what a container rounded adds up to nothing; its decoding time is as early as
    the slowest piece asks, as one encoder's would be.
    """
    pieces = list(pieces)
    delay = max(piece.delay for piece, _ in pieces)
    with av.open(str(into), "w", options={"fflags": "+bitexact", **flags(into, sound=sound is not None)}) as made:
        made.metadata.update(metadata)
        stream: Any = None
        track: AudioTrack | None = None
        begun = count = 0
        for piece, path in pieces:
            with av.open(str(path)) as source:
                video = source.streams.video[0]
                if stream is None:
                    stream = made.add_stream_from_template(video, opaque=True)
                    stream.codec_context.framerate = fps  # Matroska's times are rounded: this is what is exact there
                    stream.time_base, stream.codec_context.codec_tag = 1 / fps, video.codec_context.codec_tag
                    stream.metadata.update({name: text for name, text in video.metadata.items() if name in _KEPT})
                    track = sound(made) if sound else None
                for packet in source.demux(video):
                    if not packet.size:
                        continue
                    place = begun + place_of(packet, fps)
                    packet.stream = stream
                    packet.time_base = 1 / fps
                    packet.pts, packet.dts, packet.duration = place, count - delay, 1
                    made.mux(packet)
                    count += 1
                    if track is not None:
                        track.until(count / fps)
            begun += piece.frames
        if track is not None:
            track.finish()


_KEPT = ("alpha_mode", "ALPHA_MODE")
