"""The figures and the map that a picture was drawn with: found again by name, and figures known by their hash."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

from renderer.core.errors import RendererError
from renderer.data.load import bundled, load_newest
from renderer.data.places.bundled_maps import bundled_maps

__all__ = ["files_gone", "kept_release", "release_at", "with_own_figures"]

# What a manifest names by a file -> the names that stand for what comes with Chorus.
_NAMED: Mapping[str, Callable[[], Collection[str]]] = {"figures": bundled, "places": bundled_maps}


def kept_release(manifest: Mapping[str, Any]) -> str:
    """Return the hash of the figures that the picture of ``manifest`` shows, "" where that does not say."""
    data = manifest.get("data")
    return str(data.get("release") or "") if isinstance(data, Mapping) else ""


def release_at(figures: str | Path) -> str:
    """Return the hash of the figures that lie at ``figures``, a bundled name or a path; "" where none can be read."""
    try:
        return load_newest(figures).release
    except RendererError:
        return ""


def files_gone(manifest: Mapping[str, Any], within: tuple[Path, ...], typed: Collection[str] = ()) -> str:
    """
    Return the name of the figures, else of the map, of ``manifest`` that lie nowhere in ``within``, "" where both do.

    typed : which of them, ``figures`` and ``places``, somebody named a file for: these are not looked for
    """
    names = (_name(manifest, what) for what in _NAMED if what not in typed)
    return next((name for name in names if name and not any(_lying(name, within))), "")


def with_own_figures(manifest: Mapping[str, Any], within: tuple[Path, ...]) -> Any:  # noqa: ANN401  nothing is checked yet
    """
    Return the setup of ``manifest``; where several tables in ``within`` have the name of its own, with the path of that
    which it was drawn with, if it is one of them.
    """
    setup, name = manifest.get("setup"), _name(manifest, "figures")
    found = [*_lying(name, within)] if name else []
    if len(found) > 1 and (own := kept_release(manifest)):
        same = [path for path in found if release_at(path) == own]
        if same and same[0] != found[0]:
            return {**setup, "figures": str(same[0].absolute())} if isinstance(setup, Mapping) else setup
    return setup


def _name(manifest: Mapping[str, Any], what: str) -> str:
    """Return the name of the file that ``manifest`` gives for ``what``, "" where it is bundled, a path or none."""
    setup = manifest.get("setup")
    name = setup.get(what) if isinstance(setup, Mapping) else None
    return name if isinstance(name, str) and name not in _NAMED[what]() and PurePath(name).name == name else ""


def _lying(name: str, within: tuple[Path, ...]) -> Iterator[Path]:
    """Yield what in the folders ``within`` bears ``name``, which manifests once gave without its suffix."""
    for path in (folder / one for folder in within for one in (name, f"{name}.csv")):
        try:
            if path.exists():
                yield path
        except (OSError, ValueError):  # too long, or no name that a file can have: told by whoever opens it
            continue
