"""A workbook's sheet as cells of text, merged ones unrolled where they are a group's label."""

from typing import TYPE_CHECKING

from renderer.data.readers.cell_text import cell_text, float_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from python_calamine import CalamineWorkbook

__all__ = ["Merge", "sheet_cells"]

Merge = tuple[int, int, int, int]  # first row and column, last row and column, from 0

_LARGEST = 40_000_000  # cells, blank ones counted


def sheet_cells(book: "CalamineWorkbook", name: str) -> tuple[list[list[str]], list[Merge]]:
    """Return the sheet's rows, as text from its first row and column on, and its merged ranges."""
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > _LARGEST:
        raise ValueError(f"sheet '{name}' reaches to row {sheet.total_height:,} and column {sheet.total_width:,}")
    rows = [[value if type(value) is str else float_text(value) if type(value) is float else cell_text(value)
             for value in row] for row in sheet.to_python(skip_empty_area=False)]  # fmt: skip
    merges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = sheet.merged_cell_ranges or ()
    return rows, [(*first, *last) for first, last in merges]
