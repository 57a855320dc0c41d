"""What all hands sculpt at once: one sculpture, its file, and its strokes as the GPU wants them."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import DataError
from renderer.sculpture.brush import Brush, Grip
from renderer.sculpture.file import Journal
from renderer.sculpture.history import Record, hand_of, redo_mark, signed, standing, undo_mark
from renderer.sculpture.stroke import MOST_STEPS, Stroke, gathered, steps

__all__ = ["Hand", "LiveSculpture"]

Vec = tuple[float, float, float]
Rows = NDArray[np.float32]

POLL = 0.5  # s between two looks at what others wrote into the file


class LiveSculpture:
    """
    The one sculpture, whoever works on it.

    sculpture : everything that was ever made; standing : the strokes of it that act, in order
    """

    def __init__(self, path: Path, say: Callable[[str], None]) -> None:
        """Take up what ``path`` holds; ``say`` is told what of it cannot be read. Raises DataError."""
        self.path, self._tell, self._told = path, say, set[str]()
        self._journal = Journal(path)
        self._steps: dict[Stroke, NDArray[np.float64]] = {}
        self._looked = 0.0
        self._base = np.zeros((0, 3, 4), np.float32)
        self._shown: tuple[tuple[Stroke, ...], Rows] = ((), self._base)
        self.sculpture, notes = self._journal.read()
        for note in notes:
            say(note)
        self._settle()

    def gesture(self, author: str) -> int:
        """Return the number of the next gesture of ``author``."""
        own = (one.gesture for one in self.sculpture.records if isinstance(one, Stroke) and one.author == author)
        return 1 + max(own, default=0)

    def record(self, record: Record, author: str) -> None:
        """Add what ``author`` made and write it down; a disk that refuses is told of, and tried again."""
        if isinstance(record, Stroke) and len(self._base) + len(steps(record)) > MOST_STEPS:
            self._say(f"this sculpture is full: more than {MOST_STEPS:,} steps is more than a GPU takes. Undo some")
            return
        record = signed(self.sculpture, record, author)
        self.sculpture = self.sculpture.add(record)
        self._settle()
        try:
            self._journal.append([record])
        except DataError as error:
            self._say(str(error))

    def close(self) -> None:
        """Write what the disk refused so far; say what is lost if it still does."""
        try:
            self._journal.append(())
        except DataError as error:
            self._tell(f"{error}. This window closes now, so they are lost")

    def undo(self, author: str) -> bool:
        """Take back the last gesture of the hand of ``author``; return whether there was one."""
        return self._mark(undo_mark(self.sculpture, hand_of(author)), author)

    def redo(self, author: str) -> bool:
        """Bring back what that hand took back last."""
        return self._mark(redo_mark(self.sculpture, hand_of(author)), author)

    def look(self, now: float) -> None:
        """Hear, now and then, what other programs wrote into the file."""
        if now - self._looked < POLL:
            return
        self._looked = now
        try:
            records, notes = self._journal.news()
        except DataError as error:
            records, notes = (), (str(error),)
        for note in notes:
            self._say(note)
        merged = self.sculpture.add(*records)
        if merged != self.sculpture:
            self.sculpture = merged
            self._settle()

    def rows(self, pending: Iterable[Stroke]) -> Rows:
        """Return the steps of all strokes and of those under way, float32 [n, 3, 4]; the same while nothing moves."""
        under_way = tuple(pending)
        if under_way != self._shown[0]:
            late = gathered([steps(one) for one in under_way])
            self._shown = under_way, np.concatenate([self._base, late])[:MOST_STEPS]
        return self._shown[1]

    def _say(self, words: str) -> None:
        """Say ``words`` once."""
        if words not in self._told and len(self._told) < 100:
            self._told.add(words)
            self._tell(words)

    def _mark(self, mark: Record | None, author: str) -> bool:
        if mark is not None:
            self.record(mark, author)
        return mark is not None

    def _settle(self) -> None:
        """Bring the steps up to date; those of a stroke are worked out once."""
        self.standing = standing(self.sculpture)
        fresh = {one: self._steps[one] if one in self._steps else steps(one) for one in self.standing}
        self._steps.update(fresh)
        whole = gathered(list(fresh.values()))
        if len(whole) > MOST_STEPS:
            over = len(whole) - MOST_STEPS
            self._say(f"{self.path}: its last {over:,} steps are more than a GPU takes, and not shown")
        self._base = whole[:MOST_STEPS]
        self._shown = ((), self._base)


class Hand:
    """One hand at the sculpture, with its own brush."""

    def __init__(self, live: LiveSculpture, author: str) -> None:
        """Begin with an open hand."""
        self.live, self.author = live, author
        self.brush = Brush()
        self.grip: Grip | None = None
        self.moved = time.perf_counter()

    @property
    def pending(self) -> Stroke | None:
        """The stroke under way, None where none is."""
        return self.grip.pending if self.grip else None

    def grab(self, place: Vec, normal: Vec) -> None:
        """Close at ``place`` (mm), where the form has ``normal``; raises DataError for a place beyond all halls."""
        self.let_go()
        self.brush.dab(place, normal)
        self.grip = Grip(self.brush, self.live.gesture(self.author), place)
        if self.brush.kind != "drag":
            self.dab(place, normal)

    def pull(self, way: Vec) -> None:
        """Hold what was grabbed ``way`` (mm) from where it was; raises DataError like ``grab``."""
        if self.grip is not None:
            self.brush.drag(self.grip.place, way)
            self.grip = replace(self.grip, way=way)

    def dab(self, place: Vec, normal: Vec) -> None:
        """Make one stroke of the gesture at ``place``."""
        if self.grip is not None:
            self.grip, stroke = self.grip.dabbed(place, normal)
            self.live.record(stroke, self.author)

    def let_go(self) -> None:
        """Open; a drag is made now."""
        if (stroke := self.pending) is not None:
            self.live.record(stroke, self.author)
        self.grip = None
