"""A JSON object read from a file that anybody may have written: whole, without NaN, and not endless."""

from typing import Any

from .errors import DataError
from .small_file import load_json

__all__ = ["read_object"]


def read_object(text: str | bytes, source: str) -> dict[str, Any]:
    """
    Return the one JSON object that ``text`` is; raises DataError, naming ``source``, where it is none.

    >>> read_object('{"level": NaN}', "job.json")
    Traceback (most recent call last):
    renderer.core.errors.DataError: job.json cannot be read: NaN is no number
    """
    try:
        found = load_json(text)
    except ValueError as error:
        raise DataError(f"{source} cannot be read: {error}") from None
    if not isinstance(found, dict):
        raise DataError(f"{source} cannot be read: it must be one JSON object, {{...}}")
    return found
