"""What older versions of Chorus wrote, as this one writes it: JSON to JSON, read afterwards like any other.

Kept: manifests of schema 1, heads of takes of format 1, and what a preview remembered as session 1. And the
parameter ``group`` of scenes that have roles now: whose figures they showed is the stratum since.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from renderer.core.errors import DataError
from renderer.data.role import STRATUM, Role, named_now
from renderer.params.bind import binds_now
from renderer.scene.former_group import GROUP, stratum_of_group

from .setup import Setup
from .setup_json import MARK, VERSION
from .take import Take, Track
from .wall_clock import put_forward

__all__ = ["clocks_from_1", "head_from_1", "manifest_from_1", "memory_from_1", "regrouped", "renamed"]


_MANIFEST = ("params", "preset", "held", "seed", "output")  # called the same then and now
_HEAD = {"scene": "scene", "values": "params", "preset": "preset", "held": "held", "offsets": "offsets",
         "data": "figures", "feed": "feed", "effects": "effects", "seed": "seed"}  # fmt: skip


def manifest_from_1(old: Mapping[str, Any], source: str) -> dict[str, Any]:
    """Return a manifest of schema 1 as one of schema 2; raises DataError, naming ``source``, for a damaged one."""
    try:
        store = old["store"]
        setup = {
            MARK: VERSION,
            "scene": old["scene"],
            **{name: old[name] for name in _MANIFEST if name in old},
            "offsets": old.get("phases", {}),
            "figures": (old["data"] or {}).get("name"),
            "feed": old.get("feed", "none"),
            "effects": old.get("effects", []),
            "strokes": [line.rstrip("\n") for line in old.get("sculpture", [])],
            "take": old.get("take", []),
            **({"safety": old["flash"]} if old.get("flash") else {}),
        }
        where = {name: old[name] for name in ("size", "dpi", "frames", "fps", "samples", "shutter", "alpha")}
        where |= {**{name: store[name] for name in ("format", "depth", "codec", "quality")},
                  "options": old.get("object", {})}  # fmt: skip
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{source}: the manifest is incomplete or damaged "
                        f"({type(error).__name__}: {error})") from None  # fmt: skip
    return {**old, "setup": setup, "destination": where}


def head_from_1(old: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first line of a take of format 1 as one of format 2; raises TypeError, KeyError."""
    setup = {now: old[then] for then, now in _HEAD.items() if then in old}
    setup |= {name: setup.get(name) or None for name in ("preset", "figures", "feed")}  # "" said that there is none
    others = {name: value for name, value in old.items() if name not in _HEAD}
    return {**others, "chorus_take": 2, "setup": {MARK: VERSION, **setup}}


def clocks_from_1(take: Take) -> tuple[Take, str]:
    """
    Return a ``take`` of format 1, which knew one offset from UTC, with the changes of clocks on its way; and what of.

    They are those of this machine, where its clock is the one that the take began by; "" where there are none.
    """
    syncs = take.syncs
    changes = put_forward(syncs, take.last, float(take.head.fps))
    if not changes:
        return take, ""
    frames, values = zip(*sorted((*syncs[1:], *changes)), strict=True)
    at = ", ".join(f"{moment:%Y-%m-%d %H:%M}" for _, moment in changes)
    return (replace(take, facts={**take.facts, "wall": Track([*frames], [*values])}),
            f"clocks changed to {at} on its way, if it was where this machine is; it says nothing of that itself")


def memory_from_1(old: Mapping[str, Any], scene: str) -> dict[str, Any]:
    """Return what a preview remembered of ``scene`` in its first form in its second; raises KeyError."""
    setup = {MARK: VERSION, "scene": scene, **{name: old[name] for name in ("params", "held", "seed", "offsets")}}
    return {"schema": "chorus-session/2", "setup": setup, "locked": old["locked"], "index": old["index"]}


def regrouped(setup: Setup, known: Collection[str]) -> Setup:
    """Return ``setup`` of a scene with roles, whose parameters are ``known`` now, with a stratum for its ``group``."""
    stratum = stratum_of_group(setup.params.get(GROUP), known)
    if stratum is None:
        return setup
    held = None if setup.held is None else setup.held - {GROUP}
    params = {name: value for name, value in setup.params.items() if name != GROUP}
    return replace(setup, params=params, held=held, roles={STRATUM: stratum, **setup.roles})


def renamed(setup: Setup, roles: Sequence[Role]) -> Setup:
    """Return ``setup`` with the names that the ``roles`` of its scene have now, where they had others."""
    return replace(setup, roles=named_now(setup.roles, roles), domains=named_now(setup.domains, roles),
                   binds=None if setup.binds is None else binds_now(setup.binds, roles))  # fmt: skip
