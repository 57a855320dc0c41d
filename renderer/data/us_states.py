"""The 50 states and DC: FIPS code, postal abbreviation, name (US Census Bureau, ANSI INCITS 38)."""

import re
from functools import lru_cache

__all__ = ["OUTSIDE", "STATES", "find_state"]

_LINES = """
01 AL Alabama|02 AK Alaska|04 AZ Arizona|05 AR Arkansas|06 CA California|08 CO Colorado|09 CT Connecticut
10 DE Delaware|11 DC District of Columbia|12 FL Florida|13 GA Georgia|15 HI Hawaii|16 ID Idaho|17 IL Illinois
18 IN Indiana|19 IA Iowa|20 KS Kansas|21 KY Kentucky|22 LA Louisiana|23 ME Maine|24 MD Maryland
25 MA Massachusetts|26 MI Michigan|27 MN Minnesota|28 MS Mississippi|29 MO Missouri|30 MT Montana
31 NE Nebraska|32 NV Nevada|33 NH New Hampshire|34 NJ New Jersey|35 NM New Mexico|36 NY New York
37 NC North Carolina|38 ND North Dakota|39 OH Ohio|40 OK Oklahoma|41 OR Oregon|42 PA Pennsylvania
44 RI Rhode Island|45 SC South Carolina|46 SD South Dakota|47 TN Tennessee|48 TX Texas|49 UT Utah
50 VT Vermont|51 VA Virginia|53 WA Washington|54 WV West Virginia|55 WI Wisconsin|56 WY Wyoming
"""

# abbreviation -> (FIPS code, name)
STATES: dict[str, tuple[str, str]] = {
    entry[3:5]: (entry[:2], entry[6:]) for line in _LINES.split("\n") for entry in line.split("|") if entry
}
# What stands beside the states in their files: territories, and the whole with its medians.
OUTSIDE: dict[str, tuple[str, str]] = {
    "AS": ("60", "American Samoa"), "GU": ("66", "Guam"), "MP": ("69", "Northern Mariana Islands"),
    "PR": ("72", "Puerto Rico"), "VI": ("78", "Virgin Islands"), "US": ("59", "United States"),
    "USM": ("", "US Median"), "UW": ("", "All States, DC and Territories"),
}  # fmt: skip
_OTHERS = {"district columbia": "DC", "washington dc": "DC", "us virgin islands": "VI", "usa": "US",
           "commonwealth of the northern mariana islands": "MP", "united states of america": "US",
           "all states dc and territories median": "UW", "national": "US"}  # fmt: skip


def _key(text: str) -> str:
    return " ".join(re.sub(r"[.,]|\bthe\b", "", text.casefold()).replace("-", " ").split())


_KNOWN = {
    _key(word): abbr for abbr, (code, name) in (STATES | OUTSIDE).items() for word in (abbr, code, name) if word
} | {_key(name): abbr for name, abbr in _OTHERS.items()}


@lru_cache(maxsize=1024)
def find_state(text: str) -> str | None:
    """
    Return the abbreviation of the state (or of what is in ``OUTSIDE``) that ``text`` means; None where it is none.

    Letters, name or FIPS code, in any case, with stray blanks and points, the leading zero lost or not.

    >>> [find_state(text) for text in ("al ", "Washington, D.C.", "1", "Puerto Rico", "Alabma")]
    ['AL', 'DC', 'AL', 'PR', None]
    """
    word = _key(text)
    return _KNOWN.get(word.zfill(2) if word.isdigit() else word)
