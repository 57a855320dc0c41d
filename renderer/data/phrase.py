"""Who a figure counts, as sentences name them."""

import re

from .table import Column

__all__ = ["phrase"]

_REST = "all others than "  # before the label of a measure that is turned
# What English clauses hardly have, and clauses of other languages often: small words, words for people, letters.
_FOREIGN = re.compile(
    r"\b(?:der|das|dem|den|und|eine?|beim|im|zum|zur|waren|haben|hatten|wurden|werden|sind|ist|nicht|mit|von|vom|keine?|"
    r"kinder|erwachsene|personen|menschen|jugendliche|frauen|männer|senioren|"
    r"al|una|que|con|han|fue|fueron|tienen|por|para|niñas|adult[oa]s|personas|mujeres|hombres|mayores|"
    r"les|des|une|est|sont|ont|chez|dans|avec|et|qui|du|sur|pas|enfants|adultes|personnes|femmes|hommes|"
    r"di|della|sono|che|hanno|bambini|adulti|persone|het|een|zijn|niet|kinderen|volwassenen|foram|uma|pessoas)\b"
    r"|[äöüßñãõøåæœ]|[^\W\d_\u0000-\u024f]", re.IGNORECASE)  # fmt: skip


def phrase(column: Column) -> str:
    """
    Return who ``column`` counts; where nobody said, what it is called, and what is no English is quoted.

    >>> phrase(Column("lit", "Sealants", "percent", 0, 100, people="children", clause="have sealants", figure="s"))
    'children who have sealants'
    >>> phrase(Column("lit", "Sealants", "percent", 0, 100, figure="s"))
    '“Sealants”'
    >>> phrase(Column("lit", "Zahnarzt", "percent", 0, 100, people="Kinder", clause="waren beim Zahnarzt", figure="z"))
    '“Kinder: waren beim Zahnarzt”'
    """
    said, who = column.clause or column.other, f"{column.people or 'people'}{column.group and f' ({column.group})'}"
    if said and _FOREIGN.search(f"{column.people} {said}"):
        whom = f"{column.people}{column.group and f' ({column.group})'}".strip()
        quoted = f"“{whom}{': ' if whom else ''}{said}”"
        return quoted if column.clause else f"{_REST}{quoted}"
    if said:
        return f"{who} who {said}" if column.clause else f"{who} other than those who {said}"
    label = column.label.removeprefix(_REST)
    return f"{_REST if label != column.label else ''}“{label}”"
