"""``chorus perform``: show a scene fullscreen on a projector."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .completions import presets
from .figure_options import shows_figures
from .map_options import shows_map
from .playing import for_device, launched, playable
from .safety import guarded
from .tell import say
from .types import Rate, Real, ScenePath, Seed, WallSize

if TYPE_CHECKING:
    from renderer.show.life import Life
    from renderer.show.start import LaunchOptions

__all__ = ["asked", "perform"]


@click.command()
@click.argument("scene", type=ScenePath())
@click.option("--display", metavar="NAME|N", help="Connector (HDMI-1) or number. [default: the first but the primary]")
@click.option("--size", type=WallSize(), help="Of the picture. [default: the display's]")
@click.option("--fps", type=Rate(), default="30", show_default=True,
              help="Frames per second to hold; the resolution gives way first.")  # fmt: skip
@click.option("--seed", type=Seed(), help="Same seed, same picture.")
@click.option("--preset", shell_complete=presets, help="Start from one of the scene's presets.")
@click.option("-p", "--param", "values", multiple=True, metavar="NAME=VALUE", help="Set a parameter.")
@shows_figures
@shows_map
@for_device
@playable
@guarded
@click.option("--corner-pin", is_flag=True,
              help="Begin with the picture's corners in your hands, over a test card; in the show F6 does.")
@click.option("--flip", is_flag=True, help="Mirror left and right: a projector behind its screen.")
@click.option("--rotate", type=click.Choice(["90", "180", "270"]),
              help="Turn it clockwise by so many degrees: a projector on its side, or under the ceiling.")  # fmt: skip
@click.option("--supervise", is_flag=True,
              help="Begin again within seconds where the show ends by itself, hangs or is killed.")  # fmt: skip
@click.option("--hang", type=Real(1.0, 3600.0), default=30.0, show_default=True, metavar="S",
              help="Seconds without a picture after which --supervise ends the show.")  # fmt: skip
@click.option("--resume", is_flag=True, help="Start as the preview was last left: values, seed and time.")
@click.option("--reload", is_flag=True, help="Let saves of the scene's files reach the audience.")
def perform(scene: Path, **options: Any) -> int | None:  # noqa: ANN401
    """Show a scene fullscreen on a projector.

    B blackout, F freeze, 0 lets what feeds back begin anew, F6 corner pin, Esc twice to leave. Figures that are
    saved, and releases that a feed's folder gains, are shown at once. The other letters and digits play it: Q to P
    an effect while the key is down, A to L on and off, 1 to 9 the presets. What plays lies where it does on an
    American keyboard, whatever is written there; what is written on your keys is told at the start. A scene that
    fails keeps its last good picture; a display that disappears gets its picture back when it returns, and a window
    that is minimised, moved, shrunk or covered is back within a second. A scene is code, and runs with all your
    rights.

    With --supervise a show that ends by itself, hangs or is killed goes on at its own time: values, seed, blackout and
    freeze as they were, its last picture on the wall meanwhile. Ended again within a minute of pictures it starts
    afresh, and after that a safe scene is shown. What happens is told with the time of day.

    \b
    chorus perform enamel --display HDMI-1
    chorus perform enamel --display 2 --preset moonlit
    chorus perform enamel --display HDMI-1 --corner-pin --flip
    chorus perform smile --as lenticular:portrait --display HDMI-2
    chorus perform fracture --feed rehearsal --record night.take
    """
    supervised, hang = options.pop("supervise"), options.pop("hang")
    if not supervised:
        _check_watched()
        _show(scene, options)
        return None
    from renderer.show.life import stamped
    from renderer.show.supervisor import supervise

    return supervise(lambda life: _live(scene, options, life), stamped(say), _warm, hang, scene.parent)


def _check_watched() -> None:
    """Raise UsageError where --hang was typed of a show that nobody watches."""
    from click.core import ParameterSource

    from renderer.core.errors import UsageError

    if click.get_current_context().get_parameter_source("hang") is ParameterSource.COMMANDLINE:
        raise UsageError("--hang says when --supervise ends a show; without --supervise nobody watches it: name both")


def _warm() -> None:
    """Import what a show needs."""
    from renderer.show.perform import warm_up

    warm_up()


def _live(scene: Path, options: dict[str, Any], life: "Life") -> int | None:
    """Show ``scene`` in a ``life`` that is watched; what ends one that follows another is told as all of it is."""
    from renderer.core.errors import RendererError

    try:
        _show(scene, options, life)
    except RendererError as error:
        if not life.follows:
            raise
        life.say(str(error))
        return error.exit_code
    return None


def asked(scene: Path, options: dict[str, Any], *, again: bool = False) -> "LaunchOptions":
    """Return what was typed after ``perform``, those options taken out that say how it hangs and is watched."""
    from dataclasses import replace

    from renderer.core.units import parse_size

    from .outputs import output_of

    area = parse_size(options["size"]) if options["size"] else None
    size = (area.width, area.height) if area else None
    device = output_of(options["output"], options["choices"], size, simulate=options["simulate"])
    launch = launched(scene, options, wall=True, again=again)
    return replace(launch, setup=replace(launch.setup, output=device), size=size or (0, 0),
                   fresh=not options["resume"])  # fmt: skip


def _show(scene: Path, options: dict[str, Any], life: "Life | None" = None) -> None:
    """Show ``scene`` as the options say; as a life that is watched says where there is one."""
    from renderer.core.doing import doing
    from renderer.displays.projector.alignment import Turn
    from renderer.show.life import SAFE
    from renderer.show.perform import perform as run
    from renderer.show.start import safe_launch

    launch = asked(scene, options, again=life is not None and life.follows)
    if life is not None and life.how == SAFE:
        launch = safe_launch(launch)
    if life is not None and life.follows and (gone := launch.sources.mapping) is not None and not gone.is_file():
        life.say(f"{gone}: no such file; the show goes on without what was learned")
    turn = Turn(options["flip"], int(options["rotate"] or 0))
    with doing(scene):
        run(options["display"], launch, life.say if life else say, reload=options["reload"], life=life, turn=turn,
            align=options["corner_pin"])  # fmt: skip
