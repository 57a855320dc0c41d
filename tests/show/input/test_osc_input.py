"""The OSC door under attack: real packets over UDP, from friends and strangers."""

import socket
import struct
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from osc_read import parse_packet
from pythonosc.osc_bundle_builder import OscBundleBuilder
from pythonosc.osc_message import OscMessage as TheirMessage
from pythonosc.osc_message_builder import build_msg

from renderer.core.errors import UsageError
from renderer.show import osc as osc_door
from renderer.show.input.instrument import Change, Instrument
from renderer.show.input.osc_input import OscSource
from renderer.show.input.refusals import MINUTE, Refusals
from renderer.show.osc import BUDGET, EACH, FETCH, MOST_WAITING, Listener, OscMessage


@pytest.fixture
def door():
    """Return ``door(**options)``: a source on a free port, and what sends to it."""
    opened = []

    def make(**options):
        source = OscSource(Listener("127.0.0.1", 0, **options))
        sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sender.connect(("127.0.0.1", source.listener.port))
        opened.extend([source, sender])
        return source, sender.send

    yield make
    for one in opened:
        one.close()


def test_a_place_that_is_gone_is_told_and_tried_until_it_is_back(monkeypatch):
    monkeypatch.setattr(osc_door, "AGAIN", 0.2)
    taken = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    taken.bind(("127.0.0.1", 0))
    port, heard = taken.getsockname()[1], []
    with pytest.raises(UsageError, match="name another port"):
        Listener("127.0.0.1", port)
    source = OscSource(Listener("127.0.0.1", port, late=heard.append))
    assert heard == [f"OSC cannot listen on 127.0.0.1:{port} (Address already in use); the show goes on without OSC, "
                     "and it is tried again"]  # fmt: skip
    assert (source.poll(0.0), source.listener.port, source.said(), len(heard)) == ([], port, "", 1)
    taken.close()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        found, until = [], time.monotonic() + 60
        while not found and time.monotonic() < until:
            sender.sendto(osc("/glow", 0.5), ("127.0.0.1", port))
            found = source.poll(0.0)
            time.sleep(0.01)
    assert [(event.address, event.value) for event in found] == [("/glow", 0.5)]
    assert heard[1:] == [f"OSC listens on 127.0.0.1:{port} again"]
    assert source.said().startswith(f"OSC {port}: ")
    source.close()


def osc(address, *values):
    return build_msg(address, list(values)).dgram


def bundle(*packets, tag=1):
    return b"#bundle\0" + struct.pack(">Q", tag) + b"".join(struct.pack(">i", len(p)) + p for p in packets)


def pairs(source, now=0.0):
    return [(event.address, event.value) for event in source.poll(now)]


def test_values_of_every_kind_reach_the_instrument(door):
    source, send = door()
    for packet in [osc("/a", 0.25), osc("/b", 7), osc("/c", True), osc("/d", False), osc("/e"), osc("/f", "silk"),
                   osc("/g", 0.25, 0.5), osc("/h", None), osc("/i", "x", 1.0)]:  # fmt: skip
        send(packet)
    assert pairs(source) == [("/a", 0.25), ("/b", 7.0), ("/c", 1.0), ("/d", 0.0), ("/e", 1.0), ("/f", "silk"),
                             ("/g", (0.25, 0.5))]  # fmt: skip


def test_the_latest_value_of_an_address_wins_and_presses_survive(door):
    source, send = door()
    for value in (0.1, 0.9, 0.5):
        send(osc("/knob", value))
    for value in (1.0, 0.0):
        send(osc("/pad", value))
    assert pairs(source) == [("/knob", 0.5), ("/pad", 1.0), ("/pad", 0.0)]


def test_it_counts_only_when_something_came_for_what_was_said_first_stands_for_seconds(door):
    source, send = door()
    assert source.said() == f"OSC {source.listener.port}: listening"
    send(osc("/knob", 0.5))
    source.poll(0.0)
    assert source.said() == f"OSC {source.listener.port}: 1 message"
    send(osc("/knob", 0.6))
    source.poll(0.0)
    assert source.said() == f"OSC {source.listener.port}: 2 messages"


def test_only_senders_that_were_named_are_heard(door):
    for senders, heard in ((frozenset({"127.0.0.1"}), 1), (frozenset({"192.168.1.20"}), 0), (frozenset(), 1)):
        source, send = door(senders=senders)
        send(osc("/a", 1.0))
        assert len(pairs(source)) == heard
        assert source.listener.refused == 1 - heard


def test_a_sender_that_is_no_address_is_refused_before_the_show():
    for name in ("bogus", "192.168.1", "192.168.1.300", ""):
        with pytest.raises(UsageError, match="no address to hear OSC from"):
            Listener("127.0.0.1", 0, frozenset({name}))


def test_tags_of_the_far_future_are_not_waited_for(door):
    source, send = door()
    builder = OscBundleBuilder(time.time() + 1e6)
    builder.add_content(build_msg("/a", [0.5]))
    send(builder.build().dgram)
    began = time.perf_counter()
    assert pairs(source) == [("/a", 0.5)]
    assert time.perf_counter() - began < 30.0  # and not a million seconds


def test_sculpting_hands_and_an_instrument_share_one_port(door):
    source, send = door()
    branch = source.listener.branch("/chorus/sculpt/")
    send(osc("/chorus/sculpt/undo"))
    send(osc("/chorus/param/glow", 0.5))
    assert pairs(source) == [("/chorus/param/glow", 0.5)]
    assert [message.address for _, message in branch.drain()] == ["/chorus/sculpt/undo"]
    assert [*branch.drain()] == []
    branch.refused += 1
    assert (branch.heard, branch.port, source.listener.refused) == (2, source.listener.port, 1)


def test_each_message_of_a_branch_counts_however_many_share_an_address(door):
    source, send = door()
    branch = source.listener.branch("/chorus/sculpt/")
    for i in range(9):
        send(osc("/chorus/sculpt/move", float(i)))
        send(osc("/chorus/param/glow", float(i)))
    assert pairs(source) == [("/chorus/param/glow", 8.0)]
    assert [message.values[0] for _, message in branch.drain()] == [*range(9)]


def test_where_each_message_counts_a_slow_hand_loses_none(door):
    source, send = door()
    for i in range(90):
        send(osc("/a", float(i)))
    seen, calls = [], 0
    while len(seen) < 90 and calls < 90:
        calls += 1
        for _, message in source.listener.drain():
            seen.append(message.values[0])
            until = time.thread_time() + EACH / 20
            while time.thread_time() < until:
                pass
    assert seen == [*range(90)]
    assert calls > 2


def test_a_branch_that_nobody_empties_stays_bounded():
    listener = Listener("127.0.0.1", 0)
    branch = listener.branch("/x/")
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    crowd = bundle(*[osc("/x/y")] * 200)
    for _ in range(60):
        sender.sendto(crowd, ("127.0.0.1", listener.port))
        assert [*listener.drain()] == []
    assert len(branch.waiting) == MOST_WAITING
    sender.close()
    listener.close()


ATTACKS = {
    "36 bytes of stars": b"/" + b"*" * 27 + b"\0\0\0\0,\0\0\0",
    "stars and letters": osc("/" + "*a" * 400), "braces": osc("/{" + "a," * 400 + "}"), "brackets": osc("/[a-z]" * 100),
    "negative element": bundle() + struct.pack(">i", -4),  # python-osc never returns from this one
    "a thousand empty elements": bundle() + b"\0" * 4000, "unknown types": b"/a\0\0," + b"Q" * 4000 + b"\0\0\0",
    "blobs of negative size": b"/a\0\0," + b"b" * 3000 + b"\0\0\0" + b"\xff\xff\xff\xfc" * 200,
    "latin": b"/\xff\xfe\0,\0\0\0", "half a surrogate": b"/\xed\xa0\x80\0\0\0\0,\0\0\0",
    "long address": b"/" + b"a" * 4095,
    "cut float": b"/a\0\0,f\0\0", "tags": b"/a\0\0,t\0\0" + b"\xff" * 8, "nan": osc("/a", float("nan")),
}  # fmt: skip


@pytest.mark.parametrize("packet", ATTACKS.values(), ids=ATTACKS)
def test_no_attack_costs_more_than_microseconds_nor_is_heard(packet):
    assert len(ATTACKS["36 bytes of stars"]) == 36
    costs = []
    for _ in range(30):
        began = time.thread_time()
        with pytest.raises(ValueError, match=r"."):
            parse_packet(packet)
        costs.append(time.thread_time() - began)
    assert min(costs) < 150e-6  # CPU of one core that another thread may share


def test_a_flood_takes_its_share_of_a_frame_and_what_is_meant_comes_through(door, session):
    source, send = door()
    said = []
    instrument = Instrument([source], say=said.append)
    costs, moved = [], 0
    for frame in range(40):
        for packet in ATTACKS.values():
            for _ in range(5):
                with suppress(OSError):
                    send(packet)
        send(osc("/chorus/param/glow", (frame % 5) / 5))
        began = time.process_time()
        session, changes = instrument.apply(session, instrument.poll(0.0), frame / 30, 0.0)
        costs.append(time.process_time() - began)
        moved += any(change.name == "glow" for change in changes)
    assert sorted(costs)[20] < 5 * (FETCH + BUDGET)
    assert moved > 0
    assert said == []
    assert source.listener.refused > 500


def test_what_comes_in_a_frame_is_played_in_that_frame(door, session):
    source, send = door()
    instrument = Instrument([source])
    send(osc("/chorus/param/glow", 1.0))
    _, changes = instrument.apply(session, instrument.poll(1.0), 0.0, 1.0)
    assert changes == (Change("glow", 4.0),)


word = st.text(st.characters(exclude_characters="\0*?[]{}", exclude_categories=["Cs"]), max_size=12)
number = st.floats(width=32, allow_nan=False, allow_infinity=False) | st.integers(-(2**31), 2**31 - 1)


@given(word, st.lists(number | st.booleans() | st.none() | word, max_size=16))

def test_our_parser_and_python_osc_agree_on_every_message(name, values):
    packet = build_msg("/" + name, values).dgram
    theirs = TheirMessage(packet)
    assert parse_packet(packet) == (OscMessage(theirs.address, tuple(theirs.params)),)


def test_a_message_that_cannot_be_read_spoils_neither_its_bundle_nor_what_came_before_it(door):
    source, send = door()
    blob = b"/meta\0\0\0,b\0\0" + struct.pack(">i", 4) + b"abcd"
    send(bundle(osc("/knob", 0.75), blob, osc("/gl*", 1.0), osc("/knob", float("nan"))))
    assert pairs(source) == [("/knob", 0.75)]
    assert (source.listener.heard, source.listener.refused) == (1, 3)
    send(osc("/knob", 0.25))
    for _ in range(3):
        send(b"/knob\0\0\0,b\0\0" + struct.pack(">i", 4) + b"abcd")
    assert pairs(source) == [("/knob", 0.25)]


def test_an_impulse_is_a_press_and_a_blob_is_none(door):
    source, send = door()
    send(b"/go\0,I\0\0")
    send(b"/no\0,b\0\0" + struct.pack(">i", 4) + b"abcd")
    assert pairs(source) == [("/go", 1.0)]


def test_what_the_port_refuses_is_told_each_kind_at_once_and_then_once_a_minute(door):
    source, send = door()
    said = []
    source._refusals = Refusals(said.append, 0)
    here = f"OSC {source.listener.port}: 127.0.0.1"

    def hears(packet, now, count=1):
        for _ in range(count):
            send(packet)
            source.poll(now)
        return said[-1]

    assert hears(b"hello", 0.0) == f"{here} sent what is no OSC message that can be played"
    hears(b"hello", 1.0, 20)
    assert hears(osc("/i", "x", 1.0), 2.0) == (
        f"{here} sends '/i' what cannot be played together (20 more were refused meanwhile)")
    hears(osc("/i", "x", 1.0), 3.0, 5)
    assert len(said) == 2
    assert hears(osc("/j", "x", 1.0), 2.0 + MINUTE) == (
        f"{here} sends '/j' what cannot be played together (5 more were refused meanwhile)")
    assert hears(b"/x\0\0,N\0\0", 3.0 + MINUTE) == f"{here} sends '/x' nil, which cannot be played"
    stranger, tell = door(senders=frozenset({"192.168.1.20"}))
    stranger._refusals = Refusals(said.append, 0)
    tell(osc("/a", 1.0))
    stranger.poll(0.0)
    assert said[-1].endswith("127.0.0.1 is not among those that OSC is heard from, and is not heard")
