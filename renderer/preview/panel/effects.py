"""The chain of effects: what goes over the picture, in which order, and how to change that."""

from imgui_bundle import imgui

from renderer.scene.chain import keys
from renderer.scene.effect import effects, kind_of
from renderer.scene.scene import Effect
from renderer.session.session import Session

from .contents import Action
from .style import DIM, hint, line

__all__ = ["draw_effects", "moved"]


def moved(chain: tuple[Effect, ...], at: int, by: int) -> tuple[Effect, ...]:
    """
    Return ``chain`` with the effect at ``at`` moved ``by`` places, as far as there is room.

    >>> [effect.name for effect in moved((Effect("tear"), Effect("echo")), 1, -1)]
    ['echo', 'tear']
    """
    rest = [*chain[:at], *chain[at + 1 :]]
    rest.insert(min(len(rest), max(0, at + by)), chain[at])
    return tuple(rest)


def draw_effects(session: Session) -> list[Action]:
    """Draw a row for each effect of the chain, first to last, and a list to add from."""
    chain, actions = session.effects, list[Action]()
    for at, (key, effect) in enumerate(zip(keys(chain), chain, strict=True)):
        imgui.push_id(key)
        wet = f"{key}_wet"
        changed, on = imgui.checkbox("##on", getattr(session.params, wet) > 0.0)
        if changed:
            actions.append(("turn", wet, 1.0 if on else 0.0, None))
        _tip("bypass")
        imgui.same_line()
        line(kind_of(effect.name).title)
        _tip(kind_of(effect.name).says)
        imgui.same_line(imgui.get_content_region_avail().x - 76.0)
        for label, by in (("^", -1), ("v", 1)):
            if imgui.small_button(label):
                actions.append(("chain", moved(chain, at, by)))
            imgui.same_line(0.0, 4.0)
        if imgui.small_button("x"):
            actions.append(("chain", chain[:at] + chain[at + 1 :]))
        imgui.pop_id()
    imgui.set_next_item_width(-1.0)
    if imgui.begin_combo("##add", "add an effect ..."):
        for name in effects():
            if imgui.selectable(kind_of(name).title, False)[0]:
                actions.append(("chain", (*chain, Effect(name))))
            _tip(kind_of(name).says)
        imgui.end_combo()
    if chain:
        line("first to last; its knobs are below, under its name", DIM)
    return actions


def _tip(words: str) -> None:
    if imgui.is_item_hovered():
        hint(words)
