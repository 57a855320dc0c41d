"""The pages that come with Chorus, filled in one pass: what goes into a page is never taken for a name in it."""

import re
from collections.abc import Mapping

__all__ = ["fill"]

_NAME = re.compile(r"\{\{([A-Z]+)\}\}")


def fill(template: str, texts: Mapping[str, str]) -> str:
    """
    Return ``template`` with each ``{{NAME}}`` replaced; KeyError for a name that ``texts`` lacks.

    >>> fill("{{A}} {{B}}", {"A": "{{B}}", "B": "2"})
    '{{B}} 2'
    """
    return _NAME.sub(lambda found: texts[found[1]], template)
