"""A scene's caption, and how it is read, built from the words of the figures that are really shown.

    "Every field is {an_area}: those in the light are {lit}.{open? Open sockets are {open}.}"

``{lit}`` says who stands in the role ``lit``; ``{an_area}``, ``{area}``, ``{areas}`` what the table calls its areas;
``{open?...}`` stands only where the role shows something, ``{!open?...}`` only where it does not, ``{open.less?...}``
only where less of what it shows is known to be better, ``{open.own?...}`` only where it shows the measure that the
scene names itself, ``{each=place?...}`` only where that choice is made. ``groups`` are groups beside each other,
``doubt`` says that figures have an interval, ``{times}`` from when to when they are, ``{when}`` of when those of this
picture are, and ``{gathered}`` of what the areas were put together: a caption that does not say one of the last two is
given a sentence that does.
"""

import re
from typing import Any

from renderer.core.errors import SceneError
from renderer.core.suggest import nearest
from renderer.data.domain import shows_own
from renderer.data.role import EVERYBODY
from renderer.data.table import Column, Table
from renderer.data.times import time_words
from renderer.params.param import specs

from .scene import Scene

__all__ = ["caption_of", "check_caption", "phrase", "reading_of"]

_SAID = {"gathered": "{gathered? {gathered} are gathered: each {area} shows the mean of its own.}",
         "when": "{when? Figures: {when}.}"}  # fmt: skip
_PART = re.compile(r"\{(!?)([a-z][a-z0-9_]*)(\.less|\.more|\.own|=\w+)?(\?)?")


def caption_of(scene: Scene, table: Table, params: Any = None, when: str = "") -> str:  # noqa: ANN401
    """
    Return the caption of ``scene`` over ``table``, which has its roles, with ``params``; its defaults without.

    when : of when the figures of the picture are, "" where that is not known
    """
    if not (scene.roles and scene.caption):
        return f"{scene.caption} Figures: {when}." if scene.caption and when else scene.caption
    text = scene.caption + "".join(words for name, words in _SAID.items() if f"{{{name}" not in scene.caption)
    return _filled(text, {**_words(scene, table, params), "when": when})


def reading_of(scene: Scene, table: Table) -> str:
    """Return how the marks of ``scene`` are read over ``table``, which has its roles."""
    return _filled(scene.reading, _words(scene, table, None)) if scene.roles else scene.reading


def check_caption(scene: Scene) -> None:
    """Raise SceneError where the caption, or the sentence on reading it, names what the scene has not."""
    if not scene.roles:
        return
    known = {"an_area", "area", "areas", "groups", "doubt", "gathered", "times", "when",
             *(role.name for role in scene.roles)}
    made = {f"{name}={choice}": name for name, spec in specs(scene.params).items() for choice in spec.choices}
    for what, text in (("caption", scene.caption), ("reading", scene.reading)):
        for _, name, side, _ in _PART.findall(text):
            if side.startswith("="):
                if f"{name}{side}" not in made:
                    raise SceneError(f"the {what} asks for {{{name}{side}}}{nearest(f'{name}{side}', made)}")
            elif name not in known:
                can = ", ".join(sorted(known))
                raise SceneError(f"the {what} names {{{name}}}{nearest(name, known)}; it can name {can}")
        if text.count("{") != text.count("}"):
            raise SceneError(f"the {what} has a {{ or }} without its other half")


def phrase(column: Column) -> str:
    """
    Return who ``column``, a role's, counts; where nobody said, what it is called.

    >>> phrase(Column("lit", "Sealants", "percent", 0, 100, people="children", clause="have sealants", figure="s"))
    'children who have sealants'
    >>> phrase(Column("lit", "Sealants", "percent", 0, 100, figure="s"))
    '“Sealants”'
    """
    if column.clause or (column.other and column.people):
        who = f"{column.people or 'people'}{column.group and f' ({column.group})'}"
        return f"{who} who {column.clause}" if column.clause else f"{who} other than those who {column.other}"
    return f"“{column.label}”"


def _words(scene: Scene, table: Table, params: Any) -> dict[str, str]:  # noqa: ANN401
    """Return what each name stands for; "" where it stands for nothing."""
    one, many = table.area_word
    plain = len(scene.roles) * (1 + (EVERYBODY in scene.strata))
    words = {"area": one, "areas": many, "an_area": f"{'an' if one[:1].lower() in 'aeiou' else 'a'} {one}",
             "groups": "groups" if len(table.columns) > plain else "", "gathered": table.gathered,
             "doubt": "doubt" if (table.high > table.low).any() else "",
             "times": " to ".join(map(time_words, dict.fromkeys((*table.times[:1], *table.times[-1:]))))}  # fmt: skip
    for role, column in zip(scene.roles, table.columns, strict=False):  # groups beside each other follow
        words[role.name] = phrase(column) if column.figure else ""
        words[f"{role.name}.{column.good}"] = column.good
        words[f"{role.name}.own"] = role.name if shows_own(role, column) else ""
    params = scene.params() if params is None else params
    return words | {f"{name}={getattr(params, name)}": name for name, spec in specs(params).items() if spec.choices}


def _filled(text: str, words: dict[str, str]) -> str:
    """Return ``text`` with its names replaced and its conditions settled."""
    out, at = [], 0
    while found := _PART.search(text, at):
        out.append(text[at : found.start()])
        end = _end(text, found.end())
        negated, name, side, asks = found.groups()
        if asks:
            if bool(words.get(name + (side or ""))) != bool(negated):
                out.append(_filled(text[found.end() : end], words))
        else:
            out.append(words.get(name, ""))
        at = end + 1
    return "".join((*out, text[at:]))


def _end(text: str, start: int) -> int:
    """Return where the brace that was opened before ``start`` is closed."""
    depth = 1
    for index in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return len(text)
