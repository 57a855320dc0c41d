"""Codes and names of areas, written alike however two files wrote them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

__all__ = ["code_key", "kind_of", "name_key", "one_line", "short_name_key", "single"]

# What stands before or behind a place's own name, in the words of those who publish maps.
_KINDS = re.compile(
    r"^(the|city of|county of|borough of|london borough of|royal borough of|metropolitan borough of|province of|"
    r"state of|landkreis|stadt|kreis|freie und hansestadt|land|freistaat|departement( de| du| des)?) |"
    r" (city and borough|census area|county|parish|borough|municipio|municipality|city|district|state|province|"
    r"health region|health unit|region|zone|department|council|planning region|ua|cc|lb|metropolitan district)$"
)

_ACCENTS = "[\u0300-\u036f]"


def one_line(text: str) -> str:
    r"""
    Return a text of somebody's file on one line, without what a terminal would act on.

    >>> one_line("West\nEnd\0 ")
    'West End'
    """
    plain = text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)
    return " ".join(plain.split())


def code_key(text: str) -> str:
    """
    Return a code as it is compared: in small letters; a number without the zeros that a sheet may have lost.

    >>> code_key(" 01001"), code_key("1001.0"), code_key("E06000001"), code_key("0")
    ('1001', '1001', 'e06000001', '0')
    """
    word = text.strip().casefold()
    if word.endswith(".0") and word[:-2].isdigit():
        word = word[:-2]
    return (word.lstrip("0") or "0") if word.isdecimal() else word


def name_key(text: str) -> str:
    """
    Return a name as it is compared: small letters without Latin accents, digits, and single blanks.

    Signs of vowels and of voice, which part names of other scripts, stay.

    >>> name_key("St. John’s & Québec-Nord"), name_key("Rhondda, Cynon, Taf")
    ('st johns and quebec nord', 'rhondda cynon taf')
    """
    plain = text.casefold().replace("ß", "ss").replace("&", " and ")
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", re.sub(_ACCENTS, "", unicodedata.normalize("NFKD", plain)))
    plain = re.sub(r"['\u2019\u02bb`\u00b4.]", "", plain)
    if plain.isascii():
        return " ".join(re.sub(r"[^\w]+|_", " ", plain).split())
    kept = (one if one.isalnum() or unicodedata.category(one)[0] == "M" else " " for one in plain)
    return " ".join("".join(kept).split())


def short_name_key(text: str) -> str:
    """
    Return a name without the word for what kind of area it is.

    >>> short_name_key("Autauga County"), short_name_key("City of London"), short_name_key("County")
    ('autauga', 'london', 'county')
    """
    key = name_key(text)
    return _KINDS.sub("", key).strip() or key


def kind_of(text: str) -> str:
    """
    Return the word in a name for what kind of area it is, "" for none.

    >>> kind_of("Baltimore County"), kind_of("Baltimore city"), kind_of("Baltimore")
    ('county', 'city', '')
    """
    key = name_key(text)
    return " ".join(key.replace(short_name_key(text), " ", 1).split())


def single(pairs: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """
    Return by key the one number that has it; a key that several have, or that is "", is left out.

    >>> dict(single([("a", 0), ("b", 1), ("a", 2), ("b", 1)]))
    {'b': 1}
    """
    found: dict[str, int] = {}
    twice = set()
    for key, number in pairs:
        if key and found.setdefault(key, number) != number:
            twice.add(key)
    return {key: number for key, number in found.items() if key not in twice}
