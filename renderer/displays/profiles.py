"""The devices of a family: data files, each with its title and where its numbers come from."""

import tomllib
from pathlib import Path

__all__ = ["titles"]


def titles(folder: Path) -> dict[str, str]:
    """Return the title of every device whose ``.toml`` lies in ``folder``, by name."""
    return {path.stem: str(tomllib.loads(path.read_text("utf-8"))["title"]) for path in sorted(folder.glob("*.toml"))}
