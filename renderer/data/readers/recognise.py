"""Which kind of file it is, by what it holds; its suffix decides only where the bytes do not."""

import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path

from renderer.core.errors import DataError
from renderer.core.utf8_path import check_utf8_path

__all__ = ["KINDS", "FileKind", "read_head", "recognise"]

_HEAD = 1 << 13


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name in words, and the suffixes it has."""

    words: str
    suffixes: tuple[str, ...]


KINDS = {
    "text": FileKind("text with a table", (".csv", ".tsv", ".tab", ".txt", ".dat", ".psv", ".asc")),
    "workbook": FileKind("a workbook", (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".xltx", ".xlam", ".ots")),
    "parquet": FileKind("a Parquet file", (".parquet", ".pq")),
    "json": FileKind("JSON", (".json", ".ndjson", ".jsonl")),
    "geojson": FileKind("GeoJSON", (".geojson", ".json")),
    "report": FileKind("FHIR resources", (".json", ".ndjson", ".jsonl")),
    "sqlite": FileKind("an SQLite database", (".sqlite", ".sqlite3", ".db", ".gpkg", ".db3")),
    "duckdb": FileKind("a DuckDB database", (".duckdb", ".db", ".ddb")),
    "xport": FileKind("a SAS transport file", (".xpt", ".xport")),
    "sas7bdat": FileKind("a SAS data set", (".sas7bdat",)),
    "sav": FileKind("an SPSS file", (".sav", ".zsav")),
    "dta": FileKind("a Stata file", (".dta",)),
    "gz": FileKind("a gzip", (".gz",)),
    "zip": FileKind("a zip", (".zip",)),
}
_STARTS = (
    (b"PAR1", "parquet"), (b"SQLite format 3\0", "sqlite"), (b"\x1f\x8b", "gz"), (b"$FL2", "sav"), (b"$FL3", "sav"),
    (b"<stata_dta>", "dta"), (b"HEADER RECORD*******LIB", "xport"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),
    (b"\0" * 12 + b"\xc2\xea\x81\x60", "sas7bdat"),
)  # fmt: skip
_OTHERS = (
    (b"%PDF", "a PDF: tables cannot be read from it; ask for the figures as CSV or a workbook"),
    (b"\x89PNG", "a picture (PNG); export the figures as CSV"),
    (b"\xff\xd8\xff", "a picture (JPEG); export the figures as CSV"),
    (b"GIF8", "a picture (GIF); export the figures as CSV"), (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"), (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"), (b"\x28\xb5\x2f\xfd", "a zstd archive; unpack it first"),
    (b"ARROW1", "an Arrow file; save it as Parquet or CSV"), (b"RDX", "a file of R; save it as CSV"),
    (b"\x7fELF", "a program, no table"), (b"MZ", "a program, no table"),
    (b"version https://git-lfs", "only the pointer to a file in Git LFS; fetch the file itself"),
)  # fmt: skip


def recognise(path: Path) -> str:
    """
    Return the key in ``KINDS`` of the file at ``path``.

    Raises DataError for a folder or device, for an empty file, and for what holds no table: a web page, a PDF.
    """
    head = read_head(path)
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[8:12] == b"DUCK":
        return "duckdb"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(path)
    for start, words in _OTHERS:
        if head.startswith(start) and (len(start) > 2 or b"\0" in head):
            raise DataError(f"{path} is {words}")
    if path.suffix.lower() == ".dta" and head[:1] in (b"\x69", b"\x6c", *(bytes([one]) for one in range(0x6E, 0x74))):
        return "dta"
    return _in_text(path, head)


def read_head(path: Path) -> bytes:
    """Return the first bytes of a file; raise DataError where it is none, or empty."""
    check_utf8_path(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise DataError(f"{path} is a folder; name the file inside it")
        if not stat.S_ISREG(mode):
            raise DataError(f"{path} is a device or pipe, not a file; save the figures to a file first")
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise DataError(f"{path} does not exist; check the name, or see `chorus data show`") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DataError(f"{path} cannot be read: {reason}; check its permissions") from error
    if not head:
        raise DataError(f"{path} is empty (0 bytes); export or copy it again")
    return head


def _in_zip(path: Path) -> str:
    """Return "workbook" for a zip that is one, else "zip"."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            first = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except Exception:
        return "workbook" if path.suffix.lower() in KINDS["workbook"].suffixes else "zip"
    if b"opendocument.spreadsheet" in first or any(name.startswith("xl/") for name in names):
        return "workbook"
    for start, words in (("word/", "a Word document"), ("ppt/", "a presentation"), ("Index/", "a Numbers document")):
        if any(name.startswith(start) for name in names):
            raise DataError(f"{path} is {words}; save its table as CSV or a workbook")
    return "zip"


def _in_text(path: Path, head: bytes) -> str:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head.decode("utf-16", errors="replace").lstrip("\ufeff \t\r\n").encode()
    lower = text[:512].lower()
    if lower.startswith(b"<") and (b"<html" in text.lower() or b"<!doctype html" in lower or b"<table" in text.lower()):
        raise DataError(f"{path} is a web page, no table: the download led to a page, perhaps one that asks to log in; "
                        "open its address in a browser and save the table itself")  # fmt: skip
    if lower.startswith((b"<?xml", b"<!doctype", b"<")):
        raise DataError(f"{path} is XML; export the table as CSV or a workbook (SDMX: as SDMX-CSV)")
    if text[:1] in (b"{", b"[") and (path.suffix.lower() in KINDS["json"].suffixes + KINDS["geojson"].suffixes
                                     or text[1:].lstrip()[:1] in (b"{", b'"', b"[", b"]")):  # fmt: skip
        return _in_json(path, text)
    return "text"


def _in_json(path: Path, text: bytes) -> str:
    flat = b"".join(text.split())
    if b'"resourceType":' in flat:
        return "report"
    if b'"type":"Topology"' in flat:
        raise DataError(f"{path} is a map (TopoJSON), no table of figures; look at it with chorus data places")
    if flat.startswith(b"{") and (b'"type":"FeatureCollection"' in flat or b'"features":[' in flat):
        return "geojson"
    return "json"
