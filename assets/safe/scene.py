"""The safe scene: a horizon before sunrise, for a wall whose show ended three times.

It reads no figures, remembers nothing and has nothing to turn: what can fail in a scene is not in it.
"""

from dataclasses import dataclass

from renderer import Pass, Scene


@dataclass(frozen=True, slots=True)
class Params:
    """Nothing may be turned."""


SCENE = Scene(title="Safe", params=Params, passes=(Pass("image", "image.frag"),))
