"""What Tab offers behind an option: names that come with Chorus, else the folder's files."""

import pytest
from click.shell_completion import BashComplete

from renderer.cli.commands import cli


def offered(*words):
    """Return what is offered for the last of ``words``, each as it is and of which type."""
    found = BashComplete(cli, {}, "chorus", "_CHORUS_COMPLETE").get_completions(list(words[:-1]), words[-1])
    return [(one.value, one.type) for one in found]


FILES = [("", "file")]


@pytest.mark.parametrize("words", [
    ("data", "import", ""), ("data", "show", ""), ("data", "describe", ""), ("data", "places", ""),
    ("export", "enamel", "--data", ""), ("export", "enamel", "--map", ""), ("label", ""),
    ("remake", "--data", ""), ("new", "mine", "--data", ""), ("service", "install", ""),
])  # fmt: skip
def test_where_a_file_may_stand_the_shell_looks_for_one(words):
    assert offered(*words) == FILES


@pytest.mark.parametrize(("words", "name"), [
    (("data", "show", "us_o"), "us_oral_health"), (("data", "places", "us_"), "us_states"),
    (("preview", "enamel", "--data", "us_o"), "us_oral_health"), (("perform", "enamel", "--map", "us_"), "us_states"),
    (("label", "enam"), "enamel"), (("service", "install", "enam"), "enamel"),
])  # fmt: skip
def test_names_that_come_with_chorus_are_offered_as_they_begin(words, name):
    assert (name, "plain") in offered(*words)
    assert offered(*words[:-1], "./mi") == [("./mi", "file")]


@pytest.mark.parametrize("words", [("export",), ("preview",), ("perform",), ("label",)])
def test_presets_are_those_of_the_scene_before(words):
    assert offered(*words, "enamel", "--preset", "un") == [("under_silk", "plain")]
    assert offered(*words, "biome_map", "--preset", "un") == []
