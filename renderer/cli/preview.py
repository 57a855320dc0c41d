"""``chorus preview``: open a scene in a window that reloads as you type."""

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from .completions import presets
from .figure_options import shows_figures
from .map_options import shows_map
from .playing import for_device, launched, playable
from .safety import guarded
from .tell import say
from .types import Rate, ScenePath, Seed, WallSize

__all__ = ["preview"]


@click.command()
@click.argument("scene", type=ScenePath())
@click.option("--size", type=WallSize(), default="1280x720", show_default=True,
              help="Of the picture, or of what a device takes: 1920x1080, a2 ...")  # fmt: skip
@click.option("--fps", type=Rate(), default="30", show_default=True,
              help="Frames per second to hold; the resolution gives way first.")  # fmt: skip
@click.option("--seed", type=Seed(), help="Start from this seed.")
@click.option("--preset", shell_complete=presets, help="Start from one of the scene's presets.")
@click.option("-p", "--param", "values", multiple=True, metavar="NAME=VALUE", help="Set a parameter.")
@shows_figures
@shows_map
@for_device
@click.option("--sculpture", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Sculpt on in FILE, or begin it; without, in one kept for this scene.")  # fmt: skip
@playable
@guarded
@click.option("--scale", type=click.FloatRange(0.5, 4.0), metavar="N",
              help="Size of the panel's letters: 2 on a display of fine pixels. [default: the desktop's]")  # fmt: skip
@click.option("--fresh", is_flag=True, help="Forget the values, seed and time it was last left with.")
def preview(scene: Path, **options: Any) -> None:  # noqa: ANN401
    """Open a scene in a window that reloads as you type.

    Save its shader, an include, scene.py or a preset, and the picture changes; a mistake is shown with
    its place, and the last good picture plays on. Values, seed and time stay as they were left.
    B takes up a brush where a scene can be sculpted; what it makes stays, stroke by stroke.
    0 lets what feeds back begin anew. F2 makes the letters an instrument, F5 records a take.
    A scene is code, and runs with all your rights: a bundled name means what came with Chorus, ./enamel
    a folder of yours.

    \b
    chorus preview enamel
    chorus preview pearl --size 1920x1080 --fresh
    chorus preview smile --as lenticular:portrait --simulate
    chorus preview smile --sculpture mine.jsonl --osc 9000
    """
    from dataclasses import replace

    from renderer.core.doing import doing
    from renderer.core.units import parse_size
    from renderer.preview.loop import preview as run
    from renderer.show.start import check_options

    from .outputs import output_of

    area = parse_size(options["size"])
    source = click.get_current_context().get_parameter_source("size")
    asked = None if source is ParameterSource.DEFAULT else (area.width, area.height)
    device = output_of(options["output"], options["choices"], asked, simulate=options["simulate"])
    launch = launched(scene, options)
    launch = replace(launch, setup=replace(launch.setup, output=device), size=(area.width, area.height),
                     fresh=options["fresh"], scale=options["scale"], sculpture=options["sculpture"])  # fmt: skip
    for note in check_options(launch):
        say(note)
    with doing(scene):
        run(launch, say)
