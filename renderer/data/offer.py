"""What a table offers to the roles of a scene, by name alone: to choose from, and to refuse before anything is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from renderer.core.errors import DataError
from renderer.core.suggest import nearest

from .beside import lacking
from .figure_choice import FigureChoice
from .parts import gather_called, parent_called, parents_in
from .role import BESIDE, GATHER, PLACE, STRATUM, Figure, Role, WantedRoles, parse_beside, parse_figure
from .role_table import figures_shown, fitting
from .share import share_times, unit_words
from .table import Column, Table

__all__ = ["Fit", "Offer", "about_gone", "offer_of"]


@dataclass(frozen=True, slots=True)
class Fit:
    """A measure that a role can show; ``turned`` where all the others are shown in its place."""

    measure: str
    label: str
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """
    What may be chosen.

    roles : those of the scene; fits : what each can show, in their order
    strata : ``kind=stratum`` of all groups, with its label
    units : of each measure, in words; shares : the measures that are parts of a whole
    columns : all names, ``measure`` or ``measure@kind=stratum``
    parents : the larger areas that areas are part of; parent_word : what one is called, and many
    """

    roles: tuple[Role, ...]
    fits: tuple[tuple[Fit, ...], ...]
    strata: tuple[tuple[str, str], ...]
    units: Mapping[str, str]
    shares: frozenset[str]
    columns: frozenset[str]
    parents: tuple[str, ...] = ()
    parent_word: tuple[str, str] = ("larger area", "larger areas")

    def check(self, name: str, choice: FigureChoice, shown: Mapping[str, str]) -> None:
        """
        Raise DataError where what ``choice`` has under ``name`` cannot be shown.

        shown : what stands in each role now, for those that ``choice`` does not name
        """
        if name == STRATUM:
            self._check_stratum(choice, shown)
            return
        if name == BESIDE:
            if why := lacking(parse_beside(choice.figures[BESIDE]), [group for group, _ in self.strata]):
                raise DataError(why)
            return
        if name == PLACE:
            parent_called(choice.figures[PLACE], self.parents)
            return
        if name == GATHER:
            gather_called(choice.figures[GATHER], self.parents, self.parent_word)
            return
        role = next(one for one in self.roles if one.name == name)
        figure = parse_figure(choice.figures[name])
        if figure.measure not in self.units:
            hint = nearest(figure.measure, self.units) or f"; there is {', '.join([*self.units][:12])}"
            raise DataError(f"no measure '{figure.measure}' for {role.mark}{hint}")
        if (role.kind == "share" or figure.rest) and figure.measure not in self.shares:
            able = ", ".join(fit.measure for fit in self.fits[self.roles.index(role)][:8]) or "none"
            raise DataError(f"{figure.measure} is in {self.units[figure.measure]}, and {role.mark} show a share: what "
                            f"fits is {able}")  # fmt: skip
        self._check_column(role, figure, choice.figures.get(STRATUM, ""))

    def unfit(self, choice: FigureChoice, shown: Mapping[str, str]) -> dict[str, str]:
        """Return the names in ``choice`` that a hand put there and that cannot be shown, with the reason."""
        found: dict[str, str] = {}
        for name in sorted(choice.asked, key=lambda name: (name == STRATUM, name)):
            rest = choice.without(found)  # whose figures all show is asked last, of measures that are there
            try:
                self.check(name, rest if name == STRATUM else rest.without({STRATUM}), shown)
            except DataError as error:
                found[name] = str(error)
        return found

    def _check_stratum(self, choice: FigureChoice, shown: Mapping[str, str]) -> None:
        """Raise DataError where no group, or not every role, has figures of the stratum of ``choice``."""
        stratum = choice.figures[STRATUM]
        names = [name for name, _ in self.strata]
        if stratum and stratum not in names:
            some = f"; there is {', '.join(names[:12])}" if names else ": these figures have no groups"
            raise DataError(f"no figures of '{stratum}'{nearest(stratum, names) or some}")
        for role in self.roles:
            if role.name in choice.figures:
                self._check_column(role, parse_figure(choice.figures[role.name]), stratum)
            elif role.name in shown:
                own = parse_figure(shown[role.name]).measure
                asked = parse_figure(role.default) if role.default else Figure(own)
                self._check_column(role, asked if asked.measure in self.units else Figure(own), stratum)

    def _check_column(self, role: Role, figure: Figure, stratum: str) -> None:
        """Raise DataError where the table lacks ``figure``, of ``stratum`` where it names nobody itself."""
        if figure.column(stratum) not in self.columns:
            whose = figure.stratum or stratum
            has = [name.partition("@")[2] for name in sorted(self.columns) if name.startswith(f"{figure.measure}@")]
            some = f"; it has {', '.join(has[:8])}" if has else "; it has no groups"
            hint = nearest(whose, has) or some
            raise DataError(f"{figure.measure} has no figures of '{whose}' for {role.mark}{hint}")


def offer_of(table: Table, roles: Sequence[Role]) -> Offer:
    """Return what ``table``, a whole one, offers to ``roles``."""
    plain = {column.name: column for column in table.columns if not column.stratum}
    strata = {column.stratum: column.group for column in table.columns if column.stratum}
    fits = tuple(tuple(Fit(name, plain[name].label, _turned(role, plain[name]))
                       for name in fitting(table, role)) for role in roles)  # fmt: skip
    names = {column.name: column.measure for column in table.columns}
    odd = {names[column.name]: unit_words(column) for column in table.columns if not _is_share(column)}
    units = {names[column.name]: column.unit for column in table.columns} | odd
    return Offer(tuple(roles), fits, tuple((name, label or name) for name, label in strata.items()), units,
                 frozenset(units.keys() - odd.keys()), frozenset(names), parents_in(table),
                 table.parent_word)  # fmt: skip


def about_gone(now: Table, before: Table, wanted: tuple[str, ...] | WantedRoles) -> tuple[str, ...]:
    """Return what is to be said of roles of ``now`` that show another figure than ``before``: a save took that away."""
    if not isinstance(wanted, WantedRoles):
        return ()
    was, shown = figures_shown(before, wanted), figures_shown(now, wanted)
    return tuple(f"{role.mark} showed {was[role.name]}; of these figures they show "
                 f"{shown.get(role.name) or 'nothing'}; --figure {role.name}=MEASURE chooses"
                 for role in wanted.roles if was.get(role.name) and was[role.name] != shown.get(role.name))  # fmt: skip


def _is_share(column: Column) -> bool:
    return share_times(column) == share_times(column)  # NaN differs from itself


def _turned(role: Role, column: Column) -> bool:
    """Return whether ``role`` shows all others than the measure ``column``, as ``role_table`` does."""
    return bool(role.good and column.good) and role.good != column.good and _is_share(column)
