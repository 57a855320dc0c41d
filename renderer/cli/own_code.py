"""A scene is code: what is said before one from elsewhere runs for the first time."""

from contextlib import suppress
from pathlib import Path

from .tell import say

__all__ = ["announce", "announce_job"]


def announce(module: Path) -> None:
    """Say, once for each scene that neither came with Chorus nor was begun with `chorus new`, that it is code."""
    from renderer.session.known_scenes import know, met

    if module.is_file() and not met(module):
        say(f"{module.parent} did not come with Chorus: a scene is Python, and runs with all your rights. "
            "This is said once for each.")  # fmt: skip
        know(module)


def announce_job(content: bytes, folder: Path) -> None:
    """Do so for the scene of a job, a path in it is meant from ``folder``; what is no job is told of later."""
    from renderer.core.errors import RendererError
    from renderer.core.json_object import read_object
    from renderer.scene.catalogue import find, installations

    with suppress(RendererError, KeyError, TypeError, OSError, ValueError):
        word = read_object(content, "the job")["setup"]["scene"]
        if word not in installations():
            announce(find(str(folder / word)))
