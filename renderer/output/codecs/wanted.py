"""What every writer of a still is told, and what it may tell the artist."""

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

__all__ = ["Notes", "Pixels", "Wanted", "Words"]

Pixels = NDArray[Any]  # uint8, uint16 or float32, [height, width, 3 or 4], top row first
Notes = tuple[str, ...]  # what an artist should know


@dataclass(frozen=True, slots=True)
class Words:
    """
    What a picture says to those who cannot see it, to be stored inside.

    title : of the installation; alt : what stands there, and what one mark is, in a line; description : all of it,
    what the marks mean and what the figures say, in one paragraph
    """

    title: str
    alt: str
    description: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    How a picture is to be stored.

    depth : bits a channel; 32 is float in linear light
    quality : 1..100 of a lossy format; what it means to one without loss is nothing
    dpi : pixels per inch, None where none was asked for
    manifest : ASCII text to be stored inside, None without
    words : what it says to those who cannot see it, None without
    """

    depth: int
    quality: int = 100
    dpi: float | None = None
    manifest: str | None = None
    words: Words | None = None
