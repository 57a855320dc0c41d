"""Whatever comes in, the terminal is told words: each way on which foreign text reaches it, once."""

import ast
import json

import pytest

from renderer.cli.main import main
from renderer.core.errors import DataError
from renderer.core.paths import ROOT

EVIL = "\x1b[2Jx\nok: all is well\u202e"


@pytest.fixture
def shown(chorus):
    """Return ``shown(*words)``: what the terminal gets, which must be harmless, and the exit code."""

    def call(*words):
        said = chorus(*words)
        for text in (said.out, said.err):
            assert "\x1b" not in text
            assert "\u202e" not in text
            assert "\nok: all is well" not in text
        return said

    return call


def test_a_name_that_was_typed(shown):
    assert shown("export", EVIL, "a.png").code == 2
    assert r"\x1b[2Jx" in shown("remake", f"{EVIL}.png").err
    assert shown(EVIL).code == 2
    assert shown("export", "enamel", "a.png", f"--{EVIL}").code == 2


def test_the_names_of_scenes_and_their_titles(shown, tmp_path):
    (tmp_path / "a\x1b[31mb").mkdir()
    (tmp_path / "a\x1b[31mb" / "scene.py").write_text('"""A wall \\x1b[31m\\u202e."""\n')
    said = shown("list")
    assert r"a\x1b[31mb" in said.out
    assert r"\u202e" in said.out


def test_what_a_manifest_a_job_and_figures_say(shown, tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"schema": "chorus-manifest/2", "setup": {"chorus_setup": 1,
                                                 "scene": EVIL}, "destination": {}}))  # fmt: skip
    assert shown("remake", "a.json").code == 1
    (tmp_path / "b.json").write_text(json.dumps({"schema": EVIL}))
    assert shown("remake", "b.json").code == 1
    (tmp_path / "c.job").write_text(json.dumps({EVIL: 1, "chorus_job": 1}))
    assert shown("export", "--job", "c.job").code == 1
    (tmp_path / "d.csv").write_text(f'"{EVIL}",value\n1,2\n')
    assert shown("data", "show", "d.csv").code == 1


def test_the_fault_of_chorus_itself_and_where_it_lies(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("renderer.cli.commands.cli.main", lambda *_, **__: (_ for _ in ()).throw(ValueError(EVIL)))
    assert main(["--debug", "list"]) == 1
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert r"\x1b[2Jx" in said


def test_an_error_of_several_lines_keeps_them(capsys, monkeypatch):
    words = "a.frag:3: no 'x'\n    x = 1;\nb.frag:9: no 'y'"
    monkeypatch.setattr("renderer.cli.commands.cli.main", lambda *_, **__: (_ for _ in ()).throw(DataError(words)))
    assert main(["list"]) == 1
    assert capsys.readouterr().err == "a.frag:3: no 'x'\n    x = 1;\n  b.frag:9: no 'y'\n"


def test_only_one_module_writes_to_the_terminal():
    for path in (ROOT / "renderer").rglob("*.py"):
        if path.name in ("tell.py", "bounded.py") or "bundle" in path.parts:  # the latter answers its parent on a pipe
            continue
        text = path.read_text("utf-8")
        assert "click.echo" not in text, path
        assert "click.secho" not in text, path
        called = {ast.unparse(node.func) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)}
        assert not called & {"print", "sys.stdout.write", "sys.stderr.write", "traceback.print_exc"}, path


def test_the_panel_writes_in_one_place():
    for path in (ROOT / "renderer/preview").rglob("*.py"):
        if path.name != "style.py":
            called = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text("utf-8")))
                      if isinstance(node, ast.Call)}  # fmt: skip
            assert not {name for name in called if name.startswith(("imgui.text", "imgui.set_tooltip"))}, path
