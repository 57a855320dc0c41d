"""Any scene with a feed: each family of fault strikes with the glitch by which a viewer learns to know it."""

from dataclasses import replace

from renderer.params.trigger import Trigger
from renderer.signals.envelope import Envelope

from .scene import Effect, Scene

__all__ = ["GLITCHES", "with_feed"]

# Family, effect, the most of it, and how it comes and goes (s). What lasts (stale, suppressed) comes slowly; and none
# is so strong that a viewer could not read the others beside it, and the picture below.
GLITCHES = (
    ("revised", "ghost", 0.6, Envelope(0.5, 2.0, 4.0)),
    ("suppressed", "macroblock", 0.6, Envelope(1.0, 2.0, 4.0)),
    ("implausible", "pixel_sort", 0.3, Envelope(0.1, 1.5, 3.0)),
    ("tampered", "stripes", 0.2, Envelope(0.05, 1.0, 1.5)),
    ("missing", "tear", 0.45, Envelope(0.1, 1.0, 2.0)),
    ("stale", "freeze", 0.4, Envelope(1.0, 2.0, 3.0)),
)


def with_feed(scene: Scene, feed: str) -> Scene:
    """
    Return ``scene`` struck by the faults of ``feed``; ``none`` leaves it in peace.

    A scene without triggers of its own gets an effect and a trigger for each family of fault.
    """
    if feed == "none":
        return replace(scene, feed="none" if scene.feed else "", triggers=())
    if scene.triggers or scene.feed:
        return replace(scene, feed=feed)
    have = {effect.name for effect in scene.effects}
    chain = (*scene.effects, *(Effect(effect) for _, effect, _, _ in GLITCHES if effect not in have))
    triggers = tuple(Trigger(kind, f"{effect}_amount", most=most, envelope=shape)
                     for kind, effect, most, shape in GLITCHES)  # fmt: skip
    return replace(scene, feed=feed, effects=chain, triggers=triggers)
