"""What older versions wrote says in today's form what it said then. tests/output/test_record draws it."""

import json
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from renderer.core.errors import DataError
from renderer.core.units import Size
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.recall import read_manifest
from renderer.params.bind import Bind
from renderer.params.param import specs
from renderer.params.preset import Preset
from renderer.scene.catalogue import find, load
from renderer.scene.effect import parse_chain
from renderer.scene.preset_fit import fit_preset
from renderer.session.memory import recall
from renderer.session.open_setup import session_of, with_roles
from renderer.session.replay import replayed
from renderer.session.session import begin
from renderer.session.setup import Output, Setup
from renderer.session.setup_history import head_from_1, regrouped
from renderer.session.setup_json import setup_of
from renderer.session.take import Head
from renderer.session.take_file import parse_take, read_take
from renderer.session.take_line import head_line

OLD = Path(__file__).parent.parent / "output" / "old"


def old(name):
    manifest = read_manifest(OLD / name)
    return setup_of(manifest["setup"], name), manifest["destination"]


def test_a_still_of_schema_1():
    setup, where = old("still.png")
    assert (setup.scene, setup.preset, setup.seed, setup.feed) == ("ball", "warm", 7, "rehearsal")
    assert (setup.params["place"], setup.params["radius"], setup.params["tear_amount"]) == ((0.3, 0.8), 18.0, 0.6)
    assert setup.effects == parse_chain("palette,tear")
    assert setup.held == {"place", "radius", "tear_amount", "tint"}
    assert setup.figures == "us_oral_health"
    assert (setup.output, setup.strokes, setup.take) == (None, (), ())
    assert (where["size"], where["frames"], where["samples"], where["shutter"]) == ([96, 64], [45, 45], 2, 0.5)
    assert (where["format"], where["depth"], where["alpha"]) == ("png", 8, False)


def test_what_was_sculpted_turned_live_and_judged():
    form, _ = old("form_anaglyph.png")
    assert form.output == Output("anaglyph", {}, (96, 64))
    assert [(one.kind, one.centre, one.amount) for one in form.strokes] == [("push", (0.0, 0.0, 15.0), 1.5)]
    live, _ = old("live.png")
    assert (live.offsets, live.held) == ({"turn": 0.3}, {"radius"})
    film, _ = old("loop.mp4")
    assert (film.safety.geometry.width_m, film.safety.geometry.distance_m) == (3.0, 2.0)


def test_a_take_of_format_1():
    take, notes = read_take(OLD / "night.take")
    setup = take.head.setup
    assert (notes, take.head.frame, take.head.size, take.last) == ((), 40, (96, 64), 55)
    assert (setup.scene, setup.seed, setup.figures, setup.feed, setup.preset) == ("ball", 4, None, None, None)
    assert setup.effects == parse_chain("palette,echo")
    assert (take.at(40)["turn"], take.at(48)["place"], take.fact("seed", 48)) == (0.5, (0.1, 0.9), 9)
    assert take.fact("effects", 53) == [["tear", {}]]
    # And whole takes inside of manifests.
    inside, _ = old("take-49.png")
    assert inside.take == tuple((OLD / "night.take").read_text().splitlines())


def test_a_head_without_what_later_ones_say():
    head = json.loads((OLD / "night.take").read_text().splitlines()[0])
    for name in ("effects", "preset", "data", "feed", "held"):
        head.pop(name)
    new = head_from_1(head)
    assert setup_of(new["setup"], "x").effects is None
    assert {"began", "fps", "size", "frame", "triggers", "setup", "chorus_take"} == set(new)


GROUPS = OLD / "groups"  # as the last version before roles wrote them
ENAMEL = load(find("enamel"))


def test_what_a_preview_remembered_of_a_group_is_its_stratum():
    kept = recall(GROUPS / "enamel.json", ENAMEL)
    assert (kept.session.chosen, kept.index, kept.notes) == ({"stratum": "race=black"}, 45, ())


def test_a_take_that_changed_its_group_changes_its_stratum():
    take, notes = read_take(GROUPS / "enamel.take", specs(ENAMEL.scene.params))
    assert (take.head.setup.roles, "group" in take.at(44)) == ({"stratum": "race=white"}, False)
    assert [note for note in notes if "prisms" not in note] == []  # which enamel has no more
    assert [take.fact("figures", frame) for frame in (42, 43)] == [{"stratum": "race=white"}, {"stratum": "race=black"}]


def test_a_preset_saved_with_a_group_still_loads(tmp_path):
    folder = shutil.copytree(find("enamel").parent, tmp_path / "enamel")
    (folder / "presets" / "mine.toml").write_text('title = "Mine"\n[params]\ngroup = "most_income"\nglow = 1.0\n')
    mine = next(one for one in load(folder / "scene.py").presets if one.name == "mine")
    assert (mine.params, mine.figures) == ({"glow": 1.0}, {"stratum": "income=50k_and_over"})


def test_a_scene_that_still_has_a_group_keeps_it_and_odd_words_are_no_stratum():
    setup = Setup("mine", {"group": "black", "glow": 1.0}, held=frozenset({"group", "glow"}))
    assert regrouped(setup, ["group", "glow"]) is setup
    assert regrouped(replace(setup, params={"group": "blue"}), ["glow"]).params == {"group": "blue"}
    now = regrouped(setup, ["glow"])
    assert (dict(now.params), now.held, dict(now.roles)) == ({"glow": 1.0}, {"glow"}, {"stratum": "race=black"})
    assert regrouped(replace(setup, roles={"stratum": ""}), ["glow"]).roles == {"stratum": ""}


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="a process has the system's zone here")
def test_a_take_that_knew_one_offset_is_asked_by_the_clock_that_was_on_the_wall(monkeypatch):
    """The clocks are those of this machine, where the take began by them; its note says so."""
    head = json.loads((OLD / "night.take").read_bytes().splitlines()[0]) | {
        "began": "2026-03-29T01:30:00+01:00", "frame": 0, "fps": "30"}  # fmt: skip
    lines = [f"{json.dumps(one)}\n".encode() for one in (head, {"frame": 216000})]
    for zone, frame in (("Europe/Berlin", 81000), ("America/New_York", 189000), ("Africa/Lagos", 189000)):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        take, notes = parse_take(lines, "night.take")
        assert take.moments("03:15") == (frame,)
        told = "night.take: clocks changed to 2026-03-29 03:00 on its way, if it was where this machine is"
        assert [note.startswith(told) for note in notes] == [True] * (zone == "Europe/Berlin")
        if notes:
            assert take.moments("04:15") == take.moments("03:15+01:00") == (189000,)
            with pytest.raises(DataError, match="02:15 was on no clock: they went from 02:00:00 to 03:00:00"):
                take.moments("02:15")
    monkeypatch.undo()
    time.tzset()


def test_a_role_that_had_another_name_is_meant_by_it(tmp_path):
    loaded = load("signal_loss")
    roles = {"bowed": "teeth_lost_all", "stratum": "race=black"}
    then, now = (Bind(f"gap.{name}@race=black..race=white", "ghost", (0.0, 40.0)) for name in ("bowed", "dimmed"))
    setup = Setup("signal_loss", roles=roles, domains={"bowed": (5.0, 50.0)}, binds=(then,))
    scene = with_roles(loaded, setup).scene
    dimmed = next(role for role in scene.roles if role.name == "dimmed")
    assert (dimmed.default, dimmed.asked, scene.stratum) == ("teeth_lost_all", (5.0, 50.0), "race=black")
    session, notes = session_of(setup, loaded)
    assert (session.binds, notes) == ((now,), ())
    assert scene.binds == (now,)
    kept = replace(session, values=replace(session.values, binds=(then,)))  # of a preview that runs while it is renamed
    assert kept.adopt(loaded, 0.0)[0].binds == (now,)

    preset = Preset("mine", figures={"bowed": "teeth_lost_all"}, domains={"bowed": (5.0, 50.0)}, binds=(then,))
    fitted = fit_preset(loaded.scene, preset, tmp_path)
    assert (fitted.figures, fitted.domains, fitted.lost) == ({"dimmed": "teeth_lost_all"}, {"dimmed": (5.0, 50.0)}, ())
    assert fitted.binds == (now,)


def test_a_take_that_changes_such_a_role_on_its_way_changes_it_still():
    loaded = load("signal_loss")
    bind = {"signal": "mean.bowed", "to": "ghost", "span": [0, 40]}
    line = {"frame": 5, "figures": {"bowed": "teeth_lost_all"}, "domains": {"bowed": [5.0, 50.0]}, "binds": [bind]}
    head = head_line(Head(began=datetime(2026, 11, 28, tzinfo=UTC), fps=Fraction(30), setup=Setup("signal_loss")))
    lines = [f"{one}\n".encode() for one in (head.rstrip("\n"), json.dumps(line))]
    take, notes = parse_take(lines, "the take", specs(loaded.scene.params))
    assert notes == ()
    job = Job(take.head.setup, loaded, choose(Path("x.png")), Size(16, 9), take=take)
    assert job.figures(5) == {"dimmed": "teeth_lost_all"}
    assert job.domains(5) == {"dimmed": (5.0, 50.0)}
    assert [one.signal for one in job.binds(5)] == ["mean.dimmed"]
    assert [one.signal for one in replayed(begin(loaded), take, 5).binds] == ["mean.dimmed"]
