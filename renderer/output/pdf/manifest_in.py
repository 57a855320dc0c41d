"""The manifest inside a print."""

from pathlib import Path

from renderer.core.errors import DataError
from renderer.core.small_file import LIMIT

__all__ = ["MANIFEST", "read"]

MANIFEST = "/ChorusManifest"  # in the document's information, which those who check print files leave alone


def read(path: Path) -> str | None:
    """Return the manifest in the PDF ``path``, None where it has none; pikepdf.PdfError where it is damaged."""
    import pikepdf  # few read a print, and it takes a tenth of a second

    with pikepdf.open(path, access_mode=pikepdf.AccessMode.stream) as pdf:
        found = pdf.docinfo.get(MANIFEST)
        if found is not None and len(bytes(found)) > LIMIT:
            raise DataError(f"{path} is too long to be a manifest.")
        return None if found is None else str(found)
