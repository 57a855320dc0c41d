"""Whether two files show the same, whatever they say of how they were made: by their pixels or packets."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from renderer.core.media_file import open_media

from .recall import read_manifest

__all__ = ["MOST", "record_differs", "same_drawn"]

MOST = 2**26  # px of a still that is read whole to be compared
_NAMES = {"scene": "scene", "figures": "figures", "places": "map", "preset": "preset", "seed": "seed"}


def same_drawn(pairs: Iterable[tuple[Path, Path]], kind: str, pixels: int) -> bool:
    """
    Return whether both files of each of ``pairs`` show the same; not where that cannot be told.

    kind : of the format; ``pixels`` of one picture
    """
    if kind == "film":
        return all(_alike(_packets(one), _packets(other)) for one, other in pairs)
    if kind not in ("still", "sequence", "print") or pixels > MOST:
        return False
    if kind == "print":
        return all(_alike(_pages(one), _pages(other)) for one, other in pairs)
    return all(_alike(_pictures(one), _pictures(other)) for one, other in pairs)


def record_differs(original: Path, made: Path) -> str:
    """
    Return in what the record of ``made`` differs from that of ``original``, in words after "its record".

    Raises DataError where one has none.
    """
    then, now = read_manifest(original), read_manifest(made)
    was, words, other = _fields(then.get("setup")), [], []
    for name, value in _fields(now.get("setup")).items():
        if value != was.get(name) and name in _NAMES and isinstance(value, (str, int)):
            words.append(f"the {_NAMES[name]} {value}")
        elif value != was.get(name):
            other.append(name)
    parts = [f"names {' and '.join(words)}"] if words else []
    other += [key for key in sorted({*then, *now} - {"setup"}) if then.get(key) != now.get(key)]
    if other:
        parts.append(f"{'also ' if parts else ''}differs in {', '.join(other)}")
    return ", and ".join(parts) or "is written otherwise"


def _fields(setup: object) -> Mapping[str, Any]:
    return setup if isinstance(setup, dict) else {}


def _alike(one: Iterator[Any], other: Iterator[Any]) -> bool:
    """Return whether both give the same; not where either cannot be read."""
    try:
        return all(mine == theirs for mine, theirs in zip_longest(one, other))
    except Exception:  # a file may be wrong in as many ways as there are libraries that read it
        return False


def _packets(path: Path) -> Iterator[tuple[int, int | None, int | None, bytes]]:
    """Yield stream, time, length and content of each packet of a film, sound too; its metadata is in none."""
    with open_media(path) as container:
        for packet in container.demux():
            yield packet.stream_index, packet.pts, packet.duration, bytes(packet)


def _pictures(path: Path) -> Iterator[tuple[Any, ...]]:
    """Yield shape, type and codes of each picture in a still."""
    if path.suffix.lower() in (".tif", ".tiff"):
        import tifffile

        yield _codes(tifffile.imread(path))
        return
    with open_media(path) as container:
        for frame in container.decode(video=0):
            yield frame.format.name, *_codes(frame.to_ndarray())


def _pages(path: Path) -> Iterator[tuple[Any, ...]]:
    """Yield what the objects of a PDF say, and the sum of what they hold: all but its record, and words about it."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        aside = {one.objgen for one in (pdf.docinfo, pdf.Root.get("/Metadata")) if one is not None}
        for one in pdf.objects:
            stream = isinstance(one, pikepdf.Stream)
            if one.objgen in aside or (stream and one.get("/Type") == "/XRef"):  # where each object lies
                continue
            held = hashlib.sha256(one.read_raw_bytes() if stream else b"").digest()
            yield one.objgen, (one.stream_dict if stream else one).unparse(resolved=True), held


def _codes(pixels: Any) -> tuple[Any, ...]:  # noqa: ANN401
    import numpy as np

    return pixels.shape, pixels.dtype.str, hashlib.sha256(np.ascontiguousarray(pixels).data).digest()
