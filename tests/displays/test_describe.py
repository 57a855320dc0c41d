"""What outputs say of themselves: every profile can be asked for, every option is known, and nothing is silent."""

import importlib
import types

import pytest

from renderer.core.errors import UsageError
from renderer.core.view import Volume
from renderer.displays.describe import outputs_section
from renderer.displays.profiles import titles
from renderer.displays.recipe import FAMILIES, Output, recipe_of

MODULES = {name: importlib.import_module(f"renderer.displays.{module}") for name, module in FAMILIES.items()}
PROFILES = [(name, key) for name, module in MODULES.items() for key in module.profiles() if "FILE" not in key]


@pytest.mark.parametrize(("family", "profile"), PROFILES)
def test_every_profile_that_is_told_of_can_be_asked_for(family, profile):
    assert recipe_of(Output(f"{family}:{profile}"), Volume()).views


@pytest.mark.parametrize("family", FAMILIES)
def test_an_option_that_is_not_told_of_is_refused_with_those_that_are(family, tmp_path):
    path = tmp_path / "path.csv"
    path.write_text("time,x,y,z\n0,0,0,300\n")
    first = next(iter(MODULES[family].profiles()), "")
    name = f"{family}:{path}" if family == "head" else f"{family}:{first}".rstrip(":")

    with pytest.raises(UsageError, match=f"{family} has no option 'colr'.*{', '.join(MODULES[family].OPTIONS)}"):
        recipe_of(Output(name, {"colr": "1"}), Volume())


def test_every_family_profile_and_option_is_a_row():
    text = outputs_section()

    for family, module in MODULES.items():
        assert f"**`--as {family}`** " in text
        assert all(f"| `{family}:{key}` | " in text for key in module.profiles())
        assert all(f"| `{key}` | " in text for key in module.OPTIONS)


def test_an_output_that_says_nothing_is_refused(monkeypatch):
    made = {"said": types.ModuleType("said", "``--as said``: well."), "mute": types.ModuleType("mute", "A module.")}
    for module in made.values():
        module.profiles, module.OPTIONS = dict, {"size": ""}
    monkeypatch.setattr("renderer.displays.describe.importlib.import_module", lambda name: made[name.split(".")[-1]])

    with pytest.raises(UsageError, match="the output mute does not say what it is"):
        outputs_section({"mute": "mute"})
    with pytest.raises(UsageError, match="the output said does not say what 'size' is"):
        outputs_section({"said": "said"})


def test_devices_are_told_of_by_the_names_of_their_files(tmp_path):
    (tmp_path / "b.toml").write_text('title = "Second"\n')
    (tmp_path / "a.toml").write_text('title = "First"\n')

    assert titles(tmp_path) == {"a": "First", "b": "Second"}
