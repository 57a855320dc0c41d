"""Packets of OSC: what cannot be read spoils nothing beside it, and each type that OSC requires is read or skipped."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osc_read import parse_packet, read_packet
from pythonosc.osc_message import OscMessage as TheirMessage
from pythonosc.osc_message_builder import OscMessageBuilder, build_msg

from renderer.show.osc_packet import DEPTH, LONGEST, MOST_VALUES, OscMessage


def text(words):
    raw = words.encode() + b"\0"
    return raw + b"\0" * (-len(raw) % 4)


def message(address, types="", data=b""):
    return text(address) + text("," + types) + data


def bundle(*packets, tag=1):
    return b"#bundle\0" + struct.pack(">Q", tag) + b"".join(struct.pack(">i", len(p)) + p for p in packets)


def deep(levels, packet):
    for _ in range(levels):
        packet = bundle(packet)
    return packet


FLOAT = struct.pack(">f", 0.75)
GLOW = message("/glow", "f", FLOAT)
HEARD = OscMessage("/glow", (0.75,))
UNREADABLE = {
    "only a blob": message("/meta", "b", struct.pack(">i", 4) + b"abcd"),
    "only a time": message("/meta", "t", b"\0" * 8),
    "only a colour": message("/meta", "r", b"abcd"),
    "only MIDI": message("/meta", "m", b"\0\x90\x3c\x40"),
    "a pattern": message("/gl*", "f", FLOAT), "a brace": message("/{glow,b}", "f", FLOAT),
    "an unknown type": message("/glow", "fQ", FLOAT),
    "too many values": message("/glow", "f" * (MOST_VALUES + 1), FLOAT * (MOST_VALUES + 1)),
    "NaN": message("/glow", "f", struct.pack(">f", float("nan"))),
    "infinity": message("/glow", "d", struct.pack(">d", float("inf"))),
    "Latin-1 in a text": message("/glow", "s", b"\xe4\xf6\0\0"), "Latin-1 in the address": b"/\xe4\0\0,\0\0\0",
    "cut float": message("/glow", "f", b"\0\0"), "cut blob": message("/glow", "fb", FLOAT + struct.pack(">i", 9)),
    "negative blob": message("/glow", "fb", FLOAT + b"\xff\xff\xff\xfc"),
    "text without end": message("/glow", "s", b"abcd"), "no address": b"abc\0",
    "no types": b"/glow\0\0\0f\0\0\0" + FLOAT,
    "open array": message("/glow", "[f", FLOAT), "closed array": message("/glow", "f]", FLOAT),
    "turned array": message("/glow", "]f[", FLOAT), "too deep": deep(DEPTH + 1, GLOW), "nothing": b"",
    "a cut bundle": b"#bundle\0\0\0\0\0",
}  # fmt: skip


@pytest.mark.parametrize("packet", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_drops_only_itself(packet):
    other = OscMessage("/b", (1,))
    one = message("/b", "i", struct.pack(">i", 1))

    assert read_packet(bundle(GLOW, packet, one)) == ((HEARD, other), 1)
    assert read_packet(bundle(packet, GLOW)) == read_packet(bundle(GLOW, packet)) == ((HEARD,), 1)
    assert read_packet(bundle(one, bundle(packet, GLOW), one)) == ((other, HEARD, other), 1)
    assert read_packet(bundle(*[packet] * 7, GLOW))[0] == (HEARD,)
    with pytest.raises(ValueError, match="no message that can be read"):
        parse_packet(packet)


@pytest.mark.parametrize("size", [b"\xff\xff\xff\xfc", b"\x7f\xff\xff\xff", struct.pack(">i", 1000), b"\0\0"])
def test_before_the_place_where_a_bundle_is_cut_all_is_read(size):
    assert read_packet(bundle(GLOW, GLOW) + size + GLOW) == ((HEARD, HEARD), 1)
    assert read_packet(bundle(bundle(GLOW) + size, GLOW)) == ((HEARD, HEARD), 1)


def test_what_is_long_beside_it_costs_a_message_nothing():
    blob = message("/meta", "b", struct.pack(">i", 9000) + bytes(9000))
    faders = tuple(OscMessage(f"/fader/{number}", (0.75,)) for number in range(400))
    assert read_packet(bundle(GLOW, blob, GLOW)) == ((HEARD, HEARD), 1)
    assert read_packet(bundle(*[message(one.address, "f", FLOAT) for one in faders], GLOW)) == ((*faders, HEARD), 0)


def test_a_packet_that_is_too_long_is_one_loss_and_an_empty_bundle_none():
    assert read_packet(bundle(GLOW) + b"\0" * LONGEST) == ((), 1)
    assert read_packet(bundle()) == ((), 0)
    assert parse_packet(bundle()) == ()


BLOB = struct.pack(">i", 5) + b"abcde\0\0\0"
TYPES = {
    "I": (message("/a", "I"), ()), "fI": (message("/a", "fI", FLOAT), (0.75,)),
    "b": (message("/a", "bf", BLOB + FLOAT), (0.75,)), "t": (message("/a", "tf", b"\xff" * 8 + FLOAT), (0.75,)),
    "r": (message("/a", "rf", b"\xff" * 4 + FLOAT), (0.75,)), "m": (message("/a", "fm", FLOAT + b"\0" * 4), (0.75,)),
    "S": (message("/a", "S", text("silk")), ("silk",)), "c": (message("/a", "cf", b"\0\0\0A" + FLOAT), ("A", 0.75)),
    "no c": (message("/a", "cf", b"\0\0\xd8\0" + FLOAT), (0.75,)),
    "[]": (message("/a", "[ff]i", FLOAT * 2 + b"\0\0\0\1"), (0.75, 0.75, 1)),
    "[[]]": (message("/a", "[[T][f]]", FLOAT), (True, 0.75)), "[b]": (message("/a", "[bf]", BLOB + FLOAT), (0.75,)),
    "an unpadded blob": (message("/a", "fb", FLOAT + struct.pack(">i", 5) + b"abcde"), (0.75,)),
    "an empty blob": (message("/a", "bf", struct.pack(">i", 0) + FLOAT), (0.75,)),
    "16 in arrays": (message("/a", "[f]" * 15 + "f", FLOAT * 16), (0.75,) * 16),
}  # fmt: skip


@pytest.mark.parametrize(("packet", "values"), TYPES.values(), ids=TYPES)
def test_each_required_type_is_read_or_skipped_by_its_length(packet, values):
    assert read_packet(bundle(packet, GLOW)) == ((OscMessage("/a", values), HEARD), 0)


ARGUMENTS = st.one_of(
    st.tuples(st.just("b"), st.binary(max_size=11).filter(len)), st.tuples(st.just("r"), st.integers(0, 2**32 - 1)),
    st.tuples(st.just("m"), st.tuples(*[st.integers(0, 127)] * 4)),
    st.tuples(st.just("f"), st.floats(width=32, allow_nan=False, allow_infinity=False)),
    st.tuples(st.just("d"), st.floats(allow_nan=False, allow_infinity=False)),
    st.tuples(st.just("h"), st.integers(-(2**63), 2**63 - 1)), st.tuples(st.just("s"), st.text("abc", max_size=9)),
)  # fmt: skip


@given(st.lists(ARGUMENTS, max_size=8))
@settings(max_examples=150)
def test_python_osc_finds_the_same_values_where_we_skip_some(arguments):
    builder = OscMessageBuilder("/a")
    for kind, argument in arguments:
        builder.add_arg(argument, kind)
    packet = builder.build().dgram
    theirs = [value for (kind, _), value in zip(arguments, TheirMessage(packet).params, strict=True)
              if kind in "fdhs"]  # fmt: skip

    found, lost = read_packet(packet)
    assert (found, lost) == (((OscMessage("/a", tuple(theirs)),), 0) if theirs or not arguments else ((), 1))


def test_python_osc_finds_the_same_values_in_arrays():
    packet = build_msg("/a", [1, [2.5, ["x", True]], 3]).dgram

    assert TheirMessage(packet).params == [1, [2.5, ["x", True]], 3]
    assert parse_packet(packet) == (OscMessage("/a", (1, 2.5, "x", True, 3)),)


@given(st.lists(st.sampled_from([GLOW, *UNREADABLE.values()]), max_size=20))
@settings(max_examples=100)
def test_as_many_are_heard_as_can_be_read(parts):
    found, lost = read_packet(bundle(*parts)[:LONGEST])

    if len(bundle(*parts)) <= LONGEST:
        assert len(found) == sum(part == GLOW for part in parts)
        assert bool(lost) == (len(found) < len(parts))
