"""A starter over a table of one's own: its measures stand in the roles, and the scene finds the table again."""

import shutil
from pathlib import Path

import pytest

from renderer.core.errors import DataError
from renderer.data.load import load_table
from renderer.data.role import Role
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load
from renderer.scene.starter import templates, write_starter
from renderer.scene.starter_figures import choose_figures

ROLES = (Role("lit", "lamps", good="more"), Role("dim", "shades", good="less", needed=False))
HEAD = "area,time,measure,value,state,unit"


def table(folder, **units):
    """Write two areas with a figure for each measure of these units, and return its path."""
    lines = [f"{area},2024,{name},{30 + area},value,{unit}" for name, unit in units.items() for area in (1, 2)]
    path = folder / "mine.csv"
    path.write_text("\n".join((HEAD, *lines, "")))
    return str(path)


def described(path, **good):
    """Write a descriptor that says which way is good, of the measures in percent."""
    measures = ", ".join(f'"{name}": {{"label": "{name}", "unit": "percent", "good": "{way}"}}' for name, way in
                         good.items())  # fmt: skip
    text = f'{{"name": "x", "resources": [{{"name": "mine", "path": "mine.csv", "measures": {{{measures}}}}}]}}'
    Path(path).with_name("datapackage.json").write_text(text)
    return path


def test_each_measure_stands_in_one_role_and_what_is_no_share_in_none(tmp_path):
    chosen = choose_figures(ROLES, table(tmp_path, people="people", sealants="per 1000", decay="percent"))

    assert chosen.figures == {"lit": "decay", "dim": "sealants"}  # by name, whichever line of the file comes first
    assert "people" not in " ".join(chosen.notes)


def test_the_way_that_is_good_decides_and_what_is_turned_is_told(tmp_path):
    path = described(table(tmp_path, a="percent", b="percent", c="percent"), a="less", b="less", c="more")

    assert choose_figures(ROLES, path).figures == {"lit": "c", "dim": "a"}
    assert choose_figures(ROLES, path).notes == ("lamps show c (also fit: a, b)", "shades show a (also fit: b, c)")


@pytest.mark.parametrize(("good", "figures", "note"), [
    ("less", {"lit": "1-a", "dim": ""}, "lamps show all others than a: it is turned, for less of it is better"),
    ("more", {"lit": "a", "dim": ""}, "shades show nothing yet: no measure is left that they need not turn"),
    ("", {"lit": "a", "dim": ""}, "a is shown as it is, for nobody said which way is good; 1-a in scene.py turns it"),
])  # fmt: skip
def test_one_measure_stands_where_it_is_needed(tmp_path, good, figures, note):
    chosen = choose_figures(ROLES, described(table(tmp_path, a="percent"), a=good))

    assert chosen.figures == figures
    assert note in chosen.notes


def test_a_role_that_is_needed_takes_one_that_stands_elsewhere(tmp_path):
    both = (ROLES[0], Role("other", "others"))

    assert choose_figures(both, table(tmp_path, a="percent")).figures == {"lit": "a", "other": "a"}


def test_a_table_in_which_nothing_fits_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"nothing that lamps could show: .* its figures are in euro, people"):
        choose_figures(ROLES, table(tmp_path, people="people", cost="euro"))


@pytest.mark.parametrize("template", templates())
def test_the_scene_shows_it_and_moves_together_with_it(tmp_path, monkeypatch, template):
    home, monday = tmp_path / "home", tmp_path / "monday"
    home.mkdir()
    path = table(home, sealants="percent")
    chosen = choose_figures(load(templates()[template]).scene.roles, path)
    made = write_starter("mine", home, template, chosen)
    assert 'data="../mine.csv"' in (made / "scene.py").read_text()
    shutil.move(home, monday)
    monkeypatch.chdir(tmp_path)
    scene = load(Path("monday/mine")).scene
    shown = load_table(scene.data, scene.wanted)

    assert scene.data == "monday/mine.csv"
    assert shown.columns[0].figure == "sealants"
    assert all(column.figure == "" for column in shown.columns[1:])
    assert "“sealants”" in caption_of(scene, shown)


def test_a_table_of_another_project_is_named_by_its_whole_path(tmp_path):
    path = table(tmp_path, sealants="percent")
    made = write_starter("mine", tmp_path / "elsewhere", shown=choose_figures(ROLES[:0], path))

    assert load(made).scene.data == str(Path(path).resolve())
    assert "from this folder" not in (made / "scene.py").read_text()


def test_a_bundled_name_stays_a_name(tmp_path):
    made = write_starter("mine", tmp_path, shown=choose_figures(ROLES[:0], "us_oral_health"))

    assert load(made).scene.data == "us_oral_health"
