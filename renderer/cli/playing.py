"""What preview and perform share: effects, feed, and everything that a scene can be played with."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .figure_options import domains_typed, roles_typed
from .map_options import answers_typed
from .safety import log_decision, safety_of
from .types import Moment, OscPort
from .with_options import with_options

if TYPE_CHECKING:
    from renderer.show.start import LaunchOptions

__all__ = ["for_device", "launched", "playable"]

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


_DEVICE = (
    click.option("--as", "output", metavar="OUTPUT", help="Show it as a device does: quilt:portrait, anaglyph ..."),
    click.option("--with", "choices", multiple=True, metavar="NAME=VALUE", help="Set an option of that output."),
    click.option("--simulate", is_flag=True, help="Show what an eye sees on that device, moving before it."),
)


def for_device(command: F) -> F:
    """Give ``command`` the options of a device that it is shown on."""
    return with_options(command, _DEVICE)


def playable(command: F) -> F:
    """Give ``command`` the options of a scene that is played."""
    return with_options(command, _OPTIONS)


def launched(scene: Path, options: dict[str, Any], *, wall: bool = False, again: bool = False) -> "LaunchOptions":
    """
    Return what was typed after ``preview`` or ``perform``, but for the size of the picture.

    wall : whether the flash guard means a projection where nobody says how large and how near
    again : whether a show goes on that was begun by the same words: what may be missing since is told by itself
    """
    from renderer.core.errors import UsageError
    from renderer.flash.limits import DESK, WALL
    from renderer.scene.effect import parse_chain
    from renderer.session.setup import Setup
    from renderer.show.player import Sources
    from renderer.show.start import LaunchOptions

    chain, midi, mapping = options["chain"], options["midi"], options["mapping"]
    if wall and not again and mapping is not None and not mapping.is_file():
        raise UsageError(f"{mapping}: no such file; a show plays what a preview has learned, so name one of those")
    if options["senders"] and not options["osc"]:
        raise UsageError("--hear says whom --osc hears, and no port is named; write --osc 9000, too")
    safety = safety_of(options, WALL if wall else DESK)
    setup = Setup(str(scene), preset=options["preset"], figures=options["data"], feed=options["feed"],
                  effects=None if chain is None else parse_chain(chain),
                  places=options["places"], map_answers=answers_typed(options),
                  safety=safety, roles=roles_typed(options), domains=domains_typed(options))  # fmt: skip
    if not again:
        log_decision(safety, str(scene))
    sources = Sources("" if midi == "any" else midi, options["audio"], options["pads"], mapping,
                      frozenset(options["senders"]))  # fmt: skip
    plain = ("fps", "seed", "values", "osc", "record", "head", "since")
    return LaunchOptions(setup, sources=sources, **{name: options[name] for name in plain})
