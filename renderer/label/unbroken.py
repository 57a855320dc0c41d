"""A number and its unit stay on one line, wherever a reader's page breaks: "5 %" is one word."""

import re
from html import escape

__all__ = ["on_page", "unbroken"]

_APART = re.compile(r"(?<=\d) (?=%|(?:mm|cm|km|m|s|Hz|dpi|px)\b)")


def unbroken(text: str) -> str:
    """
    Return ``text`` with a no-break space between each number and its unit.

    >>> unbroken("48 % of 12 areas, 20 s, 3 swells").replace(chr(0xA0), "~")
    '48~% of 12 areas, 20~s, 3 swells'
    """
    return _APART.sub("\u00a0", text)


def on_page(text: str) -> str:
    """
    Return ``text`` as an HTML page has it.

    >>> on_page("a < b").replace(chr(0xA0), "~")
    'a &lt; b'
    """
    return escape(unbroken(text))
