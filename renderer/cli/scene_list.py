"""What scenes there are: the first command of many a first hour, so that nothing is loaded for it but what it reads."""

import shutil
from collections.abc import Iterable

import click

from renderer.scene.listing import Listed, listing

from .tell import tell

__all__ = ["VIEWS", "list_scenes"]


@click.command("list")
def list_scenes() -> None:
    """Show every scene, with its presets.

    Scenes that came with Chorus stand first, then those of the current folder: every folder in it
    that has a scene.py.
    """
    scenes = listing()
    for title, own in (("Installations", False), ("Yours, in this folder", True)):
        if part := [one for one in scenes if one.own is own]:
            tell(title)
            for line in _lines(part):
                tell(line)
    if not any(one.own for one in scenes):
        tell("Make one of your own: chorus new NAME")


VIEWS = "takes views: --as draws it for holograms, glasses and headsets"


def _lines(scenes: list[Listed]) -> Iterable[str]:
    """Return the lines of a list of scenes, as wide as the terminal."""
    width = max(len(one.name) for one in scenes) + 2
    room = max(shutil.get_terminal_size((110, 24)).columns - width - 2, 30)
    for one in scenes:
        yield f"  {one.name:<{width}}{_cut(one.title, room)}".rstrip()
        if one.presets:
            yield f"  {'':<{width}}{_cut('presets: ' + ', '.join(one.presets), room)}"
        yield from (f"  {'':<{width}}{words}" for words in one.unread)
        if one.views:
            yield f"  {'':<{width}}{_cut(VIEWS, room)}"


def _cut(text: str, room: int) -> str:
    """Return ``text`` cut at ``room`` letters."""
    return text if len(text) <= room else text[: room - 3].rstrip() + "..."
