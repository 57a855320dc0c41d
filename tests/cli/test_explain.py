"""``chorus explain`` names the fault, the area and the numbers that acted at that moment, and who turned what."""

import json
import re
from datetime import datetime, timedelta, timezone
from fractions import Fraction

import pytest

from renderer.scene.catalogue import find, load
from renderer.scene.effect import listed
from renderer.session.recorder import Recorder
from renderer.session.session import begin
from renderer.session.setup import Setup
from renderer.session.take import Head
from renderer.signals.fault.feeds import faults_of

FPS, SEED = Fraction(30), 4
BEGAN = datetime(2026, 11, 21, 21, 0, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture(scope="module")
def take(tmp_path_factory):
    """Return the file of 400 s of a rehearsal that began at 21:00, with one turn of a hand at 21:05:05."""
    path = tmp_path_factory.mktemp("night") / "night.take"
    session = begin(load(find("enamel"), None, "rehearsal"), seed=SEED)
    head = Head(Setup("enamel", {"glow": 0.5}, seed=SEED, effects=session.effects, feed="rehearsal"), BEGAN, FPS)
    recorder = Recorder(path, head)
    for second in range(0, 401, 5):
        if second == 305:
            session = session.turn("tear_amount", 0.4, 305.0)
        recorder.record(second * 30, session.params, seed=SEED, effects=listed(session.effects),
                        wall=BEGAN + timedelta(seconds=second))  # fmt: skip
    recorder.close()
    return path


def test_it_tells_every_family_that_acts_with_its_strongest_fault(chorus, take):
    said = chorus("explain", take, "--at", "21:05:08")
    assert said.code == 0, said.err
    assert said.out.startswith("21:05:08, frame 9240, 308.00 s of the show.")
    acting = faults_of("rehearsal", SEED).active(308.0)
    assert acting
    for kind in {one.kind for one in acting}:
        strongest = max((one for one in acting if one.kind == kind), key=lambda one: (one.amount, abs(one.value)))
        assert strongest.words in said.out
        assert f"so {kind} plays " in said.out
    assert "set tear_amount to 0.4 at 21:05:05" in said.out
    early = chorus("explain", take, "--at", "21:00:20").out
    assert " plays " not in early


def test_in_a_night_when_clocks_change_both_hours_are_told(chorus, tmp_path):
    summer, winter = (timezone(timedelta(hours=hours)) for hours in (2, 1))
    began = datetime(2026, 10, 25, 2, 30, tzinfo=summer)
    recorder = Recorder(tmp_path / "night.take", Head(Setup("enamel", {"glow": 0.5}), began, FPS))
    for minute in range(0, 121, 10):
        wall = began + timedelta(minutes=minute)
        recorder.record(minute * 1800, begin(load(find("enamel"))).params,
                        wall=wall if minute < 30 else wall.astimezone(winter))  # fmt: skip
    recorder.close()
    said = chorus("explain", tmp_path / "night.take", "--at", "02:45").out
    assert said.startswith("02:45:00, frame 27000, 900.00 s of the show.\nIt was that time once more, at frame 135000")
    again = said.splitlines()[1].partition("--at ")[2].strip("'")
    assert chorus("explain", tmp_path / "night.take", "--at", again).out.startswith("02:45:00, frame 135000, 4500.00 s")


def test_of_a_clock_that_was_set_back_by_hand_both_moments_are_told_and_can_be_asked(chorus, tmp_path):
    began = datetime(2026, 11, 21, 21, 0, tzinfo=timezone(timedelta(hours=1)))
    recorder = Recorder(tmp_path / "night.take", Head(Setup("enamel", {"glow": 0.5}), began, FPS))
    for minute in range(0, 31, 5):
        back = timedelta(minutes=10 * (minute >= 15))
        recorder.record(minute * 1800, begin(load(find("enamel"))).params,
                        wall=began + timedelta(minutes=minute) - back)  # fmt: skip
    recorder.close()
    said = chorus("explain", tmp_path / "night.take", "--at", "21:10").out
    assert said.startswith("21:10:00, frame 18000, 600.00 s of the show.\n"
                           "It was that time once more, at frame 36000: --at 'frame 36000'\n")  # fmt: skip
    other = chorus("explain", tmp_path / "night.take", "--at", "frame 36000")
    assert other.out.startswith("21:10:00, frame 36000, 1200.00 s of the show.\n")
    assert "once more" not in other.out
    gone = chorus("explain", tmp_path / "night.take", "--at", "frame 99,999")
    assert (gone.code, gone.err) == (1, "frame 99,999 is not of this take: it has frames 0 to 54000\n")


def test_what_is_printed_asks_for_that_very_frame_of_a_show_that_began_within_a_second(chorus, tmp_path):
    began = datetime(2026, 10, 25, 2, 30, 0, 413_700, timezone(timedelta(hours=2)))
    recorder = Recorder(tmp_path / "night.take", Head(Setup("enamel", {"glow": 0.5}), began, FPS))
    for minute in range(0, 91, 30):
        wall = began + timedelta(minutes=minute)
        wall = wall if minute < 30 else wall.astimezone(timezone(timedelta(hours=1)))
        recorder.record(minute * 1800, begin(load(find("enamel"))).params, wall=wall)
    recorder.close()
    said = chorus("explain", tmp_path / "night.take", "--at", "02:45").out
    frame, again = re.search(r"once more, at frame (\d+)[^']*--at '([^']*)'", said).groups()
    assert f", frame {frame}, " in chorus("explain", tmp_path / "night.take", "--at", again).out.splitlines()[0]


@pytest.mark.parametrize("line", [
    '{"frame": 900, "wall": "9999-12-31T23:00:00+00:00"}', '{"frame": 900, "effects": [["nosuch", {}]]}',
    '{"frame": 900, "effects": [1]}', '{"frame": 900, "effects": [["tear", {"amount": 9}]]}',
    '{"frame": 900, "chorus_take": 2, "part": 2}',
])  # fmt: skip
def test_one_bad_line_is_told_and_all_else_is_explained(chorus, take, tmp_path, line):
    lines = take.read_text().splitlines()
    place = next(n for n, one in enumerate(lines) if n and json.loads(one)["frame"] >= 900)
    (tmp_path / "torn.take").write_text("\n".join([*lines[:place], line, *lines[place:]]) + "\n")
    whole = chorus("explain", take, "--at", "21:05:08")
    torn = chorus("explain", tmp_path / "torn.take", "--at", "21:05:08")
    assert (whole.code, torn.code) == (0, 0), torn.err
    told, _, rest = torn.out.partition("\n")
    assert told.startswith("torn.take: ")
    assert told.endswith("(1 line skipped)")
    assert rest == whole.out


def test_months_in_which_a_show_stood_still_are_told_in_one_line(chorus, tmp_path):
    path = tmp_path / "long.take"
    recorder = Recorder(path, Head(Setup("enamel", {"glow": 0.5}), BEGAN, FPS))
    params = begin(load(find("enamel"))).params
    for second, days in ((0, 0), (60, 150), (120, 300)):
        recorder.record(second * 30, params, wall=BEGAN + timedelta(seconds=second, days=days))
    recorder.close()
    said = chorus("explain", path, "--at", "21:00:20").out.splitlines()
    assert said[0] == "2026-11-21 21:00:20, frame 600, 20.00 s of the show."
    assert said[1] == ("It was that time, too, while the show stood still from 2026-11-21 21:01:00 to 2027-04-20 "
                       "21:01:00, when it went on with frame 1800: --at '2027-04-20 21:01:00+01:00'")  # fmt: skip
    assert len([line for line in said if "It was that time" in line]) == 2
    stood = chorus("explain", path, "--at", "2026-12-24 18:00").out.splitlines()
    assert stood[:2] == [
        "2027-04-20 21:01:00, frame 1800, 60.00 s of the show.",
        "It is the first frame after the show stood still, from 2026-11-21 21:01:00 on, and it was 2026-12-24 18:00 "
        "meanwhile.",
    ]


def test_a_show_of_weeks_is_asked_for_its_day_and_not_told_all_of_them(chorus, tmp_path):
    path = tmp_path / "long.take"
    recorder = Recorder(path, Head(Setup("enamel", {"glow": 0.5}), BEGAN, FPS))
    recorder.record(30 * 86400 * 30, begin(load(find("enamel"))).params, wall=BEGAN + timedelta(days=30))
    recorder.close()
    said = [line for line in chorus("explain", path, "--at", "21:00:20").out.splitlines() if "It was that time" in line]
    assert len(said) == 9
    assert said[-1] == ("It was that time 21 times more, up to frame 75168600: say which, as in "
                        "--at '2026-12-20 21:00:20+01:00'")  # fmt: skip


def test_without_a_moment_it_says_when_the_take_was(chorus, take):
    said = chorus("explain", take)
    assert said.code == 2
    assert f"--at is missing: {take} runs from 21:00:00 to 21:06:40" in said.err


def test_another_moment_has_other_reasons(chorus, take):
    calm, torn = (chorus("explain", take, "--at", at).out for at in ("21:00:20", "21:05:08"))
    assert "nothing is wrong" in calm
    assert "No hand turned anything" in calm
    assert len(torn.splitlines()) > 2 * len(calm.splitlines())


@pytest.mark.parametrize(("at", "words"), [("22:10:00", "is at no time of this take"), ("soon", "is no time of day")])
def test_a_moment_that_was_not_is_refused(chorus, take, at, words):
    said = chorus("explain", take, "--at", at)
    assert said.code == 1
    assert words in said.err


def test_a_scene_of_ones_own_is_run_only_where_that_is_said(chorus, tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "scene.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    path = tmp_path / "own.take"
    Recorder(path, Head(Setup(str(folder)), BEGAN, FPS)).close()
    told = chorus("explain", path, "--at", "21:00:00")
    assert told.code == 2
    assert "a scene is code: say that you mean it" in told.err
    assert not (tmp_path / "ran").exists()


def test_faults_of_other_areas_are_no_reason(chorus, tmp_path):
    rows = "".join(f"Q{n},Quarter {n},2024,visit,overall,overall,{20 + n},value,percent\n" for n in range(5))
    (tmp_path / "q.csv").write_text("area,area_name,time,measure,stratum_kind,stratum,value,state,unit\n" + rows)
    said = []
    for figures, feed in ((str(tmp_path / "q.csv"), "flusight"), ("us_oral_health", "flusight"),
                          (str(tmp_path / "q.csv"), "rehearsal")):  # fmt: skip
        session = begin(load(find("fracture")))
        roles = {"glaze": "visit"} if figures.endswith("csv") else {}
        setup = Setup("fracture", {}, figures=figures, roles=roles, feed=feed, effects=session.effects)
        path = tmp_path / f"{len(said)}.take"
        recorder = Recorder(path, Head(setup, BEGAN, FPS))
        for second in range(0, 401, 5):
            recorder.record(second * 30, session.params, wall=BEGAN + timedelta(seconds=second))
        recorder.close()
        done = chorus("explain", path, "--at", "21:05:00")
        assert done.code == 0, done.err
        said.append(done.out)
    assert "its faults strike none of them" in said[0]
    assert "- revised" not in said[0]
    assert "- revised" in said[1]
    assert "its faults strike none of them" in said[2]
    assert " plays " not in said[2]


def test_what_an_operator_did_to_the_wall_is_told_first(chorus, tmp_path):
    session = begin(load(find("enamel")))
    recorder = Recorder(tmp_path / "n.take", Head(Setup("enamel", {}, effects=session.effects), BEGAN, FPS))
    hands = {10: (True, False), 20: (True, True), 30: (False, True), 40: (False, False)}
    for second in range(61):
        if second in hands:
            recorder.operate(second * 30, black=hands[second][0], frozen=hands[second][1])
        if not 20 <= second < 40:  # what is frozen is not drawn
            recorder.record(second * 30, session.params, wall=BEGAN + timedelta(seconds=second))
    recorder.close()
    black = "The wall was black: a hand blacked it out (B) at 21:00:10."
    frozen = "The picture stood still: a hand froze it"
    for at, told in ((5, ()), (15, (black,)), (25, (black, frozen)), (35, (frozen,)), (45, ())):
        said = chorus("explain", tmp_path / "n.take", "--at", f"21:00:{at:02}").out
        assert [words for words in (black, frozen) if words in said] == list(told), at
    assert "(F) at 21:00:20." in chorus("explain", tmp_path / "n.take", "--at", "21:00:35").out
