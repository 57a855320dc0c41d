"""Which area of a table is which area of a map: by code, else by name, and what is left on either side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.core.suggest import nearest

from .area_codes import code_key, kind_of, name_key, short_name_key, single

if TYPE_CHECKING:
    from collections.abc import Callable

    from renderer.data.table import Area

__all__ = ["Joined", "Keyed", "join"]

_NEAR, _ASKED = 0.8, 400  # how like two names are, 0..1; of how many one looks for a near one


@dataclass(frozen=True, slots=True)
class Keyed:
    """What areas are known by: each list has one text for each area, "" for none."""

    codes: Sequence[str]
    names: Sequence[str]
    others: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """
    A table's areas and a map's.

    places : for each area of the table its place on the map, -1 for none
    by : how many were found by "code", by "name", and as somebody "said"
    without_place : areas of the table that the map has not; without_figures : places that the table has not
    near : (area, place) of like names among those: proposals, not joined
    called_otherwise : (area, place) of one code, where another place has the area's name
    of_others : whether these are most, and more than those whose names agree: the codes count something else, and join
        nothing
    strange : (area, place) of one code and of two names, where no name agrees with its place's
    padded : how many codes differ in their zeros
    """

    places: tuple[int, ...]
    by: Mapping[str, int]
    without_place: tuple[int, ...]
    without_figures: tuple[int, ...]
    near: tuple[tuple[int, int], ...]
    padded: int
    called_otherwise: tuple[tuple[int, int], ...] = ()
    of_others: bool = False
    strange: tuple[tuple[int, int], ...] = ()

    @property
    def count(self) -> int:
        """How many areas have a place."""
        return sum(self.by.values())


def join(areas: "Sequence[Area]", places: Keyed, same: Mapping[str, str] | None = None) -> Joined:
    """
    Find the place of each area.

    same : code or name of an area -> code or name of a place, where somebody said so
    A place is one area's only: of two areas that mean one place neither gets it by code or name, the first by short
    name.
    Raises DataError where ``same`` names what is not there, or what several are called, or an area or a place twice.
    """
    found: dict[int, tuple[int, str]] = {}
    for area, place in _said(areas, places, same or {}):
        found[area] = (place, "said")
    codes = single((code_key(code), n) for n, code in enumerate(places.codes))
    others = single((code_key(code), n) for n, code in enumerate(places.others))
    own = single((code_key(one.code), n) for n, one in enumerate(areas))
    by_code = {n: codes[key] for key, n in own.items() if key in codes and n not in found}
    named = [_named(areas, places, shorten) for shorten in (name_key, short_name_key)]
    called = tuple((n, place) for n, place in by_code.items() if named[1].get(n, place) != place)
    agree = sum(named[1].get(n) == place for n, place in by_code.items())
    of_others = len(called) > agree and 2 * len(called) >= len(by_code)
    strange = () if agree or of_others else tuple((n, place) for n, place in by_code.items()
                                                  if _both_named(areas[n], places, place))  # fmt: skip
    if not of_others:
        _take(found, by_code, "code")
        _take(found, {n: others[code_key(word)] for n, one in enumerate(areas) for word in (one.code, one.abbr)
                      if word and code_key(word) in others}, "code")  # fmt: skip
    _take(found, named[0], "name")
    if 2 * len(by_code) < len(areas) or of_others:  # else both have the same codes, and a like name may be elsewhere
        _take(found, named[1], "name")
    if not of_others:
        called = tuple(one for one in called if found.get(one[0]) == (one[1], "code"))
    rows = tuple(found[n][0] if n in found else -1 for n in range(len(areas)))
    without_place = tuple(n for n, place in enumerate(rows) if place < 0)
    taken = {place for place, _ in found.values()}
    without_figures = tuple(n for n in range(len(places.names)) if n not in taken)
    by = {word: sum(how == word for _, how in found.values()) for word in ("code", "name", "said")}
    padded = sum(how == "code" and len(places.codes[place]) != len(areas[n].code.strip())
                 and code_key(places.codes[place]) == code_key(areas[n].code)
                 for n, (place, how) in found.items())  # fmt: skip
    like = tuple((n, place) for n, place in named[1].items() if n in without_place and place in without_figures)
    near = tuple(dict.fromkeys((*like, *_near(areas, places, without_place, without_figures))))
    return Joined(rows, by, without_place, without_figures, near, padded, called, of_others,
                  strange if len(strange) > 1 else ())  # fmt: skip


def _named(areas: "Sequence[Area]", places: Keyed, shorten: "Callable[[str], str]") -> dict[int, int]:
    """Return the place of each area whose name only it and one place have, and no other word for its kind."""
    names = single((shorten(name), n) for n, name in enumerate(places.names))
    own = single((shorten(one.name), n) for n, one in enumerate(areas))
    return {n: names[key] for key, n in own.items() if key in names
            and ("" in (kinds := {kind_of(areas[n].name), kind_of(places.names[names[key]])}) or len(kinds) == 1)}


def _both_named(area: "Area", places: Keyed, place: int) -> bool:
    """Return whether an area and its place have names that are more than their codes."""
    return all(name and code_key(name) != code_key(code)
               for name, code in ((area.name, area.code), (places.names[place], places.codes[place])))  # fmt: skip


def _take(found: dict[int, tuple[int, str]], more: Mapping[int, int], how: str) -> None:
    """Add places that no other area has yet."""
    taken = {place for place, _ in found.values()}
    for area, place in more.items():
        if area not in found and place not in taken:
            found[area] = (place, how)
            taken.add(place)


def _said(areas: "Sequence[Area]", places: Keyed, same: Mapping[str, str]) -> list[tuple[int, int]]:
    """Return the pairs that somebody named."""
    left = _numbered(*([getattr(one, kind) for one in areas] for kind in ("code", "abbr", "name")))
    right = _numbered(places.codes, places.names)
    pairs: list[tuple[int, int]] = []
    for one, other in same.items():
        area, place = _meant(one, left, "the figures"), _meant(other, right, "the map")
        for word, number, before in ((one, area, [a for a, _ in pairs]), (other, place, [p for _, p in pairs])):
            if number in before:
                raise DataError(f"'{word}' is said of two: an area has one place, and a place one area; leave out one")
        pairs.append((area, place))
    return pairs


def _numbered(*kinds: Sequence[str]) -> dict[str, list[int]]:
    """Return by word which areas are called so: by the first of ``kinds``, lists of a word for each, that has it."""
    found: dict[str, list[int]] = {}
    for words in kinds:
        own: dict[str, list[int]] = {}
        for n, word in enumerate(words):
            if word and word not in found:
                own.setdefault(word, []).append(n)
        found |= own
    return found


def _meant(word: str, known: Mapping[str, Sequence[int]], what: str) -> int:
    """Return the one area of ``known`` that ``word`` means; raises DataError."""
    if word not in known:
        raise DataError(f"no area '{word}' in {what}{nearest(word, list(known))}")
    if len(known[word]) > 1:
        raise DataError(f"{len(known[word])} areas in {what} are called '{word}'; say by its code which one is meant")
    return known[word][0]


def _near(
    areas: "Sequence[Area]", places: Keyed, without_place: Sequence[int], without_figures: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """Return like names among what is left."""
    if len(without_place) > _ASKED or len(without_figures) > 10 * _ASKED:
        return ()
    names = single((name_key(places.names[n]), n) for n in without_figures)
    pairs = []
    for n in without_place:
        close = get_close_matches(name_key(areas[n].name), names, n=1, cutoff=_NEAR)
        pairs += [(n, names[one]) for one in close]
    return tuple(pairs)
