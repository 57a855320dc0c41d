"""chorus list, new and check: a scene of one's own, from nothing to the shelf."""

import re

import pytest

from renderer.cli.scene_list import VIEWS
from renderer.scene.listing import listing
from renderer.scene.starter import templates


def test_list_shows_what_came_with_chorus_and_its_presets(chorus):
    said = chorus("list")

    assert said.code == 0
    for one in listing():
        assert f"  {one.name} " in said.out
        assert one.presets[0] in said.out
    assert "chorus new NAME" in said.out


@pytest.mark.parametrize("columns", [20, 50, 80, 200])
def test_a_list_fills_the_terminal_and_no_line_is_wider(chorus, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    width = max(len(one.name) for one in listing()) + 2
    room = max(columns - 2 - width, 30)
    lines = [line[2 + width :] for line in chorus("list").out.splitlines() if line.startswith("  ")]
    said = [
        text for one in listing()
        for text in (one.title, "presets: " + ", ".join(one.presets), *[VIEWS] * one.views)
    ]  # fmt: skip

    assert max(map(len, lines)) <= room
    for line, text in zip(lines, said, strict=True):
        assert line == text if len(text) <= room else (text.startswith(line.removesuffix("...")) and line[-3:] == "...")
        assert len(line) >= min(len(text), room - 12)


def test_a_new_scene_is_listed_beside_them(chorus):
    made = chorus("new", "pearl")
    said = chorus("list")

    assert (made.code, made.err) == (0, "")
    assert "chorus preview pearl" in made.out
    _, own = said.out.split("Yours, in this folder")
    assert "pearl" in own
    assert "presets: bold, quiet" in own
    assert "chorus new NAME" not in said.out


def test_a_new_scene_keeps_every_rule(chorus):
    chorus("new", "pearl")
    said = chorus("check", "pearl")

    assert said.code == 0, said.out
    assert "BROKEN" not in said.out
    assert "1 scene keeps every rule" in said.out
    assert re.search(r"^ +pixels that change by 24 codes: areas swapped \d+\.\d%, all alike \d+\.\d%$", said.out, re.M)


def test_a_new_scene_can_be_drawn_by_its_name(chorus, tmp_path):
    chorus("new", "pearl")

    assert chorus("export", "pearl", "p.png", "--size", "64x36", "--preset", "bold").code == 0
    assert (tmp_path / "p.png").is_file()


def test_a_template_is_asked_for_by_its_name(chorus, tmp_path):
    assert chorus("new", "shell", "--template", "sculpture").code == 0
    assert "Solid" in (tmp_path / "shell/scene.py").read_text()

    said = chorus("new", "pond", "--template", "simulaton")

    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "did you mean 'simulation'" in said.err
    assert not (tmp_path / "pond").exists()


@pytest.mark.parametrize("template", templates())
def test_new_says_where_it_lies_and_what_to_open_first(chorus, tmp_path, template):
    said = chorus("new", "mine", "--template", template).out

    assert f"lies in {tmp_path.resolve() / 'mine'}\n" in said
    shader, module = re.search(r"Open first: (\S+), .* and (\S+), ", said).groups()
    assert (tmp_path / shader).suffix in (".frag", ".vert", ".glsl")
    assert all((tmp_path / one).is_file() for one in (shader, module))


def test_the_help_names_every_template(chorus):
    said = chorus("new", "--help").out

    assert all(name in said for name in templates())


def test_new_goes_where_it_is_told(chorus, tmp_path):
    assert chorus("new", "pearl", "--dir", "a/b").code == 0
    assert (tmp_path / "a/b/pearl/scene.py").is_file()


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("My Pearl", "for example 'my_pearl'"),
        ("pearl.py", "for example 'pearl_py'"),
        ("../pearl", "for example 'pearl'"),
        ("1st", "for example 'st'"),
        ("", "is no name for a scene"),
        ("class", "is no name for a scene"),
        ("é", "is no name for a scene"),
        ("a" * 41, "at most 40"),
        ("enamel", "comes with Chorus"),
    ],
)
def test_a_bad_name_is_refused_with_a_good_one(chorus, tmp_path, name, part):
    said = chorus("new", name)

    assert said.code == 2
    assert part in said.err
    assert said.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_new_overwrites_nothing(chorus, tmp_path):
    chorus("new", "pearl")
    (tmp_path / "pearl/scene.py").write_text("# mine\n")
    said = chorus("new", "pearl")

    assert said.code == 2
    assert "exists already" in said.err
    assert (tmp_path / "pearl/scene.py").read_text() == "# mine\n"


def test_a_folder_that_is_a_file_leaves_nothing_behind(chorus, tmp_path):
    (tmp_path / "wall").write_text("")
    said = chorus("new", "pearl", "--dir", "wall")

    assert said.code == 1
    assert "could not write" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["wall"]


def test_check_names_the_rule_that_is_broken_and_where(chorus, tmp_path):
    chorus("new", "pearl")
    shader = tmp_path / "pearl/pearls.frag"
    shader.write_text(shader.read_text().replace("u_gold", "u_gld"))
    said = chorus("check", "pearl")

    assert said.code == 1
    assert "BROKEN" in said.out
    assert "pearl/pearls.frag:" in said.out
    assert "did you mean" in said.out
    assert "pearl: compiles" in said.err


def test_check_goes_on_after_a_broken_scene(chorus, tmp_path):
    chorus("new", "pearl")
    chorus("new", "shell")
    (tmp_path / "pearl/scene.py").write_text("SCENE = 3\n")
    said = chorus("check", "pearl", "shell")

    assert said.code == 1
    assert said.err == "Broken: pearl: keeps the scene contract.\n"
    assert "SCENE is a int" in said.out
    assert said.out.count("  ok ") > 5


CSV = """area,area_name,time,measure,value,state,unit,stratum_kind,stratum
1,North,2024,sealants,30,value,percent,,
2,South,2024,sealants,55,value,percent,,
1,North,2024,residents,4100,value,people,,
2,South,2024,residents,6200,value,people,,
1,North,2024,sealants,41,value,percent,age,child
2,South,2024,sealants,62,value,percent,age,child
"""
LITTLE = ("--size", "48", "27")


def test_a_new_scene_shows_a_table_of_ones_own_and_says_so(chorus, tmp_path):
    (tmp_path / "mine.csv").write_text(CSV)
    made = chorus("new", "pearl", "--data", "mine.csv")

    assert (made.code, made.err) == (0, "")
    assert "Pearls show sealants.\n" in made.out
    assert "Warm pearls show nothing yet" in made.out
    assert "residents" not in made.out
    assert chorus("check", "pearl", *LITTLE).code == 0
    assert chorus("export", "pearl", "p.png", "--size", "64x36").code == 0
    assert "as large as its share of \\u201csealants\\u201d" in (tmp_path / "p.png.json").read_text()


def test_a_table_that_fits_no_role_leaves_no_scene(chorus, tmp_path):
    (tmp_path / "mine.csv").write_text("".join(CSV.splitlines(keepends=True)[n] for n in (0, 3, 4)))
    said = chorus("new", "pearl", "--data", "mine.csv")

    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "mine.csv: nothing that pearls could show" in said.err
    assert not (tmp_path / "pearl").exists()


# A knob that has nothing to turn where nothing is put into warm pearls.
GILT = {
    "scene.py": ("    gold: str", '    gilt: float = param(0.5, 0.0, 1.0, help="Gold on warm pearls.")\n    gold: str'),
    "pearls.frag": ("float share = 1.0 - smoothstep(radius - 0.5",
                    "base = mix(base, 4.0 * u_gold, u_gilt * warm); float share = 1.0 - smoothstep(radius - 0.5"),
}  # fmt: skip


def test_check_holds_every_rule_against_other_figures_and_says_what_is_shown(chorus, tmp_path):
    (tmp_path / "mine.csv").write_text(CSV)
    chorus("new", "pearl")
    for name, (old, new) in GILT.items():
        path = tmp_path / "pearl" / name
        assert path.read_text().count(old) == 1
        path.write_text(path.read_text().replace(old, new))
    own = chorus("check", "pearl", *LITTLE)
    asked = ("--data", "mine.csv", "--figure", "pearl=1-sealants", "--stratum", "age=child")
    said = chorus("check", "pearl", *LITTLE, *asked)

    assert (own.code, said.code) == (0, 0), own.out + said.out
    assert "nothing is put into warm pearls; choose with --figure warm=MEASURE" in said.out
    assert "as large as its share of all others than “sealants (age: child)”" in said.out
    assert "some find nothing to turn in these figures: gilt" in said.out
    assert "It says" not in own.out
    assert "nothing to turn" not in own.out


@pytest.mark.parametrize(("asked", "message"), [
    (("--data", "mine.csv", "--figure", "bell=residents"), "residents is in people, and bells of light show a share"),
    (("--figure", "bel=sealants"), "'Lagoon' has no role 'bel'; did you mean 'bell'?"),
    (("--data", "mine.csv", "--stratum", "age=adult"), "did you mean 'sealants@age=child'?"),
    (("--data", "none.csv"), "none.csv does not exist"),
])  # fmt: skip
def test_check_says_what_cannot_be_shown(chorus, tmp_path, asked, message):
    (tmp_path / "mine.csv").write_text(CSV)
    said = chorus("check", "lagoon", *asked)

    assert said.code == 1
    assert message in said.out
    assert said.err == "Broken: lagoon: keeps the scene contract.\n"


def test_check_refuses_an_unknown_scene(chorus):
    said = chorus("check", "enamle")

    assert said.code == 1
    assert "did you mean 'enamel'" in said.out


def test_list_survives_a_scene_that_is_no_python(chorus, tmp_path):
    chorus("new", "pearl")
    (tmp_path / "pearl/scene.py").write_bytes(b"\xff\xfe\x00 def")

    assert "chorus check pearl" in chorus("list").out
