"""Numbers as people write them: taken apart without deciding what a comma means, then read by the column's notation."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from renderer.data.names import short
from renderer.data.schema import parse_number

__all__ = ["NumberKind", "Written", "take_apart"]

# A figure may carry the mark of a footnote; two numbers in one cell, "79 (100)", are not one with a mark.
_FOOTNOTE = (r"(?:[*†‡§¶#^~ªº⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠ]+|\((?:[a-z]{1,2}|[*†‡])\)|"
             r"\[(?:[a-z]{1,2}|\d{1,2}|note ?\d{1,2})\]| ?[abcdfnpr])")  # fmt: skip
_WRITTEN = re.compile(
    rf"(?P<sign>[-+]?) ?(?P<body>\d[\d., ']*|[.,]\d+)(?P<exponent>[eE][-+]?\d{{1,3}})? ?(?P<percent>%?)"
    rf"(?P<footnote>(?: ?{_FOOTNOTE})*)",
    re.ASCII,
)
_MINUS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"))
_ONE = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2032": "'", "\uff05": "%", "\u066a": "%"})
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
# Groups of three after a first of one to three digits; "0,125" has no thousands.
_WHOLE = {mark: rf"(?:\d+|[1-9]\d{{0,2}}(?:(?P<group>[{other} '])\d{{3}})(?:(?P=group)\d{{3}})*)"
          for mark, other in ((".", ","), (",", "."))}  # fmt: skip
_BODY = {mark: re.compile(rf"(?P<whole>{whole})?(?:{re.escape(mark)}(?P<part>\d*))?", re.ASCII)
         for mark, whole in _WHOLE.items()}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberKind:
    """
    What a column's numbers can be.

    whole : counts, which have no fraction
    most : largest possible value, in the column's unit; a column that ends below 1,000 groups nothing
    percent : whether a per cent sign may stand behind the figure
    """

    whole: bool = False
    most: float = float("inf")
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """
    A number taken apart, not yet read.

    body : digits with marks between; footnote : what stands behind the figure, "" for nothing
    """

    sign: str
    body: str
    exponent: str
    percent: bool
    footnote: str

    def plain(self, decimal: str, kind: NumberKind) -> str:
        """
        Return the number as a tidy file writes it, if ``decimal`` ("." or ",") is the decimal mark; "" if it cannot be.

        >>> take_apart("1 234,50 %").plain(",", NumberKind(percent=True))
        '1234.50'
        >>> take_apart("1,234").plain(",", NumberKind(whole=True))
        ''
        """
        found = _BODY[decimal].fullmatch(self.body)
        if not found or (self.percent and not kind.percent):
            return ""
        whole, part = found["whole"] or "", found["part"]
        if not whole and not part:
            return ""
        digits = re.sub(r"\D", "", whole)
        text = f"{self.sign.strip('+')}{digits}{'' if part is None else '.' + part}{self.exponent}"
        number = parse_number(text)
        if number != number or (found["group"] and abs(number) > kind.most):
            return ""
        if kind.whole:
            return text.partition(".")[0] if number == int(number) and not self.exponent else ""
        return text

    def unfit(self, text: str, kind: NumberKind) -> str:
        """Return why the number, which stands in a cell as ``text``, cannot be one of ``kind``, and what to do."""
        wide = replace(kind, most=float("inf"))
        if self.percent and not kind.percent:
            why = "is a share, where counts or other figures are expected; correct it"
        elif any(self.plain(mark, wide) for mark in (".", ",")):
            why = f"lies outside 0..{kind.most:g}; check figure and unit"
        elif kind.whole and any(self.plain(mark, replace(wide, whole=False)) for mark in (".", ",")):
            why = "is no whole number, and a count has no fraction; correct it, or its unit"
        elif self.exponent:
            why = "cannot be held: write it without an exponent, or leave it blank"
        else:
            why = "is no number: thousands are grouped by threes; correct it, or leave it blank"
        return f"'{short(text)}' {why}"


@lru_cache(maxsize=4096)
def take_apart(text: str) -> Written | None:
    """
    Return the number in a cell, taken apart; None where it is none.

    >>> take_apart("\u2212 7,5*")
    Written(sign='-', body='7,5', exponent='', percent=False, footnote='*')
    >>> take_apart("79 (100)"), take_apart("4.2 k")
    (None, None)
    """
    text = " ".join(text.translate(_UNSEEN).translate(_ONE).split())
    found = _WRITTEN.fullmatch(text[:1].translate(_MINUS) + text[1:])
    if not found:
        return None
    body = found["body"].rstrip(" ")
    return Written(found["sign"], body, found["exponent"] or "", bool(found["percent"]), found["footnote"].strip())
