"""``chorus remake``: make an exported file again from what it says of itself."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .completions import maps, tables
from .figure_options import say_night
from .swept import sweep
from .tell import say, tell
from .types import SceneName

if TYPE_CHECKING:
    from renderer.scene.catalogue import Loaded

__all__ = ["remake"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Where to write. [default: NAME-remade]")
@click.option("--scene", type=SceneName(), help="The scene, where it is not found by its name.")
@click.option("--data", "figures", shell_complete=tables, help="The figures, where they are not found by their name.")
@click.option("--map", "places", metavar="NAME|FILE", shell_complete=maps,
              help="The map, where it is not found by its name.")  # fmt: skip
@click.option("--audio", type=click.Path(exists=True, dir_okay=False),
              help="The sound, where it is not found by its name.")  # fmt: skip
@click.option("--icc", metavar="FILE", help="The printer's profile, where it is not found by its name.")
@click.option("--allow", type=click.Path(file_okay=False, path_type=Path), multiple=True, metavar="FOLDER",
              help="A folder that the manifest's paths may lead to, besides its own and the current one.")  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite a file that Chorus did not write, or that was changed since.")
def remake(
    file: Path, out: Path | None, scene: "Loaded | None", allow: tuple[Path, ...], force: bool, **files: str | None
) -> None:  # fmt: skip
    """Make an exported file again from its manifest.

    FILE is a picture or film that Chorus made, or the .json beside it. On the same driver the
    result is the same, byte for byte; whether it is, and what has changed since, is said. The exit code is 1 where it
    is written, and shows something else than FILE. A still that was kept live of a scene that feeds back needs the
    .state.npz beside it; without, it is only alike, and the exit code is 1, too.
    A scene is code: FILE may name what came with Chorus; another runs only where --scene says so.

    \b
    chorus remake wall.png
    """
    from renderer.output.overwrite import check_unlost
    from renderer.output.recall import folders_of, read_manifest
    from renderer.output.record import job_of_manifest
    from renderer.output.remake import alike, remade
    from renderer.session.open_setup import scene_word

    from .progress_bar import shown
    from .safety import log_decision

    manifest = read_manifest(file)
    name = file.with_suffix("") if file.suffix == ".json" else file
    target = out or name.with_stem(f"{name.stem}-remade")
    typed = {"scene": scene_word(scene)} if scene else {}
    typed |= {what: word for what, word in files.items() if word}
    job = job_of_manifest(manifest, str(file), target, folders_of(file, allow), **typed)
    for note in job.notes:
        say(note)
    say_night(job)
    if not force:
        check_unlost(job)
    log_decision(job.setup.safety, target.name)
    sweep(target.parent)
    with shown(target.name) as progress:
        said = remade(job, manifest, progress, name)
    tell(str(target))
    for note in said:
        tell(note)
    if words := alike(job, name, said):
        tell(words)
