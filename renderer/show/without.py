"""What a show can do without: one that goes on after an end is not kept from its wall by what lies beside its scene.

At a start whoever typed the command is there to mend it, and is told. In the middle of the night nobody is: a full
disk, an address that the network took away, a stick that was unplugged end a take or an instrument, never the show.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from renderer.core.errors import RendererError

from .life import Life

__all__ = ["Bear", "bears", "none_missing"]

Bear = Callable[[str], AbstractContextManager[None]]


@contextmanager
def none_missing(_: str) -> Iterator[None]:
    """Let whatever is wrong with the thing that is named be raised."""
    yield


def bears(life: Life) -> Bear:
    """Return what ``life`` opens its things in: one that follows another is told what it goes on without."""
    @contextmanager
    def borne(what: str) -> Iterator[None]:
        try:
            yield
        except (RendererError, OSError) as error:
            if not life.follows:
                raise
            life.say(f"{error}; the show goes on without {what}")

    return borne
