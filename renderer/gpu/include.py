"""Put one shader together from its files, remembering where each line came from.

GLSL has no ``#include``, and Mesa loses the file number of ``#line``; so the files are joined
here and a table says which file and line each line of the result is.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from renderer.core.errors import ShaderError
from renderer.core.paths import ROOT, SHADERS
from renderer.core.suggest import nearest

from .conditions import Conditions

__all__ = ["Expanded", "expand", "show"]

Line = tuple[Path | None, int]

# Strings stand first: the path in `#include "lib//x.glsl"` holds no comment.
_SPAN = re.compile(r'"[^"\n]*"|//(?:\\\n|[^\n])*|/\*.*?(?:\*/|(?P<open>\Z))', re.DOTALL)
_DIRECTIVE = re.compile(r"\s*#\s*(include|version|line)\b(.*)")
_QUOTED = re.compile(r'\s*"([^"]+)"\s*$')
MOST = 500  # files of one shader
_SUFFIXES = {".glsl", ".frag", ".vert", ".comp", ".geom"}
_REFUSED = {
    "version": "remove '#version': the loader writes it",
    "line": "remove '#line': errors are led back to your files without it",
}


@dataclass(frozen=True, slots=True)
class Expanded:
    """
    One shader ready for the driver.

    text : what the driver compiles: the files' lines without their comments
    lines : where line i + 1 of ``text`` came from, as (file, line); file is None where the loader wrote it
    files : every file read, in reading order: those to watch
    """

    text: str
    lines: tuple[Line, ...]
    files: tuple[Path, ...]


@dataclass(slots=True)
class _Joined:
    roots: tuple[str, ...]  # that files may lie in, as ``_real`` writes them
    conditions: Conditions = field(default_factory=Conditions)
    text: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)  # where it lies -> the file
    folders: dict[str, str] = field(default_factory=dict)  # of files that are included -> where they lie

    def add(self, text: str, line: Line) -> None:
        if "#" in text:
            self.conditions.follow(text)
        self.text.append(text)
        self.lines.append(line)

    def real(self, target: str) -> str:
        """Return where the file ``target`` lies, as ``_real`` does, but asked once of each folder."""
        folder, name = os.path.split(target)
        if os.path.islink(target):  # noqa: PTH114 - as in _real
            return _real(target)
        if folder not in self.folders:
            self.folders[folder] = _real(folder)
        return os.path.join(self.folders[folder], os.path.normcase(name))  # noqa: PTH118

    def extend(self, texts: Sequence[str], path: Path, first: int) -> None:
        """Add lines without a ``#``, of which the first is line ``first`` of ``path``."""
        self.text.extend(texts)
        self.lines.extend((path, number) for number in range(first, first + len(texts)))


def expand(path: Path, prologue: str = "", epilogue: str = "", roots: Iterable[Path] = ()) -> Expanded:
    """
    Return the shader in ``path`` with its includes in place, between ``prologue`` and ``epilogue``.

    roots : folders that included files may lie in, besides that of ``path`` and the library

    ``#include "x"`` is looked for beside the including file, then in ``shaders/``; where the driver would
    not read it (``#if 0``) it is left out. Each file comes once, at its first include, so that cycles are
    harmless. Raises ShaderError (``file:line: ...``) where a file is missing, lies elsewhere (links are
    followed first), is not text, leaves a comment open, or holds ``#version`` or ``#line``.
    """
    if not path.is_file():
        raise ShaderError(f"no shader '{show(path)}'{nearest(path.name, _names(path.parent))}")
    joined = _Joined(tuple(os.path.join(_real(root), "") for root in (path.parent, SHADERS, *roots)))  # noqa: PTH118
    _generated(joined, prologue)
    _join(joined, path, _real(path))
    _generated(joined, epilogue)
    return Expanded("\n".join(joined.text) + "\n", tuple(joined.lines), tuple(joined.files.values()))


def show(path: Path) -> str:
    """Return ``path`` as an artist knows it: from the current folder, else from Chorus' own, else whole."""
    whole = path.resolve()
    for base in (Path.cwd(), ROOT):
        if whole.is_relative_to(base):
            return whole.relative_to(base).as_posix()
    return str(path)


def _generated(joined: _Joined, text: str) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        joined.add(line, (None, number))


def _real(path: Path | str) -> str:
    """Return where ``path`` lies once links are followed: as text, as this is asked of every include of every pass."""
    return os.path.normcase(os.path.realpath(path))


def _join(joined: _Joined, path: Path, real: str) -> None:
    """
    Add the lines of ``path``, which is ``real`` once links are followed, and of what it includes.

    One call for each file of a chain of ``MOST``: two would be more than Python allows.
    """
    joined.files[real] = path
    lines, marked = _read(path)
    done = 0
    for at in marked:
        joined.extend(lines[done:at], path, done + 1)
        if named := _marked(joined, lines[at], path, at + 1):
            _join(joined, *named)
        done = at + 1
    joined.extend(lines[done:], path, done + 1)


def _marked(joined: _Joined, line: str, path: Path, number: int) -> tuple[Path, str] | None:
    """Add a line that has a ``#``; or return the file that it includes and where that lies, None where it is there."""
    found = _DIRECTIVE.match(line)
    if not found or not joined.conditions.read:
        joined.add("" if found else line, (path, number))
        return None
    word, rest = found.groups()
    if word in _REFUSED:
        raise ShaderError(f"{show(path)}:{number}: {_REFUSED[word]}")
    target = _target(rest, path, number)
    there = joined.real(target)
    if not there.startswith(joined.roots):
        raise ShaderError(f"{show(path)}:{number}: this file lies outside the scene's folder: copy it into that, "
                          'or let scene.py say which folder to read, roots=("../common",)')  # fmt: skip
    if len(joined.files) >= MOST:
        raise ShaderError(f"{show(path)}:{number}: this would be more than {MOST} files in one shader")
    return None if there in joined.files else (Path(target), there)


class _UnreadableError(Exception):
    """What keeps a text from being a shader: its line, and why."""


def _read(path: Path) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the lines of ``path`` as ``_plain`` does. Raises ShaderError where it is not text."""
    try:
        return _plain(path.read_bytes())
    except _UnreadableError as error:
        line, why = error.args
        raise ShaderError(f"{show(path)}:{line}: {why}") from None


@lru_cache(maxsize=MOST)  # by what was read: every pass of every scene includes the same few files of the library
def _plain(data: bytes) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """
    Return the lines of a file with comments blanked, columns kept, and which of them, from 0, have a ``#``.

    Without comments no ``#include`` hides in one, and no driver meets a letter beyond ASCII in one.
    """
    if b"\0" in data:
        raise _UnreadableError(data[: data.index(0)].count(10) + 1, "not text but binary data")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(10) + 1
        raise _UnreadableError(line, f"not UTF-8 text (byte 0x{data[error.start]:02x})") from None
    text = re.sub(r"\r\n?", "\n", text).removesuffix("\n")
    for span in _SPAN.finditer(text):
        if span["open"] is not None:
            raise _UnreadableError(text.count("\n", 0, span.start()) + 1, "this /* comment is never closed")
    lines = tuple(_SPAN.sub(_blank, text).split("\n"))
    return lines, tuple(at for at, line in enumerate(lines) if "#" in line)


def _blank(span: re.Match[str]) -> str:
    return span[0] if span[0].startswith('"') else re.sub(r"[^\n]", " ", span[0])


def _target(rest: str, path: Path, number: int) -> str:
    quoted = _QUOTED.match(rest)
    if not quoted:
        raise ShaderError(f'{show(path)}:{number}: write the file in quotes: #include "lib/sdf/hexagon.glsl"')
    name = quoted[1]
    for folder in (path.parent, SHADERS):
        if os.path.isfile(target := os.path.join(folder, name)):  # noqa: PTH113, PTH118 - as in _real
            return target
    names = [*_names(SHADERS, deep=True), *_names(path.parent)]
    raise ShaderError(f"{show(path)}:{number}: no file '{name}'{nearest(name, names)}")


def _names(folder: Path, *, deep: bool = False) -> Iterator[str]:
    for file in sorted(folder.rglob("*") if deep else folder.glob("*")):
        if file.suffix in _SUFFIXES:
            yield file.relative_to(folder).as_posix()
