"""Which display is meant, by name, number or what was known of it; and on a real server, unplugged and back."""

import shutil
import subprocess
import threading
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest
from desktop import CAP, Chorus, Server

from renderer.core.errors import DisplayError
from renderer.show import monitors as module
from renderer.show.display_watch import DisplayWatch
from renderer.show.monitors import Display, choose, displays, find_again, parse_xrandr

LAPTOP = Display("eDP-1", 0, 0, 1920, 1080, primary=True, edid="a1")
WALL = Display("HDMI-1", 1920, 0, 1280, 800, edid="b2")
TEXT = """Screen 0: minimum 8 x 8, current 3200 x 1080, maximum 32767 x 32767
eDP-1 connected primary 1920x1080+0+0 (normal left inverted right x axis y axis) 309mm x 174mm
\tEDID:
\t\t00ffffffffffff0006af3d5700000000
\t\t001c0104a51f1178022285a5544d9a27
\tscaling mode: Full aspect
   1920x1080     60.02*+
HDMI-1 connected 1280x800+1920+0 (normal left inverted right x axis y axis) 0mm x 0mm
\tEDID:
\t\t00ffffffffffff004dd9022501010101
   1280x800      59.81*+
DP-1 disconnected (normal left inverted right x axis y axis)
\tEDID:
\t\t00ffffffffffffffffffffffffffffff
DP-2 connected (normal left inverted right x axis y axis)
   1280x800      59.81 +
VGA-1 connected 800x600+0+-600 (normal) 0mm x 0mm
"""


def test_xrandr_is_read_with_place_size_and_edid():
    found = parse_xrandr(TEXT)
    assert [one.name for one in found] == ["eDP-1", "HDMI-1", "VGA-1"]
    assert found[0].primary
    assert (found[1].x, found[1].y, found[1].width, found[1].height) == (1920, 0, 1280, 800)
    assert found[2].y == -600
    assert len({one.edid for one in found}) == 3
    assert found[2].edid == ""


@pytest.mark.parametrize(
    ("wanted", "chosen"), [("HDMI-1", WALL), ("hdmi-1", WALL), ("1", LAPTOP), ("2", WALL), (None, WALL)]
)
def test_a_display_is_chosen_by_name_number_or_as_the_second(wanted, chosen):
    assert choose((LAPTOP, WALL), wanted) == chosen


def test_where_no_display_is_primary_it_is_the_second():
    one, two = replace(LAPTOP, primary=False), WALL
    assert choose((one, two), None) == two
    assert choose((two, LAPTOP), None) == two
    assert choose((one,), None) == one


def test_the_only_display_is_chosen_without_a_wish():
    assert choose((LAPTOP,), None) == LAPTOP


@pytest.mark.parametrize("wanted", ["HDMI-2", "3", "0"])
def test_an_unknown_display_is_refused_with_a_list(wanted):
    with pytest.raises(DisplayError, match=r"1 eDP-1 \(1920x1080, primary\); 2 HDMI-1 \(1280x800\)"):
        choose((LAPTOP, WALL), wanted)


MOVED = Display("DP-1", 1920, 0, 1280, 800, edid="b2")
OTHER = Display("HDMI-1", 1920, 0, 640, 480, edid="c3")
BLANK = Display("HDMI-1", 1920, 0, 1280, 800)


@pytest.mark.parametrize(
    ("lost", "found", "others", "expected"),
    [
        (WALL, (LAPTOP, WALL), (LAPTOP,), WALL),
        (WALL, (LAPTOP,), (LAPTOP,), None),
        (WALL, (LAPTOP, MOVED), (LAPTOP,), MOVED),  # the same projector on another connector
        (WALL, (OTHER, MOVED), (LAPTOP,), MOVED),  # and not what now hangs on its old one
        (BLANK, (LAPTOP, BLANK), (LAPTOP,), BLANK),
        (BLANK, (Display("DP-9", 0, 0, 1280, 800),), (), Display("DP-9", 0, 0, 1280, 800)),
        (BLANK, (Display("DP-9", 0, 0, 1280, 800),), (Display("DP-9", 0, 0, 1280, 800),), None),
        (BLANK, (Display("A", 0, 0, 1280, 800), Display("B", 0, 0, 1280, 800)), (), None),
    ],
)
def test_a_display_that_returns_is_known_by_edid_then_name_then_size(lost, found, others, expected):
    assert find_again(lost, found, others) == expected


def test_the_watch_survives_odd_answers():
    answers = iter([OSError("gone"), (LAPTOP,), DisplayError("none"), (WALL,)])
    seen = []

    def ask():
        answer = next(answers, (WALL,))
        if isinstance(answer, Exception):
            raise answer
        return answer

    watch = DisplayWatch(ask, 0.01)
    end = time.monotonic() + CAP
    while WALL not in (watch.found or ()) and time.monotonic() < end:
        seen.append(watch.found)
        time.sleep(0.001)
    watch.close()
    assert None in seen


def test_an_xrandr_that_is_too_busy_is_no_news_to_a_running_show(monkeypatch):
    monkeypatch.setattr(module, "_from_toolkit", lambda: (LAPTOP,))
    monkeypatch.setattr(module.shutil, "which", lambda _: "xrandr")

    def late(*_, **__):
        raise subprocess.TimeoutExpired("xrandr", 5)

    monkeypatch.setattr(module.subprocess, "run", late)
    assert displays() == (LAPTOP,)
    with pytest.raises(OSError, match="xrandr does not answer"):
        displays(exact=True)


@pytest.mark.parametrize(("said", "found"), [
    ("HDMI-1 connected (normal left)\n   1280x800  59.81 +\nDP-1 disconnected (normal left)\n", ()),
    ("Screen 0: minimum 8 x 8, current 640 x 480, maximum 32767 x 32767\n", (LAPTOP,)),  # a server without outputs
    (TEXT, ("eDP-1", "HDMI-1", "VGA-1")),
])  # fmt: skip
def test_where_every_output_is_off_none_is_on_whatever_the_toolkit_makes_up(monkeypatch, said, found):
    monkeypatch.setattr(module, "_from_toolkit", lambda: (LAPTOP,))
    monkeypatch.setattr(module.shutil, "which", lambda _: "xrandr")
    monkeypatch.setattr(module.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=0, stdout=said))
    for exact in (False, True):
        if found:
            assert [getattr(one, "name", one) for one in found] == [one.name for one in displays(exact=exact)]
        else:
            with pytest.raises(DisplayError, match="no display is switched on"):
                displays(exact=exact)


def test_a_watch_that_is_hurried_asks_at_once():
    asked = threading.Event()

    def ask():
        asked.set()
        return (WALL,)

    watch = DisplayWatch(ask, 1e6)
    assert not asked.is_set()
    watch.hurry()
    assert asked.wait(CAP)
    watch.close()


DUMMY = """
Section "Device"
  Identifier "d"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "m"
  HorizSync 5.0 - 1000.0
  VertRefresh 5.0 - 200.0
EndSection
Section "Screen"
  Identifier "s"
  Device "d"
  Monitor "m"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1024x768" "800x600"
  EndSubSection
EndSection
Section "ServerFlags"
  Option "AutoAddDevices" "false"
EndSection
"""


@pytest.fixture
def two(tmp_path):
    """Return an X server with two outputs, 1024x768 and 800x600 right of it."""
    if shutil.which("Xorg") is None or shutil.which("xrandr") is None:
        pytest.skip("two outputs need Xorg's dummy driver: apt install xserver-xorg-core xserver-xorg-video-dummy")
    config = tmp_path / "dummy.conf"
    config.write_text(DUMMY)
    log = tmp_path / "xorg.log"
    made = Server(["Xorg", "-config", str(config), "-logfile", str(log), "-noreset", "-nolisten", "tcp", "-sharevts"])
    if made.process.poll() is not None or made.name == ":":
        made.close()
        pytest.skip(f"Xorg's dummy driver does not run here: {log.read_text()[-300:] if log.exists() else ''}")
    made.run("xrandr", "--addmode", "DUMMY1", "800x600")
    made.run("xrandr", "--output", "DUMMY1", "--mode", "800x600", "--right-of", "DUMMY0")
    manager = shutil.which("openbox") and subprocess.Popen(["openbox"], env=made.env, stderr=subprocess.DEVNULL)
    yield made
    if manager:  # which would take a window whose display is gone to the one that is left
        manager.terminate()
        manager.wait(CAP)
    made.close()


def test_a_display_that_goes_and_comes_back_elsewhere_has_its_picture_again(two, tmp_path, probe):
    show = Chorus(two, tmp_path, "perform", probe, "--display", "DUMMY1", "--size", "400x300", "--fps", 12)
    try:
        show.until(lambda: show.at(1100, 300)[0] > 100)
        assert not two.screen()[:, :1024].any()
        show.work()
        assert "the show's window" not in show.said  # it came up where it belongs, and was never on the other one
        two.run("xrandr", "--output", "DUMMY1", "--off")
        show.until(lambda: "DUMMY1 is gone" in show.said)
        show.until(lambda: not two.screen().any())  # nor is it on the display that is left
        show.work()
        assert not two.screen().any()
        back = ("--output", "DUMMY1", "--mode", "800x600", "--pos", "0x0", "--output", "DUMMY0", "--pos", "800x0")
        two.run("xrandr", *back)
        show.until(lambda: "showing on DUMMY1" in show.said)
        show.until(lambda: show.at(100, 300)[0] > 100)
        assert not two.screen()[:, 800:].any()
    finally:
        show.close()


@pytest.mark.parametrize(("wanted", "said"), [
    ("hdmi-2", "no display 'hdmi-2'; did you mean 'HDMI-1'? There are: 1 "), ("9", "no display '9'. There are: 1 "),
])  # fmt: skip
def test_an_unknown_display_is_told_of_in_a_whole_sentence(wanted, said):
    with pytest.raises(DisplayError) as error:
        choose([LAPTOP, WALL], wanted)
    assert str(error.value).startswith(said)
