"""What is said of a scene's object: its own words, where its solid has some, for its colours are no picture."""

from dataclasses import replace
from pathlib import Path

from .scene import Scene

__all__ = ["said_of_object"]

_COLOURED = (".glb", ".ply", ".obj", ".usdz")  # files that hold a colour at each point
_PLAIN = (" This kind of file holds the form alone, without its colours: nothing of that is seen in it; "
          ".glb, .ply, .obj and .usdz hold them.")  # fmt: skip
_OF_PICTURES = (" This is said of its pictures; no light moves in an object, and its marks, those of what is not known "
                "too, may be others.")  # fmt: skip


def said_of_object(scene: Scene, path: Path) -> tuple[Scene, str]:
    """Return ``scene`` with the words of its object at ``path``, and the sentence that is to follow them, or ""."""
    solid = scene.solid
    plain = "" if path.suffix.lower() in _COLOURED else _PLAIN
    if solid is None or not solid.caption:
        return scene, _OF_PICTURES + plain
    return replace(scene, caption=solid.caption, reading=solid.reading), plain
