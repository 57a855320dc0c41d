"""What each field of a job's destination may be in JSON, and the sentence for what it may not."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from renderer.core.errors import DataError, RendererError
from renderer.core.quote import quoted
from renderer.core.units import LIMIT_PX, parse_rate
from renderer.session.setup_fields import finite, pair, text, whole
from renderer.session.setup_json import known_only

from .soundtrack import soundtrack_of

__all__ = ["destination_of"]

MOST = 10_000_000  # frames, as the command line counts them
LONGEST = 32  # letters of a codec's name


def destination_of(where: Mapping[str, Any], source: str) -> dict[str, Any]:
    """
    Return the fields of ``where`` as a job has them, those left out at their defaults.

    Raises DataError, naming ``source`` and the field, for what it may not be.
    """
    known_only(where, ("path", "format", *_READERS), source, "a destination")
    if "size" not in where:
        raise DataError(f"{source}: its destination is incomplete or damaged: no 'size'")
    found = {name: default for name, (_, _, default) in _READERS.items()}
    for name, value in where.items():
        if name in _READERS:
            found[name] = _read(name, value, source)
    return found


def _read(name: str, value: object, source: str) -> Any:  # noqa: ANN401
    reader, what, _ = _READERS[name]
    try:
        return reader(value)
    except RendererError as error:
        raise DataError(f"{source}: {error}") from None
    except (TypeError, ValueError, AttributeError, OverflowError):
        raise DataError(f"{source}: its destination is incomplete or damaged: {name} = {quoted(value)} is not "
                        f"{what}") from None  # fmt: skip


def _maybe(reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else reader(value)


def _frames(value: Any) -> range:  # noqa: ANN401
    first, last = value
    return range(whole(first, 0, MOST), whole(last, first, MOST) + 1)


def _word(value: object) -> str:
    if len(word := text(value)) > LONGEST:
        raise ValueError("too long a name")
    return word


def _share(value: object) -> float:
    if not 0.0 <= (share := finite(value)) <= 1.0:
        raise ValueError("no share")
    return share


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


# Field -> what reads it, what it is, for people, and what it is where it is left out.
_READERS: Mapping[str, tuple[Callable[[Any], Any], str, Any]] = {
    "size": (pair, f"width and height in px, [1920, 1080], of at most {LIMIT_PX:,}", None),
    "dpi": (_maybe(finite), "a number of pixels per inch, or null", None),
    "depth": (_maybe(whole), "a whole number of bits a channel, or null", None),
    "codec": (_maybe(_word), "the name of a codec, or null", None),
    "quality": (_maybe(whole), "a whole number, 1..100, or null", None),
    "frames": (_frames, f"the first and the last frame, [0, 359], of at most {MOST:,}", range(1)),
    "fps": (lambda value: parse_rate(text(value)), 'frames per second as a text, "30" or "30000/1001"', Fraction(30)),
    "samples": (lambda value: whole(value, 1, 1024), "a whole number, 1..1024", 1),
    "shutter": (_share, "a share of a frame, 0..1", 0.0),
    "alpha": (_switch, "true or false", False),
    "hdr": (lambda value: _word(value) if value != "" else "", "pq or hlg", ""),
    "every": (lambda value: whole(value, 1, MOST), "a whole number: draw one frame of so many", 1),
    "loop": (_switch, "true or false", False),
    "audio": (soundtrack_of, 'a file of sound, {"file": "song.wav", "offset": 0, "loop": false, "fade": [0, 2]}', None),
    "options": (lambda value: {text(name): text(one) for name, one in value.items()}, "texts by their name", {}),
}
