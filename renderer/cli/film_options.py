"""What a film has besides its pictures: its sound, whether it closes as a loop, and which frames it leaves out."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .types import Real
from .with_options import with_options

if TYPE_CHECKING:
    from renderer.output.job import Job
    from renderer.output.soundtrack import Soundtrack

__all__ = ["audio_typed", "of_film", "say_cost", "say_room"]

F = TypeVar("F", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--hdr", type=click.Choice(["pq", "hlg"]), help="A film for an HDR screen, H.265 or AV1 of 10 bits: "
                 "white at 203 cd/m2, as paper; nothing is brighter."),
    click.option("--every", type=click.IntRange(1, 1_000_000), default=1, metavar="N",
                 help="Draw one frame of N, shown at the same --fps: a time lapse."),
    click.option("--loop", is_flag=True, help="Prove that a film closes: the frame behind its last one is drawn and "
                 "measured against its first; one that jumps is refused, with the figures."),
    click.option("--audio", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                 help="Sound of a film, from its first frame on; cut, or silent, where the film ends later or sooner."),
    click.option("--audio-offset", type=Real(), metavar="SECONDS",
                 help="Where in that file to begin; below 0, when in the film it begins."),
    click.option("--audio-loop", is_flag=True, help="Begin it anew until the film ends."),
    click.option("--audio-fade", metavar="IN,OUT", help="Seconds over which it comes, and goes: 0.5,3; one number is "
                 "both."),
)  # fmt: skip


def of_film(command: F) -> F:
    """Give ``command`` the options of a film."""
    return with_options(command, _OPTIONS)


def say_cost(job: "Job", times: int, told: Callable[[str], None]) -> None:
    """Have ``told`` what ``job`` will cost, which is made so many ``times`` in a sweep."""
    from renderer.output.cost import cost_lines

    for line in cost_lines(job):
        told(f"each of {times}: {line}" if times > 1 else line)


def say_room(job: "Job", told: Callable[[str], None]) -> None:
    """Have ``told`` that this GPU has room for ``job``, unless its cost was measured there; raises RendererError."""
    from renderer.output.cost import is_estimated
    from renderer.output.preflight import room

    if not is_estimated(job) and job.choice.format.kind != "object":
        told(room(job))


def audio_typed(options: Mapping[str, Any]) -> "Soundtrack | None":
    """Return the sound that was typed; raises UsageError."""
    from renderer.output.soundtrack import Soundtrack

    given = {"--audio-offset": options["audio_offset"], "--audio-loop": options["audio_loop"] or None,
             "--audio-fade": options["audio_fade"]}  # fmt: skip
    if options["audio"] is None:
        if typed := [name for name, value in given.items() if value is not None]:
            raise click.UsageError(f"{typed[0]} is of a sound: name one with --audio FILE")
        return None
    fade = _fade(options["audio_fade"] or "0")
    return Soundtrack(options["audio"], options["audio_offset"] or 0.0, options["audio_loop"], fade)


def _fade(text: str) -> tuple[float, float]:
    try:
        come, go = (float(one) for one in (text.split(",") if "," in text else (text, text)))
    except ValueError:
        raise click.UsageError(f"--audio-fade '{text}': write seconds, such as 2, or 0.5,3") from None
    return come, go
