"""Takes: what was played is had again as it was, at any rate of frames and at any time of day."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from takes import BEGAN

from renderer.core.errors import DataError
from renderer.params.phase import Phases
from renderer.session.take_file import read_take


def test_every_kind_of_value_is_had_again_at_its_frame(record, head_of, knobs, known):
    path = record([
        (0, {}), (3, {"glow": 0.1 + 0.2, "style": "silk"}), (5, {"focus": (0.25, 1.0), "ground": "#ff0000"}),
        (5, {"prisms": 64}), (8, {"veil": False, "burst": True}), (9, {}), (12, {"glow": 4.0}),
    ])  # fmt: skip
    take, notes = read_take(path, known)
    assert notes == ()
    assert take.head == head_of()
    assert take.frames == range(13)
    start = {name: getattr(knobs, name) for name in known}
    assert take.at(2) == start
    assert take.at(4) == start | {"glow": 0.1 + 0.2, "style": "silk"}
    at_eight = start | {"glow": 0.1 + 0.2, "style": "silk", "focus": (0.25, 1.0), "ground": "#ff0000", "prisms": 64,
                        "veil": False, "burst": True}  # fmt: skip
    assert take.at(8) == at_eight
    assert take.at(11) == at_eight | {"burst": False}
    assert take.at(10**6)["glow"] == 4.0


def test_a_trigger_fires_once_at_any_rate(record):
    take, _ = read_take(record([(7, {"burst": True}), (8, {}), (20, {"burst": True}), (21, {})]))
    for fps in (10, 24, 25, 30, 50, 60, 120, Fraction(30000, 1001)):
        fired = [n for n in range(200) if take.at(n, Fraction(fps))["burst"]]
        assert len(fired) == 2
        for frame, own in zip(fired, (7, 20), strict=True):
            assert 0 <= frame / fps - own / 30 < 1 / fps


def test_a_rate_goes_on_from_the_same_cycles_at_any_rate_of_frames(record, knobs):
    take, _ = read_take(record([(0, {}), (30, {"breath": 0.5}), (90, {"breath": 0.02})]))
    phases = Phases().turned(knobs, 0.0)
    for time, rate in ((1.0, 0.5), (3.0, 0.02)):
        phases = phases.turned(replace(knobs, breath=rate), time)
    assert take.offsets_at(90) == phases.offsets
    assert take.offsets_at(240, Fraction(60)) == phases.offsets
    assert take.offsets_at(29) == {"breath": 0.0}


def test_seed_holds_and_chain_are_kept(record):
    take, _ = read_take(record([
        (0, {}), (4, {"seed": 9, "held": ("glow",)}), (6, {"seed": 9, "held": (), "effects": [["tear", {}]]}),
    ]))  # fmt: skip
    assert [take.fact("seed", n) for n in (3, 4, 6)] == [0, 9, 9]
    assert [take.fact("held", n) for n in (3, 4, 6)] == [[], ["glow"], []]
    assert take.fact("effects", 5) is None
    assert take.fact("effects", 13, Fraction(60)) == [["tear", {}]]


@pytest.mark.parametrize(("text", "frame"), [
    ("21:02:00", 0), ("21:02:02.4", 60), ("21:02:20", 588), ("21:02:24", 700), ("21:02:41", 700),
    ("21:02:44.734", 730), ("21:03", 1188),
])  # fmt: skip
def test_a_time_of_day_is_a_frame_and_while_the_show_stood_still_it_is_that_one(record, text, frame):
    """The show stands at frame 700 from 21:02:23.733 on for 20 s."""
    take, _ = read_take(record([(0, {}), (699, {}), (700, {"late": 20.0}), (1300, {"late": 20.0})]))
    assert take.moments(text) == (frame,)


def test_a_show_over_midnight_and_one_that_began_late_in_its_scene(record):
    path = record([(5000, {}), (5000 + 30 * 7200, {})], frame=5000, began=BEGAN.replace(hour=23))
    text = path.read_text().splitlines()
    path.write_text("\n".join(line for line in text if "wall" not in line) + "\n")
    take, _ = read_take(path)
    assert take.moments("00:02:00.4") == (5000 + 30 * 3600,)
    assert take.moments("2026-11-22 00:02:00.4") == (5000 + 30 * 3600,)
    assert take.moments("2026-11-22T00:02:00.4+01:00") == take.moments("2026-11-21 23:02:00.4+00:00")
    assert take.told(5000 + 30 * 3600) == "2026-11-22 00:02:00"
    assert take.wall(5000 + 30 * 3600) == BEGAN.replace(hour=23) + timedelta(hours=1)
    for wrong in ("22:00", "03:00"):
        with pytest.raises(DataError, match="at no time of this take: it runs from 2026-11-21 23:02:00 to 2026-11-22"):
            take.moments(wrong)
    with pytest.raises(DataError, match="2026-11-20 23:30 is before this take"):
        take.moments("2026-11-20 23:30")
    for early in ("2026-11-21 12:00", "2026-11-21 23:01:59", "2026-11-21 23:59:59+02:00"):  # of its first day
        with pytest.raises(DataError, match="is before this take"):
            take.moments(early)
    with pytest.raises(DataError, match="2026-11-22 23:30 is after this take"):
        take.moments("2026-11-22 23:30")
    for wrong in ("", "25:00", "nine"):
        with pytest.raises(DataError, match="write it as 21:04:10"):
            take.moments(wrong)
