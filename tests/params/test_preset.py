"""Presets: read, written, applied, and morphed from one to the next."""

import os
import shutil
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.core.colour import hex_to_linear
from renderer.core.errors import ParamError
from renderer.params.bind import Bind
from renderer.params.param import assign
from renderer.params.preset import Preset, kept_presets, morph, preset_text, read_preset, read_presets, with_preset


@pytest.fixture
def toml(tmp_path):
    def write(text, name="dusk"):
        path = tmp_path / f"{name}.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_what_was_saved_is_read_back(knobs, toml):
    turned = assign(knobs, glow=2.5, prisms=30, veil=False, ground="#abcdef", style="silk", focus=(0.0, 1.0))
    preset = read_preset(toml(preset_text(turned, 'The "dusk"', "Low\nand warm.")))

    assert (preset.title, preset.help) == ('The "dusk"', "Low\nand warm.")
    assert with_preset(knobs, [preset], "dusk") == turned
    assert preset.figures == {}
    figures = {"lit": "1-sealants", "stratum": ""}
    assert read_preset(toml(preset_text(knobs, "Dusk", figures=figures))).figures == figures
    domains = {"lit": (20.0, 80.5)}
    assert read_preset(toml(preset_text(knobs, "Dusk", domains=domains))).domains == domains


@pytest.mark.parametrize("text", ["[domains]\nlit = 5", "[domains]\nlit = [1]", '[domains]\nlit = ["1", "2"]',
                                  "[domains]\nlit = [1, true]", "domains = 3"])  # fmt: skip
def test_a_range_is_two_numbers(toml, text):
    with pytest.raises(ParamError, match=r"dusk.toml:1: under \[domains\] stand two numbers"):
        read_preset(toml(text))


def test_binds_and_every_letter_come_back_and_what_is_bound_is_not_held(knobs, toml):
    binds = (Bind("gap.lit@age=child..age=adult", "glow", (0, 40), reach=(0.5, 1.5), rise=2, fall=6),
             Bind("mean.lit", "prisms", (80, 20), scale="diverging", middle=60, clamp=False))  # fmt: skip
    preset = read_preset(toml(preset_text(knobs, "Dusk \N{WATER WAVE}", figures={"lit": "sealants"}, binds=binds)))
    assert (preset.title, preset.binds, preset.figures) == ("Dusk \N{WATER WAVE}", binds, {"lit": "sealants"})
    assert preset.held == set(preset.params) - {"glow", "prisms"}


@pytest.mark.parametrize(("text", "words"), [
    ("title = 'x'\n[params]\nglow = 1\n\n[[binds]]\nsignal = 'mean.lit'\nto = 'glow'\nspan = [0, 1]\n"
     "# another\n[[ binds ]] # of it\nto = 'prisms'\n",
     "dusk.toml:10: bind 2, to 'prisms': it does not say signal and span"),
    ("[[binds]]\nsignal = 'mean.lit'\nto = 'glow'\nspn = [0, 1]\n",
     "dusk.toml:1: bind 1, to 'glow': there is no 'spn'; did you mean 'span'?"),
    ("binds = 3\n", "dusk.toml: binds are a list of tables"),
    ("order = 1\n[parms]\nglow = 1\n", "dusk.toml:2: 'parms' does not belong here; did you mean 'params'?"),
    ("order = 1\ntitel = 'x'\n", "dusk.toml:2: 'titel' does not belong here; did you mean 'title'?"),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(toml, text, words):
    with pytest.raises(ParamError) as caught:
        read_preset(toml(text))
    assert str(caught.value).startswith(words)


def test_an_absent_folder_has_no_presets(tmp_path):
    assert read_presets(tmp_path / "none") == ()


def test_presets_come_by_name(toml):
    for name in ("b", "a"):
        folder = toml("[params]\n", name).parent

    assert [preset.name for preset in read_presets(folder)] == ["a", "b"]


def test_what_cannot_be_read_keeps_its_key_and_is_told_where_it_is_called(toml):
    folder = toml("order = 2\n[params\n", "two").parent
    for name, order in (("one", 1), ("three", 3)):
        toml(f"order = {order}\n[params]\nglow = 2.0\n", name)

    presets = read_presets(folder)

    assert [preset.name for preset in presets] == ["one", "two", "three"]
    assert presets[1].unread == "two.toml:2: this preset cannot be read: Expected ']' at the end of a table declaration"


@pytest.mark.parametrize(("make", "part"), [
    (lambda path: path.mkdir(), "it is a folder"),
    (lambda path: path.symlink_to("gone"), "it is a link to gone, which is not there"),
    (os.mkfifo, "it is no file"),  # which would be waited for
    (lambda path: path.write_bytes(b"\xff\xfe"), "it is no UTF-8 text (byte 0xff at 0)"),
    (lambda path: path.write_bytes(b" " * 10**7), "it is too long, more than 1,048,576 bytes"),
    (lambda path: path.write_text("a = " + "[" * 5000), "it nests deeper than 64"),
], ids=["folder", "link", "pipe", "bytes", "10 MB", "deep"])  # fmt: skip
def test_whatever_is_called_as_a_preset_is_in_no_other_ones_way(toml, make, part):
    folder = toml("[params]\nglow = 2.0\n").parent
    make(folder / "odd.toml")
    (folder / ".#dusk.toml").symlink_to("me@host.123:456")  # as Emacs marks a file that is edited
    dusk, odd = read_presets(folder)

    assert (dusk.name, dusk.unread) == ("dusk", "")
    assert odd.unread == f"odd.toml: this preset cannot be read: {part}"


READS = """import sys
from pathlib import Path
from renderer.params.preset import read_presets
print(*((one.name, one.unread) for one in read_presets(Path(sys.argv[1]))), sep=chr(10))
"""
# Root reads whatever has an owner; without these rights it is an account as any other.
ANYBODY = ["setpriv", *(f"--{which}=-dac_override,-dac_read_search" for which in ("bounding-set", "inh-caps"))]


@pytest.mark.skipif(os.name != "posix" or (os.geteuid() == 0 and not shutil.which("setpriv")), reason="all is read")
def test_a_preset_of_another_account_is_named_with_what_lets_it_be_read_and_refuses_no_other(toml):
    folder = toml("[params]\nglow = 2.0\n").parent
    (folder / "shut.toml").write_text("[params]\nglow = 1.0\n")
    (folder / "shut.toml").chmod(0)
    run = [*(ANYBODY if os.geteuid() == 0 else []), sys.executable, "-c", READS, str(folder)]
    said = subprocess.run(run, capture_output=True, text=True, check=True).stdout.splitlines()
    assert said[0] == str(("dusk", ""))
    assert "shut.toml: this preset cannot be read: Permission denied; `chmod -R a+rX" in said[1]
    folder.chmod(0)
    said = subprocess.run(run, capture_output=True, text=True, check=True).stdout.splitlines()
    folder.chmod(0o700)
    assert len(said) == 1
    assert f"{folder}: the presets in it cannot be read: Permission denied; `chmod -R a+rX {folder}`" in said[0]


def test_a_preset_that_becomes_unreadable_is_played_as_it_was():
    good, bad, other = Preset("a", params={"glow": 2.0}), Preset("a", unread="a.toml:1: no"), Preset("b")
    assert kept_presets((good,), (bad, other)) == (good, other)
    assert kept_presets((bad,), (bad,)) == (bad,)
    assert kept_presets((good,), (other,)) == (other,)


def test_a_preset_that_becomes_unreadable_keeps_its_key_though_its_text_gives_none():
    good, other, bad = Preset("b", order=1), Preset("a", order=2), Preset("b", order=99, unread="b.toml:1: no")
    assert kept_presets((good, other), (other, bad)) == (good, other)


@pytest.mark.parametrize("line", ["order = 1", "order=1  # the first key", "  order = 1#", "order = 1\r"])
def test_the_order_of_what_cannot_be_read_is_known_however_its_line_is_written(toml, line):
    folder = toml(f"{line}\n[params\n", "two").parent
    toml("order = 2\n[params]\nglow = 2.0\n", "one")
    assert [preset.name for preset in read_presets(folder)] == ["two", "one"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("[params\n", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        ("titel = 'x'\n", "did you mean 'title'"),
        ("glow = 1.0\n", "values stand under"),
        ("params = 1\n", "'params' does not belong"),
    ],
)
def test_a_bad_file_is_named(toml, text, part):
    with pytest.raises(ParamError, match=part) as caught:
        read_preset(toml(text))
    assert str(caught.value).startswith("dusk.toml:")


def test_an_unknown_preset_leads_to_the_nearest(knobs):
    with pytest.raises(ParamError, match=r"did you mean 'dusk'\? Presets: dusk, noon"):
        with_preset(knobs, [Preset("dusk"), Preset("noon")], "dsuk")
    with pytest.raises(ParamError, match="save one in the preview"):
        with_preset(knobs, [], "dusk")


def test_a_preset_out_of_range_is_named(knobs):
    with pytest.raises(ParamError, match=r"preset 'dusk': glow = 9\.0 is outside"):
        with_preset(knobs, [Preset("dusk", params={"glow": 9.0})], "dusk")


def test_a_preset_starts_from_the_defaults_it_is_given(knobs):
    assert with_preset(knobs, [Preset("dusk", params={"glow": 2.0})], "dusk") == assign(knobs, glow=2.0)


@pytest.fixture
def far(knobs):
    return assign(
        knobs, glow=3.0, prisms=21, veil=False, ground="#ffffff", style="silk", focus=(1.0, 0.75), breath=0.2
    )


def test_a_morph_begins_and_ends_where_it_should(knobs, far):
    assert morph(knobs, far, 0.0) == knobs
    assert morph(knobs, far, 1.0) == far
    assert morph(knobs, far, -1.0) == knobs
    assert morph(knobs, far, 2.0) == far


def test_half_way_each_kind_goes_its_own_way(knobs, far):
    middle = morph(knobs, far, 0.5)

    assert (middle.glow, middle.prisms, middle.focus) == (2.0, 20, (0.75, 0.5))
    assert (middle.veil, middle.style) == (False, "silk")
    light = (hex_to_linear("#204060") + 1.0) / 2
    np.testing.assert_allclose(hex_to_linear(middle.ground), light, atol=0.005)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_morph_never_goes_back(a, b):
    from dataclasses import dataclass

    from renderer.params.param import param

    @dataclass(frozen=True)
    class One:
        glow: float = param(0.0, 0.0, 1.0)

    early, late = (morph(One(0.0), One(1.0), part).glow for part in sorted((a, b)))

    assert early <= late + 1e-12


def test_a_morph_is_eased_at_both_ends(knobs, far):
    start, middle = (morph(knobs, far, part + 0.01).glow - morph(knobs, far, part).glow for part in (0.0, 0.495))

    assert start < 0.1 * middle


def test_presets_lie_on_the_keys_in_their_order(tmp_path):
    for name, order in (("alpha", ""), ("beta", "order = 2\n"), ("gamma", "order = 1\n")):
        (tmp_path / f"{name}.toml").write_text(f'{order}[params]\n')
    assert [preset.name for preset in read_presets(tmp_path)] == ["gamma", "beta", "alpha"]
    (tmp_path / "alpha.toml").write_text('order = "first"\n')
    with pytest.raises(ParamError, match=r"alpha.toml:1: order = 'first' is no whole number"):
        read_preset(tmp_path / "alpha.toml")
    assert [preset.name for preset in read_presets(tmp_path)] == ["gamma", "beta", "alpha"]
