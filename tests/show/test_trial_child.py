"""What the trial process does with a request: it draws the first frame, and never raises."""

import pytest

from renderer.session.setup import Setup
from renderer.session.setup_json import setup_json
from renderer.show.trial_child import Trial


@pytest.fixture
def trial(gl):
    made = Trial(gl)
    yield made
    if made.engine is not None:
        made.engine.release()


@pytest.fixture
def request_of(probe):
    """Return ``request_of(size=..., ...)``: the request of a trial of the probe scene, of its setup whatever else."""

    def make(size=(32, 18), **setup):
        found = Setup(str(probe / "scene.py"), **setup)
        return {"setup": setup_json(found), "size": list(size), "index": 0, "fps": "30"}

    return make


def test_what_draws_is_let_through_with_all_its_files_and_the_next_has_the_same_engine(trial, request_of):
    done = trial.run(request_of())
    assert done["error"] == ""
    assert {name.rpartition("/")[2] for name in done["files"]} == {"scene.py", "rows.frag", "image.frag", "tint.glsl"}
    assert done["ms"] > 0
    engine = trial.engine
    assert engine.size == (32, 18)
    assert trial.run(request_of(size=[48, 27]))["error"] == ""
    assert trial.engine is engine
    assert engine.size == (48, 27)


def test_values_of_an_older_scene_are_brought_to_what_it_has_now(trial, request_of):
    older = {"params": {"level": 9.0, "gone": 1, "focus": [0, 1]}, "held": frozenset({"gone"})}
    assert trial.run(request_of(**older))["error"] == ""


@pytest.mark.parametrize(("file", "text", "words"), [
    ("image.frag", "void main() { o = vec4(u_levl); }", "did you mean u_level?"),
    ("scene.py", "raise SystemExit(3)", "SystemExit: 3"), ("scene.py", "1 / 0", "ZeroDivisionError"),
    ("scene.py", "raise KeyboardInterrupt", "KeyboardInterrupt"), ("scene.py", "def (", "scene.py"),
    ("tint.glsl", "\xff", "tint.glsl"),
])  # fmt: skip
def test_whatever_a_scene_does_is_told_and_the_next_is_tried(trial, request_of, probe, file, text, words):
    good = (probe / file).read_text()
    assert trial.run(request_of())["error"] == ""
    (probe / file).write_text(text, "latin-1")
    assert words in trial.run(request_of())["error"]
    (probe / file).write_text(good)
    assert trial.run(request_of())["error"] == ""


def test_a_scene_that_is_gone_and_figures_that_are_gone_are_told(trial, request_of, probe):
    assert "nowhere.csv" in trial.run(request_of(figures="nowhere.csv"))["error"]
    (probe / "scene.py").unlink()
    assert "scene.py" in trial.run(request_of())["error"]
