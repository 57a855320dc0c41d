"""The commands of ``chorus``: each is imported when it is called, so that its help starts no GL and no ffmpeg."""

import importlib
from dataclasses import dataclass

import click

from renderer.core.errors import UsageError
from renderer.core.paths import unwritable_state
from renderer.core.suggest import nearest

from .tell import document, say

__all__ = ["COMMANDS", "COMPLETE", "Commands", "Entry", "cli"]


@dataclass(frozen=True, slots=True)
class Entry:
    """
    Where a command lives, and its line in ``chorus --help``: the first of the command's own help.

    keeps : whether it remembers things in the state's folder
    draws : whether it compiles shaders, or runs a scene's own code, with nothing tried before
    killed : what to do where the system kills it
    supervise : the option with which it watches itself; without that a service manager may, where there is one
    """

    module: str
    name: str
    line: str
    keeps: bool = False
    draws: bool = False
    killed: str = ("ask for a smaller size, or fewer samples. What a film, a sequence or a large print had whole is "
                   "kept: the same command goes on with it")  # fmt: skip
    supervise: str = ""


COMPLETE = "_CHORUS_COMPLETE"  # the variable by which a shell asks, as click has it
SHELLS = ("bash", "zsh", "fish")
COMMANDS = {
    "list": Entry("scene_list", "list_scenes", "Show every scene, with its presets."),
    "new": Entry("scenes", "new", "Start a scene of your own."),
    "check": Entry("scenes", "check", "Test scenes against the rules, without a window.", keeps=True, draws=True),
    "doctor": Entry("doctor", "doctor", "Say what this machine can do, and what to install."),
    "demo": Entry("demo", "demo", "Draw a mural and a film from real figures.", keeps=True, draws=True),
    "data": Entry("data", "data", "Import, describe and look at figures.", keeps=True),
    "preview": Entry("preview", "preview", "Open a scene in a window that reloads as you type.", keeps=True,
                     draws=True, killed="begin it again: values, seed and time are kept"),
    "perform": Entry("perform", "perform", "Show a scene fullscreen on a projector.", keeps=True, draws=True,
                     killed="begin it again, with --supervise so that the next one begins by itself",
                     supervise="--supervise"),
    "service": Entry("service", "service", "Let a show begin by itself, with the desktop or at boot.", draws=True),
    "export": Entry("export", "export", "Draw a scene into a still, a sequence or a film.", keeps=True, draws=True),
    "label": Entry("label", "label", "Say in words what a picture shows: for the wall, the ear, and large print.",
                   draws=True),
    "gallery": Entry("gallery", "gallery", "Draw the pictures by which scenes are shown.", keeps=True, draws=True),
    "effects": Entry("effects", "effects", "Show the glitches that can go over any scene, or all of one's knobs."),
    "flash": Entry("flash", "flash", "Say whether a film flashes too much, or hold the frames of a pipe."),
    "explain": Entry("explain", "explain", "Say why a performance tore at a moment.", draws=True),
    "remake": Entry("remake", "remake", "Make an exported file again from its manifest.", keeps=True, draws=True),
    "clean": Entry("clean", "clean", "Show what Chorus keeps besides your work, and clear it."),
}


class Commands(click.Group):
    """A group that imports a command when it is called, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names, in the order of an artist's first day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command ``cmd_name``, None where there is none."""
        if (entry := COMMANDS.get(cmd_name)) is None:
            return None
        command = getattr(importlib.import_module(f"renderer.cli.{entry.module}"), entry.name)
        if not isinstance(command, click.Command):
            raise TypeError(f"renderer.cli.{entry.module}.{entry.name} is no command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that ``args`` begin with, or say which one was probably meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = nearest(args[0], COMMANDS) or f"; there are {', '.join(COMMANDS)}"
            raise UsageError(f"chorus has no command '{args[0]}'{hint}")
        entry = COMMANDS.get(args[0])
        if entry and entry.keeps and not {"-h", "--help"} & set(args) and (fault := unwritable_state()):
            say(fault)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.line) for name, entry in COMMANDS.items()])


def _completion(ctx: click.Context, _param: click.Parameter, shell: str | None) -> None:
    """Print the completion of ``shell`` and end."""
    if shell is None or ctx.resilient_parsing:
        return
    from click.shell_completion import get_completion_class

    from . import shell_words  # noqa: F401  # shells have other classes from here on

    kind = get_completion_class(shell)
    assert kind is not None
    document(kind(cli, {}, "chorus", COMPLETE).source())
    ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(None, "--version", package_name="chorus", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Where something fails, show where in the code.")
@click.option("--completion", type=click.Choice(SHELLS), callback=_completion, expose_value=False, is_eager=True,
              help="Print what lets Tab complete commands, scenes and options in your shell.")  # fmt: skip
def cli(debug: bool) -> None:
    """Chorus turns a community's health figures into murals, films and performances.

    \b
    chorus list                      what there is to draw
    chorus preview enamel            open it, turn its knobs, edit its files
    chorus export enamel wall.png    draw it for the wall
    """
