"""Extras: parts that are large and that few need, and what to type where one is missing."""

import shlex
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .errors import EncodeError

__all__ = ["EXTRAS", "Extra", "need"]


@dataclass(frozen=True, slots=True)
class Extra:
    """A part that Chorus runs without: its ``pin``, the ``module`` it brings, its size in MB and what it is for."""

    pin: str
    module: str
    size: int
    what: str

    @property
    def here(self) -> bool:
        """Say whether it is installed."""
        return find_spec(self.module) is not None

    @property
    def command(self) -> str:
        """Return what installs it into the environment that runs, as one types it in this folder."""
        python = Path(sys.executable)
        pip = python.with_name("pip")
        words = [_near(pip)] if pip.is_file() else [_near(python), "-m", "pip"]
        return shlex.join([*words, "install", self.pin])


# requirements.txt pins the same versions: tests/test_parts.py holds them together.
EXTRAS = {
    "usd": Extra("usd-core==26.11", "pxr", 217, ".usdz objects"),
    "ffmpeg": Extra("imageio-ffmpeg==0.8.1", "imageio_ffmpeg", 173, "films in a codec that av lacks"),
}


def need(name: str, what: str) -> None:
    """Raise EncodeError, which says what to type, unless the extra that ``what`` needs is installed."""
    extra = EXTRAS[name]
    if not extra.here:
        part = extra.pin.partition("==")[0]
        raise EncodeError(
            f"{what} needs {part}, an extra of {extra.size} MB that is not installed; type: {extra.command}"
        )


def _near(path: Path) -> str:
    """Return ``path`` as seen from the folder one is in, where it lies below."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
