"""A label as one HTML page: for a browser, a screen reader, and as large print for any printer."""

from base64 import b64encode
from string import Template

from renderer.core.paths import ASSETS

from .label import WHAT, Label
from .page_table import page_table
from .qr_code import qr_svg
from .unbroken import on_page

__all__ = ["page"]

_FRAME = ASSETS / "label" / "page.html"


def page(label: Label, picture: bytes = b"", made: str = "") -> str:
    """
    Return ``label`` as a page that needs no other file.

    picture : a JPEG of it; without, the words stand alone
    made : the id of its manifest, which stands at the end as a QR code; none without

    What a listener hears, they hear once: the picture is told by what it is, which then has no part of its own; the
    plate's sentences are not said again; and the fifty letters of an id come last.
    """
    levels = label.told[: len(label.told) - len(label.figures)]
    said = "".join(_said(head, sentences, "h3") for head, sentences in label.figures)
    return Template(_FRAME.read_text("utf-8")).substitute(
        title=on_page(label.title), picture=_figure(label, picture), plate=on_page(label.plate),
        code=_code(made) if made else "",
        words="\n".join(_section(_said(*level)) for level in levels if not picture or level[0] != WHAT),
        figures=_section(f"<h2>What the figures say</h2>\n{said}") if said else "",
        table=_section(f'<h2 id="figures">The figures</h2>\n{page_table(label)}') if label.rows else "",
    )  # fmt: skip


def _figure(label: Label, picture: bytes) -> str:
    """Return the picture; what it is stands in its place for who cannot see it, and below it for who can."""
    if not picture:
        return ""
    content = b64encode(picture).decode("ascii")
    told = on_page(f"{label.title}: {label.look}" if label.look else label.title)
    look = f'\n<p class="look" aria-hidden="true">{on_page(label.look)}</p>' if label.look else ""
    return f'<img src="data:image/jpeg;base64,{content}" alt="{told}">{look}'


def _code(made: str) -> str:
    """Return the QR code of ``made`` under its heading, and what it says, which is heard once: in letters."""
    svg = qr_svg(made, "QR code").replace("<svg", '<svg role="img"', 1)
    said = f"The name of its manifest: {on_page(made)}"
    return _section(f'<h2>How this picture was made</h2>\n<div class="code">{svg}\n<p>{said}</p></div>')


def _section(content: str) -> str:
    """Return ``content``, a heading and what stands under it, as a part of the page."""
    return f"<section>\n{content}\n</section>"


def _said(head: str, sentences: tuple[str, ...], level: str = "h2") -> str:
    """Return ``sentences`` under their heading: one as a paragraph, several as a list."""
    listed = "\n".join(f"<li>{on_page(one)}</li>" for one in sentences)
    body = f"<ul>\n{listed}\n</ul>" if len(sentences) > 1 else f"<p>{on_page(''.join(sentences))}</p>"
    return f"<{level}>{on_page(head)}</{level}>\n{body}\n"
