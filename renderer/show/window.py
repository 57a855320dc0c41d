"""A window with a GL context of its own: opened, moved, filled with events, shown and closed.

pyglet opens a hidden window when it is imported; so it is imported here, when a window is wanted.
"""

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

from renderer.core.errors import DisplayError
from renderer.core.escape import escape
from renderer.gpu.context import Context, adopt

from .key_places import KeyPlaces
from .monitors import Display, name_of
from .x11_dpi import USUAL, x11_dpi
from .x11_drops import x11_drops
from .x11_identity import identified
from .x11_pointer import free_pointer
from .x11_sizes import x11_sizes

__all__ = ["Handlers", "Window", "open_window", "prepared", "room", "toolkit"]

Handlers = Mapping[str, Callable[..., Any]]

_LARGEST = 4.0  # times the usual size of letters
_WITHOUT = "`chorus export` works without a window"


def toolkit() -> Any:  # noqa: ANN401
    """Return pyglet, set up for windows that we draw ourselves; raise DisplayError without a display."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        raise DisplayError(
            "no display: DISPLAY is not set, so no window can open here. Start this from a desktop, "
            f"or through `ssh -X` or `xvfb-run`; {_WITHOUT}"
        )
    try:
        pyglet = prepared()
    except ImportError as error:
        raise DisplayError(f"windows need system libraries that are missing ({error}). On Debian or Ubuntu type: "
                           f"apt install libgl1 libx11-6; {_WITHOUT}") from None  # fmt: skip
    try:
        pyglet.display.get_display()
    except Exception as error:  # its class lives in a platform's own module
        name = os.environ.get("DISPLAY", "")
        raise DisplayError(f"no display: '{name}' does not answer ({error}); {_WITHOUT}") from None
    return pyglet


def prepared() -> Any:  # noqa: ANN401
    """Return pyglet, imported; it asks for no display yet. Raises ImportError."""
    import pyglet

    pyglet.options.shadow_window = False
    pyglet.options.debug_gl = False
    import pyglet.display
    import pyglet.window

    return pyglet


def room(size: tuple[int, int]) -> tuple[int, int]:
    """Return ``size``, or the largest of its shape that fits the screen a window opens on."""
    screen = toolkit().display.get_display().get_default_screen()
    scale = min(1.0, screen.width / size[0], screen.height / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


class Window:
    """
    A native window whose context is current; sizes are pixels of its framebuffer.

    keys : tells its keys apart
    scale : units of the mouse's coordinates per unit of a layout, larger where a display is so fine that the desktop
        asks for larger letters
    """

    def __init__(self, native: Any) -> None:  # noqa: ANN401
        """Take over ``native``, a pyglet window."""
        self.native, self.scale = native, _desktop_scale(native)
        self.open = True
        native.switch_to()
        self.gl: Context = adopt()
        self.keys = KeyPlaces(native)
        self._answers = x11_drops(native)
        x11_sizes(native)
        # The last to be asked: pyglet's own answer to Esc would close the window.
        native.push_handlers(on_close=self._closed, on_key_press=lambda *_: True, on_deactivate=self.keys.forget)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the framebuffer, px."""
        width, height = self.native.get_framebuffer_size()
        return max(1, int(width)), max(1, int(height))

    @property
    def ratio(self) -> float:
        """Pixels of the framebuffer per unit of the mouse's coordinates."""
        return self.size[0] / max(1, int(self.native.get_size()[0]))

    @property
    def unit(self) -> float:
        """Pixels of the framebuffer per unit of a layout."""
        return self.ratio * self.scale

    @property
    def display(self) -> Display:
        """The display that it opened on, as the toolkit knows it, and that it covers when it is to."""
        one = self.native.screen
        return Display(name_of(one, "this display"), one.x, one.y, one.width, one.height)

    def listen(self, handlers: Handlers) -> None:
        """Call ``handlers`` (pyglet's event names) from ``events``."""
        self.native.push_handlers(**handlers)

    def events(self) -> None:
        """Deliver what happened since the last call."""
        self.native.switch_to()
        self.native.dispatch_events()
        self._answers()

    def show(self) -> None:
        """Bring what was drawn to the screen, and wait: never is more than one frame under way."""
        self.native.flip()
        self.gl.finish()

    def vsync(self) -> None:
        """Show each picture with the display's own, where the driver can: eyes that take turns follow those."""
        self.native.set_vsync(True)

    def fullscreen(self, on: bool, screen: Any = None) -> None:  # noqa: ANN401
        """Cover ``screen`` (its own without), or come back from there."""
        self.native.set_fullscreen(on, screen=screen)
        self.native.switch_to()
        self.native.activate()  # where no window manager does, keys would go nowhere

    def close(self) -> None:
        """Close it; its GL objects go with it."""
        self.open = False
        self.native.close()

    def _closed(self) -> bool:
        self.open = False
        return True  # the loop closes it, after its last frame


def _desktop_scale(native: Any) -> float:  # noqa: ANN401
    """Return how much larger than usual letters shall be: on X11 what is asked for; elsewhere units say it."""
    if not sys.platform.startswith("linux"):
        return 1.0
    try:
        asked = x11_dpi(native.screen.display._display, native.screen.display.x_screen) / USUAL
    except Exception:  # a window system that says nothing
        return 1.0
    return min(_LARGEST, max(1.0, round(4 * asked) / 4))


def open_window(
    title: str, size: tuple[int, int], *, screen: Any = None, fullscreen: bool = False,  # noqa: ANN401
    drops: bool = False, visible: bool = True,
) -> Window:  # fmt: skip
    """
    Open a window of ``size`` px, or one that covers ``screen``; raise DisplayError where that fails.

    drops : whether files may be dropped onto it; visible : whether it is shown at once
    """
    pyglet = toolkit()
    config = pyglet.gl.Config(double_buffer=True, major_version=4, minor_version=1, depth_size=0)
    options: dict[str, Any] = {"caption": escape(title), "vsync": False, "config": config, "screen": screen,
                               "file_drops": drops, "visible": visible}  # fmt: skip
    kind = identified(free_pointer(pyglet.window.Window))
    try:
        native = kind(fullscreen=True, **options) if fullscreen else kind(*size, resizable=True, **options)
    except Exception as error:  # NoSuchConfigException and the platforms' own
        raise DisplayError(
            f"this display gives no window with OpenGL 4.1 ({type(error).__name__}: {error}). "
            f"`chorus doctor` says what is missing; {_WITHOUT}"
        ) from None
    return Window(native)
