"""Embers: each area glows at its place, and its warmth spreads over the wall where a mask lets it through.

The worked example of what a pass may read and write: a picture that is no pass, a compute pass with shared
memory, a further output, last frames, figures with their states, and the row that lies under a pixel.
"""

from dataclasses import dataclass

from renderer import Footprint, Input, Pass, Scene, last, param


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    spread: float = param(0.9, 0.0, 1.0, help="Share of its warmth that a place takes from its neighbours, a frame.")
    loss: float = param(0.01, 0.002, 0.3, help="Share of its warmth that a place loses in a frame.")
    shimmer: float = param(3.0, 0.0, 20.0, help="How strongly light follows where warmth flows.")


SCENE = Scene(
    title="Embers",
    params=Params,
    inputs=(Input("mask", file="mask.png", format="u1", filter="nearest"),),
    columns=("dental_visit",),
    passes=(
        Pass("rows", "rows.frag", format="f4", filter="nearest"),
        Pass("heat", "heat.comp", reads=("rows", "mask", "heat"), outputs=("flow",), format="f4",
             footprint=Footprint(radius=1)),
        Pass("image", "image.frag", reads=("rows", "mask", "heat", "heat.flow", last("heat"))),
    ),
    pick=("rows", 0),
    caption="Each ember is a state, as hot as the share of its adults who saw a dentist. "
    "Dark bars are walls that no warmth passes.",
)  # fmt: skip
