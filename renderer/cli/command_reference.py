"""The part of REFERENCE.md that the commands write themselves."""

from collections.abc import Iterable, Mapping

import click

from renderer.core.errors import UsageError

__all__ = ["commands_section"]

# What click calls its types, in words.
_PLAIN = {"TEXT": "WORD", "INTEGER": "N", "INTEGER RANGE": "N", "FLOAT": "NUMBER", "FLOAT RANGE": "NUMBER",
          "DIRECTORY": "FOLDER"}  # fmt: skip


def commands_section(commands: Mapping[str, click.Command]) -> str:
    """
    Return Markdown about ``commands``, in their order.

    Raises UsageError for a command or an option that does not say what it is for.
    """
    lines = ["```", *(f"{_usage(name, one)}" for name, one in _all(commands)), "```", ""]
    for name, one in _all(commands):
        lines += _command(name, one)
    return "\n".join(lines)


def _all(commands: Mapping[str, click.Command], before: str = "chorus") -> Iterable[tuple[str, click.Command]]:
    """Yield each command with its whole name; a group gives its commands."""
    for name, command in commands.items():
        if isinstance(command, click.Group):
            yield from _all(command.commands, f"{before} {name}")
        else:
            yield f"{before} {name}", command


def _usage(name: str, command: click.Command) -> str:
    """Return how the command is typed."""
    arguments = [p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)]
    options = ["[OPTIONS]"] if any(isinstance(p, click.Option) for p in command.params) else []
    return " ".join([name, *arguments, *options])


def _command(name: str, command: click.Command) -> Iterable[str]:
    """Return the lines about one command that has options."""
    if not command.help:
        raise UsageError(f"{name} does not say what it is for: give it a docstring")
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    yield from (f"**`{name}`** {command.help.strip().partition(chr(10))[0]}", "")
    if options:
        yield from ("| option | |", "|---|---|", *(_option(name, option) for option in options), "")


def _option(name: str, option: click.Option) -> str:
    """Return the row of one option."""
    if not option.help:
        raise UsageError(f"{name} {option.opts[0]} does not say what it is for: give it help=")
    typed = ", ".join((*option.opts, *option.secondary_opts))
    metavar = option.make_metavar(click.Context(click.Command(name)))
    value = "" if option.is_flag else f" {_PLAIN.get(metavar, metavar)}"
    start = " ".join(map(str, option.default)) if isinstance(option.default, tuple) else option.default
    default = f" [default: {start}]" if option.show_default and start is not None else ""
    return "| `{}` | {} |".format(*(text.replace("|", r"\|") for text in (typed + value, option.help + default)))
