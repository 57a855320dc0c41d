"""``chorus demo``: a mural and a film from real figures, in a minute or so."""

import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .swept import sweep
from .tell import tell
from .types import SceneName

if TYPE_CHECKING:
    from renderer.output.job import Job
    from renderer.scene.catalogue import Loaded

__all__ = ["demo"]

LOOK, MURAL, FILM = (960, 360), (3840, 1440), (1280, 720)
SECONDS, FPS = 6, 30


@click.command()
@click.argument("scene", type=SceneName(), default="enamel")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default="exports/demo", show_default=True,
              help="Folder for the results; it is made where it is missing.")  # fmt: skip
@click.option("--quick", is_flag=True, help="Small and short, to see whether everything works.")
@click.option("--force", is_flag=True, help="Overwrite a file that Chorus did not write, or that was changed since.")
def demo(scene: "Loaded", out: Path, quick: bool, force: bool) -> None:
    """Draw a mural and a film from real figures.

    Leaves a still of 3840x1440 px and a film of 6 s in exports/demo, each with a manifest that says how
    it was made; a small picture to look at comes first. Without a graphics card it takes about a minute.

    \b
    chorus demo
    """
    from renderer.output.make import run
    from renderer.output.overwrite import check_unlost

    from .progress_bar import shown

    begun = time.perf_counter()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from renderer.core.files import explain

        raise explain(out, error) from None
    sweep(out)
    jobs = _jobs(scene, out, quick)
    if not force:
        check_unlost(*(job for _, job in jobs))
    for what, job in jobs:
        tell(f"Drawing {what} from {scene.scene.data}")
        with shown(job.choice.path.name, piped=tell) as progress:
            notes = run(job, progress)
        for line in (f"  {job.choice.path}", f"  {job.choice.path}.json says how it was made", *notes):
            tell(line)
    tell(f"Done in {time.perf_counter() - begun:.0f} s.\n")
    for line in _meaning(scene):
        tell(line)


def _jobs(scene: "Loaded", out: Path, quick: bool) -> "list[tuple[str, Job]]":
    """Return what is to be made, each with what it is called."""
    from renderer.core.units import Size
    from renderer.output.formats import choose
    from renderer.output.job import Job
    from renderer.session.open_setup import scene_word
    from renderer.session.setup import Setup

    shrink = 8 if quick else 1
    small, wall, screen = (Size(*(side // shrink for side in size)) for size in (LOOK, MURAL, FILM))
    frames = range(SECONDS * FPS // shrink)
    setup = Setup(scene_word(scene))
    look = Job(setup, scene, choose(out / f"{scene.name}-look.png"), small)
    mural = Job(setup, scene, choose(out / f"{scene.name}-mural.png"), wall, samples=8)
    film = Job(setup, scene, choose(out / f"{scene.name}-film.mp4"), screen, frames, samples=2, shutter=0.5)
    return [(f"a first look, {small} px,", look),
            (f"a mural, {wall} px,", mural), (f"a film, {screen} px, {len(frames)} frames,", film)]  # fmt: skip


def _meaning(scene: "Loaded") -> list[str]:
    """Return three lines: what one mark is, what its light says, and what to type next."""
    from renderer.data.load import load_table
    from renderer.scene.caption import caption_sentences

    said = [*map(str, caption_sentences(scene.scene, load_table(scene.scene.data, scene.scene.wanted)))]
    lines = [line for line in (said[0] if said else scene.scene.title, " ".join(said[1:])) if line]
    call = _call()
    return [*lines, f"Next: {call} preview {scene.name}, or make one of your own: {call} new pearl"]


def _call() -> str:
    """Return how this program is called from the current folder."""
    here = Path(sys.argv[0])
    found = shutil.which("chorus")
    if found and here.exists() and Path(found).resolve() == here.resolve():
        return "chorus"
    beside = here.parent.parent.parent / "run"  # of a checkout, beside .venv/bin
    if beside.is_file() and beside.parent.resolve() == Path.cwd():
        return "./run"
    return str(here) if here.name == "chorus" else "chorus"
