"""The starter: a copy that stands on its own, or nothing at all."""

import pytest

from renderer.core.errors import RendererError, UsageError
from renderer.core.paths import ASSETS
from renderer.scene.catalogue import load
from renderer.scene.starter import check_name, write_starter


def test_the_copy_loads_under_its_own_title(tmp_path):
    loaded = load(write_starter("gold_pearl", tmp_path))

    assert loaded.scene.title == "Gold pearl"
    assert loaded.module.read_text().startswith('"""Gold pearl: ')
    assert "Starter" not in loaded.module.read_text()
    assert len(loaded.presets) == 2


def test_the_copy_is_whole_and_nothing_else_is_left(tmp_path):
    made = write_starter("pearl", tmp_path)
    files = [path.relative_to(ASSETS / "starter") for path in (ASSETS / "starter").rglob("*")]
    source = {path for path in files if "__pycache__" not in path.parts}

    assert {p.relative_to(made) for p in made.rglob("*")} == source
    assert list(tmp_path.iterdir()) == [made]


def test_a_copy_that_fails_half_way_leaves_nothing(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("renderer.scene.starter._rename", full)

    with pytest.raises(RendererError, match="No space left"):
        write_starter("pearl", tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_broken_link_in_the_way_is_left_alone(tmp_path):
    (tmp_path / "pearl").symlink_to(tmp_path / "nowhere")

    with pytest.raises(UsageError, match="exists already"):
        write_starter("pearl", tmp_path)


@pytest.mark.parametrize("name", ["a", "pearl_2", "a" * 40])
def test_good_names_pass(name):
    assert check_name(name) == name
