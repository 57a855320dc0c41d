"""What somebody put into the roles of a scene, and from where to where it is shown, by hand or by a preset."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from renderer.core.errors import DataError

from .role import BESIDE, GATHER, NOBODY, PLACE, STRATUM, parse_beside, parse_figure

__all__ = ["FigureChoice"]


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """
    Figures by the role that shows them; a role that is not named shows the scene's own.

    figures : a ``Figure`` in words by role; under ``stratum`` whose all show, ``kind=stratum``, "" for everybody;
        under ``beside`` whose stand beside each other, ``income`` or ``income=a,income=b``; under ``place`` the larger
        area whose parts alone are shown
    asked : the names that a hand put there: where a table lacks one of these, that is an error
    domains : from where to where roles show them; ``ranged`` are those that a hand set
    """

    figures: Mapping[str, str] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    domains: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    ranged: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        """Equal choices have one hash."""
        return hash((frozenset(self.figures.items()), self.asked, frozenset(self.domains.items()), self.ranged))

    def put(self, name: str, figure: str) -> Self:
        """
        Return it with ``figure`` in the role ``name``; "" gives a role its scene's own. Raises DataError for no figure.

        >>> FigureChoice().put("lit", "sealants").put("lit", "").figures
        {}
        """
        if name != STRATUM and not figure.strip():
            return self.without({name})
        said = figure.strip()
        if name == BESIDE:
            said = ",".join(parse_beside(said)) or NOBODY
        elif name not in (STRATUM, PLACE, GATHER):
            said = str(parse_figure(said))
        if name == STRATUM and said and not all(said.partition("=")):
            raise DataError(f"'{said}' names no group: write kind=name, as income=under_15k, or nothing for everybody")
        return replace(self, figures={**self.figures, name: said}, asked=self.asked | {name})

    def range(self, name: str, domain: tuple[float, float] | None) -> Self:
        """
        Return it with the role ``name`` shown from where to where ``domain`` says; None gives it its own again.

        >>> FigureChoice().range("lit", (20.0, 80.0)).range("lit", None) == FigureChoice()
        True
        """
        others = {role: own for role, own in self.domains.items() if role != name}
        if domain is None:
            return replace(self, domains=others, ranged=self.ranged - {name})
        return replace(self, domains={**others, name: domain}, ranged=self.ranged | {name})

    def over(self, figures: Mapping[str, str], domains: Mapping[str, tuple[float, float]] | None = None) -> Self:
        """
        Return it over the ``figures`` and ``domains`` of a preset.

        What the preset before brought goes, what a hand put there stays.

        >>> FigureChoice().put("lit", "sealants").over({"stratum": "age=child"}).over({}).figures
        {'lit': 'sealants'}
        """
        lent = domains or {}
        kept = {name: figure for name, figure in self.figures.items() if name in self.asked and name not in figures}
        own = {name: domain for name, domain in self.domains.items() if name in self.ranged and name not in lent}
        return type(self)({**kept, **figures}, frozenset(kept), {**own, **lent}, frozenset(own))

    def within(self, names: Collection[str]) -> Self:
        """Return it without what stands under another name than those of ``names``."""
        kept = {name: domain for name, domain in self.domains.items() if name in names}
        own = replace(self, domains=kept, ranged=self.ranged & kept.keys())
        return own.without(self.figures.keys() - set(names))

    def without(self, names: Collection[str]) -> Self:
        """Return it without what stands under ``names``."""
        kept = {name: figure for name, figure in self.figures.items() if name not in names}
        return replace(self, figures=kept, asked=self.asked & kept.keys())
