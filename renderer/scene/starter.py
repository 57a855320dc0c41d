"""A first scene of one's own: a copy of a template that works and waits to be changed."""

import keyword
import os
import re
import shutil
from pathlib import Path

from renderer.core.errors import RendererError, UsageError
from renderer.core.paths import ASSETS, INSTALLATIONS
from renderer.core.suggest import nearest

from .starter_figures import StarterFigures, put_in

__all__ = ["DEFAULT", "MAIN", "check_name", "template_folder", "templates", "write_starter"]

DEFAULT = "picture"
# The shader of each template that is read, and changed, first.
MAIN = {"picture": "pearls.frag", "simulation": "water.frag", "points": "seeds.vert", "sculpture": "form.glsl"}

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_LONGEST = 40


def check_name(name: str) -> str:
    """
    Return ``name`` if a scene may be called so; raise UsageError saying how else.

    >>> check_name("pearl_2")
    'pearl_2'
    """
    if not _NAME.match(name) or len(name) > _LONGEST or keyword.iskeyword(name):
        plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:_LONGEST].lstrip("0123456789_")
        hint = f", for example '{plain}'" if _NAME.match(plain) and not keyword.iskeyword(plain) else ""
        raise UsageError(
            f"'{name}' is no name for a scene: start with a small letter, then small letters, digits and _, "
            f"at most {_LONGEST}{hint}"
        )
    if (INSTALLATIONS / name / "scene.py").is_file():
        raise UsageError(f"'{name}' is a scene that comes with Chorus; choose another name")
    return name


def templates() -> dict[str, Path]:
    """Return the folder of every template, by name, the default first."""
    found = {path.parent.name: path.parent for path in sorted((ASSETS / "starter").glob("*/scene.py"))}
    return {DEFAULT: found.pop(DEFAULT), **found}


def template_folder(template: str) -> Path:
    """Return the folder of ``template``; raise UsageError, with the nearest name, where there is none."""
    known = templates()
    if template not in known:
        hint = nearest(template, known, f"templates: {', '.join(known)}")
        raise UsageError(f"no template '{template}'{hint}")
    return known[template]


def write_starter(name: str, folder: Path, template: str = DEFAULT, shown: StarterFigures | None = None) -> Path:
    """
    Write the scene ``name`` into ``folder``/``name`` and return that path.

    template : which of ``templates()`` it begins as
    shown : figures that stand in its roles in place of the template's own

    Nothing that exists is overwritten, and a scene that could not be written whole is not left behind.
    Raises UsageError for a bad name, one that is taken or an unknown template, RendererError where the folder
    cannot be written.
    """
    source = template_folder(template)
    target = folder / check_name(name)
    if target.exists() or target.is_symlink():
        raise UsageError(f"{target} exists already and was left as it is; choose another name, or remove it")
    part = folder / f".{name}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, part, ignore=shutil.ignore_patterns("__pycache__"),
                        copy_function=shutil.copyfile)  # fmt: skip
        _rename(part, name)
        if shown:
            module = part / "scene.py"
            module.write_text(put_in(module.read_text("utf-8"), shown, target), "utf-8")
        part.rename(target)
    except OSError as error:
        why = error.strerror or error
        raise RendererError(f"could not write {target}: {why}; choose another --dir") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return target


def _rename(folder: Path, name: str) -> None:
    """Give the copy in ``folder`` the new scene's title."""
    module = folder / "scene.py"
    title = name.replace("_", " ").capitalize()
    module.write_text(module.read_text("utf-8").replace("Starter", title), "utf-8")
