"""What no job may ask for, whether it was typed or read from a file: the one place that refuses it."""

from renderer.core.errors import UsageError
from renderer.core.units import scaled_to
from renderer.displays.recipe import Recipe
from renderer.scene.catalogue import Loaded
from renderer.session.open_take import check_scene_of

from .film_limits import check_film, check_rate
from .formats import Choice, listed, transparent
from .job import Job
from .loop_ends import LoopEnds
from .mural import TIFF, check_mural
from .pdf.print_job import check_print
from .proof import check_proof, wants_proof
from .soundtrack import check_sound
from .zoom.zoom_job import check_zoom

__all__ = ["check_alpha", "check_codes", "check_frames", "check_heard", "check_job", "check_loop", "check_sculpt",
           "check_size"]  # fmt: skip


def check_job(job: Job, *, found: bool = False) -> None:
    """
    Raise UsageError, in one sentence, where ``job`` asks for what its scene, its file or its take cannot give.

    found : whether the artist said where the scene lies, whatever its folder is called now
    """
    choice, setup = job.choice, job.setup
    check_frames(choice, job.frames)
    check_size(job)
    check_alpha(choice, asked=job.alpha)
    check_film(choice, (job.size.width, job.size.height))
    check_rate(choice, job.fps * job.pictures)
    check_sound(choice, job.audio)
    check_loop(job)
    if setup.strokes:
        check_sculpt(job.loaded)
    if choice.format.kind == "object":
        check_no_device(job)
    elif choice.format.kind == "print":
        check_print(job)
    elif choice.format.kind == "zoom" and not job.options:
        check_zoom(job)
    elif wants_proof(job):
        check_proof(job)
    elif job.options and choice.format.name in TIFF:
        check_mural(job)
    elif job.options:
        name = next(iter(job.options))
        raise UsageError(f"option '{name}' belongs to an object or a print, and {choice.path.name} is a "
                         f"{choice.format.kind}: leave the destination's options out")  # fmt: skip
    elif (recipe := job.recipe) is not None:
        check_codes(job, recipe)
    if job.take is not None and not found:
        check_scene_of(job.take, job.loaded, "the take")
    check_heard(job)  # last, for it reads a whole sound


def check_frames(choice: Choice, frames: range) -> None:
    """Raise UsageError where more frames, or a time lapse, are asked for than what a still or an object holds: one."""
    if choice.format.kind not in ("sequence", "film") and len(frames) > 1:
        raise UsageError(f"{choice.path.name} is one still; for {len(frames)} frames name a film or frame-%05d.png")
    if choice.format.kind not in ("sequence", "film") and frames.step > 1:
        raise UsageError(f"--every {frames.step} is for films and numbered stills, and {choice.path.name} is neither: "
                         "name a film or frame-%05d.png")  # fmt: skip


def check_loop(job: Job) -> None:
    """Raise UsageError where nothing is shown again and again, or what is shown never comes back."""
    if job.loop and job.choice.format.kind != "film":
        *most, last = listed("film")
        raise UsageError(f"--loop is for films, and {job.choice.path.name} is none: name a {', '.join(most)} or {last}")
    if job.loop:
        LoopEnds(job.frames)  # which refuses too few
    if job.loop and job.take is not None:
        raise UsageError("--loop is for what a scene does by itself: a take ends where its performance ended")


def check_heard(job: Job) -> None:
    """Raise DataError, UsageError where the file of sound is none, or nothing of it would be heard."""
    if job.audio is not None:
        from .codecs.sound_file import open_sound  # which brings FFmpeg
        from .film_sound import fitted_to

        fitted_to(job.audio, open_sound(job.audio.path), len(job.frames) / job.fps)


def check_size(job: Job) -> None:
    """Raise UsageError where the file cannot hold so many pixels, with the nearest size that it holds."""
    most, recipe = job.choice.format.most, job.recipe
    width, height = (job.size.width, job.size.height) if recipe is None else recipe.out
    if most and max(width, height) > most:
        fits = "{}x{}".format(*scaled_to((width, height), most))
        raise UsageError(f"{job.choice.path.name} cannot hold {width}x{height} px: a .{job.choice.format.name} ends at "
                         f"{most:,} px a side. Ask for {fits}, the largest of that shape, or name a .tif, which has no "
                         "such end")  # fmt: skip


def check_alpha(choice: Choice, *, asked: bool) -> None:
    """Raise UsageError where transparency is asked for that the file cannot hold."""
    if asked and not choice.alpha:
        raise UsageError(f"{choice.path.name} cannot hold transparency; use {transparent('still', 'film')}")


def check_codes(job: Job, recipe: Recipe) -> None:
    """Raise UsageError where a device takes numbers of 8 bits, and the file holds others."""
    if recipe.plain_codes and not job.simulated and job.choice.depth != 8:
        raise UsageError(f"{recipe.name} gives numbers of 8 bits, and {job.choice.path.name} holds {job.choice.depth}: "
                         "write a .png, or numbered ones (name-%05d.png); a .tif takes --depth 8")  # fmt: skip


def check_sculpt(loaded: Loaded) -> None:
    """Raise UsageError where the scene takes no strokes of a hand."""
    if not loaded.scene.sculpt:
        raise UsageError(f"{loaded.name} cannot be sculpted: its scene does not say sculpt=True")


def check_no_device(job: Job) -> None:
    """Raise UsageError where an object is asked for as a picture for a device."""
    if job.setup.output is not None:
        raise UsageError(f"{job.choice.path.name} is an object; --as is for pictures")
