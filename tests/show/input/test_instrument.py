"""Events become changes of the session: nothing that is played raises, and nothing played is lost."""

import math
from dataclasses import replace

import pytest

from renderer.data.load import load_newest
from renderer.data.offer import offer_of
from renderer.data.role import Role, WantedRoles
from renderer.session.mapping import Link, Mapping, learn
from renderer.show.input.event import Event, Null, Script
from renderer.show.input.instrument import Change, Instrument
from renderer.show.input.refusals import MINUTE, MOST_TOLD


@pytest.fixture
def played(session):
    """Return ``played(*pairs, mapping=...)``: params, changes and instrument after one frame of events."""

    def play(*pairs, mapping=None):
        said = []
        script = Script([Event(1e-6 * i, *pair) for i, pair in enumerate(pairs)], 0.0)
        instrument = Instrument([Null(), script], mapping, said.append)
        after, changes = instrument.apply(session, instrument.poll(1.0), 0.5, 1.0)
        instrument.said_all = said
        return after, changes, instrument

    return play


@pytest.mark.parametrize(("address", "value", "name", "expected"), [
    ("/chorus/param/glow", 0.25, "glow", 1.0), ("/chorus/param/glow", 7.0, "glow", 4.0),
    ("/chorus/param/glow", -7.0, "glow", 0.0), ("/chorus/param/prisms", 0.5, "prisms", 35),
    ("/chorus/param/veil", 0.4, "veil", False), ("/chorus/param/style", 0.99, "style", "gauze"),
    ("/chorus/param/style", 1.0, "style", "gauze"), ("/chorus/param/style", 0.0, "style", "raku"),
    ("/chorus/param/focus", (0.0, 1.0), "focus", (0.0, 1.0)), ("/chorus/typed/glow", 2.5, "glow", 2.5),
    ("/chorus/typed/prisms", 40.0, "prisms", 40), ("/chorus/typed/style", "silk", "style", "silk"),
    ("/chorus/typed/ground", "#FF0000", "ground", "#ff0000"), ("/chorus/typed/veil", 0.0, "veil", False),
    ("/chorus/param/burst", 0.3, "burst", True),
])  # fmt: skip
def test_an_address_says_what_it_plays(played, address, value, name, expected):
    after, changes, instrument = played((address, value))
    assert getattr(after.params, name) == expected
    assert (changes == (Change(name, expected),)) == (getattr(type(after.params)(), name) != expected)
    assert (instrument.refused, instrument.dropped) == (0, 0)


@pytest.mark.parametrize(("address", "value", "words"), [
    ("/chorus/param/glw", 0.5, "did you mean 'glow'"), ("/chorus/param/ground", 0.5, "has no range"),
    ("/chorus/typed/glow", 9.0, "outside 0..4 stop"), ("/chorus/typed/glow", "warm", "outside"),
    ("/chorus/param/glow", (0.1, 0.2), "takes one number"), ("/chorus/param/focus", 0.5, "takes two numbers"),
    ("/chorus/cue/ruptur", 1.0, "did you mean 'rupture'"), ("/chorus/typed/style", "velvet", ""),
    ("/nothing", 1.0, ""), ("/chorus/", 1.0, ""), ("/chorus/param/", 1.0, ""), ("/chorus/params/glow", 1.0, ""),
])  # fmt: skip
def test_what_cannot_be_meant_is_counted_told_once_and_spoils_nothing_else(played, address, value, words):
    after, changes, instrument = played((address, value), ("/chorus/param/tear_amount", 1.0))
    assert changes == (Change("tear_amount", 1.0),)
    assert after.params.glow == 1.0
    assert instrument.refused == 1
    assert len(instrument.said_all) == bool(words)
    assert words in "".join(instrument.said_all)


def test_no_number_passes_the_door_and_each_is_counted(played):
    after, changes, instrument = played(
        ("/chorus/param/glow", math.nan), ("/chorus/param/focus", (0.1, math.inf)), ("/chorus/typed/glow", -math.inf),
    )  # fmt: skip
    assert (changes, instrument.dropped) == ((), 3)
    assert after.params == type(after.params)()
    assert "3 events without a number dropped" in instrument.said()[-1]


def test_the_latest_value_wins_and_a_press_within_one_frame_is_still_a_press(played):
    pairs = [("/chorus/param/glow", i / 1000) for i in range(1000)]
    after, changes, _ = played(*pairs, ("/chorus/param/burst", 1.0), ("/chorus/param/burst", 0.0))
    assert after.params.glow == pytest.approx(3.996)
    assert after.params.burst
    assert len(changes) == 2


def test_a_cue_fades_and_what_is_played_meanwhile_stands_out_of_it(session):
    instrument = Instrument([])
    session, changes = instrument.apply(session, [Event(0, "/chorus/cue/rupture", 1.0)], 0.0, 0.0)
    assert changes == (Change("cue", "rupture"),)
    session, _ = instrument.apply(session.moved(0.5, 0.5), [Event(0, "/chorus/param/breath", 1.0)], 0.5, 0.5)
    middle = session.moved(1.0, 1.0).params
    assert (middle.glow, middle.tear_amount, middle.breath) == (2.5, 0.5, 0.5)
    end = session.moved(2.0, 2.0)
    assert (end.params.glow, end.params.tear_amount, end.params.breath, end.morph) == (4.0, 1.0, 0.5, None)
    assert end.phases.cycles(2.0)["breath"] == pytest.approx(0.1 * 0.5 + 0.5 * 1.5)


def test_a_preset_comes_at_once_and_knobs_of_the_same_frame_lie_over_it(played):
    after, changes, _ = played(("/chorus/param/glow", 0.0), ("/chorus/preset/rupture", 1.0))
    assert (after.params.glow, after.params.tear_amount, after.morph) == (0.0, 1.0, None)
    assert changes == (Change("preset", "rupture"), Change("glow", 0.0))


def test_a_run_of_play_is_one_step_of_undo(session):
    instrument = Instrument([])
    for i in range(9):
        session, _ = instrument.apply(session, [Event(0, "/chorus/param/glow", i / 9)], i / 30, 0.0)
    assert session.undo(1.0).params.glow == 1.0


def test_toggles_and_triggers_act_on_the_press_alone(session):
    mapping = Mapping({
        "/key/q": Link("/key/q", "tear_amount", "toggle"), "/key/v": Link("/key/v", "veil", "toggle"),
        "/midi/1/cc/7": Link("/midi/1/cc/7", "glow", "toggle", 1.0, 3.0, at=0.5),
    })  # fmt: skip
    instrument = Instrument([], mapping)
    seen = []
    for address, value in [("/key/q", 1.0), ("/key/q", 0.0), ("/key/q", 0.2), ("/key/v", 1.0), ("/key/v", 0.0),
                           ("/midi/1/cc/7", 0.4), ("/midi/1/cc/7", 0.6), ("/midi/1/cc/7", 1.0),
                           ("/midi/1/cc/7", 1.0), ("/midi/1/cc/7", 0.1), ("/midi/1/cc/7", 0.9)]:  # fmt: skip
        session, changes = instrument.apply(session, [Event(0, address, value)], 0.0, 0.0)
        seen += [change.value for change in changes]
    assert seen == [1.0, 0.0, False, 3.0, 1.0]


def test_what_a_hand_holds_no_sound_moves(session):
    low = "/audio/low"
    mapping = Mapping({
        low: Link(low, "tear_amount"), "/key/q": Link("/key/q", "tear_amount"),
        "/key/a": Link("/key/a", "tear_amount", "toggle"),
    })  # fmt: skip
    instrument = Instrument([], mapping)
    seen = []
    for address, value in [(low, 0.3), ("/key/q", 1.0), (low, 0.4), ("/key/q", 0.0), (low, 0.5), ("/key/a", 1.0),
                           (low, 0.6), ("/key/a", 0.0), (low, 0.6), ("/key/a", 1.0), (low, 0.7)]:  # fmt: skip
        session, _ = instrument.apply(session, [Event(0, address, value)], 0.0, 0.0)
        seen.append(session.params.tear_amount)
    assert seen == [0.3, 1.0, 1.0, 0.0, 0.5, 1.0, 1.0, 1.0, 1.0, 0.0, 0.7]
    assert instrument.refused == 0


def test_a_controller_that_tells_no_release_can_press_twice(session):
    instrument = Instrument([])
    for _ in range(2):
        session, changes = instrument.apply(session.settled(), [Event(0, "/chorus/param/burst", 1.0)], 0.0, 0.0)
        assert changes == (Change("burst", True),)


def test_the_next_touch_is_learned(session):
    said = []
    instrument = Instrument([], say=said.append)
    instrument.learning = "glow"
    quiet = [Event(0, "/audio/low", 0.4), Event(0, "/chorus/param/glow", 0.5), Event(0, "/midi/1/note/60", 0.0)]
    session, _ = instrument.apply(session, quiet, 0.0, 0.0)
    assert instrument.learning == "glow"
    session, changes = instrument.apply(session, [Event(0, "/midi/1/cc/7", 0.25)], 0.0, 0.0)
    assert (instrument.learning, changes) == ("", (Change("glow", 1.0),) if session.params.glow != 2.0 else ())
    assert instrument.mapping == learn(Mapping(), "/midi/1/cc/7", "glow", session.known)
    assert said == ["/midi/1/cc/7 plays glow"]
    instrument.learning = "glw"
    instrument.apply(session, [Event(0, "/midi/1/cc/8", 1.0)], 0.0, 0.0)
    assert "did you mean 'glow'" in said[-1]
    assert instrument.learning == ""


def test_a_source_that_fails_is_told_once_and_the_others_play(session):
    class Broken(Null):
        def poll(self, now):  # noqa: ARG002
            raise OSError("no such device")

    said = []
    instrument = Instrument([Broken(), Script([Event(0.0, "/chorus/param/glow", 1.0)], 0.0)], say=said.append)
    for _ in range(3):
        session, _ = instrument.apply(session, instrument.poll(1.0), 0.0, 0.0)
    assert session.params.glow == 4.0
    assert said == ["Broken: no such device; the show goes on without it"]


def test_a_flood_of_names_that_mean_nothing_stays_cheap_and_ends_in_silence(session):
    import time

    said = []
    instrument = Instrument([], say=said.append)
    flood = [Event(0, f"/chorus/param/{i}{'glow' * 50}", 1.0) for i in range(500)]
    instrument.apply(session, flood[:100], 0.0, 0.0)
    began = time.thread_time()
    for _ in range(10):
        instrument.apply(session, flood, 0.0, 0.0)
    assert time.thread_time() - began < 0.1
    assert len(said) == MOST_TOLD
    assert instrument.refused == 5100


def test_a_command_restarts_once_a_press(played):
    after, _, instrument = played(("/chorus/command/restart", 1.0))
    assert after.restart
    assert not played(("/chorus/command/restart", 0.0))[0].restart
    assert instrument.refused == 0
    _, _, wrong = played(("/chorus/command/restrat", 1.0))
    assert wrong.refused == 1
    assert "no command 'restrat'; did you mean 'restart'?" in wrong.said_all[0]


def test_a_control_learns_to_restart(played, session):
    mapping = learn(Mapping(), "/midi/1/note/36", "restart", session.known)
    assert mapping.links["/midi/1/note/36"] == Link("/midi/1/note/36", "restart", "command")
    assert played(("/midi/1/note/36", 0.8), mapping=mapping)[0].restart


ROLES = (Role("lit", "prisms in the light", good="more", default="dental_visit"),)


@pytest.fixture
def wall(session):
    """Return the session of a scene with a role, over real figures."""
    offer, shown = offer_of(load_newest("us_oral_health"), ROLES), {"lit": "dental_visit", "stratum": ""}
    return replace(session, wanted=WantedRoles(ROLES, ("income",))).showing(shown, offer)


def chosen(session, *pairs):
    said = []
    instrument = Instrument([Script([Event(1e-6 * i, *pair) for i, pair in enumerate(pairs)], 0.0)], say=said.append)
    after, changes = instrument.apply(session, instrument.poll(1.0), 0.5, 1.0)
    return after, changes, instrument.refused, said


def test_a_text_puts_a_figure_into_a_role_and_chooses_whose(wall):
    said = ("/chorus/figure/lit", "1-teeth_lost_6"), ("/chorus/stratum", "race=black")
    after, changes, refused, _ = chosen(wall, *said)
    assert after.chosen == {"lit": "1-teeth_lost_6", "stratum": "race=black"}
    assert (changes, refused) == ((Change("lit", "1-teeth_lost_6"), Change("stratum", "race=black")), 0)
    back, _, refused, _ = chosen(after, ("/chorus/figure/lit", ""), ("/chorus/stratum", ""))
    assert (back.chosen, refused) == ({}, 0)


def test_a_text_shows_larger_areas_in_place_of_their_parts_where_the_figures_name_them(wall):
    assert chosen(wall, ("/chorus/gather", "region"))[0].chosen == {}  # these name none
    offer = replace(wall.offer, parents=("West", "East"), parent_word=("region", "regions"))
    after, changes, refused, _ = chosen(replace(wall, offer=offer), ("/chorus/gather", "regions"))
    assert (after.chosen, changes, refused) == ({"gather": "regions"}, (Change("gather", "regions"),), 0)
    assert chosen(after, ("/chorus/gather", ""))[0].chosen == {}


def test_a_text_puts_groups_beside_each_other(wall):
    after, changes, refused, _ = chosen(wall, ("/chorus/beside", "race, income=under_15k"))
    assert (after.chosen, refused) == ({"beside": "race,income=under_15k"}, 0)
    assert changes == (Change("beside", "race, income=under_15k"),)
    assert chosen(after, ("/chorus/beside", ""))[0].chosen == {}


def test_two_numbers_say_from_where_to_where_a_role_is_shown_and_none_give_it_its_own(wall):
    roles = (replace(ROLES[0], domain=(45.0, 85.0)),)
    wall = replace(wall, wanted=WantedRoles(roles))
    after, changes, refused, _ = chosen(wall, ("/chorus/domain/lit", (20.0, 80.0)))
    assert (after.values.choice.domains, refused) == ({"lit": (20.0, 80.0)}, 0)
    assert changes == (Change("domain lit", (20.0, 80.0)),)
    assert chosen(after, ("/chorus/domain/lit", 1.0))[0].values == wall.values
    for value, words in (((80.0, 20.0), "is none"), ("20..80", "takes two numbers"), ((1.0, 2.0, 3.0), "two numbers")):
        same, _, refused, said = chosen(wall, ("/chorus/domain/lit", value))
        assert (same, refused) == (wall, 1)
        assert words in said[0]
    assert "did you mean 'lit'" in chosen(wall, ("/chorus/domain/lid", (20.0, 80.0)))[3][0]


@pytest.mark.parametrize(("address", "value", "words"), [
    ("/chorus/beside", "incone", "no groups of 'incone' to stand beside each other; did you mean 'income'"),
    ("/chorus/beside", 1.0, "takes a text: a kind of groups"),
    ("/chorus/figure/lid", "dental_visit", "no role 'lid'; did you mean 'lit'"),
    ("/chorus/figure/lit", "dental_vist", "did you mean 'dental_visit'"),
    ("/chorus/figure/lit", 1.0, "/chorus/figure/lit takes a text: measure"),
    ("/chorus/stratum", "race=blak", "did you mean 'race=black'"),
    ("/chorus/stratum", 0.0, "takes a text: kind=stratum"),
    ("/chorus/figure/", "dental_visit", ""),
])  # fmt: skip
def test_a_figure_that_cannot_be_meant_is_told_once_and_changes_nothing(wall, address, value, words):
    after, changes, refused, said = chosen(wall, (address, value))
    assert (after, changes, refused, len(said)) == (wall, (), 1, bool(words))
    assert words in "".join(said)


def test_a_flood_of_roles_that_are_none_ends_in_silence(wall):
    _, _, refused, said = chosen(wall, *((f"/chorus/figure/lit{n}", "dental_visit") for n in range(300)))
    assert (refused, len(said)) == (300, MOST_TOLD)


def test_a_controller_may_know_a_role_by_a_name_that_it_had(session):
    lit = Role("dimmed", "What is lit", "share", domain=(0.0, 100.0), was=("bowed",))
    session, said = replace(session, wanted=WantedRoles((lit,))), []
    instrument = Instrument([], say=said.append)
    events = [Event(0, "/chorus/figure/bowed", "asthma"), Event(0, "/chorus/domain/bowed", (5.0, 50.0))]
    after, changes = instrument.apply(session, events, 0.0, 0.0)
    assert (after.values.choice.figures, after.values.choice.domains) == ({"dimmed": "asthma"}, {"dimmed": (5.0, 50.0)})
    assert ([change.name for change in changes], said) == (["dimmed", "domain dimmed"], [])


def test_after_many_mistakes_one_a_minute_is_told_and_one_of_another_kind_at_once(session):
    said = []
    instrument = Instrument([], say=said.append)

    def play(address, value, now):
        instrument.apply(session, [Event(0, address, value)], 0.0, now)
        return said[-1]

    for number in range(100):
        play(f"/chorus/param/no{number}", 0.5, 0.01 * number)
    assert len(said) == MOST_TOLD
    assert "'no7'" in said[7]
    assert said[-1].endswith("of more such mistakes the newest is told once a minute")
    assert "outside 0..4 stop" in play("/chorus/typed/glow", 9.0, 2.0)
    assert "no preset 'nightfall'" in play("/chorus/cue/nightfall", 1.0, 2.0)
    for number in range(100):
        play(f"/chorus/param/no{number}", 0.5, 3.0)
    assert len(said) == MOST_TOLD + 2
    assert play("/chorus/param/glw", 0.5, 2.0 + MINUTE) == (
        "/chorus/param/glw: no parameter 'glw'; did you mean 'glow'? (100 more were refused meanwhile)")
    assert instrument.refused == 203
