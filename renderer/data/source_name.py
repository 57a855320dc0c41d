"""Who published a table's figures, in as few words as a plate has room for."""

__all__ = ["OWN_TABLE", "source_named"]

OWN_TABLE = "a table of one's own"  # the source of figures of which nobody said where they are from


def source_named(line: str) -> str:
    """
    Return who is named in ``line``, a table's title, source and licence; its title where that is nobody, and "" for the
    name of a file.

    >>> source_named("Oral health of US states; CDC, NOHSS, via a copy; licence: public domain")
    'CDC, NOHSS'
    >>> source_named("Our survey; a table of one's own; licence: not stated"), source_named("")
    ('Our survey', '')
    """
    parts = [part for part in line.split("; ") if not part.startswith(("licence: ", "figures ", OWN_TABLE))]
    named = parts[min(1, len(parts) - 1)].partition(", via ")[0].strip().rstrip(".") if parts else ""
    return "" if named.casefold().endswith(".csv") else named
