"""What an import says at its end: what it wrote, and of what nobody said whether more of it is better."""

from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.listed import listed

from .tell import tell

if TYPE_CHECKING:
    from renderer.data.table import Table

__all__ = ["tell_written"]

_NAMED = 6


def tell_written(out: Path, table: "Table") -> None:
    """Say what was written to ``out``, of which of its shares nobody said whether more is better, and what is next."""
    from renderer.data.share import share_times

    tell(f"Wrote {out} and its datapackage.json: {table.extent}.")
    shares = [one for one in table.columns if share_times(one) == share_times(one)]  # NaN differs from itself
    unsaid = list(dict.fromkeys(one.measure for one in shares if not one.good))
    if unsaid:
        tell(f"Nobody said whether more is better of {listed(unsaid, _NAMED)}: pictures show these as they "
             f'are. Say it: --good {unsaid[0]}=less, or "good" beside each in datapackage.json.')  # fmt: skip
    tell(f"Next: chorus data show {out}")
