"""How many pixels of many views were truly drawn."""

from dataclasses import dataclass

__all__ = ["Drawn"]


@dataclass(slots=True)
class Drawn:
    """How many pixels were truly drawn, of how many."""

    pixels: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        """Part that was truly drawn, 0 .. 1."""
        return self.pixels / self.of if self.of else 1.0
