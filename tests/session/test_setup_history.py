"""What older versions wrote says in today's form what it said then. tests/output/test_record draws it."""

import json
from pathlib import Path

from renderer.output.recall import read_manifest
from renderer.scene.effect import parse_chain
from renderer.session.setup import Output
from renderer.session.setup_history import head_from_1
from renderer.session.setup_json import setup_of
from renderer.session.take_file import read_take

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
