"""A line now and then while a rule of ``chorus check`` takes long, on a terminal and in a log."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from .tell import say

if TYPE_CHECKING:
    from renderer.frames.checks import RuleProgress

__all__ = ["EACH", "rule_progress"]

EACH = 5.0  # s between two lines


def rule_progress(clock: Callable[[], float] = time.monotonic) -> "RuleProgress":
    """Return what is told of each step of a rule, and says how far it is where it has said nothing for a while."""
    said: dict[str, float] = {}  # when each rule began, and when it last said something

    def report(rule: str, done: int, total: int, what: str) -> None:
        now = clock()
        if done == 0:
            said["begun"] = said["last"] = now
        if now - said["last"] >= EACH:
            say(f"  ...    {now - said['begun']:6.0f} s  {rule}: {done} of {total} {what} so far")
            said["last"] = now

    return report
