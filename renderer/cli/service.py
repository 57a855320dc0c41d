"""``chorus service``: a show that begins by itself, and again after whatever ends it."""

import os
import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import click

from .completions import scenes_or_files
from .perform import asked, perform
from .tell import document, say, tell

__all__ = ["service"]

# What a show needs of a desktop, and what says where it keeps things and finds Chorus.
ENVIRONMENT = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "CHORUS_STATE", "XDG_STATE_HOME", "PYTHONPATH")
DESKTOP = ENVIRONMENT[:2]
BOOTED = Path("/run/systemd/system")  # is there where systemd runs: sd_booted(3)
WAIT = 10.0  # s for an answer of systemctl
CODE = "import sys; from renderer.cli.main import main; sys.exit(main())"
_named = click.option("--unit", "name", default="chorus", show_default=True, metavar="NAME",
                      help="Of the service; another one for a second projector.")  # fmt: skip


@click.group()
def service() -> None:
    """Let a show begin by itself, with the desktop or at boot."""


@service.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="SCENE [OPTIONS OF PERFORM]...",
                shell_complete=scenes_or_files)
@_named
@click.option("--print", "shown", is_flag=True, help="Show the unit, and write nothing.")
def install(words: tuple[str, ...], name: str, shown: bool) -> None:
    """Write a service that shows a scene as `chorus perform --supervise` does.

    It is a unit of your own systemd, and takes what perform takes; that is checked before. Relative paths are those
    of the folder that this is typed in. Type it on the machine's own desktop: its display is written down
    where systemd does not know it. What to
    type next, to begin it now and with each session, is printed. A unit that Chorus did not write stays as it is.

    \b
    chorus service install enamel --display HDMI-1
    chorus service install smile --display 2 --preset night --unit lobby
    chorus service install enamel --display HDMI-1 --print
    """
    from renderer.core.errors import UsageError
    from renderer.show.service_unit import Service, unit_path, written_unit

    _check(words)
    path, known = unit_path(name), _manager()
    needed = {one: os.environ[one] for one in ENVIRONMENT if os.environ.get(one) and one not in known}
    supervised = () if "--supervise" in words else ("--supervise",)
    unit = Service((*_chorus(), "perform", *words, *supervised), Path.cwd(), needed, _has_session())
    text = unit.text()
    if not any(one in needed or one in known for one in DESKTOP):
        say("DISPLAY is not set here, so the service knows no display; install it on the machine's own desktop, or "
            "write DISPLAY=:0 before this command")  # fmt: skip
    if shown:
        document(text.rstrip("\n"))
        return
    if not BOOTED.is_dir():
        raise UsageError("systemd does not run this machine, so no service of it can; let the desktop start "
                         f"`{shlex.join(('chorus', *unit.command[unit.command.index('perform'):]))}` when a session "
                         "begins. --print shows the unit")  # fmt: skip
    again = written_unit(path, text)
    tell(f"{'Wrote anew' if again else 'Wrote'} {path}: {shlex.join(unit.command)}")
    begin = f"reenable {path.name} && systemctl --user restart" if again else "enable --now"
    tell(f"Next: systemctl --user daemon-reload && systemctl --user {begin} {path.name}")
    tell("It begins with your graphical session." if unit.session else "It begins when you log in.")
    if not unit.session:
        tell("To have it begin at boot, before anybody logs in: loginctl enable-linger")
    tell(f"What it says: journalctl --user --unit {path.name} --follow")


@service.command()
@_named
def uninstall(name: str) -> None:
    """Take a service away that `install` wrote.

    \b
    chorus service uninstall --unit lobby
    """
    from renderer.show.service_unit import remove_unit, unit_path

    path = unit_path(name)
    if not remove_unit(path):
        tell(f"There is no {path}.")
        return
    tell(f"Removed {path}.")
    tell(f"Next: systemctl --user stop {path.name} && systemctl --user daemon-reload")


def _check(words: tuple[str, ...]) -> None:
    """Raise what is wrong with ``words`` as those of perform, or with a show of them that nobody watches."""
    from dataclasses import replace

    from renderer.core.errors import UsageError
    from renderer.session.open_setup import loaded_of
    from renderer.show.player import check_sources
    from renderer.show.start import check_options

    here = click.get_current_context().command_path
    name = "chorus perform" if words else here  # whose help is named where something is wrong
    options = perform.make_context(name, list(words)).params
    if options["corner_pin"]:
        raise UsageError("--corner-pin begins with a test card on the wall, and nobody to take it away; pin the "
                         "corners in a show (F6): the service finds them, for they are the display's")  # fmt: skip
    launch = asked(options.pop("scene"), options)
    loaded_of(launch.setup)
    check_sources(launch.sources)
    for note in check_options(replace(launch, size=launch.size if all(launch.size) else (1920, 1080))):
        say(note)


def _chorus() -> tuple[str, ...]:
    """Return the program that runs here, by its whole path."""
    script = Path(sys.executable).with_name("chorus")
    return (str(script),) if script.is_file() else (sys.executable, "-P", "-c", CODE)


def _manager() -> frozenset[str]:
    """Return the names of what this account's systemd has in its environment: another one with each session."""
    return frozenset(line.partition("=")[0] for line in _answer("show-environment").splitlines())


def _has_session() -> bool:
    """Return whether the desktop here tells systemd when a graphical session begins and ends."""
    return _answer("is-active", "graphical-session.target").strip() == "active"


def _answer(*words: str) -> str:
    """Return what the account's systemd says, "" where there is none."""
    with suppress(OSError, subprocess.TimeoutExpired):
        command = ["systemctl", "--user", *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=WAIT, check=False).stdout
    return ""

