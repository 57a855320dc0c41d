"""What a film's container is told when it is written, and the manifest that it holds."""

from pathlib import Path

from .wanted import Words

__all__ = ["flags", "metadata", "read"]

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


def metadata(manifest: str | None, words: Words | None) -> dict[str, str]:
    """
    Return what is stored in a container, by the names that ffmpeg gives its fields.

    >>> metadata("{}", Words("Enamel", "", "Every field is a state."))
    {'comment': '{}', 'title': 'Enamel', 'description': 'Every field is a state.'}
    """
    noted = {} if manifest is None else {"comment": manifest}
    return noted | ({"title": words.title, "description": words.description} if words else {})


def read(path: Path) -> str | None:
    """Return the comment of the container."""
    import av

    try:
        with av.open(str(path)) as container:
            return {key.lower(): value for key, value in container.metadata.items()}.get("comment")
    except av.FFmpegError:
        return None
