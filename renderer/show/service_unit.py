"""A show as a service of an artist's own systemd: the text of its unit, and the file that this lies in.

Of the syntax: systemd.syntax(7), systemd.service(5), ``COMMAND LINES``; of the folder: systemd.unit(5). A unit that
somebody else wrote is never touched: ours begin with ``MARK``.
"""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from renderer.core.errors import UsageError
from renderer.core.files import write_whole
from renderer.core.paths import home_dir

__all__ = ["Service", "remove_unit", "unit_path", "written_unit"]

MARK = "# A show of Chorus, written by `chorus service install`, which also writes it anew."
ALIVE = 30  # s without a word of the supervisor, which speaks ten times a second, that end it
BEGIN = 600  # s that a show may take to its first picture; the supervisor itself waits for no more than 180 s at a time
END = 20  # s for an orderly end; the supervisor gives its show 10 s
AGAIN = 5  # s until the next try, for ever: a display server, or a projector, that is switched on later
_TARGETS = ("graphical-session.target", "default.target")
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,200}", re.ASCII)
_MOST = 1 << 16  # bytes of a unit that are looked at


@dataclass(frozen=True, slots=True)
class Service:
    """
    What is to run.

    command : the program, by its whole path, and its words; folder : where it is run, for its relative paths
    environment : what it needs and systemd does not know; session : whether a graphical session begins and ends it
    """

    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    session: bool

    def text(self) -> str:
        """Return the unit; raises UsageError where one cannot say it."""
        program, *words = self.command
        target = _TARGETS[0] if self.session else _TARGETS[1]
        return "\n".join((
            MARK,
            "# For changes of your own: systemctl --user edit, which keeps them in another file.",
            "[Unit]",
            "Description=Chorus on the wall",
            f"After={_TARGETS[0]}",
            *([f"PartOf={target}"] if self.session else []),
            "StartLimitIntervalSec=0",
            "",
            "[Service]",
            "Type=notify",
            f"WorkingDirectory={_bare(self.folder)}",
            *(f"Environment={quoted_word(f'{name}={value}')}" for name, value in self.environment.items()),
            # The colon: no word means a variable.
            f"ExecStart=:{' '.join(map(quoted_word, (program, *words)))}",
            "Restart=on-failure",
            f"RestartSec={AGAIN}",
            "SuccessExitStatus=129 130 143",  # somebody stopped it: SIGHUP, SIGINT, SIGTERM
            f"WatchdogSec={ALIVE}",
            f"TimeoutStartSec={BEGIN}",
            f"TimeoutStopSec={END}",
            "KillMode=mixed",  # the supervisor hands the signal on
            "",
            "[Install]",
            f"WantedBy={target}",
            "",
        ))  # fmt: skip


def quoted_word(word: str) -> str:
    r"""
    Return ``word`` as systemd reads it back as one; raises UsageError for one that is no UTF-8.

    >>> print(quoted_word('50 % "red"'), quoted_word("a\nb"))
    "50 %% \"red\"" "a\x0ab"
    """
    try:
        word.encode()
    except UnicodeEncodeError:
        raise UsageError(f"{word!r} is no UTF-8, and no unit of systemd can name it; rename it") from None
    marked = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return '"' + "".join(f"\\x{ord(one):02x}" if ord(one) < 32 or ord(one) == 127 else one for one in marked) + '"'


def _bare(folder: Path) -> str:
    """Return ``folder`` as it stands alone on a line, where systemd knows no quotes."""
    path = str(folder)
    quoted_word(path)
    if path != path.rstrip() or path.endswith("\\") or any(ord(one) < 32 or ord(one) == 127 for one in path):
        raise UsageError(f"no unit of systemd can name the folder {path!r}: its name has an end of line in it, or ends "
                         "in a space or a backslash; rename it, or install from another one")  # fmt: skip
    return path.replace("%", "%%")


def unit_path(name: str) -> Path:
    """Return the file of the unit ``name``.service of this account; raises UsageError for what is no name."""
    if not _NAME.fullmatch(name) or name.startswith((".", "-")):
        raise UsageError(f"'{name}' is no name of a service: letters, digits, _ . and - make one")
    folder = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    return (folder if folder.is_absolute() else home_dir() / ".config") / "systemd" / "user" / f"{name}.service"


def written_unit(path: Path, text: str) -> bool:
    """
    Write ``text`` to ``path``, whole or not at all; return whether one of ours was there before.

    Raises UsageError where somebody else's is there, EncodeError where it cannot be written.
    """
    before = _ours(path)
    with suppress(OSError):  # which is told with the file's own name
        path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode())
    return before


def remove_unit(path: Path) -> bool:
    """Take ``path`` away, and the links that had it begin; return False where there was none. Raises UsageError."""
    there = _ours(path)
    if there:
        path.unlink()
    for target in _TARGETS:
        link = path.parent / f"{target}.wants" / path.name
        if link.is_symlink() and not link.exists():
            link.unlink()
    return there


def _ours(path: Path) -> bool:
    """Return whether a unit of ours is at ``path``, False where nothing is; raises UsageError for any other."""
    if not os.path.lexists(path):
        return False
    first = b""
    if path.is_file() and not path.is_symlink():
        with suppress(OSError), path.open("rb") as file:
            first = file.read(_MOST)
    if not first.startswith(MARK.encode()):
        raise UsageError(f"{path} is not of `chorus service install`, and stays as it is; choose another --unit")
    return True
