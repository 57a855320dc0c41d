"""A job made for a device: the size of its picture and the name of its file; no GPU is asked."""

from dataclasses import replace

from renderer.core.units import Size
from renderer.displays.recipe import Recipe
from renderer.session.setup import Output

from .job import Job
from .job_check import check_codes

__all__ = ["fitted"]


def fitted(job: Job, output: Output) -> Job:
    """Return ``job`` made for a device: its picture has the device's size, its name says which."""
    job = replace(job, setup=replace(job.setup, output=output))
    recipe = job.recipe
    if recipe is None:
        return job
    width, height = _seen(recipe) if output.simulate else recipe.out
    choice = job.choice
    check_codes(job, recipe)
    if not output.simulate and recipe.tag and not choice.path.stem.endswith(recipe.tag):
        choice = replace(choice, path=choice.path.with_stem(choice.path.stem + recipe.tag))
    return replace(job, choice=choice, size=Size(width, height, job.size.dpi))


def _seen(recipe: Recipe) -> tuple[int, int]:
    """Return width and height of what an eye sees on the device, px."""
    from renderer.displays.views import simulated_size  # which brings the GPU's library

    return simulated_size(recipe)
