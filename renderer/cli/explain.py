"""``chorus explain``: why a performance looked as it did at a moment."""

import shlex
from pathlib import Path

import click

from .own_code import announce
from .tell import tell

__all__ = ["explain"]


@click.command()
@click.argument("take", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--at", metavar="[DAY ]21:04:10",
              help="Time of day, as the clock on the wall showed it; with its day where a show is long. Or "
              "'frame 36000'.")  # fmt: skip
@click.option("--scene", metavar="SCENE", help="Where the scene lies, if it is one of your own.")
def explain(take: Path, at: str | None, scene: str | None) -> None:
    """Say why a performance tore at a moment.

    TAKE is what was recorded. Told are the faults of the feed with their areas and numbers, the glitch
    that each family plays, and what hands did just before.

    \b
    chorus explain night.take --at 21:04:10
    """
    from renderer.core.errors import UsageError
    from renderer.output.fault_report import why
    from renderer.scene.catalogue import find, installations, load
    from renderer.session.open_take import open_take
    from renderer.session.take_file import read_head, read_take

    named = read_head(take).setup.scene
    if at is None:
        recorded = read_take(take)[0]
        begun, end = map(recorded.told, (recorded.head.frame, recorded.last))
        raise click.UsageError(f"--at is missing: {take} runs from {begun} to {end}; name a moment of it, --at "
                               f"{shlex.quote(begun)}")  # fmt: skip
    if scene is None and named not in installations():
        raise UsageError(f"{take} was played with a scene of your own, '{named}', and a scene is code: say that you "
                         "mean it, and where it lies, --scene FOLDER")  # fmt: skip
    announce(find(scene or named))
    shown = open_take(load(scene or named), take)
    for line in (*shown.notes, *why(shown, at)):
        tell(line)
