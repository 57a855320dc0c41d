"""Reads a film back before it gets its name: what was meant must be what is there."""

from collections import deque
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from renderer.core.errors import EncodeError

from .encoders import THREADS
from .hdr import SIGNALS
from .sound_file import RATE

__all__ = ["Expected", "place_of", "verify", "verify_segment"]

TOLERANCE = 0.05  # of the mean colour: far above what compression does, far below a wrong picture
Tags = tuple[int, int, int]  # primaries, transfer, matrix, as ITU-T H.273 numbers them


@dataclass(frozen=True, slots=True)
class Expected:
    """
    What a finished film must hold.

    size : px; fps : exact; frames : number; comment : its manifest as text, where it has one inside
    first, last : mean colour of those frames, float64 [3], 0 .. 1
    tags : what it must say of its colours, primaries, transfer and matrix, in limited range; None for nothing
    sound : samples of its track of sound, 0 where it has none
    """

    size: tuple[int, int]
    fps: Fraction
    frames: int
    comment: str | None
    first: NDArray[np.float64]
    last: NDArray[np.float64]
    tags: Tags | None = SIGNALS[""].tags
    sound: int = 0


def verify(path: Path, name: str, expected: Expected) -> None:
    """
    Raise EncodeError, calling the film ``name``, unless it is whole.

    Every packet is counted; the first frame, and from the last key frame to the end, are decoded; so is all its sound.
    """
    try:
        with av.open(str(path)) as container:
            problem = _problem(container, expected)
        if expected.sound and not problem:
            with av.open(str(path)) as container:
                problem = _sound(container, expected.sound)
    except (av.FFmpegError, ValueError, IndexError, StopIteration) as error:
        problem = f"it cannot be read: {getattr(error, 'strerror', None) or error}"
    if problem:
        raise EncodeError(f"{name} was encoded but does not read back right: {problem}. It was not kept.")


def verify_segment(path: Path, name: str, expected: Expected) -> int:
    """
    Raise EncodeError, calling its film ``name``, unless every picture of a segment can be decoded.

    Returns its delay: by how many pictures, at most, one comes in the file before those that are shown before it.
    """
    delay, count, problem = 0, 0, None
    try:
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            if (stream.width, stream.height) != expected.size:
                problem = f"a segment is {stream.width}x{stream.height} px"
            # What smooths the edges of blocks is left out: a fifth of the time, and no other frames.
            stream.codec_context.options = {"skip_loop_filter": "all"}
            # The encoder has given its threads and its memory back, and nothing goes on until this is done.
            stream.thread_count, stream.thread_type = THREADS, "FRAME"
            frames: list[av.VideoFrame] = []
            for number, packet in enumerate(container.demux(stream)):
                if packet.size:
                    delay = max(delay, number - place_of(packet, expected.fps))
                for frame in packet.decode():
                    problem = problem or (None if count else _frame(frame, "first", expected.first,
                                                                    expected.tags))  # fmt: skip
                    frames, count = [frame], count + 1
            if count != expected.frames:
                problem = problem or f"{count} of the {expected.frames} frames of a segment can be decoded"
            problem = problem or _frame(frames[0], "last", expected.last, expected.tags)
    except (av.FFmpegError, ValueError, IndexError, StopIteration) as error:
        problem = f"a segment cannot be read: {getattr(error, 'strerror', None) or error}"
    if problem:
        raise EncodeError(f"{name} was encoded but does not read back right: {problem}. It was not kept.")
    return delay


def place_of(packet: "av.Packet[av.VideoStream]", fps: Fraction) -> int:
    """Return which picture of its film a packet holds, from 0: containers round its time, to a ms or less."""
    return round((packet.pts or 0) * (packet.time_base or 0) * fps)


def _problem(container: InputContainer, expected: Expected) -> str | None:
    """Return what differs from what was meant, None where nothing does."""
    stream = container.streams.video[0]
    if (stream.width, stream.height) != expected.size:
        return f"it is {stream.width}x{stream.height} px instead of {expected.size[0]}x{expected.size[1]}"
    if expected.comment is not None and _comment(container) != expected.comment:
        return "its manifest is missing"
    packets = [(packet.pts or 0, packet.is_keyframe) for packet in container.demux(stream) if packet.size]
    if len(packets) != expected.frames:
        return f"it holds {len(packets)} frames instead of {expected.frames}"
    seconds = float(expected.frames / expected.fps)
    if container.duration and abs(container.duration / 1e6 - seconds) > max(0.05, 1.5 / float(expected.fps)):
        return f"it lasts {container.duration / 1e6:.2f} s instead of {seconds:.2f} s"
    container.seek(min(pts for pts, _ in packets), stream=stream)
    if problem := _frame(next(container.decode(stream)), "first", expected.first, expected.tags):
        return problem
    container.seek(max(pts for pts, key in packets if key), stream=stream)
    (last,) = deque(container.decode(stream), maxlen=1)
    return _frame(last, "last", expected.last, expected.tags)


def _frame(frame: av.VideoFrame, which: str, mean: NDArray[np.float64], tags: Tags | None) -> str | None:
    """Return what is wrong with a decoded frame."""
    if tags is not None:
        found = {
            "primaries": int(frame.color_primaries),
            "transfer": int(frame.color_trc),
            "matrix": int(frame.colorspace),
            "range": int(frame.color_range),
        }
        meant = dict(zip(found, (*tags, 1), strict=True))
        if wrong := [f"{key} {found[key]}" for key in meant if found[key] != meant[key]]:
            name = "BT.709" if tags == SIGNALS[""].tags else "BT.2020"
            return f"its {which} frame is not tagged {name} ({', '.join(wrong)})"
    pixels = frame.reformat(format="rgb24", src_colorspace=tags[2] if tags else None).to_ndarray()
    off = float(abs(pixels.mean(axis=(0, 1)) / 255 - mean).max())
    return f"the colour of its {which} frame is off by {off:.0%}" if off > TOLERANCE else None


def _sound(container: InputContainer, samples: int) -> str | None:
    """
    Return what is wrong with the track of sound.

    AAC comes in blocks, of which the container says where the last one ends: decoded is all of it.
    """
    stream = container.streams.audio[0]
    block = stream.codec_context.frame_size if stream.codec_context.name == "aac" else 1
    heard = sum(frame.samples for frame in container.decode(stream))
    if not samples <= heard < samples + max(1, block):
        return f"{heard:,} of the {samples:,} samples of its sound can be heard"
    if block > 1 and stream.duration and stream.time_base and stream.duration * stream.time_base * RATE != samples:
        return f"its sound lasts {float(stream.duration * stream.time_base):.3f} s, not {samples / RATE:.3f} s"
    return None


def _comment(container: InputContainer) -> str | None:
    """Return the comment of a container, whose key differs between kinds."""
    found = {key.lower(): value for key, value in container.metadata.items()}
    return found.get("comment")
