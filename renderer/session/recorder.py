"""A take, written down as it happens: each frame what is not as it was."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from renderer.params.bind_text import binds_of
from renderer.params.param import specs
from renderer.params.phase import Phases
from renderer.scene.effect import chain_of

from .take import Head, astray
from .take_line import STATED, take_line
from .take_parts import PartWriter

__all__ = ["Recorder"]


class Recorder:
    """
    Writes a take. Nothing raises once it is begun: a full disk ends the take, not the show.

    lines : changes so far
    """

    def __init__(
        self, path: Path, head: Head, say: Callable[[str], None] = lambda _: None, *, after: bool = False
    ) -> None:
        """
        Begin ``path``, which must not be there; raises DataError. ``say`` is told where it cannot go on.

        after : go on with the take that is there
        """
        self.path, self.lines = path, 0
        self._say, self._head = say, head
        self._file: PartWriter | None = PartWriter(path, head, say, after=after)
        self._known = {**head.setup.params}
        self._offsets = {**head.setup.offsets}
        self._facts: dict[str, Any] = {name: head.fact(name) for name in STATED}
        self._sync = (head.frame, head.began)
        self._last = head.frame
        self._params: object = None
        self._operator: list[str] | None = None if after else []  # what the life before left there is not known

    def record(
        self, frame: int, params: object, phases: Phases | None = None, *, restart: bool = False,
        wall: datetime | None = None, **facts: Any,  # noqa: ANN401
    ) -> None:  # fmt: skip
        """
        Write what is not as it was, just before ``frame`` is drawn; ``wall`` is now without.

        facts : those of ``STATED``, as ``Head.fact`` has them; as before without
        """
        if self._file is None:
            return
        frame = max(frame, self._last)
        try:
            if self._file.full:
                self._file.go_on(self._so_far())
                self._file.write([take_line({"frame": self._last, "operator": self._operator or []})])
            lines = [*self._turned(params, phases), *self._stated(facts)]
            lines += [{"restart": True}] * restart
            lines += self._strayed(frame, wall or datetime.now().astimezone())
            self.lines += len(lines)
            if self._file.due and not lines and frame > self._last:
                lines = [{}]
        except (OSError, ValueError) as error:
            self._end(error)
            return
        self._write(frame, lines)

    def operate(self, frame: int, *, black: bool, frozen: bool) -> None:
        """Write what an operator does to the wall from ``frame`` on, where that is new; no frame need be drawn."""
        operator = ["black"] * black + ["frozen"] * frozen
        if operator != self._operator and self._file is not None:
            self._operator, self.lines = operator, self.lines + 1
            self._write(max(frame, self._last), [{"operator": operator}])

    def close(self) -> None:
        """End the take."""
        if self._file is None:
            return
        try:
            self._file.close(self._last)
        except OSError as error:
            self._say(f"{self.path}: the end of the take is not written ({error})")
        self._file = None

    def _write(self, frame: int, lines: list[dict[str, Any]]) -> None:
        """Write ``lines`` of ``frame``."""
        assert self._file is not None
        try:
            self._file.write(take_line({"frame": frame, **line}) for line in lines)
            self._last = frame
            if self._file.due:
                self._file.flush()
        except (OSError, ValueError) as error:
            self._end(error)

    def _end(self, error: Exception) -> None:
        """Say that the take cannot go on; what is written stays."""
        assert self._file is not None
        why = getattr(error, "strerror", None) or error
        self._say(f"{self.path}: the take ends at frame {self._last} ({why}); the show goes on")
        self._file.drop()
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
        if frame > self._last and astray(self._sync, (frame, wall), self._head.fps):
            self._sync = (frame, wall)
            yield {"wall": wall.isoformat()}

    def _so_far(self) -> Head:
        """Return the head of a take that begins with the last frame, as things stand."""
        since, moment = self._sync
        facts = self._facts
        setup = replace(
            self._head.setup, params=self._known, offsets=self._offsets, seed=facts["seed"],
            held=frozenset(facts["held"]), effects=chain_of(facts["effects"]), roles=facts["figures"],
            domains={role: (low, high) for role, (low, high) in facts["domains"].items()},
            binds=None if facts["binds"] is None else binds_of(facts["binds"]),
        )  # fmt: skip
        began = moment + timedelta(seconds=(self._last - since) / float(self._head.fps))
        return replace(self._head, setup=setup, began=began, frame=self._last, release=facts["release"])
