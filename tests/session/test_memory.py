"""What survives a restart, and what a damaged file gets."""

import errno
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renderer import Bind, Pass, Scene, param
from renderer.data.role import Role
from renderer.scene.catalogue import Loaded
from renderer.session.memory import memory_path, recall, remember
from renderer.session.session import begin
from renderer.session.setup import Setup


@dataclass(frozen=True, slots=True)
class Params:
    glow: float = param(1.0, 0.0, 4.0)
    rate: float = param(0.1, 0.02, 0.5, unit="Hz")
    place: tuple[float, float] = param((0.5, 0.5), 0.0, 1.0)


LOADED = Loaded(Scene("T", Params, (Pass("image", "image.frag"),)), "t", Path("t/scene.py"))
SETUP = Setup("t")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "t.json"


def test_values_seed_time_and_phases_return(path):
    session = begin(LOADED).turn("glow", 2.5, 0.0).turn("rate", 0.4, 7.0).turn("place", (0.1, 0.9), 8.0).reseed(9, 8.0)
    remember(path, SETUP, session, 321)
    kept = recall(path, LOADED)
    assert (kept.session.values, kept.index, kept.notes) == (session.values, 321, ())
    assert kept.session.phases.cycles(20.0) == pytest.approx(session.phases.cycles(20.0))


def test_a_knob_that_nobody_touched_follows_a_new_default(path):
    @dataclass(frozen=True, slots=True)
    class Edited:
        glow: float = param(3.0, 0.0, 4.0)
        rate: float = param(0.2, 0.02, 0.5, unit="Hz")
        place: tuple[float, float] = param((0.25, 0.75), 0.0, 1.0)

    remember(path, SETUP, begin(LOADED).turn("rate", 0.4, 7.0), 5)
    edited = replace(LOADED, scene=replace(LOADED.scene, params=Edited))
    kept = recall(path, edited)
    assert (kept.session.params, kept.notes) == (Edited(rate=0.4), ())


def test_a_knob_held_at_its_default_stays_where_the_hand_left_it(path):
    @dataclass(frozen=True, slots=True)
    class Edited(Params):
        glow: float = param(3.0, 0.0, 4.0)

    bound = replace(LOADED, scene=replace(LOADED.scene, binds=(Bind("drift.0", "glow", (0.0, 1.0)),)))
    remember(path, SETUP, begin(bound).turn("glow", 1.0, 7.0), 5)
    kept = recall(path, replace(bound, scene=replace(bound.scene, params=Edited)))
    assert (kept.session.params.glow, kept.session.values.held) == (1.0, {"glow"})


@pytest.mark.parametrize("index", [2**32, 10**10])
def test_a_show_of_years_goes_on_at_its_frame(path, index):
    remember(path, SETUP, begin(LOADED), index)
    assert (recall(path, LOADED).index, recall(path, LOADED).notes) == (index, ())


def test_nothing_remembered_is_the_scene_as_it_is(path):
    assert recall(path, LOADED).session == begin(LOADED)


@pytest.mark.parametrize("index", [[3], "3", None, -1, 1e308, True, 2**70])
def test_a_frame_that_is_none_is_told_in_words(path, index):
    remember(path, Setup("ball"), begin(LOADED), 321)
    path.write_text(json.dumps({**json.loads(path.read_text()), "index": index}))
    kept = recall(path, LOADED)
    assert kept.index == 0
    assert f"not readable (index = {index!r} is no frame); starting" in kept.notes[0]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe\x00", b'{"schema": "chorus-session/1"}',
                                    b'{"schema": "chorus-session/2"}',
                                    b"9" * 2_000_000,
                                    b"[" * 100_000])  # fmt: skip
def test_a_damaged_file_is_passed_over_with_one_line(path, damage):
    path.parent.mkdir()
    path.write_bytes(damage)
    kept = recall(path, LOADED)
    assert kept.session == begin(LOADED)
    assert len(kept.notes) == 1
    assert "\n" not in kept.notes[0]
    said = r"not readable \(.* .*\); starting from the scene's defaults; it is kept as t.json.unread$"
    assert re.search(said, kept.notes[0])
    remember(path, SETUP, begin(LOADED), 5)
    assert recall(path, LOADED).notes == ()
    assert path.with_name("t.json.unread").read_bytes() == damage


def test_what_cannot_be_read_is_kept_on_a_disk_without_links(path, monkeypatch):
    def link(*_):
        raise OSError(errno.EOPNOTSUPP, "no links here")

    path.parent.mkdir()
    path.write_bytes(b"{")
    monkeypatch.setattr("renderer.session.memory.os.link", link)
    assert recall(path, LOADED).notes[0].endswith("; it is kept as t.json.unread")
    assert path.with_name("t.json.unread").read_bytes() == b"{"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from(["schema", "setup", "index", "locked", "setup.params", "setup.held", "setup.seed",
                        "setup.offsets", "setup.effects", "setup.output", "setup.safety", "setup.strokes"]),
       st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.text(max_size=5), inner, max_size=3)))
def test_no_content_of_the_file_can_stop_a_start(path, key, value):
    remember(path, SETUP, begin(LOADED), 5)
    content = json.loads(path.read_text())
    where, _, inner = key.partition(".")
    content[where] = {**content[where], inner: value} if inner else value
    path.write_text(json.dumps(content))
    kept = recall(path, LOADED)
    assert isinstance(kept.session.params, Params)
    assert kept.index >= 0


def test_an_unwritable_place_stops_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    remember(tmp_path / "file" / "t.json", SETUP, begin(LOADED), 1)


def test_two_scenes_of_one_name_do_not_share(tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path))
    one, two = memory_path(Path("a/enamel/scene.py")), memory_path(Path("b/enamel/scene.py"))
    assert one != two
    assert one.is_relative_to(tmp_path)


def test_what_an_older_version_remembered_returns(path):
    path.parent.mkdir()
    path.write_text(json.dumps({"schema": "chorus-session/1", "params": {"glow": 2.5, "rate": 0.4, "place": [0.1, 0.9]},
                                "held": [], "seed": 9, "locked": True, "index": 321, "rates": {"rate": 0.4},
                                "offsets": {"rate": -2.1}}))  # fmt: skip
    kept = recall(path, LOADED)
    assert (kept.session.params, kept.session.values.seed) == (Params(2.5, 0.4, (0.1, 0.9)), 9)
    assert (kept.session.locked, kept.index, kept.notes) == (True, 321, ())
    assert kept.session.phases.cycles(20.0)["rate"] == pytest.approx(0.4 * 20.0 - 2.1)


def test_figures_in_the_roles_return_and_those_of_a_role_that_is_gone_are_told(path):
    lit, open = Role("lit", "prisms in the light", default="dental_visit"), Role("open", "open sockets")
    wall = replace(LOADED, scene=replace(LOADED.scene, roles=(lit, open)))
    session = begin(wall).choose("open", "1-sealants@age=child", 0.0).choose("stratum", "race=black", 0.0)
    remember(path, SETUP, session, 5)
    assert recall(path, wall).session.chosen == session.chosen
    kept = recall(path, replace(wall, scene=replace(wall.scene, roles=(lit,))))
    assert (kept.session.chosen, len(kept.notes)) == ({"stratum": "race=black"}, 1)
    assert "the role open is gone" in kept.notes[0]


def test_what_moves_a_knob_returns_and_what_the_scene_says_follows_it(path):
    slow = Bind("drift.1", "glow", (0.0, 1.0), reach=(0.5, 1.5))
    remember(path, SETUP, begin(LOADED).bind(slow, 0.0), 5)
    assert recall(path, LOADED).session.binds == (slow,)
    remember(path, SETUP, begin(LOADED), 5)
    bound = replace(LOADED, scene=replace(LOADED.scene, binds=(Bind("drift.0", "glow", (0.0, 1.0)),)))
    assert recall(path, bound).session.binds == bound.scene.binds
    remember(path, SETUP, begin(bound).unbind("glow", 0.0), 5)
    assert recall(path, bound).session.binds == ()


def test_a_bind_that_the_scene_cannot_play_any_more_is_told(path):
    roles = replace(LOADED, scene=replace(LOADED.scene, roles=(Role("lit", "light", default="dental_visit"),)))
    remember(path, SETUP, begin(roles).bind(Bind("mean.lit", "glow", (0.0, 1.0)), 0.0), 5)
    kept = recall(path, LOADED)
    assert kept.session.binds == ()
    assert "the bind to 'glow': signal 'mean.lit': no figure 'lit': the scene reads no figures" in kept.notes[0]
