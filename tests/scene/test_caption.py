"""Captions say what is really shown, with whatever words the figures bring."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from renderer.core.errors import SceneError
from renderer.data.layout import seat_texels
from renderer.data.load import load_all, load_table
from renderer.data.phrase import phrase
from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.data.table import Column
from renderer.params.param import assign
from renderer.scene.caption import caption_of, check_caption, reading_of
from renderer.scene.catalogue import installations, load
from renderer.scene.filled import filled, ranged
from renderer.scene.starter import templates
from renderer.signals.words import signal_words

FOLDERS = {**installations(), **templates()}
SCENES = sorted(FOLDERS)


def captioned(name, figures, **change):
    """The caption of an installation over the bundled table, whose columns are changed."""
    table = load_all("us_oral_health")
    table = replace(table, columns=tuple(replace(column, **change) for column in table.columns))
    scene = filled(load(FOLDERS[name]).scene, figures, figures)
    return caption_of(scene, role_table(table, scene.wanted).table)


@pytest.mark.parametrize("name", SCENES)
def test_it_says_what_stands_in_every_role_and_nothing_of_what_does_not(name):
    roles = load(FOLDERS[name]).scene.roles
    measures = {"dental_visit": "a dentist", "teeth_lost_6": "six or more|five teeth or fewer",
                "teeth_lost_all": "all their teeth|some of their teeth"}  # fmt: skip
    for measure, words in measures.items():
        said = captioned(name, {role.name: measure for role in roles})
        assert re.search(words, said)
        for other, others in measures.items():
            assert other == measure or not re.search(others, said), said


@pytest.mark.parametrize("name", ["biome_map", "lagoon", "signal_loss"])
def test_it_says_where_a_group_is_shown_in_the_range_of_all(name):
    scene = load(name).scene
    asked = replace(scene, roles=tuple(replace(role, asked=(20.0, 60.0)) for role in scene.roles))
    every, low, own = (
        caption_of(one, load_table("us_oral_health", replace(one.wanted, stratum=who)))
        for one, who in ((scene, ""), (scene, "income=under_15k"), (asked, "income=under_15k"))
    )

    assert "all groups" in low
    assert "all groups" not in every + own


def test_it_names_areas_by_their_numbers_however_many_there_are():
    scene, table = load("biome_map").scene, load_table("us_oral_health", load("biome_map").scene.wanted)
    many = replace(scene, caption="{area_1}, {area_51}, {area_1234}.", phrases=None)

    assert caption_of(many, table).startswith("Alabama, Wyoming, .")
    check_caption(many)


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("change", [
    {}, {"clause": "", "other": "", "people": ""}, {"clause": "", "other": ""}, {"other": ""}, {"people": ""},
    {"clause": "", "people": "", "other": "", "label": "Kinder, die beim Zahnarzt waren"},
])  # fmt: skip
def test_it_is_whole_whatever_words_are_absent(name, change):
    said = captioned(name, {}, **change)

    assert not re.search(r"[{}?]|  | [.,;:]|\.\.|,,|\b(\w+) \1\b", said), said
    assert said[0].isupper()
    assert said.endswith(".")
    assert "clause" not in change or "“" in said


@pytest.mark.parametrize(("words", "said"), [
    ({"people": "children", "clause": "die of caries"}, "children who die of caries"),
    ({"people": "children", "clause": "aren't seen at a café"}, "children who aren't seen at a café"),
    ({"clause": "have sealants"}, "people who have sealants"),
    ({"other": "have sealants"}, "people other than those who have sealants"),
    ({"people": "Kinder", "clause": "gingen hin"}, "“Kinder: gingen hin”"),
    ({"clause": "waren beim Zahnarzt"}, "“waren beim Zahnarzt”"),
    ({"people": "Kinder", "clause": "waren hier", "group": "Alter: 6"}, "“Kinder (Alter: 6): waren hier”"),
    ({"people": "niños", "clause": "recibieron selladores"}, "“niños: recibieron selladores”"),
    ({"people": "παιδιά", "other": "είναι εδώ"}, "all others than “παιδιά: είναι εδώ”"),
    ({"label": "all others than Karies"}, "all others than “Karies”"), ({}, "“Anteil naturgesund”"),
])  # fmt: skip
def test_words_that_are_no_english_are_quoted_as_they_are(words, said):
    column = Column("lit", "Anteil naturgesund", "percent", 0, 100)

    assert phrase(replace(column, **words)) == said


@pytest.mark.parametrize("name", sorted(installations()))
def test_how_it_is_read_names_what_is_shown_in_one_sentence(name):
    scene = filled(load(FOLDERS[name]).scene, {load(FOLDERS[name]).scene.roles[0].name: "teeth_lost_all"}, ())
    said = reading_of(scene, role_table(load_all("us_oral_health"), scene.wanted).table)

    assert re.search("all their teeth|some of their teeth", said)
    assert "dentist" not in said
    assert not re.search(r"[{}?]|  | [.,;:]|\b(\w+) \1\b", said)
    assert (said.count("."), said[-1], said[0].isupper()) == (1, ".", True)


@pytest.mark.parametrize("name", SCENES)
def test_no_sentence_of_care_stands_over_a_measure_that_the_scene_does_not_name_itself(name):
    """Of smokers it would be false and unkind, though less of them is better, too."""
    other = {"teeth_lost_6": "teeth_lost_all", "teeth_lost_all": "teeth_lost_6", "dental_visit": "1-teeth_lost_6"}
    roles = load(FOLDERS[name]).scene.roles

    assert "care has" not in captioned(name, {role.name: other[role.default] for role in roles})
    assert ("care has" in captioned(name, {})) == (name in ("biome_map", "equity", "smile"))


@pytest.mark.parametrize(("each", "begins"), [
    ("group", "Every tooth is a group, mean of all states: "),
    ("place", "Every tooth is the unweighted mean of 1 or 2 states that "),
    ("time", "Every tooth is a moment of the survey, soft where it is drawn between two, mean of all states: "),
])  # fmt: skip
def test_a_caption_follows_the_choice_that_is_made(each, begins):
    scene = load("smile").scene
    said = caption_of(scene, load_table(scene.data, scene.wanted), assign(scene.params(), each=each))

    assert said.startswith(begins)
    assert (" From left: 2012 to 2014. " in said) == (each == "time")
    assert ("(lower row: " in said) == (each != "place")  # where teeth are places both rows show one measure


@pytest.mark.parametrize("name", SCENES)
def test_it_ends_with_when_its_figures_are_where_that_is_known(name):
    scene = load(FOLDERS[name]).scene
    table = load_table(scene.data, scene.wanted)
    when = "between 2012 and 2014 (not measured)"

    assert caption_of(scene, table, when=when).endswith(f" Figures: {when}.") or "{when" in scene.caption
    assert "Figures: " not in caption_of(scene, table)


def test_a_picture_of_all_times_beside_each_other_says_these_and_no_one_time():
    scene = load("smile").scene
    params = assign(scene.params(), each="time")
    said = caption_of(scene, load_table(scene.data, scene.wanted), params, "2014")

    assert "2012 to 2014" in said
    assert "Figures: 2014" not in said


def test_a_scene_of_fixed_columns_says_when_too():
    scene = replace(load("enamel").scene, roles=(), columns=("dental_visit",), caption="Fields.")

    assert caption_of(scene, load_table(scene.data, scene.wanted), when="2014") == "Fields. Figures: 2014."


@pytest.mark.parametrize(("beside", "words"), [
    ("income", "by income."), ("race, income", "by race and income."), ("everybody,income", "everybody; by income."),
    ("race=black,race=white", "race or ethnicity: Black; race or ethnicity: White."),
    ("everybody, race=black", "everybody; race or ethnicity: Black."),
])  # fmt: skip
def test_it_says_which_groups_stand_beside_each_other(beside, words):
    assert f" Groups: {words}" in captioned("smile", {"beside": beside})
    assert "group" not in captioned("smile", {"beside": "none"})


def test_a_role_may_have_a_digit_in_its_name():
    scene = load("enamel").scene
    roles = (replace(scene.roles[0], name="lit2"), *scene.roles[1:])
    scene = replace(scene, roles=roles, caption="{lit2}.", reading="")
    check_caption(scene)

    table = replace(load_table(scene.data, scene.wanted), source="")
    assert caption_of(scene, table) == "adults who saw a dentist in the past year."


@pytest.mark.parametrize("name", SCENES)
def test_it_names_the_source_of_its_figures(name):
    scene = load(FOLDERS[name]).scene
    table = load_table(scene.data, scene.wanted)

    assert "Source: CDC, National Oral Health Surveillance System (NOHSS)" in caption_of(scene, table)
    assert "Source" not in caption_of(scene, replace(table, source=""))


def test_it_says_of_what_nobody_said_whether_more_is_better():
    scene = load("lagoon").scene
    table = load_table(scene.data, scene.wanted)
    words = "Nobody said of adults who saw a dentist in the past year whether more is better."
    unsaid = replace(table, columns=(replace(table.columns[0], good=""), *table.columns[1:]))

    assert words in caption_of(scene, unsaid)
    assert "Nobody said" not in caption_of(scene, table)


def test_the_ends_of_a_range_are_said_to_hold_what_lies_beyond_and_it_is_counted():
    scene = ranged(load("lagoon").scene, {"bell": (60.0, 70.0), "heart": (0.0, 26.0)})
    table = load_table(scene.data, scene.wanted)
    said = caption_of(scene, table, moments=[1.0])
    value = table.value[1, :, 0]
    beyond = np.count_nonzero((value < 60.0) | (value > 70.0))

    assert "(dark: 60 % and below, full: 70 % and above)" in said
    assert (f" {beyond} of 51 figures of bells of light and 1 of 51 of warm hearts lie beyond the range that is shown, "
            "and how far is not seen.") in said  # fmt: skip
    alone = ranged(scene, {"bell": (0.0, 100.0)})
    one = caption_of(alone, load_table(scene.data, alone.wanted), moments=[1.0])
    assert " 1 of 51 figures of warm hearts lies beyond the range" in one
    within = load_table(scene.data, ranged(scene, {"bell": (0.0, 100.0), "heart": (0.0, 100.0)}).wanted)
    assert "and below" not in caption_of(scene, within)
    assert "beyond" not in caption_of(scene, within)


@pytest.mark.parametrize("moments", [None, [0.3], [0.0, 0.4, 0.6, 1.0], [1.0, 0.7, 0.2]])
def test_no_figure_is_counted_twice_however_many_moments_are_drawn_of_it(moments):
    turned = ranged(load("signal_loss").scene, {"turned": (60.0, 62.0)})
    scene, table = replace(turned, caption="{beyond}."), replace(load_table("us_oral_health", turned.wanted), source="")
    value = table.value[:, :, 0]
    beyond, marks = np.count_nonzero((value < 60.0) | (value > 62.0)), "lamps that have come round"

    said = f"{beyond} of {np.isfinite(value).sum()} figures of {marks} lie."
    assert caption_of(scene, table, moments=moments) == said
    first = replace(scene, marks=lambda *_: [(0, n, 1, 0.0) for n in range(51)])
    beyond = np.count_nonzero((value[0] < 60.0) | (value[0] > 62.0))
    assert caption_of(first, table, moments=moments) == f"{beyond} of 51 figures of {marks} lie."


@pytest.mark.parametrize("name", SCENES)
def test_the_area_has_the_tables_name(name):
    scene = replace(load(FOLDERS[name]).scene, feed="")  # whose words name the states
    table = role_table(load_all("us_oral_health"), scene.wanted).table

    said = caption_of(scene, replace(table, area_word=("oblast", "oblasts")))
    assert "state" not in said
    assert "an oblast" in said or name == "smile"  # whose teeth are groups


@pytest.mark.parametrize(("word", "said"), [("island", "an island"), ("unitary authority", "a unitary authority"),
                                            ("US county", "a US county"), ("ward", "a ward"),
                                            ("urban ward", "an urban ward"), ("", "an area")])  # fmt: skip
def test_the_article_is_the_words(word, said):
    scene = load("enamel").scene
    table = replace(load_table("us_oral_health", scene.wanted), area_word=(word or "area", "many"))

    assert f"Every field is {said}, each of its hundred prisms" in caption_of(scene, table)


def test_a_measure_turned_without_words_for_the_others_says_whom_it_leaves_out():
    said = captioned("enamel", {"lit": "teeth_lost_all"}, other="")

    assert "those lit stand for adults over 65 other than those who have lost all their teeth." in said


def test_whose_figures_they_are_is_said():
    said = captioned("enamel", {"stratum": "income=under_15k"})

    assert "adults (household income: Less than $15,000) who saw a dentist" in said


@pytest.mark.parametrize("figures", [{"stratum": "income=under_15k"}, {"upper": "teeth_lost_6@income=under_15k"}])
@pytest.mark.parametrize(("each", "whose"), [("group", False), ("place", True), ("time", True)])
def test_groups_beside_each_other_are_not_said_to_be_the_one_that_was_chosen(figures, each, whose):
    figures = {**figures, "beside": "income,education,race"}
    scene = filled(load("smile").scene, figures, figures)
    table = load_table("us_oral_health", scene.wanted)
    said = caption_of(scene, table, assign(scene.params(), each=each)).partition(" From left: ")[0]

    assert ("Less than $15,000" in said) == whose, said
    assert "over 65 who have lost" in said or whose
    assert "Less than" not in reading_of(scene, table)


@pytest.mark.parametrize(("each", "place", "says"), [
    ("group", 0, "Every tooth is a group, mean of all states: the fuller"),
    ("group", 7, "Every tooth is a group in Connecticut: the fuller"),
    ("time", 0, "drawn between two, mean of all states: the fuller"),
])  # fmt: skip
def test_smile_says_whether_one_place_is_shown_or_the_mean_of_all(each, place, says):
    scene = load("smile").scene

    assert says in caption_of(scene, load_table("us_oral_health", scene.wanted),
                              assign(scene.params(), each=each, place=place))  # fmt: skip


def test_of_nobody_in_particular_there_are_words_without_a_clause_too():
    said = captioned("smile", {"stratum": "income=under_15k", "beside": "race"}, clause="", other="")

    assert "the smaller the figure “Adults" in said
    assert "household income" not in said


def test_smile_of_one_group_is_of_areas_and_says_whose_figures_they_show():
    said = captioned("smile", {"stratum": "race=hispanic"})

    assert said.startswith("Every tooth is the unweighted mean of 3 or 4 states")
    assert "adults over 65 (race or ethnicity: Hispanic) who have lost six or more teeth" in said


@pytest.mark.parametrize(("figures", "pair", "share"), [
    ({"stratum": "race=hispanic"}, "no groups stand beside each other", "adults (race or ethnicity: Hispanic) who saw"),
    ({"beside": "race=black"}, "the left wing is one group (race or ethnicity: Black), the right of everybody",
     "adults who saw"),
    ({"beside": "race=black", "stratum": "race=hispanic"}, "the right of race or ethnicity: Hispanic", "adults who s"),
])  # fmt: skip
def test_equity_says_whose_each_wing_is(figures, pair, share):
    said = captioned("equity", figures)

    assert pair in said
    assert f"reaches as far as the share of {share}" in said


def test_smile_without_groups_is_of_areas():
    table = load_all("us_oral_health")
    plain = [n for n, column in enumerate(table.columns) if "@" not in column.name]
    cubes = {name: getattr(table, name)[:, :, plain].copy() for name in ("value", "low", "high", "sample", "state")}
    scene = load("smile").scene
    table = replace(table, columns=tuple(table.columns[n] for n in plain), **cubes)

    said = caption_of(scene, role_table(table, scene.wanted).table)
    assert said.startswith("Every tooth is the unweighted mean of 3 or 4 states")


@pytest.mark.parametrize(("caption", "message"), [
    ("{lid} shines", "names {lid}; did you mean 'lit'"), ("{lit shines", "without its other half"),
    ("{each=place?x}", "asks for {each=place}"),
    ("{lit.witheld? Gauze.}", "asks for {lit.witheld}; did you mean 'lit.withheld'"), ("{area.low}", "{area.low}"),
])  # fmt: skip
def test_a_caption_that_names_nothing_is_refused(caption, message):
    with pytest.raises(SceneError, match=message):
        check_caption(replace(load("enamel").scene, caption=caption))
    with pytest.raises(SceneError, match=message.replace("caption", "reading")):
        check_caption(replace(load("enamel").scene, reading=caption))


def test_what_stands_under_a_choice_is_said_only_where_it_is_made():
    scene = replace(load("smile").scene, caption="{each=place?By place}{!each=place?Not by place}: {upper}.")
    table = load_table(scene.data, scene.wanted)

    said = [caption_of(scene, table, assign(scene.params(), each=each)).partition(":")[0] for each in ("place", "time")]
    assert said == ["By place", "Not by place"]


def test_everybody_is_the_first_of_groups_only_where_somebody_put_all_among_them():
    def first_of(name, figures):
        scene = replace(filled(load(name).scene, figures, figures), caption="{first_group}, {last_group}; {groups}")
        return caption_of(scene, replace(load_table(scene.data, scene.wanted), source="")).split(";")[0]

    assert first_of("signal_loss", {}) == "household income: Less than $15,000, race or ethnicity: White"
    assert first_of("signal_loss", {"beside": "none"}) == ", "
    assert first_of("equity", {"beside": "everybody,income=under_15k"}) == \
        "everybody, household income: Less than $15,000"


def test_phrases_of_a_scene_stand_for_their_words_by_its_values_and_by_what_is_shown():
    def phrases(params, areas, groups):
        return {"mark": f"{areas} of {{areas}}, {groups} groups, {params.each}"}

    scene = replace(load("smile").scene, caption="{mark}: {upper}.", reading="By {mark}.", phrases=phrases,
                    solid=None)  # fmt: skip
    check_caption(scene)
    table, params = load_table(scene.data, scene.wanted), assign(scene.params(), each="time")

    assert caption_of(scene, table, params).startswith("51 of states, 14 groups, time: adults over 65 who have lost")
    assert reading_of(scene, table, params) == "By 51 of states, 14 groups, time."
    assert reading_of(scene, table) == "By 51 of states, 14 groups, group."


@pytest.mark.parametrize(("tooth", "message"), [
    (lambda areas, _: "{uper}" if areas > 28 else "", "{uper}; did you mean 'upper'"),
    (lambda _, groups: "{" if groups > 14 else "", "without its other half"),
    (lambda areas, _: "" if areas == 1 else "{tooth}", "names {tooth}"),
    (lambda areas, groups: "" if areas > 1 or groups else "{one}", "names {one}"),
    (lambda areas, groups: "" if areas > 1 or not groups else "{any}", "names {any}"),
    (lambda areas, groups: "" if areas == 1 or groups else "{many}", "names {many}"),
    (lambda areas, groups: "{all}" if areas > 1 and groups > 1 else "", "names {all}"),
    (lambda areas, groups: groups / areas, "phrases of 'Smile' failed: TypeError: "),
    (lambda areas, _: areas.eech, "phrases of 'Smile' failed: AttributeError: .*eech"),
])  # fmt: skip
def test_phrases_that_fail_or_name_nothing_over_any_table_are_refused(tooth, message):
    smile = load("smile").scene

    def phrases(params, areas, groups):
        return {**smile.phrases(params, areas, groups), "tooth": tooth(areas, groups)}

    with pytest.raises(SceneError, match=message):
        check_caption(replace(smile, phrases=phrases))


def test_nobody_shown_is_nothing_said():
    scene = load("enamel").scene
    table = load_table("flusight_revisions", scene.wanted)

    assert "sockets" not in caption_of(scene, table)
    assert phrase(table.columns[0]).startswith("people")


@pytest.mark.parametrize("name", [one for one in SCENES if load(FOLDERS[one]).scene.most])
def test_what_was_gathered_is_said(name):
    scene = load(FOLDERS[name]).scene
    table = replace(role_table(load_all("us_oral_health"), scene.wanted).table, source="")
    domains = tuple(one if one.domain is None else replace(one, domain=(0.0, 100.0)) for one in table.columns)
    table = replace(table, columns=domains)  # nothing lies beyond
    gathered = replace(table, area_word=("state", "states"), parent_word=("state", "states"), gathered="3,144 counties",
                       weighed="weighted by population")  # fmt: skip
    some = replace(gathered, known_of="9 of 12 figures")

    says = f"{caption_of(scene, table)} 3,144 counties are gathered: each state shows the mean of its own, weighted by "
    assert caption_of(scene, gathered) == f"{says}population."
    assert caption_of(scene, some) == (f"{says}population, of 9 of 12 figures; one of which more than half "
                                       "are not known is drawn as those are.")  # fmt: skip
    own = replace(scene, caption="Of {gathered}.")
    assert caption_of(own, gathered) == "Of 3,144 counties."


@pytest.mark.parametrize(("name", "words"), [("smile", "Soft: unsure"), ("signal_loss", "Grain is doubt")])
def test_of_doubt_nothing_is_said_where_no_figure_has_an_interval(name, words):
    scene = load(FOLDERS[name]).scene
    table = role_table(load_all("us_oral_health"), scene.wanted).table
    sure = replace(table, low=table.value.copy(), high=table.value.copy())

    assert words in caption_of(scene, table)
    assert words not in caption_of(scene, sure)
    assert caption_of(scene, sure).endswith(".")


@pytest.mark.parametrize("name", ["fracture", "signal_loss"])
def test_it_says_whose_figures_break_where_they_can_strike_these_areas(name):
    scene = load(FOLDERS[name]).scene
    table = load_table(scene.data, scene.wanted)
    quarters = replace(table, areas=tuple(replace(area, code=f"Q{area.code}") for area in table.areas))
    assert "CDC FluSight's weekly admissions to hospital with influenza, US states" in caption_of(scene, table)
    assert "other figures" not in caption_of(scene, quarters)
    assert "other figures" not in caption_of(replace(scene, feed="none"), table)


def test_tenths_of_a_mark_are_one_in_ten_only_where_it_is_shown_from_nothing_to_all():
    """Somebody counted eight percent: one petal of ten, where petals went from 52 to 78 %."""
    scene = load(FOLDERS["fracture"]).scene
    some = ranged(scene, {"glaze": (52.0, 78.0)})
    whole, part = (caption_of(one, load_table(one.data, one.wanted)) for one in (scene, some))

    assert "its ten petals glaze fills, each one in ten, and" in whole
    assert "0 %" not in whole
    assert "its ten petals glaze fills (none: 52 %, all: 78 %) and" in part
    assert "one in ten" not in part
    assert "not one in ten" in reading_of(some, load_table(some.data, some.wanted))


WORDS = {
    "enamel": {State.SUPPRESSED: "Silk:", State.HELD: "Frost:", State.MISSING: "Bare outlines"},
    "fracture": {State.SUPPRESSED: "with warm grey slip", State.HELD: "Under blue frost",
                 State.MISSING: "hollow of red clay", State.ZERO: "drop of glaze in its middle"},
    "lagoon": {State.SUPPRESSED: "folded violet silk", State.HELD: "frost and icicles",
               State.MISSING: "A bare ring", State.ZERO: "bead of pearl"},
    "signal_loss": {State.SUPPRESSED: "scrambled violet", State.HELD: "blue frosted glass", State.MISSING: "Soft snow",
                    State.ZERO: "dark profile"},
    "smile": {State.SUPPRESSED: "Silk: ", State.HELD: "Frost: ", State.MISSING: "A dotted outline: ",
              State.ZERO: "thread of gold"},
}  # fmt: skip


def with_states(table, state, time, column, areas):
    """Return ``table`` with everything known but some ``areas`` of one column at one time."""
    states = np.full(table.state.shape, State.VALUE, np.uint8)
    states[time, areas, column] = state
    return replace(table, state=states)


@pytest.mark.parametrize("name", sorted(WORDS))
def test_how_a_mark_without_a_figure_is_drawn_is_said_where_there_is_one_at_a_time_that_is_shown(name):
    scene = load(name).scene
    table = load_table(scene.data, scene.wanted)
    # A tooth of a group shows all areas: it is without a figure where none has one.
    column, areas = (len(scene.roles), slice(None)) if name == "smile" else (0, slice(-1, None))
    for state in State:
        other = with_states(table, state, 0, column, areas)
        said = {time: caption_of(scene, other, moments=[time]) for time in (0.0, 0.3, 0.7, 1.0)}
        for one, words in WORDS[name].items():
            if state == State.ZERO == one:  # on the way from none to some there are some
                assert [words in text for text in said.values()] == [True, False, False, False]
            else:
                assert [words in text for text in said.values()] == [one == state, one == state, False, False], words


def test_of_a_mean_nothing_is_said_to_be_withheld_where_some_of_it_is_known():
    scene = load("smile").scene
    table = load_table(scene.data, scene.wanted)
    one = with_states(table, State.SUPPRESSED, -1, len(scene.roles), slice(-1, None))

    assert "Silk" not in caption_of(scene, one)
    assert "Means are unweighted, of states with figures." in caption_of(scene, one)
    assert "Means are unweighted. " in caption_of(scene, with_states(table, State.VALUE, -1, 0, 0))


def test_what_is_not_known_of_a_heart_is_not_said_of_the_bell():
    scene = load("lagoon").scene
    said = caption_of(scene, with_states(load_table(scene.data, scene.wanted), State.SUPPRESSED, -1, 1, slice(3)))

    assert "A hollow ring at its mouth: the figure of its lights is not known." in said
    assert "silk" not in said


@pytest.mark.parametrize(("state", "cover"), [(State.SUPPRESSED, "Silk: a figure is withheld"),
                                              (State.HELD, "Frost: a figure is held back")])  # fmt: skip
def test_a_cover_through_which_prisms_show_is_told_from_a_plain_one(state, cover):
    """48 of 51 fields lay under silk for their sockets alone, and their light was taken for what is withheld."""
    scene = load("enamel").scene
    table = load_table(scene.data, scene.wanted)
    light, worn, sockets = (
        caption_of(scene, with_states(table, state, -1, n, slice(3)), moments=[1.0]) for n in range(3)
    )

    assert f"{cover}. " in light
    for said in (worn, sockets):
        assert f"{cover}; where prisms show, not the light. " in said
        assert said.count("not the light") == 1


def test_lights_that_are_not_known_are_said():
    scene = load("signal_loss").scene
    table = load_table(scene.data, scene.wanted)

    assert "how many are out is not known" in caption_of(scene, with_states(table, State.SUPPRESSED, -1, 1, slice(3)))
    assert "how many are out" not in caption_of(scene, with_states(table, State.SUPPRESSED, -1, 0, slice(3)))


def test_a_slipping_picture_is_told_of_only_where_figures_are_incomplete():
    scene = load("signal_loss").scene
    table = load_table(scene.data, scene.wanted)
    whole = with_states(table, State.VALUE, 0, 0, 0)

    assert "slipping" not in caption_of(scene, whole)
    assert "slipping" in caption_of(scene, with_states(table, State.MISSING, -1, 5, slice(1)), moments=[1.0])
    assert "slipping" not in caption_of(scene, with_states(table, State.MISSING, 0, 5, slice(1)), moments=[1.0])


@pytest.mark.parametrize(("name", "words"), [("enamel", "Gold rims"), ("signal_loss", "second contour")])
def test_what_has_changed_is_told_of_only_where_something_has(name, words):
    scene = load(name).scene
    table = load_table(scene.data, scene.wanted)
    still = replace(table, value=np.repeat(table.value[-1:], len(table.times), axis=0))

    assert f"{words}" in caption_of(scene, table)
    assert "2012" in caption_of(scene, table)
    assert words not in caption_of(scene, still)
    assert "Gold rims" not in caption_of(scene, table, moments=[0.0])


@pytest.mark.parametrize(("name", "values", "words"), [
    ("fracture", {"movement": 0.9}, "The great cracks and sizes say nothing"),
    ("fracture", {"suppressed": 0.1}, "Faults set by a hand"), ("fracture", {"stale": 0.9}, "faded glaze, thin slip"),
    ("signal_loss", {"signal": 0.35}, "weakened by a hand"), ("signal_loss", {"signal": 0.0}, "no figure is seen"),
    ("smile", {"missing": 1}, "Gaps are there by chance"), ("smile", {"gold": 2}, "gold are there by chance"),
    ("smile", {"loss": "tooth"}, "which ones is chance"),
])  # fmt: skip
def test_what_a_knob_has_made_is_not_said_to_be_a_figure(name, values, words):
    scene = load(name).scene
    table = load_table(scene.data, scene.wanted)

    assert words in caption_of(scene, table, assign(scene.params(), **values))
    calm = {"movement": 0.0} if name == "fracture" else {}
    assert words not in caption_of(scene, table, assign(scene.params(), **calm))


@pytest.mark.parametrize(("values", "words"), [
    ({"signal": 0.35}, "slipping picture is"), ({"noise": 0.0}, "Grain is"), ({"ghost": 0.0}, "second contour"),
    ({"great": False}, "One receiver more"),
])  # fmt: skip
def test_of_what_is_set_to_nothing_no_word_is_said(values, words):
    scene = load("signal_loss").scene
    table = load_table(scene.data, scene.wanted)

    assert words in caption_of(scene, table)
    assert words not in caption_of(scene, table, assign(scene.params(), **values))


def test_both_rows_of_one_measure_are_said_to_be_so():
    figures = {"upper": "teeth_lost_6@race=black", "lower": "teeth_lost_6@race=white", "beside": "race"}
    both = captioned("smile", figures)

    assert "the fewer adults over 65 who have lost six or more teeth (lower row, too, 90-10 %)." in both
    assert both.count("six or more") == 1


def test_what_two_shares_begin_with_alike_is_said_once():
    scene = replace(load("smile").scene, caption="{beyond?}{lower.rest}|{lower.rest_plain}")

    def said(figures):
        shown = filled(scene, figures, figures)
        return caption_of(shown, replace(load_table("us_oral_health", shown.wanted), source="")).split("|")

    assert said({}) == ["all their teeth", "all their teeth"]
    assert said({"lower": "dental_visit"}) == ["the share of adults who did not see a dentist in the past year"] * 2
    apart = said({"upper": "teeth_lost_6@race=black", "lower": "teeth_lost_all@race=white"})
    assert apart[0].startswith("the share of ")


def test_who_follows_whom_is_told_and_may_be_asked_for():
    scene = replace(load("enamel").scene, caption="{beyond?}{walk?In a row: {walk}}", phrases=None)
    table = replace(load_table(scene.data, scene.wanted), source="")

    assert caption_of(scene, table).startswith("In a row: from Alabama to ")


def test_a_group_is_named_by_its_number_without_its_kind():
    scene = replace(load("smile").scene, caption="{beyond?}{group_1}; {group_10}; {group_99}")
    table = replace(load_table(scene.data, scene.wanted), source="")

    assert caption_of(scene, table) == "Less than $15,000; White; "


def test_rows_of_two_groups_are_told_apart_where_no_groups_stand_beside_each_other():
    said = captioned("smile", {"upper": "teeth_lost_6@race=black", "lower": "teeth_lost_6@race=white"})

    assert "Black) who have lost six or more teeth (lower row: the share of adults over 65 (race" in said
    assert "White)" in said
    assert "lower row, too" not in said


def test_of_parts_of_a_larger_area_it_says_that_they_are_shown_in_the_range_of_the_whole():
    table = replace(load_table("us_oral_health", (scene := load("lagoon").scene).wanted), inside="Eastside")

    assert "Only the states of Eastside are shown, in the range of the whole." in caption_of(scene, table)
    asked = ranged(scene, {"bell": (10.0, 90.0)})  # by hand: it may be another than that
    assert "Only the states of Eastside are shown." in caption_of(asked, table)


@pytest.mark.parametrize(("size", "wall", "axis", "north"), [
    ((192, 108), 0, 1, "north above"), ((108, 108), 0, 1, "north above"), ((108, 192), 1, 0, "north to the right"),
])  # fmt: skip
def test_where_north_is_hangs_on_how_tall_the_picture_is(size, wall, axis, north):
    scene = replace(load("lagoon").scene, caption="{compass? It has {compass}.}", phrases=None)
    table = load_table(scene.data, scene.wanted)

    assert caption_of(scene, table, size=size).startswith(f" It has {north}.")
    assert " It has north above (right on tall walls)." in caption_of(scene, table)
    # So the seats have it: the farther to the north, the farther up, or to the right.
    seats = np.asarray(seat_texels(table))[wall, :, axis]
    assert np.corrcoef([area.lat for area in table.areas], seats)[0, 1] > 0.8


def test_areas_seated_by_a_map_are_not_turned():
    scene = replace(load("lagoon").scene, caption="{compass? It has {compass}.}", phrases=None)
    table = load_table(scene.data, scene.wanted)
    table = replace(table, on_map=np.zeros((len(table.areas), 2)))

    assert {caption_of(scene, table, size=size)[:21] for size in (None, (192, 108), (108, 192))} == {
        " It has north above. "}  # fmt: skip


def test_names_of_groups_and_of_their_kinds_may_hold_colons(tmp_path):
    """\"Under: 5\" was told as \"5\", and a gap as one by \"age\"."""
    labels = {"a": "Under: 5", "b": "65+, men. Women"}
    rows = [f"w{n},2020,visit,{kind},{stratum},{20 + n},value,percent" for n in range(4)
            for kind, stratum in (("", ""), ("band", "a"), ("band", "b"))]  # fmt: skip
    head = "area,time,measure,stratum_kind,stratum,value,state,unit"
    (tmp_path / "wards.csv").write_text("\n".join([head, *rows, ""]))
    entry = {"path": "wards.csv", "strata": {"band": {"label": "age: years", "values": labels}}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [entry]}))
    scene = load("smile").scene
    for _ in range(2):  # the second is read from what was kept of the first
        table = load_table(tmp_path / "wards.csv", scene.wanted)
        assert [column.stratum_label for column in table.columns[2::2]] == [*labels.values()]
        assert {column.kind for column in table.columns[2::2]} == {"age: years"}
        said = caption_of(scene, table)
        assert " From left: Under: 5, 65+, men. Women. " in said
        assert " Groups: age: years: Under: 5; age: years: 65+, men. Women." in said
    whole = load_all(tmp_path / "wards.csv")
    assert "between Under: 5 and 65+, men. Women (age: years)" in signal_words("gap.visit@band=a..band=b", whole)
