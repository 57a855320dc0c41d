"""What may be wrong with a table is said to who knows it, and what is right is not doubted."""

import pytest


def notes_of(tmp_path, imports, text, **answers):
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    return imports(path, time={"2024": ""}, good={"": "less"}, **answers)[0].report


def test_a_total_that_comes_with_the_next_release_of_a_described_sheet_is_told(tmp_path, imports):
    plain = "ward,decay %\nA,12\nB,13\nC,14\n"
    assert not [one for one in notes_of(tmp_path, imports, plain) if "total" in one]
    said = notes_of(tmp_path, imports, plain + "City total,13\n", keep=("City total",))

    assert "City total is called as totals are, and stays among the wards: --total leaves one out" in said


@pytest.mark.parametrize(("name", "told"), [("st pauli", True), ("St  Pauli", True), ("St. Paul", False)])
def test_one_area_in_two_spellings_is_told(tmp_path, imports, name, told):
    said = notes_of(tmp_path, imports, f"ward,decay %\nSt. Pauli,12\nAltona,13\n{name},14\n")

    assert any("are written in different ways, and stay different wards" in one for one in said) == told


@pytest.mark.parametrize(("figures", "told"), [("0.12 0.5 0.9 0", True), ("0.12 0.5 1.2 0", False), ("1 0 0 0", False)])
def test_a_percentage_that_is_never_more_than_one_is_told(tmp_path, imports, figures, told):
    rows = "".join(f"{ward},{one}\n" for ward, one in zip("ABCD", figures.split(), strict=True))
    said = notes_of(tmp_path, imports, "ward,decay %\n" + rows)

    words = "no figure of decay is more than 1 percent: where 1 means all, say --unit decay=ratio"
    assert (words in said) == told


@pytest.mark.parametrize(("share", "told"), [("14.0", True), ("*", False)])
def test_a_count_withheld_beside_its_share_is_told(tmp_path, imports, share, told):
    text = ("ward,decayed,examined,share %\nA,12,100,12.0\nB,33,150,22.0\nC,20,90,22.2\nD,41,1000,4.1\n"
            f"E,<10,50,{share}\n")  # fmt: skip
    said = notes_of(tmp_path, imports, text, n="examined")

    words = ("1 figure of decayed, withheld, can be worked out from share and the number of people asked: leave out "
             "one of the two before you show or send them")  # fmt: skip
    assert (words in said) == told


def test_a_count_of_others_is_not_worked_out_from_a_share(tmp_path, imports):
    text = "ward,dentists,examined,share %\nA,1,100,12.0\nB,3,150,22.0\nC,2,90,22.2\nD,4,1000,4.1\nE,*,50,14\n"

    assert not [one for one in notes_of(tmp_path, imports, text, n="examined") if "worked out" in one]
