"""What was saved is on the stage, or it is not, and is tried again; that it plays is told when it does."""

from types import SimpleNamespace

import pytest

from renderer.core.errors import RendererError, SceneError
from renderer.show.adoption import Adoption
from renderer.show.reload import News

SCENE = SimpleNamespace(scene=SimpleNamespace(inputs=(SimpleNamespace(name="leaf"),)))


class FakeStage:
    """Plays what it is given but where ``refuses`` says why not; each frame may fail, too."""

    def __init__(self):
        self.error, self.engine = "", None
        self.refuses, self.fails, self.given, self.adopted = "", "", [], 0

    def adopt(self, *_):
        if self.refuses:
            raise RendererError(self.refuses)
        self.error, self.engine = "", self
        self.adopted += 1

    def give(self, inputs):
        if any(pixels is None for pixels in inputs.values()):
            raise SceneError("leaf.png is no picture")
        self.given.append(inputs)


@pytest.fixture
def wall():
    """A stage, and ``save``, which says what is told of a save and of the frame after it; a frozen wall draws none."""
    said, stage = [], FakeStage()
    adoption = Adoption(stage, said.append)

    def save(name, *, frozen=False, **facts):
        said.clear()
        try:
            adoption.adopt(News(SCENE, object(), changed=(name,), **facts))
        except RendererError as error:
            stage.error = str(error)
        else:
            stage.error = facts.get("error") or stage.error
        told = list(said)
        if not frozen:
            stage.error = stage.fails
        adoption.drawn()
        assert told == []  # before the frame it is not known
        return said

    save("scene.py")
    return stage, save


def test_a_preset_beside_a_scene_that_is_refused_mends_it_only_where_the_scene_is_taken_with_it(wall):
    stage, save = wall
    stage.refuses = "no room on this GPU"
    assert save("a.frag") == []  # the scene before is drawn on, with no error of its own
    assert save("calm.toml", only_presets=True) == []
    stage.refuses, before = "", stage.adopted
    assert save("calm.toml", only_presets=True) == ["calm.toml plays again"]
    assert stage.adopted == before + 1
    save("calm.toml", only_presets=True)
    assert stage.adopted == before + 1  # nothing that is compiled changed


def test_a_scene_that_fails_in_its_first_frame_does_not_play_again(wall):
    stage, save = wall
    stage.fails = "scene.py:21: ZeroDivisionError"
    assert save("scene.py") == []
    assert save("scene.py") == []
    stage.fails = ""
    assert save("scene.py") == ["scene.py plays again"]


def test_a_picture_that_is_mended_under_a_frozen_wall_is_told(wall):
    stage, save = wall
    assert save("leaf.png", frozen=True, only_presets=True, error="leaf.png is no picture") == []
    assert save("calm.toml", frozen=True, only_presets=True, error="leaf.png is no picture") == []
    assert save("leaf.png", frozen=True, only_presets=True) == ["leaf.png plays again"]
    assert stage.error == ""


def test_what_fails_in_its_own_code_is_not_mended_by_a_picture_under_a_frozen_wall(wall):
    stage, save = wall
    stage.error = "scene.py:21: ZeroDivisionError"
    assert save("leaf.png", frozen=True, only_presets=True) == []
    assert stage.error == "scene.py:21: ZeroDivisionError"


def test_pictures_that_came_with_what_was_refused_come_with_what_is_not(wall):
    stage, save = wall
    stage.refuses = "no room on this GPU"
    save("a.frag", inputs={"leaf": "new", "gone": "old"})
    stage.refuses = ""
    save("a.frag")
    assert stage.given[-1] == {"leaf": "new"}  # of an input that is there no longer nothing is given
    save("b.frag")
    assert stage.given[-1] == {}
    save("leaf.png", inputs={"leaf": None}, only_presets=True)
    assert save("calm.toml", only_presets=True) == []  # still the picture that cannot be shown
    assert save("leaf.png", inputs={"leaf": "other"}, only_presets=True) == ["leaf.png plays again"]


def test_what_nobody_could_load_is_wrong_until_it_plays():
    said, stage = [], FakeStage()
    adoption = Adoption(stage, said.append)
    with pytest.raises(RendererError, match="line 3"):
        adoption.adopt(News(error="scene.py, line 3: no"))
    adoption.drawn()
    assert said == []
    adoption.adopt(News(SCENE, object(), changed=("scene.py",), only_presets=True))  # with the first there is no engine
    adoption.drawn()
    assert said == ["scene.py plays again"]
    assert stage.adopted == 1
