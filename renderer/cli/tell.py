"""What the command line says: the one place that writes to the terminal, and nothing foreign passes it raw."""

import click

from renderer.core.escape import escape, escape_lines

__all__ = ["document", "say", "tell"]

def tell(words: object) -> None:
    """Print one answer to stdout; lines after its first are set in."""
    click.echo(escape_lines(str(words)))


def say(words: object) -> None:
    """Print a note or an error to stderr; lines after its first are set in."""
    click.echo(escape_lines(str(words)), err=True)


def document(text: str, *, err: bool = False) -> None:
    """Print a text of our own, such as a help page or JSON, with its lines as they are."""
    click.echo("\n".join(map(escape, text.split("\n"))), err=err)
