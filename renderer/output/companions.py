"""What stands beside a film: manifest, verdict and plot. Each names the film that it was made of by its SHA-256.

A film that is made again gets new companions, and a kill may come in between. So the older ones go before the new
film appears, and whoever reads one can tell by the hash whether it is this film's.
"""

import hashlib
import os
import re
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renderer.core.errors import UsageError
from renderer.core.files import explain, write_whole
from renderer.core.plain_file import open_plain
from renderer.core.small_file import load_json, read_bytes
from renderer.flash.limits import Override

from . import manifest as notes
from .formats import is_sequence

if TYPE_CHECKING:  # a still has no verdict, and the analysis behind it costs 0.15 s to import
    from renderer.flash.verdict import Verdict

__all__ = [
    "PLOT_KEY",
    "decided",
    "digest_of",
    "drop_companions",
    "foreign_companions",
    "plot_path",
    "stale_companions",
    "unnamed_verdict",
    "verdict_path",
    "write_verdict",
]

PLOT_KEY = "film-sha256"  # of the text in the plot's PNG
_VERDICT = "chorus-flash/"  # begins the schema of each verdict, of any version


def digest_of(path: Path, stills: Iterable[Path] = ()) -> str:
    """Return the SHA-256, hex, of the film ``path``; of a sequence's ``stills`` that of theirs, one after the other."""
    if path.is_file() or not is_sequence(path):
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256("".join(map(digest_of, stills)).encode("ascii")).hexdigest()


def verdict_path(path: Path) -> Path:
    """
    Return where the verdict on ``path`` stands.

    >>> verdict_path(Path("storm.mp4")).name
    'storm.mp4.flash.json'
    """
    return path.with_name(path.name + ".flash.json")


def plot_path(path: Path) -> Path:
    """
    Return where the plot of ``path`` stands: among numbered pictures under a name that none of them has.

    Numbered in another way than most are, the name's checksum tells it apart from those that else are called alike.

    >>> plot_path(Path("storm.mp4")).name, plot_path(Path("storm-%05d.png")).name, plot_path(Path("storm%05d.png")).name
    ('storm.mp4.flash.png', 'flash-storm.png', 'flash-storm-aefe3197.png')
    """
    if "%" not in path.name:
        return path.with_name(f"{path.name}.flash.png")
    stem = re.sub("[-_. ]*%[0-9]*d[-_. ]*", "", path.stem)
    other = "" if path.name == f"{stem}-%05d.png" else f"-{zlib.crc32(os.fsencode(path.name)):08x}"
    return path.with_name(f"flash-{stem}{other}.png")


def write_verdict(path: Path, verdict: "Verdict", digest: str) -> Path:
    """Write the verdict on the film ``path``, whose SHA-256 is ``digest``, as JSON beside it, and return its path."""
    target = verdict_path(path)
    content = {**verdict.plain(), "sha256": digest}
    write_whole(target, (notes.dumps(content, indent=2) + "\n").encode("ascii"))
    return target


def drop_companions(path: Path, *, manifest: bool = True) -> None:
    """Remove what stands beside an older film ``path``, which is about to be replaced; ``manifest``: that too."""
    for companion in (verdict_path(path), plot_path(path), *([notes.beside(path)] if manifest else [])):
        try:
            with suppress(FileNotFoundError, IsADirectoryError):
                companion.unlink()
        except OSError as error:
            raise explain(companion, error) from error


def foreign_companions(path: Path) -> list[Path]:
    """Return what stands under the names of the verdict on ``path`` and of its plot, and is none of ours."""
    verdict, plot = verdict_path(path), plot_path(path)
    ours = {verdict: str(_json(verdict).get("schema")).startswith(_VERDICT), plot: _of_plot(plot) is not None}
    return [companion for companion, made in ours.items() if companion.is_file() and not made]


def stale_companions(path: Path, digest: str) -> list[Path]:
    """Return what stands beside ``path`` and says that it was made of another film than that of ``digest``."""
    said = {
        verdict_path(path): _json(verdict_path(path)).get("sha256"),
        notes.beside(path): _json(notes.beside(path)).get("sha256"),
        plot_path(path): _of_plot(plot_path(path)),
    }
    return [companion for companion, found in said.items() if found is not None and found != digest]


def unnamed_verdict(path: Path) -> Path | None:
    """Return the verdict beside ``path`` where it is one of ours that names no film by its hash, as older ones do."""
    said = _json(verdict_path(path))
    ours = str(said.get("schema")).startswith(_VERDICT)
    return verdict_path(path) if ours and not isinstance(said.get("sha256"), str) else None


def decided(path: Path, digest: str) -> Override | None:
    """Return who decided to show the film ``path`` all the same, as its own verdict says; None for nobody."""
    try:
        kept = _json(verdict_path(path))
        said = kept["override"] if kept["sha256"] == digest else None
        return Override(str(said["name"]), str(said["reason"])) if said else None
    except (ValueError, KeyError, TypeError, UsageError):
        return None  # no decision in it, or a file that is none


def _json(path: Path) -> dict[str, Any]:
    """Return what a companion holds, nothing where it is not there or is none."""
    try:
        found = load_json(read_bytes(path))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _of_plot(path: Path) -> str | None:
    """Return the SHA-256 of the film that a plot was drawn of, None where it does not say."""
    from PIL import Image

    try:
        with open_plain(path, follow=True) as file, Image.open(file) as plot:
            found = plot.info.get(PLOT_KEY)
    except (OSError, ValueError, SyntaxError):
        return None
    return found if isinstance(found, str) else None
