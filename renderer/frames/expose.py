"""From the passes of a frame to its picture: one sample straight to codes, or many gathered and developed."""

from collections.abc import Iterator, Mapping
from typing import Any

from renderer.core.frame import Frame
from renderer.gpu.bands import Parts
from renderer.gpu.picture import Picture
from renderer.gpu.pipeline import Pipeline
from renderer.params.phase import Phases

from .exposure import Exposure, places
from .uniforms import cycles

__all__ = ["exposed"]


def exposed(
    pipeline: Pipeline, picture: Picture, frame: Frame, values: Mapping[str, Any], phases: Phases, exposure: Exposure,
    parts: Parts | None = None,
) -> Iterator[int]:  # fmt: skip
    """
    Draw ``frame`` of ``pipeline`` into ``picture``; yield after each part how many samples of it are whole.

    Each sample that is whole is developed where somebody watches: where it is drawn in ``parts``. Then the picture
    is the mean of those so far, and of the last one what it is drawn at once.
    """
    samples = exposure.samples
    if samples == 1:
        for _ in pipeline.draw(values, picture.codes, parts=parts):
            yield 0
        if not pipeline.direct:
            picture.develop(pipeline.last, frame.number, frame.seed)
        yield 1
        return
    picture.light.clear()
    for done, (x, y, t) in enumerate(places(samples, exposure.shutter), 1):
        late = t * frame.dt
        now = {"u_jitter": (x, y), "u_time": frame.wrapped_time + late, "u_steps": 0.0, "u_weight": 1 / samples,
               **cycles(phases, frame.time + late)}  # fmt: skip
        for _ in pipeline.draw({**values, **now}, picture.light, add=True, parts=parts):
            yield done - 1
        if not pipeline.direct:
            picture.add(pipeline.last, 1 / samples)
        if done == samples or parts is not None:
            picture.develop(None, frame.number, frame.seed, samples / done)
        yield done
