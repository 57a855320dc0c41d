"""Bash itself reads each word that is offered as the name that it is."""

import shutil
import subprocess

import pytest

from renderer.cli.bash_words import quoted

NAMES = ["enamel", "garden in rain", "zz;touch gone", "yy$(touch gone)", "`touch gone`", "*", "?a[b]", "a\\b", "~",
         "#a", "a'b\"c", "{a,b}", "a&&b", "a|b", "a>b", "!1", "größe", "us_oral-health.2", "=a:b", "-x"]  # fmt: skip


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_a_word_is_read_as_the_name_it_is(tmp_path):
    line = " ".join(map(quoted, NAMES))
    said = subprocess.run(["bash", "-c", f"printf '%s\\n' -- {line}"], capture_output=True, text=True, check=True,
                          cwd=tmp_path).stdout  # fmt: skip
    assert said.splitlines()[1:] == NAMES
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_no_line_holds_is_not_offered():
    assert [quoted(name) for name in ("a\nb", "a\x1b[2Jb", "\t")] == ["", "", ""]
