"""The parameter ``group`` that scenes had before roles: what it called whose figures they show, and what it is now."""

from collections.abc import Collection
from dataclasses import replace

from renderer.data.role import STRATUM
from renderer.params.preset import Preset

__all__ = ["GROUP", "regrouped_preset", "stratum_of_group"]

GROUP = "group"
_STRATA = {"everyone": "", "least_income": "income=under_15k", "most_income": "income=50k_and_over",
           "black": "race=black", "hispanic": "race=hispanic", "white": "race=white"}  # fmt: skip


def stratum_of_group(value: object, known: Collection[str]) -> str | None:
    """
    Return the stratum that ``group`` called ``value``; None where it is none, or among the parameters ``known`` still.

    >>> stratum_of_group("black", ["glow"]), stratum_of_group("black", ["glow", "group"]), stratum_of_group("x", [])
    ('race=black', None, None)
    """
    return _STRATA.get(value) if isinstance(value, str) and GROUP not in known else None


def regrouped_preset(preset: Preset, known: Collection[str]) -> Preset:
    """Return ``preset`` of a scene with roles, whose parameters are ``known`` now, with a stratum for its ``group``."""
    stratum = stratum_of_group(preset.params.get(GROUP), known)
    if stratum is None:
        return preset
    params = {name: value for name, value in preset.params.items() if name != GROUP}
    return replace(preset, params=params, figures={STRATUM: stratum, **preset.figures})
