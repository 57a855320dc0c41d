"""Progress on the terminal: frames done, frames a second, time left."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from renderer.core.escape import escape
from renderer.output.progress import Progress as Report
from renderer.output.progress import silent

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["OFTEN", "shown"]

OFTEN = 5.0  # s between two lines where nobody sees a bar


@contextmanager
def shown(
    label: str, *, console: "Console | None" = None, piped: Callable[[str], None] | None = None
) -> Iterator[Report]:
    """
    Show a bar on stderr while the block runs; call what is given with (frames done, in all, what is counted).

    Nothing is drawn where stderr is no terminal, so that logs stay clean; ``piped`` is told a line now and then there.
    """
    if console is None and not (sys.stderr and sys.stderr.isatty()):
        yield silent if piped is None else _now_and_then(label, piped)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = console or Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(escape(label), total=None, rate="")

        def report(done: int, total: int, what: str = "frames") -> None:
            speed = bar.tasks[0].finished_speed or bar.tasks[0].speed
            rate = f"{speed:.1f} frames/s" if speed else ""
            bar.update(task, completed=done, total=total, rate=rate if what == "frames" else what)

        yield report


def _now_and_then(label: str, tell: Callable[[str], None]) -> Report:
    """Return what tells how far it is each ``OFTEN`` s, and nothing of what is done sooner."""
    last = time.monotonic()

    def report(done: int, total: int, what: str = "frames") -> None:
        nonlocal last
        if done < total and time.monotonic() - last >= OFTEN:
            last = time.monotonic()
            tell(f"  {escape(label)}: {done} of {total} {what}")

    return report
