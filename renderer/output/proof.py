"""A still as a press will show it: a soft proof, to be looked at before paper is paid for."""

from typing import TYPE_CHECKING

import numpy as np

from renderer.core.errors import UsageError

from .codecs.press_colours import COLOUR_OPTIONS, press_of
from .codecs.wanted import Notes, Pixels

if TYPE_CHECKING:
    from .job import Job

__all__ = ["check_proof", "proofed", "wants_proof"]


def wants_proof(job: "Job") -> bool:
    """Return whether ``job`` has an option of a printer's colours, and is a still, which has no pages."""
    return job.choice.format.kind == "still" and any(name in COLOUR_OPTIONS for name in job.options)


def check_proof(job: "Job") -> None:
    """Raise UsageError where the still ``job`` cannot show what a press makes of it."""
    from .mural import is_mural

    name, colours = job.choice.path.name, press_of(job.options, "a proof")
    if other := [one for one in job.options if one not in COLOUR_OPTIONS]:
        raise UsageError(f"{name} is a proof, which has no option '{other[0]}': leave it out")
    if colours is None or not colours.proof:
        raise UsageError(f"{name} is a still, and of sRGB: a .pdf takes a printer's colours; --proof shows here what "
                         "the press makes of them")  # fmt: skip
    if job.choice.depth != 8 and 8 not in job.choice.format.depths:
        raise UsageError(f"a proof has 8 bits a channel, and a .{job.choice.format.name} never has: write it as .png "
                         "or .tif")  # fmt: skip
    if job.choice.depth != 8:
        raise UsageError(f"a proof has 8 bits a channel, and {name} {job.choice.depth}: take --depth 8")
    if is_mural(job):
        raise UsageError(f"{name} is drawn in tiles, and a proof is to be looked at: give a smaller --size")
    if job.setup.output is not None:
        raise UsageError(f"{name} is made for a device, and --proof for paper: leave one of them out")


def proofed(job: "Job", pixels: Pixels) -> tuple[Pixels, Notes]:
    """Return ``pixels`` as the press of ``job`` shows them, transparency as it was, and what a printer will ask."""
    colours = press_of(job.options, "a proof")
    if colours is None:
        return pixels, ()
    shown = colours.convert(pixels[..., :3])
    return np.dstack([shown, pixels[..., 3:]]) if pixels.shape[2] == 4 else shown, colours.said()
