"""A job as its manifest, and the manifest as the job it was: what ``chorus remake`` runs again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from renderer.core.errors import DataError, RendererError
from renderer.core.paths import SHADERS
from renderer.data.domain import domains_shown
from renderer.data.load import load_table
from renderer.data.places.bundled_maps import find_map, map_for
from renderer.data.places.map_parts import map_files
from renderer.data.role_table import figures_shown
from renderer.data.table import Table
from renderer.gpu.include import expand
from renderer.label.label import label_of
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import Loaded, installations
from renderer.scene.input_file import input_files
from renderer.scene.object_words import said_of_object
from renderer.session.open_setup import complete, fitted, params_of
from renderer.session.setup import Setup
from renderer.session.setup_json import setup_json, setup_of
from renderer.session.shown_table import shown_table
from renderer.session.take_line import MARK, of_line

from . import manifest as notes
from .codecs.press_colours import COLOUR_OPTIONS
from .job import Job
from .job_check import check_job
from .job_file import destination_json, job_to, profile_placed
from .kept_figures import with_own_figures
from .soundtrack import FILE, audio_placed
from .take_figures import other_figures

__all__ = ["drawn_from", "job_of_manifest", "manifest_of"]


def manifest_of(
    job: Job, table: Table | None = None, when: str = "", moments: Sequence[float] | None = None
) -> dict[str, object]:
    """
    Return what suffices to make ``job`` again; no path, clock or name of this machine, and no GPU is asked.

    table : the job's figures, where they are read already; when : of when those are that it shows, and
    moments : where in its times
    """
    loaded, setup = job.loaded, complete(job.setup, job.loaded)
    figures = setup.figures or loaded.scene.data
    if table is None:
        table = shown_table(load_table(figures, loaded.scene.wanted), loaded.scene, setup, job.drawn_size)
    if loaded.scene.roles and not (job.take and {"figures", "domains"} & job.take.facts.keys()):
        # What the table made of them: it may have had other measures than the scene asks for. A take says it itself.
        setup = replace(setup, roles=figures_shown(table, loaded.scene.wanted),
                        domains=domains_shown(table, loaded.scene.roles))  # fmt: skip
    recipe, params = job.recipe, params_of(setup, loaded)
    scene, beyond = loaded.scene, ""
    if job.choice.format.kind == "object":
        scene, beyond = said_of_object(scene, job.choice.path)
    size = job.drawn_size
    caption = caption_of(scene, table, params, when, moments, size)
    if caption == caption_of(scene, table, params, "", moments, size):
        when = ""  # a picture of all times beside each other is of no one time
    night = other_figures(job, table.release)
    beside = f"{night.capitalize()}." if night else ""
    said = label_of(scene, table, params, moments, when, beside, size)
    heard = {FILE: job.audio.path} if job.audio else {}
    return notes.build(job.choice.format.kind, drawn_from(replace(job, setup=setup), table) | heard | _profile(job), {
        "setup": setup_json(_anywhere(setup, loaded)),
        "destination": _without_folders(destination_json(job)),
        "title": loaded.scene.title,
        "caption": caption + beyond + (f" {beside}" if night else ""),
        "sentences": [*said.marks],
        "alt": said.short + beyond,
        "description": said.long + beyond,
        "data": {"name": Path(figures).stem, "release": table.release, "source": table.source},
        **({"when": when} if when else {}),
        **({"night": night} if night else {}),
        **({"device": dict(recipe.facts)} if recipe else {}),
        **({"state": dict(job.state)} if job.state else {}),
    })  # fmt: skip


def drawn_from(job: Job, table: Table) -> dict[str, Path]:
    """Return the files that ``job`` draws, but for its figures, by the names that a manifest gives them."""
    loaded, setup = job.loaded, job.setup
    drawn = _map(setup, table) if loaded.scene.places or setup.places else {}
    return _files(loaded) | _named(setup) | drawn


def job_of_manifest(
    manifest: Mapping[str, Any], source: str, out: Path, within: tuple[Path, ...], **typed: Any  # noqa: ANN401
) -> Job:
    """
    Return the job that ``manifest``, read from ``source``, tells of, to be written to ``out``.

    typed : ``scene``, ``figures``, ``places``, ``audio`` and ``icc``, where the artist says where they lie; no ``icc``,
        "", where nothing is drawn and so no printer is asked
    Raises DataError where the manifest lacks something or names a scene that did not come with Chorus, SceneError
    where the scene is gone. What the scene no longer takes is left out, and told in ``notes``.
    """
    _check_bundled(manifest.get("setup"), source, typed.get("scene"))
    audio, icc = typed.pop("audio", None), typed.pop("icc", None)
    said = manifest.get("setup") if typed.get("figures") else with_own_figures(manifest, within)
    setup = setup_of(said, source, within, {"scene": None, "figures": None, "places": None} | typed)
    where = manifest.get("destination")
    if not isinstance(where, Mapping):
        raise DataError(f"{source}: the manifest is incomplete: it says nothing of a destination")
    state = manifest.get("state", {})
    if not isinstance(state, Mapping):
        raise DataError(f"{source}: the manifest is damaged: what it says of the state before is no table")
    setup, gone = fitted(setup)
    where = audio_placed(where, source, within, audio)
    job = job_to(setup, _with_icc(where, icc, source, within), source, out)
    try:
        check_job(job, found=bool(typed.get("scene")))
    except RendererError as error:
        raise DataError(f"{source}: {error}") from None
    job = replace(job, state=dict(state))
    return replace(job, notes=(*gone, *job.notes))


def _with_icc(
    where: Mapping[str, Any], icc: str | None, source: str, within: tuple[Path, ...]
) -> Mapping[str, Any]:  # fmt: skip
    """Return the destination ``where`` with the profile ``icc`` in place of its own; see ``job_of_manifest``."""
    options = where.get("options")
    if icc is None or not isinstance(options, Mapping) or "icc" not in options:
        return profile_placed(where, source, within, sayable=True)
    kept = {name: one for name, one in options.items() if icc or name not in COLOUR_OPTIONS}
    return {**where, "options": {**kept, **({"icc": icc} if icc else {})}}


def _without_folders(where: Mapping[str, Any]) -> dict[str, Any]:
    """Return a destination that names its files, a printer's profile and a sound, without where they lie."""
    options = {name: _file(value) if name == "icc" else value for name, value in where["options"].items()}
    sound = {"audio": {**where["audio"], "file": PurePath(where["audio"]["file"]).name}} if "audio" in where else {}
    return {**where, "options": options, **sound}


def _profile(job: Job) -> dict[str, Path]:
    """Return the profile of the printer where it is a file; its name may change, what it holds may not."""
    path = Path(job.options.get("icc", ""))
    return {"the printer's profile": path} if path.is_file() else {}


def _check_bundled(setup: object, source: str, typed: str | None) -> None:
    """Raise DataError where ``setup`` names a scene that did not come with Chorus and none was typed: it is code."""
    named = setup.get("scene") if isinstance(setup, Mapping) else None
    if not typed and isinstance(named, str) and named not in installations():
        raise DataError(f"{source} was made with the scene {named!r}, which did not come with Chorus, and a scene is "
                        "code: say where yours lies, --scene FOLDER")  # fmt: skip


def _anywhere(setup: Setup, loaded: Loaded) -> Setup:
    """Return ``setup`` by names alone, as they are the same on every machine: no path of this one."""
    output = setup.output
    if output is not None:
        family, colon, profile = output.name.partition(":")
        options = {name: _file(value) for name, value in output.options.items()}
        output = replace(output, name=family + colon + _file(profile), options=options)
    return replace(setup, scene=loaded.name, figures=_name(setup.figures) if setup.figures else None,
                   feed=_name(setup.feed) if setup.feed else None, output=output,
                   places=_name(setup.places) if setup.places else None,
                   take=tuple(map(_nowhere, setup.take)))  # fmt: skip


def _nowhere(line: str) -> str:
    """Return a line of a take without the folders that it names: a head does, of this format or an older one."""
    if MARK not in line or not (content := of_line(line.encode())):
        return line
    setup = content["setup"] if isinstance(content.get("setup"), dict) else content
    kept: dict[str, Any] = {name: _name(setup[name]) for name in ("figures", "data", "feed", "places")
                            if setup.get(name)}  # fmt: skip
    if isinstance(output := setup.get("output"), dict):
        family, colon, profile = output["name"].partition(":")
        options = {name: _file(value) for name, value in output.get("options", {}).items()}
        kept["output"] = {**output, "name": family + colon + _file(profile), "options": options}
    if kept.items() <= setup.items():
        return line
    setup |= kept
    return json.dumps(content)


def _name(word: str) -> str:
    """Return the name alone of the file or folder ``word``, however it is spelled: ``feed`` for ``./feed``."""
    return PurePath(word).name if PurePath(word).name not in ("", "..") else Path(word).resolve().name


def _file(word: str) -> str:
    """Return ``word``, which may be anything, or the name alone of the file that it is the path of."""
    path = Path(word)
    return _name(word) if path.is_absolute() or ".." in path.parts or (word and path.is_file()) else word


def _files(loaded: Loaded) -> dict[str, Path]:
    """Return the scene's module, its pictures and every shader file that its passes read, by ``_labels``."""
    found: dict[Path, None] = dict.fromkeys(input_files(loaded).values())
    solid = [loaded.scene.solid.shader] if loaded.scene.solid else []
    for name in (*(step.shader for step in loaded.scene.passes), *solid):
        shader = loaded.folder / name
        for stage in (shader, shader.with_suffix(".frag")) if shader.suffix == ".vert" else (shader,):
            found |= dict.fromkeys(expand(stage, roots=loaded.roots).files)
    return _labels((loaded.module.resolve(), *sorted({path.resolve() for path in found})), loaded)


def _named(setup: Setup) -> dict[str, Path]:
    """Return the files that ``setup`` names beside its scene and figures: releases of a feed, those of a device."""
    feed = Path(setup.feed or "none")
    releases = {f"feed:{path.name}": path for path in feed.glob("*.csv")} if feed.is_dir() else {}
    output = setup.output
    words = [output.name.partition(":")[2], *output.options.values()] if output else []
    return releases | {f"output:{PurePath(word).name}": Path(word) for word in words if word and Path(word).is_file()}


def _map(setup: Setup, table: Table) -> dict[str, Path]:
    """Return the files of the map that is drawn; their names may change, what they hold may not."""
    path = find_map(setup.places) if setup.places else map_for((table.finer or table).areas)
    return {"the map" if one == path else f"the map ({one.suffix})": one for one in (map_files(path) if path else ())}


def _labels(paths: Iterable[Path], loaded: Loaded) -> dict[str, Path]:
    """
    Return files by their names as the manifest gives them: from the scene's folder, ``lib:`` of the library, ``root:``.

    paths : where they lie once links are followed
    Two effects may each have a ``held.frag``: below the library the path tells them apart.
    """
    roots = ((f"{root}:", loaded.folder / root) for root in loaded.scene.roots)
    marks = [(mark, folder.resolve()) for mark, folder in (("", loaded.folder), ("lib:", SHADERS), *roots)]
    return {_label(path, marks): path for path in paths}


def _label(path: Path, marks: Iterable[tuple[str, Path]]) -> str:
    """Return the name of a file: behind the mark of the first folder that it lies in."""
    for mark, folder in marks:
        if path.is_relative_to(folder):
            return mark + path.relative_to(folder).as_posix()
    return path.name
