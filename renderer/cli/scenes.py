"""Scenes: a new one of one's own, and whether they keep the rules."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from renderer.core.doing import doing
from renderer.core.errors import RendererError
from renderer.scene.listing import listing

from .completions import tables
from .figure_options import roles_typed, shows_figures
from .map_options import answers_typed, shows_map
from .own_code import announce
from .tell import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from renderer.frames.checks import Finding

__all__ = ["check", "new"]


@click.command()
@click.argument("name")
@click.option("--dir", "folder", type=click.Path(path_type=Path), default=".", show_default=True,
              help="Folder in which the scene's own folder is made.")  # fmt: skip
@click.option("--template", metavar="TEMPLATE", default="picture", show_default=True,
              help="What it begins as: picture, simulation, points or sculpture.")  # fmt: skip
@click.option("--data", shell_complete=tables,
              help="Figures that it shows from the first: a bundled name, or a table of yours.")  # fmt: skip
def new(name: str, folder: Path, template: str, data: str | None) -> None:
    """Start a scene of your own.

    Writes NAME/ with a scene, its shaders and two presets that work and can be changed line by line.
    The templates: picture, strings of pearls in one shader; simulation, a pond whose water remembers its
    last frame; points, a meadow of instanced seeds; sculpture, a shell that takes views and a printer.
    With --data it shows what fits of a table of yours.

    \b
    chorus new pearl
    chorus new quays --data quays.csv
    chorus new pond --template simulation
    chorus preview pearl
    """
    from renderer.scene.catalogue import load
    from renderer.scene.starter import MAIN, check_name, template_folder, write_starter
    from renderer.scene.starter_figures import choose_figures
    from renderer.session.known_scenes import know

    check_name(name)
    shown = choose_figures(load(template_folder(template)).scene.roles, data) if data else None
    made = write_starter(name, folder, template, shown)
    know(made / "scene.py")
    for note in shown.notes if shown else ():
        tell(f"{note[0].upper()}{note[1:]}.")
    tell(f"Your scene lies in {made.resolve()}")
    tell(f"Open first: {made / MAIN[template]}, its main shader, and {made / 'scene.py'}, its knobs and passes.")
    tell(f"See it: chorus preview {made}   Test it: chorus check {made}")


@click.command()
@click.argument("scenes", metavar="[SCENE]...", nargs=-1)
@click.option("--size", type=(int, int), default=(192, 108), show_default=True, metavar="W H",
              help="Size of the pictures compared, px.")  # fmt: skip
@shows_figures
@shows_map
def check(scenes: tuple[str, ...], size: tuple[int, int], **shown: Any) -> None:  # noqa: ANN401
    """Test scenes against the rules, without a window.

    Compiles everything, draws small pictures and says of each rule whether it holds. Without SCENE all
    that `chorus list` shows are tested. With figures of yours every rule is held against those, and what the
    picture says of them is printed.

    \b
    chorus check pearl
    chorus check pearl --data mine.csv --figure pearl=sealants
    """
    from renderer.frames.checks import check_all
    from renderer.gpu.context import create
    from renderer.scene.catalogue import find

    from .rule_progress import rule_progress

    roles, answers = roles_typed(shown), answers_typed(shown)
    names = scenes or tuple(str(one.module.parent) for one in listing())
    gl = create()
    broken: list[str] = []
    for name in names:
        with suppress(RendererError):  # one that is not there breaks a rule
            announce(find(name))
        tell(Path(name).name)
        with doing(name):
            every = check_all(gl, name, size, shown["data"], roles, shown["places"], answers, rule_progress())
            broken += _told(name, every)
    gl.release()
    if broken:
        raise RendererError(f"Broken: {'; '.join(broken)}.")
    tell(f"{len(names)} {'scene keeps' if len(names) == 1 else 'scenes keep'} every rule.")


def _told(name: str, findings: "Iterable[Finding]") -> list[str]:
    """Tell of each rule what came of it as soon as that is known; return those that are broken."""
    broken = []
    for found in findings:
        tell(f"  {'ok    ' if not found.fault else 'BROKEN'} {found.seconds:6.2f} s  {found.rule}")
        if found.fault:
            tell(f"                   {found.fault}")
            broken.append(f"{Path(name).name}: {found.rule}")
        for note in found.notes:
            tell(f"                   {note}")
    return broken
