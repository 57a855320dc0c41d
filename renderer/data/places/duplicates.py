"""Several features of one area: land and its water, parts of one, or the small areas of a larger one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import DataError

from .dissolve import joined
from .map_layer import feature_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["land_only", "one_each"]

# Columns in which publishers tell an area's land from its water, and what is land: the highest number of an area.
_LAND = ("gf",)
_FEW = 0.5  # of the areas: where more are of several features, they are parts of them by design


def land_only(columns: Mapping[str, Sequence[str]], ids: Sequence[str]) -> tuple[list[int], str]:
    """
    Return the features that are land, and a sentence on those that are not; all, where no column tells.

    ids : of the features. Of an area's features the highest GF is land ("Geofaktor" of Germany's mapping agency)
    """
    every = list(range(len(ids)))
    name = next((one for one in columns if one.casefold() in _LAND), "")
    kind = [int(one) if one.isdecimal() else -1 for one in columns.get(name, ())]
    if not name or -1 in kind or max(Counter(ids).values(), default=1) < 2:
        return every, ""
    most: dict[str, int] = {}
    for one, number in zip(ids, kind, strict=True):
        most[one] = max(most.get(one, number), number)
    kept = [n for n in every if kind[n] == most[ids[n]]]
    water = [n for n in every if kind[n] != most[ids[n]]]
    if not water:
        return every, ""
    verb = "is" if len(water) == 1 else "are"
    return kept, f"{feature_words(water, ids)} {verb} water by {name} and left out"


def one_each(
    shapes: "NDArray[Any]", ids: Sequence[str], names: Sequence[str], where: str
) -> tuple["NDArray[Any]", list[int], str]:
    """
    Return the shapes with one for each id, in the ids' first order, which feature is each one's first, and a sentence.

    Features of one id are joined. Raises DataError where two of one id have two names, and most ids are single ones:
    then they are two areas, and one of the ids is wrong.
    """
    rows: dict[str, list[int]] = {}
    for n, one in enumerate(ids):
        rows.setdefault(one, []).append(n)
    several = {one: found for one, found in rows.items() if len(found) > 1}
    first = [found[0] for found in rows.values()]
    if not several:
        return shapes, first, ""
    by_design = len(several) > _FEW * len(rows)
    for found in several.values():
        called = sorted({names[n] for n in found if names[n]})
        if len(called) > 1 and not by_design:
            pair = [n for n in found if names[n] in called][:2]
            raise DataError(f"{where}: {feature_words(pair, ids)} have one id and two names, '{names[pair[0]]}' and "
                            f"'{names[pair[1]]}'; correct one, or name the column of the ids with --id")  # fmt: skip
    whole = [joined(shapes[found]) for found in rows.values()]
    if by_design:
        areas = f"{len(rows):,} area{'' if len(rows) == 1 else 's'}"
        told = f"{len(ids):,} features are dissolved into {areas} of one id each"
    else:
        some = next(iter(several.values()))
        more = f", and {len(several) - 1:,} other ids alike" if len(several) > 1 else ""
        told = f"{feature_words(some, ids)} are of one id and drawn as one area{more}"
    return np.array(whole, object), first, told
