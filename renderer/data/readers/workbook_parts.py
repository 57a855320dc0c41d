"""What is inside a workbook's zip: bombs of XML refused, formulas that no program calculated found."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

__all__ = ["check_parts", "formula_without_value", "sheet_part"]

_HEAD = 1 << 11
_CHUNK = 1 << 20
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# A cell with a formula, and nothing but it; a formula whose value is an empty text says t="str".
_BARE = re.compile(rb'<c (?=[^>]*?r="([A-Z]+[0-9]+)")(?![^>]*t="str")[^>]*><f[^>]*?(?:/>|>[^<]*</f>)'
                   rb"(?:<v\s*/>|<v>\s*</v>)?</c>")  # fmt: skip


def check_parts(path: Path) -> str:
    """
    Return what is wrong with a workbook's parts, as the end of a sentence; "" for nothing, and for one that is no zip.

    Each is unpacked once, in small pieces: a part that says it is small, and is not, shows.
    """
    if not zipfile.is_zipfile(path):
        return ""
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                with archive.open(info) as part:
                    head = part.read(_HEAD)
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        return f" defines entities in {info.filename}, which no workbook does: it is made to do harm"
                    while part.read(_CHUNK):
                        pass
    except RuntimeError:
        return " is locked by a password; save it without one"
    except Exception as error:
        return f" is no whole workbook ({error}); export or copy it again"
    return ""


def formula_without_value(path: Path, sheet: str) -> str:
    """Return the first cell of an XLSX's ``sheet`` that holds a formula and no value; "" where none does."""
    if not zipfile.is_zipfile(path):
        return ""
    with zipfile.ZipFile(path) as archive:
        part = sheet_part(archive, sheet)
        data = archive.read(part) if part else b""
    found = _BARE.search(data) if b"<f" in data else None
    return found[1].decode() if found else ""


def sheet_part(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return which part of an XLSX holds ``sheet``; "" for an XLSB or ODS, which keep it elsewhere."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        number = next(one.get(_RELATION) for one in book.iter()
                      if one.tag.endswith("}sheet") and one.get("name") == sheet)  # fmt: skip
        target = next(one.get("Target", "") for one in links if one.get("Id") == number)
    except (KeyError, StopIteration, ElementTree.ParseError):
        return ""
    part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return part if part in archive.namelist() else ""
