"""The GL context: one per process for pictures, and what it says of its driver."""

import sys
from typing import Any

import moderngl

from renderer.core.errors import DisplayError, RendererError

__all__ = ["Context", "adopt", "check_numbers", "check_size", "copied", "create", "driver", "most_px", "unbind"]

Context = moderngl.Context

_LEAST = 410  # macOS stops there; compute passes ask for more when they are compiled


def create() -> Context:
    """
    Return a context without a window: EGL on Linux, the system's own elsewhere.

    Raises DisplayError with what to install where there is none.
    """
    options: dict[str, Any] = {"backend": "egl"} if sys.platform.startswith("linux") else {}
    try:
        return moderngl.create_context(standalone=True, require=_LEAST, **options)
    except Exception as error:  # moderngl raises bare Exceptions
        raise DisplayError(
            f"no OpenGL 4.1 on this machine ({error}). On Debian or Ubuntu type: "
            "apt install libegl1 libgl1-mesa-dri; elsewhere install your graphics driver"
        ) from None


def adopt() -> Context:
    """Return the context of the window that is current."""
    return moderngl.create_context(require=_LEAST)


def driver(gl: Context) -> dict[str, str]:
    """Return vendor, renderer and version as the driver names itself, for manifests and ``doctor``."""
    return {
        "vendor": gl.info["GL_VENDOR"],
        "renderer": gl.info["GL_RENDERER"],
        "version": gl.info["GL_VERSION"],
    }


def check_size(gl: Context, size: tuple[int, int]) -> None:
    """Raise RendererError where a picture of ``size`` (px) does not fit this GPU, or is none."""
    if min(size) < 1:
        raise RendererError(f"{size[0]}x{size[1]} px is no picture; ask for one px a side at least")
    if max(size) > most_px(gl):
        raise RendererError(
            f"{size[0]}x{size[1]} px is more than this GPU draws in one piece ({most_px(gl)} px a side); "
            "ask for fewer px: a smaller --size or a lower --dpi; a still .tif, .png or .exr, a .pdf or a .dzi is "
            "drawn in tiles, where its scene can be"
        )


def check_numbers(gl: Context, rows: int, columns: int, times: int) -> None:
    """Raise RendererError where a table of so many rows, columns and times does not fit this GPU."""
    most, layers = gl.info["GL_MAX_TEXTURE_SIZE"], gl.info["GL_MAX_ARRAY_TEXTURE_LAYERS"]
    for count, limit, what in ((rows, most, "areas"), (columns, most, "columns"), (times, layers, "times")):
        if count > limit:
            raise RendererError(f"the figures have {count:,} {what}, and this GPU takes {limit:,}; group them")


def most_px(gl: Context) -> int:
    """Return the most px a side that this GPU draws in one piece."""
    return int(min(gl.info["GL_MAX_TEXTURE_SIZE"], *gl.info["GL_MAX_VIEWPORT_DIMS"]))


def unbind(gl: Context) -> None:
    """Bind the window's own framebuffer: moderngl goes back to the bound one, so none may die bound."""
    gl.detect_framebuffer(0).use()


def copied(gl: Context, texture: Any) -> Any:  # noqa: ANN401
    """Return another texture with the pixels of ``texture``, to be released."""
    made = gl.texture(texture.size, texture.components, dtype=texture.dtype)
    source, into = gl.framebuffer([texture]), gl.framebuffer([made])
    gl.copy_framebuffer(into, source)
    unbind(gl)
    source.release()
    into.release()
    return made
