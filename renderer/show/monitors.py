"""Which displays there are, and which of them an artist means: by connector, by number, after a replug.

On Linux xrandr is asked, beside the frame loop, because it knows the EDID and asking takes a while;
elsewhere the window toolkit's list is enough.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from renderer.core.errors import DisplayError
from renderer.core.suggest import nearest

__all__ = ["Display", "Placed", "choose", "displays", "find_again", "name_of", "parse_xrandr"]

_HEAD = re.compile(r"^(\S+) (?:dis)?connected (primary )?(\d+)x(\d+)\+(-?\d+)\+(-?\d+)")
_OUTPUT = re.compile(r"^\S+ (?:dis)?connected\b", re.MULTILINE)
_HEX = re.compile(r"^\t\t([0-9a-f]{32})$")


@dataclass(frozen=True, slots=True)
class Display:
    """One display that is on: connector name, place and size (px), and a digest of its EDID or ""."""

    name: str
    x: int
    y: int
    width: int
    height: int
    primary: bool = False
    edid: str = ""

    @property
    def area(self) -> tuple[int, int, int, int]:
        """Where it lies on the desktop: x, y, width, height, px."""
        return self.x, self.y, self.width, self.height

    def __str__(self) -> str:
        """``HDMI-1 (1920x1080, primary)``."""
        return f"{self.name} ({self.width}x{self.height}{', primary' if self.primary else ''})"


@dataclass(frozen=True, slots=True)
class Placed:
    """Which ``display`` a show is on, or was on last, and the ``others`` that were there beside it."""

    display: Display
    others: tuple[Display, ...]

    def json(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {"display": asdict(self.display), "others": [asdict(one) for one in self.others]}

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> "Placed":
        """Return what ``json`` gave."""
        return cls(Display(**content["display"]), tuple(Display(**one) for one in content["others"]))


def displays(*, exact: bool = False) -> tuple[Display, ...]:
    """
    Return the displays that are on, in the order of their numbers; raise DisplayError without any.

    exact : raise OSError where xrandr is too busy to answer: what else could be asked knows no EDID, and a projector
        without it has another corner pin
    """
    try:
        found = _from_xrandr()
    except (OSError, subprocess.TimeoutExpired) as error:
        if exact:
            raise OSError(f"xrandr does not answer: {error}") from None
        found = None
    if found is None:
        found = _from_toolkit()
    if not found:
        raise DisplayError("no display is switched on")
    return found


def choose(found: Sequence[Display], wanted: str | None) -> Display:
    """
    Return the display that ``wanted`` means: a connector's name, or its number from 1.

    Without either it is the projector beside the laptop: the first that is not primary, or the second, where the
    desktop calls none so.
    Raises DisplayError, listing all, for an unknown one.
    """
    if wanted is None:
        beside = found if any(one.primary for one in found) else found[1:]
        return next((one for one in beside if not one.primary), found[0])
    for one in found:
        if one.name.lower() == wanted.lower():
            return one
    if wanted.isdigit() and 1 <= int(wanted) <= len(found):
        return found[int(wanted) - 1]
    listed = "; ".join(f"{number} {one}" for number, one in enumerate(found, 1))
    hint = nearest(wanted, [one.name for one in found]) or "."
    raise DisplayError(f"no display '{wanted}'{hint} There are: {listed}")


def find_again(lost: Display, found: Sequence[Display], others: Sequence[Display]) -> Display | None:
    """
    Return ``lost`` where it is among ``found`` now, None where it is not.

    The same EDID is the same projector, on whatever connector; then the connector's name; then the size,
    but never one of ``others``, which were there beside it and belong to somebody else.
    """
    if lost.edid:
        same = [one for one in found if one.edid == lost.edid]
        if same:
            return next((one for one in same if one.name == lost.name), same[0])
    for one in found:
        if one.name == lost.name:
            return one
    known = {one.name for one in others}
    alike = [one for one in found if one.name not in known and (one.width, one.height) == (lost.width, lost.height)]
    return alike[0] if len(alike) == 1 else None


def parse_xrandr(text: str) -> tuple[Display, ...]:
    """
    Return the displays of ``xrandr --current --prop``: all that have a place on the desktop.

    One whose cable was pulled keeps its place until the desktop takes it away; a window may stay there.
    """
    found: list[Display] = []
    edids: list[str] = []
    for line in text.splitlines():
        if head := _HEAD.match(line):
            name, primary, *numbers = head.groups()
            width, height, x, y = map(int, numbers)
            found.append(Display(name, x, y, width, height, bool(primary)))
            edids.append("")
        elif line[:1] not in ("\t", " ") and line:
            edids.append("")  # a display that is off: what follows is not the last one's
            found.append(Display("", 0, 0, 0, 0))
        elif found and (row := _HEX.match(line)):
            edids[-1] += row[1]
    named = zip(found, edids, strict=True)
    return tuple(_with_edid(one, edid) for one, edid in named if one.name)


def _with_edid(one: Display, edid: str) -> Display:
    mark = hashlib.sha256(edid.encode()).hexdigest()[:16] if edid else ""
    return Display(one.name, one.x, one.y, one.width, one.height, one.primary, mark)


def _from_xrandr() -> tuple[Display, ...] | None:
    """
    Ask xrandr what the server knows, without making it probe the cables; None where it cannot tell.

    Where it names outputs and none is on, none is: the toolkit makes a display up then, of the desktop's size.
    """
    if not sys.platform.startswith("linux") or shutil.which("xrandr") is None:
        return None
    said = subprocess.run(["xrandr", "--current", "--prop"], capture_output=True, text=True, timeout=5, check=False)
    if said.returncode != 0 or not _OUTPUT.search(said.stdout):
        return None
    return parse_xrandr(said.stdout)


def _from_toolkit() -> tuple[Display, ...]:
    """Ask the window toolkit; it has names on X11, and numbers elsewhere."""
    from .window import toolkit

    screens = toolkit().display.get_display().get_screens()
    names = [name_of(screen, f"display-{number}") for number, screen in enumerate(screens, 1)]
    return tuple(
        Display(name, screen.x, screen.y, screen.width, screen.height, bool(getattr(screen, "is_primary", False)))
        for name, screen in zip(names, screens, strict=True)
    )


def name_of(screen: object, without: str) -> str:
    """Return the name of the toolkit's ``screen``, ``without`` where it knows none."""
    ask = getattr(screen, "get_monitor_name", None)
    name = str(ask()) if ask else ""
    return name if name and name != "Unknown" else without
