"""Texts, names and paths as SQL writes them."""

from pathlib import Path

__all__ = ["plain_path", "sql_name", "sql_path", "sql_text"]


def sql_text(value: object) -> str:
    """
    Return a text as SQL writes it.

    >>> sql_text("Coeur d'Alene")
    "'Coeur d''Alene'"
    """
    return "'" + str(value).replace("'", "''") + "'"


def sql_name(name: str) -> str:
    """
    Return the name of a column or table as SQL writes it.

    >>> sql_name('the "old" town')
    '"the ""old"" town"'
    """
    return '"' + name.replace('"', '""') + '"'


def plain_path(path: Path) -> str:
    """Return ``path`` so that DuckDB takes it as one file that it reads, not as a pattern of files."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in str(path.resolve()))


def sql_path(path: Path) -> str:
    """Return the path of one file to read as SQL writes it."""
    return sql_text(plain_path(path))
