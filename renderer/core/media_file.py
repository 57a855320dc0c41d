"""Films, sounds and pictures that anybody may have made, opened for FFmpeg, which then reads this one file alone.

A playlist (HLS, DASH, ffconcat ...) holds nothing but names of other files, and FFmpeg would read those, wherever they
lie and whatever the playlist itself is called.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .plain_file import open_plain

if TYPE_CHECKING:
    from av.container import InputContainer

__all__ = ["PlaylistError", "open_media"]

# FFmpeg's names of what holds names; and how the files begin, for where it does not come to know them.
_FORMATS = {"concat", "dash", "hls", "imf", "rtsp", "sdp", "vobsub", "webm_dash_manifest"}
_BEGINNINGS = (b"#EXTM3U", b"ffconcat version", b"[playlist]", b"v=0\no=", b"v=0\r\no=", b"# VobSub index file")
_WITHIN = (b"<MPD", b"<SmoothStreamingMedia")
_HEAD = 4096  # bytes, in which those stand
_BLOCK = 1 << 16  # bytes at a time


class PlaylistError(ValueError):
    """A file that only names others."""


@contextmanager
def open_media(path: Path) -> Iterator["InputContainer"]:
    """
    Give the container of FFmpeg that is the plain file ``path``; no other file and no address is opened for it.

    Raises PlaylistError, a ValueError, where it only names others; ValueError for a pipe or folder; OSError,
    av.FFmpegError.
    """
    import av

    with open_plain(path, follow=True) as file:
        head = file.read(_HEAD)
        file.seek(0)
        if any(one in head for one in _WITHIN) or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_BEGINNINGS):
            raise _playlist()
        with av.open(file, "r", options={"protocol_whitelist": "none"}, buffer_size=_BLOCK) as container:
            if _FORMATS & set(container.format.name.split(",")):
                raise _playlist()
            yield container


def _playlist() -> PlaylistError:
    return PlaylistError("it is a playlist, which only names other files: name the one that holds it")
