"""The verdict on a film: whether it stays inside the flash limits, and where, when and by which rule it does not."""

from array import array
from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import NDArray

from .analyse import Record
from .limits import DISCLAIMER, KINDS, Geometry, Limits, Override
from .rooms import passes_from, rooms_said

__all__ = ["RULES", "Failure", "Series", "Verdict"]

SCHEMA = "chorus-flash/1"
GAP = 0.5  # s: failures of a kind nearer than that are one
RULES = {
    "general": "more than 3 flashes in a second over more than 0.006 sr of a 10-degree field, or a quarter "
    "of the screen (WCAG 2.2 SC 2.3.1; ITU-R BT.1702-3)",
    "red": "more than 3 flashes to or from saturated red in a second over that area (WCAG 2.2 SC 2.3.1)",
    "extended": "2 to 3 flashes a second for 4 of 5 seconds over that area (extended failure, as broadcasters test)",
    "pattern": "more than 5 pairs of stripes that move, or 8 that stand, for half a second over a quarter of "
    "the screen (ITU-R BT.1702-3)",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """
    A failure of one ``kind`` from ``start`` to ``end``, s.

    area : the most, as a share of what is allowed; where : which track, over which ground, from where it is seen
    """

    kind: str
    start: float
    end: float
    area: float
    where: str = ""

    def __str__(self) -> str:
        """Say it in a line."""
        where = f" ({self.where})" if self.where else ""
        return f"{self.start:.2f} to {self.end:.2f} s: {self.kind}, {self.area:.1f} times the area allowed{where}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What ``frames`` pictures over ``seconds`` came to before the viewer of ``geometry``.

    places : every place where they were judged, and whether they pass there; none: at ``geometry`` alone
    beyond : the same further away, to say from where on what fails there passes
    notes : what else to know, such as that a film does not say where it ends
    """

    spans: tuple[Failure, ...]
    frames: int
    seconds: float
    general: float  # most flashes a second over more than the allowed area
    red: float
    geometry: Geometry
    limits: Limits
    override: Override | None = None
    places: tuple[tuple[Geometry, bool], ...] = ()
    beyond: tuple[tuple[Geometry, bool], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def judged(self) -> tuple[tuple[Geometry, bool], ...]:
        """Every place where it was judged, and whether it passes there."""
        return self.places or ((self.geometry, self.passes),)

    @property
    def widths(self) -> float | None:
        """From how many widths of the picture on it passes; None where it passes at no place where it was judged."""
        return passes_from((*self.judged, *self.beyond))

    @property
    def passes(self) -> bool:
        """Whether every frame is inside the limits."""
        return not self.spans

    @property
    def allowed(self) -> bool:
        """Whether it may be shown: it passes, or somebody took that decision by name."""
        return self.passes or self.override is not None

    def words(self) -> list[str]:
        """Say it in lines, the disclaimer last."""
        seen = " and ".join(f"{at.width_m:g} m wide, seen from {at.distance_m:g} m" for at, _ in self.judged)
        head = f"{'passes' if self.passes else 'fails'}: {self.frames} frames, {self.seconds:.2f} s, {seen}"
        rooms = f"passes {rooms_said(self.widths)}"
        rules = [f"{kind}: {RULES[kind]}" for kind in KINDS if any(span.kind == kind for span in self.spans)]
        who = [f"shown all the same by {self.override.name}: {self.override.reason}"] if self.override else []
        return [head, rooms, *map(str, self.spans), *rules, *self.notes, *who, DISCLAIMER]

    def plain(self) -> dict[str, object]:
        """Return what the JSON beside a film holds."""
        return {
            "schema": SCHEMA,
            "passes": self.passes,
            "spans": [{**asdict(span), "rule": RULES[span.kind]} for span in self.spans],
            "frames": self.frames,
            "seconds": round(self.seconds, 6),
            "most": {"general": self.general, "red": self.red, "unit": "flashes/s", "allowed": self.limits.changes / 2},
            "geometry": asdict(self.geometry),
            "places": [{**asdict(place), "passes": passes} for place, passes in self.judged],
            "passes_from": {"widths": self.widths, "unit": "m of distance per m of width"},
            "limits": asdict(self.limits),
            "override": asdict(self.override) if self.override else None,
            "note": " ".join((*self.notes, DISCLAIMER)),
        }


@dataclass(slots=True)
class Series:
    """
    The records of a film, gathered for its verdict and its plot.

    time, luminance, general, red, area : one number a frame; heat : frames that each tile failed in
    """

    time: "array[float]" = field(default_factory=lambda: array("d"))
    luminance: "array[float]" = field(default_factory=lambda: array("f"))
    general: "array[float]" = field(default_factory=lambda: array("f"))
    red: "array[float]" = field(default_factory=lambda: array("f"))
    area: "array[float]" = field(default_factory=lambda: array("f"))
    heat: NDArray[np.uint32] | None = None
    spans: dict[str, list[Failure]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    def add(self, record: Record) -> None:
        """Take the next record."""
        for name in ("time", "luminance", "general", "red", "area"):
            getattr(self, name).append(getattr(record, name))
        if self.heat is None:
            self.heat = np.zeros(record.tiles.shape, np.uint32)
        if not record.flags:
            return
        self.heat += record.tiles
        for kind in record.flags:
            spans = self.spans[kind]
            last = spans.pop() if spans and record.time - spans[-1].end <= GAP else None
            begun, area = (last.start, last.area) if last else (record.time, 0.0)
            spans.append(Failure(kind, begun, record.time, max(area, record.area)))

    def verdict(self, geometry: Geometry, limits: Limits, override: Override | None = None) -> Verdict:
        """Return what it all came to."""
        count = len(self.time)
        step = (self.time[-1] - self.time[0]) / (count - 1) if count > 1 else 0.0
        spans = sorted((span for each in self.spans.values() for span in each), key=lambda s: (s.start, s.kind))
        general, red = (max(each, default=0.0) for each in (self.general, self.red))
        seconds = self.time[-1] + step if count else 0.0
        return Verdict(tuple(spans), count, seconds, general, red, geometry, limits, override)
