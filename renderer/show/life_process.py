"""The process of one life of a show, as its supervisor holds it."""

import os
import signal
from dataclasses import dataclass

__all__ = ["LifeProcess", "end_words", "forked"]


@dataclass(slots=True)
class LifeProcess:
    """A fork: the pipe that its word is sent through, and the pictures that were shown when it was last looked at."""

    pid: int
    word: int
    beats: int = 0


def forked() -> tuple[int, int, int]:
    """Fork; return what ``os.fork`` does, and both ends of a pipe between the two."""
    read, word = os.pipe()
    try:
        return os.fork(), read, word
    except OSError:
        os.close(read)
        os.close(word)
        raise


def end_words(status: int) -> str:
    """Return how a show ended, in words."""
    return f"was ended by {signal.Signals(-status).name}" if status < 0 else f"ended with exit status {status}"
