"""Which figures a picture shows: the table, what stands in each of the scene's roles, and whose figures they are."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .completions import tables
from .tell import say
from .with_options import with_options

if TYPE_CHECKING:
    from renderer.output.job import Job
    from renderer.scene.scene import Scene

__all__ = ["domains_typed", "roles_typed", "say_figures", "say_night", "shows_figures"]

F = TypeVar("F", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--data", shell_complete=tables,
                 help="Figures: a bundled name, or a .csv of `chorus data import`."),
    click.option("--figure", "figures", multiple=True, metavar="ROLE=MEASURE",
                 help="Put a measure into a role of the scene: lit=sealants, lit=sealants@age=child, or 1-sealants "
                 "for all others."),
    click.option("--domain", "domains", multiple=True, metavar="ROLE=LOW..HIGH",
                 help="From where to where a role shows its figures, least to most: lit=20..80."),
    click.option("--stratum", metavar="KIND=NAME", help="Whose figures all roles show: income=under_15k."),
    click.option("--beside", metavar="KIND,...", help="Whose figures stand beside each other, in a scene that shows "
                 "groups so: a kind, income, or income=under_15k,income=50k_and_over."),
    click.option("--place", metavar="NAME", help="Show the parts of one larger area alone, a city's tracts; the map is "
                 "named by --map."),
    click.option("--gather", metavar="KIND", help="Show larger areas in place of their parts, a city's neighbourhoods: "
                 "their means, by population where it is known. KIND is what the sheet calls them, or parent."),
)  # fmt: skip


def shows_figures(command: F) -> F:
    """Give ``command`` the options of the figures that a scene shows."""
    return with_options(command, _OPTIONS)


def roles_typed(options: Mapping[str, Any]) -> dict[str, str]:
    """Return what was typed of roles, groups and place, as a setup keeps it; raises UsageError."""
    from renderer.data.role import BESIDE, GATHER, PLACE, STRATUM

    _check_place(options["place"] or "")
    roles = {}
    for text in options["figures"]:
        role, equals, figure = text.partition("=")
        if not (role and equals and figure):
            raise click.UsageError(f"--figure {text}: write ROLE=MEASURE, as --figure lit=dental_visit")
        roles[role.strip()] = figure.strip()
    whose = {STRATUM: options["stratum"], BESIDE: options["beside"], PLACE: options["place"],
             GATHER: options["gather"]}
    return roles | {name: text for name, text in whose.items() if text}


def _check_place(name: str) -> None:
    """Raise UsageError where ``--place`` names a map."""
    if name:
        from renderer.data.places.bundled_maps import bundled_maps
        from renderer.data.places.map_file import DRIVERS

        if name in bundled_maps() or name.lower().endswith((".zip", ".json", *DRIVERS)):
            raise click.UsageError(f"--place {name}: that is a map, which --map {name} draws; --place NAME shows the "
                                   "parts of one larger area alone")  # fmt: skip


def domains_typed(options: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Return what was typed by ``--domain`` as a setup keeps it; raises UsageError."""
    found = {}
    for text in options["domains"]:
        role, _, ends = text.partition("=")
        low, _, high = ends.partition("..")
        try:
            found[role.strip()] = (float(low), float(high))
        except ValueError:
            raise click.UsageError(f"--domain {text}: write ROLE=LOW..HIGH, as --domain lit=20..80") from None
    return found


def say_night(job: "Job") -> None:
    """Say that the take of ``job`` is drawn with other figures than it was played with, where it is."""
    from renderer.output.take_figures import other_figures

    if night := other_figures(job):
        say(f"{job.setup.figures or job.loaded.scene.data}: {night}")


def say_figures(scene: "Scene", data: str | None) -> None:
    """Say what an artist did not ask for and should know of the figures that ``scene`` shows."""
    from renderer.data.load import figure_notes, load_table
    from renderer.signals.fault.feeds import faults_of, feed_notes

    if scene.roles:
        for note in figure_notes(data or scene.data, scene.wanted):
            say(note)
    if scene.feed and data and scene.wanted:  # a scene's own figures are those that its feed is about
        for note in feed_notes(scene.feed, load_table(data, scene.wanted), faults_of(scene.feed)):
            say(note)
