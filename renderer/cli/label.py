"""``chorus label``: words for a picture, for the wall beside it and for those who cannot see it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from renderer.core.errors import DataError, UsageError

from .completions import presets, scenes_or_files
from .figure_options import domains_typed, roles_typed, say_figures, shows_figures
from .map_options import answers_typed, shows_map
from .tell import document, say, tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from renderer.label.label import Label
    from renderer.output.job import Job

__all__ = ["label"]

_WIDTH = 1600  # px of the picture on a page


@click.command()
@click.argument("what", metavar="SCENE|FILE", shell_complete=scenes_or_files)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write: .txt, .html (a page that "
              "reads itself aloud and prints large), .pdf (large print) or .csv (the figures). [default: the terminal]")
@click.option("--preset", shell_complete=presets, help="Of a scene: with one of its presets.")
@shows_figures
@shows_map
@click.option("--allow", type=click.Path(file_okay=False, path_type=Path), multiple=True, metavar="FOLDER",
              help="Of a file: a folder that its manifest's paths may lead to, besides its own and the current "
              "one.")  # fmt: skip
@click.option("--qr", is_flag=True, help="Of a file: with a QR code of the name of its manifest.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def label(what: str, out: Path | None, allow: tuple[Path, ...], qr: bool, force: bool, **options: Any) -> None:  # noqa: ANN401
    """Say in words what a picture shows: for the wall, the ear, and large print.

    SCENE is a scene as `chorus export` would draw it; FILE a picture or film that Chorus made, or the .json beside it.
    The words come from the same roles and figures as the picture: a plate of up to 75 words for the wall, what it is,
    what each mark means, and what the figures say: how many are known, extremes, middle, change, gaps. No opinion, and
    of what is withheld or held back no figure. Where the figures that FILE was drawn with have changed or are gone, you
    hear so, and are told the words that it keeps.

    \b
    chorus label enamel
    chorus label wall.png --out wall.html
    chorus label hall.pdf --out plate.pdf --qr
    """
    from renderer.label.forms import FORMS, written

    if out is not None and out.suffix.lower() not in FORMS:
        raise UsageError(f"{out.name} is no label that Chorus can write: choose {', '.join(FORMS)}")
    if out is not None and out.exists() and not force:
        raise UsageError(f"{out} is there already; choose another name, or --force to write over it")
    path = Path(what)
    made = _id_of(path, out) if qr else ""
    said = _of_file(path, allow, options) if path.is_file() else _of_scene(what, options)
    if out is not None and out.suffix.lower() == ".csv" and not said.rows:
        raise DataError(f"{out.name} is not written: {path.name} keeps its words, and no table; --data FILE names the "
                        "figures that it was drawn with, and --map FILE their map")  # fmt: skip
    if out is None:
        document(written(said, ".txt", made=made).decode("utf-8").rstrip("\n"))
        return
    from renderer.core.files import write_whole

    write_whole(out, written(said, out.suffix.lower(), _picture(path), made))
    tell(str(out))


def _id_of(path: Path, out: Path | None) -> str:
    """Return the id of the manifest of the file ``path``; raises UsageError where there is none to be shown."""
    from renderer.output.manifest import id_of
    from renderer.output.recall import read_manifest

    if not path.is_file():
        raise UsageError(f"--qr names how a file was made, and {path} is none: export it, then chorus label FILE --qr")
    if out is not None and out.suffix.lower() == ".csv":
        raise UsageError(f"{out.name} is a table, which holds no QR code: choose .pdf, .html or .txt")
    return id_of(read_manifest(path))


def _of_scene(word: str, options: dict[str, Any]) -> "Label":
    """Return the label of a scene with what was typed."""
    from renderer.core.units import Size
    from renderer.output.formats import choose
    from renderer.output.job import Job
    from renderer.session.open_setup import check_map, scene_word, with_roles
    from renderer.session.setup import Setup

    from .types import SceneName

    scene = SceneName().convert(word, None, None)
    for note in scene.lost(options["preset"] or ""):
        say(note)
    setup = Setup(scene_word(scene), preset=options["preset"], figures=options["data"], roles=roles_typed(options),
                  domains=domains_typed(options), places=options["places"],
                  map_answers=answers_typed(options))  # fmt: skip
    check_map(setup, scene)
    job = Job(setup, with_roles(scene, setup), choose(Path("label.png")), Size(1280, 720))
    say_figures(job.loaded.scene, setup.figures)
    return _of_job(job)


def _of_file(path: Path, allow: tuple[Path, ...], options: dict[str, Any]) -> "Label":
    """
    Return the label of a picture or film by what it says of itself.

    Where the figures or the map that it was drawn with are gone or others, that is the words that it keeps.
    """
    from renderer.output.kept_figures import files_gone, kept_release, release_at
    from renderer.output.recall import folders_of, read_manifest
    from renderer.output.record import job_of_manifest
    from renderer.output.take_figures import OTHER

    typed = {name: options[key] for name, key in (("figures", "data"), ("places", "places")) if options[key]}
    manifest, within = read_manifest(path), folders_of(path, allow)
    if gone := files_gone(manifest, within, typed):
        return _as_kept(path, manifest, f"{gone} lies neither beside {path.name} nor here")
    out = _made_as(path, manifest)
    job = job_of_manifest(manifest, str(path), out, within, icc="", **typed)  # no printer is asked
    figures = job.setup.figures or job.loaded.scene.data
    if not (own := kept_release(manifest)):
        say(f"{path.name} does not say which figures it was drawn with: the words are on those of {Path(figures)}")
    elif release_at(figures) != own:
        return _as_kept(path, manifest, f"{Path(figures)} holds other figures than {path.name} shows")
    for note in job.notes:
        say(note)
    night, others = str(manifest.get("night", "")), _others(job, manifest)
    told = _of_job(job, str(manifest.get("when", "")), night if night.startswith(OTHER) else "")
    if any(name.startswith("the map") for name in others):
        kept = _as_kept(path, manifest, f"the map is another than {path.name} was drawn with")
        return replace(kept, heads=told.heads, rows=told.rows)
    if others:
        more = f" and {len(others) - 1} more files" if len(others) > 1 else ""
        say(f"{others[0]}{more} changed since {path.name} was drawn: these words say how it would be drawn now")
    return told


def _made_as(path: Path, manifest: "dict[str, Any]") -> Path:
    """
    Return the name that the options of the file ``path``, and an object's words, are measured by: nothing is written.

    Its sound is left out of ``manifest``: what it sounds like is not told, and its file may be elsewhere.
    """
    from renderer.output.formats import FORMATS, is_sequence

    out = path.with_suffix("") if path.suffix.lower() == ".json" else path
    where = manifest.get("destination")
    if isinstance(where, dict):
        manifest["destination"] = where = {name: value for name, value in where.items() if name != "audio"}
    kept = str(where.get("format", "")) if isinstance(where, dict) else ""
    if kept in FORMATS and manifest.get("kind") == "sequence" and not is_sequence(out):  # one of its pictures
        return out.with_name(f"%d.{kept}")
    if kept in FORMATS and out.suffix.lower().lstrip(".") not in FORMATS:  # its .json was given another name
        return out.with_name(f"{out.name}.{kept}")
    return out


def _others(job: "Job", manifest: "Mapping[str, Any]") -> list[str]:
    """Return the names of the files, but for its figures, that ``job`` draws and that ``manifest`` knows otherwise."""
    from renderer.data.load import load_table
    from renderer.output.manifest import changed_files, fingerprint
    from renderer.output.record import drawn_from

    scene = job.loaded.scene
    now = fingerprint(drawn_from(job, load_table(job.setup.figures or scene.data, scene.wanted)))
    return [name for name in changed_files(manifest, {"files": now}) if name in now]


def _as_kept(path: Path, manifest: "Mapping[str, Any]", why: str) -> "Label":
    """Return the words that ``path`` keeps, without a table, and say ``why``; raises DataError where it keeps none."""
    from renderer.label.label import kept_label

    try:
        kept = kept_label(manifest)
    except KeyError:
        raise DataError(f"{why}, and {path.name} keeps no words: --data FILE names the figures that it was drawn "
                        "with, and --map their map") from None  # fmt: skip
    say(f"{why}: these are the words that it was given when it was drawn")
    return kept


def _of_job(job: "Job", when: str = "", night: str = "") -> "Label":
    """
    Return the label of what ``job`` draws.

    when : of when its file says that the figures are; night : that they are other than those its take was played with
    """
    from renderer.label.label import label_of
    from renderer.output.take_figures import other_figures
    from renderer.scene.object_words import said_of_object
    from renderer.scene.when import said_over, shown_at
    from renderer.session.open_setup import params_of
    from renderer.session.shown_table import shown_table
    from renderer.signals.moment import moment
    from renderer.signals.source import read_figures

    scene = job.loaded.scene
    table = read_figures(job.setup.figures or scene.data, scene.wanted, scene.feed, job.setup.seed)[0]
    table = shown_table(table, scene, job.setup, job.drawn_size)
    newest = len(table.times) - 1.0
    moments = [moment(scene.frame(index, job.fps), table) for index in job.loop_frames]
    if when and when == shown_at(scene, table, newest):
        moments = [newest]  # a scene that shows the newest in every frame
    when = when or said_over(scene, table, moments)
    if job.choice.format.kind == "object":
        scene, beyond = said_of_object(scene, job.choice.path)
        scene = replace(scene, caption=scene.caption + beyond)
    if night := night or other_figures(job, table.release):
        night = f"{night.capitalize()}."
    return label_of(scene, table, params_of(job.setup, job.loaded), moments, when, night, job.drawn_size)


def _picture(path: Path) -> bytes:
    """Return the still at ``path`` as a JPEG for a page, b"" where it is none."""
    if not path.is_file():
        return b""
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as opened:
            shown = opened.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError):
        return b""
    shown.thumbnail((_WIDTH, _WIDTH))
    out = BytesIO()
    shown.save(out, "JPEG", quality=88)
    return out.getvalue()
