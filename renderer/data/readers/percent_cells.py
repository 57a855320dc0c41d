"""Cells of a workbook that are shown as per cent: the file holds 0.075 where a person reads 7.5 %."""

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree import ElementTree

from renderer.data.readers.workbook_parts import sheet_part

__all__ = ["as_shown"]

_CHUNK = 1 << 20
_TAG = 1 << 16  # bytes of a tag: a longer one is no cell's
_STYLES = 16 << 20  # bytes of the styles that are read
_BUILT_IN = (9, 10)  # 0% and 0.00%, ECMA-376 part 1, 18.8.30
_QUOTED = re.compile(r'"[^"]*"|\\.')
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_TEXT = re.compile(rb'\bt="(?!n")')  # of a cell that holds no number
_ODS = re.compile(rb'<table:table (?=[^>]*table:name="([^"]*)")|<table:table-row\b([^>]*)>|'
                  rb"<table:(?:covered-)?table-cell\b([^>]*)>")  # fmt: skip
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="([0-9]{1,7})"')


def as_shown(path: Path, sheet: str, cells: list[list[str]]) -> tuple[str, ...]:
    """
    Give the numbers of ``cells`` that an XLSX or ODS shows as per cent their sign, 7.5%; return what is to be told.

    A number whose format only writes the sign behind it, 7.5"%", keeps its value.
    """
    scaled, example = 0, ""
    for row, column, scales in _found(path, sheet):
        if row >= len(cells) or column >= len(cells[row]):
            continue
        text = cells[row][column]
        try:
            number = Decimal(text)
        except InvalidOperation:
            continue
        shown = format((number * 100 if scales else number).normalize(), "f")
        cells[row][column] = f"{shown}%"
        scaled += scales
        example = example or (f"{text} is {shown}%" if scales else "")
    return (f"{scaled:,} cells are shown as per cent and read so: {example}",) if scaled else ()


def _found(path: Path, sheet: str) -> Iterator[tuple[int, int, bool]]:
    """Yield row and column, from 0, of each cell shown as per cent, and whether the sign scales it by a hundred."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            yield from _in_ods(archive, sheet)
        elif (part := sheet_part(archive, sheet)) and "xl/styles.xml" in names:
            styles = _percent_styles(archive)
            if styles:
                yield from _in_xlsx(archive, part, styles)


def _percent_styles(archive: zipfile.ZipFile) -> dict[int, bool]:
    """Return the styles of cells that show per cent, and whether the sign scales: 0.0% does, 0.0"%" does not."""
    with archive.open("xl/styles.xml") as file:
        content = file.read(_STYLES)
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return {}
    formats = {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in root.iter()
               if one.tag.endswith("}numFmt")}  # fmt: skip
    scales = {number: "%" in _QUOTED.sub("", code) for number, code in formats.items() if "%" in code}
    scales |= dict.fromkeys(_BUILT_IN, True)
    used = next((list(one) for one in root.iter() if one.tag.endswith("}cellXfs")), [])
    numbers = [int(one.get("numFmtId", "0")) for one in used]
    return {index: scales[number] for index, number in enumerate(numbers) if number in scales}


def _in_xlsx(archive: zipfile.ZipFile, part: str, styles: dict[int, bool]) -> Iterator[tuple[int, int, bool]]:
    one = re.compile(rb'<c [^>]*?\bs="(' + b"|".join(b"%d" % style for style in styles) + rb')"[^>]*>')
    with archive.open(part) as file:
        rest = b""
        while chunk := file.read(_CHUNK):
            data = rest + chunk
            cut = data.rfind(b"<c")  # a cell's tag may go on in the next piece
            cut = len(data) - 1 if cut < 0 or len(data) - cut > _TAG else cut
            for found in one.finditer(data, 0, cut):
                yield from _numbered(found, styles)
            rest = data[cut:]
        for found in one.finditer(rest):
            yield from _numbered(found, styles)


def _numbered(found: "re.Match[bytes]", styles: dict[int, bool]) -> Iterator[tuple[int, int, bool]]:
    place = _PLACE.search(found[0])
    if place and not _TEXT.search(found[0]):
        column = 0
        for letter in place[1]:
            column = column * 26 + letter - 64
        yield int(place[2]) - 1, column - 1, styles[int(found[1])]


def _in_ods(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[int, int, bool]]:
    content = archive.read("content.xml")
    if b'value-type="percentage"' not in content:
        return
    here, row, after, column = False, 0, 0, 0
    for found in _ODS.finditer(content):
        if found[1] is not None:
            here, row, after = ElementTree.fromstring(b'<a b="' + found[1] + b'"/>').get("b") == sheet, 0, 0
        elif here and found[2] is not None:
            row, column, after = after, 0, after + _repeats(found[2])
        elif here:
            many = _repeats(found[3])
            if b'value-type="percentage"' in found[3]:
                yield from ((row, column + n, True) for n in range(min(many, 1 << 14)))
            column += many


def _repeats(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
