"""Which further columns tell rows apart: groups of people, and geographies that lie within each other."""

from collections import Counter
from collections.abc import Sequence

from renderer.data.marks import meaning

from .column_profile import ColumnProfile
from .header_words import header_role
from .role_guess import Guess
from .table_facts import TableFacts
from .table_keys import is_everybody

__all__ = ["chosen_level", "find_parent", "group_columns", "nested_codes", "repeated_rows", "shared_groups"]

_MOST_GROUPS = 60  # texts of a column that groups people


def repeated_rows(profiles: Sequence[ColumnProfile], columns: Sequence[int], keep: Sequence[bool]) -> int:
    """Return how many of the rows that are kept say again what another says, told apart by ``columns`` alone."""
    rows = Counter(key for key, kept in zip(zip(*(profiles[index].cells for index in columns), strict=True), keep,
                                            strict=True) if kept)  # fmt: skip
    return sum(count - 1 for count in rows.values())


def group_columns(profiles: Sequence[ColumnProfile], guess: Guess, keep: Sequence[bool]) -> tuple[int, ...]:
    """
    Return the columns that say of which people a row is: those that are called so, and the fewest that rows need.

    keep : of each row that was looked at, whether it is kept. What each area has one of, as countries have an income
    group, says something of the area.
    """
    key = [index for index in dict.fromkeys((guess.area, guess.name, *guess.time, *guess.measure)) if index >= 0]
    asked = [index for index, role in guess.others.items() if role == "stratum"]
    if not key or not any(keep):
        return tuple(asked)
    places = [index for index in dict.fromkeys((guess.area, guess.name)) if index >= 0]
    asked += [one.index for one in profiles if one.index not in guess.taken and header_role(one.name, "stratum")
              and len(one.texts) <= _MOST_GROUPS and _differs_within(profiles, places, one, keep)]  # fmt: skip
    left = repeated_rows(profiles, [*key, *asked], keep)
    found: list[int] = list(asked)
    open_ = [one for one in profiles if one.index not in guess.taken and 2 <= len(one.texts) <= _MOST_GROUPS
             and not one.paired and (one.numbers < 0.5 or len(one.said) <= 12)]  # fmt: skip
    while left and open_:
        best = min(open_, key=lambda one: (repeated_rows(profiles, [*key, *found, one.index], keep), one.index))
        now = repeated_rows(profiles, [*key, *found, best.index], keep)
        if now >= left:
            break
        left = now
        found.append(best.index)
        open_.remove(best)
    return tuple(found)


def shared_groups(profiles: Sequence[ColumnProfile], guess: Guess, keep: Sequence[bool]) -> dict[str, str]:
    """Return of the columns that say of which people the rows are what all rows that are kept say: name -> text."""
    found = {}
    for one in profiles:
        if one.index not in guess.taken and header_role(one.name, "stratum"):
            texts = {text for text, kept in zip(one.cells, keep, strict=True) if kept}
            if len(texts) == 1 and not is_everybody(text := texts.pop()):
                found[one.name] = text
    return found


def _differs_within(
    profiles: Sequence[ColumnProfile], places: Sequence[int], one: ColumnProfile, keep: Sequence[bool]
) -> bool:
    """Return whether the rows of one area, which stands in the columns ``places``, have several texts in ``one``."""
    seen: dict[tuple[str, ...], set[str]] = {}
    cells = zip(*(profiles[index].cells for index in places), one.cells, keep, strict=True)
    for *area, text, kept in cells:
        if kept and text:
            seen.setdefault(tuple(area), set()).add(text)
    return any(len(texts) > 1 for texts in seen.values())


def find_parent(profiles: Sequence[ColumnProfile], guess: Guess, keep: Sequence[bool]) -> int:
    """
    Return the column that names the larger area of each area, -1 for none.

    It is called as areas are, has fewer texts than there are areas, and one for each area: the most of several, words
    before codes.
    """
    areas = [area or name for area, name in zip(profiles[guess.area].cells, profiles[guess.name].cells, strict=True)]
    count = len({area for area, kept in zip(areas, keep, strict=True) if kept and area})
    best = (0, False, 0)
    for one in profiles:
        if one.index in guess.taken or not any(header_role(one.name, role) for role in ("parent", "area", "area_name")):
            continue
        pairs = {(area, text) for area, text, kept in zip(areas, one.cells, keep, strict=True) if kept and area}
        larger = {text for _, text in pairs if text and meaning(text) is None}
        if len(pairs) == count and len(larger) > 1 and 2 * len(larger) <= count:
            best = max(best, (len(larger), one.numbers < 0.5, -one.index))
    return -best[2] if best[0] else -1


def chosen_level(facts: TableFacts, totals: set[tuple[str, str]]) -> tuple[dict[str, int], tuple[str, ...]]:
    """
    Return how many areas each level has, totals aside, and the level that has the most.

    A level that is blank or a mark goes with the chosen one: it is one that somebody forgot.
    """
    counts: Counter[str] = Counter()
    for area, levels in facts.areas.items():
        if area not in totals:
            counts.update(set(levels))
    real = {level: count for level, count in counts.items() if level and meaning(level) is None}
    if len(real) < 2:
        return {}, ()
    best = max(real, key=lambda level: real[level])
    return dict(real), (best, *(level for level in counts if level not in real))


def nested_codes(codes: Sequence[str]) -> int:
    """
    Return of how many characters the codes are that most areas have, where shorter ones are what these begin with.

    0 where the codes are of one length, or do not lie within each other: names, or numbers without their zeros.

    >>> nested_codes(["AT", "AT1", "AT11", "AT12", "AT13"]), nested_codes(["1", "2", "10"])
    (4, 0)
    """
    lengths = Counter(map(len, codes))
    if len(lengths) < 2 or not all(code.isascii() and code.isalnum() and code.upper() == code for code in codes):
        return 0
    most = max(lengths, key=lambda length: (lengths[length], length))
    short = {code for code in codes if len(code) < most}
    within = [code for code in codes if len(code) == most and any(code.startswith(one) for one in short)]
    long = {code for code in codes if len(code) > most}
    inside = sum(any(code.startswith(one) for one in codes if len(one) == most) for code in long)
    if min(map(len, codes)) < 2 or inside < len(long):
        return 0
    return most if (not short or len(within) == lengths[most]) and lengths[most] > 2 else 0
