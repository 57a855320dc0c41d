"""The README tells the truth: what scenes and commands wrote is fresh, links lead somewhere, pictures are real.

Rewrite the generated parts with ``./run test tests/test_readme.py --rewrite-readme``.
"""

import re

import click
import pytest
from PIL import Image

from renderer.cli.command_reference import commands_section
from renderer.cli.main import COMMANDS, cli
from renderer.core.errors import UsageError
from renderer.core.paths import ASSETS, ROOT
from renderer.scene.catalogue import installations, load
from renderer.scene.chain import names as brought
from renderer.scene.reference import between, effects_section, scenes_section

README = ROOT / "README.md"


def generated(text):
    """Return the README with its generated parts made anew."""
    scenes = [load(path) for path in installations().values()]
    commands = {name: cli.get_command(click.Context(cli), name) for name in COMMANDS}
    text = between(text, "scenes", scenes_section(scenes, ASSETS / "gallery", ROOT))
    text = between(text, "effects", effects_section())
    return between(text, "commands", commands_section(commands))


def test_what_scenes_and_commands_say_of_themselves_is_fresh(request):
    fresh = generated(README.read_text("utf-8"))
    if request.config.getoption("--rewrite-readme"):
        README.write_text(fresh, "utf-8")

    assert README.read_text("utf-8") == fresh, "stale: ./run test tests/test_readme.py --rewrite-readme"


def test_every_command_parameter_and_preset_is_in_it():
    text = README.read_text("utf-8")

    for loaded in map(load, installations().values()):
        own = loaded.scene.params.__dataclass_fields__.keys() - brought(loaded.scene.effects)
        names = [*own, *(preset.name for preset in loaded.presets)]
        assert not [name for name in names if f"| `{name}` |" not in text]
    assert not [name for name in COMMANDS if f"chorus {name}" not in text]


def test_every_link_leads_to_a_file_and_every_picture_opens():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text("utf-8"))

    assert links
    for link in links:
        assert (ROOT / link).is_file(), link
        if link.endswith((".jpg", ".png")):
            with Image.open(ROOT / link) as picture:
                assert min(picture.size) >= 200


def test_every_command_it_types_exists():
    typed = re.findall(r"^\s*(?:\./run|chorus) ([a-z]+)", README.read_text("utf-8"), re.MULTILINE)

    assert len(typed) > 8
    assert set(typed) <= {*COMMANDS, "test", "lint", "bench", "help"}


def test_an_undocumented_command_or_option_is_refused():
    silent = click.Command("silent")
    half = click.Command("half", help="Half.", params=[click.Option(["--size"])])

    with pytest.raises(UsageError, match="chorus silent does not say"):
        commands_section({"silent": silent})
    with pytest.raises(UsageError, match="chorus half --size does not say"):
        commands_section({"half": half})


def test_markers_must_stand_once_and_in_order():
    for text in ("", "<!-- x:begin -->", "<!-- x:end --><!-- x:begin -->", "<!-- x:begin -->" * 2 + "<!-- x:end -->"):
        with pytest.raises(UsageError, match="markers"):
            between(text, "x", "new")
