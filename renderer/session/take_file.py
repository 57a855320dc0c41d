"""The file of a take: added to as it happens, and read as far as it is whole."""

import json
import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
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
from renderer.params.param import Spec, checked, specs
from renderer.params.phase import Phases
from renderer.scene.former_group import GROUP, stratum_of_group

from .setup_history import regrouped
from .take import Head, Take, Track
from .take_line import head_line, head_of_line, no_number, take_line

__all__ = ["Recorder", "parse_take", "read_take"]

FLUSH = 1.0  # s; a crash loses no more
ASTRAY = 0.5  # s that the clock on the wall may be off before it is written down: the show was paused, or late
MOST_TOLD = 32  # kinds of lines that are told apart
LIMIT = 1 << 30  # bytes; a longer file is none of ours
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
_STATED = ("seed", "held", "binds", "effects", "figures", "domains")  # facts that the head has too


class Recorder:
    """
    Writes a take. Nothing raises once it is begun: a full disk ends the take, not the show.

    lines : changes so far
    """

    def __init__(self, path: Path, head: Head, say: Callable[[str], None] = lambda _: None) -> None:
        """Begin ``path``, which must not be there; raises DataError. ``say`` is told where it cannot go on."""
        self.path, self.lines = path, 0
        self._say, self._head = say, head
        self._known = {**head.setup.params}
        self._offsets = {**head.setup.offsets}
        self._facts: dict[str, Any] = {name: head.fact(name) for name in _STATED}
        self._sync = (head.frame, head.began)
        self._last, self._flushed = head.frame, time.monotonic()
        self._params: object = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: Any = path.open("x", encoding="utf-8", newline="\n")
            self._file.write(head_line(head))
            self._file.flush()
        except FileExistsError:
            why = "this take is there already" if path.exists() else "a file stands where its folder should be"
            raise DataError(f"{path}: {why}; name another file") from None
        except OSError as error:
            raise DataError(f"{path}: no take can be written here ({error.strerror})") from None

    def record(
        self, frame: int, params: object, phases: Phases | None = None, *, restart: bool = False,
        wall: datetime | None = None, **facts: Any,  # noqa: ANN401
    ) -> None:  # fmt: skip
        """
        Write what is not as it was, just before ``frame`` is drawn; ``wall`` is now without.

        facts : those of ``_STATED``, as ``Head.fact`` has them; as before without
        """
        if self._file is None:
            return
        frame = max(frame, self._last)
        try:
            lines = [*self._turned(params, phases), *self._stated(facts)]
            lines += [{"restart": True}] * restart
            lines += self._strayed(frame, wall or datetime.now().astimezone())
            self.lines += len(lines)
            now = time.monotonic()
            due = now - self._flushed >= FLUSH
            if due and not lines and frame > self._last:
                lines = [{}]
            self._file.writelines(take_line({"frame": frame, **line}) for line in lines)
            self._last = frame
            if due:
                self._file.flush()
                self._flushed = now
        except (OSError, ValueError) as error:
            self._say(f"{self.path}: the take ends at frame {self._last} ({error}); the show goes on")
            self._file = None

    def close(self) -> None:
        """End the take."""
        if self._file is None:
            return
        try:
            self._file.write(take_line({"frame": self._last}))
            self._file.close()
        except OSError as error:
            self._say(f"{self.path}: the end of the take is not written ({error})")
        self._file = None

    def _turned(self, params: object, phases: Phases | None) -> Iterator[dict[str, Any]]:
        """Yield a line for each parameter that changed, and for each rate that starts from other cycles."""
        offsets = phases.offsets if phases else {}
        if params is self._params and offsets == self._offsets:
            return
        self._params = params
        for name in specs(params):
            value, offset = getattr(params, name), offsets.get(name, 0.0)
            moved = name in offsets and offset != self._offsets.get(name, 0.0)
            if not moved and name in self._known and value == self._known[name]:
                continue
            self._known[name] = value
            if moved:
                self._offsets[name] = offset
            yield {"name": name, "value": value, **({"offset": offset} if moved else {})}

    def _stated(self, facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield a line for each fact that changed."""
        for name, said in facts.items():
            value = sorted(said) if name == "held" else said
            value = {role: list(domain) for role, domain in said.items()} if name == "domains" else value
            if value != self._facts[name]:
                self._facts[name] = value
                yield {name: value}

    def _strayed(self, frame: int, wall: datetime) -> Iterator[dict[str, Any]]:
        """Yield a line where frames and the clock on the wall went different ways."""
        since, moment = self._sync
        ahead = (wall - moment).total_seconds() - (frame - since) / float(self._head.fps)
        if frame > self._last and (abs(ahead) > ASTRAY or wall.utcoffset() != moment.utcoffset()):
            self._sync = (frame, wall)
            yield {"wall": wall.isoformat()}


def read_take(path: Path, known: Mapping[str, Spec] | None = None) -> tuple[Take, tuple[str, ...]]:
    """
    Return the take in ``path`` as far as it is whole, and a sentence for whatever is not.

    known : the scene's parameters; names and values that are none of them are skipped, and told
    Raises DataError where the file is no take at all.
    """
    try:
        if path.exists() and not path.is_file():  # a device or a pipe may have no end
            raise DataError(f"{path}: this is no file, and no take; name another one")
        if path.stat().st_size > LIMIT:
            raise DataError(f"{path}: too long for a take; name another file")
        file = path.open("rb")
    except OSError as error:
        raise DataError(f"{path}: this take cannot be read ({error.strerror})") from None
    with file:
        return parse_take(file, str(path), known)


def parse_take(
    lines: Iterable[bytes], name: str, known: Mapping[str, Spec] | None = None
) -> tuple[Take, tuple[str, ...]]:
    """Return the take that ``lines`` are, and a sentence for whatever of it is not whole; as ``read_take`` does."""
    numbered = enumerate(lines, 1)
    _, first = next(numbered, (1, b""))
    reader = _Reader(Path(name).name, head_of_line(name, first), known)
    for number, line in numbered:
        reader.hear(number, line)
    return reader.take(), reader.notes()


class _Reader:
    """What was read so far."""

    def __init__(self, name: str, head: Head, known: Mapping[str, Spec] | None) -> None:
        self._name, self._known = name, known
        self._values: dict[str, Track] = {}
        self._offsets: dict[str, Track] = {}
        self._facts: dict[str, Track] = {}
        self._last = head.frame
        self._skipped: Counter[str] = Counter()
        self._cut = ""
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
            if type(frame) is not int or not self._last <= frame <= self._last + 10**8:
                raise ValueError("its frame is none that could follow")
            self._keep(frame, content)
            self._last = frame
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            if not line.endswith(b"\n"):
                self._cut = f"it is cut at line {number}; everything before is kept, to frame {self._last}"
            else:
                ours = type(error) is ValueError and "digits" not in str(error)  # not json's on an endless number
                self._skipped[str(error) if ours else "it is no line of a take"] += 1

    def take(self) -> Take:
        """Return what was kept."""
        return Take(self._head, self._values, self._offsets, self._facts, self._last)

    def notes(self) -> tuple[str, ...]:
        """Return a sentence for each kind of line that was skipped, and for the cut."""
        found = [f"{self._name}: {why} ({count:,} line{'s' * (count > 1)} skipped)"
                 for why, count in self._skipped.items()]  # fmt: skip
        return (*found, f"{self._name}: {self._cut}") if self._cut else tuple(found)

    def _keep(self, frame: int, content: Mapping[str, Any]) -> None:
        for name, sound in _FACTS.items():
            if name in content:
                if not sound(content[name]):
                    raise ValueError(f"{name} = {quoted(content[name])} is none")
                value = datetime.fromisoformat(content[name]) if name == "wall" else content[name]
                _add(self._facts, name, frame, value)
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


def _add(tracks: dict[str, Track], name: str, frame: int, value: Any) -> None:  # noqa: ANN401
    """Append to the track ``name``; the last word on a frame counts."""
    track = tracks.setdefault(name, Track())
    if track.frames and track.frames[-1] == frame:
        track.values[-1] = value
    else:
        track.frames.append(frame)
        track.values.append(value)


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
