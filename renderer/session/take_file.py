"""The file of a take, read as far as it is whole, in all its parts."""

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError, ParamError, SceneError
from renderer.core.quote import quoted
from renderer.core.suggest import nearest
from renderer.data.figure_choice import FigureChoice
from renderer.data.role import STRATUM
from renderer.params.bind_text import binds_of
from renderer.params.param import Spec, checked
from renderer.scene.former_group import GROUP, stratum_of_group

from .setup_history import clocks_from_1, regrouped
from .take import Head, Take, Track, astray
from .take_line import MARK, STATED, head_of_line, no_number, of_line
from .take_parts import take_lines

__all__ = ["parse_take", "read_head", "read_take"]

MOST_TOLD = 32  # kinds of lines that are told apart
MOST_AHEAD = 10**8  # frames that one line may be after the one before
_FACTS: Mapping[str, Callable[[Any], bool]] = {
    "seed": lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**32,
    "held": lambda value: isinstance(value, list) and all(isinstance(name, str) for name in value),
    "binds": lambda value: value is None or _are_binds(value),
    "effects": lambda value: value is None or isinstance(value, list),
    "figures": lambda value: isinstance(value, dict) and _are_figures(value),
    "domains": lambda value: isinstance(value, dict) and all(map(_is_domain, value.values())),
    "restart": lambda value: value is True,
    "wall": lambda value: isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None,
}


def read_take(path: Path, known: Mapping[str, Spec] | None = None) -> tuple[Take, tuple[str, ...]]:
    """
    Return the take in ``path`` as far as it is whole, and a sentence for whatever is not.

    known : the scene's parameters; names and values that are none of them are skipped, and told
    Raises DataError where the file is no take at all.
    """
    return parse_take(take_lines(path), str(path), known, whole=True)


def read_head(path: Path) -> Head:
    """Return how the take in ``path`` began; raises DataError where the file is no take."""
    return head_of_line(str(path), next(take_lines(path), b""))


def parse_take(
    lines: Iterable[bytes], name: str, known: Mapping[str, Spec] | None = None, *, whole: bool = False
) -> tuple[Take, tuple[str, ...]]:
    """
    Return the take that ``lines`` are, and a sentence for whatever of it is not whole; as ``read_take`` does.

    whole : whether parts before these lines, and after them, are missed
    """
    numbered = enumerate(lines, 1)
    _, first = next(numbered, (1, b""))
    reader = _Reader(Path(name).name, head_of_line(name, first), known, _first_part(name, first))
    for number, line in numbered:
        reader.hear(number, line)
    take, notes = reader.take(), reader.notes(whole=whole)
    if of_line(first)[MARK] == 1:
        take, note = clocks_from_1(take)
        notes = (*notes, f"{Path(name).name}: {note}") if note else notes
    return take, notes


class _Reader:
    """What was read so far."""

    def __init__(self, name: str, head: Head, known: Mapping[str, Spec] | None, part: int) -> None:
        self._name, self._known = name, known
        self._first = self._part = self._goes_on = part
        self._lost: list[str] = []
        self._values: dict[str, Track] = {}
        self._offsets: dict[str, Track] = {}
        self._facts: dict[str, Track] = {}
        self._last = head.frame
        self._skipped: Counter[str] = Counter()
        if known is not None:
            head = replace(head, setup=regrouped(head.setup, known))
        values = {name: value for name, value in head.setup.params.items() if self._fits(name, value)}
        self._head = replace(head, setup=replace(head.setup, params=values), triggers=tuple(
            name for name in head.triggers if name in values))  # fmt: skip

    def hear(self, number: int, line: bytes) -> None:
        """Take one line; what cannot be meant is counted under the reason why."""
        try:
            content = json.loads(line, parse_constant=no_number)
            frame = content["frame"]
            if type(frame) is not int or not self._last <= frame <= self._last + MOST_AHEAD:
                raise ValueError("its frame is none that could follow")
            if MARK in content:
                self._begin_part(_part(content["part"]), head_of_line(self._name, line))
            else:
                self._keep(frame, content)
            self._last = frame
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError, DataError) as error:
            if not line.endswith(b"\n"):
                self._lost.append(f"it is cut at line {number}, after frame {self._last}; all else is kept")
            else:
                ours = type(error) is ValueError and "digits" not in str(error)  # not json's on an endless number
                self._skipped[str(error) if ours else "it is no line of a take"] += 1

    def take(self) -> Take:
        """Return what was kept."""
        return Take(self._head, self._values, self._offsets, self._facts, self._last)

    def notes(self, *, whole: bool) -> tuple[str, ...]:
        """Return a sentence for each kind of line that was skipped, and for the cut; for what a ``whole`` one lacks."""
        found = [f"{self._name}: {why} ({count:,} line{'s' * (count > 1)} skipped)"
                 for why, count in self._skipped.items()]  # fmt: skip
        lost = self._lost
        if whole and self._first != 1:
            lost = [f"this is part {self._first} of a take, and begins at frame {self._head.frame}", *lost]
        if whole and self._goes_on > self._part:
            lost = [*lost, f"it goes on in part {self._goes_on}, which is missing or damaged"]
        return (*found, *(f"{self._name}: {why}" for why in lost))

    def _begin_part(self, part: int, head: Head) -> None:
        """Go on with a ``part`` that began with ``head``: what it says is told anew where another is missing before."""
        frame = head.frame
        if part <= self._part:
            raise ValueError("it is a part that was read already")
        if part > self._part + 1:
            self._lost.append(_gap(self._part + 1, part - 1, self._last, frame))
        self._part = self._goes_on = part
        for name, value in head.setup.params.items():
            if value != _newest(self._values, name, self._head.setup.params.get(name)) and self._fits(name, value):
                _add(self._values, name, frame, value)
        for name, offset in head.setup.offsets.items():
            if offset != _newest(self._offsets, name, self._head.setup.offsets.get(name, 0.0)):
                _add(self._offsets, name, frame, offset)
        for name in STATED:
            if (value := head.fact(name)) != _newest(self._facts, name, self._head.fact(name)):
                _add(self._facts, name, frame, value)
        wall = self._facts.get("wall", Track())
        sync = (wall.frames[-1], wall.values[-1]) if wall.frames else (self._head.frame, self._head.began)
        if astray(sync, (frame, head.began), self._head.fps):
            _add(self._facts, "wall", frame, head.began)

    def _keep(self, frame: int, content: Mapping[str, Any]) -> None:
        for name, sound in _FACTS.items():
            if name in content:
                if not sound(content[name]):
                    raise ValueError(f"{name} = {quoted(content[name])} is none")
                value = datetime.fromisoformat(content[name]) if name == "wall" else content[name]
                _add(self._facts, name, frame, value)
        if "goes_on" in content:
            self._goes_on = _part(content["goes_on"])
        if "name" not in content:
            return
        name, value = content["name"], _tupled(content["value"])
        if name == GROUP and self._known is not None and (old := stratum_of_group(value, self._known)) is not None:
            _add(self._facts, "figures", frame, {**self._head.fact("figures"), STRATUM: old})
            return
        if not self._fits(name, value):
            return
        if "offset" in content:
            if not isinstance(content["offset"], (int, float)) or not math.isfinite(content["offset"]):
                raise ValueError("an offset is no number")
            _add(self._offsets, name, frame, float(content["offset"]))
        track = self._values.get(name)
        if name in self._head.triggers and not value and track and track.frames[-1] == frame:
            return  # let go while the show stood still: the press is what was meant
        _add(self._values, name, frame, value)

    def _fits(self, name: object, value: Any) -> bool:  # noqa: ANN401
        """Return whether ``value`` is one of the parameter ``name``; count why not."""
        if not isinstance(name, str):
            raise TypeError("no name")
        if self._known is None:
            return True
        told = len(self._skipped) < MOST_TOLD
        try:
            if name not in self._known:
                raise ParamError(f"no parameter '{name}'{nearest(name, self._known) if told else ''}")
            checked(name, self._known[name], value)
        except ParamError as error:
            self._skipped[str(error) if told else "more that this scene does not know"] += 1
            return False
        return True


def _gap(first: int, last: int, known: int, frame: int) -> str:
    """Return what is told of parts ``first`` to ``last``: nothing was heard after ``known`` and before ``frame``."""
    what = f"part {first} of it is" if first == last else f"parts {first} to {last} of it are"
    stale = f"frame {known + 1} is" if frame == known + 2 else f"frames {known + 1} to {frame - 1} are"
    return f"{what} missing or damaged{f': {stale} as frame {known}' if frame > known + 1 else ''}"


def _first_part(name: str, first: bytes) -> int:
    """Return which part the file begins with whose first line is ``first``; raises DataError where it says nonsense."""
    try:
        return _part(of_line(first).get("part", 1))
    except TypeError:
        raise DataError(f"{Path(name).name}: its first line says of no part of a take which it is") from None


def _part(number: object) -> int:
    if type(number) is not int or number < 1:
        raise TypeError("no part")
    return number


def _add(tracks: dict[str, Track], name: str, frame: int, value: Any) -> None:  # noqa: ANN401
    """Append to the track ``name``; the last word on a frame counts."""
    track = tracks.setdefault(name, Track())
    if track.frames and track.frames[-1] == frame:
        track.values[-1] = value
    else:
        track.frames.append(frame)
        track.values.append(value)


def _newest(tracks: Mapping[str, Track], name: str, before: Any) -> Any:  # noqa: ANN401
    """Return the last value of the track ``name``, ``before`` where there is none."""
    return tracks[name].values[-1] if name in tracks else before


def _are_binds(value: object) -> bool:
    """Return whether ``value`` is a list of binds."""
    try:
        binds_of(value)
    except SceneError:
        return False
    return True


def _are_figures(value: Mapping[str, Any]) -> bool:
    """Return whether ``value`` is figures by their role, and whose they are."""
    try:
        for name, figure in value.items():
            FigureChoice().put(name, figure)
    except (DataError, AttributeError):
        return False
    return True


def _is_domain(value: Any) -> bool:  # noqa: ANN401
    """Return whether ``value`` is where a role is dark and where it is full."""
    numbers = isinstance(value, list) and len(value) == 2 and all(type(one) in (int, float) for one in value)
    return bool(numbers and value[0] < value[1] and all(map(math.isfinite, value)))


def _tupled(value: Any) -> Any:  # noqa: ANN401
    return tuple(value) if isinstance(value, list) else value
