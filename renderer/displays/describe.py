"""What every output is, its profiles and its options, as its own module tells it: a part of REFERENCE.md."""

import importlib
from collections.abc import Iterable, Mapping
from typing import Any

from renderer.core.errors import UsageError

from .recipe import FAMILIES

__all__ = ["outputs_section"]


def outputs_section(families: Mapping[str, str] = FAMILIES) -> str:
    """
    Return Markdown about ``families`` (name and module), in their order.

    Each module gives ``profiles()`` and ``OPTIONS``, names and what they are; the first sentence of its docstring
    says what the output is. Raises UsageError where one of them says nothing.
    """
    modules = {name: importlib.import_module(f"renderer.displays.{module}") for name, module in families.items()}
    return "\n".join(line for name, module in modules.items() for line in _family(name, module))


def _family(name: str, module: Any) -> Iterable[str]:  # noqa: ANN401
    """Yield the lines about one family."""
    says = " ".join((module.__doc__ or "").partition("\n\n")[0].split()).partition("``: ")[2]
    if not says:
        raise UsageError(f"the output {name} does not say what it is: begin its docstring with ``--as {name}``: ...")
    yield from (f"**`--as {name}`** {says[0].upper()}{says[1:]}", "")
    known = {f"{name}:{key}": what for key, what in module.profiles().items()}
    for head, rows in (("profile", known), ("`--with`", module.OPTIONS)):
        if rows:
            yield from (f"| {head} | |", "|---|---|", *(_row(name, key, what) for key, what in rows.items()), "")


def _row(family: str, key: str, what: str) -> str:
    """Return the row of one profile or option."""
    if not what:
        raise UsageError(f"the output {family} does not say what '{key}' is")
    return f"| `{key}` | {what.replace('|', chr(92) + '|')} |"
