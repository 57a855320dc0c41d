"""Where a line of our own form came from, so that what is wrong with it is told at the file that somebody can mend."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from renderer.data.sheet import Sheet

__all__ = ["Origin"]


class Origin(NamedTuple):
    """
    The row of a foreign sheet, and which of its columns each field of ours is from.

    sheet, row : the sheet, and its row from 0

    columns : field -> the foreign column; a field that is not among them is told at the column of ``value``
    """

    sheet: "Sheet"
    row: int
    columns: Mapping[str, str]

    def column(self, field: str) -> str:
        """Return the foreign column that ``field`` is from."""
        return self.columns.get(field) or self.columns.get("value", field)
