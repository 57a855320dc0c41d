"""A job as JSON, and JSON as a job: what ``--dry-run`` prints and ``--job`` runs.

    {"chorus_job": 1, "setup": {"chorus_setup": 1, "scene": "enamel"},
     "destination": {"path": "wall.png", "size": [1920, 1080], "frames": [0, 0], "fps": "30"}}
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError, RendererError
from renderer.core.json_object import read_object
from renderer.core.quote import quoted
from renderer.core.units import Size
from renderer.session.open_setup import complete, loaded_of
from renderer.session.placed import placed
from renderer.session.setup import Setup
from renderer.session.setup_json import known_only, setup_json, setup_of

from .codecs.printer_profile import BUILT_IN
from .destination import destination_of
from .formats import choose
from .job import Job
from .job_check import check_job
from .soundtrack import audio_placed, soundtrack_json

__all__ = ["LIMIT", "MARK", "VERSION", "destination_json", "job_json", "job_of", "job_to", "profile_placed", "read_job"]

MARK, VERSION = "chorus_job", 1
LIMIT = 1 << 28  # bytes, a long take's lines among them; a longer file, or one without an end, is none of ours
_STORE = ("depth", "codec", "quality", "hdr")


def job_json(job: Job) -> dict[str, Any]:
    """Return ``job`` as JSON holds it, its setup saying everything that the scene would."""
    setup = complete(job.setup, job.loaded)
    where = {"path": str(job.choice.path), **destination_json(job)}
    return {MARK: VERSION, "setup": setup_json(setup), "destination": where}


def destination_json(job: Job) -> dict[str, Any]:
    """Return what becomes of ``job``'s setup, but for the path."""
    choice = job.choice
    return {
        "format": choice.format.name,
        "depth": choice.depth,
        "codec": choice.codec,
        "quality": choice.quality,
        "size": [job.size.width, job.size.height],
        "dpi": job.size.dpi,
        "frames": [job.frames[0], job.frames[-1]],
        "fps": str(job.fps),
        "samples": job.samples,
        "shutter": job.shutter,
        "alpha": job.alpha,
        "options": dict(job.options),
        **({"hdr": choice.hdr} if choice.hdr else {}),
        **({"every": job.frames.step} if job.frames.step > 1 else {}),
        **({"loop": True} if job.loop else {}),
        **({"audio": soundtrack_json(job.audio)} if job.audio else {}),
    }


def read_job(content: str | bytes, source: str, within: tuple[Path, ...]) -> Job:
    """
    Return the job that ``content`` is; raises DataError, in one sentence, for what is none.

    within : the folder that its paths are meant from, then others that they may lead to
    """
    if len(content) > LIMIT:
        raise DataError(f"{source} is too long for a job; name another file")
    return job_of(read_object(content, source), source, within)


def job_of(content: Mapping[str, Any], source: str, within: tuple[Path, ...]) -> Job:
    """Return the job that the JSON ``content`` says, its scene loaded; as ``read_job`` does."""
    if type(version := content.get(MARK)) is not int or version != VERSION:
        what = f"is of version {quoted(version)}" if MARK in content else f'does not say "{MARK}": {VERSION}'
        raise DataError(f"{source}: this job {what}; this Chorus reads version {VERSION}")
    known_only(content, (MARK, "setup", "destination"), source, "a job")
    setup = setup_of(content.get("setup"), source, within)
    where = content.get("destination")
    if not isinstance(where, Mapping) or not isinstance(where.get("path"), str):
        raise DataError(f'{source}: this job says not where to: {{"destination": {{"path": "wall.png", ...}}}}')
    out = Path(placed("path", where["path"], source, within))
    where = audio_placed(where, source, within)
    job = job_to(setup, profile_placed(where, source, within), source, out)
    try:
        check_job(job)
    except RendererError as error:
        raise DataError(f"{source}: {error}") from None
    if (said := where.get("format", job.choice.format.name)) != job.choice.format.name:
        raise DataError(f"{source}: its destination says {quoted(said)}, and {out.name} is a {job.choice.format.name}")
    return job


def profile_placed(
    where: Mapping[str, Any], source: str, within: tuple[Path, ...], *, sayable: bool = False
) -> Mapping[str, Any]:
    """Return the destination ``where`` with the profile of its printer where that lies; raises DataError."""
    options = where.get("options")
    word = options.get("icc") if isinstance(options, Mapping) else None
    if not isinstance(options, Mapping) or not isinstance(word, str) or word in ("", *BUILT_IN):
        return where
    return {**where, "options": {**options, "icc": placed("icc", word, source, within, sayable=sayable)}}


def job_to(setup: Setup, where: Mapping[str, Any], source: str, out: Path) -> Job:
    """Return the job that takes ``setup`` to ``where``, to be written to ``out``; raises DataError, SceneError."""
    said = destination_of(where, source)
    loaded = loaded_of(setup)
    said["frames"] = said["frames"][:: said.pop("every")]
    store, (width, height) = [said.pop(name) for name in _STORE], said.pop("size")
    try:
        job = Job(setup, loaded, choose(out, *store), Size(width, height, said.pop("dpi")), **said)
    except RendererError as error:
        raise DataError(f"{source}: {error}") from None
    return replace(job, setup=complete(job.setup, loaded))
