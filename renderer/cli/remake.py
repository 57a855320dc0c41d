"""``chorus remake``: make an exported file again from what it says of itself."""

from pathlib import Path

import click

from .types import SceneName

__all__ = ["remake"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Where to write. [default: NAME-remade]")
@click.option("--scene", "path", type=SceneName(), help="The scene, where it is not found by its name.")
@click.option("--data", help="The figures, where they are not found by their name.")
def remake(file: Path, out: Path | None, path: object, data: str | None) -> None:
    """Make an exported file again from its manifest.

    FILE is a picture or film that Chorus made, or the .json beside it. On the same driver the
    result is the same, byte for byte; what has changed since is said.

    \b
    chorus remake wall.png
    """
    from renderer.core.errors import DataError
    from renderer.output.recall import read_manifest
    from renderer.output.record import job_of
    from renderer.output.remake import remade
    from renderer.scene.catalogue import Loaded, load
    from renderer.scene.effect import chain_of

    from .progress_bar import shown

    manifest = read_manifest(file)
    if not isinstance(manifest.get("scene"), str):
        raise DataError(f"{file}: the manifest names no scene")
    chain = chain_of(manifest.get("effects", []))
    loaded = load(path.module if isinstance(path, Loaded) else str(manifest["scene"]), chain,
                  str(manifest.get("feed", "none")))  # fmt: skip
    name = file.with_suffix("") if file.suffix == ".json" else file
    target = out or name.with_stem(f"{name.stem}-remade")
    job = job_of(manifest, loaded, target, data)
    with shown(target.name) as progress:
        said = remade(job, manifest, progress)
    click.echo(str(target))
    for note in said:
        click.echo(note)
