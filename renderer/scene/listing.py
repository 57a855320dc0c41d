"""What scenes there are, without running any: those that came with Chorus, and those of this folder."""

import ast
from dataclasses import dataclass
from pathlib import Path

from renderer.core.paths import INSTALLATIONS
from renderer.params.preset import read_presets

__all__ = ["Listed", "listing"]


@dataclass(frozen=True, slots=True)
class Listed:
    """
    One scene as ``chorus list`` shows it.

    module : its scene.py; own : found in the artist's folder rather than in Chorus
    title : the first line of its docstring; presets : their names; views : whether it takes views
    map : whether it draws one; unread : why a file of a preset cannot be read, a sentence each
    """

    name: str
    module: Path
    own: bool
    title: str
    presets: tuple[str, ...]
    views: bool = False
    map: bool = False
    unread: tuple[str, ...] = ()


def listing(here: Path | None = None, bundled: Path = INSTALLATIONS) -> tuple[Listed, ...]:
    """
    Return the bundled scenes, then those in folders of ``here`` (the current folder without), by name.

    A scene is a folder with a ``scene.py``. Nothing is imported; a scene.py that cannot be read still
    is listed, and its title says so.
    """
    found = {module.resolve(): False for module in sorted(bundled.glob("*/scene.py"))}
    for module in sorted((here or Path.cwd()).glob("*/scene.py")):
        found.setdefault(module.resolve(), True)
    return tuple(_listed(module, own) for module, own in found.items())


def _listed(module: Path, own: bool) -> Listed:
    """Return what can be said of ``module`` from its text and its folder."""
    found = read_presets(module.parent / "presets")
    presets, unread = tuple(one.name for one in found), tuple(one.unread for one in found if one.unread)
    try:
        tree = ast.parse(module.read_text("utf-8"))
    except (SyntaxError, OSError, ValueError):  # bytes that are no text are a ValueError
        title = f"(cannot be read; `chorus check {module.parent.name}` says why)"
        return Listed(module.parent.name, module, own, title, presets, unread=unread)
    title = (ast.get_docstring(tree) or "").partition("\n")[0]
    given = _given(tree)
    return Listed(module.parent.name, module, own, title, presets, "views" in given, "places" in given, unread)


def _given(tree: ast.Module) -> set[str]:
    """Return what each ``Scene(...)`` in the text is given; only statements and calls are gone through, for speed."""
    names, waiting = set[str](), list[ast.AST]([tree])
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Scene":
            names |= {one.arg for one in node.keywords if one.arg is not None and not (
                isinstance(one.value, ast.Constant) and not one.value.value)}  # fmt: skip
        elif isinstance(node, (ast.stmt, ast.mod, ast.Call, ast.excepthandler)):
            waiting += ast.iter_child_nodes(node)
    return names
