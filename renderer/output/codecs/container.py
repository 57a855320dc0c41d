"""What a film's container is told when it is written, and the manifest that it holds."""

from pathlib import Path

__all__ = ["flags", "read"]

# Play while loading; and in QuickTime, whose old text fields end at 64 KiB, the newer kind of metadata.
MUXER = {
    ".mp4": {"movflags": "+faststart"},
    ".mov": {"movflags": "+faststart+use_metadata_tags"},
}


def flags(path: Path) -> dict[str, str]:
    """
    Return the muxer's options for a film of this name, by their names in ffmpeg.

    >>> flags(Path("loop.mp4")), flags(Path("loop.webm"))
    ({'movflags': '+faststart'}, {})
    """
    return MUXER.get(path.suffix.lower(), {})


def read(path: Path) -> str | None:
    """Return the comment of the container."""
    import av

    try:
        with av.open(str(path)) as container:
            return {key.lower(): value for key, value in container.metadata.items()}.get("comment")
    except av.FFmpegError:
        return None
