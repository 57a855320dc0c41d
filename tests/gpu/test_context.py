"""The context: made without a window, named as its driver names itself, and words where there is none."""

import sys

import moderngl
import pytest

from renderer.core.errors import DisplayError, RendererError
from renderer.gpu.context import check_size, create, driver, unbind


def test_without_a_driver_it_says_what_to_install(monkeypatch):
    def none(**_):
        raise Exception("no EGL")  # moderngl raises bare ones

    monkeypatch.setattr(moderngl, "create_context", none)
    with pytest.raises(DisplayError, match=r"no OpenGL 4\.1 on this machine \(no EGL\).*apt install libegl1"):
        create()


@pytest.mark.parametrize(("system", "backend"), [("linux", "egl"), ("darwin", None), ("win32", None)])
def test_only_linux_is_asked_for_egl(monkeypatch, system, backend):
    asked = {}
    monkeypatch.setattr(moderngl, "create_context", lambda **how: asked.update(how))
    monkeypatch.setattr(sys, "platform", system)
    create()
    assert (asked["standalone"], asked["require"], asked.get("backend")) == (True, 410, backend)


def test_the_driver_is_named_as_it_names_itself(gl):
    found = driver(gl)
    assert found == {"vendor": gl.info["GL_VENDOR"], "renderer": gl.info["GL_RENDERER"],
                     "version": gl.info["GL_VERSION"]}  # fmt: skip
    assert all(found.values())


def test_the_largest_side_decides_whether_a_picture_fits(gl):
    most = min(gl.info["GL_MAX_TEXTURE_SIZE"], *gl.info["GL_MAX_VIEWPORT_DIMS"])
    check_size(gl, (most, most))
    for size in ((most + 1, 1), (1, most + 1)):
        with pytest.raises(RendererError, match=rf"{size[0]}x{size[1]} px is more than .* \({most} px a side\)"):
            check_size(gl, size)


def test_unbound_a_framebuffer_may_die_and_another_be_made(gl):
    texture = gl.texture((4, 4), 4)
    frame = gl.framebuffer([texture])
    frame.use()
    unbind(gl)
    assert gl.fbo.glo == 0
    frame.release()
    texture.release()
    gl.texture((4, 4), 4).release()
