"""The options of the flash guard: where the nearest viewer stands, and who sets it aside."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .tell import say
from .types import Real
from .with_options import with_options

if TYPE_CHECKING:
    from renderer.flash.limits import Geometry
    from renderer.flash.viewer import Safety

__all__ = ["guarded", "log_decision", "safety_of"]

F = TypeVar("F", bound=Callable[..., Any])
_METRES = Real(0, min_open=True)
_OPTIONS = (
    click.option("--screen-width", type=_METRES, metavar="M", help="Width of the picture, for the flash guard."),
    click.option("--viewer-distance", type=_METRES, metavar="M", help="Distance of the nearest viewer, for it."),
    click.option("--unguarded", metavar="NAME", help="Who decides to show this without the flash guard; logged."),
    click.option("--because", metavar="REASON", help="Why; needed with --unguarded."),
)


def guarded(command: F) -> F:
    """Give ``command`` the options of the flash guard."""
    return with_options(command, _OPTIONS)


def safety_of(options: dict[str, Any], place: "Geometry | None" = None) -> "Safety":
    """
    Take the options of ``guarded`` out of ``options``.

    place : where the nearest viewer is where nothing is said; None where that is not known, as of a film
    Raises UsageError for half a place or decision.
    """
    from renderer.core.errors import UsageError
    from renderer.flash.limits import Geometry, Override
    from renderer.flash.viewer import Safety

    width, distance = options.pop("screen_width"), options.pop("viewer_distance")
    name, reason = options.pop("unguarded"), options.pop("because")
    if (width is None) != (distance is None):
        raise UsageError("--screen-width and --viewer-distance belong together: give both, in metres")
    if (name is None) != (reason is None):
        raise UsageError("the flash guard is set aside by name and reason: --unguarded NAME --because REASON")
    geometry = place if width is None else Geometry(width, distance)
    return Safety(geometry) if name is None else Safety(geometry, Override(name, reason))


def log_decision(safety: "Safety", what: str) -> None:
    """Write down in the log of this machine who decided to show ``what`` unguarded, and say so; else do nothing."""
    from renderer.flash.viewer import log_override

    if safety.override is not None:
        log = log_override(safety.override, [what])
        say(f"The flash guard is set aside by {safety.override.name}; written to {log}")
