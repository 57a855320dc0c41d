"""A playlist reads no other file: not as a sound, not as a film, whatever it is called and however it begins."""

import os
import wave

import av
import pytest

from renderer.core.errors import DataError, UsageError
from renderer.core.media_file import PlaylistError, open_media
from renderer.output.codecs import container
from renderer.output.codecs.sound_file import open_sound
from renderer.output.reel import open_reel
from renderer.output.same_picture import same_drawn
from renderer.show.input.audio import audio_file

SDP = b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n"
MPD = b"""<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet>
<Representation id="0" mimeType="audio/wav"><BaseURL>secret.wav</BaseURL></Representation></AdaptationSet></Period>
</MPD>"""
LISTS = {
    "hls": b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nsecret.ts\n#EXT-X-ENDLIST\n",
    "endless hls": b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nsecret.ts\n",
    "hls with a mark": b"\xef\xbb\xbf#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nsecret.ts\n#EXT-X-ENDLIST\n",
    "concat": b"ffconcat version 1.0\nfile secret.wav\n", "dash": MPD, "rtp": SDP,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _here(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with wave.open("secret.wav", "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\x00\x20\x00\xe0" * 800)
    with av.open("secret.ts", "w") as made, av.open("secret.wav") as read:
        stream = made.add_stream("mp2", rate=48000, layout="mono")
        resampler = av.AudioResampler(format="s16", layout="mono", rate=48000, frame_size=1152)
        for frame in (*read.decode(audio=0), None):
            for one in resampler.resample(frame):
                made.mux(stream.encode(one))
        made.mux(stream.encode(None))


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("name", ["a.m3u8", "a.wav"])
def test_a_file_that_only_names_others_is_refused_and_none_of_those_is_read(tmp_path, name, kind):
    path = tmp_path / name
    path.write_bytes(LISTS[kind])
    words = "it is a playlist, which only names other files: name the one that holds it"
    with pytest.raises(PlaylistError, match=words), open_media(path):
        pass
    for read, error in ((open_sound, DataError), (audio_file, DataError), (open_reel, UsageError)):
        with pytest.raises(error, match=words):
            read(path)
    assert container.read(path) is None
    assert not same_drawn([(path, path)], "film", 1)


def test_no_other_file_is_opened_even_where_the_beginning_is_not_known(tmp_path, monkeypatch):
    monkeypatch.setattr("renderer.core.media_file._BEGINNINGS", (b"\0no",))
    monkeypatch.setattr("renderer.core.media_file._WITHIN", ())
    monkeypatch.setattr("renderer.core.media_file._FORMATS", set())
    for kind in ("hls", "concat", "dash", "rtp"):
        path = tmp_path / f"{kind}.wav"
        path.write_bytes(LISTS[kind])
        with pytest.raises((av.FFmpegError, ValueError)), open_media(path) as opened:
            next(opened.decode(audio=0))


def test_what_is_no_plain_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.wav")
    for path, words in ((tmp_path / "pipe.wav", "it is no file"), (tmp_path, "it is a folder")):
        with pytest.raises(DataError, match=words):
            open_sound(path)
        with pytest.raises(UsageError, match=words):
            open_reel(path)


def test_a_plain_sound_is_read(tmp_path):
    with open_media(tmp_path / "secret.wav") as opened:
        assert sum(frame.samples for frame in opened.decode(audio=0)) == 1600
