"""What a shell offers when Tab is pressed behind an option.

Names that come with Chorus as soon as one begins with what is typed; before that, and else, files of the folder.
"""

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem

__all__ = ["files", "maps", "presets", "scenes_or_files", "tables"]


def tables(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """Offer the figures that travel with Chorus, else files."""
    from renderer.data.load import bundled

    return _offered(bundled(), incomplete)


def maps(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """Offer the maps that travel with Chorus, else files."""
    from renderer.data.places.bundled_maps import bundled_maps

    return _offered(bundled_maps(), incomplete)


def files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """Offer files."""
    return _offered((), incomplete)


def scenes_or_files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """Offer the scenes that come with Chorus, else files and folders."""
    from renderer.scene.listing import listing

    return _offered([scene.name for scene in listing()], incomplete)


def presets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """Offer the presets of the scene that stands before; it is not imported."""
    from renderer.core.errors import SceneError
    from renderer.scene.catalogue import find

    named = next((word for word in ctx.args if not word.startswith("-")), "")  # an option that waits leaves all words
    try:
        folder = find(named).parent
    except SceneError:
        return []
    known = sorted(path.stem for path in folder.glob("presets/*.toml"))
    return [CompletionItem(name) for name in known if name.startswith(incomplete)]


def _offered(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Return those of ``names`` that begin with what is typed; where nothing is, or none does, files are looked for."""
    found = [CompletionItem(name) for name in names if incomplete and name.startswith(incomplete)]
    return found or [CompletionItem(incomplete, type="file")]
