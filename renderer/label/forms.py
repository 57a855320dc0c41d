"""The forms in which a label is written, by the ending of its file."""

from .label import Label
from .page import page
from .plain import csv_text, plain_text

__all__ = ["FORMS", "written"]

FORMS = (".txt", ".html", ".pdf", ".csv")


def written(label: Label, ending: str, picture: bytes = b"", made: str = "") -> bytes:
    """
    Return ``label`` as the content of a file that ends so.

    picture : a JPEG of it, for a page; made : the id of its manifest, for a QR code, which a table has none of
    """
    if ending == ".pdf":
        from .large_print import large_print  # its library takes a tenth of a second to load

        return large_print(label, made)
    if ending == ".html":
        return page(label, picture, made).encode("utf-8")
    text = csv_text(label) if ending == ".csv" else plain_text(label) + (f"\nMade as {made}\n" if made else "")
    return text.encode("utf-8")
