"""``chorus clean``: what is kept besides an artist's work, and its end."""

from pathlib import Path

import click

from .tell import tell

__all__ = ["clean"]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--yes", is_flag=True, help="Clear what is listed.")
@click.option("--decisions", is_flag=True, help="Clear the log of decisions against the flash guard too.")
def clean(folder: Path, yes: bool, decisions: bool) -> None:
    """Show what Chorus keeps besides your work, and clear it.

    Listed are caches and logs of this account, copies of rows that killed imports left, and parts of files that
    killed exports and imports left in FOLDER, the current one without. Scenes, presets, pictures, takes, and what a
    preview remembers stay. Nothing is cleared without --yes, and the log of decisions against the flash guard only
    with --decisions.

    \b
    chorus clean
    chorus clean --yes
    """
    from renderer.core.errors import EncodeError
    from renderer.output.leftovers import DECISIONS, leftovers

    found = [one for one in leftovers(folder) if decisions or one.what != DECISIONS]
    for one in found:
        tell(f"{one.size:>12,} bytes  {one.what:<15} {one.path}")
    if not found:
        tell("Nothing to clear.")
        return
    if not yes:
        tell(f"{len(found)} files, {sum(one.size for one in found):,} bytes. To clear them: chorus clean --yes")
        return
    for one in found:
        try:
            one.remove()
        except OSError as error:
            raise EncodeError(f"{one.path} cannot be cleared: {error.strerror}.") from None
    tell(f"Cleared {len(found)} files, {sum(one.size for one in found):,} bytes.")
