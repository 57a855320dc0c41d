"""Which of the areas are totals of the others: by what they are called, by their code, and by their sum."""

import re
from collections.abc import Mapping, Sequence

from renderer.data.names import clean
from renderer.data.numerals import NumberKind, take_apart

from .header_words import is_total

__all__ = ["block_of_sums", "heading_sums", "named_totals", "numbers_of", "summed_totals", "total_names"]

_CODES = re.compile(r"0{1,5}|[EWSN]92000001|K0[1-5]000001|US|USA|UK|GB|DE|AU|WLD|WORLD|OECD.*|EU\d\d.*|EA\d\d.*|GLOBAL|"
                    r"AFR|AMR|SEAR|EMR|EUR|WPR|_T", re.IGNORECASE)  # fmt: skip
# The World Bank's aggregates stand among countries with codes like theirs.
_WORLD_BANK = re.compile(
    "AFE|AFW|ARB|CEB|CSS|EAP|EAR|EAS|ECA|ECS|EMU|EUU|FCS|HIC|HPC|IBD|IBT|IDA|IDB|IDX|INX|LAC|LCN|LDC|LIC|LMC|LMY|LTE|MEA|"
    "MIC|MNA|NAC|OED|OSS|PRE|PSS|PST|SAS|SSA|SSF|SST|TEA|TEC|TLA|TMN|TSA|TSS|UMC|WLD"
)
_ENOUGH = 0.005  # by which a sum may miss its total: some people have no area


def named_totals(areas: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """
    Return the areas (code, name) that are totals -> why.

    Where the areas are countries, a country is none.

    >>> named_totals([("00", "Deutschland"), ("01", "Hamburg"), ("02", "Bremen")])
    {('00', 'Deutschland'): 'by its name'}
    """
    found: dict[tuple[str, str], str] = {}
    codes = {code for code, _ in areas}
    if {"WLD", "HIC"} <= codes:
        return {one: "by its code, an aggregate of the World Bank" for one in areas if _WORLD_BANK.fullmatch(one[0])}
    for code, name in areas:
        if is_total(name) or (not name and is_total(code)):
            found[code, name] = "by its name"
        elif code != name and _CODES.fullmatch(code):
            found[code, name] = "by its code"
    whole = [one for one in found if not re.search(r"total|all\b|overall|gesamt|summe", one[1].casefold())]
    nations = sum(len(code) in (2, 3) and code.isalpha() and code.isupper() for code in codes)
    if len(whole) > max(4, 0.2 * len(areas)) or nations > 0.8 * len(codes) > 8:  # a table of countries
        words = re.compile(r"world|global|oecd|eu ?\d\d|euro|total|average", re.IGNORECASE)
        found = {one: why for one, why in found.items() if one not in whole or words.search(" ".join(one))}
    return found if len(found) < len(areas) else {}


def numbers_of(cells: Sequence[str]) -> list[float | None]:
    """Return the numbers in cells, in the likelier notation; None where there is none."""
    mark = "," if any(re.search(r",\d{1,2}$|,\d{4,}$", text) for text in cells) else "."
    found: list[float | None] = []
    for text in cells:
        plain = written.plain(mark, NumberKind()) if (written := take_apart(text)) else ""
        found.append(float(plain) if plain else None)
    return found


def summed_totals(areas: Sequence[str], groups: Sequence[object], values: Sequence[float | None]) -> list[str]:
    """
    Return the areas that are the sum of the others, in each group of rows that has them.

    areas, groups, values : of each row; a group is one time of one measure of counts

    >>> summed_totals(["a", "b", "c", "all", "d"], ["x"] * 5, [10, 20, 40, 75, 5])
    ['all']
    """
    sums: dict[object, dict[str, float]] = {}
    for area, group, value in zip(areas, groups, values, strict=True):
        if value is not None:
            sums.setdefault(group, {})[area] = sums.get(group, {}).get(area, 0.0) + value
    hits: dict[str, int] = {}
    full = {group: one for group, one in sums.items() if len(one) >= 4 and sum(one.values()) > 0}
    for one in full.values():
        largest = max(one, key=lambda name: one[name])
        rest = sum(one.values()) - one[largest]
        # Twice as much, where a coarser geography stands among the areas too.
        if any(abs(one[largest] - rest / times) <= _ENOUGH * one[largest] for times in (1, 2)):
            hits[largest] = hits.get(largest, 0) + 1
    return [area for area, count in hits.items() if count >= 0.5 * len(full)]


def block_of_sums(values: Sequence[float | None], total: float) -> tuple[int, int] | None:
    """
    Return the rows (first, last) that add up to ``total`` as all others do: a second, coarser geography in one list.

    values : of each row but that of the total itself, in the file's order

    >>> block_of_sums([1, 2, 3, 4, 5, 5, 10], 15)
    (5, 6)
    """
    whole = [value or 0.0 for value in values]
    near = max(abs(total) * _ENOUGH, 1e-9)
    if abs(sum(whole) - 2 * total) > 2 * near:
        return None
    misses = {split: abs(sum(whole[:split]) - total) for split in range(2, len(whole) - 1)}
    split = min(misses, key=lambda one: misses[one], default=0)
    if not split or misses[split] > near:
        return None
    return (split, len(whole) - 1) if split > len(whole) / 2 else (0, split - 1)


def heading_sums(values: Sequence[float | None]) -> list[int]:
    """
    Return the rows that are each the sum of those that follow it, up to the next: districts over their parts.

    values : of each row, in the file's order; what is zero or not told behind the parts is another of them. None
    where not every row is a heading or belongs to one

    >>> heading_sums([30, 10, 20, 12, 3, 4, 5]), heading_sums([30, 10, 20, 0, 12, 12, 0]), heading_sums([3, 1, 2, 5])
    ([0, 3], [0, 4], [])
    """
    found, row = [], 0
    while row < len(values):
        whole, parts = values[row], 0.0
        end = row + 1
        while whole and end < len(values) and parts < whole * (1 - _ENOUGH) - 1e-9:
            parts += values[end] or 0.0
            end += 1
        while whole and end < len(values) and not values[end]:
            end += 1
        if not whole or end - row < 3 or abs(parts - whole) > _ENOUGH * whole:
            return []
        found.append(row)
        row = end
    return found if len(found) > 1 else []


def total_names(found: Mapping[tuple[str, str], str]) -> tuple[str, ...]:
    """Return how a description names these areas: by name, or by code where there is none."""
    return tuple(dict.fromkeys(clean(name or code) for code, name in found))
