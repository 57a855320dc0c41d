"""``chorus export``: draw a scene into a still, a sequence, a film, or a sweep of them."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from .completions import presets
from .export_options import jobs_typed
from .figure_options import say_figures, say_night, shows_figures
from .film_options import of_film, say_cost, say_room
from .map_options import say_map, shows_map
from .own_code import announce_job
from .safety import guarded, log_decision
from .swept import sweep
from .tell import document, say, tell
from .types import Rate, Real, SceneName, Seeds, Span, WallSize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from renderer.output.job import Job
    from renderer.scene.catalogue import Loaded

__all__ = ["BESIDE_JOB", "export"]

BESIDE_JOB = ("job", "allow", "dry_run", "preflight", "force")


@click.command()
@click.argument("scene", type=SceneName(), required=False)
@click.argument("out", type=click.Path(path_type=Path), required=False)
@click.option("--size", type=WallSize(), help="1920x1080, a2, 120x80cm, 4k ... [default: 1920x1080]")
@click.option("--dpi", type=float, help="Pixels per inch of a print.")
@click.option("--panels", metavar="WIDTH", help="Of a .pdf: panels to be hung side by side, 120cm or 120x200cm.")
@click.option("--overlap", metavar="LENGTH", help="What a panel lies over the one before. [default: 2cm]")
@click.option("--bleed", metavar="LENGTH", help="Of a .pdf: what is printed beyond the cut, 3mm.")
@click.option("--icc", metavar="FILE", help="Of a .pdf: the printer's colours, its profile of the paper; or srgb, p3.")
@click.option("--intent", metavar="INTENT", help="How they are met: relative, perceptual, saturation, absolute. "
              "[default: relative]")  # fmt: skip
@click.option("--ink-limit", metavar="PERCENT", help="Of ink that the paper takes, 300 say: more is told.")
@click.option("--proof", is_flag=True, help="Show on a screen what that printer makes of it; a still does, too.")
@click.option("--frames", type=Span(), help="Frames to draw, ends included. [default: 0; a film: one loop]")
@click.option("--fps", type=Rate(), help="Frames per second. [default: 30, or the take's]")
@click.option("--seed", "seeds", type=Seeds(), default="0", show_default=True,
              help="Same seed, same picture; 0..9 makes ten.")  # fmt: skip
@click.option("--preset", shell_complete=presets, help="Start from one of the scene's presets.")
@click.option("-p", "--param", "texts", multiple=True, metavar="NAME=VALUE",
              help="Set a parameter; NAME=A..B..STEP or A,B,C sweeps it.")  # fmt: skip
@click.option("--samples", type=click.IntRange(1, 1024), default=1, show_default=True,
              help="Samples a frame: smooths edges, and motion with --shutter.")  # fmt: skip
@click.option("--shutter", type=Real(0.0, 1.0), default=0.0, show_default=True,
              help="How long the shutter is open, in frames.")  # fmt: skip
@click.option("--depth", type=int, help="Bits a channel: 8, 10, 16, or 32 for float.")
@click.option("--codec", help="h264, h265, av1, prores, prores-hq, vp9, dnxhr, cineform, hap, hap-alpha, hap-q, ffv1.")
@click.option("--quality", type=int, help="1 (small) .. 100 (best).")
@click.option("--alpha/--opaque", default=None, help="Store transparency. [default: as prores does]")
@shows_figures
@shows_map
@click.option("--take", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Draw a performance again, as it was recorded.")  # fmt: skip
@click.option("--effects", metavar="A,B,...", help="Glitches over the picture, first to last; none takes all away.")
@click.option("--feed", metavar="FEED", help="Faults that strike it: flusight, rehearsal, a folder of releases, none.")
@click.option("--sculpture", type=click.Path(dir_okay=False, path_type=Path),
              help="Strokes of a hand, made in the preview.")  # fmt: skip
@click.option("--as", "output", metavar="OUTPUT", help="Device to draw for: quilt:portrait, anaglyph, pyramid:4 ...")
@click.option("--with", "choices", multiple=True, metavar="NAME=VALUE", help="Set an option of that output.")
@click.option("--simulate", is_flag=True, help="Draw what an eye sees on that device.")
@click.option("--angle", type=Real(-360.0, 360.0), default=0.0, show_default=True,
              help="Where that eye stands, in degrees.")  # fmt: skip
@click.option("--exact", is_flag=True, help="Draw every view from nothing, sharing nothing.")
@of_film
@guarded
@click.option("--preflight", is_flag=True,
              help="Say what that output needs, whether this GPU has room for it, and what a film costs in time, disk "
              "and energy; write nothing.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Print the job as JSON and draw nothing.")
@click.option("--job", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), metavar="FILE",
              help="Run a job that --dry-run printed, in place of SCENE and OUT; - reads it from a pipe.")  # fmt: skip
@click.option("--allow", type=click.Path(file_okay=False, path_type=Path), multiple=True, metavar="FOLDER",
              help="A folder that the job's paths may lead to, besides the file's own.")  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite a file that Chorus did not write, or that was changed since.")
def export(scene: "Loaded | None", out: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Draw a scene into a still, a sequence or a film.

    The extension of OUT decides: .png .jpg .webp .tif .exr stills, %05d.png sequences, .mp4 .mov
    .webm .mkv .gif films; .pdf prints; .dzi pages to zoom into; .glb .stl .ply .obj .3mf .usdz
    .zip objects. How it was made is kept beside it, and inside it where there is room. A scene is code, and
    runs with all your rights: a bundled name means what came with Chorus, ./enamel a folder of yours.

    \b
    chorus export enamel wall.tif --size 120x80cm --dpi 150 --samples 16
    chorus export enamel loop.mp4 --size 1280x720
    chorus export equity hall.pdf --size 20x4m --dpi 100 --panels 120cm --overlap 2cm
    chorus export enamel try.png -p depth=0.6..1.8..0.4 --seed 0..3
    chorus export enamel wall.png --seed 7 --dry-run > wall.job
    """
    from renderer.core.files import check_target
    from renderer.output.cost import LONG
    from renderer.output.preflight import preflight

    dry, only_look, file, force = (options.pop(name) for name in ("dry_run", "preflight", "job", "force"))
    if file is not None:
        job = _read(file, options["allow"])
        jobs = [("", job)]
    elif scene is None or out is None:
        missing = "SCENE" if scene is None else "OUT"
        raise click.UsageError(f"{missing} is missing: name a scene and the file to make: export enamel wall.png")
    else:
        job, jobs = jobs_typed(scene, out, options)
    for line in preflight(job):
        (say if dry else tell)(line)
    say_figures(job.loaded.scene, job.setup.figures)
    say_night(job)
    say_map(job)
    if not (dry or only_look or force):
        _check_free(job, jobs)
    if only_look and not dry:
        check_target(job.choice.path)
    if only_look or (not dry and len(job.frames) >= LONG):
        say_cost(job, len(jobs), say if dry else tell)
    if only_look:
        say_room(job, say if dry else tell)
    if dry:
        document(_document(jobs))
    elif not only_look:
        log_decision(job.setup.safety, job.choice.path.name)
        sweep(job.choice.path.parent)
        _run(job, jobs)


def _read(file: Path, allowed: "Sequence[Path]") -> "Job":
    """Return the job in ``file``; raises UsageError where more was typed than a job leaves open."""
    from renderer.output.job_file import LIMIT, read_job

    context = click.get_current_context()
    for one in context.command.params:
        if one.name not in BESIDE_JOB and context.get_parameter_source(str(one.name)) is ParameterSource.COMMANDLINE:
            what = str(one.human_readable_name) if isinstance(one, click.Argument) else one.opts[0]
            raise click.UsageError(f"a job says everything itself: leave {what} out")
    if str(file) == "-":
        content, name, folder = sys.stdin.buffer.read(LIMIT + 1), "the job", Path()
    else:
        with file.open("rb") as opened:  # which may be a pipe
            content, name, folder = opened.read(LIMIT + 1), str(file), file.parent
    announce_job(content, folder)
    job = read_job(content, name, (folder, *allowed))
    for note in job.notes:
        say(note)
    return job


def _check_free(job: "Job", jobs: "list[tuple[str, Job]]") -> None:
    """Raise UsageError where a file of somebody else stands under a name that is to be written."""
    from renderer.output.overwrite import check_free, check_unlost
    from renderer.output.sweep import sheet_path

    check_unlost(*(one for _, one in jobs))
    if len(jobs) > 1:
        check_free(sheet_path(job.choice.path))


def _document(jobs: "list[tuple[str, Job]]") -> str:
    """Return the one job of ``jobs`` as a JSON document."""
    from renderer.output.job_file import job_json

    if len(jobs) > 1:
        raise click.UsageError(f"this sweep is {len(jobs)} jobs, and --dry-run prints one: name one value and one seed")
    return json.dumps(job_json(jobs[0][1]), indent=2, allow_nan=False)


def _run(job: "Job", jobs: "list[tuple[str, Job]]") -> None:
    """Make what was asked for, one file or a sweep of them, and say so."""
    from renderer.output.make import run
    from renderer.output.sweep import run_sweep

    from .progress_bar import shown

    out = job.choice.path
    with shown(out.name) as progress:
        if len(jobs) == 1:
            one = jobs[0][1]
            said: tuple[str, ...] = run(one, progress)
            tell(_line(one))
        else:
            sheet = run_sweep(job, jobs, progress)
            said = (f"{len(jobs)} files beside {out}, and all of them on {sheet}",)
    for note in said:
        tell(note)


def _line(job: "Job") -> str:
    """Return what was made, in one line."""
    if job.choice.format.kind == "object":
        return str(job.choice.path)
    from renderer.core.units import DEFAULT_DPI

    size = job.size
    if job.choice.format.kind == "print":
        return f"{job.choice.path}  {size} px at {size.dpi or DEFAULT_DPI:g} dpi"
    paper = f", {size.mm[0] / 10:g} x {size.mm[1] / 10:g} cm at {size.dpi:g} dpi" if size.mm else ""
    count = "" if len(job.frames) == 1 else f", {len(job.frames)} frames at {float(job.fps):g}/s"
    return f"{job.choice.path}  {size} px{paper}{count}"
