"""Name, label and unit of each measure, by what the file calls it."""

import re
from collections.abc import Iterable, Mapping, Sequence

from renderer.data.names import clean

from .description import MeasureWords
from .header_words import unit_of
from .table_keys import machine_name

__all__ = ["label_of", "measures_of", "short_names"]


def label_of(text: str) -> str:
    """
    Return a measure's label: without its number, its unit in brackets and footnotes' marks.

    >>> label_of("12. Children with diarrhoea (%)"), label_of("Impfquote_gesamt_min1"), label_of("9_3 / PT_POP")
    ('Children with diarrhoea', 'Impfquote gesamt min1', '9_3 / PT_POP')
    >>> label_of("Saw a dentist, % (95% CI)"), label_of("%")
    ('Saw a dentist', '')
    >>> label_of("Children with pain %")  # "in %" is a word of its own
    'Children with pain'
    """
    text = re.sub(r"^\d+[a-z]?\.\s+", "", clean(text))
    text = text.replace("_", " ") if any(map(str.islower, text)) else text  # a code stays as it is
    text = re.sub(r"\s*[([](%|in %|per ?cent|percentage|rs\.?|number)[)\]]", "", text, flags=re.IGNORECASE)
    text = re.sub(r",?\s*[([]\s*(95 ?%? ?)?(ci|ki|confidence interval|konfidenzintervall)\b[^)\]]*[)\]]", "", text,
                  flags=re.IGNORECASE)  # fmt: skip
    text = re.sub(r",?\s*(\bin %|[%*†ª]+)\d?\s*$", "", text)
    return text.strip() or clean(text)


def measures_of(texts: Iterable[str], units: Mapping[str, str], title: str) -> dict[str, MeasureWords]:
    """
    Return the measures called ``texts``, by a name of their own each.

    units : text -> what is known of its unit; "" where nothing is
    title : what one is called that is named by its unit alone, "%"
    """
    found: dict[str, MeasureWords] = {}
    for text in texts:
        label = label_of(text) or title
        name = stem = machine_name(label)[:56]
        number = 2
        while name in found:
            name, number = f"{stem}_{number}", number + 1
        unit = units.get(text) or unit_of(text)
        found[name] = MeasureWords(label, unit, written=text)
    return found


def short_names(headers: Sequence[str]) -> list[str]:
    """
    Return of names in several rows the row that tells the columns apart; others as they are.

    >>> short_names(["People / Women / of any age", "People / Men / of any age", "Dogs"])
    ['Women', 'Men', 'Dogs']
    """
    parts = [header.split(" / ") for header in headers]
    for place in range(max(map(len, parts), default=0)):
        names = [one[min(place, len(one) - 1)] for one in parts]
        if len(set(names)) == len(names):
            return names
    return list(headers)
