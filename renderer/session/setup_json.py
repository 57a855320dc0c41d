"""A setup as JSON, and JSON as a setup: written whole, read without trust.

    {"chorus_setup": 1, "scene": "enamel", "preset": "moonlit", "params": {"depth": 1.5}, "seed": 7}

What is left out is as ``Setup`` has it; ``placed`` says what its paths may lead to.
"""

from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError, RendererError
from renderer.core.quote import quoted
from renderer.core.suggest import nearest
from renderer.data.places.map_answers import MapAnswers
from renderer.params.bind_text import plain_binds
from renderer.scene.effect import listed
from renderer.sculpture.history import line_of

from .placed import output_placed, placed
from .setup import Output, Setup
from .setup_fields import READERS

__all__ = ["MARK", "VERSION", "known_only", "setup_json", "setup_of"]

MARK, VERSION = "chorus_setup", 1
_PATHS = ("scene", "figures", "places", "feed")


def setup_json(setup: Setup) -> dict[str, Any]:
    """Return ``setup`` as JSON holds it, every field said."""
    return {
        MARK: VERSION,
        **{one.name: getattr(setup, one.name) for one in fields(Setup)},
        "params": {name: list(one) if isinstance(one, tuple) else one for name, one in setup.params.items()},
        "held": None if setup.held is None else sorted(setup.held),
        "offsets": dict(setup.offsets),
        "roles": dict(setup.roles),
        "domains": {name: list(one) for name, one in setup.domains.items()},
        "binds": plain_binds(setup.binds),
        "map_answers": _said_of_map(setup.map_answers),
        "effects": listed(setup.effects),
        "strokes": [line_of(stroke).rstrip("\n") for stroke in setup.strokes],
        "take": list(setup.take),
        "output": None if setup.output is None else output_json(setup.output),
        "safety": setup.safety.plain(),
    }


def output_json(output: Output) -> dict[str, Any]:
    """Return ``output`` as JSON holds it."""
    plain = asdict(output)
    return plain | {"size": list(output.size) if output.size else None}


def _said_of_map(answers: MapAnswers) -> dict[str, Any]:
    """Return what is said of a map as JSON holds it, by the names of the options that say it."""
    plain = {"layer": answers.layer, "id": answers.code, "name": answers.name, "crs": answers.crs,
             "areas": answers.areas}  # fmt: skip
    return {name: one for name, one in (plain | {"same": dict(answers.same)}).items() if one}


def setup_of(
    content: object, source: str, within: tuple[Path, ...] | None = None, typed: Mapping[str, str | None] | None = None
) -> Setup:
    """
    Return the setup that ``content``, read from ``source``, says; raises DataError, in one sentence, where it is none.

    within : the folder that its paths are meant from, then others that they may lead to; None trusts every path
    typed : fields that the artist may say in place of the file, with what was said, trusted
    """
    if not isinstance(content, Mapping):
        raise DataError(f'{source}: a setup is a JSON object, {{"{MARK}": {VERSION}, "scene": ...}}')
    version = content.get(MARK)
    if type(version) is not int or version != VERSION:
        what = f"is of version {quoted(version)}" if MARK in content else f'does not say "{MARK}": {VERSION}'
        raise DataError(f"{source}: this setup {what}; this Chorus reads version {VERSION}")
    known_only(content, (MARK, *READERS), source, "a setup")
    content = {**content, **(said := {name: one for name, one in (typed or {}).items() if one})}
    if "scene" not in content:
        raise DataError(f"{source}: this setup names no scene")
    try:
        found = {name: _read(name, content[name]) for name in READERS if name in content}
        if within is not None:
            found |= {name: placed(name, found[name], source, within, sayable=name in (typed or {}))
                      for name in _PATHS if found.get(name) and name not in said}  # fmt: skip
            found |= {"output": output_placed(found.get("output"), source, within)}
        return Setup(**found)
    except RendererError as error:
        words = str(error)
        raise DataError(words if words.startswith(f"{source}: ") else f"{source}: {words}") from None


def known_only(content: Mapping[str, Any], names: tuple[str, ...], source: str, what: str) -> None:
    """Raise DataError for a field of ``content`` that is none of ``names``, with the nearest."""
    for name in content:
        if name not in names:
            raise DataError(f"{source}: {what} has no {quoted(name)}{nearest(str(name), names)}")


def _read(name: str, value: object) -> Any:  # noqa: ANN401
    """Return the field ``name`` as a setup has it; raises DataError where ``value`` is none."""
    reader, what = READERS[name]
    try:
        return reader(value)
    except RendererError as error:
        raise DataError(f"{name}: {error}") from None
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError, RecursionError):
        raise DataError(f"{name} = {quoted(value)} is not {what}") from None
