"""The SQL that reads a column of flags or footnotes: why a figure is not there, and what is said of one that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renderer.data.marks import footnote_meaning
from renderer.data.names import clean
from renderer.data.state import State

from .flag_words import flag_absence, flag_words, is_withheld

if TYPE_CHECKING:
    from .rows import Rows

__all__ = ["FlagText", "flag_text"]

_WITHHELD = "withheld here, for the source calls them confidential"
_LONG = 80  # letters of a footnote that is told
_MANY = 200  # different footnotes: beyond it they are remarks on single figures


@dataclass(frozen=True, slots=True)
class FlagText:
    """
    How a column of flags is read in SQL.

    state : an expression, what a flag says where there is no figure, a code of State; NULL where it says nothing
    withheld : an expression, whether a figure that is there may not be told
    join : what has to be joined for both; words : flag -> what it says of a figure that is there
    """

    state: str
    withheld: str
    join: str
    text: str
    words: Mapping[str, tuple[str, ...]]

    def told(self, rows: "Rows", number: str, joins: str) -> dict[str, int]:
        """Return of how many figures, ``number`` in SQL, the source says what."""
        if not self.words:
            return {}
        found = rows.query(f"select {self.text} f, count(*) from {rows.table} {joins} where {number} is not null "
                           "group by f order by f")  # fmt: skip
        counts: dict[str, int] = {}
        for text, count in found:
            for words in self.words.get(text, ()):
                counts[words] = counts.get(words, 0) + count
        return counts


def flag_text(rows: "Rows", text: str, flags: Mapping[str, str]) -> FlagText:
    """
    Return how the column ``text``, an expression in SQL, is read.

    flags : what a description says of flags where there is no figure: text -> missing or suppressed; with any, other
        letters are flags too
    """
    read, words = [], {}
    for (given,) in rows.query(f"select distinct {text} f from {rows.table} order by f"):
        if not clean(given):
            continue
        absence = flags.get(given) or (flag_absence(given) if flags else "")
        coded = bool(absence)
        state = State.of(absence) if coded else footnote_meaning(given)
        withheld = coded and is_withheld(given)
        if state is not None:
            read.append((given, int(state), withheld))
        own = (_WITHHELD,) if withheld else flag_words(given) if coded else (f"noted '{clean(given)[:_LONG]}'",)
        if own:
            words[given] = own
    name = rows.keep("flag", "text varchar, state utinyint, withheld boolean", read)
    return FlagText(f"{name}.state", f"{name}.withheld", f"left join {name} on {name}.text = {text}", text,
                    words if len(words) <= _MANY else {})  # fmt: skip
