"""The nearest name, where one is near enough to be meant."""

import ast
import re

import pytest

from renderer.core.paths import ROOT
from renderer.core.suggest import closest, continued, nearest


@pytest.mark.parametrize(("word", "names", "found"), [
    ("partng", ["parting", "glow"], "parting"), ("GLOW", ["glow", "grow"], "glow"), ("glwo", ["glow", "grow"], "glow"),
    ("sead", ["speed", "seed"], "seed"), ("xyz", ["glow", "seed"], ""), ("", ["glow"], ""), ("glow", [], ""),
    ("DENTAL_VISIT", ["dental_visit", "dental_visits_all"], "dental_visit"), ("tint", {"Tint": 1}, "Tint"),
    ("eastt", ["West", "East"], "East"), ("Tintt", ["tint", "Tint"], "Tint"),
])  # fmt: skip
def test_only_what_is_near_is_suggested(word, names, found):
    assert closest(word, names) == found
    assert nearest(word, names) == (f"; did you mean '{found}'?" if found else "")


def test_names_may_come_one_by_one():
    assert nearest("glwo", (name for name in ("seed", "glow"))) == "; did you mean 'glow'?"


@pytest.mark.parametrize(("words", "rest", "whole"), [
    ("no map 'x'", "it has a", "no map 'x'; it has a"), ("did you mean 'a'?", "it has a", "did you mean 'a'? It has a"),
    ("no map 'x'", "", "no map 'x'"), ("did you mean 'a'?", "", "did you mean 'a'?"),
])  # fmt: skip
def test_what_follows_a_question_is_a_sentence_of_its_own(words, rest, whole):
    assert continued(words, rest) == whole


def _hints(node, names):
    """Return whether what stands in a text's braces is, or was made with, ``nearest``."""
    calls = any(isinstance(one, ast.Call) and getattr(one.func, "id", "") == "nearest" for one in ast.walk(node))
    return calls or (isinstance(node, ast.Name) and node.id in names)


def _continued_hints(function):
    """Yield each text of ``function`` in which something but a new sentence follows the name that was meant."""
    kept = [one for one in ast.walk(function) if isinstance(one, ast.Assign) and _hints(one.value, ())]
    names = {target.id for one in kept for target in one.targets if isinstance(target, ast.Name)}
    for text in ast.walk(function):
        for part, after in zip(text.values, text.values[1:], strict=False) if isinstance(text, ast.JoinedStr) else ():
            held = isinstance(part, ast.FormattedValue) and _hints(part.value, names)
            if held and not (isinstance(after, ast.Constant) and re.match(r" [A-Z]", after.value)):
                yield ast.unparse(text)


def test_nothing_is_written_behind_the_question_mark_of_a_suggestion():
    found = []
    for path in sorted((ROOT / "renderer").rglob("*.py")):
        text = path.read_text("utf-8")
        if "nearest(" in text:
            functions = [one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.FunctionDef)]
            found += [f"{path}: {text}" for function in functions for text in _continued_hints(function)]
    assert not found
