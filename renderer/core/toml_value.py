"""A value as TOML writes it."""

import json
from typing import Any

__all__ = ["toml_value"]


def toml_value(value: Any) -> str:  # noqa: ANN401
    r"""
    Return ``value``, a text, number, switch or a list of these, as TOML writes it.

    JSON is nearly that; but a letter beyond 16 bits, which it writes as two halves, is whole in TOML.

    >>> toml_value(["dusk \N{WATER WAVE}", 1.5, True])
    '["dusk 🌊", 1.5, true]'
    """
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
