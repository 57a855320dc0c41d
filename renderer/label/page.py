"""A label as one HTML page: for a browser, a screen reader, and as large print for any printer."""

from base64 import b64encode
from html import escape
from string import Template

from renderer.core.paths import ASSETS

from .label import Label
from .qr_code import qr_svg
from .unbroken import unbroken

__all__ = ["page"]

_FRAME = ASSETS / "label" / "page.html"


def page(label: Label, picture: bytes = b"", made: str = "") -> str:
    """
    Return ``label`` as a page that needs no other file.

    picture : a JPEG of it; without, the words stand alone
    made : the id of its manifest, which stands under the plate as a QR code; none without
    """
    words = len(label.told) - len(label.figures)
    said = "".join(_said(head, sentences, "h3") for head, sentences in label.figures)
    return Template(_FRAME.read_text("utf-8")).substitute(
        title=_text(label.title), picture=_figure(label, picture), plate=_text(label.plate),
        code=_code(made) if made else "",
        words="\n".join(_section(_said(head, sentences)) for head, sentences in label.told[:words]),
        figures=_section(f"<h2>What the figures say</h2>\n{said}") if said else "",
        table=_section(f"<h2>The figures</h2>\n{_table(label)}") if label.rows else "",
    )  # fmt: skip


def _text(text: str) -> str:
    """Return ``text`` as a page has it."""
    return escape(unbroken(text))


def _figure(label: Label, picture: bytes) -> str:
    """Return the picture; what it is stands in its place for who cannot see it."""
    if not picture:
        return ""
    content = b64encode(picture).decode("ascii")
    return f'<img src="data:image/jpeg;base64,{content}" alt="{_text(label.short)}">'


def _code(made: str) -> str:
    """Return the QR code of ``made``, and under it what it says."""
    svg = qr_svg(made, f"QR code: {made}").replace("<svg", '<svg role="img"', 1)
    said = f"How this picture was made: the name of its manifest, {_text(made)}"
    return f'<figure class="code">{svg}\n<figcaption>{said}</figcaption></figure>'


def _section(content: str) -> str:
    """Return ``content``, a heading and what stands under it, as a part of the page."""
    return f"<section>\n{content}\n</section>"


def _said(head: str, sentences: tuple[str, ...], level: str = "h2") -> str:
    """Return ``sentences`` under their heading: one as a paragraph, several as a list."""
    listed = "\n".join(f"<li>{_text(one)}</li>" for one in sentences)
    body = f"<ul>\n{listed}\n</ul>" if len(sentences) > 1 else f"<p>{_text(''.join(sentences))}</p>"
    return f"<{level}>{_text(head)}</{level}>\n{body}\n"


def _table(label: Label) -> str:
    """Return the figures as a table whose every cell is told with its area and measure; it scrolls by keyboard too."""
    heads = "".join(f'<th scope="col">{_text(head)}</th>' for head in label.heads)
    rows = "\n".join(f'<tr><th scope="row">{_text(first)}</th>{_cells(cells)}</tr>' for first, *cells in label.rows)
    caption = _text(f"{label.title}: every figure, with the interval of its survey where it has one")
    return (f'<div class="wide" role="region" aria-label="The figures, as a table" tabindex="0">\n<table>\n'
            f"<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n"
            "</table>\n</div>")  # fmt: skip


def _cells(cells: list[str]) -> str:
    """Return ``cells`` of one row."""
    return "".join(f"<td>{_text(cell)}</td>" for cell in cells)
