"""The names of signals, taken apart: what is made of a figure, and of which. No table is needed to read one.

mean.lit, median.lit         over the areas that have a figure, the figure's unit
level.lit                    the mean's place from where a role shows it dark, 0, to where full, 1, and no further
spread.lit                   standard deviation over the areas, the figure's unit
gap.lit                      largest minus smallest area, the figure's unit
gap.lit@A..B                 how much more it is of the group B than of A, mean over the areas that know both
width.lit                    mean width of the intervals, the figure's unit: how unsure it is
completeness.lit             share of the areas that have a figure, 0 .. 1
delta.lit                    mean change since the time before, the figure's unit
trend.lit                    mean over the areas of the slope of a line through all times up to now, unit a year:
                             by the days that lie between them
ewma.lit                     mean of the smoothed history (Roberts, 1959), the figure's unit
z.lit                        largest robust z of an area, alarm 3.5, at most 7
cusum.lit                    largest cumulative sum of an area, sigma, alarm 5, at most 10
area.CA.lit                  the figure of one area, by code, short name or name
area.CA.width.lit            the width of its interval
drift.0                      a slow random curve, 0 .. 1, another for each number

``lit`` is a role, or a column of a scene without roles; ``lit@kind=group`` is a group's, ``lit@everybody`` that of all,
whomever the role shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from renderer.core.errors import SceneError
from renderer.core.quote import quoted
from renderer.core.suggest import nearest

__all__ = ["FAMILIES", "PLACED", "SignalName", "groups_of", "parse_signal", "renamed_signal"]

FAMILIES = ("mean", "median", "level", "spread", "gap", "width", "completeness", "delta", "trend", "ewma", "z", "cusum",
            "area", "drift")  # fmt: skip
PLACED = ("mean", "median", "width", "area")  # those with a place among the figures of the areas
_BETWEEN = ".."
_LONGEST = 1000  # letters


@dataclass(frozen=True, slots=True)
class SignalName:
    """
    A signal's name, taken apart.

    family : one of ``FAMILIES``; column : the figure, with the group it is of; of ``drift`` the number
    other : the second figure of a gap between two groups; area : whose figure; width : whether of its interval
    """

    family: str
    column: str
    other: str = ""
    area: str = ""
    width: bool = False

    def __str__(self) -> str:
        """Return it as an artist writes it."""
        if self.area:
            return f"area.{self.area}.{'width.' * self.width}{self.column}"
        second = self.other.partition("@")[2]
        return f"{self.family}.{self.column}{second and f'{_BETWEEN}{second}'}"

    @property
    def figure(self) -> str:
        """The role or measure, without a group; "" for a drift."""
        return "" if self.family == "drift" else self.column.partition("@")[0]


def parse_signal(text: str) -> SignalName:
    """
    Return what ``text`` names; raises SceneError, with the nearest family, where it is no name.

    >>> parse_signal("gap.lit@income=under_15k..income=50k_and_over").other
    'lit@income=50k_and_over'
    """
    if len(text) > _LONGEST:
        raise SceneError(f"no signal {quoted(text)}: it has {len(text):,} letters")
    family, _, rest = text.partition(".")
    if family == "drift" and rest.isascii() and rest.isdigit() and len(rest) < 10:
        return SignalName(family, str(int(rest)))
    if family not in FAMILIES or family == "drift" or not rest:
        hint = "" if family in FAMILIES else nearest(text, [f"{one}.{rest}" for one in FAMILIES if rest])
        raise SceneError(f"no signal '{text}'{hint or _forms(family)}")
    if family == "area":
        key, _, column = rest.rpartition(".")
        plain = key.removesuffix(".width")
        if not plain or not column:
            raise SceneError(f"no signal '{text}'{_forms(family)}")
        return SignalName(family, column, area=plain, width=plain != key)
    figure, at, group = rest.partition("@")
    if family == "gap" and _BETWEEN in group:
        first, _, second = group.partition(_BETWEEN)
        return SignalName(family, f"{figure}@{first}", f"{figure}{at}{second}")
    return SignalName(family, rest)


def groups_of(text: str) -> tuple[str, ...]:
    """
    Return the groups that the signal ``text`` reads, ``kind=group`` or ``everybody``.

    >>> groups_of("level.lit@everybody"), groups_of("gap.lit@age=child..age=65_plus")
    (('everybody',), ('age=child', 'age=65_plus'))
    """
    group = text.partition("@")[2]
    return tuple(one for one in group.split(_BETWEEN) if one)


def renamed_signal(text: str, now: Mapping[str, str]) -> str:
    """
    Return the signal ``text`` by the names that figures have ``now``; raises SceneError where it is none.

    >>> renamed_signal("gap.bowed@age=child..age=65_plus", {"bowed": "dimmed"})
    'gap.dimmed@age=child..age=65_plus'
    """
    asked = parse_signal(text)
    if asked.figure not in now:
        return text
    column, other = (one and now[asked.figure] + one[len(asked.figure) :] for one in (asked.column, asked.other))
    return str(replace(asked, column=column, other=other))


def _forms(family: str) -> str:
    """Return how names of ``family`` are written, or which families there are."""
    forms = {"area": "area.CA.FIGURE, of one area by code or name", "drift": "drift.0, and other whole numbers"}
    if family in FAMILIES:
        return f": write {forms.get(family, f'{family}.FIGURE')}"
    return f"; it begins with {', '.join(FAMILIES)}"
