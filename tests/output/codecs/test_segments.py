"""Segments that are joined are one film: its pictures, times and tags, of every codec; nothing is coded twice."""

from fractions import Fraction

import av
import numpy as np
import pytest

from renderer.core.errors import EncodeError
from renderer.output.codecs import segments
from renderer.output.codecs.encoders import CODECS
from renderer.output.codecs.segments import join
from renderer.output.film import open_film
from renderer.output.film_parts import FilmParts
from renderer.output.formats import choose

FPS = Fraction(24000, 1001)
WAYS = [("a.mp4", "h264", 8, False), ("a.mp4", "h265", 10, False), ("a.mp4", "av1", 8, False),
        ("a.mov", "prores", 10, True), ("a.mov", "prores-hq", 10, False), ("a.mov", "h264", 8, False),
        ("a.webm", "vp9", 8, True), ("a.webm", "av1", 10, False)]  # fmt: skip


def pictures(count, swirl, depth, alpha):
    for index in range(count):
        picture = swirl(index, 64, 36)
        if alpha:
            picture = np.dstack([picture, picture[..., 0]])
        yield picture if depth == 8 else picture.astype(np.uint16) * 257


def read(path):
    """Return every decoded picture of a film, and the places of its packets in the order of their decoding."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        packets = [packet for packet in container.demux(stream) if packet.size]
        places = [round(float(packet.pts * packet.time_base * FPS)) for packet in packets]
        decoding = [packet.dts for packet in packets]
        assert decoding == sorted(set(decoding))
        assert all(packet.dts <= packet.pts for packet in packets)
        container.seek(0)
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(stream)], places


def film(path, made, length, codec=None, depth=None, alpha=False):
    parts = FilmParts(path, length, "a job", len(made)).open()
    with open_film(path, made[0].shape[1::-1], FPS, choice=choose(path, depth, codec), alpha=alpha, parts=parts) as out:
        for picture in made:
            out.write(picture)
    return parts


@pytest.mark.parametrize(("name", "codec", "depth", "alpha"), WAYS)
def test_the_film_is_its_segments_one_after_the_other(tmp_path, swirl, name, codec, depth, alpha):
    path = tmp_path / name
    parts = film(path, list(pictures(11, swirl, depth, alpha)), 5, codec, depth, alpha)
    assert [one.frames for one in parts.segments.values()] == [5, 5, 1]
    shown, places = read(path)
    assert sorted(places) == list(range(11))
    alone = [frame for number in range(3) for frame in read(parts.file(number))[0]]
    np.testing.assert_array_equal(np.stack(shown), np.stack(alone))
    expected = np.stack([swirl(index, 64, 36) for index in range(11)])
    assert np.abs(np.stack(shown).astype(int) - expected).mean() < 6


def test_where_segments_are_cut_changes_the_coding_and_neither_number_nor_time(tmp_path, swirl):
    made = list(pictures(9, swirl, 8, False))
    one, many = tmp_path / "one.mp4", tmp_path / "many.mp4"
    film(one, made, 9)
    film(many, made, 2)
    assert sorted(read(one)[1]) == sorted(read(many)[1]) == list(range(9))
    with av.open(str(one)) as first, av.open(str(many)) as second:
        assert first.duration == second.duration


def test_decoding_times_leave_room_for_the_slowest_segment(tmp_path, swirl):
    parts = film(tmp_path / "a.mp4", list(pictures(13, swirl, 8, False)), 12)
    assert [one.delay for one in parts.segments.values()][1] == 0
    assert parts.segments[0].delay > 0  # it has pictures that hang on later ones, and the other is one picture
    assert sorted(read(tmp_path / "a.mp4")[1]) == list(range(13))


def test_a_segment_that_does_not_decode_to_what_was_meant_is_not_kept(tmp_path, swirl, monkeypatch):
    real = segments.verify_segment

    def damaged(path, *rest):
        content = bytearray(path.read_bytes())
        at = content.index(b"mdat") + 40
        content[at : at + 400] = bytes(400)
        path.write_bytes(content)
        return real(path, *rest)

    monkeypatch.setattr(segments, "verify_segment", damaged)
    with pytest.raises(EncodeError, match=r"a\.mov was encoded but does not read back right: .*It was not kept"):
        film(tmp_path / "a.mov", list(pictures(3, swirl, 10, False)), 2, "prores", 10)
    assert not list(tmp_path.iterdir())


def test_a_join_copies_packets(tmp_path, swirl):
    parts = film(tmp_path / "a.mov", list(pictures(4, swirl, 10, True)), 2, "prores", 10, alpha=True)
    join([(one, parts.file(one.number)) for one in parts.segments.values()], tmp_path / "b.mov", FPS, {})
    sizes = []
    for path in (tmp_path / "b.mov", *map(parts.file, range(2))):
        with av.open(str(path)) as container:
            sizes.append([bytes(packet) for packet in container.demux(video=0) if packet.size])
    assert sizes[0] == sizes[1] + sizes[2]


def test_every_codec_says_whether_it_is_cut():
    assert [name for name, codec in CODECS.items() if not codec.segments] == ["gif"]
