"""Options that several commands share, given to one of them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

__all__ = ["with_options"]

F = TypeVar("F", bound=Callable[..., Any])


def with_options(command: F, options: Sequence[Callable[[F], F]]) -> F:
    """Return ``command`` with ``options``, in the order in which its help is to show them."""
    for option in reversed(options):
        command = option(command)
    return command
