"""A still that is kept live of a scene that feeds back is made again, byte for byte; or it is said that it is not."""

import json
import shutil

import numpy as np
import pytest
from PIL import Image

from renderer.core.errors import DataError
from renderer.output.feedback_file import feedback_beside
from renderer.output.recall import read_manifest
from renderer.output.record import job_of_manifest
from renderer.output.remake import remade
from renderer.preview.save import save_still
from renderer.session.session import begin
from renderer.session.setup import Setup

# Reaction without end: what stands depends on every frame that was drawn, and on the seed of the first.
POOL = """
#include "lib/hash/pcg.glsl"
void main() {
    vec4 was = texelFetch(t_pool, target_texel(), 0);
    if (u_fresh) was = vec4(float(u_seed % 97), gl_FragCoord.x, gl_FragCoord.y, 1.0);
    o = fract(was * 1.618 + vec4(0.137 * u_level, 0.31 * u_time, 0.07 * float(u_frame), 0.5));
}
"""
SHOW = "void main() { o = vec4(texture(t_pool, gl_FragCoord.xy / u_resolution).rgb, 1.0); }"
SCENES = {
    size: f"""passes=(Pass('pool', 'pool.frag', reads=('pool',), format='{kind}', size={size}),
        Pass('image', 'image.frag', reads=('pool',)))"""
    for size, kind in ((("width", "height"), "f4"), (("24", "16"), "f2"), (("width / 2", "height"), "u1"))
}


@pytest.fixture(params=SCENES)
def playing(stage, request):
    """Return a stage that has played a feedback scene with dropped frames, changes of size, seed and values."""
    one = stage(SCENES[request.param], wanted=(48, 32), window=(48, 32), pool_frag=POOL, image_frag=SHOW)
    session = begin(one.engine.loaded)
    for index in (0, 1, 2, 9, 10, 13):  # the machine was late
        session = session.turn("level", 0.1 * index, index / 30).reseed(index, index / 30)
        if index == 9:
            one.adaptive = one.adaptive.__class__(step=2)
        one.draw(session, index)
    one.session = session
    return one


def kept(one, tmp_path):
    said = []
    path = save_still(one, Setup("./small"), one.session, 40, tmp_path / "exports", said.append)
    return path, said


@pytest.fixture
def remake(gl):
    """Return ``remake(path, module)``: the file made again in a context of its own, and what was said."""

    def run(path, module):
        manifest = read_manifest(path)
        target = path.with_stem(f"{path.stem}-remade")
        job = job_of_manifest(manifest, str(path), target, (path.parent,), scene=str(module))
        try:
            return target, remade(job, manifest, original=path)
        finally:
            gl.__enter__()  # the stage's context is current again

    return run


def test_it_is_made_again_byte_for_byte(playing, tmp_path, remake):
    shown = playing.engine.read(3).copy()
    path, said = kept(playing, tmp_path)
    with Image.open(path) as still:
        np.testing.assert_array_equal(np.asarray(still.convert("RGB")), shown)
    assert said == ["kept at 34x23 px, as it is drawn, of 48x32"]
    np.testing.assert_array_equal(playing.engine.read(3), shown)  # the show goes on as it was
    target, notes = remake(path, playing.engine.loaded.module)
    assert notes == ()
    assert target.read_bytes() == path.read_bytes()
    again, notes = remake(target, playing.engine.loaded.module)  # and that one can be made again, too
    assert (again.read_bytes(), notes) == (path.read_bytes(), ())


def test_it_is_the_frame_that_was_drawn_whatever_the_clock_says(playing, tmp_path):
    path, _ = kept(playing, tmp_path)
    assert json.loads(path.with_name(f"{path.name}.json").read_text())["destination"]["frames"] == [13, 13]
    assert path.name == "small-f00013-s13.png"


def test_the_show_goes_on_as_if_nothing_was_kept(playing, tmp_path):
    kept(playing, tmp_path)
    before = playing.engine.last_frames()["pool"].outputs.copy()
    playing.draw(playing.session, 14)
    after = playing.engine.last_frames()["pool"].outputs
    assert not np.array_equal(before, after)
    assert playing.error == ""


@pytest.mark.parametrize(("harm", "words"), [
    (lambda file: file.unlink(), "cannot be read: No such file"),
    (lambda file: file.write_bytes(file.read_bytes()[:-9]), "is damaged, or belongs to another picture"),
])  # fmt: skip
def test_without_its_state_it_is_only_alike_and_that_is_said(playing, tmp_path, remake, harm, words):
    path, _ = kept(playing, tmp_path)
    harm(feedback_beside(path))
    with pytest.raises(DataError, match="only like") as error:
        remake(path, playing.engine.loaded.module)
    assert words in str(error.value)
    target = path.with_stem(f"{path.stem}-remade")
    assert target.is_file()
    assert words in json.loads(target.with_name(f"{target.name}.json").read_text())["state"]["inexact"]
    assert not feedback_beside(target).exists()
    with pytest.raises(DataError, match=words):  # the copy knows it, too
        remake(target, playing.engine.loaded.module)


def test_a_scene_that_changed_so_that_its_state_fits_no_longer_is_told(playing, tmp_path, remake):
    path, _ = kept(playing, tmp_path)
    module = playing.engine.loaded.module
    other = shutil.copytree(module.parent, tmp_path / "other" / "small") / "scene.py"
    other.write_text(module.read_text().replace("'pool'", "'pond'"))
    (other.parent / "pool.frag").write_text(POOL.replace("t_pool", "t_pond"))
    (other.parent / "image.frag").write_text(SHOW.replace("t_pool", "t_pond"))
    with pytest.raises(DataError, match="no pass 'pool' whose last frame is read"):
        remake(path, other)


def test_what_is_drawn_otherwise_each_time_is_kept_and_told(playing, tmp_path, remake, monkeypatch):
    read, calls = type(playing.engine).read, []

    def unsteady(engine, components=3):
        calls.append(0)
        return read(engine, components) + np.uint8(len(calls))

    monkeypatch.setattr(type(playing.engine), "read", unsteady)
    path, said = kept(playing, tmp_path)
    assert "can be made again only approximately: drawn twice from the same state" in said[-1]
    monkeypatch.undo()
    with pytest.raises(DataError, match="drawn twice from the same state it was not the same picture"):
        remake(path, playing.engine.loaded.module)


def test_a_restart_is_kept_as_the_fresh_state_that_it_is(playing, tmp_path, remake):
    playing.draw(playing.session.restarted(), 14)
    assert not playing.engine.last_frames()["pool"].held
    path, _ = kept(playing, tmp_path)
    target, _ = remake(path, playing.engine.loaded.module)
    assert target.read_bytes() == path.read_bytes()
