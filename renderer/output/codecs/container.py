"""What a film's container is told when it is written, and the manifest that it holds."""

from pathlib import Path

from renderer.core.media_file import open_media

from .wanted import Words

__all__ = ["flags", "metadata", "read"]

# Play while loading; and in QuickTime, whose old text fields end at 64 KiB, the newer kind of metadata.
MUXER = {
    ".mp4": {"movflags": "+faststart"},
    ".mov": {"movflags": "+faststart+use_metadata_tags"},
}


# Units of a second in which MP4 says how long a track is to be played: in its usual 1000 no sound ends with its film.
_EXACT = {"movie_timescale": "240000"}


def flags(path: Path, *, sound: bool = False) -> dict[str, str]:
    """
    Return the muxer's options for a film of this name, by their names in ffmpeg; ``sound``: whether it has one.

    >>> flags(Path("loop.mp4")), flags(Path("loop.webm"))
    ({'movflags': '+faststart'}, {})
    """
    known = MUXER.get(path.suffix.lower(), {})
    return known | (_EXACT if sound and known else {})


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
        with open_media(path) as container:
            return {key.lower(): value for key, value in container.metadata.items()}.get("comment")
    except (av.FFmpegError, OSError, ValueError):
        return None
