"""All that is said of a picture, from the same roles, words and figures as the picture itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from renderer.core.escape import escape
from renderer.data.table import Column, Table
from renderer.scene.caption import caption_sentences, reading_of
from renderer.scene.scene import Scene
from renderer.scene.sentences import Sentence

from .figure_rows import ColumnHead, Row, figure_rows
from .figures_said import figures_said
from .in_picture import in_picture, means_alone

__all__ = ["PLATE", "WHAT", "Label", "kept_label", "label_of"]

PLATE = 75  # words of a plate
WHAT = "What it is"
_THEN = "How to read it, and what its figures said when it was drawn"
# Of a text that a file kept nobody knows any more what in it is a name.
_ENDS = re.compile(r"(?<=[.!?])(?<!\bSt\.)(?<!\bSte\.)(?<!\bMt\.)(?<!\bFt\.)\s+(?=[A-Z“0-9])")
# Ranks: what every plate says, what the main measure is shown by, which areas have no figures or no place, what is not
# known, other measures and how many figures are cut off, which mark is whose, all the rest.
_NEEDED, _MAIN, _GAP, _STATE, _MEASURE, _WHOSE, _ADORNS = range(7)
_ENDS_NAMED = 2  # of so many in a row all are named
_LAST = ("Source: ", "Figures: ", "Drawn with figures other")  # with which the sentences begin that every plate needs
_GAPS = re.compile(r"\b(has|have) no (figures|place)\b|\bof the map without figures\b")
# Who is where.
_SEATED = re.compile(r"\bfrom (the )?(left|above)\b[^:]*:|\b(on (the|a) map|on maps|mapped)\b", re.IGNORECASE)
_VISITS = re.compile(r"\b(light|lamp) (visits|comes round): |\bone rises: ")  # and whom
_STATES = re.compile(r"\b(withheld|held back|missing|no figure|not known|nobody|zero|not sure|unsure|left out)\b")
_RANGED = " beyond the range that is shown"


@dataclass(frozen=True, slots=True)
class Label:
    """
    What is said of one picture.

    title : the installation's; look : what stands there, without its figures
    plate : up to ``PLATE`` words for the wall beside it
    marks : what each mark means, all of it, sentence by sentence; reading : how to tell how much a mark says
    figures : of each measure what it is called, and sentences on its figures
    heads, rows : the figures as a table: a first column of areas, then one of each measure
    when : of when the figures are; source : who published them
    """

    title: str
    look: str
    plate: str
    marks: tuple[str, ...]
    reading: str
    figures: tuple[tuple[str, tuple[str, ...]], ...]
    heads: tuple[ColumnHead, ...]
    rows: tuple[Row, ...]
    when: str
    source: str

    @property
    def told(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What is said beside the plate, in levels: headings, each with its sentences; none that the plate says."""
        marks = tuple(one for one in self.marks if f" {one} " not in f" {self.plate} ")  # who listens hears it once
        head = "What the marks mean" if marks == self.marks else "What else the marks mean"
        levels = ((WHAT, (self.look,)), (head, marks),
                  ("How to read it", (self.reading if self.reading not in self.plate else "",)))  # fmt: skip
        return (*((head, sentences) for head, sentences in levels if any(sentences)), *self.figures)

    @property
    def short(self) -> str:
        """What stands in the place of the picture, in one line: what it is, and what one mark is."""
        return " ".join((f"{self.title}: {self.look}".strip(), *self.marks[:1]))

    @property
    def long(self) -> str:
        """All that is said, in one paragraph: what it is, what the marks mean, what the figures say."""
        said = (f"{name}. {' '.join(sentences)}" for name, sentences in self.figures)
        parts = (f"{self.title}: {self.look}".strip(), *self.marks, self.reading, *said)
        return " ".join(part for part in parts if part)


def label_of(
    scene: Scene, table: Table, params: Any, moments: Sequence[float] | None, when: str = "",  # noqa: ANN401
    also: str = "", size: tuple[int, int] | None = None,
) -> Label:  # fmt: skip
    """
    Return the label of ``scene`` with ``params`` over ``table``, which has its roles.

    moments : those of the table that the picture shows, 0 .. len(times) - 1, the newest without
    when : of when that is, in words; also : a sentence that is to stand beside all others
    size : of the picture, px; None where it is not known
    """
    beside = (Sentence(((also, True),)),) if also else ()
    sentences = (*caption_sentences(scene, table, params, when, moments, size), *beside)
    told = tuple(sentence.changed(escape) for sentence in sentences)
    marks = tuple(map(str, told))
    roles = len(scene.roles)
    newest = len(table.times) - 1.0  # which sentences tell, too, of a picture of all times
    at = newest if scene.all_times else max(moments or (), default=newest)
    seen, means = in_picture(scene, table, params), means_alone(scene, table, params)
    heads, rows = figure_rows(seen, roles, at, every=scene.all_times) if roles else ((), ())
    reading = escape(reading_of(scene, table, params))
    names = tuple(dict.fromkeys(escape(_name(one)) for one in table.columns[:roles] if one.figure))
    return Label(
        escape(scene.title), escape(scene.look), _plate(told, reading, names), marks, reading,
        tuple((escape(name), tuple(map(escape, said))) for name, said in figures_said(seen, roles, at, means=means)),
        heads, rows, when, table.source,
    )  # fmt: skip


def kept_label(kept: Mapping[str, Any]) -> Label:
    """
    Return what was said of a picture when it was drawn, as its manifest, ``kept``, has it: no figure of it is read.

    It has no table. Raises KeyError where the manifest keeps no words.
    """
    title, caption, told = (escape(str(kept[name])) for name in ("title", "caption", "description"))
    listed = kept.get("sentences")
    own = [escape(str(one)) for one in listed] if isinstance(listed, list) else []
    begun = " ".join(own)  # what an object adds follows
    marks = [*own, *_sentences(caption.removeprefix(begun))] if caption.startswith(begun) else _sentences(caption)
    # What an object adds to its caption stands last of all that is told.
    whole = next((text for n in range(len(marks), 0, -1) if (text := " ".join(marks[:n])) in told), "")
    look, _, after = told.partition(whole) if whole else ("", "", told.removeprefix(f"{title}:"))
    data, when = kept.get("data"), escape(str(kept.get("when", "")))
    source = escape(str(data.get("source", ""))) if isinstance(data, Mapping) else ""
    said = tuple(_sentences(after.strip().removesuffix(caption.removeprefix(whole).strip())))
    plate = _plate([Sentence(((one, False),)) for one in marks], "", ())
    return Label(title, look.strip().removeprefix(f"{title}:").strip(), plate, tuple(marks), "",
                 ((_THEN, said),) if said else (), (), (), when, source)  # fmt: skip


def _name(column: Column) -> str:
    """Return what a sentence calls the measure of ``column``, whosever figures they are."""
    return column.clause or column.plain_label


def _plate(told: Sequence[Sentence], reading: str, names: Sequence[str]) -> str:
    """
    Return as many of the sentences ``told`` as a plate holds: what a mark is, what is not known, and whose it is.

    reading : how to tell how much the main mark says, for which a longer sentence on it makes room
    names : of the measures that are shown, the main one first; what each is shown by is told before all that adorns
    """
    ranks, said = _ranks(told, names), [*map(str, told)]
    for shortened, last in ((_publisher, _ADORNS), (_unnamed, _GAP)):  # who published it, which areas: in few words
        if _words(said, ranks, last) > PLATE:
            said = [shortened(sentence) for sentence in said]
    kept: dict[int, str] = {}
    for place in sorted(range(len(told)), key=lambda n: (ranks[n], n)):
        room = PLATE - sum(map(_length, kept.values()))
        texts = (said[place], *([reading] if ranks[place] == _MAIN else []), *_shortly(told[place], ranks[place]))
        if text := next((one for one in texts if ranks[place] == _NEEDED or _length(one) <= room), ""):
            kept[place] = text
    return " ".join(kept[n] for n in sorted(kept))


def _ranks(told: Sequence[Sentence], names: Sequence[str]) -> list[int]:
    """Return of each sentence how early it comes onto a plate."""
    ranks, said = [], ""
    for place, (sentence, own) in enumerate((str(one), one.own) for one in told):
        new = [name for name in names if name.casefold() in sentence.casefold() and name.casefold() not in said]
        said += sentence.casefold()
        if place == 0 or sentence.startswith(_LAST):
            ranks.append(_NEEDED)
        elif new and new[0] == names[0]:
            ranks.append(_MAIN)
        elif _GAPS.search(sentence):
            ranks.append(_GAP)
        else:
            least = _WHOSE if _SEATED.search(own) else _ADORNS
            ranks.append(_STATE if _STATES.search(own) else _MEASURE if new or _RANGED in own else least)
    return ranks


def _words(said: Sequence[str], ranks: Sequence[int], last: int) -> int:
    """Return how many words the sentences ``said`` have of which the rank is ``last`` or comes before it."""
    return sum(_length(sentence) for sentence, rank in zip(said, ranks, strict=True) if rank <= last)


def _publisher(sentence: str) -> str:
    """Return ``sentence``, of a source with its first name alone."""
    return f"{sentence.partition(',')[0].rstrip('.')}." if sentence.startswith(_LAST[0]) else sentence


def _unnamed(sentence: str) -> str:
    """Return ``sentence``, of areas without figures or a place only how many they are."""
    return f"{sentence.partition(':')[0].rstrip('.')}." if _GAPS.search(sentence) else sentence


def _shortly(sentence: Sentence, rank: int) -> list[str]:
    """Return ``sentence`` in fewer words, of a row its ends, of those visited none; [] of any other."""
    head, names = sentence.listed
    if rank == _WHOSE and len(names) > _ENDS_NAMED:
        return [f"{head}: {names[0]} to {names[-1]}."]
    return [f"{sentence.before_colon}."] if rank == _ADORNS and _VISITS.search(sentence.own) else []


def _length(text: str) -> int:
    """Return how many words ``text`` has."""
    return len(text.split())


def _sentences(text: str) -> list[str]:
    """Return ``text``, which a file kept, sentence by sentence."""
    return [one for one in _ENDS.split(text.strip()) if one]
