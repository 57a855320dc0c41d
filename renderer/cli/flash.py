"""``chorus flash``: whether a film flashes more than it may, for the nearest viewer; and a filter that holds it."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .tell import fall_silent, say, tell
from .types import Rate, Real, WallSize

if TYPE_CHECKING:
    from fractions import Fraction

    from renderer.flash.limits import Geometry
    from renderer.flash.verdict import Series, Verdict

__all__ = ["flash"]

_METRES = Real(0, min_open=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--width", type=_METRES, metavar="M", help="Width of the picture, metres.")
@click.option("--distance", type=_METRES, metavar="M", help="Distance of the nearest viewer, metres.")
@click.option("--plot", is_flag=True, help="Draw luminance, flashes and where they fail into FILE.flash.png.")
@click.option("--live", is_flag=True, help="Hold the frames of a pipe inside the limits: stdin to stdout.")
@click.option("--size", type=WallSize(), help="Of raw frames on that pipe, rgb24; Y4M says it itself.")
@click.option("--fps", type=Rate(), help="Of raw frames on that pipe.")
def flash(
    file: Path | None, width: float | None, distance: float | None, plot: bool, live: bool, **raw: Any  # noqa: ANN401
) -> int:
    """Say whether a film flashes too much, or hold the frames of a pipe.

    Any film for SDR screens will do, not only one of Chorus: every track of it is judged to its end, what is
    transparent over black and over white. The verdict is written beside it, as FILE.flash.json. Without --width and
    --distance it is judged for a viewer at a desk and for the front row 3 m before a wall of 4 m, and passes where it
    passes for both; the verdict says for which rooms it does. Ends with 0 where the film passes, 1 where it fails, 2
    where that is not known.

    \b
    chorus flash storm.mp4
    chorus flash storm.mp4 --width 4 --distance 3 --plot
    ffmpeg -i storm.mp4 -f yuv4mpegpipe - | chorus flash --live | ffplay -
    other-tool | chorus flash --live --size 1280x720 --fps 30 > limited.rgb
    """
    if live:
        return _live(file, width, distance, plot=plot, **raw)
    if file is None or any(value is not None for value in raw.values()):
        raise click.UsageError("FILE is missing" if file is None else "--size and --fps are for --live")
    with _nothing_else_is_one(str(file)):
        verdict, series, digest = _judged(file, _places(width, distance))
        code = 0 if verdict.passes else 1
    written = _kept(file, verdict, series if plot else None, digest)
    try:
        for line in (*verdict.words(), *written):
            tell(line)
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:  # how this ends is the verdict all the same
        if not isinstance(error, BrokenPipeError):  # whoever read us has enough
            say(f"The verdict could not be printed: {error.strerror or error}.")
        fall_silent()
    return code


def _live(
    file: Path | None,
    width: float | None,
    distance: float | None,
    *,
    plot: bool,
    size: str | None,
    fps: "Fraction | None",
) -> int:
    """Hold what comes on stdin inside the limits, on stdout; return 0, or 1 where it fails all the same."""
    from renderer.core.errors import UsageError
    from renderer.core.units import parse_size
    from renderer.flash.viewer import Safety
    from renderer.output.live_filter import filter_frames

    if file is not None or plot:
        raise click.UsageError("--live reads a pipe, and writes nothing but frames: leave FILE and --plot out")
    if (size is None) != (fps is None):
        raise click.UsageError("--size and --fps belong together: raw frames need both, and Y4M neither")
    with _nothing_else_is_one("The stream"):
        places = _places(width, distance)
        safety = Safety(places[0] if len(places) == 1 else None)
        area = None if size is None else parse_size(size)
        raw = None if area is None else (area.width, area.height)
        try:
            passed = filter_frames(sys.stdin.buffer, sys.stdout.buffer, safety, raw, fps)
        except UsageError as error:
            if isinstance(error.__cause__, BrokenPipeError):
                fall_silent()
            raise
    say(f"{passed.held} of {passed.frames} frames were held back where they flashed or repeated like stripes")
    for span in passed.spans:
        say(f"fails all the same: {span}")
    return 1 if passed.spans else 0


def _places(width: float | None, distance: float | None) -> "Sequence[Geometry]":
    """Return where the nearest viewer may be."""
    from renderer.core.errors import UsageError
    from renderer.flash.limits import Geometry
    from renderer.flash.rooms import ROOMS

    if width is None and distance is None:
        return ROOMS
    if width is None or distance is None:
        raise UsageError("--width and --distance belong together: give both, or neither for a desk and a wall")
    return (Geometry(width, distance),)


def _judged(file: Path, places: "Sequence[Geometry]") -> "tuple[Verdict, Series, str]":
    """Return the verdict on ``file``, its series and the film's SHA-256; say what stands beside it of another film."""
    from renderer.core.errors import UsageError
    from renderer.output.companions import decided, digest_of, stale_companions, unnamed_verdict, verdict_path
    from renderer.output.flash_check import judge

    from .progress_bar import shown

    digest = digest_of(file)
    with shown(file.name) as progress:
        verdict, series = judge(file, *places, progress=progress)
    if digest_of(file) != digest:
        raise UsageError(f"{file} changed while it was judged; judge it again when it is finished")
    for path in stale_companions(file, digest):
        new = "and is written anew" if path == verdict_path(file) else "do not trust it"
        say(f"{path} is of another film than {file.name} is now; {new}")
    if older := unnamed_verdict(file):
        say(f"{older} names no film by its hash, so nobody knows whether it is of this one: it is judged again and "
            "written anew, and a decision in it counts for nothing")  # fmt: skip
    return replace(verdict, override=decided(file, digest)), series, digest


def _kept(file: Path, verdict: "Verdict", series: "Series | None", digest: str) -> list[str]:
    """Write the verdict beside the film, and its plot where there is a ``series``; return the names of both."""
    from renderer.output.companions import foreign_companions, plot_path, verdict_path, write_verdict

    foreign, written = foreign_companions(file), []
    for path in foreign:
        say(f"{path} is there already, and Chorus did not write it: it stays, and nothing is written in its place")
    try:
        if verdict_path(file) not in foreign:
            written.append(str(write_verdict(file, verdict, digest)))
        if series is not None and plot_path(file) not in foreign:
            from renderer.output.flash_plot import write_plot

            written.append(str(write_plot(file, series, verdict, digest)))
    except Exception as error:  # the verdict stands all the same, and with it how this ends
        say(f"{error}")
    return written


@contextmanager
def _nothing_else_is_one(what: str) -> Iterator[None]:
    """Let whatever goes wrong end with 2: 1 says that ``what`` fails, and only that."""
    from renderer.core.errors import UsageError

    try:
        yield
    except (UsageError, click.ClickException):
        raise
    except MemoryError as error:
        raise UsageError(f"{what} could not be judged: there is not enough memory for it.") from error
    except Exception as error:
        why = getattr(error, "strerror", None) or f"{error}" or type(error).__name__
        raise UsageError(f"{what} could not be judged: {why.rstrip('.')}.") from error
