"""Workbooks written by hand, as minimal zips of XML: what a test wants in a cell, and no library that mends it."""

import zipfile
from xml.sax.saxutils import escape

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
# Style 1 is a day, 2 and 3 are per cent, 4 writes the sign behind the number.
_STYLES = (f'<styleSheet {_MAIN}><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" '
           'formatCode="0.0&quot;%&quot;"/></numFmts><fonts count="1"><font/></fonts>'
           '<fills count="1"><fill/></fills><borders count="1">'
           '<border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/>'
           '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/>'
           "</cellXfs></styleSheet>")  # fmt: skip
_KINDS = {"day": 1, "percent": 2, "percent.0": 3, "sign": 4}


def letters(column):
    """Return a column's letters: A for 0, AA for 26."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def cell(value, name):
    """
    Return a cell of XLSX: text, a number, nothing, ("day", serial), ("percent", 0.5), or its XML as ("xml", ...) or
    ("str", ...).
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        kind, inner = value
        more = f' s="{_KINDS[kind]}"' if kind in _KINDS else {"xml": "", "str": ' t="str"'}[kind]
        return f'<c r="{name}"{more}>{f"<v>{inner}</v>" if kind in _KINDS else inner}</c>'
    if isinstance(value, str):
        return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{name}"><v>{value!r}</v></c>'


def sheet_xml(rows, merges=()):
    """Return the XML of one sheet."""
    lines = "".join(
        f'<row r="{number}">' + "".join(cell(value, f"{letters(i)}{number}") for i, value in enumerate(row)) + "</row>"
        for number, row in enumerate(rows, 1)
    )
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in merges)
    return f"<worksheet {_MAIN}><sheetData>{lines}</sheetData>" + (
        f"<mergeCells>{merged}</mergeCells></worksheet>" if merged else "</worksheet>"
    )


def write_xlsx(path, sheets, *, merges=(), hidden=(), parts=()):
    """Write ``sheets`` (rows, or a sheet's XML, by name) as an XLSX; ``parts`` are further files in it."""
    names = list(sheets)
    state = dict.fromkeys(hidden, ' state="hidden"')
    book = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"{state.get(name, "")}/>'
                   for n, name in enumerate(names, 1))  # fmt: skip
    links = "".join(f'<Relationship Id="r{n}" Type="{_LINK}/worksheet" Target="worksheets/sheet{n}.xml"/>'
                    for n in range(1, len(names) + 1))  # fmt: skip
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="r0" '
                         f'Type="{_LINK}/officeDocument" Target="xl/workbook.xml"/></Relationships>')  # fmt: skip
        archive.writestr("xl/workbook.xml", f'<workbook {_MAIN} xmlns:r="{_LINK}"><sheets>{book}</sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels",
                         f'<Relationships xmlns="{package}/relationships">{links}<Relationship Id="rs" '
                         f'Type="{_LINK}/styles" Target="styles.xml"/></Relationships>')  # fmt: skip
        archive.writestr("xl/styles.xml", _STYLES)
        for n, rows in enumerate(sheets.values(), 1):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", rows if isinstance(rows, str) else sheet_xml(rows, merges))
        for name, content in parts:
            archive.writestr(name, content)
    return path


def write_ods(path, sheets):
    """Write ``sheets`` (rows by name) as an ODS."""
    def own(value):
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
        if isinstance(value, tuple):
            shown = f'office:value-type="percentage" office:value="{value[1]!r}"'
            return f"<table:table-cell {shown}><text:p>{value[1]:.1%}</text:p></table:table-cell>"
        number = f'office:value-type="float" office:value="{value!r}"'
        return f"<table:table-cell {number}><text:p>{value}</text:p></table:table-cell>"

    tables = "".join(f'<table:table table:name="{escape(name)}">' + "".join(
        "<table:table-row>" + "".join(map(own, row)) + "</table:table-row>" for row in rows) + "</table:table>"
        for name, rows in sheets.items())  # fmt: skip
    spaces = " ".join(f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0"/>')
        archive.writestr("content.xml", f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
                         "</office:spreadsheet></office:body></office:document-content>")  # fmt: skip
    return path
