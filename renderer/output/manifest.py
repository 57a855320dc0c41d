"""The note of how a picture was made: inside the file where it has room, and as JSON beside it.

A manifest holds no clock, no path and no name of a machine or user, so that the same
work makes the same bytes everywhere.
"""

import base64
import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from fractions import Fraction
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError
from renderer.core.files import write_whole
from renderer.core.small_file import load_json

from .codecs.wanted import Words

__all__ = ["beside", "build", "changed_files", "dumps", "fingerprint", "id_of", "parse", "planned", "words_of",
           "write_beside"]  # fmt: skip

SCHEMA = "chorus-manifest/2"
_AFTERWARDS = ("sha256", "drawn")
# Whose versions may change a picture or the bytes of its file.
PACKAGES = ("moderngl", "numpy", "pillow", "av", "imageio", "imageio-ffmpeg", "tifffile", "duckdb", "noise",
            "pikepdf", "fpdf2", "segno", "zstandard")


def fingerprint(files: Mapping[str, Path | bytes]) -> dict[str, str]:
    """
    Return the sha256 (hex) of each file or content, under the name that is to be shown.

    >>> fingerprint({"image.frag": b"void main() {}"})["image.frag"][:8]
    '340c8ac2'
    """
    return {name: _digest(files[name]) for name in sorted(files)}


def _digest(item: Path | bytes) -> str:
    if isinstance(item, bytes):
        return hashlib.sha256(item).hexdigest()
    with item.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def build(kind: str, files: Mapping[str, Path | bytes], facts: Mapping[str, object]) -> dict[str, object]:
    """
    Return what suffices to make a picture or film again.

    kind : ``still``, ``sequence``, ``film`` ...
    files : the scene module and every shader that is read, by names relative to the scene or library
    facts : the setup, the destination and whatever else is known; they may not replace what is here
    """
    known: dict[str, object] = {
        "schema": SCHEMA,
        "chorus": _version("chorus"),
        "kind": kind,
        "files": fingerprint(files),
        "packages": {name: _version(name) for name in PACKAGES},
        "python": platform.python_version(),
    }
    if twice := sorted(set(facts) & set(known)):
        raise ValueError(f"facts may not replace {', '.join(twice)}")
    # Through JSON and back: what is returned equals what will be read.
    return parse(dumps({**known, **facts}))


def dumps(manifest: Mapping[str, object], *, indent: int | None = None) -> str:
    """
    Return ``manifest`` as ASCII JSON, the same text for the same content.

    >>> dumps({"seed": 7, "fps": Fraction(30000, 1001)})
    '{"fps":"30000/1001","seed":7}'
    """
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(manifest, sort_keys=True, indent=indent, separators=separators, default=_plain, allow_nan=False)


def parse(text: str | bytes, source: str = "the manifest") -> dict[str, object]:
    """Return the manifest that ``text`` holds; DataError, naming ``source``, where it holds none."""
    try:
        found = load_json(text)
    except ValueError as error:
        raise DataError(f"{source} holds no manifest that can be read: {error}.") from error
    if not isinstance(found, dict):
        raise DataError(f"{source} holds no manifest: it must be a JSON object.")
    return found


def id_of(manifest: Mapping[str, object]) -> str:
    """
    Return the name of ``manifest`` by its content, an ``ni`` URI (RFC 6920): whoever has the manifest can check it.

    It is that of the text inside the file; what is known only once that is written stands beside it, and is left out.

    >>> id_of({"seed": 7, "sha256": "of the file"}) == id_of({"seed": 7})
    True
    """
    digest = hashlib.sha256(planned(manifest).encode("ascii")).digest()
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode('ascii').rstrip('=')}"


def changed_files(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return the names of files that ``then`` or ``now`` was made of, and that have changed; [] where then is mute."""
    old, new = then.get("files"), now["files"]
    if not isinstance(old, Mapping):
        return []
    old = _labelled(old, new)
    return [name for name in sorted(set(old) | set(new)) if old.get(name) != new.get(name)]


def _labelled(old: Mapping[str, Any], new: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return ``old`` with files of the library by their paths, as ``new`` has them: once the name alone was kept."""
    found: dict[str, Any] = {}
    for name, sha in old.items():
        bare = name.removeprefix("lib:")
        now = [one for one in new if one.startswith("lib:") and one.endswith(f"/{bare}")] if name not in new else []
        kept = sha in [new[one] for one in now]  # of two files with one name only one was kept, unknown which
        found |= {one: new[one] if kept else sha for one in now} if name != bare and now else {name: sha}
    return found


def planned(manifest: Mapping[str, object]) -> str:
    """Return what was known of a run before its first frame, as text."""
    return dumps({name: one for name, one in manifest.items() if name not in _AFTERWARDS})


def words_of(manifest: Mapping[str, object] | None) -> Words | None:
    """Return what the picture of ``manifest`` says to those who cannot see it, None where that is not told."""
    texts = [str((manifest or {}).get(name, "")) for name in ("title", "alt", "description")]
    return Words(*texts) if any(texts[1:]) else None


def beside(path: Path) -> Path:
    """
    Return where the manifest of ``path`` stands.

    >>> beside(Path("walk-%05d.png")).name
    'walk-%05d.png.json'
    """
    return path.with_name(path.name + ".json")


def write_beside(path: Path, manifest: Mapping[str, object]) -> Path:
    """
    Write the manifest of ``path`` as indented JSON beside it, and return its path.

    It says the SHA-256 of the file, if that is one: by it a later export knows that nobody has touched it.
    """
    target = beside(path)
    if path.is_file():
        with path.open("rb") as file:
            manifest = {**manifest, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}
    write_whole(target, (dumps(manifest, indent=2) + "\n").encode("ascii"))
    return target


@cache  # it is read from a file of some hundred lines, and a night of stills would read it for each
def _version(package: str) -> str | None:
    """Return the installed version of a package, None where it is absent."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _plain(value: object) -> object:
    """Turn what JSON does not know into what it knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Fraction):
        return str(value)
    if hasattr(value, "tolist"):  # numpy scalars and arrays
        return value.tolist()
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"a manifest cannot hold a {type(value).__name__}")
