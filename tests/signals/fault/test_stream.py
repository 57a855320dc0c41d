"""What a receiver makes of messages, one short stream at a time."""

import hashlib
import hmac
import math

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.data.table import Area, Column
from renderer.signals.fault.detect import detect_messages
from renderer.signals.fault.stream import Message, Stream, hear, seal

KEY = b"shared"
AREAS = (Area("39", "Ohio"), Area("19", "Iowa"))
FLU = Column("flu", "Flu", "people", 0, 1e6)
NAN = math.nan


def sent(sequence, value, at, area=0, received=None, key=KEY):
    """A message that takes 0.1 s, of an interval of 1 s, unless ``received`` says when it came."""
    tag = seal(key, AREAS[area].code, sequence, at, value)
    return Message(at, at + 0.1 if received is None else received, area, sequence, value, tag)


def listen(*messages, seconds=10.0, areas=AREAS):
    return Stream(areas, FLU, tuple(sorted(messages, key=lambda one: one.received)), 1.0, seconds, KEY)


def heard(*messages, seconds=4.0):
    """The row of Ohio."""
    return {name: getattr(hear(listen(*messages, seconds=seconds)), name)[0].tolist() for name in
            ("value", "forged", "doubled", "late", "change", "lag", "same", "withheld", "age")}  # fmt: skip


def test_the_seal_is_the_standard_hmac():
    text = b"39\n7\n12.5\n412.0"

    assert seal(KEY, "39", 7, 12.5, 412.0) == hmac.new(KEY, text, hashlib.sha256).digest()[:16]


def test_rfc_4231_second_case():
    """The tag that the RFC prints, so that the primitive is the one meant."""
    tag = hmac.digest(b"Jefe", b"what do ya want for nothing?", "sha256")

    assert tag.hex().startswith("5bdcc146bf60754e6a042426089575c7")


def test_messages_in_order():
    got = heard(*(sent(n, 5.0 + n, n) for n in range(4)))

    assert got["value"] == [5, 6, 7, 8]
    assert got["lag"] == pytest.approx([0.1] * 4)
    assert got["age"] == pytest.approx([0.9] * 4)
    assert got["same"] == [1] * 4
    assert not any(map(sum, (got["forged"], got["doubled"], got["late"], got["withheld"])))


@pytest.mark.parametrize(
    "forged",
    [
        sent(1, 99.0, 1.0, key=b"guessed"),
        sent(1, 6.0, 1.0)._replace(value=99.0),
        sent(1, 6.0, 1.0)._replace(sequence=2),
        sent(1, 6.0, 1.0)._replace(sent=0.5),
        sent(1, 6.0, 1.0, area=1)._replace(area=0),
        sent(1, 6.0, 1.0)._replace(tag=b""),
        sent(1, None, 1.0)._replace(value=0.0),
    ],
)
def test_a_forged_message_is_counted_and_changes_nothing(forged):
    got = heard(sent(0, 5.0, 0), forged)

    assert got["forged"] == [0, 1, 0, 0]
    np.testing.assert_array_equal(got["value"], [5, NAN, NAN, NAN])


def test_doubled_late_corrected_and_withheld():
    got = heard(sent(0, 5.0, 0.0), sent(0, 5.0, 0.0, received=0.5), sent(2, 7.0, 1.5), sent(1, 6.0, 1.0, received=1.9),
                sent(0, 4.0, 2.0), sent(3, None, 3.0))  # fmt: skip

    assert got["doubled"] == [1, 0, 0, 0]
    assert got["late"] == [0, 1, 0, 0]
    np.testing.assert_array_equal(got["change"], [NAN, NAN, 0.2, NAN])
    np.testing.assert_array_equal(got["value"], [5, 7, NAN, NAN])
    assert got["withheld"] == [0, 0, 0, 1]


def test_the_same_figure_again_and_again_and_silence():
    got = heard(*(sent(n, 5.0, n) for n in range(3)), seconds=6.0)

    assert got["same"] == [1, 2, 3, 0, 0, 0]
    assert got["age"] == pytest.approx([0.9, 0.9, 0.9, 1.9, 2.9, 3.9])


@pytest.mark.parametrize("value", [NAN, math.inf, -math.inf])
def test_a_figure_that_is_no_number_says_nothing(value):
    got = heard(sent(0, 5.0, 0), sent(1, value, 1))

    np.testing.assert_array_equal(got["value"], [5, NAN, NAN, NAN])
    assert got["age"][1] == pytest.approx(1.9)


@pytest.mark.parametrize(
    ("area", "received"), [(2, 1.0), (-1, 1.0), (10**9, 1.0), (0, NAN), (0, -1.0), (0, 4.0), (0, math.inf)]
)
def test_a_message_about_nowhere_or_never_is_passed_over(area, received):
    stray = sent(1, 6.0, 1.0)._replace(area=area, received=received)

    np.testing.assert_array_equal(heard(sent(0, 5.0, 0), stray)["value"], [5, NAN, NAN, NAN])


def test_a_figure_that_is_withheld_afterwards_or_told_at_last_is_no_revision():
    got = heard(sent(0, 5.0, 0), sent(1, None, 1), sent(0, None, 2), sent(1, 6.0, 3))

    assert np.isnan(got["change"]).all()


def test_memory_of_old_messages_is_bounded():
    """The seventieth message still knows the tenth, but not the first: that one came too long ago to be judged."""
    stream = [sent(n, float(n), n / 100) for n in range(70)]
    again = [sent(n, float(n), 1.0, received=1.5) for n in (0, 10)]

    got = heard(*stream, *again)

    assert (got["doubled"][1], got["late"][1]) == (1, 1)


def test_a_stream_of_a_million_areas_is_refused():
    with pytest.raises(DataError, match="the feed has more areas than a picture has rows: 1,000,000"):
        listen(areas=(AREAS[0],) * 1_000_000)


def test_nothing_heard_is_missing_and_no_crash():
    faults = detect_messages(listen(seconds=12.0))

    assert {(one.kind, one.area) for one in faults.active(11.0)} == {("missing", 0), ("missing", 1)}
    assert faults.active(11.0)[-1].words == "Iowa has been silent for 8 s"
    assert detect_messages(listen(areas=())).faults == ()


@pytest.mark.parametrize(
    ("messages", "kind", "words"),
    [
        ([sent(0, 5.0, 0, key=b"?")], "tampered", "A message in Ohio's name bore a wrong seal: Ohio did not write it"),
        ([sent(0, 5.0, 0), sent(0, 5.0, 0, received=0.4)], "tampered", "A message of Ohio came a second time"),
        ([sent(1, 5.0, 1), sent(0, 4.0, 0, received=1.5)], "tampered", "A message of Ohio came after younger ones"),
        ([sent(0, 412.0, 0), sent(0, 519.0, 1)], "revised", "Ohio's figure was 412, and is now 519: +26 %"),
        ([sent(0, None, 0), sent(1, None, 1)], "suppressed", "Ohio: the last figure is withheld, so that nobody"),
        ([sent(n, 5.0, n) for n in range(5)], "stale", "Ohio has sent the very same figure 4 times"),
        ([sent(0, 5.0, 0, received=3.0)], "stale", "Ohio's messages are 3 s old when they come"),
        ([sent(0, 5.0, 9.0, received=2.0)], "implausible", "Ohio's clock runs 7 s ahead"),
    ],
)
def test_each_fault_in_words(messages, kind, words):
    faults = detect_messages(listen(*messages))

    assert any(one.kind == kind and one.words.startswith(words) for one in faults.faults if one.area == 0)
