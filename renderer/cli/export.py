"""``chorus export``: draw a scene into a still, a sequence, a film, or a sweep of them."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .safety import guarded, safety_of
from .types import Rate, SceneName, Seeds, Span, WallSize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from renderer.output.formats import Choice
    from renderer.output.job import Job
    from renderer.scene.catalogue import Loaded
    from renderer.sculpture.stroke import Stroke
    from renderer.session.open_take import OpenTake

__all__ = ["export"]


@click.command()
@click.argument("scene", type=SceneName())
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--size", type=WallSize(), help="1920x1080, a2, 120x80cm, 4k ... [default: 1920x1080]")
@click.option("--dpi", type=float, help="Pixels per inch of a print.")
@click.option("--frames", type=Span(), help="Frames to draw, ends included. [default: 0; a film: one loop]")
@click.option("--fps", type=Rate(), help="Frames per second. [default: 30, or the take's]")
@click.option("--seed", "seeds", type=Seeds(), default="0", show_default=True,
              help="Same seed, same picture; 0..9 makes ten.")  # fmt: skip
@click.option("--preset", help="Start from one of the scene's presets.")
@click.option("-p", "--param", "texts", multiple=True, metavar="NAME=VALUE",
              help="Set a parameter; NAME=A..B..STEP or A,B,C sweeps it.")  # fmt: skip
@click.option("--samples", type=click.IntRange(1, 1024), default=1, show_default=True,
              help="Samples a frame: smooths edges, and motion with --shutter.")  # fmt: skip
@click.option("--shutter", type=click.FloatRange(0.0, 1.0), default=0.0, show_default=True,
              help="How long the shutter is open, in frames.")  # fmt: skip
@click.option("--depth", type=int, help="Bits a channel: 8, 10, 16, or 32 for float.")
@click.option("--codec", help="h264, h265, av1, prores, prores-hq, vp9.")
@click.option("--quality", type=int, help="1 (small) .. 100 (best).")
@click.option("--alpha/--opaque", default=None, help="Store transparency. [default: as prores does]")
@click.option("--data", help="Figures: a bundled name, or a .csv of `chorus data import`.")
@click.option("--take", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Draw a performance again, as it was recorded.")  # fmt: skip
@click.option("--effects", metavar="A,B,...", help="Glitches over the picture, first to last; none takes all away.")
@click.option("--feed", metavar="FEED", help="Faults that strike it: flusight, rehearsal, a folder of releases, none.")
@click.option("--sculpture", type=click.Path(dir_okay=False, path_type=Path),
              help="Strokes of a hand, made in the preview.")  # fmt: skip
@click.option("--as", "output", metavar="OUTPUT", help="Device to draw for: quilt:portrait, anaglyph, pyramid:4 ...")
@click.option("--with", "choices", multiple=True, metavar="NAME=VALUE", help="Set an option of that output.")
@click.option("--simulate", is_flag=True, help="Draw what an eye sees on that device.")
@click.option("--angle", type=float, default=0.0, show_default=True, help="Where that eye stands, in degrees.")
@click.option("--exact", is_flag=True, help="Draw every view from nothing, sharing nothing.")
@guarded
@click.option("--preflight", is_flag=True, help="Say what that output needs and draw nothing.")
def export(scene: "Loaded", out: Path, **options: Any) -> None:  # noqa: ANN401
    """Draw a scene into a still, a sequence or a film.

    The extension of OUT decides: .png .jpg .webp .tif .exr stills, %05d.png sequences, .mp4 .mov
    .webm .gif films; .glb .stl .ply .obj .3mf .usdz objects. How it was made is kept beside it, and
    inside it where there is room.

    \b
    chorus export enamel wall.tif --size 120x80cm --dpi 150 --samples 16
    chorus export enamel loop.mp4 --size 1280x720
    chorus export enamel try.png -p prisms=24..48..8 --seed 0..3
    """
    from renderer.output.preflight import preflight
    from renderer.params.param import specs
    from renderer.params.parse import parse_assignments

    show = _show(scene, options)
    values = parse_assignments(options.pop("texts"), specs(show.loaded.scene.params))
    seeds, only_look = options.pop("seeds"), options.pop("preflight")
    if show.take and (values or options["preset"]):
        raise click.UsageError("a take brings its own values: leave --preset and -p out")
    job = _job(show, out, **options)
    if show.take:
        values = {name: [value] for name, value in show.take.at(job.frames[0], job.fps).items()}
        seeds = [show.take.head.seed]
    for line in preflight(job):
        click.echo(line)
    if not only_look:
        _run(job, values, seeds)


def _show(scene: "Loaded", options: dict[str, Any]) -> "OpenTake":
    """Return the scene with the chain and feed asked for, or as a take has it; takes these options out."""
    from renderer.scene.catalogue import load
    from renderer.scene.effect import parse_chain
    from renderer.session.open_take import open_take

    chain, feed, take = (options.pop(name) for name in ("effects", "feed", "take"))
    if take is not None and (chain is not None or feed is not None):
        raise click.UsageError("a take brings its own effects and feed: leave --effects and --feed out")
    if chain is not None or feed is not None:
        scene = load(scene.module, None if chain is None else parse_chain(chain), feed)
    show = open_take(scene, take)
    for note in show.notes:
        click.echo(note, err=True)
    return show


def _run(job: "Job", values: "Mapping[str, Sequence[Any]]", seeds: "Sequence[int]") -> None:
    """Make what was asked for, one file or a sweep of them, and say so."""
    from renderer.output.make import run
    from renderer.output.sweep import jobs_of, run_sweep

    from .progress_bar import shown

    out, jobs = job.choice.path, jobs_of(job, values, seeds)
    with shown(out.name) as progress:
        if len(jobs) == 1:
            one = jobs[0][1]
            said: tuple[str, ...] = run(one, progress)
            click.echo(_line(one))
        else:
            sheet = run_sweep(job, jobs, progress)
            said = (f"{len(jobs)} files beside {out}, and all of them on {sheet}",)
    for note in said:
        click.echo(note)


def _job(
    show: "OpenTake",
    out: Path,
    *,
    size: str | None,
    dpi: float | None,
    frames: range | None,
    fps: Fraction | None,
    preset: str | None,
    samples: int,
    shutter: float,
    depth: int | None,
    codec: str | None,
    quality: int | None,
    alpha: bool | None,
    data: str | None,
    sculpture: Path | None,
    output: str | None,
    choices: tuple[str, ...],
    simulate: bool,
    angle: float,
    exact: bool,
    **guard: Any,  # noqa: ANN401
) -> "Job":
    """Return what was asked for as one job, refused where it makes no sense."""
    from renderer.core.errors import UsageError
    from renderer.core.units import Size, parse_size
    from renderer.output.formats import choose
    from renderer.output.job import Job
    from renderer.output.make import fitted

    from .outputs import options_of, output_of

    scene, take = show.loaded, show.take
    choice = choose(out, depth, codec, quality)
    fps = fps or (take.head.fps if take else Fraction(30))
    frames = _frames(show, choice, fps, frames)
    if alpha and not choice.alpha:
        raise UsageError(f"{out.name} cannot hold transparency; use .png, .tif, .exr, .webm or .mov")
    transparent = choice.codec == "prores" if alpha is None else alpha
    pixels = parse_size(size or "1920x1080", dpi)
    safety = safety_of(guard, out.name)
    data = data or (take.head.data if take else None) or None
    job = Job(scene, choice, pixels, frames, fps, 0, preset, {}, samples, shutter, data, transparent,
              strokes=_strokes(scene, sculpture), take=take, score=show.lines,
              safety=safety)  # fmt: skip
    if choice.format.kind == "object":
        if output:
            raise UsageError(f"{out.name} is an object; --as is for pictures")
        return replace(job, size=Size(64, 64), options=options_of(choices))
    asked = (pixels.width, pixels.height) if size else None
    device = output_of(output, choices, asked, exact=exact, simulate=simulate, angle=angle)
    return job if device is None else fitted(job, device)


def _frames(show: "OpenTake", choice: "Choice", fps: Fraction, asked: range | None) -> range:
    """Return the frames to draw: those asked for, those of the take, one loop, or the one of a still."""
    from renderer.core.errors import UsageError

    moving = choice.format.kind in ("sequence", "film")
    if asked is None:
        whole = show.take.frames_at(fps) if show.take else range(round(show.loaded.scene.seconds * fps))
        return whole if moving else whole[:1]
    if not moving and len(asked) > 1:
        raise UsageError(f"{choice.path.name} is one still; for {len(asked)} frames name a film or frame-%05d.png")
    return asked


def _strokes(scene: "Loaded", path: Path | None) -> "tuple[Stroke, ...]":
    """Return the strokes of a sculpture's file; raises UsageError where the scene cannot be sculpted."""
    if path is None:
        return ()
    from renderer.core.errors import UsageError
    from renderer.sculpture.file import load_sculpture
    from renderer.sculpture.history import standing

    if not scene.scene.sculpt:
        raise UsageError(f"{scene.name} cannot be sculpted: its scene does not say sculpt=True")
    sculpture, notes = load_sculpture(path)
    for note in notes:
        click.echo(note, err=True)
    return standing(sculpture)


def _line(job: "Job") -> str:
    """Return what was made, in one line."""
    if job.choice.format.kind == "object":
        return str(job.choice.path)
    size = job.size
    paper = f", {size.mm[0] / 10:g} x {size.mm[1] / 10:g} cm at {size.dpi:g} dpi" if size.mm else ""
    count = "" if len(job.frames) == 1 else f", {len(job.frames)} frames at {float(job.fps):g}/s"
    return f"{job.choice.path}  {size} px{paper}{count}"
