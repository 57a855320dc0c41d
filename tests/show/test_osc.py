"""OSC as it arrives: real packets of another library, nonsense of every kind, and two hands that meet."""

import socket
import struct
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osc_read import parse_packet
from pythonosc.osc_bundle_builder import OscBundleBuilder
from pythonosc.osc_message_builder import build_msg

from renderer.core.errors import UsageError
from renderer.sculpture.file import load_sculpture
from renderer.sculpture.history import merged
from renderer.show.osc import Listener, OscMessage, parse_place
from renderer.show.osc_packet import DEPTH
from renderer.show.osc_sculpt import FORGOTTEN, MOST_HANDS, ROOT, OscHands
from renderer.show.sculpture import LiveSculpture

single = st.floats(width=32, allow_nan=False, allow_infinity=False)
word = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
value = single | st.integers(-(2**31), 2**31 - 1) | st.booleans() | st.none() | word


def osc(name, *values):
    return build_msg(ROOT + name, [float(v) if type(v) is int else v for v in values]).dgram


def bundle(*packets, tag=0):
    return b"#bundle\0" + struct.pack(">Q", tag) + b"".join(struct.pack(">i", len(p)) + p for p in packets)


@given(st.text("abc/", max_size=9), st.lists(value, max_size=16))

def test_what_another_library_wrote_is_read(name, values):
    assert parse_packet(build_msg("/" + name, values).dgram) == (OscMessage("/" + name, tuple(values)),)


def test_bundles_are_taken_apart_in_order_and_their_time_is_not_waited_for():
    builder = OscBundleBuilder(time.time() + 1e6)
    for number in range(3):
        builder.add_content(build_msg("/a", [number]))
    inner = OscBundleBuilder(0)
    inner.add_content(build_msg("/b", [9]))
    builder.add_content(inner.build())
    builder.add_content(build_msg("/a", [3]))
    assert [m.values[0] for m in parse_packet(builder.build().dgram)] == [0, 1, 2, 9, 3]


def deep(levels):
    packet = osc("undo")
    for _ in range(levels):
        packet = bundle(packet)
    return packet


NONSENSE = {
    "nothing": b"", "no address": b"abc\0", "no end": b"/abc", "no types": b"/abc\0\0\0\0f\0\0\0" + b"\0" * 4,
    "cut number": b"/abc\0\0\0\0,f\0\0\1\2", "unknown type": b"/abc\0\0\0\0,b\0\0" + b"\0" * 8,
    "nan": b"/abc\0\0\0\0,f\0\0" + struct.pack(">f", float("nan")),
    "infinity": b"/abc\0\0\0\0,d\0\0" + struct.pack(">d", float("inf")),
    "latin": b"/\xff\xfe\0", "many types": b"/a\0\0," + b"T" * 2000 + b"\0\0\0\0",
    "long": b"/" + b"a" * 4096, "deep": deep(DEPTH + 1), "very deep": deep(150),
    "cut bundle": b"#bundle\0\0\0", "size 0": b"#bundle\0" + b"\0" * 8 + b"\0" * 4000,
    "negative size": b"#bundle\0" + b"\0" * 8 + b"\xff" * 4, "large size": b"#bundle\0" + b"\0" * 8 + b"\x7f" * 4,
}  # fmt: skip


@pytest.mark.parametrize("packet", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_refused_within_microseconds(packet):
    began = time.thread_time()
    for _ in range(20):
        with pytest.raises(ValueError, match=r"."):
            parse_packet(packet)
    assert (time.thread_time() - began) / 20 < 1e-3
    assert parse_packet(deep(DEPTH)) == (OscMessage(ROOT + "undo", ()),)


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda b: b"#bundle\0" + b"\0" * 8 + b)
       | st.binary(max_size=60).map(lambda b: b"/a\0\0," + b))  # fmt: skip
@settings(max_examples=300)
def test_no_bytes_raise_anything_else(packet):
    with suppress(ValueError):
        parse_packet(packet)


def test_a_place_is_a_port_or_a_host_and_a_port():
    assert parse_place("0") == ("127.0.0.1", 0)
    for wrong in ("", "abc", "70000", "-1", "1.2.3.4:", "٣"):
        with pytest.raises(UsageError, match="is no port"):
            parse_place(wrong)


@pytest.fixture
def hands(tmp_path):
    notes = []
    made = OscHands(LiveSculpture(tmp_path / "s.jsonl", notes.append), Listener("127.0.0.1", 0))
    yield made
    made.close()
    assert notes == []


@pytest.fixture
def sender(hands):
    """Return ``sender()``: a socket of its own that sends to the hands."""
    sockets = []

    def make():
        one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        one.connect(("127.0.0.1", hands.listener.port))
        sockets.append(one)
        return one

    yield make
    for one in sockets:
        one.close()


def work(hands, now=None):
    hands.work(time.perf_counter() if now is None else now, None)


def test_a_taken_port_is_told(hands):
    with pytest.raises(UsageError, match="name another port"):
        Listener("127.0.0.1", hands.listener.port)


def test_a_drag_is_one_stroke_made_when_the_hand_opens_and_no_lost_packet_matters(hands, sender):
    one = sender()
    for packet in (osc("radius", 6), osc("symmetric", 1), osc("grab", 1, 2, 3), osc("move", 0.5, 0, 0)):
        one.send(packet)
    work(hands)
    assert hands.live.standing == ()
    assert hands.hands[0].pending.amount == 0.5
    one.send(osc("move", 0, 2, 0))
    one.send(osc("release"))
    work(hands)
    (stroke,) = hands.live.standing
    assert (stroke.kind, stroke.centre, stroke.direction) == ("drag", (1, 2, 3), (0, 2, 0))
    assert (stroke.amount, stroke.radius, stroke.symmetric) == (2, 6, True)


def test_a_hand_that_comes_back_to_where_it_was_has_made_nothing(hands, sender):
    one = sender()
    for packet in (osc("grab", 1, 2, 3), osc("move", 3, 0, 0), osc("move", 0, 0, 0), osc("release")):
        one.send(packet)
    work(hands)
    assert hands.live.sculpture.records == ()


def test_a_dabbing_hand_makes_strokes_along_its_way_which_are_undone_together(hands, sender):
    one = sender()
    for packet in (osc("kind", "pull"), osc("grab", 0, 0, 5), osc("move", 6, 0, 0), osc("release")):
        one.send(packet)
    work(hands)
    xs = [stroke.centre[0] for stroke in hands.live.standing]
    assert xs == pytest.approx([0, 1.2, 2.4, 3.6, 4.8, 6], abs=1e-6)
    one.send(osc("undo"))
    work(hands)
    assert hands.live.standing == ()
    one.send(osc("redo"))
    work(hands)
    assert len(hands.live.standing) == 6


def test_two_sculptors_at_once_lose_nothing_and_each_undoes_its_own(hands, sender):
    ann, bo = sender(), sender()
    for one, x in ((ann, -5), (bo, 5)):
        one.send(osc("name", "ann" if one is ann else "bo"))
        one.send(osc("grab", x, 0, 0))
    for step in range(1, 41):
        for one in (ann, bo):
            one.send(osc("move", 0, 0, step / 10))
    for one, x in ((bo, 6), (ann, -6)):
        one.send(osc("release"))
        one.send(osc("grab", x, 0, 0))
        one.send(osc("move", 0, 1, 0))
        one.send(osc("release"))
    for _ in range(20):
        work(hands)
    assert sorted(stroke.centre[0] for stroke in hands.live.standing) == [-6, -5, 5, 6]
    ann.send(osc("undo"))
    work(hands)
    assert sorted(stroke.centre[0] for stroke in hands.live.standing) == [-5, 5, 6]
    saved, notes = load_sculpture(hands.live.path)
    assert (saved, notes) == (hands.live.sculpture, ())
    assert merged(saved, hands.live.sculpture) == saved
    assert {one.author.rpartition("-")[0] for one in saved.records} == {"osc.ann", "osc.bo"}


WRONG = [
    osc("grab", 1, 2), osc("grab", 1, 2, "x"), osc("grab", 1e30, 0, 0), osc("grab", 0, 0, -1e6),
    osc("kind", "puch"), osc("kind", 1), osc("radius", True), osc("radius"), osc("*"), osc("gra?"),
    osc("{undo,redo}"), osc("move", 1, 1, 1),
    osc("nothing"), osc("name", ""), osc("name", "x" * 99), osc("name", "a\nb"), build_msg("/other").dgram,
]  # fmt: skip


def test_what_means_nothing_is_counted_and_changes_nothing(hands, sender):
    one = sender()
    for packet in [*WRONG, *NONSENSE.values()]:
        one.send(packet)
    for _ in range(10):
        work(hands)
    assert hands.live.sculpture.records == ()
    assert hands.listener.refused == len(WRONG) + len(NONSENSE)
    assert f"{hands.listener.refused} refused" in hands.said()


def test_a_flood_costs_no_more_than_its_share_of_a_frame(hands, sender):
    one = sender()
    patterns = osc("*" * 200)
    crowd = bundle(*[osc("undo")] * 90)
    for _ in range(400):
        one.send(patterns)
        one.send(crowd)
    began = time.thread_time()
    work(hands)
    assert time.thread_time() - began < 0.05


@pytest.mark.parametrize("latest", [True, False])
def test_a_bundle_of_thousands_is_heard_to_its_end_in_turns(latest):
    listener = Listener("127.0.0.1", 0)
    packet = bundle(*[build_msg(f"/{number}", [0.5]).dgram for number in range(2600)])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.sendto(packet, ("127.0.0.1", listener.port))
    heard, turns = [], 0
    while len(heard) < 2600:
        heard += [message.address for _, message in listener.drain(latest=latest)]
        turns += 1
    listener.close()
    assert heard == [f"/{number}" for number in range(2600)]
    assert listener.refused == 0
    assert turns > 1


def test_a_hand_that_falls_silent_lets_go(hands, sender):
    one = sender()
    for packet in (osc("grab", 0, 0, 0), osc("move", 1, 0, 0)):
        one.send(packet)
    work(hands, 100.0)
    work(hands, 100.0 + 0.9 * FORGOTTEN)
    assert hands.live.standing == ()
    work(hands, 100.0 + 1.1 * FORGOTTEN)
    assert len(hands.live.standing) == 1


def test_there_are_never_more_hands_than_can_be_held(hands, sender):
    for _ in range(MOST_HANDS + 3):
        sender().send(osc("radius", 3))
    for _ in range(5):
        work(hands)
    assert len(hands.hands) == MOST_HANDS
    assert hands.listener.refused == 3
