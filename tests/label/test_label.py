import re
from dataclasses import replace

import pytest
from labels import label

from renderer.data.places.map_gaps import MapGaps
from renderer.label.label import PLATE, kept_label, label_of
from renderer.scene.caption import caption_of
from renderer.scene.listing import listing
from renderer.session.open_setup import loaded_of, params_of
from renderer.session.setup import Setup

SCENES = [one.name for one in listing()]


@pytest.mark.parametrize("name", SCENES)
def test_a_plate_holds_what_a_mark_is_and_whose_it_is_and_no_more_words_than_a_wall(name):
    for preset in (None, *(one.name for one in loaded_of(Setup(name)).presets)):
        _, _, said = label(Setup(name, preset=preset))
        first, *_ = said.marks
        assert said.plate.startswith(first)
        assert "Source: CDC" in said.plate
        assert said.plate.endswith((said.marks[-1], "Source: CDC."))  # of when, unless it shows all times
        assert len(said.plate.split()) <= max(PLATE, len(first.split()) + 4)
        assert said.look
        assert said.reading


def test_the_marks_are_the_caption_sentence_by_sentence():
    loaded, table, said = label(Setup("signal_loss"))
    assert " ".join(said.marks) == caption_of(loaded.scene, table, None, "2014", [1.0])
    assert len(said.marks) > 5


def test_what_is_not_known_comes_onto_the_plate_before_what_adorns(monkeypatch):
    monkeypatch.setattr("renderer.label.label.PLATE", 56)  # where not all have room
    *_, said = label(Setup("enamel", roles={"stratum": "race=black"}))
    assert any("withheld" in one for one in said.marks)
    assert any("Gold" in one for one in said.marks)
    assert "withheld" in said.plate
    assert "Gold" not in said.plate
    assert all(words in said.long for words in (said.look, said.reading, *said.marks))


DRAWS_A_MAP = [one.name for one in listing() if loaded_of(Setup(one.name)).scene.places]


@pytest.mark.parametrize("name", DRAWS_A_MAP)
def test_what_a_map_has_without_figures_and_figures_without_a_map_come_onto_the_plate_of_every_preset(name):
    for preset in (None, *(one.name for one in loaded_of(Setup(name)).presets)):
        loaded, table, said = label(Setup(name, preset=preset))
        assert "1 area of the map has no figures: Puerto Rico." in said.marks
        assert "1 area of the map has no figures: Puerto Rico." in said.plate
        many = replace(table, map_gaps=MapGaps(("St. Clair", "Ash", "Elm", "Yew"), ("St. Ives", "Oak"), 3))
        said = label_of(loaded.scene, many, None, [1.0], "2014")
        for words in ("4 areas of the map have no figures: St. Clair, Ash, Elm and 1 more.",
                      "2 states have no place on the map and are not drawn: St. Ives, Oak.",
                      "3 areas of the map without figures are left out."):  # fmt: skip
            assert words in said.marks
            assert words.partition(":")[0] in said.plate  # all three have no room for names, too
        assert len(said.plate.split()) <= PLATE
        none = label_of(loaded.scene, replace(table, map_gaps=None), None, [1.0], "2014")
        assert "of the map" not in none.long
        assert [one for one in said.marks if "missing" in one]  # so the areas without any are drawn
        assert not [one for one in none.marks if "missing" in one]


def test_text_of_others_cannot_move_a_cursor_or_hide():
    loaded, table, _ = label(Setup("enamel"))
    evil = replace(table, areas=(replace(table.areas[0], name="A\x1b[2J\u202eB"), *table.areas[1:]),
                   source="T; S\u200b\x07; licence: none")  # fmt: skip
    said = label_of(loaded.scene, evil, None, [1.0])
    everything = f"{said.long}{said.plate}{said.rows}"
    assert not any(bad in everything for bad in "\x1b\u202e\u200b\x07")
    assert r"A\x1b[2J" in said.rows[0][0]


def test_what_the_main_measure_is_shown_by_comes_onto_the_plate_in_few_words_where_many_have_no_room():
    *_, said = label(Setup("equity"))
    assert said.marks[1] not in said.plate
    assert said.reading in said.plate
    assert "unsure" in said.plate
    assert len(said.plate.split()) <= PLATE


@pytest.mark.parametrize(("name", "says"), [
    ("smile", "From left: Less than $15,000, $15,000-$24,999, "),
    ("enamel", "Fields lie as on maps, north above (right on tall walls)."),
    ("fracture", "Laid about as on a map, north above (right on tall walls)."),
    ("equity", "by the alphabet from Alabama outermost to Wyoming innermost"),
    ("journey", "by the alphabet from Alabama above to Wyoming below"),
    ("lagoon", "Neighbours hang together."),
])  # fmt: skip
def test_a_plate_says_which_mark_is_whose(name, says):
    """It did for areas on a map that somebody named, and for no others."""
    assert says in label(Setup(name))[2].plate


def test_of_a_row_whose_names_have_no_room_the_ends_are_named(monkeypatch):
    monkeypatch.setattr("renderer.label.label.PLATE", 60)
    assert " From left: Less than $15,000 to MultiRacial. " in label(Setup("smile"))[2].plate


@pytest.mark.parametrize("name", SCENES)
def test_what_a_file_keeps_says_the_look_each_mark_and_every_sentence_and_has_a_plate_but_no_table(name):
    loaded, table, said = label(Setup(name))
    caption = caption_of(loaded.scene, table, loaded.scene.params(), "2014", [1.0])
    for beyond in ("", " An object of it. It stands."):  # what an object adds comes last
        kept = {"title": said.title, "caption": caption + beyond, "description": said.long + beyond, "when": "2014",
                "data": {"source": said.source}}  # fmt: skip
        again = kept_label(kept)
        assert (again.title, again.look, again.rows, again.when, again.source) == (
            said.title, said.look, (), "2014", said.source)  # fmt: skip
        assert again.marks[: len(said.marks)] == said.marks
        ((_, sentences),) = again.figures
        assert " ".join(sentences) == said.long.partition(said.marks[-1])[2].strip()
        assert said.reading in " ".join(sentences)
        assert len(again.plate.split()) <= max(PLATE, len(said.marks[0].split()) + 9)
        assert again.plate.startswith(said.marks[0])


def test_what_a_file_keeps_is_anybodys_and_harmless_and_without_words_it_is_none():
    evil = kept_label({"title": "a\x1b[2J", "caption": "b\x1b. C.", "description": "d\x1b", "data": 3})
    assert "\x1b" not in repr(evil).replace("\\x1b", "")
    assert evil.figures[0][1] == ("d\\x1b",)
    assert kept_label({"title": "", "caption": "", "description": ""}).figures == ()
    for lacking in ("title", "caption", "description"):
        with pytest.raises(KeyError, match=lacking):
            kept_label({name: "" for name in ("title", "caption", "description") if name != lacking})


@pytest.mark.parametrize("name", SCENES)
def test_names_part_no_sentence_whatever_stands_in_them(name):
    """"Ward No. 19" ended a sentence, and the plate went on with another."""
    evil = {0: "{}. A, b: C? 1", 1: "{}: From left: D, e. F", 2: "Mt. {}, No. 7. Figures: 1999."}
    for form in evil.values():
        for preset in (None, *(one.name for one in loaded_of(Setup(name)).presets)):
            loaded, table, _ = label(Setup(name, preset=preset))
            params = params_of(Setup(name, preset=preset), loaded)

            def marks(form, scene=loaded.scene, table=table, params=params):
                areas = tuple(replace(area, name=form.format(f"Q{n:03d}Q")) for n, area in enumerate(table.areas))
                columns = tuple(replace(one, group=f"{one.kind}: {form.format(f'G{n:03d}G')}") if one.group else one
                                for n, one in enumerate(table.columns))  # fmt: skip
                named = replace(table, areas=areas, columns=columns)
                return label_of(scene, named, params, [1.0], "2014").marks

            plain = marks("{}")
            assert tuple(re.sub(r"[QG]\d{3}[QG]", lambda one, form=form: form.format(one[0]), mark) for mark in plain
                         ) == marks(form)  # fmt: skip
            if preset is None:
                assert len(plain) > 2


def test_of_a_row_whose_names_hold_commas_and_colons_the_ends_are_those_of_the_row(monkeypatch):
    monkeypatch.setattr("renderer.label.label.PLATE", 60)
    loaded, table, _ = label(Setup("smile"))
    columns = tuple(replace(one, group=f"{one.kind}: 5: a, No. {n}.") if one.group else one
                    for n, one in enumerate(table.columns))  # fmt: skip
    said = label_of(loaded.scene, replace(table, columns=columns), loaded.scene.params(), [1.0], "2014")
    assert " From left: 5: a, No. 2. to 5: a, No. 28.. " in said.plate


def test_what_a_file_keeps_has_the_sentences_that_were_said():
    said = ["It is Ward No. 1.", "From left: A. B, C."]
    kept = {"title": "T", "caption": " ".join((*said, "More. Of it.")), "description": "T: L. x", "sentences": said}
    assert kept_label(kept).marks == (*said, "More.", "Of it.")
    assert kept_label({**kept, "caption": "It was No. 1."}).marks == ("It was No.", "1.")  # of an older Chorus
