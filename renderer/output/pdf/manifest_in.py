"""The manifest inside a print."""

from pathlib import Path

__all__ = ["MANIFEST", "read"]

MANIFEST = "/ChorusManifest"  # in the document's information, which those who check print files leave alone


def read(path: Path) -> str | None:
    """Return the manifest in the PDF ``path``, None where it has none; raises pikepdf.PdfError where it is damaged."""
    import pikepdf  # few read a print, and it takes a tenth of a second

    with pikepdf.open(path, access_mode=pikepdf.AccessMode.stream) as pdf:
        found = pdf.docinfo.get(MANIFEST)
        return None if found is None else str(found)
