"""How a command comes out: its exit code, and a sentence for an artist where it went wrong."""

import sys

import click

from renderer.core.errors import RendererError

from .commands import cli
from .stopped import status_of, unanswered
from .tell import document, fall_silent, say

__all__ = ["outcome"]


def outcome(given: list[str]) -> int:
    """Run ``chorus`` with what was ``given``, and say what went wrong; return the exit code."""
    debug = "--debug" in given
    try:
        return _run([arg for arg in given if arg != "--debug"] or ["--help"])
    except BrokenPipeError:
        # Whoever read us (head, less) has enough; the interpreter's last flush must not complain.
        fall_silent()
        return 1  # as click ends where it meets the closed pipe itself
    except (KeyboardInterrupt, click.Abort) as error:
        say("Stopped.")
        return status_of(error)
    except BaseException as error:
        if (stopped := unanswered()) is not None:  # and DuckDB, for one, made a RuntimeError of it
            say("Stopped.")
            return status_of(stopped)
        import traceback

        raised = traceback.extract_tb(error.__traceback__)[-1].filename
        if isinstance(error, SystemExit) and raised == click.core.__file__:
            return 1  # click itself met the closed pipe
        if debug:
            document(traceback.format_exc(), err=True)
        return _tell(error)


def _run(args: list[str]) -> int:
    """Parse and call; return the exit code."""
    result = cli.main(args, prog_name="chorus", standalone_mode=False)
    if sys.stdout is not None:  # None where it was closed from the first
        sys.stdout.flush()
    return result if isinstance(result, int) else 0


def _tell(error: BaseException) -> int:
    """Print what went wrong in words for an artist; return the exit code."""
    if isinstance(error, RendererError):
        say(str(error))
        return error.exit_code
    if isinstance(error, click.ClickException):
        words = _hinted(error)
        if words.startswith("Usage: "):
            document(words, err=True)
        else:
            say(words)
        return error.exit_code
    if isinstance(error, MemoryError):
        say("There is not enough memory for this; ask for a smaller size or fewer samples.")
        return 1
    if isinstance(error, OSError) and error.strerror:
        what = f"{error.filename}: " if error.filename else ""
        say(f"{what}{error.strerror}.")
        return 1
    kind = f"{type(error).__name__}: {error}".rstrip(": ")
    if isinstance(error, (SystemExit, GeneratorExit)):  # nothing of ours raises them
        say(f"The scene's code would have ended Chorus ({kind}): take exit() and the like out of it.")
        return 1
    say(f"Chorus itself failed ({kind}): this is a fault of Chorus, not yours; "
        "the same command with --debug shows where.")  # fmt: skip
    return 1


def _hinted(error: click.ClickException) -> str:
    """Return what click found wrong, and where to read on."""
    words = error.format_message().strip()
    if words.startswith("Usage: "):  # a group called without its command shows its help
        return words
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "chorus"
    return f"{words}{'' if words.endswith(('.', '?', '!')) else '.'} See '{path} --help'."
