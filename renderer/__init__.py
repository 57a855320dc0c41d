"""Chorus: community health figures become murals, performances and sculptures.

These names are all that a scene module imports.
"""

from renderer.core.frame import Frame
from renderer.core.volume import Volume
from renderer.params.bind import Bind
from renderer.params.param import param
from renderer.scene.scene import Footprint, Pass, Scene
from renderer.scene.solid import Solid

__all__ = ["Bind", "Footprint", "Frame", "Pass", "Scene", "Solid", "Volume", "param"]
