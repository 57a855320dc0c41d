"""``chorus gallery``: the pictures by which scenes are shown, all from one command."""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from renderer.core.errors import RendererError, UsageError
from renderer.core.once import once
from renderer.core.suggest import nearest

from .progress_bar import shown
from .tell import say, tell
from .types import SceneName

if TYPE_CHECKING:
    from renderer.output.gallery import Exhibit, Plate
    from renderer.output.job import Job
    from renderer.scene.catalogue import Loaded

__all__ = ["gallery"]

FILE = "gallery.toml"  # in a scene's folder: what it wants otherwise, and sheets of its own
PLATES = ("hero", "thumb", "detail", "motion", "formats", "seeds", "presets", "states")
_HERO = ("--size", "1600x900", "--samples", "4")
_CELL = ("--size", "480x270", "--samples", "4")
_MURAL = ("--size", "4800x2700", "--samples", "4")
_PIECE = 0.25  # of a mural's side, which the detail shows at 1:1
_THUMB = 480  # px
_STILLS = 8  # of a strip of motion
_NAME = re.compile(r"[\w-]+")
_FORMATS = {"16:9": "480x270", "4:1": "480x120", "1:1": "360x360", "9:16": "203x360"}


@click.command()
@click.argument("scenes", nargs=-1, type=SceneName(), metavar="[SCENE...]")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default="gallery", show_default=True,
              help="Folder for the pictures; those of before are written over.")  # fmt: skip
@click.option("--only", metavar="A,B,...", help=f"Just these: {', '.join(PLATES)}, or the scene's own.")
def gallery(scenes: "tuple[Loaded, ...]", out: Path, only: str | None) -> None:
    """Draw the pictures by which scenes are shown.

    Without SCENE of all that came with Chorus. For each: one large still, a thumbnail, a piece of a mural at 1:1, a
    strip of motion, four formats, four seeds, the presets, and what is zero, withheld, held or missing in every third
    area. What a scene wants otherwise stands in gallery.toml beside its scene.py: `hero` and `moment` for all,
    `[detail]` with `at`, `[states]` with the options of `chorus export` and a crop (left, top, width and height of a
    piece, 0 .. 1), and `[sheets.NAME]` with cells, each with a label, options and a crop.

    \b
    chorus gallery enamel
    chorus gallery ./pearl --only hero,motion --out press
    """
    from renderer.output.gallery import make_plate
    from renderer.scene.catalogue import installations, load

    exhibited = scenes or tuple(load(path) for path in installations().values())
    wanted = [word.strip() for word in only.split(",")] if only else None
    plates = [plate for scene in exhibited for plate in _plates(scene, out, wanted)]
    if not plates:
        raise UsageError(f"nothing to draw: {' and '.join(scene.name for scene in exhibited)} has no {only}")
    for plate in plates:
        with shown(plate.path.name) as progress:
            make_plate(plate, progress)
        tell(str(plate.path))


def _plates(scene: "Loaded", out: Path, wanted: Sequence[str] | None) -> "Iterator[Plate]":
    """Yield the plates of ``scene``: of ``wanted``, where that is said."""
    said = _said(scene)
    own = said.get("sheets", {})
    known = (*PLATES, *own)
    for name in wanted or ():
        if name not in known:
            raise UsageError(f"{scene.name} has no picture '{name}'{nearest(name, known)}")
    note = once(say)  # what is so of one cell is of all others
    for name in wanted or known:
        try:
            plate = _Sheets(scene, said, out, note).plate(name)
        except (click.ClickException, RendererError, AttributeError, KeyError, TypeError, ValueError) as error:
            words = error.format_message() if isinstance(error, click.ClickException) else error
            words = f"it lacks {error}" if isinstance(error, KeyError) else words
            where = f"{scene.folder / FILE}: {name}" if name in own or said else name
            raise UsageError(f"{where}: {words}") from None
        if plate is not None:
            yield plate


def _said(scene: "Loaded") -> dict[str, Any]:
    """Return what the scene's gallery.toml says, {} without one."""
    from renderer.core.small_file import read_toml

    path = scene.folder / FILE
    try:
        said = read_toml(path) if path.is_file() else {}
    except (ValueError, OSError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
    known = ("hero", "moment", "detail", "states", "sheets")
    for name in said:
        if name not in known:
            raise UsageError(f"{path} says '{name}'{nearest(name, known)}")
    own = said.get("sheets", {})
    if not isinstance(own, dict):
        raise UsageError(f"{path}: sheets are tables: write [sheets.NAME]")
    for name in own:
        if not _NAME.fullmatch(name) or name in PLATES:
            raise UsageError(f"{path}: a sheet cannot be called '{name}': letters, digits, - and _, and none of "
                             f"{', '.join(PLATES)}")  # fmt: skip
    return said


class _Sheets:
    """The plates of one scene, by what its file says."""

    def __init__(self, scene: "Loaded", said: Mapping[str, Any], out: Path, note: Callable[[str], None]) -> None:
        self.scene, self.said, self.out, self.note = scene, said, out, note
        self.moment = ("--frames", str(int(said.get("moment", 0))))
        self.hero = (*self.moment, *shlex.split(said.get("hero", "")))

    def plate(self, name: str) -> "Plate | None":
        """Return the plate ``name``, None where the scene has nothing to show there."""
        from renderer.output.gallery import Plate

        if name in self.said.get("sheets", {}):
            sheet = self.said["sheets"][name]
            own, bare = tuple(self._typed(cell) for cell in sheet["cells"]), bool(sheet.get("bare"))
            if not own or (bare and len(own) > 1):
                raise UsageError(f"it has {len(own)} cells; {'a bare one has one' if bare else 'one at least'}")
            return Plate(self._path(name), own, sheet.get("columns"), bare=bare)
        cells, columns = {
            "hero": self._hero, "thumb": self._thumb, "detail": self._detail, "motion": self._motion,
            "formats": self._formats, "seeds": self._seeds, "presets": self._presets, "states": self._states,
        }[name]()  # fmt: skip
        bare = name in ("hero", "thumb", "detail")
        return Plate(self._path(name), tuple(cells), columns, bare, _THUMB * (name == "thumb")) if cells else None

    def _path(self, name: str) -> Path:
        """Return where the plate ``name`` goes."""
        if name == "thumb":
            return self.out / "thumbs" / f"{self.scene.name}.jpg"
        return self.out / f"{self.scene.name}{'' if name == 'hero' else f'-{name}'}.jpg"

    def _typed(self, cell: Mapping[str, Any]) -> "Exhibit":
        """Return a cell of the scene's own sheets."""
        words = shlex.split(cell["options"])
        return self._cell(cell.get("label", ""), *_CELL, *self.moment, *words, crop=_crop(cell))

    def _cell(self, label: str, *words: str, **more: Any) -> "Exhibit":  # noqa: ANN401
        """Return a cell that is drawn as ``chorus export`` with ``words`` does."""
        from renderer.output.gallery import Exhibit

        return Exhibit(label, _job(self.scene, words, self.note), **more)

    def _hero(self) -> "tuple[list[Exhibit], int | None]":
        return [self._cell("", *_HERO, *self.hero)], 1

    def _thumb(self) -> "tuple[list[Exhibit], int | None]":
        return [self._cell("", *_HERO, *self.hero, "--size", "960x540")], 1

    def _detail(self) -> "tuple[list[Exhibit], int | None]":
        said = self.said.get("detail", {})
        across, down = said.get("at", (0.5, 0.5))
        words = shlex.split(said["options"]) if "options" in said else self.hero
        if not all(0.0 <= middle <= 1.0 for middle in (across, down)):
            raise UsageError("at is the middle of the piece: from the left and from the top, 0 .. 1 of the picture")
        corner = (min(max(middle - _PIECE / 2, 0.0), 1.0 - _PIECE) for middle in (across, down))
        return [self._cell("", *_MURAL, *self.moment, *words, crop=(*corner, _PIECE, _PIECE))], 1

    def _motion(self) -> "tuple[list[Exhibit], int | None]":
        fps = self._cell("", *_CELL, *self.hero).job.fps
        count = self.scene.scene.frame(fps=fps).frames
        frames = (count * step // _STILLS for step in range(_STILLS))
        return [self._cell(f"{float(frame / fps):.1f} s", *_CELL, *self.hero, "--frames", str(frame))
                for frame in frames], 4  # fmt: skip

    def _formats(self) -> "tuple[list[Exhibit], int | None]":
        return [self._cell(name, *_CELL, *self.hero, "--size", size) for name, size in _FORMATS.items()], 2

    def _seeds(self) -> "tuple[list[Exhibit], int | None]":
        return [self._cell(f"seed {seed}", *_CELL, *self.hero, "--seed", str(seed)) for seed in range(4)], 2

    def _presets(self) -> "tuple[list[Exhibit], int | None]":
        first = self._cell("as it comes", *_CELL, *self.moment)
        others = (self._cell(one.name, *_CELL, *self.moment, "--preset", one.name)
                  for one in self.scene.presets if not one.unread)
        return [first, *others] if self.scene.presets else [], None

    def _states(self) -> "tuple[list[Exhibit], int | None]":
        from renderer.data.state import State

        if not self.scene.scene.roles:
            return [], None
        names = {"as they are": None, "a third is zero": State.ZERO, "a third is withheld": State.SUPPRESSED,
                 "a third is held back": State.HELD, "a third is missing": State.MISSING}  # fmt: skip
        said = self.said.get("states", {})
        for word in said:
            if word not in ("options", "crop"):
                raise UsageError(f"it says '{word}'{nearest(word, ('options', 'crop'))}")
        words = (*_CELL, *self.hero, *shlex.split(said.get("options", "")))
        return [self._cell(name, *words, crop=_crop(said), state=state) for name, state in names.items()], None


def _crop(said: Mapping[str, Any]) -> tuple[float, ...]:
    """Return the piece of the picture that ``said`` wants in its place, all without; raises UsageError for none."""
    crop = tuple(map(float, said.get("crop", (0.0, 0.0, 1.0, 1.0))))
    inside = len(crop) == 4 and all(0.0 <= one <= 1.0 for one in crop) and min(crop[2:]) > 0.0
    if not (inside and crop[0] + crop[2] <= 1.0 and crop[1] + crop[3] <= 1.0):
        raise UsageError(f"crop {list(crop)} is no piece: it is left, top, width and height, 0 .. 1 of the picture")
    return crop


def _job(scene: "Loaded", words: Sequence[str], note: Callable[[str], None]) -> "Job":
    """Return the one job that ``chorus export SCENE x.png`` with ``words`` would make; ``note`` hears its notes."""
    from renderer.session.open_setup import scene_word

    from .export import BESIDE_JOB, export
    from .export_options import jobs_typed

    context = export.make_context("export", [scene_word(scene), "cell.png", *words])
    for name in BESIDE_JOB:
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise UsageError(f"--{name.replace('_', '-')} has no place in a picture's options")
    options = {name: value for name, value in context.params.items() if name not in (*BESIDE_JOB, "scene", "out")}
    job, jobs = jobs_typed(scene, Path("cell.png"), {**options, "allow": ()}, note)
    if len(jobs) > 1 or job.choice.format.kind != "still":
        raise UsageError("a cell is one picture: name one value and one seed")
    return jobs[0][1]
