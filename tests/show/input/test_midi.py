"""MIDI over a real wire (mido's sockets), files that mido wrote, and a machine that has none."""

import struct
import sys
import time
from contextlib import suppress

import mido
import mido.sockets
import pytest
from desktop import CAP

from renderer.core.errors import DataError, UsageError
from renderer.show.input.event import Event, Null
from renderer.show.input.midi import LOOK, MidiPort, Ports, midi_file, midi_port


def shut(port):
    """Close a port with its files, which mido leaves to the collector."""
    if port is not None:
        port.close()
        for file in (port._rfile, port._wfile):
            with suppress(OSError):
                file.close()


class Wire:
    """A controller on a socket: there while it is plugged in."""

    def __init__(self):
        self.server = mido.sockets.PortServer("127.0.0.1", 0)
        self.place = self.server._socket.getsockname()
        self.out = self.port = None
        self.plug()

    def plug(self):
        self.out = mido.sockets.connect(*self.place)

    def unplug(self):
        shut(self.out)
        self.out = None

    @property
    def ports(self):
        def opened(_name):
            self.port = self.server.accept()
            return self.port

        return Ports(lambda: ["Pad 16:0"] if self.out else [], opened)

    def close(self):
        for one in (self.out, self.port):
            shut(one)
        self.server.close()


@pytest.fixture
def wire():
    made = Wire()
    yield made
    made.close()


def heard(port, now, count):
    """Poll until ``count`` events came."""
    events, until = [], time.perf_counter() + CAP
    while len(events) < count and time.perf_counter() < until:
        events += port.poll(now)
    return [(event.address, event.value) for event in events]


def test_what_is_played_is_heard(wire):
    port = MidiPort("Pad", wire.ports)
    port.poll(0.0)
    for message in [mido.Message("note_on", channel=9, note=36, velocity=127), mido.Message("clock"),
                    mido.Message("note_on", channel=9, note=36, velocity=0),
                    mido.Message("control_change", control=7, value=127),
                    mido.Message("pitchwheel", pitch=0), mido.Message("pitchwheel", pitch=8191),
                    mido.Message("pitchwheel", pitch=-8192), mido.Message("aftertouch", value=0),
                    mido.Message("program_change", program=5), mido.Message("sysex", data=[1, 2])]:  # fmt: skip
        wire.out.send(message)
    assert heard(port, 0.1, 8) == [
        ("/midi/10/note/36", 1.0), ("/midi/10/note/36", 0.0), ("/midi/1/cc/7", 1.0), ("/midi/1/pitch", 0.5),
        ("/midi/1/pitch", 1.0), ("/midi/1/pitch", 0.0), ("/midi/1/pressure", 0.0), ("/midi/1/program/5", 1.0),
    ]  # fmt: skip
    assert port.said() == "MIDI: Pad 16:0"
    port.close()


def test_a_device_that_is_unplugged_in_mid_note_lets_its_notes_go_and_plays_on_when_it_is_back(wire):
    port = MidiPort("", wire.ports)
    port.poll(0.0)
    for note in (60, 64, 67):
        wire.out.send(mido.Message("note_on", note=note, velocity=64))
    wire.out.send(mido.Message("note_off", note=64))
    assert len(heard(port, 0.1, 4)) == 4
    wire.unplug()
    assert sorted(heard(port, 0.2, 2)) == [("/midi/1/note/60", 0.0), ("/midi/1/note/67", 0.0)]
    assert port.said() == "MIDI: waiting for a device"
    assert port.poll(0.2 + LOOK) == []
    wire.plug()
    port.poll(0.3 + 2 * LOOK)
    wire.out.send(mido.Message("note_on", note=72))
    assert heard(port, 0.4 + 2 * LOOK, 1) == [("/midi/1/note/72", 64 / 127)]
    port.close()


def test_a_device_that_only_leaves_the_list_is_gone_too(wire):
    """As with ALSA: the port stays open, and is silent."""
    port = MidiPort("", wire.ports)
    port.poll(0.0)
    wire.out.send(mido.Message("note_on", note=60))
    assert len(heard(port, 0.1, 1)) == 1
    cable, wire.out = wire.out, None
    assert port.poll(LOOK / 2) == []
    assert port.poll(LOOK) == [Event(LOOK, "/midi/1/note/60", 0.0)]
    shut(cable)


def test_another_device_than_the_one_asked_for_is_told(wire):
    with pytest.raises(UsageError, match="no MIDI device 'Pad 17:0'; did you mean 'Pad 16:0'"):
        midi_port("Pad 17:0", wire.ports)


def test_a_driver_that_fails_is_a_device_that_is_not_there():
    def fails(*_):
        raise SystemError("no sequencer")

    port = midi_port("Pad", Ports(lambda: ["Pad"], fails))
    assert port.poll(0.0) == []
    port = midi_port("Pad", Ports(fails, fails))
    assert port.poll(0.0) == []
    assert port.said() == "MIDI: waiting for 'Pad'"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have MIDI")
def test_a_machine_without_a_sequencer_says_so_and_plays_on():
    source = midi_port()
    assert source.poll(0.0) == []
    assert isinstance(source, MidiPort) or "no MIDI on this machine" in source.said()
    assert isinstance(source, (MidiPort, Null))


@pytest.fixture
def written(tmp_path):
    """Return ``written(messages, ...)``: a real MIDI file."""

    def write(*tracks, **options):
        file = mido.MidiFile(**options)
        for messages in tracks:
            file.tracks.append(mido.MidiTrack(messages))
        file.save(tmp_path / "a.mid")
        return tmp_path / "a.mid"

    return write


def test_a_file_plays_at_its_exact_times_through_changes_of_tempo_and_over_tracks(written):
    tempo = [mido.MetaMessage("set_tempo", tempo=500_000), mido.MetaMessage("set_tempo", tempo=250_000, time=960)]
    notes = [mido.Message("note_on", note=60, velocity=127, time=480), mido.Message("note_off", note=60, time=960),
             mido.Message("control_change", control=1, value=127, time=1)]  # fmt: skip
    source = midi_file(written(tempo, notes, ticks_per_beat=480, type=1), since=10.0)
    assert source.poll(10.499) == []
    assert source.poll(10.5) == [Event(10.5, "/midi/1/note/60", 1.0)]
    rest = source.poll(99.0)
    # A beat of 0.5 s, one of 0.5 s that ends in the new tempo, half a beat of 0.25 s, and one tick of it.
    assert [event.time for event in rest] == pytest.approx([11.25, 11.25 + 0.25 / 480], abs=1e-9)
    assert source.poll(999.0) == []


def test_polled_frame_by_frame_no_note_is_lost_nor_early(written):
    messages = [mido.Message("note_on", note=i % 128, velocity=1, time=7) for i in range(2000)]
    source = midi_file(written(messages, ticks_per_beat=480), since=0.0)
    count = 0
    for frame in range(1000):
        for event in source.poll(frame / 30):
            assert (frame - 1) / 30 < event.time <= frame / 30
            count += 1
    assert count == 2000


def test_what_is_no_midi_file_is_a_sentence(written, tmp_path):
    good = written([mido.Message("note_on", note=60, time=1)] * 50)
    whole = good.read_bytes()
    cases = {"empty": (b"", "it is empty"), "text": (b"nothing of the kind", "begins with MThd"),
             "head only": (whole[:14], "no track in it"), "cut": (whole[:11], "cut within its header"),
             "no ticks": (whole[:12] + b"\0\0" + whole[14:], "0 ticks a beat"),
             "frames": (whole[:12] + struct.pack(">h", -26 * 256 + 4) + whole[14:], "26 a second with 4 ticks each"),
             "noise": (whole[:22] + b"\xff" * 40, "nothing in it plays: track 1 is cut")}  # fmt: skip
    for name, (content, reason) in cases.items():
        path = tmp_path / f"{name}.mid"
        path.write_bytes(content)
        with pytest.raises(DataError, match=rf"{name}\.mid: this MIDI file cannot be played: .*{reason}"):
            midi_file(path)
    with pytest.raises(DataError, match="no such file; name a"):
        midi_file(tmp_path / "none.mid")


def test_what_is_left_out_of_a_file_is_said_beside_what_plays(written):
    good = written([mido.MetaMessage("set_tempo", tempo=0), mido.Message("note_on", note=60, time=480)])
    whole = good.read_bytes()
    good.write_bytes(whole[:10] + b"\0\3" + whole[12:] + b"?" * 5)
    source = midi_file(good, since=0.0)

    assert source.poll(9.0) == [Event(0.5, "/midi/1/note/60", 64 / 127)]
    assert source.said() == ("a.mid: 1 of 1 events; 5 bytes of it belong to no track; its header says 3 tracks, and it "
                             "holds 1; 1 tempo of 0 left out")  # fmt: skip


def test_a_file_that_is_no_file_is_told(tmp_path):
    with pytest.raises(DataError, match="it is a folder"):
        midi_file(tmp_path)
