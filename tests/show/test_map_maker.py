"""What takes long of a map is made beside the frames: the map stands, then moves; a large one is swapped unseen."""

import threading
import time
from dataclasses import replace
from itertools import count
from types import SimpleNamespace

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.core.region import Region
from renderer.data.load import load_table
from renderer.data.places.bundled_maps import find_map
from renderer.data.places.ground import load_ground
from renderer.data.places.ground_texture import NO_WAY
from renderer.gpu import map_textures
from renderer.gpu.map_textures import MapMaker
from renderer.session.session import begin
from renderer.show import map_maker
from renderer.show.map_maker import MORPH, BackgroundMapMaker
from renderer.signals.source import Figures

PEOPLE = np.array([3.0, 1.0])
WAYS = np.full((4, 6, 4), 0.5, np.float32)
SCENE = "places=True, columns=('dental_visit',), passes=(Pass('image', 'image.frag', format='f4'),)"
SHADER = """
#include "lib/place/cartogram.glsl"
#include "lib/place/edge.glsl"
void main() {
    vec2 p = pixel() / u_resolution.y;
    o = vec4(10.0 * (place_from_cartogram(p, 1.0).x - p.x), 10.0 * abs(place_edge(p)), 0.0, 1.0);
}
"""


@pytest.fixture
def child(monkeypatch):
    """Return a child that makes ``made`` as soon as it may ``go``, and remembers what it was ``asked``."""
    one = SimpleNamespace(asked=[], go=threading.Event(), made=WAYS, clock=100.0)

    def make(what, *given, begun):
        one.asked.append((what, *given))
        begun(SimpleNamespace(kill=one.go.set))
        assert one.go.wait(60)
        if isinstance(one.made, Exception):
            raise one.made
        return one.made(what, *given) if callable(one.made) else one.made

    monkeypatch.setattr(map_maker, "made_apart", make)
    monkeypatch.setattr(map_maker, "SETTLED", 0.0)
    monkeypatch.setattr(map_maker, "time", SimpleNamespace(perf_counter=lambda: one.clock, monotonic=time.monotonic))
    return one


@pytest.fixture
def maker():
    said = []
    one = BackgroundMapMaker(said.append)
    one.said = said
    yield one
    one.close()


@pytest.fixture
def states():
    return load_ground(find_map("us_states"), 60, 40)


def until(held):
    end = time.monotonic() + 60
    while not held():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.002)


def differ(one, other):
    """Return the share of numbers that differ by more than the dither."""
    return (abs(one - other) > 3).mean()


def engine(asks):
    """Return an engine whose map asks again as ``asks`` says."""
    return SimpleNamespace(pipeline=SimpleNamespace(remake=lambda kinds: asks(kinds) or set()))


def test_the_map_stands_until_its_cartogram_is_ready_and_then_moves_there(child, maker, states):
    shown = []
    asks = lambda kinds: shown.append((kinds, maker.cartogram(states, PEOPLE)))  # noqa: E731
    assert maker.cartogram(states, PEOPLE) is NO_WAY
    assert not maker.work(engine(asks))
    child.go.set()
    until(lambda: maker.work(engine(asks)))
    assert shown[-1][0] == {"cartogram"}
    assert (shown[-1][1] == 0.0).all()

    parts = []
    for part in (0.25, 0.5, 0.75, 1.0):
        child.clock = 100.0 + part * MORPH
        assert maker.work(engine(asks))
        parts.append(float(shown[-1][1][0, 0, 0]) / 0.5)
    assert parts == sorted(parts)
    assert parts[1] == pytest.approx(0.5)
    assert shown[-1][1] is WAYS
    assert not maker.work(engine(asks))
    assert maker.cartogram(states, PEOPLE.copy()) is WAYS  # a scene that is saved anew asks again
    assert maker.cartogram(states, None) is maker.cartogram(states, np.full(2, np.nan)) is NO_WAY
    assert len(child.asked) == 1


def test_of_many_that_are_asked_for_meanwhile_the_newest_alone_is_made(child, maker, states):
    region = Region(0, 0, 8, 8)
    maker.part(states, (90, 60), region, 2)
    until(lambda: child.asked)
    for width in (91, 92, 93):
        assert maker.part(states, (width, 60), region, 2) is None
    child.go.set()
    until(lambda: maker.part(states, (93, 60), region, 2) is not None)

    assert [size[0] for _, _, size, *_ in child.asked] == [90, 93]
    assert maker.part(states, (90, 60), region, 2) is WAYS  # the last two are known


def test_what_cannot_be_made_is_told_once_and_not_tried_again(child, maker, states):
    child.made = DataError("no memory")
    child.go.set()
    maker.cartogram(states, PEOPLE)
    until(lambda: maker.work(engine(set)) or maker.said)

    assert maker.said == ["its cartogram cannot be made, so that the map stays as it is: no memory"]
    assert maker.cartogram(states, PEOPLE) is NO_WAY
    assert len(child.asked) == 1


def test_a_stage_draws_on_while_both_are_made_and_shows_at_last_what_an_export_does(
    child, stage, scene, states, monkeypatch
):  # fmt: skip
    ways = np.zeros((4, 6, 4), np.float32) + np.array([0.02, 0.0, -0.02, 0.0], np.float32)
    monkeypatch.setattr(map_textures, "cartogram_texels", lambda *_: ways)
    monkeypatch.setattr(BackgroundMapMaker, "band", 90 * 16 * 20)  # of 60 lines 20 at a time
    part = MapMaker().part(states, (90, 60), Region(0, 0, 90, 60), 51)
    child.made = lambda what, *_: part if what == "part" else ways
    loaded, one = scene(SCENE, image_frag=SHADER), stage(wanted=(90, 60), window=(90, 60), adopt=False)
    table = replace(load_table("us_oral_health", loaded.scene.wanted), people=np.arange(1.0, 52.0))
    one.adopt(loaded, Figures(table, ground=states))
    frames = count()

    def drawn():
        one.draw(session, next(frames))
        return one.engine.read(3).astype(int)

    session = begin(loaded)
    first = drawn()
    assert first[..., 0].max() <= 3  # as the map truly lies
    assert differ(drawn(), first) == 0
    child.go.set()
    until(lambda: differ(drawn(), first) > 0)
    child.clock += MORPH
    until(lambda: len(drawn()) and one.engine.pipeline._map.uniforms("image")["u_ground_reach"] > 0)
    until(lambda: len(drawn()) and not one.maker._news)
    last = drawn()

    one.engine.pipeline.ground(states, fine=True, maker=MapMaker())
    one.redraw()
    assert differ(last, drawn()) == 0
    assert last[..., 0].min() > 50
    assert differ(last[..., 1], first[..., 1]) > 0.05
    assert one.heard == []
    assert [what for what, *_ in child.asked].count("cartogram") == 1
