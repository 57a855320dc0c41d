"""Any scene struck by a feed: each family of faults by its own glitch, its own triggers left as they are."""

from dataclasses import dataclass

from renderer import Effect, Pass, Scene, Trigger, param
from renderer.scene.effect import kind_of
from renderer.scene.faulty import GLITCHES, with_feed
from renderer.signals.fault.kinds import KINDS


@dataclass(frozen=True)
class Params:
    glow: float = param(0.5, 0.0, 1.0)


SCENE = Scene("T", Params, (Pass("image", "image.frag"),))


def test_each_family_has_its_own_glitch_within_the_range_of_its_amount():
    families, names, most, _ = zip(*GLITCHES, strict=True)
    assert {*families} == {*KINDS}
    assert len({*names}) == len(names)
    assert all(kind_of(name).params["amount"].low < part <= kind_of(name).params["amount"].high
               for name, part in zip(names, most, strict=True))  # fmt: skip


def test_a_plain_scene_is_given_an_effect_and_a_trigger_for_each_family():
    struck = with_feed(SCENE, "weekly")
    assert struck.feed == "weekly"
    assert [effect.name for effect in struck.effects] == [name for _, name, _, _ in GLITCHES]
    assert [(one.fault, one.to, one.most, one.envelope) for one in struck.triggers] == [
        (kind, f"{name}_amount", most, shape) for kind, name, most, shape in GLITCHES
    ]
    assert SCENE.effects == ()


def test_an_effect_that_is_there_already_does_not_come_twice():
    own = Scene("T", Params, SCENE.passes, effects=(Effect("tear", bands=3),))
    struck = with_feed(own, "weekly")
    assert struck.effects[0] == Effect("tear", bands=3)
    assert [effect.name for effect in struck.effects].count("tear") == 1
    assert len(struck.effects) == len(GLITCHES)


def test_a_scene_with_triggers_or_a_feed_of_its_own_keeps_them():
    own = Scene("T", Params, SCENE.passes, triggers=(Trigger("revised", to="glow"),))
    assert with_feed(own, "weekly").triggers == own.triggers
    assert with_feed(own, "weekly").effects == ()
    fed = Scene("T", Params, SCENE.passes, feed="daily")
    assert with_feed(fed, "weekly") == Scene("T", Params, SCENE.passes, feed="weekly")


def test_none_leaves_it_in_peace():
    own = Scene("T", Params, SCENE.passes, feed="daily", triggers=(Trigger("revised", to="glow"),))
    assert (with_feed(own, "none").feed, with_feed(own, "none").triggers) == ("none", ())
    assert with_feed(SCENE, "none") == SCENE
