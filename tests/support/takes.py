"""What the tests of takes share: how one begins, and one that is recorded from a list of steps."""

from datetime import datetime, timedelta, timezone

import pytest

BEGAN = datetime(2026, 11, 21, 21, 2, 0, 400_000, timezone(timedelta(hours=1)))


@pytest.fixture
def head_of(knobs):
    """Return ``head_of(**other)``: the head of a take of ``knobs``."""
    from renderer.session.setup import Setup
    from renderer.session.take import Head

    def make(**other):
        values = {name: getattr(knobs, name) for name in type(knobs).__slots__}
        setup = Setup("probe", values, held=frozenset(), offsets={"breath": 0.0})
        return Head(**{"setup": setup, "began": BEGAN, "triggers": ("burst",)} | other)

    return make


@pytest.fixture
def record(tmp_path, knobs, head_of):
    """Return ``record(steps, ...)``: the path of a take; a step is a frame and what is set before it."""
    from renderer.params.param import assign
    from renderer.params.phase import Phases
    from renderer.session.recorder import Recorder

    def run(steps, **head):
        path = tmp_path / "take.jsonl"
        recorder = Recorder(path, head_of(**head))
        params, phases = knobs, Phases().turned(knobs, 0.0)
        for frame, values in steps:
            late = values.pop("late", 0.0)
            facts = {name: values.pop(name) for name in ("seed", "held", "effects", "figures") if name in values}
            params = assign(params, **values)
            phases = phases.turned(params, frame / 30)
            recorder.record(frame, params, phases, wall=BEGAN + timedelta(seconds=frame / 30 + late), **facts)
            params = assign(params, burst=False)
        recorder.close()
        return path

    return run
