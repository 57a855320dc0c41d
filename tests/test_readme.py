"""The documents tell the truth: generated parts are fresh, links lead somewhere, commands exist, the README is short.

Rewrite the generated parts with ``./run test tests/test_readme.py --rewrite-docs``.
"""

import json
import re

import click
import pytest
from PIL import Image

from renderer.cli.command_reference import commands_section
from renderer.cli.commands import COMMANDS, cli
from renderer.core.errors import UsageError
from renderer.core.paths import ASSETS, INSTALLATIONS, ROOT, SHADERS
from renderer.data.load import load_table
from renderer.displays.describe import outputs_section
from renderer.output.format_reference import formats_section
from renderer.output.manifest import words_of
from renderer.output.zoom.deep_zoom import tiles_in
from renderer.output.zoom.zoom_page import zoom_page
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import installations, load
from renderer.scene.chain import names as brought
from renderer.scene.filled import filled
from renderer.scene.reference import between, effects_section, installations_section, library_section, scene_section

README, REFERENCE, CONTRACT = ROOT / "README.md", ROOT / "REFERENCE.md", INSTALLATIONS / "README.md"
SCENES = {name: load(path) for name, path in installations().items()}
PAGES = {name: loaded.folder / "README.md" for name, loaded in SCENES.items()}
DOCUMENTS = [README, REFERENCE, CONTRACT, *PAGES.values()]
ALL = pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.relative_to(ROOT).as_posix())
GALLERY = ASSETS / "gallery"


def text_of(page):
    """Return what stands in ``page``; a scene without one begins with a title and markers."""
    if page.is_file() or page not in PAGES.values():
        return page.read_text("utf-8")
    title = SCENES[page.parent.name].scene.title
    return f"# {title}\n\n<!-- scene:begin -->\n<!-- scene:end -->\n"


def generated(page):
    """Return ``page`` with its generated parts made anew."""
    text = text_of(page)
    if page == README:
        return between(text, "installations", installations_section(SCENES.values(), GALLERY / "thumbs", page))
    if page == REFERENCE:
        commands = {name: cli.get_command(click.Context(cli), name) for name in COMMANDS}
        text = between(text, "commands", commands_section(commands))
        text = between(text, "formats", formats_section())
        text = between(text, "outputs", outputs_section())
        text = between(text, "effects", effects_section())
        return between(text, "library", library_section(SHADERS / "lib"))
    if page == CONTRACT:
        return text
    return between(text, "scene", scene_section(SCENES[page.parent.name], GALLERY, page))


@ALL
def test_what_the_code_says_of_itself_is_fresh(page, request):
    fresh = generated(page)
    if request.config.getoption("--rewrite-docs"):
        page.write_text(fresh, "utf-8")

    assert page.is_file(), f"{page} is missing: ./run test tests/test_readme.py --rewrite-docs"
    assert page.read_text("utf-8") == fresh, "stale: ./run test tests/test_readme.py --rewrite-docs"


def test_the_readme_is_a_welcome():
    text = README.read_text("utf-8")

    assert text.count("\n") <= 200
    assert len(text.encode()) <= 15_000
    assert "./run demo" in text
    assert "./run test" in text
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)
    assert len([one for one in pictures if "/thumbs/" not in one]) == 1
    assert re.search(r"^- \[", text.split("\n## ")[0], re.MULTILINE), "contents stand on top"


def test_every_document_can_be_reached_from_the_readme():
    links = {link for link, _ in links_of(README)}

    assert {"REFERENCE.md", "installations/README.md"} <= links
    assert {path.relative_to(ROOT).as_posix() for path in PAGES.values()} <= links


@pytest.mark.parametrize("name", SCENES)
def test_every_parameter_and_preset_is_on_its_page(name):
    loaded, text = SCENES[name], PAGES[name].read_text("utf-8")
    own = loaded.scene.params.__dataclass_fields__.keys() - brought(loaded.scene.effects)
    names = [*own, *(preset.name for preset in loaded.presets)]

    assert not [name for name in names if f"| `{name}` |" not in text]


def test_every_command_is_in_the_reference():
    text = REFERENCE.read_text("utf-8")

    assert not [name for name in COMMANDS if f"chorus {name}" not in text]


def links_of(page):
    """Return the links of ``page`` that stay in the house: file (may be empty) and heading."""
    prose = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    found = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", prose)
    return [(link, heading) for link, heading in found if link or heading]


def anchors(page):
    """Return the names by which the headings of ``page`` are linked, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@ALL
def test_every_link_leads_to_a_file_and_every_picture_opens(page):
    for link, heading in links_of(page):
        target = (page.parent / link).resolve() if link else page
        assert target.is_file(), link
        assert target.is_relative_to(ROOT), link
        if heading:
            assert heading in anchors(target), f"{link}#{heading}"
        if target.suffix in (".jpg", ".png"):
            with Image.open(target) as picture:
                assert min(picture.size) >= 200


@ALL
def test_every_command_it_types_exists_with_its_options(page):
    typed = re.findall(r"(?:^|`)\s*(chorus|\./run) ([a-z]+)([^`\n]*)", page.read_text("utf-8"), re.MULTILINE)

    assert typed
    for program, name, rest in typed:
        if program == "./run":
            assert name in ("demo", "test", "lint", "bench", "add", "lock", "help")
            continue
        assert name in COMMANDS, name
        command = cli.get_command(click.Context(cli), name)
        if isinstance(command, click.Group) and rest.split():
            command = command.commands[rest.split()[0]]
        params = list(command.params)
        if command.context_settings.get("ignore_unknown_options"):  # it hands them on to perform
            params += cli.get_command(click.Context(cli), "perform").params
        known = {flag for one in params for flag in (*one.opts, *one.secondary_opts)}
        flags = re.findall(r"(?<= )--?[a-z][a-z-]*", rest.partition("   ")[0])
        assert set(flags) <= known, f"chorus {name}{rest}"


def test_the_words_of_the_reference_make_the_sentence_of_the_readme(tmp_path):
    """A table of one's own in Enamel, without words and with those that the page tells to write."""
    head = "area,time,measure,stratum_kind,stratum,value,state,unit"
    (tmp_path / "mine.csv").write_text(f"{head}\n1,2024,sealants,age,child,41,value,percent\n")
    whole = re.search(r'^```\n(\{"resources": .*?)^```', REFERENCE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    scene = filled(SCENES["enamel"].scene, {"lit": "sealants", "stratum": "age=child"}, ("lit", "stratum"))
    said = []
    for package in ('{"resources": [{"path": "mine.csv"}]}', whole[1]):
        (tmp_path / "datapackage.json").write_text(package)
        said.append(caption_of(scene, load_table(tmp_path / "mine.csv", scene.wanted)))

    quoted = re.findall(r"\*(those lit stand for [^*]*)\*", README.read_text("utf-8").replace("\n", " "))
    assert len(quoted) == 2
    assert quoted[0] in said[0]
    assert quoted[1] in said[1]
    assert said[1].startswith("Every field is a neighbourhood, ")


def test_the_thumbnails_are_small_and_each_scene_has_one():
    thumbs = sorted((GALLERY / "thumbs").iterdir())

    assert max(path.stat().st_size for path in thumbs) < 50_000
    assert set(SCENES) <= {path.stem for path in thumbs}


def test_the_page_to_walk_along_is_that_of_an_export_and_shares_the_script(request):
    """``chorus export journey journey-walk.dzi`` holds a script of its own; here it is that of every page."""
    walk, script = GALLERY / "journey-walk.dzi", "../zoom/openseadragon.min.js"
    wide, high = map(int, re.search(r'Width="(\d+)" Height="(\d+)"', walk.read_text("ascii")).groups())
    words = words_of(json.loads(walk.with_name("journey-walk.dzi.json").read_text("utf-8")))
    fresh, page = zoom_page("journey-walk_files", (wide, high), words, script), walk.with_suffix(".html")
    if request.config.getoption("--rewrite-docs"):
        page.write_text(fresh, "utf-8")
    tiles = [*GALLERY.glob("journey-walk_files/*/*.jpg")]

    assert page.read_text("utf-8") == fresh, "stale: ./run test tests/test_readme.py --rewrite-docs"
    assert f'<script src="{script}"></script>' in fresh
    assert (page.parent / script).is_file()
    assert len(tiles) == tiles_in((wide, high))
    assert sum(tile.stat().st_size for tile in tiles) < 5_000_000


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
