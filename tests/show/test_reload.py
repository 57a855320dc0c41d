"""N saves are N trials, and each brings its news."""

import os
import shutil
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from desktop import CAP, save
from PIL import Image

from renderer.scene.scene import Effect
from renderer.session.setup import Setup
from renderer.session.setup_json import setup_json
from renderer.show import reload
from renderer.show.reload import News, Reloader
from renderer.show.trial import TrialResult


def request_of(setup):
    return {"setup": setup_json(setup), "size": [64, 36], "index": 0, "fps": "30"}


@contextmanager
def playing(scene):
    """Yield a reloader of ``scene`` that has told its first news and watches the files."""
    made = Reloader(Setup(str(scene)), request_of)
    made.start()
    try:
        assert news(made).error == ""
        time.sleep(0.3)
        yield made
    finally:
        made.close()


@pytest.fixture
def reloader(probe):
    with playing(probe / "scene.py") as made:
        yield made


def news(reloader):
    end = time.monotonic() + CAP
    while time.monotonic() < end:
        if reloader.wake.wait(0.1) and (found := reloader.news()):
            return found
    raise AssertionError("no news")


def test_n_saves_are_n_compiles(reloader, probe):
    for n in range(12):
        save(probe / "tint.glsl", f"const vec3 TINT = vec3({n}.0);\n")
        assert news(reloader).error == ""
    for n in range(12):
        (probe / "image.frag").write_text((probe / "image.frag").read_text() + f"// {n}\n")
        assert news(reloader).error == ""
    time.sleep(0.6)
    assert reloader.compiles == 25  # the first, and 24 saves
    assert reloader.trial.starts == 1


def test_a_save_that_changes_nothing_and_a_foreign_file_compile_nothing(reloader, probe):
    save(probe / "tint.glsl", (probe / "tint.glsl").read_text())
    save(probe / "other.frag", "not of this scene")
    time.sleep(0.8)
    assert reloader.compiles == 1
    assert reloader.news() is None


def test_saves_within_one_slow_frame_are_all_heard():
    made = Reloader(Setup("enamel"), request_of, trial=object())
    scene, other = object(), object()
    made._tell(News(scene, scene, {"leaf": "new", "bud": "old"}, changed=("a.frag",), ms=40.0))
    made._tell(News(other, other, {"bud": "new"}, only_presets=True, changed=("calm.toml", "a.frag")))
    heard = made.news()
    assert (heard.loaded, heard.only_presets, heard.ms) == (other, False, 40.0)  # the shader is compiled all the same
    assert heard.inputs == {"leaf": "new", "bud": "new"}
    assert heard.changed == ("a.frag", "calm.toml")
    made._tell(News(scene, scene, only_presets=True))
    made._tell(News(other, other, only_presets=True))
    assert made.news().only_presets
    for one in (News(scene, scene), News(error="a.frag:1: no"), News(other, other, only_presets=True)):
        made._tell(one)
    assert not made.news().only_presets  # nobody has compiled what the first of them brought
    made._tell(News(scene, scene, {"leaf": "new"}))
    made._tell(News(error="a.frag:1: no"))
    heard = made.news()
    assert (heard.loaded, heard.error, heard.inputs) == (None, "a.frag:1: no", {"leaf": "new"})
    assert made.news() is None


def test_presets_are_read_again_without_a_compile(reloader, probe):
    save(probe / "presets" / "new.toml", "[params]\nlevel = 0.25\n")
    found = news(reloader)
    assert found.only_presets
    assert [preset.name for preset in found.loaded.presets] == ["full", "low", "new"]
    assert reloader.compiles == 1


def test_a_preset_that_is_wrong_is_no_error_of_the_scene_and_its_mending_is_heard(reloader, probe):
    save(probe / "presets" / "low.toml", "[params\nlevel = 0.5\n")
    wrong = news(reloader)
    assert wrong.loaded.presets[1].unread.startswith("low.toml:1: this preset cannot be read")
    assert ([preset.name for preset in wrong.loaded.presets], wrong.error) == (["full", "low"], "")
    save(probe / "presets" / "low.toml", "[params]\nlevel = 0.7\n")
    mended = news(reloader)
    assert (mended.error, [Path(name).name for name in mended.changed]) == ("", ["low.toml"])
    assert mended.loaded.presets[1].unread == ""


def test_a_wrong_preset_that_is_taken_away_does_not_play_again_by_its_name(reloader, probe):
    save(probe / "presets" / "low.toml", "[params\nlevel = 0.5\n")
    assert news(reloader).loaded.presets[1].unread
    (probe / "presets" / "low.toml").unlink()
    mended = news(reloader)
    assert (mended.error, mended.changed) == ("", ())


def test_an_include_that_was_missing_is_heard_when_it_comes(reloader, probe):
    (probe / "tint.glsl").rename(probe / "hidden.glsl.bak")
    assert "no file 'tint.glsl'" in news(reloader).error
    (probe / "hidden.glsl.bak").rename(probe / "tint.glsl")
    mended = news(reloader)
    assert (mended.error, [Path(name).name for name in mended.changed]) == ("", ["tint.glsl"])


def test_another_chain_of_effects_is_tried_and_told(reloader):
    reloader.play((Effect("channel_shift"),))
    found = news(reloader)
    assert found.error == ""
    assert [step.name for step in found.loaded.scene.passes] == ["rows", "image", "fx_channel_shift"]
    reloader.play((Effect("chanel_shift"),))
    assert "did you mean 'channel_shift'" in news(reloader).error


@pytest.fixture
def pictured(probe):
    """Return a reloader of the probe, which reads a picture."""
    text = (probe / "scene.py").read_text()
    text = text.replace("import Pass", "import Input, Pass").replace(
        "    passes=", "    inputs=(Input('map', 'map.png', 'u1'),),\n    passes=")
    (probe / "scene.py").write_text(text.replace('reads=("rows",)', 'reads=("rows", "map")'))
    Image.new("RGB", (2, 2), (9, 9, 9)).save(probe / "map.png")
    with playing(probe / "scene.py") as made:
        yield made


def test_a_picture_that_was_saved_is_read_and_nothing_is_compiled(pictured, probe):
    for grey in (50, 60):
        Image.new("RGB", (3, 1), (grey, 0, 0)).save(probe / "map.png")
        found = news(pictured)
        assert (found.error, found.only_presets) == ("", True)
        assert found.inputs["map"].tolist() == [[[grey, 0, 0, 255]] * 3]
    assert pictured.compiles == 1


def test_a_picture_cut_short_is_told_and_a_shader_saved_meanwhile_plays(pictured, probe):
    (probe / "map.png").write_bytes((probe / "map.png").read_bytes()[:40])
    assert "map.png: the input 'map' takes a picture, and this is none, or not a whole one" in news(pictured).error
    save(probe / "tint.glsl", "const vec3 TINT = vec3(2.0);\n")
    found = news(pictured)
    assert found.loaded is not None
    assert not found.only_presets
    assert "map.png" in found.error
    Image.new("RGB", (3, 1), (70, 0, 0)).save(probe / "map.png")
    assert news(pictured).inputs["map"][0, 0, 0] == 70
    assert pictured.compiles == 2


def test_a_picture_that_goes_and_returns(pictured, probe):
    (probe / "map.png").rename(probe / "away.bak")
    assert "input 'map': no file 'map.png'" in news(pictured).error
    (probe / "away.bak").rename(probe / "map.png")
    assert news(pictured).error == ""


@pytest.mark.parametrize(("saved", "blamed"), [(("tint.glsl", "image.frag"), "tint.glsl, "), ((), "scene.py")])
def test_a_driver_that_died_is_blamed_on_what_was_saved_or_on_the_scene(probe, saved, blamed):
    dead = SimpleNamespace(check=lambda _: TrialResult(error="the driver died", fatal=True), close=lambda: None)
    made = Reloader(Setup(str(probe / "scene.py")), request_of, dead)
    made._try(tuple(probe / name for name in saved))
    said = made.news().error
    assert blamed in said
    assert said.endswith(": the driver died")
    assert ("scene.py" in said) is not bool(saved)


@pytest.fixture
def linked(probe, tmp_path):
    """Return a reloader of the link ``wall``, which leads to the probe; ``other`` is a second scene beside it."""
    shutil.copytree(probe, tmp_path / "other")
    save(tmp_path / "other" / "tint.glsl", "const vec3 TINT = vec3(2.0);\n")
    (tmp_path / "wall").symlink_to("probe")
    with playing(tmp_path / "wall") as made:
        yield made


def still(reloader):
    """Return whether nothing is heard for two looks at files."""
    time.sleep(1.0)
    return reloader.news() is None


def test_a_link_that_leads_elsewhere_is_followed_again_and_again(linked, tmp_path):
    save(tmp_path / "probe" / "tint.glsl", "const vec3 TINT = vec3(1.0);\n")
    assert news(linked).loaded is not None
    for now, before in (("other", "probe"), ("probe", "other")):
        (tmp_path / "new").symlink_to(now)
        (tmp_path / "new").replace(tmp_path / "wall")  # as ln -sfn does
        assert news(linked).loaded.name == now
        save(tmp_path / now / "tint.glsl", f"const vec3 TINT = vec3(3.0);  // {now}\n")
        assert news(linked).loaded.name == now
        save(tmp_path / now / "presets" / "low.toml", f"[params]\nlevel = 0.{len(now)}\n")
        assert news(linked).only_presets
        save(tmp_path / before / "tint.glsl", f"const vec3 TINT = vec3(4.0);  // {now}\n")
        assert still(linked)


def test_a_file_of_the_scene_that_is_a_link_is_followed_too(probe, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rows.frag").write_bytes((probe / "rows.frag").read_bytes() + f"// {name}\n".encode())
    (probe / "rows.frag").unlink()
    (probe / "rows.frag").symlink_to(tmp_path / "a" / "rows.frag")
    with playing(probe) as made:
        with (tmp_path / "a" / "rows.frag").open("a") as file:
            file.write("// saved\n")
        assert news(made).error == ""
        (probe / "new").symlink_to(tmp_path / "b" / "rows.frag")
        (probe / "new").replace(probe / "rows.frag")
        assert news(made).error == ""
        with (tmp_path / "b" / "rows.frag").open("a") as file:
            file.write("// saved\n")
        assert news(made).error == ""


def led(link, target):
    """Lead ``link`` to ``target`` as ln -sfn does."""
    link.with_name("new").symlink_to(target)
    link.with_name("new").replace(link)


def test_links_far_above_of_the_presets_alone_and_over_two_hops_are_followed(probe, tmp_path):
    for name in ("one", "two"):  # releases, as a deployment lays them out: current -> one, and walls/probe below it
        shutil.copytree(probe, tmp_path / name / "walls" / "probe")
    shutil.copytree(probe / "presets", tmp_path / "shared")
    save(tmp_path / "shared" / "extra.toml", "[params]\nlevel = 0.75\n")
    save(tmp_path / "two" / "walls" / "probe" / "tint.glsl", "const vec3 TINT = vec3(2.0);\n")
    led(tmp_path / "stable", "one")
    led(tmp_path / "current", "stable")
    with playing(tmp_path / "current" / "walls" / "probe") as made:
        led(tmp_path / "stable", "two")  # the hop in the middle
        assert news(made).error == ""
        save(tmp_path / "two" / "walls" / "probe" / "tint.glsl", "const vec3 TINT = vec3(3.0);\n")
        assert news(made).error == ""
        own = tmp_path / "two" / "walls" / "probe" / "presets"
        own.rename(own.with_name("before"))
        own.symlink_to(tmp_path / "shared")
        names = [preset.name for preset in news(made).loaded.presets]
        assert "extra" in names
        save(tmp_path / "shared" / "late.toml", "[params]\nlevel = 0.5\n")
        assert "late" in [preset.name for preset in news(made).loaded.presets]


def test_a_folder_that_is_renamed_into_place_is_the_scene(reloader, probe, tmp_path):
    for n in (1, 2):
        new = shutil.copytree(probe, tmp_path / "new", copy_function=shutil.copy2)
        save(new / "tint.glsl", f"const vec3 TINT = vec3({n}.5);\n")
        probe.rename(tmp_path / f"old{n}")
        new.rename(probe)
        assert news(reloader).error == ""
        save(probe / "tint.glsl", f"const vec3 TINT = vec3({n}.25);\n")
        assert news(reloader).error == ""
        save(tmp_path / f"old{n}" / "tint.glsl", f"const vec3 TINT = vec3({n}.75);\n")
        assert still(reloader)


def test_a_folder_that_goes_and_returns_plays_again(reloader, probe, tmp_path):
    probe.rename(tmp_path / "away")
    assert "no scene at" in news(reloader).error
    assert still(reloader)
    (tmp_path / "away").rename(probe)
    assert news(reloader).error == ""
    save(probe / "tint.glsl", "const vec3 TINT = vec3(1.5);\n")
    assert news(reloader).error == ""


@pytest.mark.parametrize("renames", [True, False])
def test_a_save_that_keeps_time_and_size_is_heard(reloader, probe, renames):
    tint = probe / "tint.glsl"
    seen = tint.stat()
    text = tint.read_text().replace("1.0", "0.5")
    assert len(text) == seen.st_size
    assert text != tint.read_text()
    target = tint.with_suffix(".new") if renames else tint
    target.write_text(text)
    os.utime(target, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    target.replace(tint)
    assert news(reloader).error == ""


def test_a_look_sees_what_no_event_told_though_time_and_size_are_kept(reloader, probe, monkeypatch):
    monkeypatch.setattr(reload, "named", lambda *_: set())  # a disk that tells nobody
    test_a_save_that_keeps_time_and_size_is_heard(reloader, probe, renames=True)


def test_of_a_checkout_nothing_is_told_until_all_of_it_is_there(reloader, probe, monkeypatch):
    monkeypatch.setattr(reload, "AGAIN", 1.0)  # s; a busy machine checks out slowly
    module, image = probe / "scene.py", probe / "image.frag"
    for old, new in (("level", "bright"), ("bright", "level")):
        for path in (module, image):
            text = path.read_text().replace(old, new)
            path.unlink()
            path.write_text(text)
            time.sleep(0.15)  # longer than one group of saves
        found = news(reloader)
        assert found.error == ""
        assert new in found.loaded.scene.params.__dataclass_fields__
