"""What went wrong in a scene's own code, for the artist who wrote it."""

from pathlib import Path
from traceback import extract_tb

from renderer.core.errors import RendererError
from renderer.gpu.include import show

__all__ = ["fault_words"]


def fault_words(module: Path, error: Exception) -> str:
    """Return ``file:line: message`` for an error of the scene's own code; the artist's messages as they are."""
    said = str(error) if isinstance(error, RendererError) else f"{type(error).__name__}: {error}"
    own = [step.lineno for step in extract_tb(error.__traceback__) if Path(step.filename) == module]
    return f"{show(module)}:{own[-1]}: {said}" if own else f"{show(module)}: {said}"
