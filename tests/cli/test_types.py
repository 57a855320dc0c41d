"""What may be typed: good words become values, bad ones a sentence."""

from fractions import Fraction

import click
import pytest

from renderer.cli.types import Moment, Rate, Real, SceneName, ScenePath, Seed, Seeds, Span, WallSize
from renderer.core.errors import RendererError, SceneError, UsageError


def value(kind, text):
    return kind.convert(text, None, None)


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        (Span(), "0..3", range(4)),
        (Span(), "7", range(7, 8)),
        (Span(), "2147483647..2147483648", range(2**31 - 1, 2**31 + 1)),
        (Span(), " 5 .. 5 ", range(5, 6)),
        (Span(), range(2), range(2)),
        (Moment(), "130", 130.0),
        (Moment(), "2:10", 130.0),
        (Moment(), "1:02:10.5", 3730.5),
        (Rate(), "30", Fraction(30)),
        (Rate(), "29.97", Fraction(30000, 1001)),
        (Rate(), "30000/1001", Fraction(30000, 1001)),
        (Rate(), "12.5", Fraction(25, 2)),
        (Seed(), "4294967295", 2**32 - 1),
        (Seeds(), "0..2", (0, 1, 2)),
        (Seeds(), "1,5", (1, 5)),
        (Seeds(), (3,), (3,)),
        (WallSize(), "a2", "a2"),
    ],
)
def test_good_words_become_values(kind, text, meant):
    assert value(kind, text) == meant


@pytest.mark.parametrize(
    ("kind", "text", "part"),
    [
        (Span(), "9..3", "ends before it begins"),
        (Span(), "a..b", "names no frames"),
        (Span(), "1..2..3", "names no frames"),
        (Span(), "-1..3", "before frame 0"),
        (Span(), "0..99999999999", "goes beyond frame"),
        (Span(), "0..10000000", "names more than 10,000,000 frames"),
        (Span(), "", "names no frames"),
        (Moment(), "soon", "no moment of a show"),
        (Moment(), "1:2:3:4", "no moment of a show"),
        (Moment(), "-5", "no moment of a show"),
        (Moment(), "nan", "no moment of a show"),
        (Rate(), "fast", "no frame rate"),
        (Rate(), "0", "outside"),
        (Rate(), "-30", "outside"),
        (Rate(), "nan", "no frame rate"),
        (Rate(), "1/0", "no frame rate"),
        (Rate(), "1e9", "no frame rate"),
        (Rate(), "999999999", "outside"),
        (Seed(), "-1", "outside"),
        (Seed(), "4294967296", "outside"),
        (Seed(), "0..3", "here goes one"),
        (Seed(), "one", "no number"),
        (WallSize(), "a99", "is no size"),
        (WallSize(), "0x0", "larger than 0"),
    ],
)
def test_bad_words_are_refused_in_a_sentence(kind, text, part):
    with pytest.raises(UsageError, match=part):
        value(kind, text)


def test_help_says_no_range_where_there_is_none():
    said = [click.Option(["--one"], type=kind, help="One.").get_help_record(click.Context(click.Command("a")))[1]
            for kind in (Real(), Real(0.0), Real(-1.0, 1.0))]  # fmt: skip
    assert said == ["One.", "One.  [x>=0.0]", "One.  [-1.0<=x<=1.0]"]


@pytest.mark.parametrize("word", ["nan", "-nan", "inf", "1e999"])
def test_no_number_is_none_and_none_has_no_end(word, chorus):
    for kind in (Real(-1.0, 1.0), Real(0.0, min_open=True)):
        with pytest.raises((UsageError, click.UsageError)):
            value(kind, word)
    for option in ("--shutter", "--angle", "--dpi", "--screen-width", "--viewer-distance"):
        found = chorus("export", "enamel", "a.png", "--size", "16x16", option, word)
        assert (found.code, "Chorus itself failed" in found.err) == (2, False)


def test_a_scene_is_found_without_being_run_and_loaded_on_demand():
    assert value(ScenePath(), "enamel").name == "scene.py"
    loaded = value(SceneName(), "enamel")
    assert loaded.scene.title == "Enamel"
    assert value(SceneName(), loaded) is loaded


@pytest.mark.parametrize("kind", [ScenePath(), SceneName()])
def test_an_unknown_scene_leads_to_the_nearest(kind):
    with pytest.raises(SceneError, match="did you mean 'enamel'"):
        value(kind, "enamle")


def test_the_shell_completes_scenes():
    assert "enamel" in [item.value for item in SceneName().shell_complete(None, None, "en")]
    assert not ScenePath().shell_complete(None, None, "zz")


def test_every_refusal_exits_2():
    for kind, text in ((Span(), "x"), (Rate(), "x"), (Seed(), "x"), (SceneName(), "x")):
        with pytest.raises(RendererError) as caught:
            value(kind, text)
        assert caught.value.exit_code == 2
