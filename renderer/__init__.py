"""Chorus: community health figures become murals, performances and sculptures.

These names are all that a scene module imports. Each is imported when it is first asked for: who stops ``chorus`` in
its first moments is heard.
"""

from importlib import import_module

TYPE_CHECKING = False  # as type checkers know it; ``typing`` would take as long to import as all else here
if TYPE_CHECKING:
    from renderer.core.camera import Camera
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

__all__ = ["Bind", "Camera", "Effect", "Envelope", "Footprint", "Frame", "Input", "Pass", "Role", "Scene", "Solid",
           "Trigger", "Volume", "last", "param"]  # fmt: skip

_HOMES = {
    "Bind": "params.bind", "Camera": "core.camera", "Effect": "scene.scene", "Envelope": "signals.envelope",
    "Footprint": "scene.scene", "Frame": "core.frame", "Input": "scene.reads", "Pass": "scene.scene",
    "Role": "data.role", "Scene": "scene.scene", "Solid": "scene.solid", "Trigger": "params.trigger",
    "Volume": "core.volume", "last": "scene.reads", "param": "params.param",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Return a public name, and keep it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'renderer' has no attribute '{name}'")
    found = globals()[name] = getattr(import_module(f"renderer.{_HOMES[name]}"), name)
    return found
