"""``chorus flash``: whether a film flashes more than it may, for the nearest viewer."""

from dataclasses import replace
from pathlib import Path

import click

from .tell import say, tell

__all__ = ["flash"]


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--width", type=click.FloatRange(0, min_open=True), metavar="M", help="Width of the picture, metres.")
@click.option(
    "--distance", type=click.FloatRange(0, min_open=True), metavar="M", help="Distance of the nearest viewer, metres."
)
@click.option("--plot", is_flag=True, help="Draw luminance, flashes and where they fail into FILE.flash.png.")
def flash(file: Path, width: float | None, distance: float | None, plot: bool) -> int:
    r"""Say whether a film stays inside the limits for flashes.

    Any film will do, not only one of Chorus. The verdict is written beside it, as FILE.flash.json.
    Without --width and --distance the viewer sits at a desk; before a wall the front row sees more
    of its field flash. Ends with 0 where the film passes, 1 where it fails, 2 where it cannot be read.

    \b
    chorus flash storm.mp4
    chorus flash storm.mp4 --width 4 --distance 3 --plot
    """
    from renderer.core.errors import EncodeError, UsageError
    from renderer.flash.limits import DESK, Geometry
    from renderer.output.flash_check import decided, judge, open_reel, write_beside

    from .progress_bar import shown

    if (width is None) != (distance is None):
        raise UsageError("--width and --distance belong together: give both, or neither for a desk")
    aspect = open_reel(file).aspect
    geometry = Geometry(width or DESK.width_m, distance or DESK.distance_m, aspect)
    with shown(file.name) as progress:
        verdict, series = judge(file, geometry, progress=progress)
    verdict = replace(verdict, override=decided(file))
    for line in verdict.words():
        tell(line)
    try:
        tell(str(write_beside(file, verdict)))
        if plot:
            from renderer.output import flash_plot as plots

            tell(str(plots.write_beside(file, series, verdict)))
    except EncodeError as error:  # the verdict stands all the same, and with it how this ends
        say(f"{error}")
    return 0 if verdict.passes else 1
