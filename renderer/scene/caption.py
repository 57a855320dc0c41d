"""A scene's caption, and how it is read, built from the words of the figures that are really shown.

    "Every field is {an_area}: those in the light are {lit}.{open? Open sockets are {open}.}"

``{lit}`` says who stands in the role ``lit``; ``{an_area}``, ``{area}``, ``{areas}`` what the table calls its areas;
``{open?...}`` stands only where the role shows something, ``{!open?...}`` only where it does not, ``{open.less?...}``
only where less of what it shows is known to be better, ``{open.own?...}`` only where it shows the measure that the
scene names itself, ``{each=place?...}`` only where that choice is made. ``{open.plain}`` leaves out whose figures they
are: of groups beside each other each shows its own. ``{groups}`` are groups beside each other, ``doubt`` says that
figures have an interval, ``withheld`` that some
in the roles are withheld,
``{feed}`` whose faults can strike these areas, ``{times}`` from when to when the figures are,
where there are several times, ``{when}`` of when those of this picture are, and ``{gathered}`` of what areas
``{larger}`` ones are: a caption that does not say one of the last two gets a sentence that does. What a scene's
``phrases`` name stands for their text, which may name all.
"""

import re
from dataclasses import replace
from typing import Any

from renderer.core.errors import SceneError
from renderer.core.suggest import nearest
from renderer.data.beside import kinds_of
from renderer.data.domain import shows_own
from renderer.data.phrase import phrase
from renderer.data.role import EVERYBODY
from renderer.data.state import State
from renderer.data.table import Column, Table
from renderer.data.times import time_words
from renderer.params.param import specs
from renderer.signals.fault.feeds import feed_words

from .scene import Scene

__all__ = ["caption_of", "check_caption", "reading_of"]

_SAID = {"inside": "{inside? Only the {areas} of {inside} are shown.}",
         "gathered": "{gathered? {gathered} are gathered: each {larger} shows the mean of its own.}",
         "when": "{when? Figures: {when}.}"}  # fmt: skip
_FEW = 3  # groups that a caption names
_TRIED = ((1, 0), (10_000, 0), (1, 1), (10_000, 10_000))  # areas and groups over which phrases are checked
_AN = re.compile(r"(?!uni|u[sk]\b|eu|one\b)[aeiou]|hour|honou?r|heir", re.IGNORECASE)  # by ear: a unit, an hour
_PART = re.compile(r"\{(!?)([a-z][a-z0-9_]*)(\.less|\.more|\.own|\.plain|=\w+)?(\?)?")


def caption_of(scene: Scene, table: Table, params: Any = None, when: str = "") -> str:  # noqa: ANN401
    """
    Return the caption of ``scene`` over ``table``, which has its roles, with ``params``; its defaults without.

    when : of when the figures of the picture are, "" where that is not known
    """
    if not (scene.roles and scene.caption):
        return f"{scene.caption} Figures: {when}." if scene.caption and when else scene.caption
    params = scene.params() if params is None else params
    text = _spelled(scene, scene.caption, params, len(table.areas), _groups(scene, table))
    text += "".join(words for name, words in _SAID.items() if f"{{{name}" not in text)
    return _filled(text, {**_words(scene, table, params), "when": when})


def reading_of(scene: Scene, table: Table, params: Any = None) -> str:  # noqa: ANN401
    """Return how the marks of ``scene`` are read over ``table``, which has its roles, with ``params``."""
    if not scene.roles:
        return scene.reading
    params = scene.params() if params is None else params
    text = _spelled(scene, scene.reading, params, len(table.areas), _groups(scene, table))
    return _filled(text, _words(scene, table, params))


def check_caption(scene: Scene) -> None:
    """Raise SceneError where the caption, or the sentence on reading it, names what the scene has not."""
    if not scene.roles:
        return
    known = {"an_area", "area", "areas", "groups", "doubt", "gathered", "inside", "larger", "times", "when", "feed",
             "withheld",
             *(role.name for role in scene.roles)}
    params = scene.params()
    texts = dict.fromkeys((what, _spelled(scene, text, params, *counts)) for counts in _TRIED
                          for what, text in (("caption", scene.caption), ("reading", scene.reading)))  # fmt: skip
    made = {f"{name}={choice}": name for name, spec in specs(scene.params).items() for choice in spec.choices}
    for what, text in texts:
        for _, name, side, _ in _PART.findall(text):
            if side.startswith("="):
                if f"{name}{side}" not in made:
                    raise SceneError(f"the {what} asks for {{{name}{side}}}{nearest(f'{name}{side}', made)}")
            elif name not in known:
                can = ", ".join(sorted(known))
                raise SceneError(f"the {what} names {{{name}}}{nearest(name, known)}; it can name {can}")
        if text.count("{") != text.count("}"):
            raise SceneError(f"the {what} has a {{ or }} without its other half")


def _groups(scene: Scene, table: Table) -> int:
    """Return how many groups stand beside each other in ``table``; everybody is none."""
    return len(table.columns) // len(scene.roles) - 1 - (EVERYBODY in scene.strata)


def _named(scene: Scene, table: Table) -> str:
    """Return which groups stand beside each other: few by their names, more by their kinds; "" for none."""
    others = table.columns[len(scene.roles) :: len(scene.roles)]
    groups = {column.stratum: column.group for column in others}
    lead = [EVERYBODY] if EVERYBODY in groups and EVERYBODY not in scene.strata else []
    named = [label or name for name, label in groups.items() if name != EVERYBODY]
    if len(named) <= _FEW:
        return "; ".join((*lead, *named))
    *kinds, last = (kind.replace("_", " ") for kind in kinds_of([*groups]))
    return "; ".join((*lead, f"by {', '.join(kinds)}{' and ' if kinds else ''}{last}"))


def _spelled(scene: Scene, text: str, params: Any, areas: int, groups: int) -> str:  # noqa: ANN401
    """Return ``text`` with the scene's own phrases in the place of their names; raise SceneError where that fails."""
    try:
        for name, words in (scene.phrases(params, areas, groups) if scene.phrases else {}).items():
            text = text.replace(f"{{{name}}}", words)
    except Exception as error:
        raise SceneError(f"phrases of '{scene.title}' failed: {type(error).__name__}: {error}") from error
    return text


def _words(scene: Scene, table: Table, params: Any) -> dict[str, str]:  # noqa: ANN401
    """Return what each name stands for; "" where it stands for nothing."""
    one, many = table.area_word
    words = {"area": one, "areas": many, "an_area": f"{'an' if _AN.match(one) else 'a'} {one}",
             "feed": feed_words(scene.feed, table.areas), "groups": _named(scene, table), "gathered": table.gathered,
             "larger": table.parent_word[0], "inside": table.inside,
             "doubt": "doubt" if (table.high > table.low).any() else "",
             "times": " to ".join(map(time_words, (table.times[0], table.times[-1]))) if len(table.times) > 1 else ""}
    words["withheld"] = "withheld" if (table.state[:, :, : len(scene.roles)] == State.SUPPRESSED).any() else ""
    for role, column in zip(scene.roles, table.columns, strict=False):  # groups beside each other follow
        words[role.name] = phrase(column) if column.figure else ""
        words[f"{role.name}.plain"] = phrase(_of_nobody(column)) if column.figure else ""
        words[f"{role.name}.{column.good}"] = column.good
        words[f"{role.name}.own"] = role.name if shows_own(role, column) else ""
    return words | {f"{name}={getattr(params, name)}": name for name, spec in specs(params).items() if spec.choices}


def _of_nobody(column: Column) -> Column:
    """Return ``column`` without the words that say whose figures it has."""
    return replace(column, label=column.label.removesuffix(f" ({column.group})"), group="") if column.group else column


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
            out.append(words.get(name + (side or ""), ""))
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
