"""The nearest name that GLSL takes: letters a-z, digits and single _ between them."""

import re
import unicodedata

__all__ = ["foreign", "glsl_word", "is_glsl_word"]

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*\Z")  # GLSL keeps names with __ for itself
_SPELT = str.maketrans({
    "\xdf": "ss", "\xe6": "ae", "\xc6": "Ae", "\u0153": "oe", "\u0152": "Oe", "\xf8": "o", "\xd8": "O", "\u0142": "l",
    "\u0141": "L", "\u0111": "d", "\u0110": "D", "\xf0": "d", "\xfe": "th", "\u0131": "i",
})  # fmt: skip
"""Letters that are no letter with a mark, as they are spelt where there are none of them."""


def is_glsl_word(name: str) -> bool:
    """Return whether ``name`` may stand behind a prefix such as ``u_`` in GLSL."""
    return _WORD.match(name) is not None


def glsl_word(name: str) -> str:
    """
    Return ``name`` as GLSL takes it, "" where no letter of it is left.

    >>> glsl_word("gr\xf6\xdfe"), glsl_word("_a__b_"), glsl_word("2 rows"), glsl_word("\u591c")
    ('grosse', 'a_b', 'n2_rows', '')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_SPELT))
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    word = re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")
    return f"n{word}" if word[:1].isdigit() else word


def foreign(text: str) -> bool:
    """
    Return whether ``text`` has letters or digits that GLSL has not.

    >>> foreign("na\xefve"), foreign("a - b"), foreign("\u591c")
    (True, False, True)
    """
    return any(one.isalnum() and not one.isascii() for one in text)
