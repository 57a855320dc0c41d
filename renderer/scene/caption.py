"""A scene's caption, and how it is read, built from the words of the figures that are really shown.

    "Every field is {an_area}: those in the light are {lit}.{open? Open sockets are {open}.}"

``{lit}`` says who stands in the role ``lit``; ``{an_area}``, ``{area}``, ``{areas}`` what the table calls its areas;
``{open?...}`` stands only where the role shows something, ``{!open?...}`` only where it does not, ``{each=place?...}``
only where that choice is made. What stands for what, and what else can be asked for, says ``caption_words``. A caption
that does not say ``{when}`` or ``{gathered}`` gets a sentence that does. What a scene's ``phrases`` name stands for
their text, which may name all.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from renderer.core.errors import SceneError
from renderer.core.suggest import nearest
from renderer.data.table import Table
from renderer.params.param import specs

from .caption_words import ABOUT_ROLES, NAMES, groups_beside, walk_words, words_of
from .scene import Scene
from .sentences import Part, Sentence, sentences_in

__all__ = ["caption_of", "caption_sentences", "check_caption", "reading_of"]

_SAID = {"inside": "{inside? Only the {areas} of {inside} are shown{compared?, in the range of the whole}.}",
         "gathered": "{gathered? {gathered} are gathered: each {larger} shows the mean of its own, {weighed}{known_of?"
                     ", of {known_of}; one of which more than half are not known is drawn as those are}.}",
         "mapped": "{mapped? Neighbours on the map stand near each other.}",
         "unmapped": "{unmapped? Not on the map, and so below it or at the end: {unmapped}.}",
         "figureless": "{figureless? {figureless}.}",
         "placeless": "{placeless? {placeless}.}",
         "undrawn": "{undrawn? {undrawn}.}",
         "ranged": "{ranged? In the range of all groups, so that they can be compared: {ranged}.}",
         "beyond": "{beyond? {beyond} beyond the range that is shown, and how far is not seen.}",
         "undirected": "{undirected? Nobody said of {undirected} whether more is better.}",
         "source": "{source? Source: {source}.}",
         "when": "{when? Figures: {when}.}"}  # fmt: skip
_TRIED = ((1, 0), (10_000, 0), (1, 1), (10_000, 10_000))  # areas and groups over which phrases are checked
_AREA = re.compile(r"area_([1-9]\d*)")
_GROUP = re.compile(r"group_[1-9]\d*")
_PART = re.compile(r"\{(!?)([a-z][a-z0-9_]*)(\.\w+|=\w+)?(\?)?")


def caption_of(
    scene: Scene, table: Table, params: Any = None, when: str = "",  # noqa: ANN401
    moments: Sequence[float] | None = None, size: tuple[int, int] | None = None,
) -> str:  # fmt: skip
    """
    Return the caption of ``scene`` over ``table``, which has its roles, with ``params``; its defaults without.

    when : of when the figures of the picture are, "" where that is not known
    moments : those of the table that it shows, 0 .. len(times) - 1; None for all
    size : of the picture, px; None where it is not known, and what hangs on it is said of both
    """
    return "".join(text for text, _ in _parts(scene, table, params, when, moments, size))


def caption_sentences(
    scene: Scene, table: Table, params: Any = None, when: str = "",  # noqa: ANN401
    moments: Sequence[float] | None = None, size: tuple[int, int] | None = None,
) -> tuple[Sentence, ...]:  # fmt: skip
    """Return what ``caption_of`` does sentence by sentence, each of which knows what in it is a name."""
    return tuple(sentences_in(_parts(scene, table, params, when, moments, size)))


def _parts(
    scene: Scene, table: Table, params: Any, when: str, moments: Sequence[float] | None,  # noqa: ANN401
    size: tuple[int, int] | None,
) -> list[Part]:  # fmt: skip
    """Return the caption, as ``caption_of`` has it, in the scene's own words and the names that stand in them."""
    if not (scene.roles and scene.caption):
        plain = f"{scene.caption} Figures: {when}." if scene.caption and when else scene.caption
        return [(plain, False)]
    params = scene.params() if params is None else params
    text = _spelled(scene, scene.caption, params, len(table.areas), groups_beside(scene, table))
    text += "".join(words for name, words in _SAID.items() if f"{{{name}" not in text)
    return _filled(text, {**words_of(scene, table, params, moments, size), **_areas_in(text, table), "when": when})


def reading_of(scene: Scene, table: Table, params: Any = None) -> str:  # noqa: ANN401
    """Return how the marks of ``scene`` are read over ``table``, which has its roles, with ``params``."""
    if not scene.roles:
        return scene.reading
    params = scene.params() if params is None else params
    text = _spelled(scene, scene.reading, params, len(table.areas), groups_beside(scene, table))
    filled = _filled(text, {**words_of(scene, table, params), **_areas_in(text, table)})
    return "".join(words for words, _ in filled)


def check_caption(scene: Scene) -> None:
    """Raise SceneError where the caption, or the sentence on reading it, names what the scene has not."""
    if not scene.roles:
        return
    known = {*NAMES, *(role.name for role in scene.roles)}
    about = [f"{role.name}.{word}" for role in scene.roles for word in ABOUT_ROLES]
    able = f"of a role it can ask for {', '.join(f'.{word}' for word in ABOUT_ROLES)}"
    params = scene.params()
    texts = dict.fromkeys((what, _spelled(scene, text, params, *counts)) for counts in _TRIED
                          for what, text in _texts(scene))  # fmt: skip
    made = {f"{name}={choice}": name for name, spec in specs(scene.params).items() for choice in spec.choices}
    for what, text in texts:
        for _, name, side, _ in _PART.findall(text):
            if side.startswith("="):
                if f"{name}{side}" not in made:
                    raise SceneError(f"the {what} asks for {{{name}{side}}}{nearest(f'{name}{side}', made)}")
            elif name not in known and not (_AREA.fullmatch(name) or _GROUP.fullmatch(name)):
                can = f"it can name {', '.join(sorted(known))}"
                raise SceneError(f"the {what} names {{{name}}}{nearest(name, known, can)}")
            elif side and f"{name}{side}" not in about:
                raise SceneError(f"the {what} asks for {{{name}{side}}}{nearest(f'{name}{side}', about, able)}")
        if text.count("{") != text.count("}"):
            raise SceneError(f"the {what} has a {{ or }} without its other half")


def _texts(scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield what each of the scene's texts is called, and the text."""
    yield from (("caption", scene.caption), ("reading", scene.reading))
    if scene.solid:
        yield from (("caption of the solid", scene.solid.caption), ("reading of the solid", scene.solid.reading))


def _spelled(scene: Scene, text: str, params: Any, areas: int, groups: int) -> str:  # noqa: ANN401
    """Return ``text`` with the scene's own phrases in the place of their names; raise SceneError where that fails."""
    try:
        for name, words in (scene.phrases(params, areas, groups) if scene.phrases else {}).items():
            text = text.replace(f"{{{name}}}", words)
    except Exception as error:
        raise SceneError(f"phrases of '{scene.title}' failed: {type(error).__name__}: {error}") from error
    return text.replace("{walk}", walk_words(areas))


def _areas_in(text: str, table: Table) -> dict[str, str]:
    """Return the names of the areas that ``text`` asks for by their numbers."""
    numbers = {int(number) for number in _AREA.findall(text)}
    return {f"area_{n}": table.areas[n - 1].name for n in numbers if n <= len(table.areas)}


def _filled(text: str, words: dict[str, str]) -> list[Part]:
    """Return ``text`` with its names replaced and its conditions settled."""
    out, at = list[Part](), 0
    while found := _PART.search(text, at):
        out.append((text[at : found.start()], False))
        end = _end(text, found.end())
        negated, name, side, asks = found.groups()
        if asks:
            if bool(words.get(name + (side or ""))) != bool(negated):
                out += _filled(text[found.end() : end], words)
        else:
            out.append((words.get(name + (side or ""), ""), True))
        at = end + 1
    return [*out, (text[at:], False)]


def _end(text: str, start: int) -> int:
    """Return where the brace that was opened before ``start`` is closed."""
    depth = 1
    for index in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return len(text)
