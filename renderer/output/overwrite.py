"""Whether a file may be overwritten: one that Chorus wrote, and that nobody has touched since.

Asked for each name that a job writes: its file, the manifest, a film's verdict and plot, the page beside a .glb.
"""

from pathlib import Path

from renderer.core.errors import DataError, UsageError
from renderer.core.name_lock import hidden
from renderer.core.plain_file import plain_digest
from renderer.core.small_file import read_bytes

from .companions import foreign_companions
from .film_journal import ends_of
from .formats import format_of
from .job import Job
from .manifest import SCHEMA, beside, parse
from .objects.web_page import is_page_of, page_path
from .zoom.deep_zoom import changed_in, foreign_in
from .zoom.zoom_job import tiles_path, zoom_page_path
from .zoom.zoom_page import is_zoom_page

__all__ = ["check_free", "check_unlost", "is_ours"]


def check_unlost(*jobs: Job) -> None:
    """Raise UsageError for the first file that would be lost with what somebody else made where ``jobs`` are run."""
    for job in jobs:
        path, options = job.choice.path, dict(job.options)
        check_free(path)
        if job.choice.format.kind == "zoom":
            _check_zoom(path)
        if path.suffix.lower() == ".glb" and options.get("page") == "yes" and not is_page_of(page_path(path), path):
            raise _lost(page_path(path))


def _check_zoom(path: Path) -> None:
    """Raise UsageError where a page, or tiles, that Chorus did not write would be lost with the Deep Zoom ``path``."""
    page, tiles = zoom_page_path(path), tiles_path(path)
    if page.exists() and not _is_zoom_page(page):
        raise _lost(page)
    if tiles.is_symlink() or next(foreign_in(tiles), None):
        raise UsageError(f"{tiles} is there already, and is a link or holds what is no tile: move it, or choose "
                         "another name")  # fmt: skip
    if tiles.exists() and not (tiles.is_dir() and page.is_file()):
        raise _lost(tiles)
    if tiles.exists() and (changed := changed_in(tiles)):
        raise _lost(changed)


def _is_zoom_page(page: Path) -> bool:
    try:
        return is_zoom_page(read_bytes(page))
    except (OSError, ValueError):
        return False


def check_free(*paths: Path) -> None:
    """Raise UsageError for the first of ``paths`` that would be lost with what somebody else made."""
    for path in paths:
        if path.is_file() and not is_ours(path):
            raise _lost(path)
        if beside(path).is_file() and not _note(beside(path)):
            raise _lost(beside(path))
        if format_of(path).kind in ("film", "sequence") and (foreign := foreign_companions(path)):
            raise _lost(foreign[0])


def is_ours(path: Path) -> bool:
    """
    Return whether the file ``path`` is, byte for byte, what the manifest beside it was written for.

    Or a film that was about to get its name, or to be replaced, when its export was killed: its manifest comes after.
    Or an older file that was about to be replaced by one drawn in tiles, whose manifest comes before.
    """
    said = (_note(beside(path)).get("sha256"), *ends_of(path))
    if not any(said):
        return False
    parts = {hidden(path, f".mural{suffix}") for suffix in (path.suffix, path.suffix.lower(), ".pyramid")}
    return plain_digest(path, follow=True) in said or any(_is(one, said[0]) for one in parts)


def _is(part: Path, digest: object) -> bool:
    """Return whether ``part``, whose name anybody may know, is the file of ``digest``."""
    try:
        return plain_digest(part) == digest
    except (OSError, ValueError):
        return False


def _lost(path: Path) -> UsageError:
    return UsageError(f"{path} is there already, and Chorus did not write it, or it was changed since: "
                      "choose another name, or overwrite it with --force")  # fmt: skip


def _note(path: Path) -> dict[str, object]:
    """Return the manifest of ours in the file ``path``, an empty one where it is none."""
    try:
        found = parse(read_bytes(path))
    except (OSError, ValueError, DataError):
        return {}
    return found if found.get("schema") in (SCHEMA, "chorus-manifest/1") else {}
