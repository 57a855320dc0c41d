"""A web page that shows a GLB and needs nothing else: the renderer (three.js) and the form are inside it."""

import base64
import html

from renderer.core.paths import ASSETS

__all__ = ["viewer_page"]

FOLDER = ASSETS / "viewer"


def viewer_page(glb: bytes, title: str) -> str:
    """Return the page as text; its script is ``assets/viewer/viewer.js``, see LICENSE-three beside it."""
    page = (FOLDER / "page.html").read_text("utf-8")
    script = (FOLDER / "viewer.js").read_text("utf-8").replace("</script", "<\\/script")
    data = base64.b64encode(glb).decode("ascii")
    for name, text in (("TITLE", html.escape(title)), ("GLB", data), ("SCRIPT", script)):
        page = page.replace(f"{{{{{name}}}}}", text)
    return page
