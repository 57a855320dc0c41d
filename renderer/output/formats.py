"""What a file name asks for: its extension decides, and is honoured."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from renderer.core.errors import UsageError
from renderer.core.suggest import nearest

from .codecs import container, exr, jpeg, png, tiff, webp
from .codecs.encoders import CODECS
from .codecs.wanted import Notes, Pixels, Wanted
from .objects.mesh_files import WRITERS
from .pdf import manifest_in

__all__ = ["FORMATS", "Choice", "Format", "Kind", "choose", "format_of", "is_sequence", "listed",
           "transparent"]  # fmt: skip

Kind = Literal["still", "sequence", "film", "print", "zoom", "object"]
_NUMBER = re.compile(r"%0?(\d*)d")


@dataclass(frozen=True, slots=True)
class Format:
    """
    One kind of file.

    name : extension without its dot
    kind : ``still``, ``sequence`` (numbered stills), ``film``, ``print`` (pages of a picture), ``zoom`` (tiles
        of all sizes) or ``object`` (a mesh, splats, slices)
    depths : bits a channel that it stores, the first is the default; 32 is float in linear light
    codecs : of a film, the first is the default; what each can do stands in ``CODECS``
    alpha : whether it can hold transparency
    quality : default quality 1..100 where it can be lossy, else None; codecs of films have their own
    linear : whether it holds linear light at every depth
    sound : of a film: how its sound is stored, a name of ``codecs.audio_track``; "" where it has none
    most : px a side that its numbers can count, 0 where that is more than anybody draws
    write : of a still: stores pixels in a file
    read : gives the manifest inside a file, None where there is none; it may raise over a damaged file
    """

    name: str
    kind: Kind
    depths: tuple[int, ...]
    codecs: tuple[str, ...] = ()
    alpha: bool = True
    quality: int | None = None
    linear: bool = False
    most: int = 0
    sound: str = ""
    write: Callable[[Path, Pixels, Wanted], Notes] | None = None
    read: Callable[[Path], str | bytes | None] | None = None


# Everything that is said of a kind of file, a line each: who else needs to know asks FORMATS.
_FORMS = (
    Format("png", "still", (8, 16), write=png.write, read=png.read),
    Format("jpg", "still", (8,), alpha=False, quality=95, most=65_535, write=jpeg.write, read=jpeg.read),
    Format("webp", "still", (8,), quality=100, most=16_383, write=webp.write, read=webp.read),
    Format("tif", "still", (16, 8, 32), write=tiff.write, read=tiff.read),
    Format("exr", "still", (32, 16), linear=True, write=exr.write, read=exr.read),
    Format("mp4", "film", (8, 10), ("h264", "h265", "av1"), alpha=False, read=container.read,
           sound="AAC"),
    Format("mov", "film", (10, 8, 12), ("prores", "prores-hq", "h264", "h265", "dnxhr", "cineform", "hap", "hap-alpha",
                                        "hap-q"), read=container.read, sound="PCM"),
    Format("webm", "film", (8, 10), ("vp9", "av1"), read=container.read, sound="Opus"),
    Format("mkv", "film", (16, 8), ("ffv1",), read=container.read, sound="FLAC"),
    Format("gif", "film", (8,), ("gif",), alpha=False, most=65_535),
    Format("pdf", "print", (8, 16), alpha=False, read=manifest_in.read),
    Format("dzi", "zoom", (8,), alpha=False, quality=90),
    *(Format(name, "object", (8,)) for name in (*WRITERS, "zip")),  # a .zip holds slices
)
_ALIASES = {"jpg": "jpeg", "tif": "tiff"}
FORMATS = {form.name: form for form in _FORMS} | {
    _ALIASES[form.name]: replace(form, name=_ALIASES[form.name]) for form in _FORMS if form.name in _ALIASES
}


@dataclass(frozen=True, slots=True)
class Choice:
    """
    Everything a writer must know about how to store pictures.

    path : as the artist typed it
    format : see ``Format``
    depth : bits a channel
    codec : of a film, else None
    quality : 1..100, or None for the default of the codec
    hdr : "pq" or "hlg" of a film for an HDR screen, else ""
    """

    path: Path
    format: Format
    depth: int
    codec: str | None = None
    quality: int | None = None
    hdr: str = ""

    @property
    def dtype(self) -> Literal["uint8", "uint16", "float32"]:
        """What the engine delivers: sRGB-encoded whole numbers, or linear light as float32."""
        if self.depth == 32 or self.format.linear:
            return "float32"
        return "uint8" if self.depth == 8 else "uint16"

    @property
    def black(self) -> bool:
        """Whether black comes back as exactly 0; a still's format does where it loses nothing."""
        if self.codec is not None:
            return CODECS[self.codec].black
        default = self.format.quality or 100
        return default == 100 and (self.quality or default) == 100

    @property
    def alpha(self) -> bool:
        """Whether the file can hold transparency."""
        return self.format.alpha and (self.codec is None or bool(CODECS[self.codec].with_alpha))


def is_sequence(path: Path) -> bool:
    """
    Say whether a name numbers its frames.

    >>> is_sequence(Path("walk-%05d.png")), is_sequence(Path("walk.png"))
    (True, False)
    """
    return bool(_NUMBER.search(path.name))


def format_of(path: Path) -> Format:
    """
    Return what the extension of ``path`` asks for.

    Raises UsageError where it is none that can be written.

    >>> format_of(Path("wall.tif")).depths
    (16, 8, 32)
    >>> format_of(Path("walk-%05d.exr")).kind
    'sequence'
    """
    name = path.suffix.lower().lstrip(".")
    if name not in FORMATS:
        known = ", ".join(f".{key}" for key in FORMATS)
        what = f"'.{name}'" if name else "no extension"
        raise UsageError(
            f"'{path}' has {what}{nearest(name, FORMATS) or '.'} The extension decides the format: {known}, "
            "or a numbered sequence such as frame-%05d.png."
        )
    found = FORMATS[name]
    if not is_sequence(path):
        return found
    if len(_NUMBER.findall(path.name)) != 1 or path.name.count("%") != 1:
        raise UsageError(f"'{path}' must hold one number, such as frame-%05d.{name}, and no other % sign.")
    if len(_NUMBER.findall(path.name)[0].lstrip("0")) > 1:  # a width of thousands is a name no disk can hold
        raise UsageError(f"'{path}' asks for a number of more than 9 digits; write it such as frame-%05d.{name}.")
    if found.kind != "still":
        raise UsageError(f"'{path}' numbers {found.kind}s; a sequence is of stills: {', '.join(listed('still'))}.")
    return replace(found, kind="sequence")


def listed(*kinds: Kind) -> tuple[str, ...]:
    """
    Return the extensions of ``kinds`` of file, the usual one of each format.

    >>> listed("still"), listed("film")
    (('.png', '.jpg', '.webp', '.tif', '.exr'), ('.mp4', '.mov', '.webm', '.mkv', '.gif'))
    """
    return tuple(f".{form.name}" for form in _FORMS if form.kind in kinds)


def transparent(*kinds: Kind) -> str:
    """
    Say which files of ``kinds`` hold transparency: films, whose default codec does.

    >>> transparent("still", "film")
    '.png, .webp, .tif, .exr, .mov, .webm or .mkv'
    """
    *most, last = (name for name in listed(*kinds) if choose(Path(f"a{name}")).alpha)
    return f"{', '.join(most)} or {last}"


def choose(
    path: Path, depth: int | None = None, codec: str | None = None, quality: int | None = None, hdr: str = ""
) -> Choice:
    """
    Return how to store pictures in ``path``; None takes the default of the format.

    depth : bits a channel; quality : 1 (smallest) .. 100 (best), of lossy formats and codecs; hdr : ``pq``, ``hlg``

    Raises UsageError where the format has no such depth, codec or quality.

    >>> choose(Path("a.mp4")).codec, choose(Path("a.mov")).dtype, choose(Path("a.png"), depth=16).dtype
    ('h264', 'uint16', 'uint16')
    """
    form = format_of(path)
    if hdr:
        codec, depth = _hdr(path, form, codec, hdr), depth or 10
    codec = _codec(path, form, codec)
    depths = tuple(d for d in form.depths if d in CODECS[codec].pixels) if codec else form.depths
    depth = depths[0] if depth is None else depth
    if depth not in depths:
        what = f"{codec} in .{form.name}" if codec else f".{form.name}"
        held = " or ".join(str(d) for d in sorted(depths))
        raise UsageError(f"--depth {depth} does not fit {path.name}: {what} holds {held} bits a channel.")
    _check_quality(path, form, codec, quality)
    if hdr and depth < 10:
        raise UsageError(f"--depth {depth} does not fit --hdr {hdr}: it is stepped so; leave --depth out, for 10 bits")
    return Choice(path, form, depth, codec, quality, hdr)


def _hdr(path: Path, form: Format, codec: str | None, hdr: str) -> str | None:
    """Return the codec of a film that is to be HDR, the first that can be without one; raises UsageError."""
    if hdr not in ("pq", "hlg"):
        raise UsageError(f"--hdr {hdr}: write pq, which most media servers and televisions take, or hlg")
    able = [name for name in form.codecs if CODECS[name].hdr]
    if form.linear:
        raise UsageError(f"--hdr {hdr} does not fit {path.name}: an .{form.name} has all light; leave --hdr out")
    if form.kind in ("still", "sequence"):
        raise UsageError(f"--hdr {hdr} does not fit {path.name}: an HDR still tells how far its lights are above "
                         "white, and the tone curve that ends a scene leaves none there. Take a film, an .mp4 or .mov "
                         "of h265, or an .exr, which has all light of a scene of yours without that curve")  # fmt: skip
    if not able or (codec in form.codecs and codec not in able):
        what = f"{codec} in .{form.name}" if able else f".{form.name}"
        raise UsageError(f"--hdr {hdr} does not fit {path.name}: {what} holds none. Take an .mp4 or .mov of h265, or "
                         "an .mp4 or .webm of av1")  # fmt: skip
    return codec or able[0]


def _codec(path: Path, form: Format, codec: str | None) -> str | None:
    """Return the codec to use, refusing one that the container does not hold."""
    if codec is None:
        return form.codecs[0] if form.codecs else None
    if codec in form.codecs:
        return codec
    if not form.codecs:
        raise UsageError(f"--codec {codec}: {path.name} is a {form.kind}; codecs are for films.")
    raise UsageError(
        f"--codec {codec} does not fit {path.name}{nearest(codec, form.codecs) or '.'} "
        f"A .{form.name} holds {', '.join(form.codecs)}."
    )


def _check_quality(path: Path, form: Format, codec: str | None, quality: int | None) -> None:
    """Refuse a quality out of range, or for what is stored without loss."""
    if quality is None:
        return
    if not 1 <= quality <= 100:
        raise UsageError(f"--quality {quality} is outside 1..100.")
    if form.quality is None and not (codec and CODECS[codec].worst):
        what = codec or f".{form.name}"
        raise UsageError(f"--quality has no meaning for {path.name}: {what} has one quality only.")
