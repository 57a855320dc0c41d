"""Sounds whose beats, beginnings and levels are known, as arrays and as files that numpy wrote."""

import wave

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.show.input.analysis import PULSE, SoundAnalyser
from renderer.show.input.audio import RATE, Microphone, audio_device, audio_file, drummer, drums
from renderer.show.input.event import Null
from renderer.show.input.tempo import beats_per_minute

RNG = np.random.default_rng(12)
BEGINNING = RNG.bit_generator.state


@pytest.fixture(autouse=True)
def alone():
    """A test's sounds are its own, whatever ran before."""
    RNG.bit_generator.state = BEGINNING


def hit(kind, rate):
    """One strike of 0.1 s."""
    t = np.arange(round(0.1 * rate)) / rate
    return {
        "click": lambda: 0.8 * (t == 0.0),
        "burst": lambda: 0.7 * np.sin(2 * np.pi * 1000 * t) * np.exp(-t / 0.01),
        "kick": lambda: 0.8 * np.sin(2 * np.pi * 60 * t) * np.exp(-t / 0.02),
        "snare": lambda: 0.4 * RNG.normal(size=len(t)) * np.exp(-t / 0.02) * np.minimum(1.0, t / 0.003),
    }[kind]()


def track(times, kind="click", rate=RATE, seconds=None, noise=0.0):
    """Samples in which ``kind`` is struck at ``times`` (s)."""
    length = round((max(times) + 0.3 if seconds is None else seconds) * rate)
    sound = RNG.normal(0.0, noise, length) if noise else np.zeros(length)
    for time in times:
        at, strike = round(time * rate), hit(kind, rate)
        sound[at : at + len(strike)] += strike[: length - at]
    return sound


def onsets(events):
    return np.array([event.time for event in events if event.address == "/audio/onset" and event.value > 0.0])


def levels(events, address):
    return [event.value for event in events if event.address == address]


@pytest.mark.parametrize("noise", [0.0, 0.003])
@pytest.mark.parametrize("kind", ["click", "burst", "kick", "snare"])
@pytest.mark.parametrize("rate", [22050, 44100, 48000, 96000])
def test_every_beginning_is_found_within_20_ms_and_nothing_else(rate, kind, noise):
    times = np.cumsum(RNG.uniform(0.15, 0.7, 20)) + 0.2
    found = onsets(SoundAnalyser(rate).hear(track(times, kind, rate, noise=noise)))
    found = found[found > 0.15]  # noise itself begins
    assert len(found) == len(times)
    assert abs(found - times).max() < 0.020


@pytest.mark.parametrize("bpm", [60.0, 72.5, 90.0, 100.5, 120.0, 128.0, 140.0, 174.0, 190.0])
def test_the_tempo_is_within_one_beat_a_minute(bpm):
    analyser = SoundAnalyser(RATE)
    events = analyser.hear(track(np.arange(0.3, 12.0, 60.0 / bpm), "burst", noise=0.001))
    assert abs(analyser.bpm - bpm) < 0.15
    assert abs(40 + 160 * levels(events, "/audio/tempo")[-1] - bpm) < 1.0


@pytest.mark.parametrize("bpm", [61.3, 97.0, 133.7, 173.0])
def test_a_player_who_wavers_has_the_tempo_of_the_whole(bpm):
    """Onsets 15 ms off either way, each in one window of 10 ms."""
    errors = []
    for seed in range(20):
        strength, beats = np.zeros(800), np.arange(0.2, 7.9, 60.0 / bpm)
        played = beats + np.random.default_rng(seed).uniform(-0.015, 0.015, len(beats))
        strength[np.rint(played / 0.01).astype(int)] = 1.0
        errors.append(abs(beats_per_minute(strength, 0.01) - bpm))
    assert np.nanmedian(errors) < 0.3


def test_a_beat_with_weaker_eighths_keeps_its_tempo():
    beats = np.arange(0.3, 12.0, 60.0 / 110.0)
    sound = track(beats, "kick", seconds=12.5) + 0.2 * track(beats + 30.0 / 110.0, "snare", seconds=12.5)
    analyser = SoundAnalyser(RATE)
    analyser.hear(sound)
    assert abs(analyser.bpm - 110.0) < 1.0


def test_where_there_is_no_beat_there_is_no_tempo_and_no_onset():
    for sound in (np.zeros(8 * RATE), np.sin(np.arange(8 * RATE) * 0.06), RNG.normal(0.0, 0.1, 8 * RATE)):
        analyser = SoundAnalyser(RATE)
        events = analyser.hear(sound)
        assert np.isnan(analyser.bpm)
        assert len(onsets(events)) <= 1  # that it begins at all
    assert np.isnan(beats_per_minute(np.zeros(800), 0.01))
    assert np.isnan(beats_per_minute(np.array([]), 0.01))


@pytest.mark.parametrize(("frequency", "band"), [(100.0, "low"), (1000.0, "mid"), (8000.0, "high")])
@pytest.mark.parametrize("decibels", [0.0, -20.0, -40.0])
def test_a_sine_is_as_loud_as_it_is_in_its_own_band_alone(frequency, band, decibels):
    time = np.arange(2 * RATE) / RATE
    events = SoundAnalyser(RATE).hear(10 ** (decibels / 20) * np.sin(2 * np.pi * frequency * time))
    rms = decibels - 10 * np.log10(2.0)
    for name in ("low", "mid", "high"):
        level = levels(events, f"/audio/{name}")[-1]
        assert level == pytest.approx(1 + rms / 60, abs=0.01) if name == band else level < 0.25


def test_a_band_rises_at_once_and_falls_slowly():
    time = np.arange(RATE) / RATE
    events = SoundAnalyser(RATE).hear(np.concatenate([np.sin(2 * np.pi * 1000 * time), np.zeros(RATE)]))
    mid = levels(events, "/audio/mid")
    assert mid[5] > 0.8
    assert 0.5 < mid[109] / mid[99] < 0.99
    assert mid[-1] < 0.02


def test_however_the_samples_are_cut_the_events_are_the_same():
    sound = track([0.2, 0.5, 0.9], "burst", noise=0.01)
    whole = SoundAnalyser(RATE).hear(sound)
    analyser, pieces = SoundAnalyser(RATE), []
    for chunk in np.array_split(sound, np.sort(RNG.integers(0, len(sound), 200))):
        pieces += analyser.hear(chunk)
    assert [(e.time, e.address) for e in pieces] == [(e.time, e.address) for e in whole]
    np.testing.assert_allclose([e.value for e in pieces], [e.value for e in whole], atol=1e-12)


def test_an_onset_is_a_press_and_its_release():
    events = SoundAnalyser(RATE).hear(track([0.3], "click", seconds=1.0))
    (at, strength), (over, zero) = [(e.time, e.value) for e in events if e.address == "/audio/onset"]
    assert 0.0 < strength <= 1.0
    assert zero == 0.0
    assert PULSE <= over - at < PULSE + 0.05


def test_samples_that_are_none_are_silence():
    wrong = np.full(RATE, np.nan)
    wrong[::3] = np.inf
    assert all(np.isfinite(event.value) for event in SoundAnalyser(RATE).hear(wrong))


@pytest.fixture
def wav(tmp_path):
    """Return ``wav(samples, ...)``: a real WAV file of 16 bits."""

    def write(sound, rate=RATE, channels=1, name="a.wav"):
        with wave.open(str(tmp_path / name), "wb") as file:
            file.setnchannels(channels)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(np.repeat((np.clip(sound, -1, 1) * 32767).astype("<i2"), channels).tobytes())
        return tmp_path / name

    return write


def polled(source, seconds, fps=30, start=0.0):
    """Poll ``source`` frame by frame; no event may come before it is due, nor a frame late."""
    events = []
    for frame in range(int(seconds * fps)):
        now = start + frame / fps
        fresh = source.poll(now)
        assert all(now - 1 / fps - 1e-9 <= event.time <= now for event in fresh)
        events += fresh
    return events


@pytest.mark.parametrize(("rate", "channels"), [(44100, 1), (48000, 2), (8000, 1)])
def test_a_file_is_heard_at_its_times_and_onsets_come_in_their_frame(wav, rate, channels):
    times = np.arange(0.5, 6.0, 0.5) + 0.013
    source = audio_file(wav(track(times, "burst", rate), rate, channels), since=100.0)
    events = polled(source, 7.0, start=100.0)
    assert abs(onsets(events) - 100.0 - times).max() < 0.020
    assert "120 beats a minute" in source.said()
    assert "(ended)" in source.said()


def test_a_show_that_was_late_catches_up_in_bounded_steps(wav):
    source = audio_file(wav(track(np.arange(0.5, 12.0, 0.5))), since=0.0)
    counts = [len(onsets(source.poll(60.0))) for _ in range(4)]
    assert sum(counts) == 23
    assert max(counts) <= 10


def test_a_file_that_is_no_sound_says_so_and_a_cut_one_plays_to_its_cut(wav, tmp_path):
    whole = wav(track([0.5, 1.0, 1.5])).read_bytes()
    for name, content in {"empty": b"", "text": b"no sound" * 99, "head": whole[:20]}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(DataError, match="no sound can be read from this file"):
            audio_file(tmp_path / name)
    with pytest.raises(DataError, match="no such file"):
        audio_file(tmp_path / "none")
    (tmp_path / "cut.wav").write_bytes(whole[: len(whole) * 2 // 3])
    assert len(onsets(polled(audio_file(tmp_path / "cut.wav", 0.0), 2.0))) == 2


def test_a_film_without_sound_says_so(tmp_path):
    import av

    with av.open(str(tmp_path / "a.mp4"), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 16
        container.mux(stream.encode(av.VideoFrame(16, 16, "yuv420p")))
        container.mux(stream.encode(None))
    with pytest.raises(DataError, match="no sound can be read"):
        audio_file(tmp_path / "a.mp4")


def test_the_drummer_is_the_same_for_a_seed_however_he_is_cut_and_keeps_time():
    whole = drums(7, 126.0, 0, 3 * RATE)
    pieces = [drums(7, 126.0, at, 1000) for at in range(0, 3 * RATE, 1000)]
    np.testing.assert_allclose(np.concatenate(pieces)[: len(whole)], whole, atol=1e-7)
    assert abs(drums(8, 126.0, 0, 3 * RATE) - whole).max() > 0.05
    assert drums(7, 126.0, 5, 0).shape == (0,)
    source = drummer(7, 126.0, since=0.0)
    polled(source, 10.0)
    assert abs(source.analyser.bpm - 126.0) < 1.0


def test_a_machine_without_sound_plays_on():
    source = audio_device()
    assert source.poll(0.0) == []
    assert isinstance(source, Microphone) or "the show goes on" in source.said()
    assert isinstance(source, (Null, Microphone))
    source.close()


class Wire:
    """A stream whose blocks a test brings, as PortAudio's thread would."""

    samplerate = float(RATE)

    def __init__(self, device, channels, callback):
        assert (device, channels) == (None, 1)
        self.bring, self.closed = callback, False

    def start(self):
        pass

    def close(self):
        self.closed = True


def test_a_device_is_heard_and_lets_go_when_it_falls_silent():
    source = Microphone(Wire)
    sound = np.sin(np.arange(RATE) * 2 * np.pi * 1000 / RATE).astype(np.float32)
    for block in np.array_split(sound, 100):
        source._stream.bring(block[:, None], len(block), None, None)
    events = source.poll(50.0)
    assert levels(events, "/audio/mid")[-1] > 0.9
    assert {event.time for event in events} == {50.0}
    assert source.poll(50.5) == []
    assert [(e.address, e.value) for e in source.poll(51.1)] == [
        ("/audio/low", 0.0), ("/audio/mid", 0.0), ("/audio/high", 0.0), ("/audio/onset", 0.0)]  # fmt: skip
    assert "(silent)" in source.said()
    assert source.poll(53.0) == []
    source.close()
    assert source._stream.closed
