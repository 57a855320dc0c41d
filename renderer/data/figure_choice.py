"""What somebody put into the roles of a scene, by hand or by a preset."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Self

from renderer.core.errors import DataError

from .role import BESIDE, NOBODY, STRATUM, parse_beside, parse_figure

__all__ = ["FigureChoice"]


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """
    Figures by the role that shows them; a role that is not named shows the scene's own.

    figures : a ``Figure`` in words by role; under ``stratum`` whose all show, ``kind=stratum``, "" for everybody;
        under ``beside`` whose stand beside each other, ``income`` or ``income=a,income=b``
    asked : the names that a hand put there: where a table lacks one of these, that is an error
    """

    figures: Mapping[str, str] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        """Equal choices have one hash."""
        return hash((frozenset(self.figures.items()), self.asked))

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
        elif name != STRATUM:
            said = str(parse_figure(said))
        if name == STRATUM and said and not all(said.partition("=")):
            raise DataError(f"'{said}' names no group: write kind=name, as income=under_15k, or nothing for everybody")
        return type(self)({**self.figures, name: said}, self.asked | {name})

    def over(self, figures: Mapping[str, str]) -> Self:
        """
        Return it over the ``figures`` of a preset: what the preset before brought goes, what a hand put there stays.

        >>> FigureChoice().put("lit", "sealants").over({"stratum": "age=child"}).over({}).figures
        {'lit': 'sealants'}
        """
        kept = {name: figure for name, figure in self.figures.items() if name in self.asked and name not in figures}
        return type(self)({**kept, **figures}, frozenset(kept))

    def within(self, names: Collection[str]) -> Self:
        """Return it without what stands under another name than those of ``names``."""
        return self.without(self.figures.keys() - set(names))

    def without(self, names: Collection[str]) -> Self:
        """Return it without what stands under ``names``."""
        kept = {name: figure for name, figure in self.figures.items() if name not in names}
        return type(self)(kept, self.asked & kept.keys())
