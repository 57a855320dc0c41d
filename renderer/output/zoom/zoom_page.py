"""The page in which a mural is looked at: it pans and zooms, without a network."""

import hashlib
import html

from renderer.core.page_template import fill
from renderer.core.paths import ASSETS
from renderer.output.codecs.wanted import Words

from .deep_zoom import OVERLAP, TILE, levels

__all__ = ["is_zoom_page", "zoom_page"]

_FOLDER = ASSETS / "zoom"
_MARK = "<!-- chorus zoom {} -->\n"


def zoom_page(files: str, size: tuple[int, int], words: Words, script: str = "") -> str:
    """
    Return the page as text; its script is OpenSeadragon, see LICENSE-openseadragon beside that.

    files : name of the folder of tiles beside the page; size : of the whole, px
    script : where that lies, as the page sees it; inside the page without
    """
    # The largest level of one tile, for who runs no scripts.
    small = max(level for level, sides in enumerate(levels(size)) if max(sides) <= TILE)
    texts = {"TITLE": html.escape(words.title), "ALT": html.escape(words.alt, quote=True),
             "TEXT": html.escape(words.description or words.alt), "FILES": html.escape(f"{files}/"),
             "OVERVIEW": html.escape(f"{files}/{small}/0_0.jpg"), "TILE": str(TILE), "OVERLAP": str(OVERLAP),
             "WIDTH": str(size[0]), "HEIGHT": str(size[1])}  # fmt: skip
    page = (_FOLDER / "page.html").read_text("utf-8")
    if script:
        page = page.replace("<script>{{SCRIPT}}", f'<script src="{html.escape(script, quote=True)}">')
    else:
        texts["SCRIPT"] = (_FOLDER / "openseadragon.min.js").read_text("utf-8").replace("</script", "<\\/script")
    page = fill(page, texts)
    return page + _MARK.format(_digest(page))


def is_zoom_page(content: bytes) -> bool:
    """Return whether ``content`` is a page that was written here, and that nobody has changed since."""
    page, found, mark = content.decode("utf-8", "replace").rpartition(_MARK.partition("{")[0])
    return bool(found) and found + mark == _MARK.format(_digest(page))


def _digest(page: str) -> str:
    return hashlib.sha256(page.encode("utf-8")).hexdigest()
