"""Chorus: community health figures become murals, performances and sculptures.

These names are all that a scene module imports.
"""

from renderer.core.frame import Frame
from renderer.core.volume import Volume
from renderer.data.role import Role
from renderer.params.bind import Bind
from renderer.params.param import param
from renderer.params.trigger import Trigger
from renderer.scene.reads import Input, last
from renderer.scene.scene import Effect, Footprint, Pass, Scene
from renderer.scene.solid import Solid
from renderer.signals.envelope import Envelope

__all__ = ["Bind", "Effect", "Envelope", "Footprint", "Frame", "Input", "Pass", "Role", "Scene", "Solid", "Trigger",
           "Volume", "last", "param"]  # fmt: skip
