"""Of which measures of CDC PLACES and 500 Cities more is better, by the names that all their releases share."""

import re

__all__ = ["direction"]

# Care and screening that are had are good; lack of care, diseases, their risks, and needs are not. Of disabilities and
# of help with food nobody can say so.
_MORE = "BPMED CERVICAL CHECKUP CHOLSCREEN COLON_SCREEN COREM COREW DENTAL MAMMOUSE PAPTEST"
_LESS = ("ACCESS2 ARTHRITIS BINGE BPHIGH CANCER CASTHMA CHD COPD CSMOKING DEPRESSION DIABETES EMOTIONSPT FOODINSECU "
         "GHLTH HIGHCHOL HOUSINSECU KIDNEY LACKTRPT LONELINESS LPA MHLTH OBESITY PHLTH SHUTUTILITY SLEEP STROKE "
         "TEETHLOST")  # fmt: skip
_GOOD = dict.fromkeys(_MORE.split(), "more") | dict.fromkeys(_LESS.split(), "less")
_KIND = re.compile(r"_(CRUDE|ADJ|ADJUSTED)$")


def direction(name: str) -> str:
    """
    Return "more" or "less", of which of a measure is better; "" where nobody can say so.

    >>> direction("BPMED"), direction("obesity_crude"), direction("colon_screen_adj"), direction("MOBILITY")
    ('more', 'less', 'more', '')
    """
    return _GOOD.get(_KIND.sub("", name.upper()), "")
