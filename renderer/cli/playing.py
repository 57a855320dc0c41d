"""What preview and perform share: effects, feed, and everything that a scene can be played with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from .types import Moment, OscPort

__all__ = ["playable", "played_with"]

F = TypeVar("F", bound=Callable[..., Any])
_FILE = click.Path(dir_okay=False, path_type=Path)
_OPTIONS = (
    click.option("--effects", "chain", metavar="A,B,...", help="Glitches over the picture; none takes all away."),
    click.option("--feed", metavar="FEED",
                 help="Faults that strike it: flusight, rehearsal, a folder of releases, none."),
    click.option("--osc", type=OscPort(), metavar="PORT",
                 help="Play, and sculpt, by OSC: 9000, or 0.0.0.0:9000 for other machines too."),
    click.option("--hear", "senders", multiple=True, metavar="IP",
                 help="Hear OSC from this address only; may be repeated."),
    click.option("--midi", metavar="DEVICE|FILE.mid", help="Play it by MIDI; any takes whatever device there is."),
    click.option("--audio", metavar="DEVICE|FILE", help="Play it by sound: default, a device, a file, or drummer."),
    click.option("--pads", is_flag=True, help="Play it by gamepads."),
    click.option("--mapping", type=_FILE, metavar="FILE",
                 help="Which control plays what; what is learned in a preview is kept there."),
    click.option("--head", is_flag=True,
                 help="A window that one eye looks through: it is where the mouse, or OSC /chorus/head, says."),
    click.option("--from", "since", type=Moment(), metavar="M:SS", help="Begin so far into the show: 2:10, or 130."),
    click.option("--record", type=_FILE, metavar="FILE", help="Record a take from the first frame on."),
)  # fmt: skip


def playable(command: F) -> F:
    """Give ``command`` the options of a scene that is played."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def played_with(options: dict[str, Any]) -> dict[str, Any]:
    """Take the options of ``playable`` out of ``options``; return what ``LaunchOptions`` makes of them."""
    from renderer.scene.effect import parse_chain
    from renderer.show.player import Sources

    chain, midi, senders = (options.pop(name) for name in ("chain", "midi", "senders"))
    sources = Sources("" if midi == "any" else midi, options.pop("audio"), options.pop("pads"),
                      options.pop("mapping"), frozenset(senders))  # fmt: skip
    return {
        "effects": None if chain is None else parse_chain(chain),
        "sources": sources,
        **{name: options.pop(name) for name in ("feed", "osc", "record", "head", "since")},
    }
