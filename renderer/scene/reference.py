"""What scenes, effects and the shader library say of themselves, as Markdown: the generated parts of the documents."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from renderer.core.errors import UsageError
from renderer.data.load import load_table
from renderer.data.places.map_gaps import table_over
from renderer.data.places.seated_table import SEATED
from renderer.data.places.shown_ground import ground_for
from renderer.data.role import Role
from renderer.params.param import Spec, specs
from renderer.params.sentence import bind_sentence

from .caption import caption_sentences, reading_of
from .catalogue import Loaded
from .chain import keys, names
from .effect import effects, kind_of
from .scene import Scene

__all__ = ["between", "effects_section", "installations_section", "library_section", "scene_section"]

# What ``chorus gallery`` draws of a scene, in the order of its page; the large still stands on top of the page.
_PLATES = {"presets": "The presets of {}", "motion": "{} at eight moments of its loop", "seeds": "Four seeds of {}",
           "formats": "{} at 16:9, 4:1, 1:1 and 9:16", "detail": "A piece of a mural of {}, at 1:1",
           "states": "{}: as the figures are, then with a third of the places at zero, withheld, held back and missing",
           }  # fmt: skip


def installations_section(scenes: Iterable[Loaded], thumbs: Path, page: Path) -> str:
    """
    Return Markdown: a table of ``scenes`` with a small picture, a link and the first sentence of each caption.

    thumbs : folder with ``NAME.jpg``; page : the document that the table stands in
    """
    lines = ["| | |", "|---|---|"]
    for loaded in scenes:
        link, says = _link(loaded.folder / "README.md", page), (*_caption(loaded.scene), "")[0]
        picture = f"[![{loaded.scene.title}]({_link(thumbs / f'{loaded.name}.jpg', page)})]({link})"
        lines.append(f"| {picture} | **[{loaded.name}]({link})** {_cell(says)} |")
    return "\n".join(lines)


def scene_section(loaded: Loaded, gallery: Path, page: Path) -> str:
    """
    Return Markdown about one scene: what it means, its parameters, its presets.

    gallery : folder with what ``chorus gallery`` drew, ``NAME-presets.jpg`` ...; page : the document it stands in
    """
    return "\n".join(_scene(loaded, gallery, page))


def effects_section() -> str:
    """Return Markdown about every effect: what it does, its knobs, whether it remembers frames."""
    lines = ["| effect | | knobs beside `amount` and `wet` |", "|---|---|---|"]
    for kind in map(kind_of, effects()):
        own = {name: spec for name, spec in kind.params.items() if name not in ("amount", "wet")}
        knobs = ", ".join(f"`{name}` {spec.span}" for name, spec in own.items())
        fault = f" The glitch of what is {kind.fault}." if kind.fault else ""
        lines.append(f"| `{kind.name}` | {_cell(kind.says)}{fault} | {_cell(knobs)} |")
    return "\n".join(lines)


def library_section(folder: Path) -> str:
    """
    Return Markdown about the shader library in ``folder``: each file, its functions and what they give.

    The heads of the files tell: signatures in the first line, what it is after an empty one.
    """
    lines = ["| `#include` | functions | |", "|---|---|---|"]
    for path in sorted(folder.rglob("*.glsl")):
        head = [line.removeprefix("//").strip() for line in path.read_text("utf-8").splitlines()]
        signatures = _signatures(head[: (empty := head.index(""))])
        says = " ".join(head[empty + 1 : head.index("", empty + 1)])
        lines.append(f"| `{path.relative_to(folder.parent).as_posix()}` | {_cell(signatures)} | {_cell(says)} |")
    return "\n".join(lines)


def between(text: str, name: str, content: str) -> str:
    """
    Return ``text`` with ``content`` between its markers ``<!-- name:begin -->`` and ``<!-- name:end -->``.

    >>> between("a <!-- x:begin --> old <!-- x:end --> b", "x", "new").replace(chr(10), "/")
    'a <!-- x:begin -->/new/<!-- x:end --> b'
    """
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    if text.count(begin) != 1 or text.count(end) != 1 or text.index(begin) > text.index(end):
        raise UsageError(f"the markers {begin} and {end} must stand there once, in this order")
    return f"{text.partition(begin)[0]}{begin}\n{content.strip()}\n{end}{text.partition(end)[2]}"


def _scene(loaded: Loaded, gallery: Path, page: Path) -> Iterable[str]:
    """Yield the lines about one scene."""
    scene, known = loaded.scene, specs(loaded.scene.params)
    brought = names(scene.effects)
    yield from (" ".join(_caption(scene)), "")
    if scene.reading:
        yield from (f"**How it is read.** {reading_of(scene, load_table(scene.data, scene.wanted))}", "")
    for plate, says in _PLATES.items():
        picture = gallery / f"{loaded.name}-{plate}.jpg"
        if picture.is_file():
            yield from (f"![{says.format(scene.title)}]({_link(picture, page)})", "")
    if scene.columns:
        measures = ", ".join(f"`{name}`" for name in dict.fromkeys(c.partition("@")[0] for c in scene.columns))
        yield f"Reads {measures} of `{scene.data}`."
    if scene.roles:
        yield from ("| role | shows | without `--figure` |", "|---|---|---|")
        yield from (_role(role) for role in scene.roles)
        yield from ("", f"Figures of `{scene.data}`, where no `--data` names others.")
    yield from (f"Its loop lasts {scene.seconds:g} s.", *_gives(loaded), "")
    if loaded.presets:
        yield from ("| preset | |", "|---|---|")
        yield from (f"| `{one.name}` | {_cell(one.help or one.title)} |" for one in loaded.presets if not one.unread)
        yield ""
    yield from ("| parameter | default | range | |", "|---|---|---|---|")
    yield from (_parameter(name, spec) for name, spec in known.items() if name not in brought)
    yield ""
    if scene.effects:
        yield from ("Over its picture: " + ", ".join(f"`{key}`" for key in keys(scene.effects)) + ".", "")
    if scene.triggers:
        yield from (f"Faults of `{scene.feed}` strike it:", "")
        yield from (*(f"- {trigger.sentence(known)}" for trigger in scene.triggers), "")
    if scene.binds:
        table = load_table(scene.data, scene.wanted)
        yield from ("Figures move it: " + "; ".join(bind_sentence(one, known, table) for one in scene.binds) + ".", "")


def _caption(scene: Scene) -> list[str]:
    """Return the sentences of the caption over the scene's own figures."""
    table = load_table(scene.data, scene.wanted)
    seated = table_over(table, ground_for(None, table, SEATED)) if scene.places else table
    return [*map(str, caption_sentences(scene, seated))]


def _role(role: Role) -> str:
    """Return a row about one role."""
    way = {"more": "; more is better", "less": "; less is better", "": ""}[role.good]
    empty = "" if role.needed else f"; may stay empty{role.empty and ', so that '}{role.empty}"
    if role.domain:
        low, high = role.domain
        way += f"; {role.spans}{role.spans and ' '}least at {low:g}, most at {high:g} of `{role.default}`"
    return f"| `{role.name}` | {_cell(role.mark + way)} | `{role.default}`{empty} |"


def _gives(loaded: Loaded) -> Iterable[str]:
    """Yield sentences on what may be done with the scene beside a flat picture."""
    scene = loaded.scene
    if scene.views:
        yield "It takes views, so every output of `--as` draws it."
    if scene.places:
        yield "It draws a map."
    if scene.sculpt:
        yield "Hands may sculpt it."
    if scene.solid:
        yield "It can be exported as an object."
    if scene.feedback:
        yield "It remembers its last frame."


def _signatures(lines: list[str]) -> str:
    """Return the signatures that a head's first lines hold, each as code."""
    return ", ".join(f"`{one}`" for line in lines for one in re.split(r" {3,}", line))


def _parameter(name: str, spec: Spec) -> str:
    """Return the row of one parameter."""
    default = {True: "on", False: "off"}.get(spec.default, spec.default) if spec.kind in ("switch", "trigger") else (
        f"{spec.default:.4g}" if spec.kind == "number" else spec.default)  # fmt: skip
    return f"| `{name}` | {default} | {_cell(spec.span)} | {_cell(spec.help)} |"


def _link(target: Path, page: Path) -> str:
    """Return how ``page`` links to ``target``."""
    return Path(os.path.relpath(target.resolve(), page.resolve().parent)).as_posix()


def _cell(text: str) -> str:
    """Return ``text`` so that it stays in its cell."""
    return text.replace("|", r"\|").replace("\n", " ")
