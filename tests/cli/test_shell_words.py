"""Shells themselves read each word that is offered as the name that it is."""

import os
import shlex
import shutil
import subprocess
import sys

import pytest

from renderer.cli.commands import cli
from renderer.cli.shell_words import QuotedBash, WholeFish, WholeZsh, quoted

NAMES = ["enamel", "garden in rain", "zz;touch gone", "yy$(touch gone)", "`touch gone`", "*", "?a[b]", "a\\b", "~",
         "#a", "a'b\"c", "{a,b}", "a&&b", "a|b", "a>b", "!1", "größe", "us_oral-health.2", "=a:b", "-x"]  # fmt: skip


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_word_is_read_as_the_name_it_is(tmp_path, quote):
    names = [name for name in NAMES if not quote or {"'": "'", '"': "!"}[quote] not in name]
    line = " ".join(f"{quote}{quoted(name, quote)}{quote}" for name in names)
    said = subprocess.run(["bash", "-c", f"printf '%s\\n' -- {line}"], capture_output=True, text=True, check=True,
                          cwd=tmp_path).stdout  # fmt: skip
    assert said.splitlines()[1:] == names
    assert list(tmp_path.iterdir()) == []


def test_what_no_quote_makes_plain_is_not_offered_within_it():
    assert (quoted("a'b", "'"), quoted("a!b", '"')) == ("", "")  # a history is called for within double quotes


@pytest.mark.parametrize("shell", [QuotedBash, WholeFish, WholeZsh])
def test_a_name_that_no_line_holds_is_offered_to_no_shell(tmp_path, monkeypatch, shell):
    monkeypatch.chdir(tmp_path)
    names = ["com,ma", "nl\nx", "nl\x1b[2Jx", "plain"]
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "scene.py").write_text('"""Rain: rain."""\n')
    found = shell(cli, {}, "chorus", "_CHORUS_COMPLETE").get_completions(["preview"], "")
    assert {item.value for item in found} & set(names) == {"com,ma", "plain"}


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
def test_fish_offers_a_name_with_a_comma_whole(tmp_path):
    chorus = tmp_path / "chorus"
    chorus.write_text("#!/bin/sh\nprintf 'plain,com,ma\\tRain, it says\\n'\n")
    chorus.chmod(0o755)
    script = WholeFish(cli, {}, "chorus", "_CHORUS_COMPLETE").source()
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    said = subprocess.run(["fish", "-N", "-c", f'{script}\ncomplete -C "chorus preview com"'], env=env, text=True,
                          check=True, capture_output=True).stdout  # fmt: skip
    assert said == "com,ma\tRain, it says\n"


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(("typed", "offered"), [("gar", "garden\\ in\\ rain"), ("'gar", "garden in rain"),
                                                ('"gar', "garden in rain")])  # fmt: skip
def test_what_bash_offers_goes_by_the_quote_that_is_open(tmp_path, typed, offered):
    script = QuotedBash(cli, {}, "chorus", "_CHORUS_COMPLETE").source()
    scene = tmp_path / "garden in rain" / "scene.py"
    scene.parent.mkdir()
    scene.write_text('"""Rain: rain."""\n')
    chorus = tmp_path / "chorus"
    chorus.write_text(f"#!{sys.executable}\nimport sys\nfrom renderer.cli.main import main\nsys.exit(main())\n")
    chorus.chmod(0o755)
    asked = (f"complete() {{ :; }}\n{script}\nCOMP_WORDS=(chorus preview {shlex.quote(typed)}); COMP_CWORD=2\n"
             f'_chorus_completion "{chorus}"; printf "%s\\n" "${{COMPREPLY[@]}}"')  # fmt: skip
    said = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    assert said == f"{offered}\n"
