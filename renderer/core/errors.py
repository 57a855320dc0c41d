"""Everything that can go wrong, as one tree: the message says what, where and what to do.

The CLI prints the message and exits with the class's ``exit_code``; a traceback appears
only with ``--debug``.
"""

__all__ = [
    "DataError",
    "DisplayError",
    "EncodeError",
    "ParamError",
    "RendererError",
    "SceneError",
    "ShaderError",
    "UsageError",
]


class RendererError(Exception):
    """Chorus could not do what was asked; ``str(error)`` is meant for an artist."""

    exit_code = 1


class UsageError(RendererError):
    """What was typed cannot be meant: an unknown option value, extension or size."""

    exit_code = 2


class ParamError(UsageError):
    """A parameter or preset is unknown, or a value lies outside its range."""


class SceneError(UsageError):
    """A scene is unknown, cannot be imported, or breaks the scene contract."""


class DisplayError(UsageError):
    """A display is unknown or no window can be opened."""


class DataError(RendererError):
    """A file of figures cannot be read, or does not say what it must."""


class ShaderError(RendererError):
    """A shader does not compile or link."""


class EncodeError(RendererError):
    """A file could not be written."""
