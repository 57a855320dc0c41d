"""What stands is made better: at the size it is shown in, sample by sample, until it is the picture of an export.

A picture drawn small to hold the rate, with one sample a pixel, is right while it moves. As soon as nothing does, the
time of the frames that need not be drawn goes into this one. It is drawn part by part, so that a hand is never kept
waiting: whatever moves next ends it.
"""

import time
from collections.abc import Iterator

from renderer.frames.exposure import Exposure
from renderer.gpu.bands import Parts

from .own_fault import fault_words
from .present import scaled
from .stage import Stage

__all__ = ["REFINED", "Refiner"]

REFINED = Exposure(samples=4)  # what a picture that stands ends as
REST = 0.2  # s that nothing has moved: a hand that turns a knob rests shorter
PART = 0.015  # s of one part
SLICE = 0.06  # s of parts between two looks at the hand


class Refiner:
    """
    Refines what stands on ``stage``.

    samples : how many of ``REFINED`` the picture that is shown has; 0 for one that is drawn live
    """

    def __init__(self, stage: Stage) -> None:
        """Begin with nothing that stands."""
        self.stage, self.samples = stage, 0
        stage.rests = True
        self._parts = Parts(PART)
        self._steps: Iterator[int] | None = None
        self._draws, self._moved, self._size, self._kept = -1, 0.0, (0, 0), None

    def work(self, size: tuple[int, int], until: float) -> None:
        """Refine until ``until`` (s), for ``SLICE`` at least, at ``size`` px where a state lets it be so many."""
        stage, now = self.stage, time.perf_counter()
        engine = stage.engine
        if engine is None or stage.device is not None or stage.last is None or stage.error:
            return
        if engine.draws != self._draws or size != self._size:
            self._draws, self._moved, self._size = engine.draws, now, size
            self.samples, self._steps = 0, None
        if now - self._moved < REST:
            return
        if self._steps is None and self.samples == 0:
            self._steps = self._begin(size)
        until = max(until, now + SLICE)
        try:
            while self._steps is not None and time.perf_counter() < until:
                self._step(self._steps)
        except Exception as error:  # the scene's own code may raise anything; what is shown stays
            self.samples, self._steps = REFINED.samples, None
            stage.fail(fault_words(engine.loaded.module, error))
        if self.samples and stage.guard.held:  # what the guard holds back comes as soon as it may
            stage.show(time.perf_counter())

    def _step(self, steps: Iterator[int]) -> None:
        """Draw one part; show what is whole."""
        engine = self.stage.engine
        assert engine is not None
        done = next(steps, None)
        self._draws = engine.draws
        if done is None:
            self._steps = None
        elif done > self.samples:
            self.samples = done
            self.stage.show(time.perf_counter())

    def _begin(self, size: tuple[int, int]) -> Iterator[int]:
        """Return the steps of the frame that stands, at ``size`` px or the next best."""
        stage, engine = self.stage, self.stage.engine
        assert engine is not None
        assert stage.last is not None
        keep = engine.pipeline.keeps  # what feeds back is no longer the same at another size
        stage.hold()
        sizes = size, scaled(stage.wanted, stage.window.size, 1.0)
        engine.resize(next((one for one in sizes if keep(one)), engine.size))
        stage.refined = True
        frame, how = stage.moment(*stage.last)
        return engine.exposing(frame, exposure=REFINED, parts=self._parts, view=stage.view, **how)
