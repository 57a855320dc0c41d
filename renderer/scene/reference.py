"""The part of the README that scenes write themselves: what each means, its knobs, its presets."""

from collections.abc import Iterable
from pathlib import Path

from renderer.core.errors import UsageError
from renderer.params.param import Spec, specs

from .catalogue import Loaded
from .chain import keys, names
from .effect import effects, kind_of

__all__ = ["between", "effects_section", "scenes_section"]


def scenes_section(scenes: Iterable[Loaded], gallery: Path, root: Path) -> str:
    """
    Return Markdown about ``scenes``.

    gallery : folder with ``NAME-presets.jpg`` pictures that the code made; root : what links start from
    """
    return "\n".join(line for loaded in scenes for line in _scene(loaded, gallery, root))


def effects_section() -> str:
    """Return Markdown about every effect: what it does, its knobs, whether it remembers frames."""
    lines = ["| effect | | knobs beside `amount` and `wet` |", "|---|---|---|"]
    for kind in map(kind_of, effects()):
        own = {name: spec for name, spec in kind.params.items() if name not in ("amount", "wet")}
        knobs = ", ".join(f"`{name}` {spec.span}" for name, spec in own.items())
        fault = f" The glitch of what is {kind.fault}." if kind.fault else ""
        lines.append(f"| `{kind.name}` | {_cell(kind.says)}{fault} | {_cell(knobs)} |")
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


def _scene(loaded: Loaded, gallery: Path, root: Path) -> Iterable[str]:
    """Return the lines about one scene."""
    scene, known = loaded.scene, specs(loaded.scene.params)
    brought = names(scene.effects)
    yield from (f"### {loaded.name}", "", scene.caption, "")
    picture = gallery / f"{loaded.name}-presets.jpg"
    if picture.is_file():
        yield from (f"![The presets of {scene.title}]({picture.relative_to(root).as_posix()})", "")
    if scene.columns:
        measures = ", ".join(f"`{name}`" for name in dict.fromkeys(c.partition("@")[0] for c in scene.columns))
        yield from (f"Reads {measures} of `{scene.data}`. Its loop lasts {scene.seconds:g} s.", "")
    yield from ("| parameter | default | range | |", "|---|---|---|---|")
    yield from (_parameter(name, spec) for name, spec in known.items() if name not in brought)
    yield ""
    if scene.effects:
        yield from ("Over its picture: " + ", ".join(f"`{key}`" for key in keys(scene.effects)) + ".", "")
    if scene.triggers:
        yield from (f"Faults of `{scene.feed}` strike it:", "")
        yield from (*(f"- {trigger.sentence(known)}" for trigger in scene.triggers), "")
    if scene.binds:
        yield from ("Figures move it: " + "; ".join(bind.sentence(known) for bind in scene.binds) + ".", "")
    if loaded.presets:
        yield from ("| preset | |", "|---|---|")
        yield from (f"| `{one.name}` | {_cell(one.help or one.title)} |" for one in loaded.presets)
        yield ""


def _parameter(name: str, spec: Spec) -> str:
    """Return the row of one parameter."""
    default = {True: "on", False: "off"}.get(spec.default, spec.default) if spec.kind in ("switch", "trigger") else (
        f"{spec.default:.4g}" if spec.kind == "number" else spec.default)  # fmt: skip
    return f"| `{name}` | {default} | {_cell(spec.span)} | {_cell(spec.help)} |"


def _cell(text: str) -> str:
    """Return ``text`` so that it stays in its cell."""
    return text.replace("|", r"\|").replace("\n", " ")
