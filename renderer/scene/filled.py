"""Measures put into the roles of a scene, as an artist, a preset or a file of the session names them."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from renderer.core.errors import ParamError
from renderer.core.suggest import nearest
from renderer.data.domain import check_domain
from renderer.data.figure_choice import FigureChoice
from renderer.data.role import BESIDE, GATHER, PLACE, STRATUM, parse_beside, parse_figure

from .scene import Scene

__all__ = ["chosen", "filled", "ranged"]


def chosen(scene: Scene, choice: FigureChoice) -> Scene:
    """Return ``scene`` showing what of ``choice`` it has a place for; raises DataError for what is no figure."""
    kept = choice.within(scene.figure_names)
    able = {role.name for role in scene.roles if role.domain}
    domains = {name: domain for name, domain in kept.domains.items() if name in able}
    return ranged(filled(scene, kept.figures, kept.asked), domains)

def filled(scene: Scene, figures: Mapping[str, str], asked: Collection[str]) -> Scene:
    """
    Return ``scene`` showing ``figures``: what stands in each role, under ``stratum`` whose figures all show, under
    ``beside`` whose stand beside each other, under ``place`` the larger area whose parts alone are shown, and
    under ``gather`` larger areas in place of their parts.

    asked : the names of those that an artist asked for: where the table lacks one of these, that is an error
    Raises ParamError for a role that the scene has not, DataError for what is no figure.
    """
    known = scene.figure_names
    for name in figures:
        if not scene.roles:
            raise ParamError(f"'{scene.title}' has no roles to put figures into, and '{name}' was asked for")
        if name == BESIDE and name not in known:
            raise ParamError(f"'{scene.title}' shows no groups beside each other: choose one with {STRATUM}, and show "
                             "several in a scene that does")  # fmt: skip
        if name not in known:
            listed = ", ".join(role.name for role in scene.roles)
            has = f"; its roles are {listed}, and {STRATUM} says whose figures they show"
            raise ParamError(f"'{scene.title}' has no role '{name}'{nearest(name, known) or has}")
    roles = tuple(replace(role, default=str(parse_figure(figures[role.name])), chosen=role.name in asked,
                          own=role.own or role.default)
                  if role.name in figures else role for role in scene.roles)  # fmt: skip
    whose = figures.get(STRATUM, scene.stratum)
    if whose:
        parse_figure(f"x@{whose}")
    whose_asked = STRATUM in asked and bool(whose) if STRATUM in figures else scene.stratum_asked
    place, place_asked = (figures[PLACE], PLACE in asked) if PLACE in figures else (scene.place, scene.place_asked)
    gather, gather_asked = (figures[GATHER], GATHER in asked) if GATHER in figures else \
        (scene.gather, scene.gather_asked)
    beside, beside_asked = scene.beside, scene.beside_asked
    if BESIDE in figures:
        beside, beside_asked = parse_beside(figures[BESIDE]), BESIDE in asked
    return replace(scene, roles=roles, stratum=whose, stratum_asked=whose_asked, beside=beside,
                   beside_asked=beside_asked, place=place, place_asked=place_asked, gather=gather,
                   gather_asked=gather_asked)  # fmt: skip


def ranged(scene: Scene, domains: Mapping[str, tuple[float, float]]) -> Scene:
    """
    Return ``scene`` showing roles from where to where ``domains`` say, in percent or the figure's unit.

    Raises ParamError for a role that the scene has not, or that has no domain, and for a range that is none.
    """
    for name, domain in domains.items():
        check_domain(scene.roles, name, domain, scene.title)
    return replace(scene, roles=tuple(replace(role, asked=domains.get(role.name, role.asked)) for role in scene.roles))
