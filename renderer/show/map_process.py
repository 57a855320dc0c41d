"""The process that makes what takes long of a map beside a running picture: it shares no lock with the frames.

It is started as ``python -m renderer.show.map_process``, reads one request, the pickled name of a method of
``MapMaker`` with its arguments, and writes a line of JSON, then float32 texels.
"""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import DataError
from renderer.gpu.map_textures import MapMaker

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CHILD", "made_apart"]

CHILD = (sys.executable, "-P", "-m", "renderer.show.map_process")
_NICE = 5  # how far the frames come first


def made_apart(
    what: str, *given: Any, begun: Callable[["subprocess.Popen[bytes]"], None] = lambda _: None  # noqa: ANN401
) -> "NDArray[np.float32] | None":
    """
    Return what the method ``what`` of ``MapMaker`` makes of ``given`` in a process of its own; None for None.

    begun : is told the process, which may be ended. Raises DataError where it was, or fails.
    """
    home = str(Path(__file__).parents[2])  # Chorus itself, whatever folder this is called from
    path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
    with subprocess.Popen(CHILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          env={**os.environ, "PYTHONPATH": path}) as process:  # fmt: skip
        begun(process)
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(OSError):  # it has ended: told by what it does not answer
            pickle.dump((what, given), process.stdin, 5)
            process.stdin.close()
        head = process.stdout.readline()
        if not head:
            raise DataError("the process that makes it ended")
        said = json.loads(head)
        if said.get("error"):
            raise DataError(said["error"])
        if said["shape"] is None:
            return None
        texels = np.empty(said["shape"], np.float32)
        into = memoryview(texels.data).cast("B")
        while into.nbytes and (count := process.stdout.readinto(into)):  # type: ignore[attr-defined]
            into = into[count:]
        if into.nbytes:
            raise DataError("the process that makes it ended")
        return texels


def main() -> None:
    """Answer one request."""
    with suppress(OSError, AttributeError):
        os.nice(_NICE)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what libraries print must not reach the answer
    try:
        what, given = pickle.load(sys.stdin.buffer)
        made = getattr(MapMaker(), what)(*given)
    except Exception as error:
        answers.write(json.dumps({"error": f"{type(error).__name__}: {error}"}).encode() + b"\n")
        return
    answers.write(json.dumps({"shape": None if made is None else made.shape}).encode() + b"\n")
    if made is not None:
        answers.write(np.ascontiguousarray(made, np.float32).data)
    answers.flush()


if __name__ == "__main__":
    main()
