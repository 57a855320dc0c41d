"""What was typed after ``chorus export``, as one job, with the values and seeds that it is to be made in."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .figure_options import domains_typed, roles_typed
from .film_options import audio_typed
from .map_options import answers_typed
from .safety import safety_of
from .tell import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from renderer.core.units import Size
    from renderer.data.places.map_answers import MapAnswers
    from renderer.output.formats import Choice
    from renderer.output.job import Job
    from renderer.scene.catalogue import Loaded
    from renderer.scene.scene import Effect
    from renderer.sculpture.stroke import Stroke
    from renderer.session.open_take import OpenTake
    from renderer.session.take import Take

__all__ = ["jobs_typed"]

Options = dict[str, Any]


def jobs_typed(
    scene: "Loaded", out: Path, options: Options, note: "Callable[[str], None]" = say
) -> "tuple[Job, list[tuple[str, Job]]]":
    """
    Return the job that was asked for, and every job of its sweep, with a label each; raises UsageError.

    note : hears what is to be known of scene and take
    """
    from renderer.output.job_check import check_job
    from renderer.output.sweep import jobs_of
    from renderer.params.param import specs
    from renderer.params.parse import parse_assignments

    show = _show(scene, options, note)
    values: Mapping[str, Sequence[Any]] = parse_assignments(options["texts"], specs(show.loaded.scene.params))
    seeds = options["seeds"]
    if show.take and (values or options["preset"]):
        raise click.UsageError("a take brings its own values: leave --preset and -p out")
    job = _job(show, out, options)
    check_job(job)
    if show.take:
        values = {name: [value] for name, value in show.take.at(job.frames[0], job.fps).items()}
        seeds = [show.take.head.setup.seed]
    return job, jobs_of(job, values, seeds)


def _show(scene: "Loaded", options: Options, note: "Callable[[str], None]") -> "OpenTake":
    """Return the scene with the chain and feed asked for, or as a take has it; ``note`` hears what is to be known."""
    from renderer.scene.catalogue import load
    from renderer.session.open_take import open_take

    chain, feed, take = _chain(options), options["feed"], options["take"]
    if take is not None and (chain is not None or feed is not None):
        raise click.UsageError("a take brings its own effects and feed: leave --effects and --feed out")
    if chain is not None or feed is not None:
        scene = load(scene.module, chain, feed)
    show = open_take(scene, take, options["frames"], options["fps"])
    for words in (*show.notes, *show.loaded.lost(options["preset"] or "")):
        note(words)
    return show


def _chain(options: Options) -> "tuple[Effect, ...] | None":
    """Return the effects that were typed, None where none were: the scene's own."""
    from renderer.scene.effect import parse_chain

    return None if options["effects"] is None else parse_chain(options["effects"])


def _job(show: "OpenTake", out: Path, options: Options) -> "Job":
    """Return what was asked for as one job, refused where it makes no sense."""
    from renderer.core.units import parse_size
    from renderer.output.formats import choose
    from renderer.output.job import Job
    from renderer.session.open_setup import check_map, scene_word, with_roles
    from renderer.session.setup import Setup

    scene, take = show.loaded, show.take
    choice = choose(out, options["depth"], options["codec"], options["quality"], options["hdr"] or "")
    fps = options["fps"] or (take.head.fps if take else Fraction(30))
    frames = _frames(show, choice, fps, options["frames"])[:: options["every"]]
    alpha = _alpha(choice, options["alpha"])
    size = parse_size(options["size"] or "1920x1080", options["dpi"])
    setup = Setup(scene_word(scene), preset=options["preset"], take=show.lines, effects=_chain(options),
                  feed=options["feed"], seed=options["seeds"][0],
                  figures=options["data"] or (take.head.setup.figures if take else None),
                  strokes=_strokes(scene, options["sculpture"]), safety=safety_of(options),
                  places=options["places"] or (take.head.setup.places if take else None),
                  map_answers=_answers(options, take),
                  roles=roles_typed(options) or (take.head.setup.roles if take else {}),
                  domains=_domains(options, take))  # fmt: skip
    check_map(setup, scene)
    scene = with_roles(scene, setup)
    job = Job(setup, scene, choice, size, frames, fps, options["samples"], options["shutter"], alpha, take=take,
              audio=audio_typed(options), loop=options["loop"])  # fmt: skip
    return _for_device(job, size if options["size"] else None, options)


def _answers(options: Options, take: "Take | None") -> "MapAnswers":
    """Return what was typed of a map; of a take's own map what the take says."""
    typed = answers_typed(options)
    return take.head.setup.map_answers if take and not options["places"] and typed == type(typed)() else typed


def _domains(options: Options, take: "Take | None") -> "Mapping[str, tuple[float, float]]":
    """Return the domains typed; else those of the take, of whose figures they are."""
    typed = domains_typed(options)
    return typed if typed or take is None or roles_typed(options) else take.head.setup.domains


def _for_device(job: "Job", asked: "Size | None", options: Options) -> "Job":
    """Return ``job`` made for the device, or with the options of the object, that was named; ``asked`` : its size."""
    from renderer.core.errors import UsageError
    from renderer.core.units import Size
    from renderer.output.codecs.press_colours import COLOUR_OPTIONS
    from renderer.output.fit import fitted
    from renderer.output.mural import TIFF

    from .outputs import options_of, output_of

    name, choices = options["output"], options["choices"]
    typed = {one.replace("_", "-"): options[one] for one in ("panels", "overlap", "bleed", "icc", "intent", "ink_limit")
             if options[one] is not None} | ({"proof": "yes"} if options["proof"] else {})  # fmt: skip
    if job.choice.format.kind == "print" and not name:
        return _print(job, {**options_of(choices), **typed})
    if not name and job.choice.format.kind == "still" and typed and set(typed) <= set(COLOUR_OPTIONS):
        return replace(job, options={**options_of(choices), **typed})
    if typed and job.choice.format.kind != "print":
        raise UsageError(f"--{next(iter(typed))} is for a print, and {job.choice.path.name} is none: name a .pdf")
    if job.choice.format.kind == "object":
        if name:
            raise UsageError(f"{job.choice.path.name} is an object; --as is for pictures")
        return replace(job, size=Size(64, 64), options=options_of(choices))
    if job.choice.format.name in TIFF and choices and not name:
        return replace(job, options=options_of(choices))
    device = output_of(name, choices, (asked.width, asked.height) if asked else None,
                       exact=options["exact"], simulate=options["simulate"], angle=options["angle"])  # fmt: skip
    return job if device is None else fitted(job, device)


def _print(job: "Job", options: dict[str, str]) -> "Job":
    """Return ``job`` with the options of a print, drawn with its bleed around it."""
    from renderer.output.pdf.panels import with_bleed

    return replace(job, size=with_bleed(job.size, options), options=options)


def _alpha(choice: "Choice", asked: bool | None) -> bool:
    """Return whether to store transparency: where that was asked for and can be held, else as ProRes does."""
    from renderer.output.job_check import check_alpha

    check_alpha(choice, asked=asked is True)
    return choice.codec == "prores" if asked is None else asked


def _frames(show: "OpenTake", choice: "Choice", fps: Fraction, asked: range | None) -> range:
    """Return the frames to draw: those asked for, those of the take, one loop, or the one of a still."""
    from renderer.core.errors import UsageError
    from renderer.output.job_check import check_frames

    moving = choice.format.kind in ("sequence", "film")
    if asked is None:
        whole = show.take.frames_at(fps) if show.take else range(round(show.loaded.scene.seconds * fps))
        return whole if moving else whole[:1]
    check_frames(choice, asked)
    held = show.take.frames_at(fps) if show.take else asked
    if asked[0] not in held or asked[-1] not in held:
        span = f"frames {held[0]}..{held[-1]}" if held else "no frame"
        raise UsageError(f"the take holds {span} at {float(fps):g} frames per second, not all of "
                         f"{asked[0]}..{asked[-1]}: choose --frames among them")  # fmt: skip
    return asked


def _strokes(scene: "Loaded", path: Path | None) -> "tuple[Stroke, ...]":
    """Return the strokes of a sculpture's file; raises UsageError where the scene cannot be sculpted."""
    if path is None:
        return ()
    from renderer.output.job_check import check_sculpt
    from renderer.sculpture.file import load_sculpture
    from renderer.sculpture.history import standing

    check_sculpt(scene)
    sculpture, notes = load_sculpture(path)
    for note in notes:
        say(note)
    return standing(sculpture)
