"""What a shell is given when Tab is pressed: words that stay words, however a folder or preset from elsewhere is named.

What no line holds is offered to none. Bash puts an offered word on the command line as it is given, where zsh and fish
quote it; click gives it bare, and has bash take a `*` in it for the files of the folder. Where a quote was opened, bash
closes it after the word. In fish click's script cuts a name at its comma.
"""

import os
import re
from typing import Any

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

__all__ = ["QuotedBash", "WholeFish", "WholeZsh", "quoted"]

_MORE = re.compile(r"[^\w@%+=:,./-]", re.ASCII)  # what a shell may read as more than itself
_WITHIN = re.compile(r'[\\"$`]')  # the same between double quotes
_NEVER = {"'": "'", '"': "!"}  # what no backslash makes plain after these

_SCRIPT = r"""
%(complete_func)s() {
    local response type value
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \
        CHORUS_QUOTE="${COMP_WORDS[COMP_CWORD]:0:1}" %(complete_var)s=bash_complete "$1")
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done <<< "$response"
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""


def quoted(word: str, after: str = "") -> str:
    r"""
    Return ``word`` so that bash reads it as that word ``after`` a quote, or none; "" where none stands there so.

    >>> print(quoted("garden;in rain"), quoted("us_oral_health"), quoted("garden;in rain", "'"))
    garden\;in\ rain us_oral_health garden;in rain
    """
    if after and _NEVER[after] in word:
        return ""
    return word if after == "'" else (_WITHIN if after else _MORE).sub(r"\\\g<0>", word)


class _OfOneLine(ShellComplete):
    """A completion without what has a line's end in it, or a terminal's commands."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """Return what click finds, as far as a line holds it."""
        found = super().get_completions(args, incomplete)
        return [item for item in found if item.type != "plain" or str(item.value).isprintable()]


@add_completion_class
class WholeZsh(_OfOneLine, ZshComplete):
    """Click's completion for zsh, which counts lines."""


@add_completion_class
class WholeFish(_OfOneLine, FishComplete):
    """Click's completion for fish, with names and descriptions whole."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split -m 1 ","')


@add_completion_class
class QuotedBash(_OfOneLine, BashComplete):
    """Click's completion for bash, with every word quoted for it."""

    source_template = _SCRIPT

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return ``item`` as a line for the script."""
        if item.type != "plain":
            return f"{item.type},"
        first = os.environ.get("CHORUS_QUOTE", "")
        word = quoted(str(item.value), first if first in ("'", '"') else "")
        return f"plain,{word}" if word else "none,"
