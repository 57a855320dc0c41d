"""The process of ``chorus``: finds its command, and ends in a word wherever somebody stops it.

What takes time to import is imported where somebody who stops it meanwhile is heard.
"""

import os
import sys
from collections.abc import Sequence

from .stopped import end_at_once, status_of, stop_by_signals

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> int:
    """Run ``chorus`` with ``args`` (those of the process without) and return its exit code."""
    # numpy's matrix library starts a thread for each core, which waits busily; no product here is large enough for two.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if args is not None:
        from .outcome import outcome

        return outcome(list(args))
    try:
        stop_by_signals()
        code = _run(sys.argv[1:])
    except KeyboardInterrupt as stopped:  # while nobody else listened
        from .tell import say

        say("Stopped.")
        code = status_of(stopped)
    end_at_once()
    return code


def _run(given: list[str]) -> int:
    """Run ``chorus`` with what was ``given``, watched where it draws; return its exit code."""
    from .commands import COMMANDS, COMPLETE
    from .outcome import outcome
    from .watched import watched

    if COMPLETE in os.environ:  # a shell asks what Tab offers
        from . import shell_words  # noqa: F401
    entry = COMMANDS.get(next((word for word in given if not word.startswith("-")), ""))
    if entry is None or not entry.draws:
        return outcome(given)
    if entry.supervise and (entry.supervise in given or "NOTIFY_SOCKET" in os.environ):
        return outcome(given)  # a service manager hears its own child alone
    return watched(lambda: outcome(given), entry.killed)
