"""What a show leaves for who watches it: beats, and a state that no kill takes away."""

import os

from renderer.show.heartbeat import _SLOTS, Heartbeat


def test_beats_are_counted_and_the_newest_state_is_kept():
    heart = Heartbeat()
    assert (heart.beats, heart.kept()) == (0, None)
    for number in range(3):
        heart.beat()
        heart.keep({"frame": number})
        heart.wait()
        heart.wait()
    assert (heart.beats, heart.waits, heart.kept()) == (3, 6, {"frame": 2})


def test_what_an_operator_holds_is_there_at_once_and_without_any_state():
    heart = Heartbeat()
    assert heart.operator() == (False, False)
    for black, frozen in ((True, False), (True, True), (False, True), (False, False)):
        heart.keep_operator(black=black, frozen=frozen)
        heart.beat()
        heart.wait()
        assert heart.operator() == (black, frozen)
    assert (heart.beats, heart.waits, heart.kept()) == (4, 4, None)


def test_a_state_that_was_cut_in_the_middle_leaves_the_one_before():
    heart = Heartbeat()
    heart.keep({"frame": 1})
    heart.keep({"frame": 2})
    newest = max(_SLOTS, key=lambda at: heart._read(at)[0])
    os.pwrite(heart._file, b"#", newest + 20)
    assert heart.kept() == {"frame": 1}
    heart.keep({"frame": 3})
    assert heart.kept() == {"frame": 3}
