"""In which encoding a text file is written, and the same text in UTF-8."""

import codecs
from pathlib import Path

from renderer.core.errors import DataError

__all__ = ["NAMES", "OLD", "guess_encoding", "old_encoding", "to_utf8"]

_CHUNK = 1 << 20
_LOOK = 1 << 22  # bytes from which an old encoding is guessed
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
# In the order in which they are met; Latin-1 after Windows-1252, which has the same letters and more signs.
OLD = ("cp1252", "latin-1", "mac-roman", "cp850")
NAMES = {"utf-8": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32": "UTF-32",
         "cp1252": "Windows-1252", "latin-1": "Latin-1", "mac-roman": "Mac Roman",
         "cp850": "DOS (code page 850)"}  # fmt: skip
# What stands in words of Western languages, and signs that stand in tables.
_LETTERS = frozenset("äöüßÄÖÜéèêëàâáãåæçñóòôõøíìîïúùûýÿœžšÉÈÊÀÂÁÃÅÆÇÑÓÒÔÕØÍÌÎÚÙÛÝŒŽŠ")
_SIGNS = frozenset("\u00a0\u2013\u2014\u2018\u2019“”„•…°§±²³µ·½¼€£¥†‡©®™«»\u00d7ªº¹¿¡")
_SURE = 0.8  # of what is not ASCII must be likely, for an old encoding to be taken


def guess_encoding(path: Path) -> str:
    """
    Return the encoding of the text at ``path``, as Python calls it.

    Raises DataError where it is in none that can be told, or in UTF-8 with damaged places.
    """
    with path.open("rb") as file:
        head = file.read(1 << 12)
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    if len(head) > 3 and head.count(0) > len(head) // 3:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if max(even, odd) > 4 * min(even, odd):
            return "utf-16-be" if even > odd else "utf-16-le"
    if b"\0" in head or _is_utf8(path):
        return "utf-8"  # what is binary is told by the scan, with its line
    return _old(path)


def to_utf8(path: Path, encoding: str, out: Path) -> None:
    """Write the text at ``path`` to ``out`` in UTF-8, its lines ended by LF where they end by CR alone."""
    line = 1
    try:
        with path.open(encoding=encoding, newline="") as file, out.open("w", encoding="utf-8", newline="") as copy:
            first = file.read(_CHUNK)
            alone = "\r" in first and "\n" not in first
            while first:
                copy.write(first.replace("\r", "\n") if alone else first)
                line += first.count("\n")
                first = file.read(_CHUNK)
    except UnicodeError:
        raise DataError(f"{path}, line {line} or below: this is not the {NAMES[encoding]} that its beginning says; it "
                        "was cut short or damaged: copy it again, or save it as CSV UTF-8") from None  # fmt: skip


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                if not chunk.isascii() or decoder.getstate()[0]:  # a tenth of what decoding plain letters would cost
                    decoder.decode(chunk)
        except UnicodeDecodeError:
            return False
    return True  # an end within a character is told by the scan


def _old(path: Path) -> str:
    """Return which of the encodings of one byte a character makes likely words of the text."""
    with path.open("rb") as file:
        data = file.read(_LOOK)
    text = data.decode("utf-8", errors="replace")
    good = sum(char > "\x7f" and char != "\ufffd" for char in text)
    if good > 4 * text.count("\ufffd"):
        before = data.decode("utf-8", errors="surrogateescape")
        where = next(index for index, char in enumerate(before) if "\udc80" <= char <= "\udcff")
        line = before.count("\n", 0, where) + 1
        raise DataError(f"{path}, line {line}: a byte there (0x{ord(before[where]) - 0xdc00:02x}) is no UTF-8, though "
                        "the rest is: the file is damaged or put together from two; save it as CSV UTF-8")  # fmt: skip
    best = old_encoding(data)
    if best is None:
        raise DataError(f"{path} is in an encoding that cannot be told (not UTF-8, UTF-16 or Western European); "
                        "save it as CSV UTF-8")  # fmt: skip
    return best


def old_encoding(data: bytes) -> str | None:
    """Return which of ``OLD`` makes likely words of ``data``, which holds more than ASCII; None where none does."""
    best = max(OLD, key=lambda name: _likely(data, name))
    return best if _likely(data, best) >= _SURE else None


def _likely(data: bytes, encoding: str) -> float:
    """Return which part of the characters beyond ASCII is likely in a table, 0..1."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    found = [(index, char) for index, char in enumerate(text) if char > "\x7f"]
    likely = sum(_fits(text, index, char) for index, char in found)
    return likely / len(found)


def _fits(text: str, index: int, char: str) -> bool:
    """Return whether a letter stands in a word, small after a small one, or a sign outside one."""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if char in _LETTERS:
        # Where every letter has an accent, it is another alphabet.
        beside = any(other.isascii() and other.isalpha() for other in (before, after))
        return beside and not (char.isupper() and before.islower())
    return char in _SIGNS and not (before.isalpha() and after.isalpha() and char not in "\u2019\u2013\u2018\u00a0·")
