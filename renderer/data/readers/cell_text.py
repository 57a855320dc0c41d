"""A value of a sheet or database as the text of a cell."""

import datetime

__all__ = ["cell_text", "float_text"]


def cell_text(value: object) -> str:
    """
    Return a value as text: whole numbers without ".0", days as 2024-01-31, nothing for None.

    >>> cell_text(1675.0), cell_text(0.1), cell_text(None), cell_text(datetime.datetime(2024, 1, 31))
    ('1675', '0.1', '', '2024-01-31')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return float_text(value)
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def float_text(value: float) -> str:
    """Return a number as text, with the 15 digits that a sheet shows of a sum such as 0.1 + 0.2."""
    text = f"{value:.15g}"
    return str(int(value)) if "e" in text and abs(value) < 1e15 and value.is_integer() else text
