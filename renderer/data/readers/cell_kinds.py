"""What a cell seems to hold, by its text alone: a figure, a mark of absence, a year, or a label."""

import re
from collections.abc import Sequence
from functools import lru_cache

from renderer.data.numerals import take_apart

__all__ = ["is_figure", "is_label_row", "is_mark"]

# What publishers write where a figure is absent; what each means is asked when the table is described.
_MARK = re.compile(
    r"[-\u2013\u2014.*:†‡~]{1,3}|[xcsu]|…|n\.?\s?[apdr]\.?|n/[apd]|nan|null|none|missing( data)?|suppressed|supp?\.?|"
    r"\[[^\]]{0,12}\]\s?|[<≤>] ?\d[\d.,]*|not available|#n/a|#div/0!|#value!|#ref!|d\.?s\.?|unavailable|np|k\. ?a\.",
    re.IGNORECASE,
)
_DAY = r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
_TIME = re.compile(rf"(1[89]|20)\d\d|{_DAY}")  # a column may be called so
# Beside the numbers that are read: an amount of money, a day, two numbers in one cell.
_LIKE = re.compile(rf"[€$£¥] ?[-+]?\d[\d.,' ]*|{_DAY}|\d[\d.,]* ?\(\d[\d.,]*( ?[-\u2013] ?\d[\d.,]*)?\)")


@lru_cache(maxsize=4096)
def is_mark(text: str) -> bool:
    """
    Return whether a cell says that a figure is absent.

    >>> is_mark("<5"), is_mark("[note 1]"), is_mark("n/a"), is_mark("Berlin")
    (True, True, True, False)
    """
    return bool(_MARK.fullmatch(text))


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """
    Return whether a cell holds a number, whatever its notation, or a day.

    >>> is_figure("-  23"), is_figure("4,585,871"), is_figure("79 (100)"), is_figure("2013/14")
    (True, True, True, False)
    """
    return bool(_LIKE.fullmatch(text)) or take_apart(text) is not None


def is_label_row(cells: Sequence[str], least: int = 2) -> bool:
    """
    Return whether all cells that are filled can be names of columns: labels, and ``least`` years
    or days or more.

    >>> is_label_row(["Area", "2019", "2020"]), is_label_row(["Mitte", "2019"]), is_label_row(["Altona", "*", "*"])
    (True, False, False)
    """
    filled = [cell for cell in cells if cell]
    figures = [cell for cell in filled if is_figure(cell)]
    labels = [cell for cell in filled if not is_figure(cell) and not is_mark(cell)]
    years = len(figures) >= least and all(_TIME.fullmatch(cell) for cell in figures) and len({*figures}) == len(figures)
    # Some that are letters may be names too: n, or ND for North Dakota.
    marks = [cell for cell in filled if is_mark(cell)]
    named = all(map(str.isalpha, marks)) and (len(marks) <= len(labels) / 4 or all(len(cell) == 1 for cell in marks))
    return named and ((bool(labels) and not figures) or years)
