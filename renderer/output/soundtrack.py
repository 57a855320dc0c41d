"""The sound that a film is given: which file, from where in it, whether again and again, and how it comes and goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderer.core.errors import UsageError
from renderer.session.placed import placed
from renderer.session.setup_fields import finite, text
from renderer.session.setup_json import known_only

from .formats import FORMATS, Choice, listed

__all__ = ["FILE", "Soundtrack", "audio_placed", "check_sound", "soundtrack_json", "soundtrack_of"]

FILE = "the sound"  # its file in a manifest, whose name may change: what it holds may not
_LONGEST = 86_400.0  # s


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """
    A file of sound, as a film plays it.

    offset : s of the file that are skipped; below 0, s of the film before it begins
    loop : whether it begins anew until the film ends
    fade : s over which it comes, and goes
    """

    path: Path
    offset: float = 0.0
    loop: bool = False
    fade: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        """Refuse what no film has; raises UsageError."""
        if not -_LONGEST <= self.offset <= _LONGEST:
            raise UsageError(f"--audio-offset {self.offset:g} is outside -{_LONGEST:g}..{_LONGEST:g} s")
        if not all(0.0 <= one <= _LONGEST for one in self.fade):
            raise UsageError(f"--audio-fade {self.fade[0]:g},{self.fade[1]:g} is outside 0..{_LONGEST:g} s")


def check_sound(choice: Choice, audio: Soundtrack | None) -> None:
    """Raise UsageError where the file cannot hold a sound, or there is none of that name."""
    if audio is None:
        return
    if not choice.format.sound:
        what = "numbered stills have" if choice.format.kind == "sequence" else f"a .{choice.format.name} has"
        heard = ", ".join(name for name in listed("film") if FORMATS[name[1:]].sound)
        raise UsageError(f"--audio does not fit {choice.path.name}: {what} no sound. Name a film: {heard}")
    if not audio.path.is_file():
        raise UsageError(f"--audio {audio.path}: there is no such file")


def soundtrack_json(audio: Soundtrack) -> dict[str, Any]:
    """Return ``audio`` as JSON holds it."""
    return {"file": audio.path.as_posix(), "offset": audio.offset, "loop": audio.loop, "fade": list(audio.fade)}


def soundtrack_of(value: Any) -> Soundtrack | None:  # noqa: ANN401
    """Return what JSON says of a sound; raises TypeError, ValueError, AttributeError, RendererError."""
    if value is None:
        return None
    known_only(value, ("file", "offset", "loop", "fade"), "audio", "a sound")
    come, go = value.get("fade", (0.0, 0.0))
    if not isinstance(loop := value.get("loop", False), bool):
        raise TypeError("neither true nor false")
    return Soundtrack(Path(text(value.get("file"))), finite(value.get("offset", 0.0)), loop, (finite(come), finite(go)))


def audio_placed(
    where: Mapping[str, Any], source: str, within: tuple[Path, ...], typed: str | None = None
) -> Mapping[str, Any]:
    """Return the destination ``where`` with its file of sound where it lies, or where it was ``typed`` to lie."""
    audio = where.get("audio")
    if not isinstance(audio, Mapping) or not isinstance(audio.get("file"), str):
        return where
    file = typed or placed("audio", audio["file"], source, within, sayable=True)
    return {**where, "audio": {**audio, "file": file}}
