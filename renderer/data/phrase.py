"""Who a figure counts, as sentences name them."""

from .table import Column

__all__ = ["phrase"]


def phrase(column: Column) -> str:
    """
    Return who ``column`` counts; where nobody said, what it is called.

    >>> phrase(Column("lit", "Sealants", "percent", 0, 100, people="children", clause="have sealants", figure="s"))
    'children who have sealants'
    >>> phrase(Column("lit", "Sealants", "percent", 0, 100, figure="s"))
    '“Sealants”'
    """
    if column.clause or (column.other and column.people):
        who = f"{column.people or 'people'}{column.group and f' ({column.group})'}"
        return f"{who} who {column.clause}" if column.clause else f"{who} other than those who {column.other}"
    return f"“{column.label}”"
