"""Text that somebody else wrote, as it is safe to show: what moves a cursor, hides or turns around is spelled out.

A file's name, an OSC address, a figure's label may hold anything: a terminal's commands, a line that looks as if
Chorus had said it, letters that run from right to left. All that is shown passes here.
"""

import re

__all__ = ["escape", "escape_lines"]

# Controls; what is invisible or turns the direction of writing; ends of lines; halves of characters. Joiners
# (U+200C, U+200D), which words of some languages need, stay.
_UNSHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_LETTERS = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def escape(text: str) -> str:
    r"""
    Return ``text`` on one line, with all that no eye would see spelled out.

    >>> print(escape("a\x1b[2J\nok"))
    a\x1b[2J\nok
    """
    return text if text.isprintable() else _UNSHOWN.sub(_spelled, text)


def escape_lines(text: str) -> str:
    r"""
    Return ``text`` in its lines, each escaped; the second and later ones are set in, so that none looks like another's.

    >>> print(escape_lines("a.frag:3: no 'x'\n    x = 1;\rok\nok"))
    a.frag:3: no 'x'
        x = 1;\rok
      ok
    """
    first, *others = text.split("\n")
    tabs = [line.replace("\t", "    ") for line in others]  # of a quoted line of code
    return "\n".join((escape(first), *(escape(line if line[:1] in (" ", "") else f"  {line}") for line in tabs)))


def _spelled(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _LETTERS.get(found[0]) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
