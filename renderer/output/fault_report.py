"""Why the picture tore: the faults of the feed at a moment of a take, what they played, and what hands did."""

from contextlib import suppress

from renderer.core.errors import DataError, UsageError
from renderer.data.load import load_table
from renderer.session.open_take import OpenTake
from renderer.session.take import Take, Track
from renderer.session.wall_clock import asked, frame_asked
from renderer.signals.fault.events import Faults, explain
from renderer.signals.fault.feeds import faults_of, feed_notes

from .hand_report import turned

__all__ = ["why"]

_OPERATED = {"black": "The wall was black: a hand blacked it out (B)",
             "frozen": "The picture stood still: a hand froze it (F)"}  # fmt: skip
_AGAIN = 8  # other moments of that time of day


def why(show: OpenTake, at: str) -> tuple[str, ...]:
    """
    Return sentences on the moment ``at`` (time of day) of ``show``: faults with their areas and numbers, then hands.

    Raises UsageError where there is no take, DataError where it was not on at that time.
    """
    take, scene = show.take, show.loaded.scene
    if take is None:
        raise UsageError("only a take can be explained: record one with --record, or F5 in a preview")
    frame, *again = take.moments(at)
    time = frame / float(take.head.fps)
    lines = [f"{take.told(frame)}, frame {frame}, {time:.2f} s of the show."]
    if since := _stood(take, frame, at):
        lines.append(f"It is the first frame after the show stood still, from {since} on, and it was {at} meanwhile.")
    lines += [*_operated(take, frame), *_about_figures(show, frame)]
    lines += [_once_more(take, other, at) for other in again[:_AGAIN]]
    if more := again[_AGAIN:]:
        often = "once" if len(more) == 1 else f"{len(more)} times"
        lines.append(f"It was that time {often} more, up to frame {more[-1]}: say which, as in "
                     f"--at '{_day_of(take, more[-1])}'")  # fmt: skip
    faults = faults_of(scene.feed, take.fact("seed", frame))
    if stranger := _about_others(show, faults):
        lines += stranger
    elif scene.feed:
        shapes = (scene.envelope, *(trigger.envelope for trigger in scene.triggers))
        lines += explain(faults, time, max(shapes, key=lambda one: one.release)).splitlines()
        for trigger in scene.triggers:
            level = faults.level(trigger.fault, time, trigger.envelope)
            if level > trigger.above:
                lines.append(f"- so {trigger.fault} plays {trigger.to}, at {level:.0%} of its strength")
    else:
        lines.append("No feed struck this show.")
    return (*lines, *turned(take, show.loaded, frame))


def _operated(take: Take, frame: int) -> list[str]:
    """Return what an operator did to the wall: nothing that the show drew is then seen, or nothing new."""
    track = take.facts.get("operator", Track())
    since: dict[str, int] = {}
    for at, held in zip(track.frames, track.values, strict=True):
        if at <= frame:
            since = {one: since.get(one, at) for one in held}
    return [f"{words} at {take.told(since[one])}." for one, words in _OPERATED.items() if one in since]


def _stood(take: Take, frame: int, at: str) -> str:
    """Return since when the show stood still until ``frame``, where it was ``at`` within that time, else nothing."""
    since = take.stood(frame)
    if since is None or frame_asked(at) is not None:
        return ""
    if asked(at).clock.replace(microsecond=0) == take.wall(frame).time().replace(microsecond=0):
        return ""
    return f"{since:%Y-%m-%d %H:%M:%S}"


def _once_more(take: Take, frame: int, at: str) -> str:
    """Return that it was that time of day at another ``frame``, too."""
    if since := _stood(take, frame, at):
        return (f"It was that time, too, while the show stood still from {since} to {take.told(frame)}, when it went "
                f"on with frame {frame}: --at '{_day_of(take, frame)}'")  # fmt: skip
    return f"It was that time once more, at frame {frame}: --at '{_day_of(take, frame)}'"


def _day_of(take: Take, frame: int) -> str:
    """Return what asks for ``frame`` alone: day and offset, its number where these mean another, or several."""
    day = take.wall(frame).isoformat(" ", "seconds")
    with suppress(DataError):
        if take.moments(day) == (frame,):
            return day
    return f"frame {frame}"


def _about_figures(show: OpenTake, frame: int) -> tuple[str, ...]:
    """Return a sentence where what was shown in ``frame`` is not what its figures say today, or are gone."""
    take, scene = show.take, show.loaded.scene
    figures = take.head.setup.figures if take else None
    if take is None or not figures or not scene.wanted or not take.fact("release", frame):
        return ()
    try:
        same = not take.others(load_table(figures, scene.wanted).release, range(frame, frame + 1))
    except DataError as error:
        return (f"The figures that were shown then cannot be read: {error}",)
    return () if same else (f"{figures} has changed since: this moment would now be drawn with figures other than on "
                            "the night.",)  # fmt: skip


def _about_others(show: OpenTake, faults: Faults) -> tuple[str, ...]:
    """Return a sentence where the feed struck none of the areas that the take showed; not where these are gone."""
    take, scene = show.take, show.loaded.scene
    figures = take.head.setup.figures if take else None
    if not figures or not scene.wanted:
        return ()
    with suppress(DataError):
        return feed_notes(scene.feed, load_table(figures, scene.wanted), faults)
    return ()
