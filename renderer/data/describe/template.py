"""An empty sheet with our columns and one example row, as CSV and as a workbook."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from renderer.core.errors import UsageError

__all__ = ["EXAMPLE", "template_bytes", "workbook_bytes"]

# One line for each area, time and measure; a column that a team has not may stay blank.
EXAMPLE = {
    "area": "N01", "area_name": "Old Town", "time": "2024", "measure": "dental_visit", "stratum_kind": "",
    "stratum": "", "value": "61.5", "low": "55.2", "high": "67.4", "sample": "240", "unit": "percent",
}  # fmt: skip
_NUMBERS = ("value", "low", "high", "sample")
_DATE = (1980, 1, 1, 0, 0, 0)  # the same bytes on every day
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def template_bytes(suffix: str) -> bytes:
    """Return the template as a file that ends in ``suffix``, .csv or .xlsx; raise UsageError for another."""
    if suffix == ".csv":
        return f"{','.join(EXAMPLE)}\n{','.join(EXAMPLE.values())}\n".encode()
    if suffix == ".xlsx":
        row = [float(text) if name in _NUMBERS else text for name, text in EXAMPLE.items()]
        return workbook_bytes("Figures", [list(EXAMPLE), row])
    raise UsageError(f"a template ends in .csv or .xlsx, not in '{suffix}'")


def workbook_bytes(sheet: str, rows: Sequence[Sequence[str | float]]) -> bytes:
    """Return a workbook of one sheet (ECMA-376, part 1), its texts in place; the same rows give the same bytes."""
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type='
        f'"{_KINDS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_KINDS}"><sheets><sheet name="'
        f'{escape(sheet)}" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type='
        f'"{_KINDS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), _HEAD + content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _cell(content: str | float) -> str:
    if isinstance(content, str):
        return f'<c t="inlineStr"><is><t>{escape(content)}</t></is></c>' if content else "<c/>"
    return f"<c><v>{content:.15g}</v></c>"
