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


def test_a_domain_is_told_changed_kept_and_made_again(mine, chorus):
    first = chorus("export", "lagoon", "a.png", *SMALL, "--data", "mine.csv", "--figure", "heart=untreated_decay")
    asked = chorus("export", "lagoon", "b.png", *SMALL, "--data", "mine.csv", "--domain", "bell=20..60")
    again = chorus("remake", "b.png.json", "--out", "b2.png", "--data", "mine.csv")

    assert [one.code for one in (first, asked, again)] == [0, 0, 0]
    told = "bells of light: least at 0 %, most at 100 %, the bounds of the measure, for of so few figures"
    assert told in first.err
    assert "--domain bell" not in asked.err
    assert manifest(mine / "b.png")["setup"]["domains"]["bell"] == [20, 60]
    assert (mine / "a.png").read_bytes() != (mine / "b.png").read_bytes() == (mine / "b2.png").read_bytes()


@pytest.mark.parametrize(("asked", "message"), [
    ("bell", "--domain bell: write ROLE=LOW..HIGH, as --domain lit=20..80"),
    ("bell=20-60", "--domain bell=20-60: write"),
    ("bell=60..20", "the domain 60..20 for 'bell' is none"),
    ("bel=20..60", "there is no role 'bel'; did you mean 'bell'"),
])
def test_a_domain_that_is_none_is_one_sentence_and_no_file(mine, chorus, asked, message):
    said = chorus("export", "lagoon", "a.png", *SMALL, "--data", "mine.csv", "--domain", asked)

    assert said.code != 0
    assert message in said.err
    assert not (mine / "a.png").exists()


def test_more_areas_than_a_picture_holds_are_gathered_and_told_or_refused(tmp_path, chorus):
    header, *_ = CSV.splitlines()
    lines = [f"{n:04d},Tract {n},2024,sealants,{n % 90 + 5},value,percent,,," for n in range(700)]
    counties = (f"{line}{int(line[:4]) // 100}" for line in lines)
    (tmp_path / "tracts.csv").write_text("\n".join([f"{header},parent", *counties, ""]))
    (tmp_path / "alone.csv").write_text("\n".join([header, *(line.removesuffix(",") for line in lines), ""]))
    told = chorus("export", "lagoon", "a.png", *SMALL, "--data", "tracts.csv")
    refused = chorus("export", "lagoon", "b.png", *SMALL, "--data", "alone.csv")

    assert (told.code, refused.code) == (0, 1)
    assert "700 areas are gathered to 7 larger areas: each shows their mean, unweighted" in told.err
    assert "700 areas are gathered: each larger area shows" in manifest(tmp_path / "a.png")["caption"]
    assert "alone.csv: 700 areas, and this picture holds 640: name in a column 'parent'" in refused.err
    assert not (tmp_path / "b.png").exists()
