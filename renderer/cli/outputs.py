"""``--as``, ``--with`` and their companions, read into one value."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renderer.session.setup import Output

__all__ = ["options_of", "output_of"]


def output_of(
    name: str | None,
    options: tuple[str, ...],
    size: tuple[int, int] | None = None,
    *,
    exact: bool = False,
    simulate: bool,
    angle: float = 0.0,
) -> "Output | None":
    """Return the output asked for, None for a plain picture; raises UsageError where parts of it stand alone."""
    from renderer.core.errors import UsageError
    from renderer.session.setup import Output

    if name is None:
        given = [flag for flag, on in (("--with", options), ("--simulate", simulate), ("--exact", exact)) if on]
        if given:
            raise UsageError(f"{given[0]} belongs to an output: name one, such as --as quilt:portrait")
        return None
    return Output(name, options_of(options), size, exact, simulate, angle)


def options_of(texts: tuple[str, ...]) -> dict[str, str]:
    """Return ``--with`` NAME=VALUE as names and values; raises UsageError."""
    from renderer.core.errors import UsageError

    if wrong := [text for text in texts if not text.partition("=")[2]]:
        raise UsageError(f"--with {wrong[0]} must be NAME=VALUE, such as --with count=45")
    pairs = (text.partition("=") for text in texts)
    return {key.strip(): value.strip() for key, _, value in pairs}
