"""``chorus perform``: show a scene fullscreen on a projector."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from .playing import playable, played_with
from .safety import guarded, safety_of
from .types import Rate, ScenePath, Seed, WallSize

__all__ = ["perform"]


@click.command()
@click.argument("scene", type=ScenePath())
@click.option("--display", metavar="NAME|N", help="Connector (HDMI-1) or number. [default: the second, if any]")
@click.option("--size", type=WallSize(), help="Of the picture. [default: the display's]")
@click.option("--fps", type=Rate(), default="30", show_default=True,
              help="Frames per second to hold; the resolution gives way first.")  # fmt: skip
@click.option("--seed", type=Seed(), help="Same seed, same picture.")
@click.option("--preset", help="Start from one of the scene's presets.")
@click.option("-p", "--param", "values", multiple=True, metavar="NAME=VALUE", help="Set a parameter.")
@click.option("--data", help="Figures: a bundled name, or a .csv of `chorus data import`.")
@playable
@guarded
@click.option("--resume", is_flag=True, help="Start as the preview was last left: values, seed and time.")
@click.option("--reload", is_flag=True, help="Let saves of the scene's files reach the audience.")
def perform(
    scene: Path, display: str | None, size: str | None, fps: Fraction, seed: int | None, preset: str | None,
    values: tuple[str, ...], data: str | None, resume: bool, reload: bool, **instrument: Any,  # noqa: ANN401
) -> None:  # fmt: skip
    """Show a scene fullscreen on a projector.

    B blackout, F freeze, Esc twice to leave. The other letters and digits play it: Q to P an effect while
    the key is down, A to L on and off, 1 to 9 the presets. A scene that fails keeps its last good picture; a display
    that disappears gets its picture back when it returns.

    \b
    chorus perform enamel --display HDMI-1
    chorus perform enamel --display 2 --preset moonlit
    chorus perform fracture --feed rehearsal --record night.take
    """
    from renderer.core.units import parse_size
    from renderer.show.perform import perform as run
    from renderer.show.start import LaunchOptions

    area = parse_size(size) if size else None
    own = (area.width, area.height) if area else (0, 0)
    launch = LaunchOptions(own, fps, seed, preset, values, data, fresh=not resume, **played_with(instrument),
                safety=safety_of(instrument, str(scene), wall=True))
    run(scene, display, launch, lambda words: click.echo(words, err=True), reload=reload)
