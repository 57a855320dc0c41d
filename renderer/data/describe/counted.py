"""Which columns count people among those that another column counts: shown as shares of them, not as they are."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from renderer.core.errors import DataError

from .answers import Answers
from .column_profile import ColumnProfile, whole_number
from .header_words import is_amount, unit_of
from .population import COLUMN
from .role_guess import Guess
from .table_keys import is_everybody

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["check_groups", "counted_columns"]

_FEW = 3  # rows with both, of which something can be told
# Whole numbers that count nobody: their names say so.
_NO_COUNTS = re.compile(
    r"\b(median|mean|average|age|income|index|score|rank|ranking|year|years|level|grade|ratio|rate|incidence|density|"
    r"schools?|clinics?|practices?|surgeries|hospitals?|beds?|pharmacies|households?|schulen|praxen|haushalte|"
    r"mittelwert|durchschnitt|alter|einkommen|jahr|moyenne|âge|revenu|media|edad|ingreso|tasa|taux|quote)\b"
)


def counted_columns(profiles: Sequence[ColumnProfile], guess: Guess, answers: Answers) -> tuple[str, ...]:
    """
    Return the columns of counts beside the one column of the people that they are among.

    None where somebody said which columns hold figures or counts, or where shares stand among the figures already.
    Who gives a sheet of the people wants shares of those, however the file is laid out and whom else it counts.
    """
    among = [profiles[index] for index, role in guess.others.items() if role in ("denominator", "sample")]
    if answers.population:
        among = [one for one in among if one.name == COLUMN]
    beside = {"low", "high", "interval"} & set(guess.others.values())
    if answers.count or len(among) != 1:
        return ()
    if not answers.population and (answers.value or answers.unit or guess.wide or guess.measure or beside):
        return ()
    values = [profiles[index] for index in guess.value]
    if any(unit_of(one.name) or any("%" in text for text in one.said[:500]) for one in values):
        return ()
    return tuple(one.name for one in values if _counts(one, among[0], 1 if answers.population else _FEW))


def check_groups(source: "Source", profiles: Sequence[ColumnProfile], guess: Guess, answers: Answers) -> None:
    """Raise DataError where counts of several groups would be shares of everybody, whom a second sheet counts."""
    for one in (profiles[index] for index, role in guess.others.items() if role == "stratum"):
        if len(answers.only.get(one.name, ())) == 1:
            continue
        everybody = next(filter(is_everybody, one.said), "")
        keep = f", or keep those of everybody with --only '{one.name}={everybody}'" if everybody else ""
        raise DataError(f"{source.where}, column {one.name}: its rows are of groups, and --population counts "
                        "everybody; write the people of each group beside its counts, in a column "
                        f"{COLUMN}{keep}")  # fmt: skip


def _counts(one: ColumnProfile, among: ColumnProfile, least: int) -> bool:
    """Return whether a column holds whole numbers, called as counts may be, of which ``least`` rows allow a share."""
    name = re.sub(r"[_\-./]+", " ", one.name.casefold())
    if not one.whole or _NO_COUNTS.search(name) or is_amount(name):
        return False
    pairs = [(whole_number(cell), whole_number(whole)) for cell, whole in zip(one.cells, among.cells, strict=True)]
    known = [(count, whole) for count, whole in pairs if count is not None and whole is not None]
    return len(known) >= least and all(count <= whole for count, whole in known)
