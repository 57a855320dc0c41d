"""The file of a take, read as far as it is whole, in all its parts."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError, ParamError, SceneError
from renderer.core.suggest import nearest
from renderer.data.role import STRATUM
from renderer.params.param import Spec, checked
from renderer.scene.chain import MOST, check_chain
from renderer.scene.former_group import GROUP, stratum_of_group
from renderer.scene.scene import Effect

from .setup_history import clocks_from_1, regrouped
from .take import Head, Take, Track, astray
from .take_facts import FACTS, fact_of, on_a_clock
from .take_line import MARK, STATED, head_of_line, no_number, of_line
from .take_parts import lines_of, parts_and_notes, take_lines

__all__ = ["parse_take", "read_head", "read_take"]

MOST_TOLD = 32  # kinds of lines that are told apart
MOST_AHEAD = 10**8  # frames that one line may be after the one before
LONGEST = 100 * 366 * 86400  # s of a take: clocks go on showing the time of each of its frames


def read_take(path: Path, known: Mapping[str, Spec] | None = None) -> tuple[Take, tuple[str, ...]]:
    """
    Return the take in ``path`` as far as it is whole, and a sentence for whatever is not.

    known : the scene's parameters; names and values that are none of them are skipped, and told
    Raises DataError where the file is no take at all.
    """
    files, told = parts_and_notes(path)
    take, notes = parse_take(lines_of(files), str(path), known, files)
    return take, (*notes, *told)


def read_head(path: Path) -> Head:
    """Return how the take in ``path`` began; raises DataError where the file is no take."""
    return head_of_line(str(path), next(take_lines(path), b""))


def parse_take(
    lines: Iterable[bytes], name: str, known: Mapping[str, Spec] | None = None, files: Sequence[Path] = ()
) -> tuple[Take, tuple[str, ...]]:
    """
    Return the take that ``lines`` are, and a sentence for whatever of it is not whole; as ``read_take`` does.

    files : all that ``parts_of`` found under this name, where the lines are theirs: told is then what lacks among them
    """
    numbered = enumerate(lines, 1)
    _, first = next(numbered, (1, b""))
    reader = _Reader(Path(name).name, head_of_line(name, first), known, _first_part(name, first))
    for number, line in numbered:
        reader.hear(number, line)
    take, notes = reader.take(), reader.notes(files)
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
        self._awaited = False  # whether the next line should be the head of a part
        self._values: dict[str, Track] = {}
        self._offsets: dict[str, Track] = {}
        self._facts: dict[str, Track] = {}
        self._last = head.frame
        self._end = head.frame + int(LONGEST * head.fps)
        self._skipped: Counter[str] = Counter()
        if known is not None:
            head = replace(head, setup=regrouped(head.setup, known))
        values = {name: value for name, value in head.setup.params.items() if self._fits(name, value)}
        chain = self._playable(head.setup.effects)
        self._head = replace(head, setup=replace(head.setup, params=values, effects=chain), triggers=tuple(
            name for name in head.triggers if name in values))  # fmt: skip

    def hear(self, number: int, line: bytes) -> None:
        """Take one line; what cannot be meant is counted under the reason why."""
        awaited, self._awaited, part = self._awaited, False, self._part
        try:
            content = json.loads(line, parse_constant=no_number)
            frame = content["frame"]
            if type(frame) is not int or not self._last <= frame <= min(self._last + MOST_AHEAD, self._end):
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
                self._skip(str(error) if ours else "it is no line of a take")
        if awaited and self._part == part:  # its head is damaged: it goes on from what was known at the end of the last
            self._part = self._goes_on
            self._lost.append(f"the first line of part {self._part} is damaged; all else of it is kept")

    def _skip(self, why: str) -> None:
        """Count a line that was skipped."""
        told = why in self._skipped or len(self._skipped) < MOST_TOLD
        self._skipped[why if told else "more that is none of a take"] += 1

    def take(self) -> Take:
        """Return what was kept."""
        return Take(self._head, self._values, self._offsets, self._facts, self._last)

    def notes(self, files: Sequence[Path]) -> tuple[str, ...]:
        """Return a sentence for each kind of line that was skipped, and for the cut; for what ``files`` lack."""
        found = [f"{self._name}: {why} ({count:,} line{'s' * (count > 1)} skipped)"
                 for why, count in self._skipped.items()]  # fmt: skip
        lost = self._lost
        alone = self._first != 1 and len(files) == 1 and files[0].name == self._name
        if alone:
            lost = [f"this is part {self._first} of a take, and begins at frame {self._head.frame}; name the first, "
                    "and all of them are read", *lost]  # fmt: skip
        elif files and self._first != 1:
            lost = [f"{_parts(1, self._first - 1)} missing or damaged: what is left begins at frame "
                    f"{self._head.frame}", *lost]  # fmt: skip
        if files and not alone and self._goes_on > self._part:
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
        head = replace(head, setup=replace(head.setup, effects=self._playable(head.setup.effects)))
        for name in STATED:
            if (value := head.fact(name)) != _newest(self._facts, name, self._head.fact(name)):
                _add(self._facts, name, frame, value)
        wall = self._facts.get("wall", Track())
        sync = (wall.frames[-1], wall.values[-1]) if wall.frames else (self._head.frame, self._head.began)
        if not on_a_clock(head.began):
            self._lost.append(f"part {part} says that it began at {head.began.isoformat()}, which no clock shows")
        elif astray(sync, (frame, head.began), self._head.fps):
            _add(self._facts, "wall", frame, head.began)

    def _keep(self, frame: int, content: Mapping[str, Any]) -> None:
        for name in FACTS:
            if name in content:
                _add(self._facts, name, frame, fact_of(name, content[name]))
        if "goes_on" in content:
            self._goes_on = max(_part(content["goes_on"]), self._part)
            self._awaited = self._goes_on > self._part
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

    def _playable(self, chain: tuple[Effect, ...] | None) -> tuple[Effect, ...] | None:
        """Return ``chain``, which a head says, without the effects that there are no more; these are told."""
        kept: list[Effect] = []
        for effect in chain or ():
            try:
                check_chain((effect,))
                kept.append(effect)
            except SceneError as error:
                if (why := f"{error}: it is left out of the chain") not in self._lost:
                    self._lost.append(why)
        if len(kept) > MOST and (why := f"a chain of {len(kept)} effects is too long: the first {MOST} are kept") \
                not in self._lost:  # fmt: skip
            self._lost.append(why)
        return None if chain is None else tuple(kept[:MOST])

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
    if first == last and frame <= known + 1:
        return f"the first line of part {first} is damaged; all else of it is kept"
    stale = f"frame {known + 1} is" if frame == known + 2 else f"frames {known + 1} to {frame - 1} are"
    told = f": {stale} as frame {known}" if frame > known + 1 else ""
    return f"{_parts(first, last)} missing or damaged{told}"


def _parts(first: int, last: int) -> str:
    return f"part {first} of it is" if first == last else f"parts {first} to {last} of it are"


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


def _tupled(value: Any) -> Any:  # noqa: ANN401
    return tuple(value) if isinstance(value, list) else value
