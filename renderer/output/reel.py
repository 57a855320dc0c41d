"""A film that exists, as it will be seen: every picture of every video track, to the end that the film promises."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.media_file import open_media
from renderer.flash.over_grounds import composed

from .codecs.film_end import has_end

if TYPE_CHECKING:
    import av
    from av.container import InputContainer

__all__ = ["FilmPicture", "Reel", "VideoTrack", "frames", "open_reel", "pictures"]

_LEAST = Fraction(1, 1000)  # s between frames whose times do not advance
_SHORT = 0.1  # s that the end may be missed by: rounding of containers, and less than a flash takes
_ALPHA = {"vp8": "libvpx", "vp9": "libvpx-vp9"}  # decoders that see the transparency of WebM; ffmpeg's own do not
_MOST_PX = 1 << 28  # of a frame: 16k by 16k
_HDR = {16: "PQ", 18: "HLG"}  # transfers of ITU-T H.273 whose numbers are no sRGB codes


@dataclass(frozen=True, slots=True)
class VideoTrack:
    """One track of pictures: ``size`` (width, height as displayed, px), mean ``fps``, ``frames`` (0: not said)."""

    size: tuple[int, int]
    fps: Fraction
    frames: int

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.size[0] / self.size[1]


@dataclass(frozen=True, slots=True)
class Reel:
    """A film: its ``tracks`` of pictures, and whether it says where it ``ends``."""

    path: Path
    tracks: tuple[VideoTrack, ...]
    ends: bool

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height of the first track, px."""
        return self.tracks[0].size

    @property
    def fps(self) -> Fraction:
        """Return the mean rate of the first track."""
        return self.tracks[0].fps

    @property
    def aspect(self) -> float:
        """Width over height of the first track."""
        return self.tracks[0].aspect

    @property
    def frames(self) -> int:
        """How many frames all tracks promise; 0 where one does not say."""
        return 0 if any(not track.frames for track in self.tracks) else sum(track.frames for track in self.tracks)


@dataclass(frozen=True, slots=True)
class FilmPicture:
    """
    A frame of track number ``track``, ``time`` s after that track's first.

    over : sRGB codes [height, width, 3], once, or twice where it is transparent: over black and over white
    """

    track: int
    time: float
    over: tuple[NDArray[np.uint8], ...]


class _Reach:
    """How far into a film was read: ``end`` s of each of its streams, and ``packets`` that are to be seen or not."""

    def __init__(self) -> None:
        self.end: dict[int, Fraction] = {}
        self.packets: dict[int, int] = {}

    def take(self, packet: "av.Packet[Any]") -> None:
        """Note what came out of the container. What an edit list cuts away is there, and shows nothing."""
        number = packet.stream.index
        self.packets[number] = self.packets.get(number, 0) + 1
        if packet.pts is not None and packet.time_base and not packet.is_discard:
            until = (packet.pts + (packet.duration or 0)) * packet.time_base
            self.end[number] = max(until, self.end.get(number, until))


def open_reel(path: Path) -> Reel:
    """Return what ``path`` says of itself. Raises UsageError (exit code 2) where it is no film that can be read."""
    import av

    try:
        with open_media(path) as container:
            if not container.streams.video:
                raise _unreadable(path, "it holds no picture")
            tracks = tuple(_track(path, stream) for stream in container.streams.video)
            return Reel(path, tracks, has_end(path, container.format.name))
    except (av.FFmpegError, OSError, ValueError) as error:
        raise _unreadable(path, _reason(error)) from error


def _track(path: Path, stream: Any) -> VideoTrack:  # noqa: ANN401
    if stream.codec_context is None:
        raise _unreadable(path, "nothing here knows the codec of its picture")
    width, height = stream.codec_context.width, stream.codec_context.height
    shape = stream.sample_aspect_ratio or Fraction(1)
    if not (width and height):
        raise _unreadable(path, "no size of its picture was found, as in animated WebP, which cannot be decoded here")
    if width * height > _MOST_PX:
        raise _unreadable(path, f"{width}x{height} px is larger than any film")
    fps = Fraction(stream.average_rate or stream.guessed_rate or 25)
    return VideoTrack((max(1, round(width * shape)), height), fps, stream.frames)


def pictures(reel: Reel, most: tuple[int, int]) -> Iterator[FilmPicture]:
    """
    Yield the pictures of all tracks of ``reel`` as they follow each other in the file.

    most : width and height, px, to which larger pictures are averaged, unless they are transparent

    Raises UsageError where a picture is damaged or for an HDR screen, or where the film ends before it said it would.
    """
    import av
    import av.logging

    av.logging.set_level(None)  # a decoder's threads that speak to Python wait for it for ever
    reach, clocks = _Reach(), [_Clock(track.fps) for track in reel.tracks]
    try:
        with open_media(reel.path) as container:
            decoders = {stream.index: _decoder(stream) for stream in container.streams.video}
            numbers = {index: number for number, index in enumerate(decoders)}
            for packet in container.demux():
                if packet.size or packet.pts is not None:
                    reach.take(packet)
                if packet.stream.index not in numbers:
                    continue
                number = numbers[packet.stream.index]
                for frame in _decoded(decoders[packet.stream.index], packet):
                    time = clocks[number].at(frame, packet.stream.time_base)
                    if frame.color_trc in _HDR:
                        raise _for_hdr(reel.path, int(frame.color_trc))
                    if frame.is_corrupt:
                        raise _unreadable(reel.path, f"the picture at {float(time):.2f} s is damaged")
                    yield FilmPicture(number, float(time), _over(frame, most))
            _check_end(reel, container, reach, clocks)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise _unreadable(reel.path, f"it broke off: {_reason(error)}") from error


def frames(reel: Reel, grid: tuple[int, int]) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    """
    Yield time (s from the first frame) and sRGB codes [height, width, 3] of every frame of the first track.

    Larger pictures are first averaged to four times ``grid``: stripes finer than that are lost to the
    eye too, and the rest is averaged in linear light by the analyser.
    """
    for picture in pictures(reel, (4 * grid[0], 4 * grid[1])):
        if picture.track == 0:
            yield picture.time, picture.over[0]


class _Clock:
    """The times of one track, from its first picture on, always rising."""

    def __init__(self, fps: Fraction) -> None:
        self.fps, self.count = fps, 0
        self._began = self._last = Fraction(0)
        self.end: Fraction | None = None  # s, in the container's time

    def at(self, frame: "av.VideoFrame", base: Fraction | None) -> Fraction:
        """Return the time of ``frame``, s."""
        base = frame.time_base or base or Fraction(1, 1000)
        at = self.count / self.fps if frame.pts is None else frame.pts * base
        self._began = self._began if self.count else at
        self._last = max(at - self._began, self._last + _LEAST) if self.count else Fraction(0)
        self.count += 1
        self.end = max(at, self.end or at)
        return self._last


def _decoder(stream: Any) -> Any:  # noqa: ANN401
    """Return what decodes ``stream``: its own context, or one that sees its transparency."""
    import av

    stream.thread_type = "AUTO"
    name = _ALPHA.get(stream.codec_context.name)
    if name is None or {key.lower(): value for key, value in stream.metadata.items()}.get("alpha_mode") != "1":
        return stream.codec_context
    try:
        context = av.CodecContext.create(name, "r")
    except av.codec.codec.UnknownCodecError as error:
        raise ValueError("nothing here decodes its transparency") from error
    context.extradata = stream.codec_context.extradata
    return context


def _decoded(decoder: Any, packet: Any) -> list[Any]:  # noqa: ANN401
    """Return the frames that ``packet`` completes; an empty one fetches the last."""
    found: list[Any] = decoder.decode(packet if packet.size else None)
    return found


def _over(frame: "av.VideoFrame", most: tuple[int, int]) -> tuple[NDArray[np.uint8], ...]:
    """Return ``frame`` as sRGB codes [height, width, 3]: at ``most`` px a side, or, transparent, over each ground."""
    if any(part.is_alpha for part in frame.format.components) or frame.format.name == "pal8":
        return composed(frame.to_ndarray(format="rgba").astype(np.uint8, copy=False))
    width, height = min(frame.width, most[0]), min(frame.height, most[1])
    picture = frame.to_ndarray(format="rgb24", width=width, height=height, interpolation="AREA")
    return (picture.astype(np.uint8, copy=False),)


def _check_end(reel: Reel, container: "InputContainer", reach: _Reach, clocks: list[_Clock]) -> None:
    """Raise UsageError unless all that was promised came, and all that came was seen."""
    start = Fraction(container.start_time or 0, 1_000_000)
    if container.duration and reach.end:
        promised = Fraction(container.duration, 1_000_000)
        _check(reel, max(reach.end.values()) - start, promised, min(clock.fps for clock in clocks))
    for number, (stream, clock) in enumerate(zip(container.streams.video, clocks, strict=True)):
        came = reach.packets.get(stream.index, 0)
        end = reach.end.get(stream.index, start)
        if not clock.count or clock.end is None:
            raise _unreadable(reel.path, f"track {number + 1} shows no picture")
        lasts = _promised(stream)
        if lasts is not None and came != stream.frames:
            began = (stream.start_time or 0) * Fraction(stream.time_base or 0)
            _check(reel, end - began, lasts, clock.fps, f"{came} of {stream.frames} frames" * (came < stream.frames))
        _check(reel, clock.end + 1 / clock.fps - start, end - start, clock.fps)


def _promised(stream: Any) -> Fraction | None:  # noqa: ANN401
    """Return how long ``stream`` says that it lasts, s; None where it does not."""
    if stream.duration:
        return Fraction(stream.duration) * Fraction(stream.time_base)
    text = {key.lower(): value for key, value in stream.metadata.items()}.get("duration", "")
    parts = text.split(":")
    try:
        hours, minutes, seconds = (Fraction(part) for part in parts)
    except ValueError:
        return None
    return 3600 * hours + 60 * minutes + seconds


def _check(reel: Reel, reached: Fraction, promised: Fraction, fps: Fraction, count: str = "") -> None:
    """Raise UsageError where ``reached`` is well short of ``promised``, s."""
    if reached < promised - max(Fraction(_SHORT), Fraction(5, 2) / fps):
        seconds = f"{float(reached):.2f} of {float(promised):.2f} s"
        raise _unreadable(reel.path, f"it ends too soon, after {count + ', ' if count else ''}{seconds}")


def _for_hdr(path: Path, transfer: int) -> UsageError:
    """Return the error for ``path``, whose light is not measured here: a wrong verdict would be trusted."""
    return UsageError(f"{path} is a film for HDR screens ({_HDR[transfer]}), and what is judged here is what an SDR "
                      "screen shows: judge the same film without --hdr")  # fmt: skip


def _reason(error: BaseException) -> str:
    """Return the first words of what ffmpeg or the system said."""
    return str(getattr(error, "strerror", None) or error).split(";")[0].rstrip(".")


def _unreadable(path: Path, why: str) -> UsageError:
    """Return the error for ``path``, which cannot be judged because of ``why``."""
    from .formats import listed

    return UsageError(f"{path} cannot be read as a film: {why}. Give a whole film: {', '.join(listed('film'))} ...")
