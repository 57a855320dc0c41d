"""The shelf: scenes are found by their folders, and none is run."""

from renderer.core.paths import INSTALLATIONS
from renderer.scene.catalogue import installations, load
from renderer.scene.listing import listing


def folder(where, name, text='"""A wall of gold.\n\nMore."""\n'):
    made = where / name
    made.mkdir(parents=True)
    (made / "scene.py").write_text(text)
    return made


def test_bundled_scenes_stand_first_and_each_once(tmp_path):
    folder(tmp_path / "theirs", "b")
    folder(tmp_path / "mine", "a")

    found = listing(tmp_path / "mine", tmp_path / "theirs")

    assert [(one.name, one.own) for one in found] == [("b", False), ("a", True)]
    assert [one.own for one in listing(tmp_path / "theirs", tmp_path / "theirs")] == [False]


def test_title_and_presets_are_read_without_running(tmp_path):
    made = folder(tmp_path, "a", '"""A wall of gold."""\nraise SystemExit\n')
    (made / "presets").mkdir()
    for name in ("dusk", "dawn"):
        (made / "presets" / f"{name}.toml").write_text("this is not read")

    (one,) = listing(tmp_path, tmp_path / "none")

    assert (one.title, one.presets) == ("A wall of gold.", ("dawn", "dusk"))
    assert [words.partition(":")[0] for words in one.unread] == ["dawn.toml", "dusk.toml"]


def test_a_scene_without_words_has_no_title(tmp_path):
    folder(tmp_path, "a", "SCENE = 1\n")
    folder(tmp_path, "b", "SCENE = (\n")

    silent, broken = listing(tmp_path, tmp_path / "none")

    assert silent.title == ""
    assert "chorus check b" in broken.title


def test_what_takes_views_is_known_without_running(tmp_path):
    folder(tmp_path, "a", "SCENE = Scene(title='A', views=Volume(80.0, 60.0))\nraise SystemExit\n")
    folder(tmp_path, "b", "SCENE = Scene(title='B', views=None)\nviews = Volume(views=1)\n")

    assert [one.views for one in listing(tmp_path, tmp_path / "none")] == [True, False]


def test_the_list_knows_of_every_installation_whether_it_takes_views(tmp_path):
    assert {one.name: one.views for one in listing(tmp_path)} == {
        name: load(name).scene.views is not None for name in installations()
    }


def test_every_installation_is_on_the_shelf(tmp_path):
    assert {one.name for one in listing(tmp_path)} == {path.parent.name for path in INSTALLATIONS.glob("*/scene.py")}
