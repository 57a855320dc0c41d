"""What can move a knob, and what does, as the panel shows it."""

from functools import lru_cache

from renderer.core.errors import SceneError
from renderer.data.role import EVERYBODY
from renderer.data.table import Table
from renderer.params.sentence import bind_sentence
from renderer.scene.scene import Scene
from renderer.session.session import Session
from renderer.signals.name import FAMILIES
from renderer.signals.words import family_words, signal_unit

from .bind_choice import limits_of
from .panel.contents import Movable, Named

__all__ = ["movable", "sentences"]


def movable(scene: Scene, session: Session, table: Table) -> Movable:
    """Return what can move a knob of ``scene`` over ``table``, and what each bind spans."""
    marks = {role.name: role.mark for role in scene.roles}
    figures = tuple((name, marks.get(name, name)) for name in scene.figures)
    groups: Named = ()
    if marks and session.offer is not None and session.offer.strata:
        groups = ((EVERYBODY, EVERYBODY), *session.offer.strata)
    limits = {}
    for bind in session.binds:
        try:
            unit = signal_unit(bind.signal, table)
            limits[bind.to] = (*limits_of(bind.signal, table), unit)
        except SceneError:
            continue  # of figures that still come
    return Movable(figures, groups, _areas(table), _made(table, bool(groups)), limits)


def sentences(session: Session, table: Table) -> dict[str, str]:
    """Return what each bind does with the figures of ``table``, by parameter; of one that still waits its signal."""
    told = {}
    for bind in session.binds:
        try:
            told[bind.to] = bind_sentence(bind, session.known, table)
        except SceneError:
            told[bind.to] = f"{bind.signal} moves {bind.to}"
    return told


@lru_cache(maxsize=1)
def _areas(table: Table) -> Named:
    """Return the areas, by what a signal calls each: its short name, else its code."""
    return tuple((area.abbr or area.code, area.name) for area in table.areas)


def _made(table: Table, grouped: bool) -> Named:
    """Return what can be made of a figure of ``table``."""
    one = table.area_word[0]
    more = {"gap": (("between", "gap between two groups"),) if grouped else (),
            "area": (("area.width", f"uncertainty of one {one}"),) if table.areas else ()}  # fmt: skip
    found: list[tuple[str, str]] = []
    for family in FAMILIES:
        if family != "drift" and (family != "area" or table.areas):
            found += [(family, f"one {one}" if family == "area" else family_words(family, table))]
            found += more.get(family, ())
    return tuple(found)
