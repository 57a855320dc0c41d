"""What a pass samples: a pass, one of its outputs, its last frame, or an input that is no pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

__all__ = ["Input", "Read", "last", "parse_read", "parse_reads", "renamed"]

_LAST = "last "


@dataclass(frozen=True, slots=True)
class Input:
    """
    A texture that is no pass: a map, a picture, a film's frame, text.

    name : passes read it as ``t_<name>``, and ``u_<name>_moment`` says of which moment (s) it is
    file : a picture in the scene's folder that it begins as; without one it is transparent black until
        ``Engine.input`` gives it pixels
    format : ``u1`` keeps numbers as they are, 0 .. 1 (a mask, an id map); ``f2`` and ``f4`` hold linear light
    filter : how passes sample it; wrap : whether it repeats beyond its edge

    One in ``f4`` without a file that is called ``events`` is given none: it holds the events of the table that is
    drawn, as ``event_texels`` has them, and others with each other table.

    What moves (a film, a camera, a map, a line of text) is a source beside the frame loop: it decodes ahead, and who
    runs the loop hands over what is newest between two draws, ``engine.input("film", pixels, moment)``, an upload
    and no more. A draw reads no file and waits for no source; where a source is late, the last pixels stand, and
    ``u_<name>_moment`` tells a pass how old they are. An export hands over each frame's pixels before that frame,
    in order: a feedback scene that is asked for frame n alone runs up to it with the pixels that it has.
    """

    name: str
    file: str = ""
    format: Literal["f2", "f4", "u1"] = "f2"
    filter: Literal["linear", "nearest"] = "linear"
    wrap: bool = False


class Read(NamedTuple):
    """
    One read, taken apart.

    source : a pass or an input; output : one of the pass' further outputs, "" for ``o``
    last : whether the last frame is meant; sampler : what it is called in GLSL, behind ``t_`` and ``fetch_``
    """

    source: str
    output: str
    last: bool
    sampler: str


def last(name: str) -> str:
    """Return the read of the last frame of the pass ``name``, wherever it is drawn: ``t_last_<name>``."""
    return _LAST + name


def parse_read(text: str, reader: str) -> Read:
    """
    Return what an entry of the reads of the pass ``reader`` means.

    >>> parse_read(last("relief.normal"), "image")
    Read(source='relief', output='normal', last=True, sampler='last_relief_normal')
    >>> parse_read("cells", "cells")
    Read(source='cells', output='', last=True, sampler='cells')
    """
    name = text.removeprefix(_LAST)
    source, _, output = name.partition(".")
    sampler = ("last_" if text.startswith(_LAST) else "") + name.replace(".", "_")
    return Read(source, output, text.startswith(_LAST) or source == reader, sampler)


@lru_cache(4096)
def parse_reads(texts: tuple[str, ...], reader: str) -> tuple[Read, ...]:
    """Return what the reads of the pass ``reader`` mean: it is asked for each pass of each frame."""
    return tuple(parse_read(text, reader) for text in texts)


def renamed(text: str, names: Mapping[str, str]) -> str:
    """
    Return an entry of ``Pass.reads`` with its pass called as ``names`` call it.

    >>> renamed("last cells.age", {"cells": "fx_cells"})
    'last fx_cells.age'
    """
    whole, output, _ = parse_read(text, "")[:3]
    before = _LAST if text.startswith(_LAST) else ""
    return before + names[whole] + (f".{output}" if output else "")
