"""What a mark of a picture can show: a role, which any measure that fits can fill."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from renderer.core.errors import DataError, SceneError

__all__ = ["BESIDE", "EVERYBODY", "GATHER", "NOBODY", "PLACE", "STRATUM", "Figure", "Role", "WantedRoles",
           "former_names", "named_now", "parse_beside", "parse_figure"]  # fmt: skip

STRATUM = "stratum"  # chooses, among the roles, whose figures all of them show
BESIDE = "beside"  # chooses whose figures stand beside each other
PLACE = "place"  # chooses a larger area whose parts alone are shown
GATHER = "gather"  # shows larger areas in place of their parts, by what they are called
NOBODY = "none"  # of groups beside each other: none
EVERYBODY = "everybody"  # among groups that stand beside each other: all, whomever the roles show
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")


@dataclass(frozen=True, slots=True)
class Role:
    """
    What one kind of mark shows.

    name : ``ROLE_<NAME>`` in GLSL, ``{name}`` in the caption
    mark : the marks, for people, as many: ``prisms in the light``
    kind : ``share``, of a whole, 0 .. 100 percent; ``any`` figure
    good : whether a large one shows what is good (``more``), bad (``less``), or neither
    default : the figure that it shows when the artist names none, a ``Figure`` in words
    needed : whether the picture says nothing without it
    empty : what the mark does where nothing is put into it, after "so that": "both rows show the upper one's figure"
    chosen : whether an artist named ``default``
    domain : from where to where of ``default`` it is shown, least to most; None where it is counted or drawn as it is
    spans : what goes from least to most, where that is not the mark itself
    own : the scene's own ``default``, of which ``domain`` is, where somebody put another there
    asked : the domain that an artist asked for
    was : names that it had in older versions of the scene, which setups, takes and manifests of then still say
    """

    name: str
    mark: str
    kind: Literal["share", "any"] = "share"
    good: Literal["more", "less", ""] = ""
    default: str = ""
    needed: bool = True
    empty: str = ""
    chosen: bool = False
    domain: tuple[float, float] | None = None
    spans: str = ""
    own: str = ""
    asked: tuple[float, float] | None = None
    was: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a name that GLSL cannot have."""
        if not _NAME.fullmatch(self.name) or self.name in (STRATUM, BESIDE, PLACE, GATHER):
            raise SceneError(f"a role cannot be called '{self.name}': small letters, digits and _, and not {STRATUM}, "
                             f"{BESIDE}, {PLACE} or {GATHER}")  # fmt: skip
        if self.default:
            parse_figure(self.default)
        if self.domain is not None and not self.domain[0] < self.domain[1]:
            raise SceneError(f"the role '{self.name}' has the domain {self.domain}: write (low, high)")


def named_now(said: Mapping[str, Any], roles: Sequence[Role]) -> dict[str, Any]:
    """Return ``said``, by names of roles, by those that ``roles`` have now where they had others."""
    now = former_names(roles)
    return {now.get(name, name): value for name, value in said.items()}


def former_names(roles: Sequence[Role]) -> dict[str, str]:
    """Return which name that one of ``roles`` had is which now; a name that another one has since is that one's."""
    return {then: role.name for role in roles for then in role.was if then not in {one.name for one in roles}}


@dataclass(frozen=True, slots=True)
class WantedRoles:
    """
    What a picture reads of a table: its ``roles``.

    strata : kinds, or ``kind=stratum``, of groups that stand beside each other; ``everybody`` is the first of them
    stratum : ``kind=stratum`` whose figures are shown where a role names nobody, "" for everybody
    asked : whether an artist named that: where a table lacks it, everybody is not shown in their place
    beside : kinds, or groups, in place of ``strata``, as somebody chose them; None for ``strata``
    beside_asked : whether an artist did: where a table lacks one of them, that is an error
    groups_alone : whether it shows groups beside each other alone, where there are two or more
    group_means : whether a mark can be a group's mean of all areas
    place : the larger area whose parts alone are shown, "" for all; place_asked : whether an artist named it
    gather : what the larger areas are called that are shown in place of their parts, "" for none unless it holds fewer;
        gather_asked : whether an artist did
    most : areas that the picture holds, 0 for any number; more are gathered into larger ones
    parts : whether it shows means of parts of them where there are no larger ones, or too many
    partly : what it shows only some of, as a ``Scene`` has it
    apart : groups that no mark need show, each with who reads it: ``("income=under_15k", "bind 1, to 'glow'")``
    """

    roles: tuple[Role, ...]
    strata: tuple[str, ...] = ()
    stratum: str = ""
    asked: bool = False
    most: int = 0
    parts: bool = False
    partly: tuple[tuple[str, int, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    beside: tuple[str, ...] | None = None
    beside_asked: bool = False
    place: str = ""
    place_asked: bool = False
    gather: str = ""
    gather_asked: bool = False
    groups_alone: bool = False
    group_means: bool = False

    @property
    def groups(self) -> bool:
        """Whether it can show groups beside each other."""
        return any(one != EVERYBODY for one in self.strata)

    def now(self, name: str) -> str:
        """Return the name that the role ``name`` has now; another stays as it is."""
        return former_names(self.roles).get(name, name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which figures are chosen."""
        return (*(role.name for role in self.roles), STRATUM, *([BESIDE] if self.groups else []), PLACE, GATHER)


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A figure that somebody chose.

    >>> parse_figure("1-sealants@age=child")
    Figure(measure='sealants', stratum='age=child', rest=True)
    """

    measure: str
    stratum: str = ""  # kind=stratum; "" for everybody, or whom the stratum of all roles names
    rest: bool = False  # all the others in place of them: 1 - share

    def __str__(self) -> str:
        """Return it as an artist writes it."""
        return f"{'1-' * self.rest}{self.column()}"

    def column(self, stratum: str = "") -> str:
        """Return the name of its column; ``stratum`` where it has none of its own."""
        chosen = self.stratum or stratum
        return f"{self.measure}@{chosen}" if chosen else self.measure


def parse_figure(text: str) -> Figure:
    """Return the choice written ``text``; raise DataError where it is none."""
    rest = text.startswith("1-")
    measure, at, stratum = text.removeprefix("1-").strip().partition("@")
    if not measure or (at and not all(stratum.partition("="))):
        raise DataError(f"'{text}' is no figure: write a measure, measure@kind=stratum, or 1-measure for all others")
    return Figure(measure, stratum, rest)


def parse_beside(text: str) -> tuple[str, ...]:
    """
    Return the kinds and groups in a list of those that stand beside each other; raise DataError where it is none.

    >>> parse_beside("income"), parse_beside("everybody, age=child, age=adult"), parse_beside("none")
    (('income',), ('everybody', 'age=child', 'age=adult'), ())
    """
    listed = tuple(one.strip() for one in text.split(","))
    for one in listed:
        kind, equals, name = one.partition("=")
        if not kind or (equals and not name) or (one == NOBODY and len(listed) > 1):
            raise DataError(f"'{text}' names no groups: write a kind, as income, groups, as income=under_15k,"
                            f"income=50k_and_over, or {NOBODY}")  # fmt: skip
    return () if listed == (NOBODY,) else tuple(dict.fromkeys(listed))
