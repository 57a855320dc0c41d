"""Which map a picture is drawn on: its file, and what somebody says of it."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from renderer.core.errors import UsageError
from renderer.data.places.map_answers import AREAS

from .completions import maps
from .tell import say
from .with_options import with_options

if TYPE_CHECKING:
    from renderer.data.places.map_answers import MapAnswers
    from renderer.output.job import Job

__all__ = ["answers_map", "answers_typed", "say_map", "shows_map"]

F = TypeVar("F", bound=Callable[..., Any])
_ANSWERS = (
    click.option("--layer", default="", metavar="NAME", help="Of a map: which of its layers; by default the one that "
                 "joins best."),
    click.option("--id", "code", default="", metavar="COLUMN", help="Of a map: the column of the areas' codes."),
    click.option("--name", default="", metavar="COLUMN", help="Of a map: the column of the areas' names."),
    click.option("--crs", default="", metavar="EPSG:NUMBER|drawing|latlon", help="Of a map: in which coordinates it is "
                 "drawn, where the file does not say or is wrong."),
    click.option("--same", multiple=True, metavar="AREA=PLACE", help="An area of the figures and the map's word for "
                 "it."),
    click.option("--areas", default="", type=click.Choice(("", *AREAS)), metavar="joined|all",
                 help="Of a map: draw those alone that figures are joined with, or all. [default: all, or where fewer "
                 "than a tenth are joined, those]"),
)  # fmt: skip
_MAP = (
    click.option("--map", "places", metavar="NAME|FILE", shell_complete=maps,
                 help="The map that is drawn, or by which areas are seated; see `chorus data places`."),
    click.option("--places", "former", hidden=True, help="What --map was called once."),
)  # fmt: skip


def answers_map(command: F) -> F:
    """Give ``command`` the options by which somebody says of a map what its file does not."""
    return with_options(command, _ANSWERS)


def shows_map(command: F) -> F:
    """Give ``command`` the options of the map that a scene draws."""

    @wraps(command)
    def under_its_name(*given: Any, former: str | None, places: str | None, **options: Any) -> Any:  # noqa: ANN401
        if former:
            say("--places is called --map now")
        return command(*given, places=places or former, **options)

    return cast("F", with_options(answers_map(under_its_name), _MAP))


def answers_typed(options: Mapping[str, Any]) -> "MapAnswers":
    """Return what was typed of a map; raises UsageError."""
    from renderer.data.places.map_answers import MapAnswers

    pairs: list[tuple[str, str]] = []
    for text in options["same"]:
        area, _, place = (part.strip() for part in text.partition("="))
        if not (area and place):
            raise UsageError(f"--same '{text}' must be AREA=PLACE, an area of the figures and a place on the map")
        if any(one == area and other != place for one, other in pairs):
            raise UsageError(f"--same says two places of '{area}'; leave out one")
        pairs.append((area, place))
    return MapAnswers(options["layer"], options["code"], options["name"], options["crs"], tuple(pairs),
                      options["areas"])  # fmt: skip


def say_map(job: "Job") -> None:
    """Say what of the figures has a place on the map that was named, what has none, and what was mended."""
    scene, setup = job.loaded.scene, job.setup
    if setup.places:
        from renderer.data.load import load_table
        from renderer.data.places.seated_table import SEATED, about_seats
        from renderer.data.places.shown_ground import shown_ground

        table, size = load_table(setup.figures or scene.data, scene.wanted), job.drawn_size if scene.places else SEATED
        drawn = shown_ground(setup.places, table, size, setup.map_answers)
        for line in drawn.told if scene.places else about_seats(table, drawn):
            say(f"{setup.places}: {line}")
