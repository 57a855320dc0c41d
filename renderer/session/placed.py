"""What the paths of a file may lead to: what comes with Chorus by its name, and what lies in the file's own folder.

A path is meant from that folder, never from the one that the command was typed in; one that leads out of it
is refused unless whoever reads the file allows that folder. A name alone, which is all that a picture keeps of its
figures, is looked for there first, then in the folders that are allowed.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path

from renderer.core.errors import DataError
from renderer.core.suggest import nearest
from renderer.data.load import bundled
from renderer.data.places.bundled_maps import bundled_maps
from renderer.scene.catalogue import installations
from renderer.signals.fault.feeds import FEEDS

from .setup import Output
from .setup_fields import text

__all__ = ["output_placed", "placed"]

# Field -> the names that stand for what comes with Chorus; no file or folder takes one's place.
_NAMES: Mapping[str, Callable[[], Collection[str]]] = {
    "scene": installations,
    "figures": bundled,
    "places": bundled_maps,
    "feed": lambda: (*FEEDS, "none"),
}
_OPTIONS = {"scene": "--scene", "figures": "--data", "places": "--map", "audio": "--audio", "icc": "--icc"}


def placed(what: str, word: str, source: str, within: tuple[Path, ...], *, sayable: bool = False) -> str:
    """
    Return the name or path ``word`` as the field ``what`` means it: a path from the first folder of ``within``.

    within : the folder that paths are meant from, then others that they may lead to, and where names are looked for
    sayable : whether an option of the command stands in for the field
    Raises DataError where it is no name and leads out of all of them.
    """
    known = _NAMES[what]() if what in _NAMES else ()
    if word in known:
        return word
    path, whole = _whole(what, word, source, within)
    if what == "figures" and not path.exists() and any(_is_file(folder / f"{word}.csv") for folder in within):
        path, whole = _whole(what, f"{word}.csv", source, within)  # manifests made before names kept their suffix
    instead = f"; name it with {_OPTIONS[what]}" if sayable and what in _OPTIONS else ""
    bare = not (Path(word).is_absolute() or "/" in word or "\\" in word or word == "..")
    if what != "path" and bare and not path.exists():
        others = " or in another that is allowed" if len(within) > 1 else ""
        raise DataError(f"{source}: {what} '{word}' is no name that comes with Chorus and does not lie in the folder "
                        f"of this file{others}{instead or nearest(word, known)}")  # fmt: skip
    if not any(whole.is_relative_to(folder.resolve()) for folder in within):
        folder = whole if whole.is_dir() else whole.parent
        raise DataError(f"{source}: {what} '{word}' lies outside the folder of this file; --allow {folder} lets it in"
                        f"{instead.replace('; ', ', or ')}")  # fmt: skip
    shown = path.as_posix()
    return shown if path.is_absolute() or "/" in shown else f"./{shown}"  # and never a name again


def _whole(what: str, word: str, source: str, within: tuple[Path, ...]) -> tuple[Path, Path]:
    """Return the path ``word`` as it is shown, and with every link followed; raises DataError where it is none."""
    try:
        bare = Path(text(word)).name == word.removeprefix("./") and what != "path"  # that is to be written
        paths = [folder / word for folder in (within if bare else within[:1])]
        path = next((one for one in paths if one.exists()), paths[0])  # which refuses a name longer than any, too
        return path, path.resolve()
    except (OSError, RuntimeError, TypeError, ValueError):
        raise DataError(f"{source}: {what} {word[:40]!r} is no path that a file can have") from None


def _is_file(path: Path) -> bool:
    """Return whether a file stands at ``path``; no option's value is too long to be asked about."""
    try:
        return path.is_file()
    except OSError:
        return False


def output_placed(output: Output | None, source: str, within: tuple[Path, ...]) -> Output | None:
    """Return ``output`` with the files that it names, a device's calibration say, where they lie."""
    if output is None:
        return None

    def of_file(word: str) -> str:
        path = Path(word)
        lies = word and any(_is_file(folder / path) for folder in (*within, Path()))
        named = path.is_absolute() or ".." in path.parts or lies
        # A file of the current folder is none of this file's: it is looked for in the folder of this one.
        return placed("output", word if "/" in word else f"./{word}", source, within) if named else word

    family, colon, profile = output.name.partition(":")
    own = of_file(profile) if Path(profile).suffix or "/" in profile else profile  # as its name never is
    return replace(output, name=family + colon + own,
                   options={name: of_file(value) for name, value in output.options.items()})  # fmt: skip
