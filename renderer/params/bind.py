"""Binds: a figure moves a parameter, as a sentence of parts that an artist can read and change.

    Bind("gap.lit@income=under_15k..income=50k_and_over", to="parting", span=(0, 40), reach=(0.1, 1), rise=2, fall=6)

    [[binds]]
    signal = "gap.lit@income=under_15k..income=50k_and_over"
    to = "parting"
    span = [0, 40]
    reach = [0.1, 1]
    rise = 2
    fall = 6

A bind drives amplitudes, never rates: rate x time jumps when the rate moves; one to a parameter in Hz is refused.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from renderer.core.errors import SceneError
from renderer.core.quote import quoted
from renderer.core.suggest import nearest
from renderer.data.role import Role, former_names
from renderer.signals.name import FAMILIES, PLACED, parse_signal, renamed_signal

from .param import Spec

__all__ = ["LONGEST", "SCALES", "Bind", "BindError", "binds_now", "check_binds", "merged"]

SCALES = ("linear", "sqrt", "log", "quantile", "diverging")
_LARGEST = 1e300  # of any number here; neither NaN nor infinite
LONGEST = 120.0  # s of rise or fall; each frame looks back as far


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _are_two(value: object) -> bool:
    return isinstance(value, (list, tuple)) and len(value) == 2 and all(map(_is_number, value))


_KINDS: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "signal": ("a text", _is_text), "to": ("a text", _is_text), "scale": ("a text", _is_text),
    "span": ("two numbers", _are_two), "reach": ("two numbers", _are_two), "middle": ("a number", _is_number),
    "clamp": ("true or false", lambda value: isinstance(value, bool)), "rise": ("a number", _is_number),
    "fall": ("a number", _is_number),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bind:
    """
    ``signal`` moves the parameter ``to``: ``span[0]`` is its low end, ``span[1]`` its high end.

    signal : what of the figures, as ``renderer/signals/name.py`` lists them: ``mean.lit``, ``width.lit``
    span : of the signal, in its unit; with the scale ``quantile`` in percent of all figures that lie below.
        A reversed one inverts
    reach : what of the parameter that becomes, in its unit; its whole range without
    scale : how the span is gone through: ``linear``, by ``sqrt`` or ``log``; by the place among all figures of all
        areas and times (``quantile``); or ``diverging``, so that ``middle`` lies half-way whatever the ends
    clamp : whether the parameter stays at an end of its reach beyond the span; else it goes on to its own range's end
    rise, fall : s in which it goes from one end of the reach to the other, at the fastest; 0 follows at once.
        A frame knows where it is from the frames before it alone, as far back as both together: see ``slew.py``

    A signal without a value (NaN) leaves the parameter as the artist set it.
    """

    signal: str
    to: str
    span: tuple[float, float]
    reach: tuple[float, float] | None = None
    scale: str = "linear"
    middle: float | None = None
    clamp: bool = True
    rise: float = 0.0
    fall: float = 0.0

    def __post_init__(self) -> None:
        """Raise SceneError where a part is of another kind than it can be; two numbers may come as a list."""
        for name, (kind, sound) in _KINDS.items():
            value = getattr(self, name)
            if not (sound(value) or (value is None and name in ("reach", "middle"))):
                raise SceneError(f"{name} = {quoted(value)} is not {kind}")
            if isinstance(value, list):
                object.__setattr__(self, name, tuple(value))

    def within(self, spec: Spec) -> tuple[float, float]:
        """Return from where to where it moves its parameter, of which ``spec`` is known."""
        return self.reach or (float(spec.low or 0.0), float(spec.high or 0.0))


class BindError(SceneError):
    """A bind that cannot do what it says, the ``number``-th of several, from 1."""

    def __init__(self, number: int, to: object, words: object) -> None:
        """Say which bind it is, and what is wrong with it."""
        which = f"bind {number}, to '{to}'" if isinstance(to, str) else f"bind {number}"
        super().__init__(f"{which}: {words}")
        self.number = number


def merged(binds: Iterable[Bind], over: Iterable[Bind]) -> tuple[Bind, ...]:
    """Return ``binds`` with those ``over`` them: each moves its parameter in place of the one before."""
    return tuple(({bind.to: bind for bind in binds} | {bind.to: bind for bind in over}).values())


def binds_now(binds: Iterable[Bind], roles: Sequence[Role]) -> tuple[Bind, ...]:
    """Return ``binds`` by the names that ``roles`` have now where they had others; what is no signal stays as it is."""
    now, found = former_names(roles), []
    for bind in binds:
        with suppress(SceneError):  # which its check tells
            bind = replace(bind, signal=renamed_signal(bind.signal, now))
        found.append(bind)
    return tuple(found)


def check_binds(binds: Iterable[Bind], known: Mapping[str, Spec], figures: Collection[str] | None = None) -> None:
    """
    Raise BindError for one that can never move its parameter, and for two that move the same.

    figures : the roles or columns that a signal can be of; any without
    """
    seen: dict[str, int] = {}
    for number, bind in enumerate(binds, 1):
        try:
            _check_target(bind, known)
            if bind.to in seen:
                raise SceneError(f"bind {seen[bind.to]} moves it already; a parameter follows one figure")
            _check_signal(bind, figures)
            _check_span(bind)
            _check_reach(bind, known[bind.to])
        except SceneError as error:
            raise BindError(number, bind.to, error) from None
        seen[bind.to] = number


def _check_target(bind: Bind, known: Mapping[str, Spec]) -> None:
    if bind.to not in known:
        raise SceneError(f"no such parameter{_like(bind.to, known)}")
    if known[bind.to].unit == "Hz":
        raise SceneError("a rate in Hz jumps when bound; bind an amplitude instead")
    if known[bind.to].kind not in ("number", "whole"):
        raise SceneError(f"only numbers can be bound, this is a {known[bind.to].kind}")


def _check_signal(bind: Bind, figures: Collection[str] | None) -> None:
    asked = parse_signal(bind.signal)
    if figures is None or not asked.figure:
        return
    for figure in filter(None, (asked.column, asked.other)):
        if figure not in figures and figure.partition("@")[0] not in figures:
            has = _like(figure.partition("@")[0], figures) if figures else ": the scene reads no figures"
            raise SceneError(f"signal '{bind.signal}': no figure '{figure}'{has}")


def _check_span(bind: Bind) -> None:
    """Check the span with what its scale asks of it."""
    low, high = bind.span
    if low == high:
        raise SceneError(f"the span {bind.span} has no length")
    if bind.scale not in SCALES:
        raise SceneError(f"no scale '{bind.scale}'{_like(bind.scale, SCALES)}")
    if bind.scale == "log" and min(bind.span) <= 0.0:
        raise SceneError(f"the span {low:g}..{high:g} cannot be gone through by log: both ends must be above 0")
    if bind.scale == "sqrt" and min(bind.span) < 0.0:
        raise SceneError(f"the span {low:g}..{high:g} cannot be gone through by sqrt: no end may be below 0")
    if bind.scale == "quantile":
        if not all(0.0 <= end <= 100.0 for end in bind.span):
            raise SceneError(f"the span {low:g}..{high:g} of a quantile is in percent of the figures: 0..100")
        if (family := parse_signal(bind.signal).family) not in PLACED:
            able = ", ".join(one for one in FAMILIES if one in PLACED)
            raise SceneError(f"'{family}' has no place among the figures of the areas, for a quantile; {able} have")
    if (bind.scale == "diverging") != (bind.middle is not None):
        raise SceneError('a middle belongs to scale="diverging", and that needs one: middle=50')
    if bind.middle is not None and not min(bind.span) < bind.middle < max(bind.span):
        raise SceneError(f"the middle {bind.middle:g} does not lie inside the span {low:g}..{high:g}")


def _check_reach(bind: Bind, spec: Spec) -> None:
    """Check what becomes of the parameter, and in which time."""
    low, high = bind.within(spec)
    if not all(float(spec.low or 0.0) <= end <= float(spec.high or 0.0) for end in (low, high)):
        raise SceneError(f"the reach {low:g}..{high:g} is outside {spec.span}")
    if low == high:
        raise SceneError(f"the reach {low:g}..{high:g} has no length; the parameter can go {spec.span}")
    for name, seconds in (("rise", bind.rise), ("fall", bind.fall)):
        if not 0.0 <= seconds <= LONGEST:
            raise SceneError(f"{name} = {seconds:g} is outside 0..{LONGEST:g} s")
        if seconds and bind.signal.startswith("drift."):
            raise SceneError(f"a drift is slow by itself: leave {name} out")


def _like(name: str, known: Iterable[str]) -> str:
    """Return the nearest of ``known``, all of them where none is near."""
    return nearest(name, known) or f"; there is {', '.join(known)}"
