"""The analyser finds what flashes, leaves alone what does not, and agrees with IRIS on its own clips."""

import csv
from fractions import Fraction
from pathlib import Path

import flash_clips
import numpy as np
import pytest
from flash_clips import HARMLESS, NASTY, flat
from flash_family import ROOMS, family

from renderer.flash.analyse import Analyser
from renderer.flash.light import shrink
from renderer.flash.limits import DESK, Geometry, Limits
from renderer.flash.measure import measure
from renderer.flash.patterns import Search
from renderer.flash.watch import Watch
from renderer.output.reel import frames, open_reel

IRIS = Path(__file__).parent / "iris"
WALL = Geometry(4.0, 3.0)
LIMITS = Limits()


def watched(clip, fps=Fraction(30), seconds=1.5, geometry=DESK, limits=LIMITS):
    analyser = Analyser(fps, geometry, limits=limits)
    return [analyser.feed(clip(float(i / fps))) for i in range(int(seconds * fps))]


def flags(records):
    return frozenset().union(*(record.flags for record in records))


@pytest.mark.parametrize("fps", [Fraction(24), Fraction(60000, 1001)], ids=["24", "59.94"])
@pytest.mark.parametrize("name", NASTY)
def test_every_nasty_clip_is_found(name, fps):
    assert flags(watched(NASTY[name], fps, 0.9))


@pytest.mark.parametrize("fps", [25, 30, 50, 60, 120])
def test_every_rate_counts_the_same_flashes(fps):
    records = watched(flash_clips.full, Fraction(fps), 1.5)

    assert records[-1].general == pytest.approx(10, abs=0.5)
    assert next(record.time for record in records if record.flags) == pytest.approx(0.36, abs=0.02)


@pytest.mark.parametrize(("name", "fps"), [*((name, 24) for name in HARMLESS), ("pan", 60), ("colour noise", 60)])
def test_no_harmless_clip_is_flagged(name, fps):
    assert not flags(watched(HARMLESS[name](), Fraction(fps), 2.2 if fps == 24 else 1.2))


def test_noise_of_the_pictures_own_pixels_is_exempt_on_a_wall_too_and_noise_of_large_squares_is_not():
    rng = np.random.default_rng(5)
    squares = lambda n: lambda _: rng.integers(0, 2, (180 * n, 320 * n, 1), dtype=np.uint8).repeat(3, 2) * np.uint8(255)  # noqa: E731

    assert not flags(watched(squares(3), Fraction(24), 1.0, WALL))
    assert flags(watched(lambda t: squares(1)(t)[:36, :64], Fraction(24), 1.0, WALL)) == {"general"}


@pytest.mark.parametrize("name", ["2Hz_5s", "3Hz_6s", "extendedFLONG", "gray"])
def test_iris_and_the_analyser_agree_on_every_frame_of_its_clips(name):
    reel = open_reel(IRIS / f"{name}.mp4")
    analyser = Analyser(reel.fps)
    with (IRIS / f"{name}_RELATIVE.csv").open(newline="") as file:
        expected = [int(row["FlashLuminanceFailedFrame"]) for row in csv.DictReader(file)]

    records = [analyser.feed(frame, time) for time, frame in frames(reel, (320, 180))]

    assert [("general" in r.flags) for r in records] == [verdict == 3 for verdict in expected]
    extended = [r.frame for r in records if "extended" in r.flags]
    assert bool(extended) == (2 in expected)
    # IRIS counts a frame where the changes are four to six; we count every frame with four or more.
    assert not extended or abs(extended[0] - expected.index(2)) <= 5


def test_two_hertz_for_five_seconds_fails_only_by_the_extended_rule():
    records = watched(lambda t: flash_clips.full(t, 2.2), Fraction(30), 5.5)

    assert flags(records) == {"extended"}
    assert next(r.time for r in records if r.flags) > 4.0


def test_red_of_equal_luminance_is_red_only_and_other_colours_are_not():
    swap = lambda a, b: lambda t: flat(a if flash_clips.wave(t, 8) else b)  # noqa: E731

    assert flags(watched(swap((150, 0, 0), (73, 73, 73)))) == {"red"}
    assert not flags(watched(swap((0, 0, 150), (43, 43, 43))))
    assert not flags(watched(swap((150, 0, 0), (150, 20, 0))))  # too small a change of colour


def test_small_lights_may_blink_at_a_desk_and_not_before_a_wall():
    light = lambda t: flash_clips.patch(t, box=(0.45, 0.55, 0.45, 0.55))  # noqa: E731

    assert not flags(watched(light))
    assert flags(watched(light, geometry=WALL)) == {"general"}


def test_the_tiles_are_where_it_flashes():
    tiles = watched(flash_clips.patch)[-1].tiles

    rows, columns = np.nonzero(tiles)
    assert tiles.sum() == 10 * 17  # 45 x 80 grid px that begin inside a cell
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (14, 23, 25, 41)


def test_a_change_counts_at_a_tenth_of_white_and_on_bright_screens_at_twenty_candela():
    step = lambda t: flat(137 + 12 * flash_clips.wave(t, 8))  # noqa: E731  luminance 0.25 and 0.30

    assert not flags(watched(step))
    assert flags(watched(step, limits=Limits(peak=1000.0))) == {"general"}
    assert not flags(watched(lambda t: flat(232 + 23 * flash_clips.wave(t, 8))))  # darker state 0.80


def test_times_decide_not_frame_numbers():
    analyser = Analyser(30)
    slow = [analyser.feed(flat(255 * (i % 2)), i * 0.2) for i in range(20)]  # 5 changes a second
    quick = [analyser.feed(flat(255 * (i % 2)), 4.0 + i * 0.1) for i in range(20)]

    assert "general" not in flags(slow)
    assert "general" in flags(quick)


def test_pictures_of_any_size_are_averaged_in_linear_light():
    frame = np.zeros((360, 640, 3), np.uint8)
    frame[::2] = 255

    assert shrink(frame, (320, 180)) == pytest.approx(0.5)
    assert shrink(flat(188)[:7, :9], (320, 180)).shape == (180, 320, 3)


def test_a_patch_that_flashes_in_one_place_after_another_is_found():
    places = [(0, 0), (0, 50), (50, 0), (50, 50)]  # grid px, all inside one 10-degree field

    def clip(t):
        out = flat(0)
        y, x = places[int(t / 0.25 + 1e-6) % 4]
        out[40 + y : 90 + y, 100 + x : 150 + x] = 255 * flash_clips.wave(t, 10)
        return out

    records = watched(clip, Fraction(60), 2.0)

    assert flags(records) == {"general"}


def test_lights_that_blink_each_for_itself_flash_as_those_do_that_blink_together():
    rng = np.random.default_rng(2)
    phases = rng.permutation(100).reshape(10, 10) / 100

    def clip(t, spread=1.0):
        out = flat(0)
        out[40:90, 100:150] = (((4.0 * t + spread * phases) % 1.0 < 0.5) * 255).repeat(5, 0).repeat(5, 1)[..., None]
        return out

    assert flags(watched(clip, Fraction(60), 1.5)) == {"general"}  # each place counts, whatever the others do
    assert flags(watched(lambda t: clip(t, 0.0), Fraction(60), 1.5)) == {"general"}


def test_seen_from_afar_a_quarter_of_the_screen_is_the_limit():
    afar = Geometry(1.0, 10.0)  # the whole picture is less than 0.006 sr

    assert afar.area((64, 36)) == 0.25 * 64 * 36
    assert flags(watched(flash_clips.full, geometry=afar)) == {"general"}
    assert not flags(watched(flash_clips.patch, geometry=afar))


def test_a_picture_shown_again_turns_nothing_whatever_was_before():
    watch, search = Watch(WALL, Limits()), Search(WALL, Limits(), (320, 180))
    noise = flash_clips.binary_noise(6)
    for i in range(6):
        seen = measure(noise(0.0), (320, 180))
        watch.take(watch.look(seen, search.look(seen, i / 30), i / 30))

    for i in range(6, 20):
        look = watch.look(seen, search.look(seen, i / 30), i / 30)
        assert not look.general.changed.any()
        assert not look.held.any()
        watch.take(look)


@pytest.mark.parametrize("grating", [each for number, each in enumerate(
    one for one in family() if one.fps == 24 and one.room == "desk") if number % 23 == 7] + [
    one for one in family() if one.fps == 30 and one.room == "wall"][5::131], ids=str)  # fmt: skip
def test_gratings_of_every_direction_width_and_colour_are_judged_as_the_clause_says(grating):
    analyser = Analyser(grating.fps, ROOMS[grating.room][0])

    assert flags([analyser.feed(frame) for frame in grating.frames(1.1)]) == grating.kinds


@pytest.mark.parametrize(("hz", "length"), [(3.6, 0.2), (4.0, 1.0), (5.0, 0.5)])
@pytest.mark.parametrize("fps", [30, 120])
def test_a_wave_that_travels_over_the_screen_flashes_at_each_place(hz, length, fps):
    x = np.arange(320) / 320
    wave = lambda t: np.broadcast_to(  # noqa: E731
        (127.5 + 127.5 * np.sin(2 * np.pi * (x / length - hz * t)))[None, :, None], (180, 320, 3)).astype(np.uint8)

    assert "general" in flags(watched(wave, Fraction(fps), 1.6))


@pytest.mark.parametrize("side", [2, 3, 4, 5.5])
def test_checks_of_medium_fineness_that_reverse_before_a_wall_are_found(side):
    y, x = np.mgrid[:360, :640]
    squares = (np.floor(x / side) + np.floor(y / side)) % 2 > 0
    clip = lambda t: ((squares ^ flash_clips.wave(t, 10)) * np.uint8(255))[..., None].repeat(3, 2)  # noqa: E731

    assert "general" in flags(watched(clip, seconds=0.8, geometry=WALL))


@pytest.mark.parametrize("side", [5, 7, 9])
def test_red_checks_before_blue_of_their_luminance_are_found(side):
    y, x = np.mgrid[:360, :640]
    squares = (np.floor(x / side) + np.floor(y / side)) % 2 > 0
    clip = lambda t: np.where((squares ^ flash_clips.wave(t, 10))[..., None],  # noqa: E731
                              np.uint8([155, 0, 0]), np.uint8([0, 0, 255]))  # fmt: skip

    assert flags(watched(clip, seconds=0.8)) == {"red"}


@pytest.mark.parametrize(("degrees", "found"), [(0.07, set()), (0.15, {"red"})])
def test_red_squares_that_flash_each_in_its_own_time_are_found_where_they_are_not_exempt(degrees, found):
    side = np.tan(np.radians(degrees)) * DESK.distance_m / DESK.width_m * 640
    y, x = (np.mgrid[:360, :640] / side).astype(int)
    phase = np.random.default_rng(1).random((y.max() + 1, x.max() + 1))[y, x]
    clip = lambda t: np.where(((t * 5 + phase) % 1 < 0.5)[..., None],  # noqa: E731
                              np.uint8([155, 0, 0]), np.uint8([0, 0, 255]))  # fmt: skip

    assert flags(watched(clip, seconds=1.1)) == found
