"""Which control plays what before anything is learned, so that any instrument plays any scene at once.

               keyboard          MIDI, channels 1 and 10       gamepad                     sound
    cues       1 .. 9            notes 48 .. 59, programs      cross: up right down left
    effects    Q .. P, held      notes 36 .. 47, held;         A B X Y and shoulders       low, mid, high:
               A .. L, latched   controls 1 .. 8, 20 .. 31     triggers: the first two     the last three
    triggers   Z .. M            notes 60 .. 71                start, back                 onset: the first

A scene without effects plays its first numbers in their place. What a hand holds no sound moves.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from renderer.params.param import Spec
from renderer.session.mapping import Link
from renderer.session.mapping import Mapping as Links

from .keyboard import ALL, DIGITS, FIRE, HOLD, LATCH

__all__ = ["on_keys", "playable"]

CHANNELS = (1, 10)  # what keyboards, and what drum pads send on
KNOBS = (*range(1, 9), *range(20, 32))
HOLDS, CUES, FIRES = range(36, 48), range(48, 60), range(60, 72)
SOUND = 0.6  # of the way that a band of sound moves what it plays
_AMOUNT = "_amount"


def playable(known: Mapping[str, Spec], presets: Iterable[str], params: object, keys: str = ALL) -> Links:
    """
    Return which control plays what in a scene; ``params`` say where an effect rests while nothing plays it.

    presets : by their numbers, "" where none lies
    keys : those of the keyboard that are free

    >>> playable({}, ["calm", "rupture"], None).links["/key/2"].to
    'rupture'
    """
    cues = list(presets)
    # No whole numbers: they count things, and a scene may lay everything out anew for each.
    numbers = [name for name, spec in known.items() if spec.kind == "number" and spec.unit != "Hz"]
    effects = {name: float(getattr(params, name))
               for name in [one for one in numbers if one.endswith(_AMOUNT)] or numbers}  # fmt: skip
    triggers = [name for name, spec in known.items() if spec.kind == "trigger"]
    links = chain(_keyboard(cues, effects, triggers, keys), _midi(cues, effects, triggers),
                  _pads(cues, effects, triggers), _sound(known, effects, triggers))  # fmt: skip
    return Links({link.address: link for link in links})


def on_keys(links: Links, written: Callable[[str], str] = str.upper) -> tuple[str, ...]:
    """
    Return what the computer's keys play, a line for each of their rows, for who has never seen the scene.

    written : gives what is written on the key at a place

    >>> on_keys(Links({"/key/q": Link("/key/q", "tear_amount"), "/key/2": Link("/key/2", "rupture", "cue")}))
    ('keys that fade to a preset: 2 rupture', 'while held: Q tear_amount')
    """
    rows = {"keys that fade to a preset": DIGITS, "while held": HOLD, "on and off": LATCH, "fired": FIRE}
    played = {what: [f"{written(key)} {links.links[at].to}" for key in row if (at := f"/key/{key}") in links.links]
              for what, row in rows.items()}  # fmt: skip
    return tuple(f"{what}: {', '.join(names)}" for what, names in played.items() if names)


def _keyboard(cues: list[str], effects: Mapping[str, float], triggers: list[str], keys: str) -> Iterator[Link]:
    digits, hold, latch, fire = ([f"/key/{key}" for key in row if key in keys] for row in (DIGITS, HOLD, LATCH, FIRE))
    yield from _cued(digits, cues)
    yield from _held(hold, effects)
    for address, (name, rest) in zip(latch, effects.items(), strict=False):
        yield Link(address, name, "toggle", low=rest, returns=True)
    yield from _fired(fire, triggers)


def _midi(cues: list[str], effects: Mapping[str, float], triggers: list[str]) -> Iterator[Link]:
    for channel in CHANNELS:
        at = f"/midi/{channel}"
        yield from _cued([f"{at}/note/{n}" for n in CUES], cues)
        yield from _cued([f"{at}/program/{n}" for n in range(128)], cues)
        yield from _held([f"{at}/note/{n}" for n in HOLDS], effects)
        yield from _held([f"{at}/cc/{n}" for n in KNOBS], effects)
        yield from _fired([f"{at}/note/{n}" for n in FIRES], triggers)


def _pads(cues: list[str], effects: Mapping[str, float], triggers: list[str]) -> Iterator[Link]:
    names = ("lefttrigger", "righttrigger", "a", "b", "x", "y", "leftshoulder", "rightshoulder")
    yield from _held([f"/pad/{name}" for name in names], effects)
    yield from _cued(["/pad/up", "/pad/right", "/pad/down", "/pad/left"], cues)
    yield from _fired(["/pad/start", "/pad/back"], triggers)


def _sound(known: Mapping[str, Spec], effects: Mapping[str, float], triggers: list[str]) -> Iterator[Link]:
    """Yield bands over the last effects, so that hands have the first ones to themselves."""
    for band, name in zip(("low", "mid", "high"), reversed([*effects]), strict=False):
        rest, high = effects[name], known[name].high
        yield Link(f"/audio/{band}", name, low=rest, high=rest + SOUND * ((high or rest) - rest))
    yield from _fired(["/audio/onset"], triggers)


def _cued(addresses: Iterable[str], cues: Iterable[str]) -> Iterator[Link]:
    return (Link(address, name, "cue") for address, name in zip(addresses, cues, strict=False) if name)


def _held(addresses: Iterable[str], effects: Mapping[str, float]) -> Iterator[Link]:
    """Return links from where an effect rests, or stood before a hand came, to its most."""
    return (Link(address, name, low=rest, returns=True)
            for address, (name, rest) in zip(addresses, effects.items(), strict=False))  # fmt: skip


def _fired(addresses: Iterable[str], triggers: Iterable[str]) -> Iterator[Link]:
    return (Link(address, name, "trigger") for address, name in zip(addresses, triggers, strict=False))
