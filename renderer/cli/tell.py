"""What the command line says: the one place that writes to the terminal, and nothing foreign passes it raw."""

import os
import sys
from contextlib import suppress

import click

from renderer.core.escape import escape, escape_lines

__all__ = ["clear_line", "document", "fall_silent", "say", "tell"]


def tell(words: object) -> None:
    """Print one answer to stdout; lines after its first are set in."""
    click.echo(escape_lines(str(words)))


def say(words: object) -> None:
    """
    Print a note or an error to stderr; lines after its first are set in.

    One that cannot be written, as to a full disk, does not change how a command ends.
    """
    with suppress(OSError):
        click.echo(escape_lines(str(words)), err=True)


def fall_silent() -> None:
    """Let nothing more be written to a stdout that takes nothing, the interpreter's last flush neither."""
    if sys.stdout is not None:  # None where it was closed from the first
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def clear_line() -> None:
    """Take from the terminal what a progress bar left there that was never ended, and show the cursor again."""
    if sys.stderr is not None and sys.stderr.isatty():
        with suppress(OSError):
            click.echo("\r\x1b[2K\x1b[?25h", err=True, nl=False)


def document(text: str, *, err: bool = False) -> None:
    """Print a text of our own, such as a help page or JSON, with its lines as they are."""
    click.echo("\n".join(map(escape, text.split("\n"))), err=err)
