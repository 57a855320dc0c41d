"""A web page that shows a GLB and needs nothing else: the renderer (three.js) and the form are inside it."""

import base64
import html
import re
from pathlib import Path

from renderer.core.page_template import fill
from renderer.core.paths import ASSETS
from renderer.core.small_file import read_bytes

__all__ = ["is_page_of", "page_path", "viewer_page"]

FOLDER = ASSETS / "viewer"
_MOST = 1 << 30  # bytes
_HEAD = 4096  # letters in which the title stands


def viewer_page(glb: bytes, title: str) -> str:
    """Return the page as text; its script is ``assets/viewer/viewer.js``, see LICENSE-three beside it."""
    page = (FOLDER / "page.html").read_text("utf-8")
    script = (FOLDER / "viewer.js").read_text("utf-8").replace("</script", "<\\/script")
    data = base64.b64encode(glb).decode("ascii")
    return fill(page, {"TITLE": html.escape(title), "GLB": data, "SCRIPT": script})


def page_path(path: Path) -> Path:
    """
    Return where the page of the GLB ``path`` stands.

    >>> page_path(Path("form.glb")).name
    'form.html'
    """
    return path.with_suffix(".html")


def is_page_of(page: Path, glb: Path) -> bool:
    """Return whether ``page``, if there is one, is what was written for the file ``glb``, and nobody changed it."""
    if not page.is_file():
        return True
    try:
        text, form = read_bytes(page, _MOST).decode("utf-8"), read_bytes(glb, _MOST)
    except (OSError, ValueError):
        return False
    title = re.search("<title>(.*?)</title>", text[:_HEAD], re.DOTALL)
    return title is not None and viewer_page(form, html.unescape(title[1])) == text
