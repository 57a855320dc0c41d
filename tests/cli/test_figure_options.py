"""What is typed of figures reaches the picture, its manifest and its remake."""

import json

import pytest

CSV = """area,area_name,time,measure,value,state,unit,stratum_kind,stratum
1,North,2024,sealants,30,value,percent,,
2,South,2024,sealants,55,value,percent,,
1,North,2024,untreated_decay,20,value,percent,,
2,South,2024,untreated_decay,12,value,percent,,
1,North,2024,sealants,41,value,percent,age,child
2,South,2024,sealants,62,value,percent,age,child
"""
SMALL = ("--size", "96x54")


@pytest.fixture
def mine(tmp_path):
    (tmp_path / "mine.csv").write_text(CSV)
    return tmp_path


def manifest(path):
    return json.loads(path.with_name(f"{path.name}.json").read_text())


def test_figures_of_ones_own_are_shown_and_told(mine, chorus):
    said = chorus("export", "fracture", "a.png", *SMALL, "--data", "mine.csv")
    kept = manifest(mine / "a.png")

    assert said.code == 0
    assert "glazed petals show sealants; for untreated_decay: --figure glaze=MEASURE" in said.err
    assert "“sealants”" in kept["caption"]
    assert "dentist" not in kept["caption"]
    assert kept["setup"]["roles"] == {"glaze": "sealants", "stratum": ""}


def test_a_figure_is_chosen_by_its_role_and_made_again(mine, chorus):
    pictures = {}
    for name, asked in (("a", ()), ("b", ("--figure", "glaze=1-untreated_decay")), ("c", ("--stratum", "age=child"))):
        assert chorus("export", "fracture", f"{name}.png", *SMALL, "--data", "mine.csv", *asked).code == 0
        pictures[name] = (mine / f"{name}.png").read_bytes()
        assert chorus("remake", f"{name}.png.json", "--out", f"{name}2.png", "--data", "mine.csv").code == 0
        assert (mine / f"{name}2.png").read_bytes() == pictures[name]

    assert len(set(pictures.values())) == 3
    assert manifest(mine / "b.png")["setup"]["roles"]["glaze"] == "1-untreated_decay"
    assert manifest(mine / "c.png")["setup"]["roles"]["glaze"] == "sealants@age=child"


@pytest.mark.parametrize(("asked", "message"), [
    (("--figure", "glaze"), "--figure glaze: write ROLE=MEASURE"),
    (("--figure", "lit=sealants"), "'Fracture' has no role 'lit'; "),
    (("--figure", "glaze=sealents"), "no measure 'sealents' for glazed petals; did you mean 'sealants'?"),
    (("--stratum", "age=adult"), "no stratum 'sealants@age=adult'; did you mean 'sealants@age=child'?"),
    (("--stratum", "child"), "is no figure"),
])  # fmt: skip
def test_what_cannot_be_shown_is_one_sentence_and_no_file(mine, chorus, asked, message):
    said = chorus("export", "fracture", "a.png", *SMALL, "--data", "mine.csv", *asked)

    assert said.code != 0
    assert message in said.err
    assert not (mine / "a.png").exists()


@pytest.mark.usefixtures("mine")
def test_a_presets_stratum_gives_way_to_a_table_without_it(chorus):
    said = chorus("export", "enamel", "a.png", *SMALL, "--data", "mine.csv", "--preset", "least_income")

    assert said.code == 0
    assert "there are no figures of income=under_15k: everybody's are shown" in said.err
