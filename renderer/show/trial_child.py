"""The process that tries a scene before the window does: it compiles and draws the first frame.

A shader can take the driver down, and the process with it; here that costs no picture. It is started
as ``python -m renderer.show.trial_child`` and spoken to in lines of JSON.
"""

import json
import os
import sys
import time
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import IO, Any

from renderer.core.doing import watched_by
from renderer.core.errors import RendererError
from renderer.core.python_stack import tell_stack
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.gpu.context import Context, create
from renderer.scene.input_file import input_files
from renderer.session.open_setup import loaded_of, session_of
from renderer.session.setup_json import setup_of
from renderer.signals.fault.events import CALM
from renderer.signals.fault.feeds import faults_of

__all__ = ["main"]

Request = dict[str, Any]


class Trial:
    """Keeps a context and the last scene that worked warm, so that a trial takes as long as its compile."""

    def __init__(self, gl: Context) -> None:
        """Use ``gl`` for every trial."""
        self.gl = gl
        self.engine: Engine | None = None
        self._feed, self._faults = ("", 0), CALM

    def run(self, request: Request) -> dict[str, Any]:
        """Compile and draw what ``request`` names; return what came of it, never raise."""
        began = time.perf_counter()
        files: list[str] = []
        try:
            files = [str(path.absolute()) for path in self._draw(request)]  # links may lead elsewhere later
            error = ""
        except RendererError as problem:
            error = str(problem)
        except BaseException as problem:  # a scene module may do anything, sys.exit() included
            error = f"{request['setup']['scene']}: {type(problem).__name__}: {problem}"
        milliseconds = (time.perf_counter() - began) * 1e3
        return {"error": error, "files": files, "ms": round(milliseconds, 1)}

    def _draw(self, request: Request) -> list[Path]:
        """Draw one frame; return the files that it was made of."""
        setup = setup_of(request["setup"], "the trial's request")
        loaded = loaded_of(setup)
        table = load_table(setup.figures or loaded.scene.data, loaded.scene.wanted)
        feed = (loaded.scene.feed, setup.seed)
        if feed != self._feed:  # a trial judges the scene: a release that came since makes no difference to it
            self._faults, self._feed = faults_of(*feed), feed
        size = (int(request["size"][0]), int(request["size"][1]))
        if self.engine is None:
            self.engine = Engine(self.gl, loaded, table, size, faults=self._faults)
        else:
            self.engine.adopt(loaded, table, self._faults)
            self.engine.resize(size)
        session, _ = session_of(setup, loaded)
        frame = loaded.scene.frame(request["index"], Fraction(request["fps"]), size, setup.seed)
        self.engine.draw(frame, session.params, held=session.values.held, catch_up=1)
        self.gl.finish()
        if (state := self.gl.error) != "GL_NO_ERROR":
            raise RendererError(f"{loaded.module}: drawing its first frame ends in {state}")
        shaders = (path for one in self.engine.pipeline.compiled for path in one.files)
        return [loaded.module, *shaders, *input_files(loaded).values()]


def main() -> None:
    """Answer requests from stdin until it ends; a number after the name is where what is compiled is told."""
    for descriptor in sys.argv[1:]:
        watched_by(int(descriptor))
        tell_stack(int(descriptor))
    answers = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    # What scenes and drivers print must not reach the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with suppress(OSError):  # where memory runs out, this process goes first (Linux)
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
    try:
        trial = Trial(create())
    except RendererError as error:
        _say(answers, {"ready": False, "error": str(error)})
        return
    _say(answers, {"ready": True})
    for line in sys.stdin:
        _say(answers, trial.run(json.loads(line)))


def _say(answers: IO[str], content: dict[str, Any]) -> None:
    answers.write(json.dumps(content) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
