"""Presets: named values of a scene's parameters, as small TOML files an artist can read.

    title = "Dusk"
    help = "Warm and low; for a dark room."
    order = 1

    [params]
    glow = 0.6

    [figures]
    stratum = "income=under_15k"

    [domains]
    lit = [20, 80]
    [[binds]]
    signal = "mean.lit"
    to = "glow"
    span = [40, 80]
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from errno import EACCES
from pathlib import Path
from typing import Any, TypeVar

from renderer.core.errors import ParamError, SceneError
from renderer.core.small_file import read_bytes, read_toml
from renderer.core.suggest import nearest
from renderer.core.toml_line import toml_place
from renderer.core.toml_value import toml_value

from .bind import Bind
from .bind_text import bind_toml, binds_of
from .param import assign, specs

__all__ = ["Preset", "kept_presets", "morph", "preset_text", "read_preset", "read_presets", "with_preset"]

P = TypeVar("P")
_KEYS = ("title", "help", "order", "params", "figures", "domains", "binds")
_LINE = re.compile(r" \(at line (\d+), column \d+\)")  # tomllib's
_ORDER = re.compile(rb"^[ \t]*order\s*=\s*(\d{1,6})\s*(?:#.*)?$", re.MULTILINE)
_LAST = 99  # those without an order come after those with one


@dataclass(frozen=True, slots=True)
class Preset:
    """
    Values by parameter name, under a name that is the file's stem.

    order : its place on the keys 1 .. 9; figures : what stands in the scene's roles, and under ``stratum`` whose
    domains : from where to where roles show it, least to most
    binds : what moves parameters, each in place of what the scene has for that one
    lost : what the file says and the scene does not have, a sentence each
    unread : why nothing of the file can be used, "" where it can; all else plays, and who calls it is told
    """

    name: str
    title: str = ""
    help: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    order: int = _LAST
    figures: dict[str, str] = field(default_factory=dict)
    domains: dict[str, tuple[float, float]] = field(default_factory=dict)
    binds: tuple[Bind, ...] = ()
    lost: tuple[str, ...] = ()
    unread: str = ""

    @property
    def held(self) -> frozenset[str]:
        """The parameters that it sets and no bind of its own moves: those of the scene leave them alone."""
        return frozenset(self.params) - {bind.to for bind in self.binds}


def read_preset(path: Path) -> Preset:
    """Return the preset in ``path``; a file that is no TOML raises ParamError naming the line."""
    try:
        content = read_toml(path)
    except (OSError, ValueError) as error:
        raise ParamError(_unread(path, error)) from None
    unknown = set(content) - set(_KEYS)
    if unknown or not isinstance(content.get("params", {}), dict):
        word = next(iter(sorted(unknown)), "params")
        hint = nearest(word, _KEYS if unknown else (), "values stand under [params]")
        raise ParamError(f"{_place(path, content, word)}: '{word}' does not belong here{hint}")
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in content.get("params", {}).items()}
    order = content.get("order", _LAST)
    if type(order) is not int:
        raise ParamError(f"{toml_place(path, '', 'order')}: order = {order!r} is no whole number; the presets lie on "
                         "the keys in its order")  # fmt: skip
    figures = content.get("figures", {})
    if not isinstance(figures, dict) or not all(isinstance(one, str) for one in figures.values()):
        raise ParamError(f'{_place(path, content, "figures")}: under [figures] stand words: lit = "dental_visit"')
    domains = content.get("domains", {})
    if not isinstance(domains, dict) or not all(map(_is_domain, domains.values())):
        where = _place(path, content, "domains")
        raise ParamError(f"{where}: under [domains] stand two numbers, dark and full: lit = [20, 80]")
    ranges = {name: (float(low), float(high)) for name, (low, high) in domains.items()}
    try:
        binds = binds_of(content.get("binds", []))
    except SceneError as error:
        raise ParamError(f"{toml_place(path, 'binds', number=getattr(error, 'number', 1))}: {error}") from None
    return Preset(path.stem, str(content.get("title", path.stem)), str(content.get("help", "")), values, order, figures,
                  ranges, binds)  # fmt: skip


def _place(path: Path, content: Mapping[str, Any], word: str) -> str:
    """Return file and line of what ``content`` has as ``word``: a table, or a value beside those."""
    return toml_place(path, word) if isinstance(content[word], (dict, list)) else toml_place(path, "", word)


def _unread(path: Path, error: OSError | ValueError) -> str:
    """Return why ``path`` cannot be read, in a sentence that begins with the file and, where there is one, the line."""
    words = _why(error, path) if isinstance(error, OSError) else str(error)
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        words = f"it is a link to {path.readlink()}, which is not there"
    found = _LINE.search(words)
    place = f"{path.name}:{found[1]}" if found else path.name
    return f"{place}: this preset cannot be read: {_LINE.sub('', words)}"


def _why(error: OSError, path: Path) -> str:
    """Return why ``path`` cannot be read, and what lets it be where it is another account's."""
    words = error.strerror or str(error)
    remedy = f"; `chmod -R a+rX {path}`, by its owner, lets every account read it"
    return f"{words}{remedy if error.errno == EACCES else ''}"


def _is_domain(value: object) -> bool:
    """Return whether ``value`` is a list of two numbers."""
    return isinstance(value, list) and len(value) == 2 and all(type(one) in (int, float) for one in value)


def read_presets(folder: Path) -> tuple[Preset, ...]:
    """
    Return all presets in ``folder``, by their order, then by name; an absent folder has none.

    One that cannot be read is among them, as ``unread``, so that the others keep their keys. Hidden files are an
    editor's or a desktop's.
    """
    try:
        files = [path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:  # none of them is called away without a word
        return (Preset(folder.name, unread=f"{folder}: the presets in it cannot be read: {_why(error, folder)}"),)
    return _ordered(map(_read_or_told, files))


def _ordered(presets: Iterable[Preset]) -> tuple[Preset, ...]:
    """Return ``presets`` as they lie on the keys."""
    return tuple(sorted(presets, key=lambda one: (one.order, one.name)))


def _read_or_told(path: Path) -> Preset:
    """Return the preset in ``path``, an ``unread`` one where it has none, at the place that its text gives it."""
    try:
        return read_preset(path)
    except ParamError as error:
        try:
            found = _ORDER.search(read_bytes(path, 1 << 20))
        except (OSError, ValueError):
            found = None
        return Preset(path.stem, path.stem, order=int(found[1]) if found else _LAST, unread=str(error))


def with_preset(params: P, presets: Iterable[Preset], name: str) -> P:
    """Return the scene's defaults with the preset ``name`` applied."""
    by_name = {preset.name: preset for preset in presets}
    if name not in by_name:
        listed = ", ".join(by_name) or "none yet; save one in the preview"
        raise ParamError(f"no preset '{name}'{nearest(name, by_name, f'presets: {listed}')}")
    if by_name[name].unread:
        raise ParamError(by_name[name].unread)
    try:
        return assign(params, **by_name[name].params)
    except ParamError as error:
        raise ParamError(f"preset '{name}': {error}") from None


def kept_presets(before: Iterable[Preset], now: Iterable[Preset]) -> tuple[Preset, ...]:
    """Return the presets of ``now``; one whose file cannot be read any more is as it was ``before``, on its key."""
    read = {one.name: one for one in before if not one.unread}
    return _ordered(read.get(one.name, one) if one.unread else one for one in now)


def preset_text(
    params: object, title: str, help: str = "", figures: Mapping[str, str] | None = None,
    domains: Mapping[str, tuple[float, float]] | None = None, binds: Iterable[Bind] = (),
) -> str:  # fmt: skip
    """Return the TOML of a preset: values of ``params``, ``figures`` and ``domains`` by their role, ``binds``."""
    lines = [f"title = {toml_value(title)}"]
    if help:
        lines.append(f"help = {toml_value(help)}")
    lines += ["", "[params]"]
    values = asdict(params)  # type: ignore[call-overload]
    lines += [f"{name} = {toml_value(value)}" for name, value in values.items()]
    if figures:
        lines += ["", "[figures]", *(f"{name} = {toml_value(figure)}" for name, figure in figures.items())]
    if domains:
        lines += ["", "[domains]", *(f"{name} = [{low!r}, {high!r}]" for name, (low, high) in domains.items())]
    lines += [f"\n{bind_toml(bind)}" for bind in binds]
    return "\n".join(lines) + "\n"


def morph(start: P, end: P, part: float) -> P:
    """
    Return the values ``part`` of the way from ``start`` to ``end``, part in 0 .. 1, eased.

    Numbers and points move straight, colours through linear light, whole numbers in steps;
    switches and choices change at the middle.
    """
    from renderer.core.colour import mix_hex  # numpy; a list of presets needs none

    part = min(1.0, max(0.0, part))
    eased = part * part * (3.0 - 2.0 * part)
    mixed = {}
    for name, spec in specs(start).items():
        a, b = getattr(start, name), getattr(end, name)
        if spec.kind in ("number", "whole"):
            value = a + (b - a) * eased
            mixed[name] = round(value) if spec.kind == "whole" else value
        elif spec.kind == "point":
            mixed[name] = tuple(x + (y - x) * eased for x, y in zip(a, b, strict=True))
        elif spec.kind == "colour":
            mixed[name] = mix_hex(a, b, eased)
        else:
            mixed[name] = a if part < 0.5 else b
    return assign(start, **mixed)
