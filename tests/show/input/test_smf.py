"""MIDI files against mido where both read them, and against the specification where mido will not."""

import io
import random
import struct
from contextlib import suppress

import mido
import pytest

from renderer.show.input import smf
from renderer.show.input.smf import read_smf

NOTES = b"".join(b"\0\x90%c\x64\x60\x80%c\0" % (note, note) for note in (60, 61, 62, 63))
END = b"\0\xff\x2f\0"
HEARD = [(0.0, 60), (0.5, 60), (0.5, 61), (1.0, 61), (1.0, 62), (1.5, 62), (1.5, 63), (2.0, 63)]


def head(tracks=1, kind=1, division=96):
    return b"MThd" + struct.pack(">IHHH", 6, kind, tracks, division & 0xFFFF)


def chunk(events, size=None, name=b"MTrk"):
    return name + struct.pack(">I", len(events) if size is None else size) + events


def notes_of(content):
    """What plays, as seconds and keys, and what is said."""
    played = read_smf(content)
    return [(seconds, key) for seconds, _, key, _ in played.messages], played.notes


PLAIN = chunk(NOTES + END)


def with_first(event):
    return head() + chunk(b"\0" + event + NOTES + END)


SILENT = {
    "8 flats": b"\xff\x59\2\xf8\0", "mode 255": b"\xff\x59\2\0\xff", "a key of 1 byte": b"\xff\x59\1\0",
    "SMPTE of 3": b"\xff\x54\3\0\0\0", "SMPTE of rate 7": b"\xff\x54\5\xff\0\0\0\0",
    "time signature of 2": b"\xff\x58\2\4\2",
    "time signature of 2^255": b"\xff\x58\4\4\xff\x18\x08", "number of 1": b"\xff\0\1\1", "no channel": b"\xff\x20\0",
    "port of 0": b"\xff\x21\0", "unknown meta": b"\xff\x60\3abc", "meta above 127": b"\xff\xf0\1a",
    "text of any bytes": b"\xff\1\4\xff\xfe\x80\0", "sequencer": b"\xff\x7f\3\0\0\x41", "sysex": b"\xf0\3\x7e\x09\xf7",
    "sysex with high bytes": b"\xf0\3\xff\xff\xf7", "escape": b"\xf7\2\xf3\1", "song select": b"\xf3\1",
    "song position": b"\xf2\1\1", "clock": b"\xf8", "tune": b"\xf6", "pressure of a key": b"\xa0\x3c\1",
    "end of another": b"\xff\x2e\0", "an empty text": b"\xff\1\0",
}  # fmt: skip


@pytest.mark.parametrize("event", SILENT.values(), ids=SILENT)
def test_what_plays_nothing_silences_nothing(event):
    played = read_smf(with_first(event))

    assert [(seconds, key) for seconds, status, key, _ in played.messages if status < 0xA0] == HEARD
    assert played.notes == ()


@pytest.mark.parametrize(("event", "note"), [
    (b"\xff\x51\3\0\0\0", "1 tempo of 0 left out"), (b"\xff\x51\2\7\xa1", "1 tempo of 2 bytes instead of 3 left out"),
    (b"\xff\x51\0\0\xff\x51\0", "2 tempos of 0 bytes instead of 3 left out"),
    (b"\x90\xbc\x40", "1 message with a byte above 127 left out"),
    (b"\xc0\xff", "1 message with a byte above 127 left out"),
])  # fmt: skip
def test_what_would_play_but_cannot_is_left_out_and_said(event, note):
    assert notes_of(with_first(event)) == (HEARD, (note,))


def test_a_tempo_that_is_longer_than_it_needs_is_one():
    assert notes_of(with_first(b"\xff\x51\4\x07\xa1\x20\0")) == (HEARD, ())
    slower = notes_of(with_first(b"\xff\x51\4\x0f\x42\x40\0"))[0]
    assert slower == [(2 * seconds, key) for seconds, key in HEARD]


@pytest.mark.parametrize("says", [0, 1, 2, 65535])
@pytest.mark.parametrize("holds", [1, 3])
def test_all_tracks_that_are_there_play_whatever_the_header_says(says, holds):
    heard, notes = notes_of(head(says) + PLAIN * holds)

    assert len(heard) == 8 * holds
    assert heard[-1] == (2.0, 63)
    assert notes == (() if says == holds else
                     (f"its header says {says:,} track{'s' * (says != 1)}, and it holds {holds}",))  # fmt: skip


CHUNKS = {
    "too long to the end": (chunk(NOTES + END, 9999), "track 1 says it has 9,999 bytes, and has 36"),
    "too long by 1": (chunk(NOTES + END, 37), "track 1 says it has 37 bytes, and has 36"),
    "too short": (chunk(NOTES + END, 20), "track 1 says it has 20 bytes, and has 36"),
    "too short within an event": (chunk(NOTES + END, 22), "track 1 says it has 22 bytes, and has 36"),
    "of no bytes": (chunk(NOTES + END, 0), "track 1 says it has 0 bytes, and has 36"),
    "without an end": (chunk(NOTES), ""),
    "more after its end": (chunk(NOTES + END + NOTES), "32 bytes after the end of"),
    "cut after its last note": (chunk(NOTES, 40), "track 1 is cut: it plays as far as it is there"),
    "cut in a time": (chunk(NOTES + b"\x81", 40), "track 1 is cut"),
    "cut in an event": (chunk(NOTES + b"\0\x90\x40", 40), "track 1 is cut"),
    "beyond its end": (chunk(b"\0\xff\1\0" + NOTES + b"\0\xff\x51\x90\x90"),
                       "track 1 breaks off at byte 58 of the file (an event goes"),
    "a time of 5 bytes": (chunk(NOTES + b"\x80\x80\x80\x80\0\x90\x40\x40"),
                          "breaks off at byte 54 of the file (a number of more than 4"),
}  # fmt: skip


@pytest.mark.parametrize(("track", "note"), CHUNKS.values(), ids=CHUNKS)
def test_the_length_of_a_track_is_held_against_what_is_there(track, note):
    heard, notes = notes_of(head() + track)

    assert heard == HEARD
    assert len(notes) == bool(note)
    assert note in "".join(notes)


def test_a_track_that_swallows_the_next_gives_it_back():
    for size in (10, 36 + 44, 9999):
        heard, notes = notes_of(head(2) + chunk(NOTES + END, size) + PLAIN)
        assert len(heard) == 16
        assert notes == (f"track 1 says it has {size:,} bytes, and has 36",)


def test_data_before_any_status_end_a_track_and_the_others_play():
    heard, notes = notes_of(head(2) + chunk(b"\0\x3c\x64" + END) + PLAIN)

    assert heard == HEARD
    assert notes == ("track 1 breaks off at byte 22 of the file (data of no message), and its rest is left out",)


def test_a_status_runs_on_after_what_is_no_message_of_a_channel():
    for between in (b"\xf0\2\x7e\xf7", b"\xff\1\1a", b"\xf8", b"\xf3\1"):
        heard, notes = notes_of(head() + chunk(b"\0\x90\x3c\x64\x60" + between + b"\0\x3c\0\0\x3e\x64" + END))
        assert (heard, notes) == ([(0.0, 60), (0.5, 60), (0.5, 62)], ())


@pytest.mark.parametrize(("before", "notes"), [
    (b"RIFF\0\0\0\0RMIDdata\0\0\0\0", ()), (bytes(128), ("128 bytes stand before its header",)),
])  # fmt: skip
def test_a_file_within_another_is_opened(before, notes):
    assert notes_of(before + head() + PLAIN) == (HEARD, notes)


def test_chunks_of_others_are_skipped_and_what_is_none_is_said():
    own = chunk(b"anything", name=b"XFIH")
    assert notes_of(head(2) + own + PLAIN + own + PLAIN + own)[1] == ()
    assert notes_of(head(1) + PLAIN + bytes(7)) == (HEARD, ())  # filled up
    assert notes_of(head(2) + b"\1\2\3" + PLAIN + b"???" + PLAIN)[1] == ("3 bytes of it belong to no track",) * 2
    assert notes_of(head(1) + chunk(b"", 1 << 30, b"XFIH") + PLAIN) == (HEARD, ("8 bytes of it belong to no track",))


def test_a_header_that_says_a_wrong_length_is_the_header():
    longer = b"MThd" + struct.pack(">IHHH", 9, 1, 1, 96) + b"abc" + PLAIN
    for content in (longer, head()[:7] + b"\xff" + head()[8:] + PLAIN, head()[:7] + b"\0" + head()[8:] + PLAIN):
        assert notes_of(content) == (HEARD, ())


@pytest.mark.parametrize(("rate", "frames"), [(24, 24.0), (25, 25.0), (29, 30000 / 1001), (30, 30.0)])
def test_times_in_film_frames_are_times_and_no_tempo_moves_them(rate, frames):
    content = head(division=(256 - rate) << 8 | 40) + chunk(b"\0\xff\x51\3\1\0\0" + NOTES + END)

    assert [seconds for seconds, _ in notes_of(content)[0]] == pytest.approx(
        [96 * part / (frames * 40) for part in (0, 1, 1, 2, 2, 3, 3, 4)])


def test_types_are_what_they_say():
    assert notes_of(head(kind=2) + PLAIN) == notes_of(head(kind=0) + PLAIN) == (HEARD, ())
    assert notes_of(head(kind=7) + PLAIN)[1] == ("it says to be of type 7, which is unknown, and is played as type 1",)
    with pytest.raises(ValueError, match=r"2 patterns that are not meant to play together \(type 2\)"):
        read_smf(head(2, kind=2) + PLAIN * 2)


def test_a_file_without_notes_is_one_and_one_of_which_nothing_is_left_is_none():
    assert read_smf(head() + chunk(END)) == ([], ())
    with pytest.raises(ValueError, match="nothing in it plays: 1 message with a byte above 127 left out"):
        read_smf(head() + chunk(b"\0\x90\xff\xff" + END))


def test_a_file_has_no_endless_events_or_tracks(monkeypatch):
    monkeypatch.setattr(smf, "MOST_EVENTS", 100)
    for events in (b"\0\xf8" * 101, NOTES * 13, b"\0\xff\1\0" * 101):
        with pytest.raises(ValueError, match="more than 100 events"):
            read_smf(head() + chunk(events))
    with pytest.raises(ValueError, match="more than 100 events"):
        read_smf(head(20) + PLAIN * 12)
    monkeypatch.setattr(smf, "_MOST_TRACKS", 5)
    with pytest.raises(ValueError, match="or 5 tracks"):
        read_smf(head(6) + chunk(b"") * 6)


def some(rng):
    """A file of ``mido``, of every kind of event."""
    file = mido.MidiFile(type=1, ticks_per_beat=rng.choice([1, 24, 96, 480, 32767]))
    for _ in range(rng.randint(1, 4)):
        track = mido.MidiTrack()
        for _ in range(rng.randint(0, 40)):
            at, channel = rng.choice([0, 1, 127, 128, 5000, 300000]), rng.randrange(16)
            track.append(rng.choice([
                mido.Message("note_on", channel=channel, note=rng.randrange(128), velocity=rng.randrange(128), time=at),
                mido.Message("note_off", channel=channel, note=rng.randrange(128), time=at),
                mido.Message("control_change", channel=channel, control=7, value=rng.randrange(128), time=at),
                mido.Message("program_change", channel=channel, program=rng.randrange(128), time=at),
                mido.Message("aftertouch", channel=channel, value=rng.randrange(128), time=at),
                mido.Message("polytouch", channel=channel, note=3, value=rng.randrange(128), time=at),
                mido.Message("pitchwheel", channel=channel, pitch=rng.randint(-8192, 8191), time=at),
                mido.Message("sysex", data=[1, 2, 3], time=at), mido.MetaMessage("text", text="a" * 200, time=at),
                mido.MetaMessage("set_tempo", tempo=rng.choice([1, 250000, 0xFFFFFF]), time=at),
                mido.MetaMessage("key_signature", key="Cb", time=at),
            ]))  # fmt: skip
        file.tracks.append(track)
    out = io.BytesIO()
    file.save(file=out)
    return out.getvalue()


@pytest.mark.parametrize("seed", range(25))
def test_mido_hears_the_same_at_the_same_times(seed):
    content = some(random.Random(seed))
    theirs, now = [], 0.0
    for message in mido.MidiFile(file=io.BytesIO(content)):
        now += message.time
        if not message.is_meta and message.type != "sysex":
            theirs.append((now, message.bytes()))
    played = read_smf(content)

    assert played.notes == ()
    assert [seconds for seconds, *_ in played.messages] == pytest.approx([at for at, _ in theirs], rel=1e-9, abs=1e-9)
    assert [list(raw) if raw[0] >> 4 not in (12, 13) else list(raw[:2]) for _, *raw in played.messages] == [
        raw for _, raw in theirs]


def test_no_bytes_raise_anything_else():
    rng = random.Random(1)
    bases = [some(rng), with_first(b"\xff\x59\2\xf8\0"), head(2) + PLAIN * 2]
    for _ in range(300):
        content = bytearray(rng.choice(bases))
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(content) or 1)
            content[at : at + rng.randint(0, 5)] = rng.randbytes(rng.randint(0, 5))
        with suppress(ValueError):
            played = read_smf(bytes(content))
            assert all(seconds >= 0 for seconds, *_ in played.messages)
