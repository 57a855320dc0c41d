"""The names a scene may import are few, and taking one away is noticed."""

import renderer


def test_the_public_names_are_these():
    assert sorted(renderer.__all__) == [
        "Bind", "Effect", "Envelope", "Footprint", "Frame", "Input", "Pass", "Scene", "Solid", "Trigger", "Volume",
        "last", "param",
    ]  # fmt: skip


def test_every_public_name_is_there_and_documented():
    for name in renderer.__all__:
        assert getattr(renderer, name).__doc__, name
