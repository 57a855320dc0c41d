"""What to know before a night is spent on an export: sentences, each with its remedy."""

from collections.abc import Iterator

from .job import Job

__all__ = ["preflight"]

ROOM = 8e9  # bytes of pictures held at once that a common machine still takes


def preflight(job: Job) -> tuple[str, ...]:
    """Return what ``job`` will stumble over, nothing where it will not."""
    return tuple(_lines(job))


def _lines(job: Job) -> Iterator[str]:
    recipe, volume = job.recipe, job.loaded.scene.views
    if recipe is None or volume is None:
        return
    kind, name = job.choice.format.kind, job.choice.format.name
    if recipe.check is not None and not job.simulated:
        yield from recipe.check(volume)
    width, height = recipe.size
    held = len(recipe.views) * width * height * 8.0
    if held > ROOM:
        yield f"{recipe.name} holds {held / 1e9:.0f} GB of views at once; ask for fewer or smaller ones."
    lossy = name in ("jpg", "jpeg") or (kind == "film" and job.choice.codec not in ("prores", "prores-hq"))
    coded = kind == "film" or name in ("jpg", "jpeg", "webp")
    if job.simulated:
        return
    if recipe.plain_codes and coded:
        yield f"{name} changes pixels, and each of these is a phase: write numbered .png (name-%05d.png) instead."
    if recipe.exact_black and lossy:
        yield "A film's codec may lift black by a code or two; on gauze that is a grey sheet. Numbered .png stay exact."
