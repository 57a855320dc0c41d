"""The names a scene may import are few, and taking one away is noticed."""

import pytest

import renderer
from renderer.displays.lightfield.calibration import Calibration
from renderer.session.setup import Output, Setup


def test_the_public_names_are_these():
    assert sorted(renderer.__all__) == [
        "Bind", "Camera", "Effect", "Envelope", "Footprint", "Frame", "Input", "Pass", "Role", "Scene", "Solid",
        "Trigger", "Volume", "last", "param",
    ]  # fmt: skip


def test_every_public_name_is_there_and_documented():
    for name in renderer.__all__:
        assert getattr(renderer, name).__doc__, name


@pytest.mark.parametrize(("made", "meant"), [
    (renderer.Frame(), {"index": 0, "fps": 30, "size": (1280, 720), "seed": 0, "frames": 1}),
    (renderer.Volume(), {"centre": (0.0, 0.0, 0.0)}),
    (renderer.Solid("a", "b"), {"low": (-40.0, -40.0, -40.0), "high": (40.0, 40.0, 40.0), "genus": 0, "bodies": 1}),
    (renderer.Footprint(), {"radius": 0, "displacement": 0, "whole": False}),
    (renderer.Input("a"), {"wrap": False}),
    (renderer.Pass("a", "a.frag"), {"format": "f2", "local": (8, 8), "filter": "linear", "wrap": False}),
    (Setup("a"), {"seed": 0}),
    (Output("a"), {"exact": False, "simulate": False, "angle": 0.0}),
    (Calibration("a", (1, 1), 1.0, 1.0, 0.0, 1.0), {"cone": 40.0, "inverted": True, "mirrored": False,
                                                    "swapped": False, "mode": 0}),
])  # fmt: skip
def test_what_is_left_out_means_what_it_always_meant(made, meant):
    """Scenes, jobs, takes and device files of others rest on it."""
    assert {name: getattr(made, name) for name in meant} == meant
