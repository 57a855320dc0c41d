"""Text that somebody else wrote, as it is safe to show: what moves a cursor, hides or turns around is spelled out.

A file's name, an OSC address, a figure's label may hold anything: a terminal's commands, a line that looks as if
Chorus had said it, letters that run from right to left. All that is shown passes here.
"""

import re

__all__ = ["escape", "escape_lines"]

# Controls; what is invisible (Default_Ignorable_Code_Point of Unicode 15.1) or turns the direction of writing; ends of
# lines; halves of characters. Joiners and selectors of a variant, which words of some languages need, stay where they
# follow one letter of these: any beyond ASCII, a Mongolian one, an ideograph. A row of them would be a hidden text.
_UNSHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
    "|(?<![^\x00-\x7f\u200c\u200d])[\u200c\u200d]"
    "|(?<![\u1820-\u18aa])[\u180b-\u180d\u180f]"
    "|(?<![\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
    "|(?<![^\ufe0e\ufe0f])[\ufe0e\ufe0f]"
)
_LETTERS = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def escape(text: str) -> str:
    r"""
    Return ``text`` on one line, with all that no eye would see spelled out.

    >>> print(escape("a\x1b[2J\nok"))
    a\x1b[2J\nok
    """
    return text if text.isascii() and text.isprintable() else _UNSHOWN.sub(_spelled, text)


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
